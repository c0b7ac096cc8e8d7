// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {ConditionalTransfer} from "../../src/periphery/ConditionalTransfer.sol";
import {IConditionalTransfer} from "../../src/interfaces/IConditionalTransfer.sol";
import {MintableToken} from "../mocks/Tokens.sol";

/// @notice The provider of an accepted forward offers their position, approved for the helper, to a purchaser with money.
abstract contract SaleTest is BaseTest {
    uint256 internal constant SALE_PRICE = 1000;

    address internal immutable PURCHASER = makeAddr("purchaser");

    ConditionalTransfer internal helper;
    MintableToken internal money;
    uint256 internal sold;

    function setUp() public virtual override {
        super.setUp();
        helper = new ConditionalTransfer(escrow);
        money = new MintableToken();
        openAccepted(assignedForward());
        sold = providerToken(assignedForward());
        approveHelper();
    }

    function approveHelper() internal {
        vm.prank(PROVIDER);
        escrow.approve(address(helper), sold);
        money.mint(PURCHASER, SALE_PRICE);
        vm.prank(PURCHASER);
        money.approve(address(helper), SALE_PRICE);
    }

    function someSale() internal view returns (IConditionalTransfer.Sale memory) {
        return IConditionalTransfer.Sale({
            position: sold,
            seller: PROVIDER,
            purchaser: address(0),
            token: address(money),
            deadline: START + 1 days,
            price: SALE_PRICE,
            nonce: 5
        });
    }

    function sign(string memory name, IConditionalTransfer.Sale memory sale) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(name), helper.saleDigest(sale));
        return abi.encodePacked(r, s, v);
    }

    /// @dev What there is to see now.
    function look() internal view returns (IConditionalTransfer.Sight memory seen) {
        seen.state = escrow.stateOf(escrow.forwardId(assignedForward()));
        (seen.commitment,) = escrow.ROUNDS().roundOf(escrow, escrow.forwardId(assignedForward()));
        seen.until = START + 1 days;
    }

    function buyAs(address who, IConditionalTransfer.Sale memory sale, IConditionalTransfer.Sight memory seen)
        internal
    {
        bytes memory signature = sign("provider", sale);
        vm.prank(who);
        helper.buy(sale, signature, seen);
    }

    function assertNothingMoved() internal view {
        assertEq(escrow.ownerOf(sold), PROVIDER, "owner");
        assertEq(money.balanceOf(PURCHASER), SALE_PRICE, "money of the purchaser");
        assertEq(money.balanceOf(PROVIDER), 0, "money of the seller");
    }
}
