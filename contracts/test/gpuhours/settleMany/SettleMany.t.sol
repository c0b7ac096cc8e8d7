// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {GpuHoursTest} from "../GpuHoursTest.sol";

contract GpuHoursSettleManyTest is GpuHoursTest {
    function assertSettles(uint256 counted, Hours[] memory list, uint256 expected) internal {
        (bytes32 key, uint256 settled) = settleMany(gpu, counted, list);
        assertEq(key, gpu.keyHash(1), "key");
        assertEq(settled, expected, "settled");
    }

    function test_RevertWhen_ThereIsNoKeyForN() external {
        (uint256[] memory places, bytes memory proofs) = placesOf(listOf(FIRST, NEXT));
        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_BatchSizeUnsupported.selector, 4));
        gpu.settleMany(4, 2, 3, places, proofs);
    }

    function test_RevertWhen_AProofIsWrong() external {
        Hours[] memory list = listOf(FIRST, NEXT, OTHER_DEVICES);
        list[1].proof = list[0].proof;
        (uint256[] memory places, bytes memory proofs) = placesOf(list);
        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector));
        gpu.settleMany(1, 3, 7, places, proofs);
        assertUnsold(gpu, address(this), list[0]);
    }

    function test_When_NoPlaceConflicts() external {
        Hours[] memory list = listOf(FIRST, OTHER_HOURS, OTHER_DEVICES);
        assertSettles(7, list, 7);
        assertSold(gpu, address(this), listOf(OTHER_DEVICES)[0]);
        uint256[] memory first = list[0].payload;
        uint256[] memory other = list[1].payload;
        for (uint256 i = 1; i < 17; i += 2) {
            uint256 expected = first[i] == other[1] ? first[i + 1] | other[2] : first[i + 1];
            assertEq(gpu.soldHours(address(this), first[0], first[i], EPOCH), expected, "sold hours");
        }
    }

    function test_When_SomePlacesDoNotCount() external {
        Hours[] memory list = listOf(FIRST, NEXT_EPOCH, OTHER_DEVICES);
        list[1].proof = new bytes(256); // not looked at
        assertSettles(5, list, 5);
        assertSold(gpu, address(this), list[0]);
        assertUnsold(gpu, address(this), list[1]);
        assertSold(gpu, address(this), list[2]);
    }

    function test_When_NothingCounts() external {
        assertSettles(0, listOf(FIRST, NEXT), 0);
        assertUnsold(gpu, address(this), delivered(FIRST));
        assertUnsold(gpu, address(this), delivered(NEXT));
    }

    function test_When_TwoPlacesNameOneHour() external {
        assertSettles(7, listOf(TWICE, FIRST, NEXT_EPOCH), 5);
        assertSold(gpu, address(this), delivered(TWICE));
        Hours memory left = delivered(FIRST);
        for (uint256 i = 1; i < 17; i += 2) {
            if (left.payload[i] == delivered(TWICE).payload[1]) continue;
            assertEq(gpu.soldHours(address(this), left.payload[0], left.payload[i], EPOCH), 0, "left out whole");
        }
    }

    function test_When_OnePlaceIsThereTwice() external {
        assertSettles(3, listOf(FIRST, FIRST), 1);
        assertSold(gpu, address(this), delivered(FIRST));
    }

    function test_Given_HoursOfAPlaceWereSold() external {
        settle(gpu, delivered(FIRST));
        assertSettles(7, listOf(NEXT, TWICE, OTHER_DEVICES), 5);
    }

    /// @dev The escrow asks again without what was left out, having undone everything.
    function test_Given_ItLeftPlacesOut() external {
        Hours[] memory list = listOf(FIRST, TWICE, OTHER_HOURS);
        uint256 before = vm.snapshotState();
        assertSettles(7, list, 5);
        vm.revertToState(before);
        assertSettles(5, list, 5);
    }
}
