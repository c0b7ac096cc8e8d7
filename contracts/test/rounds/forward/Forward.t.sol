// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, Forward, ForwardId, Status, Step} from "../../../src/types/Forward.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {LyingEscrow} from "../../mocks/Escrows.sol";
import {RoundsTest} from "../RoundsTest.sol";

/// @notice Forwards of two rounds from their commitment to the money.
contract TwoRoundForwardTest is RoundsTest {
    Step internal first = Step(0, 4, 1);
    Step internal last = Step(4, 9, QUANTITY - 1);

    function expectRoundsInvalid(ForwardId id, uint256 commitment, uint256 beacon) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_RoundsInvalid.selector, id, commitment, beacon));
    }

    /// @dev Both rounds, and the time to settle.
    function prepare() internal returns (ForwardId id, uint256 beacon) {
        id = openAccepted(twoRounds());
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        passBeaconBlock();
        beacon = rounds.draw(escrow, twoRounds());
        vm.warp(START);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   WITHOUT A ROUND
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_NeitherRoundIsThere() external {
        ForwardId id = openAccepted(twoRounds());
        vm.warp(START);
        expectRoundsInvalid(id, 0, 0);
        settleAs(PROVIDER, delivery(twoRounds(), first, 0, 0));
    }

    function test_RevertGiven_TheBeaconIsMissing() external {
        ForwardId id = openAccepted(twoRounds());
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        passBeaconBlock();
        vm.warp(START);
        expectRoundsInvalid(id, COMMITMENT, 0);
        settleAs(PROVIDER, delivery(twoRounds(), first, COMMITMENT, 0));
    }

    function test_RevertGiven_TheCommitmentIsMissing() external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        uint256 beacon = rounds.draw(escrow, twoRounds());
        vm.warp(START);
        expectRoundsInvalid(id, 0, beacon);
        settleAs(PROVIDER, delivery(twoRounds(), first, 0, beacon));
    }

    function test_RevertGiven_OnlyALyingEscrowHasRoundsForIt() external {
        ForwardId id = openAccepted(twoRounds());
        IForwardEscrow liar = IForwardEscrow(address(new LyingEscrow(id)));
        rounds.commit(liar, twoRounds(), COMMITMENT);
        passBeaconBlock();
        uint256 beacon = rounds.draw(liar, twoRounds());
        vm.warp(START);
        expectRoundsInvalid(id, 0, 0);
        settleAs(PROVIDER, delivery(twoRounds(), first, COMMITMENT, beacon));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     OTHER WORDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheDeliveryHasAnotherCommitment() external {
        (ForwardId id, uint256 beacon) = prepare();
        expectRoundsInvalid(id, COMMITMENT, beacon);
        settleAs(PROVIDER, delivery(twoRounds(), first, COMMITMENT + 1, beacon));
    }

    function test_RevertWhen_TheDeliveryHasAnotherBeacon() external {
        (ForwardId id, uint256 beacon) = prepare();
        expectRoundsInvalid(id, COMMITMENT, beacon);
        settleAs(PROVIDER, delivery(twoRounds(), first, COMMITMENT, beacon + 1));
    }

    function test_RevertWhen_ADeliveryOfOneRoundHasACommitment() external {
        ForwardId id = openAccepted(assignedForward());
        vm.warp(START);
        expectRoundsInvalid(id, 0, 0);
        settleAs(PROVIDER, delivery(assignedForward(), first, COMMITMENT, 0));
    }

    function test_RevertWhen_ADeliveryOfOneRoundHasABeacon() external {
        ForwardId id = openAccepted(assignedForward());
        vm.warp(START);
        expectRoundsInvalid(id, 0, 0);
        settleAs(PROVIDER, delivery(assignedForward(), first, 0, 1));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     NOBODY DRAWS
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_NobodyDrawsWhileTheHashCanBeRead() external {
        ForwardId id = openAccepted(twoRounds());
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        passBeaconBlock();
        vm.roll(BEACON_BLOCK + 8192);
        vm.warp(SETTLE_BY - 1);

        vm.expectRevert(
            abi.encodeWithSelector(Errors.Rounds_BeaconUnreadable.selector, BEACON_BLOCK, BEACON_BLOCK + 8192)
        );
        rounds.draw(escrow, twoRounds());
        expectRoundsInvalid(id, COMMITMENT, 0);
        settleAs(PROVIDER, delivery(twoRounds(), first, COMMITMENT, 0));
        expectRoundsInvalid(id, COMMITMENT, 0);
        settleAs(PROVIDER, delivery(twoRounds(), first, COMMITMENT, beaconOf(id)));

        vm.warp(SETTLE_BY);
        escrow.reclaim(twoRounds());
        assertBalance(BUYER, PRICE + BOND, "buyer");
        assertBalance(PROVIDER, 0, "provider");
        assertBalance(address(escrow), 0, "escrow");
        assertStatus(twoRounds(), Status.Reclaimed);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_BothRoundsAreThere() external {
        (ForwardId id, uint256 beacon) = prepare();
        Delivery memory lastDelivery = delivery(twoRounds(), last, COMMITMENT, beacon);

        assertEq(settleAs(PROVIDER, delivery(twoRounds(), first, COMMITMENT, beacon)), PRICE / QUANTITY, "first");
        assertBalance(PROVIDER, PRICE / QUANTITY, "provider after the first step");
        assertStatus(twoRounds(), Status.Deliverable);

        assertEq(settleAs(PROVIDER, lastDelivery), PRICE - PRICE / QUANTITY, "last");
        assertBalance(PROVIDER, PRICE + BOND, "provider");
        assertBalance(address(escrow), 0, "escrow");
        assertEq(escrow.stateOf(id).cursor, last.from, "cursor, which the last unit leaves");
        assertStatus(twoRounds(), Status.Settled);

        uint256[9] memory header = predicate.lastHeader();
        assertEq(header[7], COMMITMENT, "word 7");
        assertEq(header[8], beacon, "word 8");
    }

    /// @dev A predicate is sound only if a challenge cannot be known when its provider commits.
    function testFuzz_NoCommitmentIsTakenOnceTheBeaconCanBeDrawn(uint256 blockNumber) external {
        Forward memory forward = twoRounds();
        openAccepted(forward);
        passBeaconBlock();
        vm.roll(bound(blockNumber, 1, BEACON_BLOCK + 20_000));
        (bool drawn,) = address(rounds).call(abi.encodeCall(rounds.draw, (escrow, forward)));
        vm.prank(PROVIDER);
        (bool committed,) = address(rounds).call(abi.encodeCall(rounds.commit, (escrow, forward, COMMITMENT)));
        assertFalse(drawn && committed, "drawn and then committed");
        assertEq(committed, block.number < BEACON_BLOCK, "committed");
    }
}
