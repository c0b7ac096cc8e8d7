// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {PositionsTest} from "../PositionsTest.sol";

contract SetApprovalForAllTest is PositionsTest {
    function test_RevertWhen_TheOperatorIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOperator.selector, address(0)));
        operatorAs(BUYER, address(0), true);
    }

    function test_When_ItIsTakenBack() external {
        operatorAs(BUYER, OBSERVER, true);
        operatorAs(BUYER, OBSERVER, false);
        assertFalse(escrow.isApprovedForAll(BUYER, OBSERVER), "operator");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, OBSERVER, bought));
        transfer(OBSERVER, BUYER, OBSERVER, bought);
    }

    function test_When_AnOperatorTransfers() external {
        openDefault();
        uint256 second = buyerToken(defaultForward());
        operatorAs(BUYER, OBSERVER, true);
        transfer(OBSERVER, BUYER, PURCHASER, bought);
        transfer(OBSERVER, BUYER, PURCHASER, second);
        assertEq(escrow.balanceOf(PURCHASER), 2, "positions");
        assertEq(escrow.balanceOf(BUYER), 0, "positions left");
    }

    function test_RevertWhen_AnOperatorOfOneSideTouchesTheOther() external {
        operatorAs(BUYER, OBSERVER, true);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, OBSERVER, sold));
        transfer(OBSERVER, PROVIDER, OBSERVER, sold);
    }

    function test_When_EverythingIsInOrder() external {
        vm.expectEmit(address(escrow));
        emit IERC721.ApprovalForAll(BUYER, OBSERVER, true);
        operatorAs(BUYER, OBSERVER, true);
        assertTrue(escrow.isApprovedForAll(BUYER, OBSERVER), "operator");
    }
}
