// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {Defence, WeakenedEscrow} from "../mocks/Weakened.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {ForwardId, Status} from "../../src/types/Forward.sol";

/// @notice Attacks on the two steps of a settlement. `MINE` is the h of an attacker's own proof.
contract AnnouncementAttackTest is BaseTest {
    uint256 internal constant MINE = H + 1;

    function announceAs(address who, ForwardId id, uint256 h) internal {
        vm.prank(who);
        escrow.announce(id, h);
    }

    /// @dev What somebody sends who proved the same output for themselves.
    function claimFor(address who, uint256 h) internal {
        vm.prank(who);
        escrow.settle(deliver(defaultForward(), who, wholeStep(), somePayload(), h), PROOF);
    }

    function expectProviderIsPaid() internal {
        settleDefault();
        assertBalance(PROVIDER, PRICE, "provider");
        assertStatus(defaultForward(), Status.Settled);
    }

    function test_CopiedAnnouncementChangesNothing() external {
        ForwardId id = openDefault();
        announceAs(PROVIDER, id, H);
        vm.warp(block.timestamp + CLAIM_DELAY / 2);
        announceAs(OBSERVER, id, H);
        assertEq(escrow.announcedAt(id, H), NOW, "time");
        vm.warp(START);
        expectProviderIsPaid();
    }

    /// @dev Copied out of the pool and mined first: the provider's own announcement then does nothing, and need not.
    function test_AnnouncementCopiedAheadChangesNothing() external {
        ForwardId id = openDefault();
        vm.warp(START);
        announceAs(OBSERVER, id, H);
        announceAs(PROVIDER, id, H);
        vm.warp(START + CLAIM_DELAY);
        expectProviderIsPaid();
    }

    function test_RepeatedAnnouncementDoesNotDelay() external {
        ForwardId id = openDefault();
        announceAs(PROVIDER, id, H);
        for (uint256 i; i < 10; ++i) {
            vm.warp(block.timestamp + CLAIM_DELAY - 1);
            announceAs(OBSERVER, id, H);
        }
        vm.warp(START);
        expectProviderIsPaid();
    }

    function test_AnnouncementsForOthersChangeNothing() external {
        ForwardId id = openDefault();
        announceAs(PROVIDER, id, H);
        for (uint256 i = 2; i < 50; ++i) {
            announceAs(OBSERVER, id, H + i);
        }
        vm.warp(START);
        expectProviderIsPaid();
    }

    function test_AnnouncementForAnotherForwardDoesNotCount() external {
        ForwardId id = openDefault();
        announceAs(PROVIDER, open(otherForward()), H);
        vm.warp(START);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_NotAnnounced.selector, id, H));
        settleDefault();
    }

    /// @dev The buyer reads the output in the pending settlement, unseals it and proves it again for themselves.
    function test_BuyerCannotClaimThePendingOutput() external {
        ForwardId id = openAnnounced();
        announceAs(BUYER, id, MINE); // in the same block as the settlement, before it
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_AnnouncementTooRecent.selector,
                id,
                MINE,
                block.timestamp + CLAIM_DELAY,
                block.timestamp
            )
        );
        claimFor(BUYER, MINE);
        expectProviderIsPaid();
    }

    function test_BuyerCannotClaimLater() external {
        ForwardId id = openAnnounced();
        announceAs(BUYER, id, MINE);
        expectProviderIsPaid();
        vm.warp(block.timestamp + CLAIM_DELAY);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        claimFor(BUYER, MINE);
    }

    function test_BuyerTakesThePendingOutput_WithoutDelay() external {
        escrow = new WeakenedEscrow(Defence.Delay);
        ForwardId id = openAnnounced();
        announceAs(BUYER, id, MINE);
        claimFor(BUYER, MINE);
        assertBalance(BUYER, PRICE, "buyer has output and money");
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        settleDefault();
    }

    /// @dev The delay is long enough only while it covers the time a settlement may pend: who waits longer loses.
    function test_DelayIsAllThatProtectsAPendingSettlement() external {
        ForwardId id = openAnnounced();
        announceAs(BUYER, id, MINE);
        vm.warp(block.timestamp + CLAIM_DELAY);
        claimFor(BUYER, MINE);
        assertBalance(BUYER, PRICE, "buyer");
    }
}
