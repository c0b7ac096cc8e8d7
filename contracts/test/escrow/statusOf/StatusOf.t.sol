// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Status} from "../../../src/types/Forward.sol";

contract StatusOfTest is BaseTest {
    function assertStatusAt(uint256 time, Status expected) internal {
        vm.warp(time);
        assertStatus(defaultForward(), expected);
    }

    function test_Given_TheForwardWasNeverOpened() external {
        assertStatusAt(NOW, Status.None);
        assertStatusAt(START, Status.None);
        assertStatusAt(SETTLE_BY, Status.None);
    }

    function test_When_TheTimeIsBeforeTheStart() external {
        openDefault();
        assertStatusAt(NOW, Status.Pending);
        assertStatusAt(START - 1, Status.Pending);
    }

    function test_When_TheTimeIsInTheWindow() external {
        openDefault();
        assertStatusAt(START, Status.Deliverable);
        assertStatusAt(END, Status.Deliverable);
        assertStatusAt(SETTLE_BY - 1, Status.Deliverable);
    }

    function test_When_TheTimeIsAfterTheWindow() external {
        openDefault();
        assertStatusAt(SETTLE_BY, Status.Expired);
        assertStatusAt(type(uint64).max, Status.Expired);
    }

    function test_Given_TheForwardIsSettled() external {
        openAnnounced();
        settleDefault();
        assertStatusAt(START, Status.Settled);
        assertStatusAt(SETTLE_BY, Status.Settled);
    }

    function test_Given_TheForwardIsReclaimed() external {
        openDefault();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        assertStatusAt(SETTLE_BY, Status.Reclaimed);
    }
}
