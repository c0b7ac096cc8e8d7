// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {PositionsTest} from "../PositionsTest.sol";

contract ApproveTest is PositionsTest {
    function expectInvalidApprover(address who) internal {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidApprover.selector, who));
    }

    function test_RevertWhen_TheTokenDoesNotExist() external {
        expectNonexistent(7);
        approveAs(BUYER, OBSERVER, 7);
    }

    function test_RevertWhen_SomebodyElseApproves() external {
        expectInvalidApprover(OBSERVER);
        approveAs(OBSERVER, OBSERVER, bought);
    }

    function test_RevertWhen_TheOtherSideApproves() external {
        expectInvalidApprover(PROVIDER);
        approveAs(PROVIDER, PROVIDER, bought);
        expectInvalidApprover(BUYER);
        approveAs(BUYER, BUYER, sold);
    }

    function test_RevertWhen_WhoIsApprovedApproves() external {
        approveAs(BUYER, OBSERVER, bought);
        expectInvalidApprover(OBSERVER);
        approveAs(OBSERVER, PURCHASER, bought);
    }

    function test_When_AnOperatorApproves() external {
        operatorAs(BUYER, OBSERVER, true);
        approveAs(OBSERVER, PURCHASER, bought);
        assertEq(escrow.getApproved(bought), PURCHASER, "approved");
    }

    function test_When_ZeroIsApproved() external {
        approveAs(BUYER, OBSERVER, bought);
        approveAs(BUYER, address(0), bought);
        assertEq(escrow.getApproved(bought), address(0), "approved");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, OBSERVER, bought));
        transfer(OBSERVER, BUYER, OBSERVER, bought);
        // Nobody is approved, and neither is the caller that no transaction has.
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, address(0), bought));
        transfer(address(0), BUYER, OBSERVER, bought);
    }

    function test_When_AnotherIsApproved() external {
        approveAs(BUYER, OBSERVER, bought);
        approveAs(BUYER, PURCHASER, bought);
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, OBSERVER, bought));
        transfer(OBSERVER, BUYER, OBSERVER, bought);
        transfer(PURCHASER, BUYER, PURCHASER, bought);
        assertOwners(PURCHASER, PROVIDER);
    }

    function test_When_ThePositionIsTransferred() external {
        approveAs(PROVIDER, OBSERVER, sold);
        transfer(PROVIDER, PROVIDER, PURCHASER, sold);
        assertEq(escrow.getApproved(sold), address(0), "approved");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, OBSERVER, sold));
        transfer(OBSERVER, PURCHASER, OBSERVER, sold);
        assertFalse(escrow.mayDeliver(escrow.forwardId(assignedForward()), OBSERVER), "may deliver");
    }

    function test_When_ATokenOfOneSideIsApproved() external {
        approveAs(BUYER, OBSERVER, bought);
        assertEq(escrow.getApproved(sold), address(0), "approved");
        assertFalse(escrow.mayDeliver(escrow.forwardId(assignedForward()), OBSERVER), "may deliver");
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, OBSERVER, sold));
        transfer(OBSERVER, PROVIDER, OBSERVER, sold);
    }

    function test_When_EverythingIsInOrder() external {
        vm.expectEmit(address(escrow));
        emit IERC721.Approval(BUYER, OBSERVER, bought);
        approveAs(BUYER, OBSERVER, bought);
        assertEq(escrow.getApproved(bought), OBSERVER, "approved");
    }
}
