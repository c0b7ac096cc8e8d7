// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {ForwardId, Status} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";

contract AnnounceTest is BaseTest {
    function test_RevertGiven_TheForwardWasNeverOpened() external {
        ForwardId id = escrow.forwardId(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
        escrow.announce(id, H);
    }

    function test_RevertGiven_TheForwardIsSettled() external {
        ForwardId id = openAnnounced();
        settleDefault();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        escrow.announce(id, H + 1);
    }

    function test_RevertGiven_TheForwardIsReclaimed() external {
        ForwardId id = openDefault();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id));
        escrow.announce(id, H);
    }

    function test_Given_TheSameWasAnnouncedBefore() external {
        ForwardId id = openDefault();
        escrow.announce(id, H);
        vm.warp(NOW + 1 hours);
        vm.recordLogs();
        escrow.announce(id, H);
        assertEq(vm.getRecordedLogs().length, 0, "events");
        assertEq(escrow.announcedAt(id, H), NOW, "time");
    }

    function test_Given_SomethingElseWasAnnouncedBefore() external {
        ForwardId id = openDefault();
        escrow.announce(id, H);
        vm.warp(NOW + 1 hours);
        escrow.announce(id, H + 1);
        assertEq(escrow.announcedAt(id, H), NOW, "first");
        assertEq(escrow.announcedAt(id, H + 1), NOW + 1 hours, "second");
    }

    function test_When_TheWindowHasNotBegun() external {
        ForwardId id = openDefault();
        escrow.announce(id, H);
        assertLt(escrow.announcedAt(id, H), START, "time");
        assertNotEq(escrow.announcedAt(id, H), 0, "time");
    }

    function test_When_NothingWasAnnounced() external {
        ForwardId id = openDefault();
        assertEq(escrow.announcedAt(id, H), 0, "before");

        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Announced(id, H, NOW);
        vm.prank(OBSERVER);
        escrow.announce(id, H);

        assertEq(escrow.announcedAt(id, H), NOW, "after");
        assertStatus(defaultForward(), Status.Pending);
    }

    function testFuzz_TheFirstTimeCounts(uint256 h, uint64[8] calldata delays) external {
        ForwardId id = openDefault();
        escrow.announce(id, h);
        for (uint256 i; i < delays.length; ++i) {
            vm.warp(block.timestamp + bound(delays[i], 0, 365 days));
            escrow.announce(id, h);
            assertEq(escrow.announcedAt(id, h), NOW, "time");
        }
    }

    /// @dev One word of storage for one announcement, apart from every other.
    function testFuzz_AnnouncementsDoNotMeet(bytes32 salt, uint256 h, uint256 other) external {
        vm.assume(h != other);
        ForwardId id = openDefault();
        vm.assume(salt != ForwardId.unwrap(id));
        escrow.announce(id, h);
        assertEq(escrow.announcedAt(id, other), 0, "another h");
        assertEq(escrow.announcedAt(ForwardId.wrap(salt), h), 0, "another forward");
    }
}
