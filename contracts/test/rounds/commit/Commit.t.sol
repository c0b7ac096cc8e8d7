// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward, ForwardId} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IRounds} from "../../../src/interfaces/IRounds.sol";
import {LyingEscrow} from "../../mocks/Escrows.sol";
import {RoundsTest} from "../RoundsTest.sol";

contract CommitTest is RoundsTest {
    function expectNotProvider(ForwardId id, address caller, address provider) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_NotProvider.selector, id, caller, provider));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        STATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardHasOneRoundOnly() external {
        Forward memory forward = assignedForward();
        ForwardId id = openAccepted(forward);
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_OneRoundOnly.selector, id));
        commitAs(PROVIDER, forward, COMMITMENT);
    }

    function test_RevertGiven_TheForwardWasNeverOpened() external {
        ForwardId id = escrow.forwardId(twoRounds());
        expectNotProvider(id, PROVIDER, address(0));
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
    }

    function test_RevertGiven_NobodyAccepted() external {
        ForwardId id = open(twoRounds());
        expectNotProvider(id, PROVIDER, address(0));
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
    }

    function test_RevertGiven_ItWasCommittedBefore() external {
        ForwardId id = openAccepted(twoRounds());
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_AlreadyCommitted.selector, id));
        commitAs(PROVIDER, twoRounds(), COMMITMENT + 1);
        assertRound(escrow, id, COMMITMENT, 0);
    }

    function test_RevertGiven_ThePositionWasSoldAfterTheCommitment() external {
        ForwardId id = openAccepted(twoRounds());
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        uint256 position = providerToken(twoRounds());
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, PURCHASER, position);
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_AlreadyCommitted.selector, id));
        commitAs(PURCHASER, twoRounds(), COMMITMENT + 1);
        assertRound(escrow, id, COMMITMENT, 0);
    }

    function test_Given_ThePositionWasSold() external {
        ForwardId id = openAccepted(twoRounds());
        uint256 position = providerToken(twoRounds());
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, PURCHASER, position);
        expectNotProvider(id, PROVIDER, PURCHASER);
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        commitAs(PURCHASER, twoRounds(), COMMITMENT + 1);
        assertRound(escrow, id, COMMITMENT + 1, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        BLOCK
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheBlockIsTheLastBeforeTheBeacons() external {
        ForwardId id = openAccepted(twoRounds());
        vm.roll(BEACON_BLOCK - 1);
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        assertRound(escrow, id, COMMITMENT, 0);
    }

    function test_RevertWhen_TheBlockIsTheBeacons() external {
        openAccepted(twoRounds());
        vm.roll(BEACON_BLOCK);
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_CommitmentTooLate.selector, BEACON_BLOCK, BEACON_BLOCK));
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        CALLER
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_SomebodyElseCommits() external {
        ForwardId id = openAccepted(twoRounds());
        expectNotProvider(id, OBSERVER, PROVIDER);
        commitAs(OBSERVER, twoRounds(), COMMITMENT);
    }

    function test_RevertWhen_TheBuyerCommits() external {
        ForwardId id = openAccepted(twoRounds());
        expectNotProvider(id, BUYER, PROVIDER);
        commitAs(BUYER, twoRounds(), COMMITMENT);
    }

    function test_When_SomebodyApprovedForThePositionCommits() external {
        ForwardId id = openAccepted(twoRounds());
        uint256 position = providerToken(twoRounds());
        vm.prank(PROVIDER);
        escrow.approve(OBSERVER, position);
        commitAs(OBSERVER, twoRounds(), COMMITMENT);
        assertRound(escrow, id, COMMITMENT, 0);
    }

    function test_When_AnOperatorOfTheProviderCommits() external {
        ForwardId id = openAccepted(twoRounds());
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        commitAs(OBSERVER, twoRounds(), COMMITMENT);
        assertRound(escrow, id, COMMITMENT, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      COMMITMENT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheCommitmentIsZero() external {
        openAccepted(twoRounds());
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_CommitmentInvalid.selector, 0));
        commitAs(PROVIDER, twoRounds(), 0);
    }

    function test_RevertWhen_TheCommitmentIsTheOrderOfTheField() external {
        openAccepted(twoRounds());
        vm.expectRevert(abi.encodeWithSelector(Errors.Rounds_CommitmentInvalid.selector, R));
        commitAs(PROVIDER, twoRounds(), R);
    }

    function test_When_TheCommitmentIsTheLargestElement() external {
        ForwardId id = openAccepted(twoRounds());
        commitAs(PROVIDER, twoRounds(), R - 1);
        assertRound(escrow, id, R - 1, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ESCROW
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_ALyingEscrowHasTheSameForward() external {
        ForwardId id = openAccepted(twoRounds());
        IForwardEscrow liar = IForwardEscrow(address(new LyingEscrow(id)));

        vm.prank(OBSERVER);
        rounds.commit(liar, twoRounds(), COMMITMENT + 1);
        assertRound(liar, id, COMMITMENT + 1, 0);
        assertRound(escrow, id, 0, 0);

        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        assertRound(escrow, id, COMMITMENT, 0);
    }

    function test_RevertWhen_TheEscrowHasNoCode() external {
        vm.expectRevert();
        rounds.commit(IForwardEscrow(OBSERVER), twoRounds(), COMMITMENT);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_EverythingIsInOrder() external {
        ForwardId id = openAccepted(twoRounds());
        vm.expectEmit(address(rounds));
        emit IRounds.Committed(escrow, id, PROVIDER, COMMITMENT);
        commitAs(PROVIDER, twoRounds(), COMMITMENT);
        assertRound(escrow, id, COMMITMENT, 0);
    }
}
