// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {Delivery, Group} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Calldata whose parts lie over each other, so that it says more than its own length: what it says must not be
/// written over what else is in memory.
contract OverlapAttackTest is BaseTest {
    /// @dev Where the words of a group's only delivery begin, behind the selector: offset of the groups, their number, offset
    /// of the group, its five words, number of deliveries, offset of the delivery.
    uint256 internal constant OFFSETS = 9;

    function groupOf(uint256 copies, uint256 payload) internal view returns (bytes memory data) {
        Delivery[] memory deliveries = new Delivery[](copies);
        for (uint256 i; i < copies; ++i) {
            deliveries[i] = defaultDelivery();
            deliveries[i].payload = new uint256[](payload);
        }
        Group[] memory groups = new Group[](1);
        groups[0] = Group(address(predicate), 1, 5_000_000, deliveries, PROOF);
        data = abi.encodeCall(IForwardEscrow.settleMany, (groups));
    }

    /// @dev The last event tells what became of the group, or of its last delivery.
    function send(bytes memory data) internal returns (bytes memory reason) {
        vm.recordLogs();
        (bool success,) = address(escrow).call{gas: 15_000_000}(data);
        assertTrue(success, "sent");
        Vm.Log[] memory logs = vm.getRecordedLogs();
        return abi.decode(logs[logs.length - 1].data, (bytes));
    }

    /// @dev All offsets of the deliveries are those of the first one: 60 places out of one delivery's calldata.
    function test_ManyPlacesOutOfOneDelivery() external {
        bytes memory data = groupOf(60, 200);
        uint256 first;
        assembly ("memory-safe") {
            first := mload(add(add(data, 0x24), mul(0x20, OFFSETS)))
        }
        for (uint256 i = 1; i < 60; ++i) {
            assembly ("memory-safe") {
                mstore(add(add(data, 0x24), mul(0x20, add(OFFSETS, i))), first)
            }
        }
        // What only the copies needed is cut off: the words of one delivery are left.
        uint256 length = 4 + 32 * (OFFSETS + 60 + 27 + 200);
        assembly ("memory-safe") {
            mstore(add(add(data, 0x24), mul(0x20, 7)), sub(length, 0x20)) // the proof, empty: a zero word of the payload
            mstore(data, length)
        }
        assertReason(send(data), Errors.ForwardEscrow_DeliveriesOverlap.selector);
    }

    /// @dev The same deliveries, written out, are only skipped.
    function test_ManyPlacesWrittenOut() external {
        assertReason(send(groupOf(60, 20)), Errors.ForwardEscrow_UnknownForward.selector);
    }
}
