// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GpuHoursTest} from "../GpuHoursTest.sol";

contract GpuHoursVerifyTest is GpuHoursTest {
    uint256 internal constant VERIFY_GAS = 1_000_000;

    function assertVerifies(Hours[] memory list, bool expected) internal view {
        for (uint256 i; i < list.length; ++i) {
            Hours memory d = list[i];
            bool one = gpu.verify{gas: VERIFY_GAS}(d.header, d.payload, d.h, d.proof);
            if (expected) assertTrue(one, "one settlement");
            else if (i == list.length - 1) assertFalse(one, "one settlement");
        }
        (uint256[] memory places, bytes memory proofs) = placesOf(list);
        bool all = gpu.verifyMany{gas: VERIFY_GAS}(1, list.length, places, proofs);
        assertEq(all, expected, "several");
    }

    function test_When_TheProofHolds() external view {
        assertVerifies(listOf(FIRST, NEXT, TWICE), true);
    }

    function test_When_TheProofDoesNotHold() external view {
        Hours[] memory list = listOf(FIRST, NEXT, TWICE);
        list[2].payload[2] = 0x3;
        assertVerifies(list, false);
    }

    function test_Given_TheHoursWereSold() external {
        settle(gpu, delivered(FIRST));
        assertVerifies(listOf(FIRST, TWICE), true);
    }
}
