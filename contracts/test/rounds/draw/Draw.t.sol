// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward, ForwardId} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IRounds} from "../../../src/interfaces/IRounds.sol";
import {LyingEscrow} from "../../mocks/Escrows.sol";
import {RoundsTest} from "../RoundsTest.sol";

contract DrawTest is RoundsTest {
    function expectUnreadable(uint256 blockNumber) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_BeaconUnreadable.selector, BEACON_BLOCK, blockNumber));
    }

    function expectDrawn(ForwardId id) internal {
        assertEq(rounds.draw(escrow, twoRounds()), beaconOf(id), "returned");
        assertRound(escrow, id, 0, beaconOf(id));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        STATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardHasOneRoundOnly() external {
        ForwardId id = openAccepted(assignedForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_OneRoundOnly.selector, id));
        rounds.draw(escrow, assignedForward());
    }

    function test_Given_NobodyCommitted() external {
        ForwardId id = open(twoRounds());
        passBeaconBlock();
        expectDrawn(id);
    }

    function test_Given_ItWasDrawnBefore() external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        expectDrawn(id);
        vm.setBlockhash(BEACON_BLOCK, keccak256("another hash")); // what no chain does
        vm.recordLogs();
        expectDrawn(id);
        assertEq(vm.getRecordedLogs().length, 0, "events");
    }

    function test_Given_ItWasDrawnBeforeAndTheHashCannotBeReadAnyMore() external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        rounds.draw(escrow, twoRounds());
        vm.roll(BEACON_BLOCK + 10_000);
        expectDrawn(id);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        BLOCK
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheBlockIsBeforeTheBeacons() external {
        openAccepted(twoRounds());
        vm.roll(BEACON_BLOCK - 1);
        expectUnreadable(BEACON_BLOCK - 1);
        rounds.draw(escrow, twoRounds());
    }

    function test_RevertWhen_TheBlockIsTheBeacons() external {
        openAccepted(twoRounds());
        vm.roll(BEACON_BLOCK);
        expectUnreadable(BEACON_BLOCK);
        rounds.draw(escrow, twoRounds());
    }

    function test_When_TheBlockIsTheNextOne() external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        vm.etch(HISTORY, "");
        expectDrawn(id);
    }

    function test_When_TheBlockIsTheLastThatTheOpcodeReadsFrom() external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        vm.etch(HISTORY, "");
        vm.roll(BEACON_BLOCK + 256);
        expectDrawn(id);
    }

    function test_When_TheBlockIsTheFirstThatNeedsTheHistory() external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        vm.roll(BEACON_BLOCK + 257);
        expectDrawn(id);
    }

    function test_When_TheBlockIsTheLastThatTheHistoryReadsFrom() external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        vm.roll(BEACON_BLOCK + 8191);
        expectDrawn(id);
    }

    function test_RevertWhen_TheBlockIsOneLater() external {
        openAccepted(twoRounds());
        passBeaconBlock();
        vm.roll(BEACON_BLOCK + 8192);
        expectUnreadable(BEACON_BLOCK + 8192);
        rounds.draw(escrow, twoRounds());
    }

    function test_RevertWhen_TheChainHasNoHistory() external {
        openAccepted(twoRounds());
        passBeaconBlock();
        vm.etch(HISTORY, "");
        vm.roll(BEACON_BLOCK + 257);
        expectUnreadable(BEACON_BLOCK + 257);
        rounds.draw(escrow, twoRounds());
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   ESCROW, FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_ALyingEscrowHasTheSameForward() external {
        ForwardId id = openAccepted(twoRounds());
        IForwardEscrow liar = IForwardEscrow(address(new LyingEscrow(id)));
        passBeaconBlock();

        // The liar lends the id to a forward whose block has another hash.
        Forward memory other = twoRounds();
        other.terms.beaconBlock = BEACON_BLOCK - 5;
        vm.setBlockhash(BEACON_BLOCK - 5, keccak256("another hash"));
        uint256 lie = rounds.draw(liar, other);

        assertNotEq(lie, beaconOf(id), "lie");
        assertRound(liar, id, 0, lie);
        assertRound(escrow, id, 0, 0);
        expectDrawn(id);
    }

    function test_When_TwoForwardsShareTheBlock() external {
        ForwardId id = open(twoRounds());
        Forward memory second = twoRounds();
        second.salt = keccak256("another salt");
        ForwardId secondId = open(second);
        passBeaconBlock();

        expectDrawn(id);
        assertEq(rounds.draw(escrow, second), beaconOf(secondId), "second");
        assertNotEq(beaconOf(id), beaconOf(secondId), "beacons");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_EverythingIsInOrder() external {
        ForwardId id = openAccepted(twoRounds());
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        passBeaconBlock();

        vm.expectEmit(address(rounds));
        emit IRounds.Drawn(escrow, id, beaconOf(id));
        vm.prank(OBSERVER); // anybody may send it
        assertEq(rounds.draw(escrow, twoRounds()), beaconOf(id), "returned");
        assertRound(escrow, id, COMMITMENT, beaconOf(id));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        FUZZ
    //////////////////////////////////////////////////////////////////////////*/

    function testFuzz_TheBeaconIsReadableForAsLongAsTheHistoryGoes(uint256 blockNumber) external {
        ForwardId id = openAccepted(twoRounds());
        passBeaconBlock();
        blockNumber = bound(blockNumber, BEACON_BLOCK - 10, BEACON_BLOCK + 20_000);
        vm.roll(blockNumber);
        if (blockNumber > BEACON_BLOCK && blockNumber <= BEACON_BLOCK + 8191) {
            expectDrawn(id);
        } else {
            expectUnreadable(blockNumber);
            rounds.draw(escrow, twoRounds());
        }
    }
}
