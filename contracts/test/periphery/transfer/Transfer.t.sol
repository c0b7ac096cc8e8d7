// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Errors} from "../../../src/libraries/Errors.sol";
import {IConditionalTransfer} from "../../../src/interfaces/IConditionalTransfer.sol";
import {SaleTest} from "../SaleTest.sol";

contract TransferTest is SaleTest {
    function transferAs(address who, address to, IConditionalTransfer.Sight memory seen) internal {
        vm.prank(who);
        helper.transfer(sold, to, seen);
    }

    function expectNotHolder(address who) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_NotHolder.selector, who, PROVIDER));
    }

    function test_RevertWhen_TheTokenDoesNotExist() external {
        IConditionalTransfer.Sight memory seen = look();
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721NonexistentToken.selector, 7));
        helper.transfer(7, OBSERVER, seen);
    }

    function test_RevertWhen_SomebodyElseTransfers() external {
        IConditionalTransfer.Sight memory seen = look();
        expectNotHolder(OBSERVER);
        transferAs(OBSERVER, OBSERVER, seen);
        expectNotHolder(BUYER);
        transferAs(BUYER, BUYER, seen);
    }

    /// @dev The helper may move every position of the provider; it must not for others.
    function test_RevertWhen_TheHelperWasApprovedAndSomebodyElseTransfers() external {
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(address(helper), true);
        IConditionalTransfer.Sight memory seen = look();
        expectNotHolder(OBSERVER);
        transferAs(OBSERVER, OBSERVER, seen);
    }

    function test_RevertWhen_ItIsTooLate() external {
        IConditionalTransfer.Sight memory seen = look();
        vm.warp(seen.until + 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_Late.selector, seen.until, seen.until + 1));
        transferAs(PROVIDER, PURCHASER, seen);
    }

    function test_RevertWhen_TheStateIsAnother() external {
        IConditionalTransfer.Sight memory seen = look();
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 1));
        vm.expectPartialRevert(Errors.ConditionalTransfer_StateChanged.selector);
        transferAs(PROVIDER, PURCHASER, seen);
    }

    function test_When_AnOperatorTransfers() external {
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        transferAs(OBSERVER, PURCHASER, look());
        assertEq(escrow.ownerOf(sold), PURCHASER, "owner");
    }

    function test_When_TheOwnerTransfers() external {
        transferAs(PROVIDER, PURCHASER, look());
        assertEq(escrow.ownerOf(sold), PURCHASER, "owner");
        assertEq(money.balanceOf(PURCHASER), SALE_PRICE, "money of the purchaser");
    }
}
