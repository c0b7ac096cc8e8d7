// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {BombPredicate, RecordingPredicate, SilentPredicate} from "../../mocks/Predicates.sol";
import {Calls} from "../../../src/libraries/Calls.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Delivery, Forward, ForwardId, State, Status, Step} from "../../../src/types/Forward.sol";
import {HungryToken, RefusingToken, TokenWithoutReturn} from "../../mocks/Tokens.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IPredicate} from "../../../src/interfaces/IPredicate.sol";
import {IRounds} from "../../../src/interfaces/IRounds.sol";

contract SettleTest is BaseTest {
    function settleStep(Step memory step) internal {
        escrow.settle(deliver(defaultForward(), PROVIDER, step, somePayload(), H), PROOF);
    }

    function expectPaid() internal {
        settleDefault();
        assertBalance(PROVIDER, PRICE, "recipient");
        assertBalance(address(escrow), 0, "escrow");
    }

    /// @dev Opens a forward with another token or predicate and brings it to where it can be settled.
    function openWith(address tokenAddress, address predicateAddress) internal returns (Forward memory forward) {
        forward = defaultForward();
        forward.terms.token = tokenAddress;
        forward.terms.predicate = predicateAddress;
        escrow.announce(open(forward), H);
        vm.warp(START);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        STATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardWasNeverOpened() external {
        vm.warp(START);
        ForwardId id = escrow.forwardId(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
        settleDefault();
    }

    function test_RevertGiven_TheForwardIsSettled() external {
        ForwardId id = openAnnounced();
        settleDefault();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        settleDefault();
    }

    function test_RevertGiven_TheForwardIsReclaimed() external {
        ForwardId id = openAnnounced();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        vm.warp(START); // the state alone refuses, without the time
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id));
        settleDefault();
    }

    function test_RevertWhen_AnyFieldOfTheForwardIsAnother() external {
        openAnnounced();
        for (uint256 i; i < 18; ++i) {
            Forward memory forward = defaultForward();
            assembly ("memory-safe") {
                // A word of the terms, which lie behind the forward's first word, or one of the forward's own.
                let at := add(mload(forward), shl(5, i))
                if gt(i, 15) { at := add(forward, shl(5, sub(i, 15))) }
                mstore(at, xor(mload(at), 1))
            }
            ForwardId id = escrow.forwardId(forward);
            vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
            settle(forward, PROVIDER);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         TIME
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheTimeIsBeforeTheStart() external {
        openAnnounced();
        vm.warp(START - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BeforeStart.selector, START, START - 1));
        settleDefault();
    }

    function test_When_TheTimeIsTheStart() external {
        openAnnounced();
        vm.warp(START);
        expectPaid();
    }

    function test_When_TheTimeIsTheLastSecond() external {
        openAnnounced();
        vm.warp(SETTLE_BY - 1);
        expectPaid();
    }

    function test_RevertWhen_TheTimeIsTheEndOfSettlements() external {
        openAnnounced();
        vm.warp(SETTLE_BY);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_SettlementOver.selector, SETTLE_BY, SETTLE_BY));
        settleDefault();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  RECIPIENT AND STEP
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheRecipientIsZero() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(0)));
        settle(defaultForward(), address(0));
    }

    function test_RevertWhen_TheRecipientIsTheEscrow() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(escrow)));
        settle(defaultForward(), address(escrow));
    }

    function test_RevertWhen_TheStepDoesNotStartAtZero() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 1, 2, QUANTITY, QUANTITY));
        settleStep(Step(1, 2, QUANTITY));
    }

    function test_RevertWhen_TheStepGoesNowhere() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 0, 0, QUANTITY, QUANTITY));
        settleStep(Step(0, 0, QUANTITY));
    }

    function test_RevertWhen_TheStepIsForLessThanTheQuantity() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 0, 1, QUANTITY - 1, QUANTITY));
        settleStep(Step(0, 1, QUANTITY - 1));
    }

    function test_RevertWhen_TheStepIsForMoreThanTheQuantity() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 0, 1, QUANTITY + 1, QUANTITY));
        settleStep(Step(0, 1, QUANTITY + 1));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     ANNOUNCEMENT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_NothingWasAnnounced() external {
        ForwardId id = openDefault();
        vm.warp(START);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_NotAnnounced.selector, id, H));
        settleDefault();
    }

    function test_RevertWhen_TheAnnouncementIsTooRecent() external {
        ForwardId id = openDefault();
        vm.warp(START);
        escrow.announce(id, H);
        vm.warp(START + CLAIM_DELAY - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_AnnouncementTooRecent.selector, id, H, START + CLAIM_DELAY, START + CLAIM_DELAY - 1
            )
        );
        settleDefault();
    }

    function test_When_TheAnnouncementIsJustOldEnough() external {
        ForwardId id = openDefault();
        vm.warp(START);
        escrow.announce(id, H);
        vm.warp(START + CLAIM_DELAY);
        expectPaid();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      PREDICATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_ThePredicateRefuses() external {
        openAnnounced();
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_PredicateRefused.selector,
                address(predicate),
                abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector)
            )
        );
        escrow.settle(deliver(defaultForward(), PROVIDER, wholeStep(), somePayload(), H), "no");
    }

    function test_RevertWhen_ThePredicateRefusesWithALongReason() external {
        BombPredicate bomb = new BombPredicate(257, false);
        Forward memory forward = openWith(address(token), address(bomb));
        bytes memory start = new bytes(256);
        for (uint256 i; i < 32; ++i) {
            start[i] = 0xff;
        }
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(bomb), start));
        settle(forward, PROVIDER);
    }

    function test_RevertWhen_ThePredicateAnswersWithNothing() external {
        SilentPredicate silent = new SilentPredicate();
        Forward memory forward = openWith(address(token), address(silent));
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(silent), ""));
        settle(forward, PROVIDER);
    }

    function test_When_ThePredicateAnswersAtLength() external {
        Forward memory forward = openWith(address(token), address(new BombPredicate(1000, true)));
        settle(forward, PROVIDER);
        assertBalance(PROVIDER, PRICE, "recipient");
    }

    function test_RevertWhen_ThePredicateLostItsCode() external {
        openAnnounced();
        vm.etch(address(predicate), "");
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(predicate), ""));
        settleDefault();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        TOKEN
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheTokenReturnsNothing() external {
        TokenWithoutReturn silent = new TokenWithoutReturn();
        Forward memory forward = openWith(address(silent), address(predicate));
        settle(forward, PROVIDER);
        assertEq(silent.balanceOf(PROVIDER), PRICE, "recipient");
        assertEq(escrow.owed(address(silent), PROVIDER), 0, "owed");
    }

    function test_When_TheTokenLostItsCode() external {
        openAnnounced();
        vm.etch(address(token), "");
        settleDefault();
        assertEq(escrow.owed(address(token), PROVIDER), PRICE, "owed");
    }

    function test_When_TheTokenRefuses() external {
        for (uint256 i = 1; i <= uint256(type(RefusingToken.Way).max); ++i) {
            vm.warp(NOW);
            RefusingToken refusing = new RefusingToken();
            Forward memory forward = openWith(address(refusing), address(predicate));
            refusing.refuse(RefusingToken.Way(i));

            vm.expectEmit(address(escrow));
            emit IForwardEscrow.Credited(address(refusing), PROVIDER, PRICE);
            assertEq(settle(forward, PROVIDER), PRICE, "paid");

            assertEq(escrow.owed(address(refusing), PROVIDER), PRICE, "owed");
            assertEq(refusing.balanceOf(address(escrow)), PRICE, "escrow");
            assertStatus(forward, Status.Settled);
        }
    }

    function test_When_TheTokenUsesUpItsGas() external {
        HungryToken hungry = new HungryToken();
        Forward memory forward = openWith(address(hungry), address(predicate));
        hungry.eat(Calls.TRANSFER_GAS);
        settle(forward, PROVIDER);
        assertEq(escrow.owed(address(hungry), PROVIDER), PRICE, "owed");
        assertEq(hungry.balanceOf(PROVIDER), 0, "recipient");
    }

    function test_When_TheTokenHasAByteOfCode() external {
        Forward memory forward = openWith(address(new RefusingToken()), address(predicate));
        vm.etch(forward.terms.token, hex"00");
        settle(forward, PROVIDER);
        assertEq(escrow.owed(forward.terms.token, PROVIDER), 0, "owed");
    }

    function test_When_TheTokenIsAskedForATransfer() external {
        Forward memory forward = openWith(address(new RefusingToken()), address(predicate));
        // It writes down what gas it has, after two for asking, and returns true.
        vm.etch(forward.terms.token, hex"5a5f5560015f5260205ff3");
        settle(forward, PROVIDER);
        assertEq(uint256(vm.load(forward.terms.token, 0)), Calls.TRANSFER_GAS - 2, "gas of the transfer");
        assertEq(escrow.owed(forward.terms.token, PROVIDER), 0, "owed");
    }

    function test_RevertWhen_TheGasIsTooLowForATransfer() external {
        openAnnounced();
        Forward memory forward = defaultForward();
        bytes memory call =
            abi.encodeCall(escrow.settle, (deliver(forward, PROVIDER, wholeStep(), somePayload(), H), PROOF));
        uint256 available;
        uint256 gas_ = Calls.TRANSFER_RESERVE;
        (bool success, bytes memory reason) = address(escrow).call{gas: gas_}(call);
        while (!success) {
            assertReason(reason, Errors.ForwardEscrow_GasTooLow.selector);
            assertStatus(forward, Status.Deliverable);
            assembly ("memory-safe") {
                available := mload(add(reason, 0x24))
            }
            gas_ += available < Calls.TRANSFER_RESERVE - 1 ? Calls.TRANSFER_RESERVE - 1 - available : 1;
            (success, reason) = address(escrow).call{gas: gas_}(call);
        }
        assertEq(available, Calls.TRANSFER_RESERVE - 1, "most that is not enough");
        assertStatus(forward, Status.Settled);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  ASSIGNED FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardIsClosed() external {
        Forward memory forward = assignedForward();
        ForwardId id = openAccepted(forward);
        bytes memory providers = consent("provider", forward, PRICE, START);
        vm.prank(BUYER);
        escrow.close(forward, PRICE, START, "", providers);
        expectRefusal(
            PROVIDER, stepOf(forward, 0, 1, 1), abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyClosed.selector, id)
        );
    }

    function test_RevertGiven_NobodyAccepted() external {
        ForwardId id = open(assignedForward());
        vm.warp(START);
        expectRefusal(
            PROVIDER,
            stepOf(assignedForward(), 0, 1, 1),
            abi.encodeWithSelector(Errors.ForwardEscrow_NotAccepted.selector, id)
        );
    }

    function test_RevertWhen_TheCallerIsNotTheProvider() external {
        ForwardId id = openAccepted(assignedForward());
        address[3] memory callers = [BUYER, OBSERVER, FUNDER];
        for (uint256 i; i < callers.length; ++i) {
            expectRefusal(
                callers[i],
                stepOf(assignedForward(), 0, 1, 1),
                abi.encodeWithSelector(Errors.ForwardEscrow_NotProvider.selector, id, callers[i], PROVIDER)
            );
        }
    }

    function test_When_TheCallerIsApprovedForThePosition() external {
        openAccepted(assignedForward());
        uint256 position = providerToken(assignedForward());
        vm.prank(PROVIDER);
        escrow.approve(OBSERVER, position);
        settleAs(OBSERVER, stepOf(assignedForward(), 0, 1, 1));
        assertBalance(PROVIDER, PRICE / QUANTITY, "recipient");
    }

    function test_When_TheCallerIsAnOperatorOfTheProvider() external {
        openAccepted(assignedForward());
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        settleAs(OBSERVER, stepOf(assignedForward(), 0, 1, 1));
        assertBalance(PROVIDER, PRICE / QUANTITY, "recipient");
    }

    function test_RevertWhen_TheStepStartsBeforeTheCursor() external {
        openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 10, 1));
        expectOutOfOrder(9, 11, 1, 10, QUANTITY - 1);
    }

    function test_When_TheStepStartsAtTheCursor() external {
        openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 10, 1));
        settleAs(PROVIDER, stepOf(assignedForward(), 10, 11, 1));
        assertBalance(PROVIDER, 2 * PRICE / QUANTITY, "recipient");
    }

    function test_When_TheStepLeavesAGap() external {
        ForwardId id = openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 5, 10, 1));
        settleAs(PROVIDER, stepOf(assignedForward(), type(uint64).max - 1, type(uint64).max, 1));
        assertEq(escrow.stateOf(id).cursor, type(uint64).max, "cursor");
        expectOutOfOrder(type(uint64).max, type(uint64).max, 1, type(uint64).max, 1);
    }

    function test_RevertWhen_AnAssignedStepGoesNowhere() external {
        openAccepted(assignedForward());
        expectOutOfOrder(7, 7, 1, 0, QUANTITY);
        expectOutOfOrder(7, 6, 1, 0, QUANTITY);
    }

    function test_RevertWhen_TheStepDeliversNothing() external {
        openAccepted(assignedForward());
        expectOutOfOrder(0, 1, 0, 0, QUANTITY);
    }

    function test_RevertWhen_TheStepIsForMoreThanIsLeft() external {
        openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 1));
        expectOutOfOrder(1, 2, QUANTITY, 1, QUANTITY - 1);
        expectOutOfOrder(1, 2, type(uint88).max, 1, QUANTITY - 1);
    }

    function test_When_TheTimeIsAfterTheWindow() external {
        openAccepted(assignedForward());
        uint64[3] memory times = [END - 1, END, SETTLE_BY - 1];
        for (uint64 i; i < 3; ++i) {
            vm.warp(times[i]);
            settleAs(PROVIDER, stepOf(assignedForward(), i, i + 1, 1));
        }
        assertBalance(PROVIDER, PRICE + BOND, "recipient");
    }

    function test_RevertWhen_AnAssignedSettlementIsTooEarlyOrTooLate() external {
        openAccepted(assignedForward());
        Delivery memory delivery = stepOf(assignedForward(), 0, 1, 1);
        vm.warp(START - 1);
        expectRefusal(
            PROVIDER, delivery, abi.encodeWithSelector(Errors.ForwardEscrow_BeforeStart.selector, START, START - 1)
        );
        vm.warp(SETTLE_BY);
        expectRefusal(
            PROVIDER,
            delivery,
            abi.encodeWithSelector(Errors.ForwardEscrow_SettlementOver.selector, SETTLE_BY, SETTLE_BY)
        );
    }

    function test_When_AStepIsDelivered() external {
        Forward memory forward = assignedForward();
        ForwardId id = openAccepted(forward);
        Delivery memory delivery = deliver(forward, OBSERVER, Step(4, 9, 2), somePayload(), H);
        uint256 progress = uint256(4) | (uint256(9) << 64) | (uint256(2) << 128);
        uint256 earned = 2 * uint256(PRICE) / QUANTITY;

        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Settled(
            id, OBSERVER, keccak256("mock key"), earned, progress, 0, 0, H, somePayload(), PROOF
        );
        vm.record();
        uint256 paid = settleAs(PROVIDER, delivery);
        (, bytes32[] memory writes) = vm.accesses(address(escrow));

        assertEq(paid, earned, "paid");
        assertEq(writes.length, 2, "slots written: the two of the state");
        assertBalance(OBSERVER, earned, "recipient");
        assertBalance(PROVIDER, 0, "provider");
        assertBalance(BUYER, 0, "buyer");
        assertBalance(address(escrow), PRICE + BOND - earned, "escrow");
        State memory state = escrow.stateOf(id);
        assertEq(state.delivered, 2, "delivered");
        assertEq(state.cursor, 9, "cursor");
        assertEq(state.provider, PROVIDER, "provider's position");
        assertEq(state.buyer, BUYER, "buyer's position");
        assertStatus(forward, Status.Deliverable);
    }

    function test_When_TheLastUnitIsDelivered() external {
        Forward memory forward = assignedForward();
        ForwardId id = openAccepted(forward);
        settleAs(PROVIDER, stepOf(forward, 0, 1, QUANTITY - 1));
        assertBalance(PROVIDER, uint256(PRICE) * (QUANTITY - 1) / QUANTITY, "before");

        vm.record();
        uint256 paid = settleAs(PROVIDER, deliver(forward, OBSERVER, Step(1, 2, 1), somePayload(), H));
        (, bytes32[] memory writes) = vm.accesses(address(escrow));

        assertEq(writes.length, 1, "slots written: nothing follows that would need the cursor");
        assertEq(paid, PRICE / QUANTITY, "paid, without the bond");
        assertBalance(OBSERVER, PRICE / QUANTITY + BOND, "recipient, with the bond");
        assertBalance(address(escrow), 0, "escrow");
        assertEq(escrow.stateOf(id).delivered, QUANTITY, "delivered");
        assertEq(escrow.stateOf(id).cursor, 1, "cursor");
        assertStatus(forward, Status.Settled);
    }

    function test_Given_SomethingWasAnnounced() external {
        ForwardId id = openAccepted(assignedForward());
        escrow.announce(id, H);
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 1)); // needs no announcement, and waits for none
        assertEq(escrow.announcedAt(id, H), START, "an announcement means nothing to an assigned forward");
    }

    function expectRefusal(address caller, Delivery memory delivery, bytes memory reason) internal {
        vm.expectRevert(reason);
        settleAs(caller, delivery);
    }

    function expectOutOfOrder(uint64 from, uint64 to, uint96 amount, uint64 cursor, uint96 left) internal {
        expectRefusal(
            PROVIDER,
            stepOf(assignedForward(), from, to, amount),
            abi.encodeWithSelector(Errors.ForwardEscrow_StepOutOfOrder.selector, from, to, amount, cursor, left)
        );
    }

    /// @dev Any way to cut the quantity into steps pays the same in the end, and never ahead of what was delivered.
    function testFuzz_AnySplitPaysThePriceExactly(uint128 price, uint128 bond, uint96 quantity, uint96[6] memory cuts)
        external
    {
        Forward memory forward = assignedForward();
        forward.terms.price = uint128(bound(price, 1, type(uint128).max));
        forward.terms.bond = uint128(bound(bond, 1, type(uint128).max));
        forward.terms.quantity = uint96(bound(quantity, 1, type(uint88).max));
        openAccepted(forward);
        uint96 delivered;
        uint256 sum;
        for (uint64 i; delivered < forward.terms.quantity; ++i) {
            uint96 left = forward.terms.quantity - delivered;
            uint96 amount = i < cuts.length ? uint96(bound(cuts[i], 1, left)) : left;
            sum += settleAs(PROVIDER, stepOf(forward, i, i + 1, amount));
            delivered += amount;
            assertEq(sum, uint256(forward.terms.price) * delivered / forward.terms.quantity, "paid so far");
        }
        assertEq(sum, forward.terms.price, "paid");
        assertBalance(PROVIDER, uint256(forward.terms.price) + forward.terms.bond, "recipient");
        assertBalance(address(escrow), 0, "escrow");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      TWO ROUNDS
    //////////////////////////////////////////////////////////////////////////*/

    uint256 internal constant COMMITMENT = 5;

    function test_RevertGiven_NobodyCommitted() external {
        Forward memory forward = openTwoRounds();
        vm.roll(forward.terms.beaconBlock + 1);
        uint256 beacon = escrow.ROUNDS().draw(escrow, forward);
        expectRoundsRefused(forward, 0, beacon, 0, beacon);
    }

    function test_RevertGiven_NothingWasDrawn() external {
        Forward memory forward = openTwoRounds();
        commit(forward);
        expectRoundsRefused(forward, COMMITMENT, 0, COMMITMENT, 0);
    }

    function test_RevertWhen_TheRoundsAreOthers() external {
        Forward memory forward = openTwoRounds();
        commit(forward);
        vm.roll(forward.terms.beaconBlock + 1);
        uint256 beacon = escrow.ROUNDS().draw(escrow, forward);
        expectRoundsRefused(forward, COMMITMENT + 1, beacon, COMMITMENT, beacon);
        expectRoundsRefused(forward, COMMITMENT, beacon + 1, COMMITMENT, beacon);
        expectRoundsRefused(forward, 0, 0, COMMITMENT, beacon);
    }

    function test_RevertWhen_OneRoundHasWordsOfTwo() external {
        openAnnounced();
        Delivery memory delivery = defaultDelivery();
        delivery.commitment = 1;
        ForwardId id = escrow.forwardId(defaultForward());
        bytes memory reason = abi.encodeWithSelector(Errors.ForwardEscrow_RoundsInvalid.selector, id, 0, 0);
        expectRefusal(PROVIDER, delivery, reason);
        (delivery.commitment, delivery.beacon) = (0, 1);
        expectRefusal(PROVIDER, delivery, reason);
    }

    function test_When_BothRoundsAreThere() external {
        Forward memory forward = openTwoRounds();
        commit(forward);
        vm.roll(forward.terms.beaconBlock + 1);
        uint256 beacon = escrow.ROUNDS().draw(escrow, forward);
        Delivery memory delivery = stepOf(forward, 0, 1, QUANTITY);
        (delivery.commitment, delivery.beacon) = (COMMITMENT, beacon);
        settleAs(PROVIDER, delivery);
        assertBalance(PROVIDER, PRICE + BOND, "recipient");
        assertEq(predicate.lastHeader()[7], COMMITMENT, "word 7");
        assertEq(predicate.lastHeader()[8], beacon, "word 8");
    }

    function openTwoRounds() internal returns (Forward memory forward) {
        forward = assignedForward();
        forward.terms.beaconBlock = uint64(block.number + 10);
        openAccepted(forward);
    }

    function commit(Forward memory forward) internal {
        IRounds rounds = escrow.ROUNDS();
        vm.prank(PROVIDER);
        rounds.commit(escrow, forward, COMMITMENT);
    }

    function expectRoundsRefused(
        Forward memory forward,
        uint256 commitment,
        uint256 beacon,
        uint256 keptCommitment,
        uint256 keptBeacon
    ) internal {
        Delivery memory delivery = stepOf(forward, 0, 1, QUANTITY);
        (delivery.commitment, delivery.beacon) = (commitment, beacon);
        ForwardId id = escrow.forwardId(forward);
        expectRefusal(
            PROVIDER,
            delivery,
            abi.encodeWithSelector(Errors.ForwardEscrow_RoundsInvalid.selector, id, keptCommitment, keptBeacon)
        );
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_EverythingIsInOrder() external {
        ForwardId id = openAnnounced();
        assertStatus(defaultForward(), Status.Deliverable);
        uint256 progress = (uint256(1) << 64) | (uint256(QUANTITY) << 128);

        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Settled(id, PROVIDER, keccak256("mock key"), PRICE, progress, 0, 0, H, somePayload(), PROOF);
        vm.record();
        vm.prank(OBSERVER); // anybody may send it
        uint256 paid = settleDefault();
        (, bytes32[] memory writes) = vm.accesses(address(escrow));

        assertEq(paid, PRICE, "paid");
        assertEq(writes.length, 2, "slots written: the state, and the announcement that is given up");
        assertEq(escrow.announcedAt(id, H), 0, "announcement");
        assertBalance(PROVIDER, PRICE, "recipient");
        assertBalance(OBSERVER, 0, "sender");
        assertBalance(BUYER, 0, "buyer");
        assertBalance(address(escrow), 0, "escrow");
        assertEq(escrow.stateOf(id).delivered, QUANTITY, "delivered");
        assertEq(escrow.stateOf(id).buyer, BUYER, "buyer's position");
        assertStatus(defaultForward(), Status.Settled);
        assertEq(
            keccak256(abi.encode(predicate.lastHeader())),
            keccak256(abi.encode(escrow.header(deliver(defaultForward(), PROVIDER, wholeStep(), somePayload(), H)))),
            "header"
        );
    }

    /// @dev The call is encoded by hand: it is what the compiler would make of it, whatever the lengths.
    function testFuzz_ThePredicateIsAskedInTheUsualEncoding(uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
    {
        RecordingPredicate recorder = new RecordingPredicate();
        Forward memory forward = defaultForward();
        forward.terms.predicate = address(recorder);
        escrow.announce(open(forward), h);
        vm.warp(START);

        escrow.settle(deliver(forward, PROVIDER, wholeStep(), payload, h), proof);

        uint256[9] memory header = escrow.header(deliver(forward, PROVIDER, wholeStep(), somePayload(), H));
        bytes memory usual = abi.encodeCall(IPredicate.settle, (header, payload, h, proof));
        assertEq(recorder.dataHash(), keccak256(usual), "calldata");
    }

    function testFuzz_ThePriceIsPaidInsideTheWindowAndNowhereElse(uint64 time, uint128 price, address recipient)
        external
    {
        vm.assume(recipient != address(0) && recipient != address(escrow));
        Forward memory forward = defaultForward();
        forward.terms.price = uint128(bound(price, 1, type(uint128).max));
        escrow.announce(open(forward), H);
        uint256 before = token.balanceOf(recipient);

        time = uint64(bound(time, NOW + CLAIM_DELAY, SETTLE_BY + 365 days));
        vm.warp(time);
        if (time < START || time >= SETTLE_BY) {
            vm.expectRevert();
            settle(forward, recipient);
        } else {
            settle(forward, recipient);
            assertBalance(recipient, before + forward.terms.price, "recipient");
        }
    }
}
