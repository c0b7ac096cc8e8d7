// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Forward, Status} from "../../../src/types/Forward.sol";

contract StatusOfTest is BaseTest {
    function assertStatusAt(uint256 time, Status expected) internal {
        assertStatusAt(defaultForward(), time, expected);
    }

    function assertStatusAt(Forward memory forward, uint256 time, Status expected) internal {
        vm.warp(time);
        assertStatus(forward, expected);
    }

    /// @dev A status that time does not change.
    function assertCold(Forward memory forward, Status expected) internal {
        uint64[8] memory times = [0, NOW, ACCEPT_BY, START, END, SETTLE_BY - 1, SETTLE_BY, type(uint64).max];
        for (uint256 i; i < times.length; ++i) {
            assertStatusAt(forward, times[i], expected);
        }
    }

    function test_Given_TheForwardWasNeverOpened() external {
        assertCold(defaultForward(), Status.None);
        assertCold(assignedForward(), Status.None);
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

    function test_Given_NobodyAccepted() external {
        Forward memory forward = assignedForward();
        open(forward);
        assertStatusAt(forward, NOW, Status.Proposed);
        assertStatusAt(forward, ACCEPT_BY - 1, Status.Proposed);
        assertStatusAt(forward, ACCEPT_BY, Status.Lapsed);
        assertStatusAt(forward, START, Status.Lapsed);
        assertStatusAt(forward, SETTLE_BY, Status.Lapsed);
    }

    function test_Given_SomebodyAccepted() external {
        Forward memory forward = assignedForward();
        openAccepted(forward);
        assertWarm(forward);
        assertStatusAt(forward, ACCEPT_BY, Status.Pending);
        assertStatusAt(forward, START - 1, Status.Pending);
    }

    function test_Given_APartIsSettled() external {
        Forward memory forward = assignedForward();
        openAccepted(forward);
        settleAs(PROVIDER, stepOf(forward, 0, 1, QUANTITY - 1));
        assertWarm(forward);
    }

    function assertWarm(Forward memory forward) internal {
        assertStatusAt(forward, START, Status.Deliverable);
        assertStatusAt(forward, END, Status.Deliverable);
        assertStatusAt(forward, SETTLE_BY - 1, Status.Deliverable);
        assertStatusAt(forward, SETTLE_BY, Status.Expired);
        assertStatusAt(forward, type(uint64).max, Status.Expired);
    }

    function test_Given_TheForwardIsClosed() external {
        Forward memory forward = assignedForward();
        forward.buyer = PROVIDER;
        openAccepted(forward);
        vm.prank(PROVIDER);
        escrow.close(forward, 0, START, "", "");
        assertCold(forward, Status.Closed);
    }

    function test_Given_TheForwardIsSettled() external {
        openAnnounced();
        settleDefault();
        assertCold(defaultForward(), Status.Settled);
        vm.warp(NOW);
        openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, QUANTITY));
        assertCold(assignedForward(), Status.Settled);
    }

    function test_Given_TheForwardIsReclaimed() external {
        openDefault();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        assertCold(defaultForward(), Status.Reclaimed);
        vm.warp(NOW);
        open(assignedForward());
        vm.warp(ACCEPT_BY);
        escrow.reclaim(assignedForward());
        assertCold(assignedForward(), Status.Reclaimed);
    }
}
