// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {stdError} from "forge-std/StdError.sol";

import {BaseTest} from "../../BaseTest.sol";
import {BombPredicate} from "../../mocks/Predicates.sol";
import {Calls} from "../../../src/libraries/Calls.sol";
import {ChoosyPredicate, WastefulPredicate} from "../../mocks/GroupPredicates.sol";
import {Delivery, Forward, ForwardId, Group, Status, Step} from "../../../src/types/Forward.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IPredicate} from "../../../src/interfaces/IPredicate.sol";
import {MintableToken, RefusingToken} from "../../mocks/Tokens.sol";

contract SettleManyTest is BaseTest {
    ChoosyPredicate internal choosy;

    function setUp() public override {
        super.setUp();
        choosy = new ChoosyPredicate();
    }

    /// @dev Accepted forwards, to be delivered now, whose ids rise.
    function accepted(uint256 count) internal returns (Forward[] memory forwards) {
        forwards = risingForwards(count);
        openAccepted(forwards);
    }

    /// @dev The same, of a predicate that says what it is told.
    function ofChoosy(uint256 count) internal returns (Forward[] memory forwards) {
        forwards = risingForwards(count);
        for (uint256 i; i < count; ++i) {
            forwards[i].terms.predicate = address(choosy);
        }
        for (uint256 i = 1; i < count; ++i) {
            for (uint256 j = i; j > 0 && idOf(forwards[j]) < idOf(forwards[j - 1]); --j) {
                (forwards[j], forwards[j - 1]) = (forwards[j - 1], forwards[j]);
            }
        }
        openAccepted(forwards);
    }

    function choosyGroup(Forward[] memory forwards, uint32 n, bytes memory proof) internal view returns (Group memory) {
        Group memory group = groupOf(forwards, n, proof);
        group.predicate = address(choosy);
        return group;
    }

    function expectSkipped(Forward memory forward, bytes memory reason) internal {
        ForwardId id = escrow.forwardId(forward);
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Skipped(id, reason);
    }

    function expectGroupSkipped(address ofPredicate, bytes memory reason) internal {
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.GroupSkipped(ofPredicate, reason);
    }

    function assertDelivered(Forward memory forward, bool expected) internal view {
        uint256 delivered = escrow.stateOf(escrow.forwardId(forward)).delivered;
        assertEq(delivered, expected ? forward.terms.quantity : 0, "delivered");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         SIZE
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_ThereAreNoGroups() external {
        vm.recordLogs();
        escrow.settleMany(new Group[](0));
        assertEq(vm.getRecordedLogs().length, 0, "events");
    }

    function test_When_AGroupIsEmpty() external {
        expectGroupSkipped(
            address(predicate), abi.encodeWithSelector(Errors.ForwardEscrow_GroupSizeInvalid.selector, 0)
        );
        settleMany(groupOf(new Forward[](0), 1, ""));
    }

    function test_When_AGroupHasAsManyDeliveriesAsABitmapHasBits() external {
        Forward[] memory forwards = accepted(256);
        Group memory group = groupOf(forwards, 1, "");
        group.gasLimit = 100_000_000;
        settleMany(group);
        assertBalance(PROVIDER, 256 * (uint256(PRICE) + BOND), "recipient");
        assertBalance(address(escrow), 0, "escrow");
    }

    function test_When_AGroupHasOneDeliveryMoreThanABitmapHasBits() external {
        Forward[] memory forwards = accepted(1);
        Delivery[] memory deliveries = new Delivery[](257);
        for (uint256 i; i < 257; ++i) {
            deliveries[i] = stepOf(forwards[0], 0, 1, QUANTITY);
        }
        expectGroupSkipped(
            address(predicate), abi.encodeWithSelector(Errors.ForwardEscrow_GroupSizeInvalid.selector, 257)
        );
        settleMany(groupOf(deliveries, 1, ""));
        assertDelivered(forwards[0], false);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  WHAT DOES NOT COUNT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev One delivery for each reason, in a group of its own beside one that can be settled.
    function test_When_ADeliveryCannotBeSettled() external {
        Delivery[] memory lost = lostDeliveries();
        Forward memory good = assignedForward("good");
        openAccepted(good);
        for (uint256 i; i < lost.length; ++i) {
            vm.prank(PROVIDER);
            (bool success, bytes memory reason) = address(escrow).call(abi.encodeCall(escrow.settle, (lost[i], PROOF)));
            assertFalse(success, "settled");

            Delivery[] memory both = new Delivery[](2);
            (both[0], both[1]) = (lost[i], stepOf(good, 0, 1, 1));
            Group[] memory groups = only(groupOf(both, 1, "twoproofs!"));
            uint256 snapshot = vm.snapshotState();
            expectSkipped(lost[i].forward, reason);
            vm.prank(PROVIDER);
            escrow.settleMany(groups);
            assertEq(escrow.stateOf(escrow.forwardId(good)).delivered, 1, "the other delivery");
            vm.revertToState(snapshot);
        }
    }

    /// @dev In the order in which the escrow looks at them.
    function lostDeliveries() internal returns (Delivery[] memory lost) {
        lost = new Delivery[](13);
        Forward memory forward = assignedForward("never opened");
        lost[0] = stepOf(forward, 0, 1, 1);

        forward = assignedForward("reclaimed");
        open(forward);
        vm.warp(ACCEPT_BY);
        escrow.reclaim(forward);
        lost[1] = stepOf(forward, 0, 1, 1);
        vm.warp(NOW);

        forward = assignedForward("closed");
        forward.buyer = PROVIDER;
        openAccepted(forward);
        vm.prank(PROVIDER);
        escrow.close(forward, 0, START, "", "");
        lost[2] = stepOf(forward, 0, 1, 1);

        forward = accepted("settled");
        settleAs(PROVIDER, stepOf(forward, 0, 1, QUANTITY));
        lost[3] = stepOf(forward, 1, 2, 1);

        forward = assignedForward("too early");
        (forward.terms.start, forward.terms.end) = (START + 1, START + 2);
        vm.warp(NOW);
        open(forward);
        accept(forward, PROVIDER);
        lost[4] = stepOf(forward, 0, 1, 1);

        forward = assignedForward("too late");
        (forward.terms.start, forward.terms.end, forward.terms.settleBy) = (ACCEPT_BY, ACCEPT_BY + 1, START);
        openAccepted(forward);
        lost[5] = stepOf(forward, 0, 1, 1);

        lost[6] = stepOf(accepted("recipient"), 0, 1, 1);
        lost[6].recipient = address(escrow);

        forward = defaultForward();
        ForwardId id = open(forward);
        lost[7] = deliver(forward, PROVIDER, Step(0, 1, 1), somePayload(), H);
        lost[8] = deliver(forward, PROVIDER, wholeStep(), somePayload(), H);
        vm.warp(START);
        escrow.announce(id, H + 1);
        lost[9] = deliver(forward, PROVIDER, wholeStep(), somePayload(), H + 1);

        forward = assignedForward("somebody else's");
        vm.warp(NOW);
        open(forward);
        accept(forward, OBSERVER);
        lost[10] = stepOf(forward, 0, 1, 1);

        lost[11] = stepOf(accepted("out of order"), 1, 1, 1);
        lost[12] = stepOf(accepted("one round"), 0, 1, 1);
        lost[12].beacon = 1;
        vm.warp(NOW);
    }

    function accepted(bytes32 salt) internal returns (Forward memory forward) {
        vm.warp(NOW);
        forward = assignedForward(salt);
        openAccepted(forward);
    }

    function test_When_ADeliveryIsForAnotherPredicate() external {
        Forward[] memory forwards = accepted(2);
        Forward memory other = assignedForward("other");
        other.terms.predicate = address(choosy);
        vm.warp(NOW);
        openAccepted(other);
        Delivery[] memory deliveries = new Delivery[](2);
        deliveries[0] = stepOf(other, 0, 1, QUANTITY);
        deliveries[1] = stepOf(forwards[1], 0, 1, QUANTITY);
        expectSkipped(
            other,
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateOther.selector, address(choosy), address(predicate))
        );
        settleMany(groupOf(deliveries, 1, ""));
        assertDelivered(other, false);
        assertDelivered(forwards[1], true);
    }

    function test_When_AForwardComesTwice() external {
        Forward[] memory forwards = accepted(1);
        Delivery[] memory deliveries = new Delivery[](3);
        deliveries[0] = stepOf(forwards[0], 0, 1, 1);
        deliveries[1] = stepOf(forwards[0], 0, 2, 1); // overlaps the first
        deliveries[2] = stepOf(forwards[0], 1, 2, QUANTITY - 1);
        bytes4 selector = Errors.ForwardEscrow_StepOutOfOrder.selector;
        expectSkipped(forwards[0], abi.encodeWithSelector(selector, 0, 2, 1, 1, QUANTITY - 1));
        settleMany(groupOf(deliveries, 1, ""));
        assertBalance(PROVIDER, PRICE + BOND, "recipient");
        assertStatus(forwards[0], Status.Settled);
    }

    function test_When_NothingCounts() external {
        Forward[] memory forwards = ofChoosy(2);
        Group memory group = choosyGroup(forwards, 4, PROOF);
        group.deliveries[0].recipient = address(0);
        group.deliveries[1].recipient = address(0);
        vm.recordLogs();
        settleMany(group);
        assertEq(vm.getRecordedLogs().length, 2, "events: what was skipped");
        assertEq(choosy.calls(), 0, "calls of the predicate");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      PREDICATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_ThePredicateDeclinesADelivery() external {
        Forward[] memory forwards = ofChoosy(3);
        choosy.choose(5); // all but the one in the middle
        expectSkipped(
            forwards[1], abi.encodeWithSelector(Errors.ForwardEscrow_PredicateDeclined.selector, address(choosy))
        );
        settleMany(choosyGroup(forwards, 1, "abc"));
        assertDelivered(forwards[0], true);
        assertDelivered(forwards[1], false);
        assertDelivered(forwards[2], true);
        assertBalance(PROVIDER, 2 * uint256(PRICE + BOND), "recipient");
    }

    function test_When_ThePredicateDeclinesBesideALostDelivery() external {
        Forward[] memory forwards = ofChoosy(3);
        Group memory group = choosyGroup(forwards, 1, "abc");
        group.deliveries[0].recipient = address(0);
        choosy.choose(2);
        expectSkipped(forwards[0], abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(0)));
        expectSkipped(
            forwards[2], abi.encodeWithSelector(Errors.ForwardEscrow_PredicateDeclined.selector, address(choosy))
        );
        settleMany(group);
        assertDelivered(forwards[1], true);
        assertEq(choosy.calls(), 1, "calls of the predicate that were not undone");
    }

    function test_When_ThePredicateDeclinesAllDeliveries() external {
        Forward[] memory forwards = ofChoosy(2);
        choosy.choose(0);
        vm.recordLogs();
        settleMany(choosyGroup(forwards, 4, PROOF));
        assertEq(vm.getRecordedLogs().length, 2, "events: what was skipped");
        assertDelivered(forwards[0], false);
        assertDelivered(forwards[1], false);
    }

    function test_When_ThePredicateDeclinesAgain() external {
        Forward[] memory forwards = ofChoosy(4);
        choosy.declineOneMore();
        expectGroupSkipped(address(choosy), abi.encodeWithSelector(Errors.ForwardEscrow_SomeDeclined.selector, 12));
        settleMany(choosyGroup(forwards, 1, "abcd"));
        assertDelivered(forwards[3], false);
    }

    /// @dev What it costs to copy a long batch counts as used, on top of what the predicate took.
    function test_When_ThePredicateDeclinesWithTheGroupsGasUsedUp() external {
        WastefulPredicate wasteful = new WastefulPredicate();
        Forward[] memory forwards = risingForwards(2);
        forwards[0].terms.predicate = address(wasteful);
        openAccepted(forwards);
        Group[] memory groups = new Group[](2);
        (groups[0], groups[1]) = (groupOfOne(forwards[0]), groupOfOne(forwards[1]));
        groups[0].proof = new bytes(200_000);
        // The second call, without what was declined, has no gas.
        vm.expectCall(
            address(escrow), 0, 0, abi.encodeWithSelector(escrow.settleGroup.selector, 0, PROVIDER, uint256(0)), 1
        );
        expectGroupSkipped(address(wasteful), "");
        vm.prank(PROVIDER);
        escrow.settleMany(groups);
        assertDelivered(forwards[0], false);
        assertDelivered(forwards[1], true);
    }

    function test_When_ThePredicateSettlesPlacesThatDoNotCount() external {
        Forward[] memory forwards = ofChoosy(2);
        Group memory group = choosyGroup(forwards, 1, "ab");
        group.deliveries[0].recipient = address(0);
        vm.recordLogs();
        settleMany(group); // by default it answers with all 256 places
        assertEq(vm.getRecordedLogs().length, 3, "events: skipped, settled, transferred");
        assertDelivered(forwards[0], false);
        assertDelivered(forwards[1], true);
    }

    function test_When_ThePredicateRefuses() external {
        Forward[] memory forwards = accepted(2);
        Group[] memory groups = new Group[](2);
        Forward[] memory one = new Forward[](1);
        one[0] = forwards[0];
        groups[0] = groupOf(one, 1, "no");
        one[0] = forwards[1];
        groups[1] = groupOf(one, 1, PROOF);
        bytes memory refusal = abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector);
        expectGroupSkipped(
            address(predicate),
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(predicate), refusal)
        );
        vm.prank(PROVIDER);
        escrow.settleMany(groups);
        assertDelivered(forwards[0], false);
        assertDelivered(forwards[1], true);
    }

    function test_When_ThePredicateAnswersWithLessThanTwoWords() external {
        BombPredicate terse = new BombPredicate(63, true);
        Forward memory forward = assignedForward();
        forward.terms.predicate = address(terse);
        openAccepted(forward);
        expectGroupSkipped(
            address(terse),
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(terse), new bytes(63))
        );
        settleMany(groupOfOne(forward));
        assertDelivered(forward, false);
    }

    function test_When_ThePredicateAnswersWithMoreThanTwoWords() external {
        Forward[] memory forwards = accepted(1);
        // Three words of ones.
        vm.etch(address(predicate), hex"5f195f525f196020525f1960405260605ff3");
        settleMany(groupOf(forwards, 1, PROOF));
        assertDelivered(forwards[0], true);
    }

    function test_When_ThePredicateHasNoCode() external {
        Forward[] memory forwards = accepted(1);
        vm.etch(address(predicate), "");
        expectGroupSkipped(
            address(predicate),
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(predicate), "")
        );
        settleMany(groupOf(forwards, 1, PROOF));
        assertDelivered(forwards[0], false);
    }

    function groupOfOne(Forward memory forward) internal view returns (Group memory group) {
        Forward[] memory one = new Forward[](1);
        one[0] = forward;
        group = groupOf(one, 1, PROOF);
        group.predicate = forward.terms.predicate;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 ONE PROOF FOR SEVERAL
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_OneProofIsAboutAllPlaces() external {
        Forward[] memory forwards = ofChoosy(4);
        choosy.choose(6);
        Group memory group = choosyGroup(forwards, 16, "one proof for all of them");
        group.deliveries[0].recipient = address(0); // does not count
        group.deliveries[3].payload = new uint256[](1); // counts, and is declined
        Delivery[] memory others = new Delivery[](2);
        (others[0], others[1]) = (group.deliveries[0], group.deliveries[3]);

        for (uint256 i = 1; i < 3; ++i) {
            vm.expectEmit(address(escrow));
            emitSettled(group.deliveries[i], "");
        }
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.GroupSettled(address(choosy), "key", 16, 4, 6, plainly(others), "one proof for all of them");
        settleMany(group);

        assertBalance(PROVIDER, 2 * uint256(PRICE + BOND), "recipient");
        assertDelivered(forwards[0], false);
        assertDelivered(forwards[3], false);
        bytes memory asked =
            abi.encodeCall(IPredicate.settleMany, (16, 4, 6, plainly(group.deliveries), "one proof for all of them"));
        assertEq(choosy.dataHash(), keccak256(asked), "calldata");
    }

    function test_When_ProofsAreAboutNoStatement() external {
        Forward[] memory forwards = ofChoosy(1);
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.GroupSettled(address(choosy), "key", 0, 1, 1, new uint256[](0), PROOF);
        settleMany(choosyGroup(forwards, 0, PROOF));
        assertDelivered(forwards[0], true);
    }

    function emitSettled(Delivery memory delivery, bytes memory proof) internal {
        uint256 paid = uint256(delivery.forward.terms.price) * delivery.step.amount / delivery.forward.terms.quantity;
        emit IForwardEscrow.Settled(
            escrow.forwardId(delivery.forward),
            delivery.recipient,
            "key",
            paid,
            escrow.header(delivery)[4],
            delivery.commitment,
            delivery.beacon,
            delivery.h,
            delivery.payload,
            proof
        );
    }

    /// @dev The places of deliveries, written word by word.
    function plainly(Delivery[] memory deliveries) internal view returns (uint256[] memory places) {
        uint256 size;
        for (uint256 i; i < deliveries.length; ++i) {
            size += 11 + deliveries[i].payload.length;
        }
        places = new uint256[](size);
        uint256 at;
        for (uint256 i; i < deliveries.length; ++i) {
            uint256[] memory payload = deliveries[i].payload;
            uint256[9] memory header = escrow.header(deliveries[i]);
            places[at] = 9 + payload.length;
            places[at + 1] = deliveries[i].h;
            for (uint256 j; j < 9; ++j) {
                places[at + 2 + j] = header[j];
            }
            for (uint256 j; j < payload.length; ++j) {
                places[at + 11 + j] = payload[j];
            }
            at += 11 + payload.length;
        }
    }

    /// @dev The call is encoded by hand: it is what the compiler would make of it, whatever the lengths.
    function testFuzz_ThePredicateIsAskedInTheUsualEncoding(
        uint256[][2] memory payloads,
        uint256[2] memory hashes,
        uint32 n,
        uint8 lost,
        bytes memory proof
    ) external {
        Group memory group = choosyGroup(ofChoosy(2), n, proof);
        uint256 counted;
        for (uint256 i; i < 2; ++i) {
            (group.deliveries[i].payload, group.deliveries[i].h) = (payloads[i], hashes[i]);
            if (lost >> i & 1 == 1) group.deliveries[i].recipient = address(0);
            else counted |= 2 ** i;
        }
        settleMany(group);
        bytes memory asked = abi.encodeCall(IPredicate.settleMany, (n, 2, counted, plainly(group.deliveries), proof));
        assertEq(choosy.dataHash(), counted == 0 ? bytes32(0) : keccak256(asked), "calldata");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheSameRecipientIsPaidInSeveralGroups() external {
        MintableToken second = new MintableToken();
        Forward[] memory forwards = risingForwards(4);
        (forwards[1].terms.token, forwards[3].terms.token) = (address(second), address(second));
        openAccepted(forwards);
        Group[] memory groups = new Group[](4);
        for (uint256 i; i < 4; ++i) {
            groups[i] = groupOfOne(forwards[i]);
        }
        uint256 sum = 2 * uint256(PRICE + BOND);
        vm.expectCall(address(token), abi.encodeCall(IERC20.transfer, (PROVIDER, sum)), 1);
        vm.expectCall(address(second), abi.encodeCall(IERC20.transfer, (PROVIDER, sum)), 1);
        vm.prank(PROVIDER);
        escrow.settleMany(groups);
        assertBalance(PROVIDER, sum, "recipient, in the first token");
        assertEq(second.balanceOf(PROVIDER), sum, "recipient, in the second token");
    }

    function test_When_RecipientsAreSeveral() external {
        Forward[] memory forwards = accepted(4);
        Group memory group = groupOf(forwards, 1, "abcd");
        group.deliveries[1].recipient = OBSERVER;
        group.deliveries[2].step.amount = 1;
        settleMany(group);
        assertBalance(PROVIDER, 2 * uint256(PRICE + BOND) + PRICE / QUANTITY, "provider");
        assertBalance(OBSERVER, PRICE + BOND, "the other recipient");
        assertBalance(address(escrow), 2 * uint256(PRICE) / QUANTITY + BOND, "escrow");
    }

    function test_When_TheTokenRefuses() external {
        RefusingToken refusing = new RefusingToken();
        token = refusing;
        Forward[] memory forwards = accepted(2);
        refusing.refuse(RefusingToken.Way.ReturnsFalse);
        uint256 sum = 2 * uint256(PRICE + BOND);
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Credited(address(token), PROVIDER, sum);
        settleMany(groupOf(forwards, 1, "ab"));
        assertEq(escrow.owed(address(token), PROVIDER), sum, "owed");
        assertStatus(forwards[1], Status.Settled);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         GAS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheGasIsTooLowForAGroupsLimit() external {
        Forward[] memory forwards = accepted(1);
        Group memory group = groupOf(forwards, 1, PROOF);
        expectTooLow(group, group.gasLimit, group.gasLimit + Calls.GROUP_RESERVE);
        expectTooLow(group, group.gasLimit * 64 / 63, group.gasLimit + Calls.GROUP_RESERVE);
        assertDelivered(forwards[0], false);
    }

    /// @dev Of the least gas that is enough, too, 63 parts of 64 are the group's whole limit and what its call costs (EIP-150).
    function test_When_TheGasIsJustEnoughForAGroupsLimit() external {
        Group memory group = groupOf(accepted(1), 1, PROOF);
        group.gasLimit = 10_000_000;
        // It writes down what gas it has, and settles whatever it is asked about.
        vm.etch(address(predicate), hex"5a5f555f195f525f1960205260405ff3");
        uint256 needed = group.gasLimit + Calls.GROUP_RESERVE;
        uint256 gas_ = group.gasLimit;
        (uint256 available, uint256 told) = settledWith(group, gas_);
        (uint256 ofMore,) = settledWith(group, gas_ + 64_000);
        assertEq(ofMore - available, 63_000, "of 64,000 more");
        uint256 most;
        while (told == 0) {
            most = available;
            gas_ += most < needed - 1 ? needed - 1 - most : 1;
            (available, told) = settledWith(group, gas_);
        }
        assertEq(most, needed - 1, "most that is not enough");
        (, uint256 ofTwice) = settledWith(group, 2 * gas_);
        assertEq(told, ofTwice, "gas of the predicate");
    }

    /// @dev What there was for a group of some gas, where that was too little, else what its predicate had of it.
    function settledWith(Group memory group, uint256 gas_) internal returns (uint256 available, uint256 told) {
        uint256 snapshot = vm.snapshotState();
        vm.prank(PROVIDER);
        (bool success, bytes memory reason) =
            address(escrow).call{gas: gas_}(abi.encodeCall(escrow.settleMany, (only(group))));
        if (success) {
            told = uint256(vm.load(address(predicate), 0));
        } else {
            assertReason(reason, Errors.ForwardEscrow_GasTooLow.selector);
            assembly ("memory-safe") {
                available := mload(add(reason, 0x24))
            }
        }
        vm.revertToState(snapshot);
    }

    function test_RevertWhen_AGroupsLimitIsMoreThanAnyGas() external {
        Group memory group = groupOf(accepted(1), 1, PROOF);
        group.gasLimit = type(uint256).max;
        vm.expectRevert(stdError.arithmeticError);
        settleMany(group);
    }

    /// @dev What the call's own calldata costs does not come out of the group's gas.
    function test_When_TheBatchIsLong() external {
        Forward[] memory forwards = accepted(1);
        Group memory group = groupOf(forwards, 1, new bytes(200_000));
        bytes memory call = abi.encodeCall(escrow.settleMany, (only(group)));
        bool tooLow;
        for (uint256 gas_ = group.gasLimit; gas_ < 2 * group.gasLimit; gas_ += 20_000) {
            uint256 snapshot = vm.snapshotState();
            vm.prank(PROVIDER);
            (bool success, bytes memory reason) = address(escrow).call{gas: gas_}(call);
            if (success) {
                assertDelivered(forwards[0], true);
                assertTrue(tooLow, "less gas was too little");
                return;
            }
            assertReason(reason, Errors.ForwardEscrow_GasTooLow.selector);
            tooLow = true;
            vm.revertToState(snapshot);
        }
        fail();
    }

    function test_RevertWhen_TheGasIsTooLowForATransfer() external {
        Group memory group = groupOf(accepted(1), 1, PROOF);
        group.gasLimit = 250_000;
        expectTooLow(group, Calls.TRANSFER_RESERVE, Calls.TRANSFER_RESERVE);
        assertDelivered(group.deliveries[0].forward, false);
    }

    function expectTooLow(Group memory group, uint256 gas_, uint256 needed) internal {
        vm.prank(PROVIDER);
        (bool success, bytes memory reason) =
            address(escrow).call{gas: gas_}(abi.encodeCall(escrow.settleMany, (only(group))));
        assertFalse(success, "settled");
        assertReason(reason, Errors.ForwardEscrow_GasTooLow.selector);
        uint256 told;
        assembly ("memory-safe") {
            told := mload(add(reason, 0x44))
        }
        assertEq(told, needed, "gas that is needed");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_OpenForwardsAreAnnounced() external {
        Forward[] memory forwards = new Forward[](2);
        (forwards[0], forwards[1]) = (defaultForward(), otherForward());
        if (idOf(forwards[1]) < idOf(forwards[0])) (forwards[0], forwards[1]) = (forwards[1], forwards[0]);
        for (uint256 i; i < 2; ++i) {
            escrow.announce(open(forwards[i]), H);
        }
        vm.warp(START);
        vm.prank(OBSERVER);
        escrow.settleMany(only(groupOf(forwards, 1, "ab")));
        assertBalance(PROVIDER, 2 * PRICE, "recipient");
        assertEq(escrow.announcedAt(escrow.forwardId(forwards[1]), H), 0, "announcement");
    }

    function test_When_EverythingIsInOrder() external {
        Forward[] memory forwards = ofChoosy(3);
        Group memory group = choosyGroup(forwards, 1, "first.second.third..");
        group.proof = bytes.concat("first one ", "second one", "third one ");
        group.deliveries[2].step.amount = 1;

        string[3] memory proofs = ["first one ", "second one", "third one "];
        for (uint256 i; i < 3; ++i) {
            vm.expectEmit(address(escrow));
            emitSettled(group.deliveries[i], bytes(proofs[i]));
        }
        uint256 sum = 2 * uint256(PRICE + BOND) + PRICE / QUANTITY;
        vm.expectCall(address(token), abi.encodeCall(IERC20.transfer, (PROVIDER, sum)), 1);
        vm.recordLogs();
        settleMany(group);

        assertEq(vm.getRecordedLogs().length, 4, "events: three settlements and one transfer");
        assertEq(
            choosy.dataHash(),
            keccak256(abi.encodeCall(IPredicate.settleMany, (1, 3, 7, plainly(group.deliveries), group.proof))),
            "calldata"
        );
        assertBalance(PROVIDER, sum, "recipient");
        assertBalance(BUYER, 0, "buyer");
        assertBalance(FUNDER, 0, "funder");
        assertBalance(address(escrow), 2 * uint256(PRICE) / QUANTITY + BOND, "escrow");
        assertStatus(forwards[0], Status.Settled);
        assertStatus(forwards[1], Status.Settled);
        assertStatus(forwards[2], Status.Deliverable);
    }
}
