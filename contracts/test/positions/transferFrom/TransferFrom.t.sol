// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Errors} from "../../../src/libraries/Errors.sol";
import {ForwardId, State} from "../../../src/types/Forward.sol";
import {PositionsTest} from "../PositionsTest.sol";
import {RefusingReceiver} from "../../mocks/Receivers.sol";

contract TransferFromTest is PositionsTest {
    function expectInvalidReceiver(address to) internal {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, to));
    }

    function expectInsufficientApproval(address who, uint256 position) internal {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, who, position));
    }

    function test_RevertWhen_TheTokenDoesNotExist() external {
        expectNonexistent(7);
        transfer(BUYER, BUYER, PURCHASER, 7);
    }

    function test_RevertWhen_FromIsNotTheOwner() external {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, PROVIDER, bought, BUYER));
        transfer(BUYER, PROVIDER, PURCHASER, bought);
    }

    function test_RevertWhen_ItGoesToZero() external {
        expectInvalidReceiver(address(0));
        transfer(BUYER, BUYER, address(0), bought);
    }

    function test_RevertWhen_ItGoesToTheEscrow() external {
        expectInvalidReceiver(address(escrow));
        transfer(BUYER, BUYER, address(escrow), bought);
    }

    function test_RevertWhen_SomebodyElseTransfers() external {
        expectInsufficientApproval(OBSERVER, bought);
        transfer(OBSERVER, BUYER, OBSERVER, bought);
    }

    function test_RevertWhen_TheOtherSideTransfers() external {
        expectInsufficientApproval(PROVIDER, bought);
        transfer(PROVIDER, BUYER, PROVIDER, bought);
        expectInsufficientApproval(BUYER, sold);
        transfer(BUYER, PROVIDER, BUYER, sold);
    }

    function test_When_ItGoesToItsOwner() external {
        approveAs(BUYER, OBSERVER, bought);
        transfer(BUYER, BUYER, BUYER, bought);
        assertOwners(BUYER, PROVIDER);
        assertEq(escrow.getApproved(bought), address(0), "approved");
    }

    function test_When_ItGoesToAContractThatTakesNoPositions() external {
        address receiver = address(new RefusingReceiver(RefusingReceiver.Way.Reverts));
        transfer(BUYER, BUYER, receiver, bought);
        assertOwners(receiver, PROVIDER);
    }

    function test_When_TheProvidersSideIsTransferred() external {
        transfer(PROVIDER, PROVIDER, PURCHASER, sold);
        vm.warp(START);
        ForwardId id = escrow.forwardId(assignedForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_NotProvider.selector, id, PROVIDER, PURCHASER));
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 1));
        settleAs(PURCHASER, stepOf(assignedForward(), 0, 1, 1));
        vm.warp(SETTLE_BY);
        escrow.reclaim(assignedForward());
        assertBalance(PURCHASER, BOND / QUANTITY, "purchaser");
    }

    function test_When_TheBuyersSideIsTransferred() external {
        transfer(BUYER, BUYER, PURCHASER, bought);
        vm.warp(SETTLE_BY);
        escrow.reclaim(assignedForward());
        assertBalance(PURCHASER, PRICE + BOND, "purchaser");
        assertBalance(BUYER, 0, "buyer");
    }

    function test_When_EverythingIsInOrder() external {
        vm.warp(START);
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 5, 1));
        ForwardId id = escrow.forwardId(assignedForward());
        State memory before = escrow.stateOf(id);

        vm.expectEmit(address(escrow));
        emit IERC721.Transfer(PROVIDER, PURCHASER, sold);
        transfer(PROVIDER, PROVIDER, PURCHASER, sold);
        assertOwners(BUYER, PURCHASER);
        assertEq(escrow.balanceOf(PROVIDER), 0, "positions of who had it");

        before.provider = PURCHASER;
        assertEq(abi.encode(escrow.stateOf(id)), abi.encode(before), "state");
    }
}
