// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {GpuHoursTest} from "../GpuHoursTest.sol";

contract GpuHoursSettleTest is GpuHoursTest {
    /*//////////////////////////////////////////////////////////////////////////
                                        PROOF
    //////////////////////////////////////////////////////////////////////////*/

    function expectRefusal(Hours memory d, bytes memory reason) internal {
        vm.expectRevert(reason);
        settle(gpu, d);
        assertUnsold(gpu, address(this), delivered(FIRST));
    }

    function test_RevertWhen_TheProofIsTooShort() external {
        Hours memory d = delivered(FIRST);
        d.proof = new bytes(255);
        expectRefusal(d, abi.encodeWithSelector(Errors.Groth16Predicate_ProofLength.selector, 255));
    }

    function test_RevertWhen_TheProofIsOfAnotherSettlement() external {
        Hours memory d = delivered(FIRST);
        d.proof = delivered(NEXT).proof;
        expectRefusal(d, abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector));
    }

    /// @dev Hours that are left out of the payload could be sold again.
    function test_RevertWhen_AMaskIsAnother() external {
        for (uint256 i = 2; i < 17; i += 2) {
            Hours memory d = delivered(FIRST);
            d.payload[i] -= 1;
            expectRefusal(d, abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector));
        }
    }

    function test_When_TheProofHolds() external {
        Hours memory d = delivered(FIRST);
        assertEq(d.payload.length, 17, "eight devices");
        assertEq(settle(gpu, d), gpu.keyHash(1), "key");
        assertSold(gpu, address(this), d);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       PAYLOAD
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_ThePayloadIsEmpty() external {
        Hours memory d;
        assertEq(settle(told, d), told.keyHash(1), "key");
        assertEq(settle(told, d), told.keyHash(1), "and again");
    }

    function test_When_TheLastMaskIsLeftOut() external {
        uint256[] memory words = pairs(1, 7, 2, 0);
        assembly ("memory-safe") {
            mstore(words, 3)
        }
        settle(told, stated(5, EPOCH, words));
        assertEq(told.soldHours(address(this), 5, 1, EPOCH), 7, "first device");
        assertEq(told.soldHours(address(this), 5, 2, EPOCH), 0, "last device");
    }

    function test_When_AMaskIsZero() external {
        vm.record();
        settle(told, stated(5, EPOCH, pairs(1, 0, 2, 1)));
        (, bytes32[] memory writes) = vm.accesses(address(told));
        assertEq(writes.length, 1, "slots");
        assertEq(told.soldHours(address(this), 5, 2, EPOCH), 1, "an epoch's first hour");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       LEDGER
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_AllHoursWereSold() external {
        Hours memory d = delivered(FIRST);
        settle(gpu, d);
        vm.expectRevert(soldError(d.payload[1], d.payload[2]));
        settle(gpu, d);
        assertSold(gpu, address(this), d);
    }

    function test_RevertGiven_OneHourOfTheLastDeviceWasSold() external {
        settle(told, stated(5, EPOCH, pair(2, 8)));
        vm.expectRevert(soldError(2, 8));
        settle(told, stated(5, EPOCH, pairs(1, ALL_HOURS, 2, ALL_HOURS)));
        assertEq(told.soldHours(address(this), 5, 1, EPOCH), 0, "another device");
        assertEq(told.soldHours(address(this), 5, 2, EPOCH), 8, "other hours");
    }

    function test_Given_OtherHoursOfTheEpochWereSold() external {
        Hours memory d = delivered(FIRST);
        settle(gpu, d);
        settle(gpu, delivered(NEXT));
        for (uint256 i = 1; i < 17; i += 2) {
            assertEq(gpu.soldHours(address(this), d.payload[0], d.payload[i], EPOCH), ALL_HOURS, "the whole epoch");
        }
    }

    function test_Given_TheHoursWereSoldUnderOtherMeters() external {
        settle(gpu, delivered(FIRST));
        Hours memory d = delivered(OTHER_METERS);
        settle(gpu, d);
        assertSold(gpu, address(this), d);
    }

    function test_Given_TheHoursWereSoldToAnotherCaller() external {
        Hours memory d = delivered(FIRST);
        settle(gpu, d);
        vm.prank(STRANGER);
        gpu.settle(d.header, d.payload, d.h, d.proof);
        assertSold(gpu, STRANGER, d);
    }

    function test_Given_TheSameBitsWereSoldInAnotherEpoch() external {
        settle(gpu, delivered(FIRST));
        Hours memory d = delivered(NEXT_EPOCH);
        settle(gpu, d);
        assertSold(gpu, address(this), d);
        assertSold(gpu, address(this), delivered(FIRST));
    }

    /// @dev The circuit proves that this cannot be.
    function test_RevertWhen_ADeviceIsNamedTwice() external {
        vm.expectRevert(soldError(1, 2));
        settle(told, stated(5, EPOCH, pairs(1, 1, 1, 2)));
        vm.expectRevert(soldError(1, 1));
        settle(told, stated(5, EPOCH, pairs(1, 1, 1, 1)));
    }

    /// @dev Likewise.
    function test_RevertWhen_DevicesFall() external {
        vm.expectRevert(soldError(1, 4));
        settle(told, stated(5, EPOCH, pairs(2, 1, 1, 4)));
        vm.expectRevert(soldError(0, 4));
        settle(told, stated(5, EPOCH, pair(0, 4)));
    }
}
