// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {IConditionalTransfer} from "../../../src/interfaces/IConditionalTransfer.sol";
import {SaleTest} from "../SaleTest.sol";

contract SpendTest is SaleTest {
    function test_RevertWhen_TheNonceIsSpent() external {
        helper.spend(5);
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_NonceSpent.selector, address(this), 5));
        helper.spend(5);
    }

    function test_When_SomebodyElseSpendsTheSameNonce() external {
        vm.prank(OBSERVER);
        helper.spend(5);
        assertFalse(helper.isSpent(PROVIDER, 5), "spent");
        buyAs(PURCHASER, someSale(), look());
        assertEq(escrow.ownerOf(sold), PURCHASER, "owner");
    }

    function test_When_EverythingIsInOrder() external {
        vm.expectEmit(address(helper));
        emit IConditionalTransfer.Spent(PROVIDER, 5);
        vm.prank(PROVIDER);
        helper.spend(5);
        assertTrue(helper.isSpent(PROVIDER, 5), "spent");
        assertFalse(helper.isSpent(PROVIDER, 6), "another nonce");
    }
}
