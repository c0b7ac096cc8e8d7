// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Forward, Group} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {PositionsTest} from "../PositionsTest.sol";
import {ReentrantReceiver} from "../../mocks/Wallets.sol";
import {RefusingReceiver, TakingReceiver} from "../../mocks/Receivers.sol";

contract SafeTransferFromTest is PositionsTest {
    function safeTransfer(address to) internal {
        vm.prank(BUYER);
        escrow.safeTransferFrom(BUYER, to, bought);
    }

    function refusing(RefusingReceiver.Way way) internal returns (address) {
        return address(new RefusingReceiver(way));
    }

    function expectInvalidReceiver(address to) internal {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, to));
    }

    function test_RevertWhen_TheReceiverReturnsSomethingElse() external {
        address receiver = refusing(RefusingReceiver.Way.ReturnsOther);
        expectInvalidReceiver(receiver);
        safeTransfer(receiver);
        assertOwners(BUYER, PROVIDER);
    }

    function test_RevertWhen_TheReceiverReturnsNothing() external {
        address receiver = refusing(RefusingReceiver.Way.ReturnsNothing);
        vm.expectRevert();
        safeTransfer(receiver);
        assertOwners(BUYER, PROVIDER);
    }

    function test_RevertWhen_TheReceiverReturnsTooLittle() external {
        address receiver = refusing(RefusingReceiver.Way.ReturnsShort);
        vm.expectRevert();
        safeTransfer(receiver);
        assertOwners(BUYER, PROVIDER);
    }

    function test_RevertWhen_TheReceiverReverts() external {
        address receiver = refusing(RefusingReceiver.Way.Reverts);
        vm.expectRevert(RefusingReceiver.NotHere.selector);
        safeTransfer(receiver);
    }

    function test_RevertWhen_TheReceiverBurnsAllGas() external {
        address receiver = refusing(RefusingReceiver.Way.BurnsGas);
        expectInvalidReceiver(receiver);
        safeTransfer(receiver);
    }

    /// @dev Every function that changes anything, called from inside the transfer.
    function entryPoints(address receiver) internal view returns (bytes[] memory calls) {
        Forward memory forward = assignedForward();
        Group[] memory groups;
        calls = new bytes[](13);
        calls[0] = abi.encodeCall(IForwardEscrow.open, (forward.terms, receiver, SALT, "", ""));
        calls[1] = abi.encodeCall(IForwardEscrow.accept, (forward, receiver));
        calls[2] = abi.encodeCall(IForwardEscrow.announce, (escrow.forwardId(forward), H));
        calls[3] = abi.encodeCall(IForwardEscrow.settle, (stepOf(forward, 0, 1, 1), PROOF));
        calls[4] = abi.encodeCall(IForwardEscrow.settleMany, (groups));
        calls[5] = abi.encodeCall(IForwardEscrow.reclaim, (forward));
        calls[6] = abi.encodeCall(IForwardEscrow.close, (forward, 0, block.timestamp, "", ""));
        calls[7] = abi.encodeCall(IForwardEscrow.withdraw, (address(token), receiver));
        calls[8] = abi.encodeCall(IERC721.approve, (OBSERVER, bought));
        calls[9] = abi.encodeCall(IERC721.setApprovalForAll, (OBSERVER, true));
        calls[10] = abi.encodeCall(IERC721.transferFrom, (receiver, OBSERVER, bought));
        calls[11] = abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", receiver, OBSERVER, bought);
        calls[12] =
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", receiver, OBSERVER, bought, "");
    }

    function test_When_TheReceiverCallsAnyEntryPoint() external {
        ReentrantReceiver receiver = new ReentrantReceiver();
        bytes[] memory calls = entryPoints(address(receiver));
        uint256 snapshot = vm.snapshotState();
        for (uint256 i; i < calls.length; ++i) {
            receiver.prepare(address(escrow), calls[i]);
            safeTransfer(address(receiver));
            assertFalse(receiver.worked(), "worked");
            assertReason(receiver.answer(), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            assertOwners(address(receiver), PROVIDER);
            vm.revertToState(snapshot);
        }
    }

    function test_When_TheReceiverHasNoCode() external {
        safeTransfer(PURCHASER);
        assertOwners(PURCHASER, PROVIDER);
    }

    function test_RevertWhen_SomebodyElseTransfers() external {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, OBSERVER, bought));
        vm.prank(OBSERVER);
        escrow.safeTransferFrom(BUYER, OBSERVER, bought);
    }

    function test_RevertWhen_ItGoesToTheEscrow() external {
        expectInvalidReceiver(address(escrow));
        safeTransfer(address(escrow));
    }

    function test_When_EverythingIsInOrder() external {
        TakingReceiver receiver = new TakingReceiver();
        approveAs(BUYER, OBSERVER, bought);

        vm.expectEmit(address(escrow));
        emit IERC721.Transfer(BUYER, address(receiver), bought);
        vm.prank(OBSERVER);
        escrow.safeTransferFrom(BUYER, address(receiver), bought, "data");

        assertOwners(address(receiver), PROVIDER);
        assertEq(receiver.told(), keccak256(abi.encode(OBSERVER, BUYER, bought, bytes("data"))), "told");
    }
}
