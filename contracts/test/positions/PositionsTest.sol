// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// @notice An accepted forward: `bought` is the token of its buyer, `sold` that of its provider.
abstract contract PositionsTest is BaseTest {
    address internal immutable PURCHASER = makeAddr("purchaser");

    uint256 internal bought;
    uint256 internal sold;

    function setUp() public virtual override {
        super.setUp();
        open(assignedForward());
        accept(assignedForward(), PROVIDER);
        bought = buyerToken(assignedForward());
        sold = providerToken(assignedForward());
    }

    function transfer(address sender, address from, address to, uint256 position) internal {
        vm.prank(sender);
        escrow.transferFrom(from, to, position);
    }

    function approveAs(address sender, address to, uint256 position) internal {
        vm.prank(sender);
        escrow.approve(to, position);
    }

    function operatorAs(address sender, address operator, bool approved) internal {
        vm.prank(sender);
        escrow.setApprovalForAll(operator, approved);
    }

    function expectNonexistent(uint256 position) internal {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, position));
    }

    /// @dev Owners and balances of the two tokens, all four at once.
    function assertOwners(address buyer, address provider) internal view {
        assertEq(escrow.ownerOf(bought), buyer, "owner of the buyer's position");
        assertEq(escrow.ownerOf(sold), provider, "owner of the provider's position");
        assertEq(escrow.balanceOf(buyer), buyer == provider ? 2 : 1, "positions of the buyer");
        assertEq(escrow.balanceOf(provider), buyer == provider ? 2 : 1, "positions of the provider");
    }
}
