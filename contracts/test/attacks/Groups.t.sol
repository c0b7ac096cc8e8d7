// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdError} from "forge-std/StdError.sol";

import {BaseTest} from "../BaseTest.sol";
import {BombPredicate} from "../mocks/Predicates.sol";
import {ChoosyPredicate, GreedyPredicate, NeedyPredicate} from "../mocks/GroupPredicates.sol";
import {Defence, EscrowWithSideDoor, WeakenedEscrow} from "../mocks/Weakened.sol";
import {Delivery, Forward, Group, Status, Step} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {IPredicate} from "../../src/interfaces/IPredicate.sol";
import {RefusingToken} from "../mocks/Tokens.sol";
import {Vm} from "forge-std/Vm.sol";

/// @notice Attacks on settlements that are sent together: by what is in them, by their predicates, by their gas and by how
/// they are encoded.
contract GroupAttackTest is BaseTest {
    function without(Defence defence) internal {
        escrow = new WeakenedEscrow(defence);
    }

    /// @dev An accepted forward of some predicate.
    function acceptedOf(address ofPredicate, bytes32 salt) internal returns (Forward memory forward) {
        vm.warp(NOW);
        forward = assignedForward(salt);
        forward.terms.predicate = ofPredicate;
        openAccepted(forward);
    }

    function groupOfOne(Forward memory forward) internal view returns (Group memory group) {
        Forward[] memory one = new Forward[](1);
        one[0] = forward;
        group = groupOf(one, 1, PROOF);
        group.predicate = forward.terms.predicate;
    }

    function assertDelivered(Forward memory forward, uint256 expected) internal view {
        assertEq(escrow.stateOf(escrow.forwardId(forward)).delivered, expected, "delivered");
    }

    function sorted(Forward[] memory forwards) internal view returns (Forward[] memory) {
        for (uint256 i = 1; i < forwards.length; ++i) {
            for (uint256 j = i; j > 0 && idOf(forwards[j]) < idOf(forwards[j - 1]); --j) {
                (forwards[j], forwards[j - 1]) = (forwards[j - 1], forwards[j]);
            }
        }
        return forwards;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   WHAT IS IN THEM
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev One proof of one step, given three times.
    function test_DuplicateInAGroupIsPaidOnce() external {
        settleDuplicates();
        assertBalance(PROVIDER, PRICE / QUANTITY, "provider");
    }

    function test_DuplicateInAGroupIsPaidAgain_WithoutNextStep() external {
        without(Defence.NextStep);
        settleDuplicates();
        assertBalance(PROVIDER, 3 * uint256(PRICE) / QUANTITY + BOND, "provider, for one step");
    }

    function settleDuplicates() internal {
        Forward memory forward = acceptedOf(address(predicate), SALT);
        Delivery[] memory deliveries = new Delivery[](3);
        for (uint256 i; i < 3; ++i) {
            deliveries[i] = stepOf(forward, 0, 1, 1);
        }
        settleMany(groupOf(deliveries, 1, "abc"));
    }

    /// @dev The same forward in two groups of one batch: the second is looked at after the first was settled.
    function test_DuplicateInAnotherGroupIsPaidOnce() external {
        Forward memory forward = acceptedOf(address(predicate), SALT);
        Group[] memory groups = new Group[](2);
        (groups[0], groups[1]) = (groupOfOne(forward), groupOfOne(forward));
        groups[0].deliveries[0].step.amount = 1;
        groups[1].deliveries[0].step.amount = 1;
        vm.prank(PROVIDER);
        escrow.settleMany(groups);
        assertBalance(PROVIDER, PRICE / QUANTITY, "provider");
    }

    /// @dev A predicate of the attacker's own takes anything; it decides about forwards that name it, and no others.
    function test_OwnPredicateDoesNotDecideAboutOthersForwards() external {
        Forward memory forward = settleByOwnPredicate();
        assertDelivered(forward, 0);
        assertBalance(PROVIDER, 0, "attacker");
    }

    function test_OwnPredicateDecidesAboutOthersForwards_WithoutPredicate() external {
        without(Defence.Predicate);
        Forward memory forward = settleByOwnPredicate();
        assertDelivered(forward, QUANTITY);
        assertBalance(PROVIDER, PRICE + BOND, "attacker");
    }

    function settleByOwnPredicate() internal returns (Forward memory forward) {
        forward = acceptedOf(address(predicate), SALT);
        Group memory group = groupOfOne(forward);
        group.predicate = address(new ChoosyPredicate());
        settleMany(group);
    }

    /// @dev Items can be lost while a batch is on its way: somebody else was faster, the time is over, a position is sold.
    function test_LostItemDoesNotSpoilTheRest() external {
        uint32[2] memory sizes = [uint32(1), 8];
        for (uint256 i; i < sizes.length; ++i) {
            setUp();
            ChoosyPredicate choosy = new ChoosyPredicate();
            Forward[] memory forwards = manyOf(address(choosy), 5);
            Group memory group = groupOf(forwards, sizes[i], "abcde");
            group.predicate = address(choosy);

            settleAs(PROVIDER, group.deliveries[0]);
            uint256 position = providerToken(forwards[1]);
            vm.prank(PROVIDER);
            escrow.transferFrom(PROVIDER, OBSERVER, position);
            bytes memory providers = consent("provider", forwards[3], PRICE, START);
            vm.prank(BUYER);
            escrow.close(forwards[3], PRICE, START, "", providers);
            uint256 before = token.balanceOf(PROVIDER);
            settleMany(group);

            assertDelivered(forwards[1], 0);
            assertDelivered(forwards[2], QUANTITY);
            assertDelivered(forwards[4], QUANTITY);
            assertBalance(PROVIDER, before + 2 * uint256(PRICE + BOND), "provider");
            assertStatus(forwards[3], Status.Closed);
        }
    }

    function manyOf(address ofPredicate, uint256 count) internal returns (Forward[] memory forwards) {
        forwards = risingForwards(count);
        for (uint256 i; i < count; ++i) {
            forwards[i].terms.predicate = ofPredicate;
        }
        openAccepted(sorted(forwards));
    }

    /// @dev A batch of open forwards, which anybody may settle: one that was settled by somebody else first is paid once.
    function test_CopiedItemOfABatchIsPaidOnce() external {
        Forward[] memory forwards = new Forward[](2);
        (forwards[0], forwards[1]) = (defaultForward(), otherForward());
        forwards = sorted(forwards);
        escrow.announce(open(forwards[0]), H);
        escrow.announce(open(forwards[1]), H);
        vm.warp(START);
        Group memory group = groupOf(forwards, 1, "ab");
        settleAs(OBSERVER, group.deliveries[0]);
        settleMany(group);
        assertBalance(PROVIDER, 2 * PRICE, "provider");
        assertBalance(address(escrow), 0, "escrow");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                HOSTILE PREDICATES, TOKENS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A predicate answers with every bit there is; only those it was asked about count.
    function test_BitsBeyondTheCountedSettleNothing() external {
        ChoosyPredicate choosy = new ChoosyPredicate();
        Forward[] memory forwards = manyOf(address(choosy), 3);
        Group memory group = groupOf(forwards, 1, "abc");
        group.predicate = address(choosy);
        group.deliveries[1].recipient = address(escrow);
        settleMany(group);
        assertDelivered(forwards[1], 0);
        assertBalance(PROVIDER, 2 * uint256(PRICE + BOND), "provider");
    }

    /// @dev What a refusal begins with is no list of places, whatever bits the predicate's address has.
    function test_RefusalIsNotReadAsWhatWasDeclined() external {
        address even = address(0x1000);
        vm.etch(even, address(new BombPredicate(0, false)).code);
        Forward memory refused = acceptedOf(even, "refused");
        Group[] memory groups = new Group[](1);
        groups[0] = groupOfOne(refused);
        bytes memory reason = abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, even, "");
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.GroupSkipped(even, reason);
        vm.prank(PROVIDER);
        escrow.settleMany(groups);
    }

    function test_GreedyPredicateCostsItsOwnGroupOnly() external {
        Forward memory greedy = acceptedOf(address(new GreedyPredicate()), "greedy");
        Forward memory good = acceptedOf(address(predicate), "good");
        Group[] memory groups = new Group[](2);
        (groups[0], groups[1]) = (groupOfOne(greedy), groupOfOne(good));
        vm.prank(PROVIDER);
        uint256 before = gasleft();
        escrow.settleMany(groups);
        assertLt(before - gasleft(), GROUP_GAS + 1_000_000, "gas: the limit of its group, and what the other one took");
        assertDelivered(greedy, 0);
        assertDelivered(good, QUANTITY);
    }

    /// @dev A megabyte of answer or of reason is neither copied nor emitted.
    function test_ReturnedDataBombCostsItsOwnGroupOnly() external {
        for (uint256 i; i < 2; ++i) {
            Forward memory bomb = acceptedOf(address(new BombPredicate(0x100000, i == 0)), bytes32(i));
            Forward memory good = acceptedOf(address(predicate), bytes32(100 + i));
            Group[] memory groups = new Group[](2);
            (groups[0], groups[1]) = (groupOfOne(bomb), groupOfOne(good));
            vm.recordLogs();
            vm.prank(PROVIDER);
            uint256 before = gasleft();
            escrow.settleMany(groups);
            assertLt(before - gasleft(), GROUP_GAS + 1_000_000, "gas");
            assertDelivered(bomb, 0);
            assertDelivered(good, QUANTITY);
        }
    }

    /// @dev Tokens are called after all groups: one that misbehaves leaves its recipients owed, and nobody else.
    function test_HostileTokenCostsItsOwnRecipientsOnly() external {
        for (uint256 i = 1; i <= uint256(type(RefusingToken.Way).max); ++i) {
            setUp();
            RefusingToken hostile = new RefusingToken();
            Forward[] memory forwards = risingForwards(4);
            forwards[0].terms.token = address(hostile);
            forwards[2].terms.token = address(hostile);
            openAccepted(sorted(forwards));
            hostile.refuse(RefusingToken.Way(i));
            settleMany(groupOf(forwards, 1, "abcd"));
            assertEq(escrow.owed(address(hostile), PROVIDER), 2 * uint256(PRICE + BOND), "owed");
            assertBalance(PROVIDER, 2 * uint256(PRICE + BOND), "provider");
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  THE ESCROW'S OWN CALL
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev `settleGroup` believes its caller about who sent the batch, and pays nobody.
    function test_NobodySettlesInTheProvidersName() external {
        Group[] memory groups = only(groupOfOne(acceptedOf(address(predicate), SALT)));
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_CallerNotEscrow.selector, OBSERVER));
        vm.prank(OBSERVER);
        escrow.settleGroup(0, PROVIDER, type(uint256).max, groups);
    }

    function test_StrangerMarksAsDeliveredWithoutPay_WithoutCaller() external {
        EscrowWithSideDoor open_ = new EscrowWithSideDoor();
        escrow = open_;
        Forward memory forward = acceptedOf(address(predicate), SALT);
        vm.prank(OBSERVER);
        open_.settleGroupForAnybody(PROVIDER, groupOfOne(forward));
        assertStatus(forward, Status.Settled);
        assertBalance(address(escrow), PRICE + BOND, "escrow, for good");
    }

    /// @dev The escrow calls what terms name. Named itself, it has nothing that answers to what predicates are asked.
    function test_EscrowIsNoPredicate() external {
        Forward memory forward = acceptedOf(address(escrow), SALT);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(escrow), ""));
        settleAs(PROVIDER, stepOf(forward, 0, 1, 1));
        settleMany(groupOfOne(forward));
        assertDelivered(forward, 0);
    }

    /// @dev The escrow's own positions have `transferFrom` and `balanceOf` as tokens have: the lock stands before them.
    function test_EscrowIsNoToken() external {
        Forward memory held = acceptedOf(address(predicate), SALT);
        Forward memory forward = assignedForward("in positions");
        forward.terms.token = address(escrow);
        forward.terms.price = 1;
        vm.warp(NOW);
        vm.startPrank(BUYER);
        escrow.setApprovalForAll(address(escrow), true);
        vm.expectRevert();
        escrow.open(forward.terms, BUYER, forward.salt, "", "");
        vm.stopPrank();
        assertEq(escrow.ownerOf(buyerToken(held)), BUYER, "position");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         GAS
    //////////////////////////////////////////////////////////////////////////*/

    enum Outcome {
        Reverted,
        Skipped,
        Settled
    }

    /// @dev Whoever sends a batch chooses its gas. That decides whether groups are settled, never how far.
    function test_GasNeverSettlesAGroupByHalf() external {
        (Forward[] memory forwards, NeedyPredicate needy) = needyForwards();
        Group memory group = groupOf(forwards, 1, "abc");
        group.predicate = address(needy);
        bool[3] memory seen;
        uint256[4] memory limits = [uint256(50_000), 600_000, 900_000, 2_000_000];
        for (uint256 i; i < limits.length; ++i) {
            group.gasLimit = limits[i];
            bytes memory call = abi.encodeCall(escrow.settleMany, (only(group)));
            for (uint256 gas_ = 40_000; gas_ < 3_000_000; gas_ += 17_001) {
                seen[uint256(outcome(call, gas_, forwards, needy))] = true;
            }
        }
        assertTrue(seen[0] && seen[1] && seen[2], "every outcome was seen");
    }

    /// @dev The same with all gas there is, and every limit for the group.
    function test_LimitNeverSettlesAGroupByHalf() external {
        (Forward[] memory forwards, NeedyPredicate needy) = needyForwards();
        Group memory group = groupOf(forwards, 1, "abc");
        group.predicate = address(needy);
        bool[3] memory seen;
        for (uint256 limit; limit < 1_500_000; limit += 9_001) {
            group.gasLimit = limit;
            bytes memory call = abi.encodeCall(escrow.settleMany, (only(group)));
            seen[uint256(outcome(call, 10_000_000, forwards, needy))] = true;
        }
        assertTrue(!seen[0] && seen[1] && seen[2], "skipped or settled");
    }

    function needyForwards() internal returns (Forward[] memory forwards, NeedyPredicate needy) {
        needy = new NeedyPredicate();
        needy.eat(200_000);
        forwards = manyOf(address(needy), 3);
    }

    /// @dev What a batch led to with so much gas: everything of it, or nothing.
    function outcome(bytes memory call, uint256 gas_, Forward[] memory forwards, NeedyPredicate needy)
        internal
        returns (Outcome led)
    {
        uint256 snapshot = vm.snapshotState();
        vm.prank(PROVIDER);
        (bool success,) = address(escrow).call{gas: gas_}(call);
        uint256 paid = token.balanceOf(PROVIDER);
        uint256 delivered = escrow.stateOf(escrow.forwardId(forwards[0])).delivered;
        led = !success ? Outcome.Reverted : paid == 0 ? Outcome.Skipped : Outcome.Settled;
        assertEq(paid, led == Outcome.Settled ? 3 * uint256(PRICE + BOND) : 0, "paid");
        assertEq(delivered, led == Outcome.Settled ? QUANTITY : 0, "delivered");
        assertDelivered(forwards[1], delivered);
        assertDelivered(forwards[2], delivered);
        assertEq(needy.taken(), led == Outcome.Settled ? 1 : 0, "what the predicate remembers");
        assertEq(escrow.owed(address(token), PROVIDER), 0, "owed: a transfer never fails for the sender's gas");
        vm.revertToState(snapshot);
    }

    /// @dev One group's gas is not another's: the first takes all of its own, the second has what it asked for or none runs.
    function test_FirstGroupsGasDoesNotChooseForTheSecond() external {
        (Forward[] memory forwards, NeedyPredicate needy) = needyForwards();
        Forward memory greedy = acceptedOf(address(new GreedyPredicate()), "greedy");
        Group[] memory groups = new Group[](2);
        groups[0] = groupOfOne(greedy);
        groups[0].gasLimit = 700_000;
        groups[1] = groupOf(forwards, 1, "abc");
        (groups[1].predicate, groups[1].gasLimit) = (address(needy), 1_500_000);
        bytes memory call = abi.encodeCall(escrow.settleMany, (groups));
        bool[3] memory seen;
        for (uint256 gas_ = 500_000; gas_ < 4_000_000; gas_ += 50_001) {
            seen[uint256(outcome(call, gas_, forwards, needy))] = true;
        }
        assertTrue(seen[0] && !seen[1] && seen[2], "reverted or settled");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ENCODINGS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The groups lie further back than they need to.
    function test_GapBeforeTheGroupsChangesNothing() external {
        Forward memory forward = acceptedOf(address(predicate), SALT);
        bytes memory usual = abi.encode(only(groupOfOne(forward)));
        for (uint256 gap = 1; gap < 100; gap += 7) {
            uint256 snapshot = vm.snapshotState();
            bytes memory call =
                bytes.concat(escrow.settleMany.selector, bytes32(0x20 + gap), new bytes(gap), tail(usual, 0x20));
            vm.prank(PROVIDER);
            (bool success,) = address(escrow).call(call);
            assertTrue(success, "success");
            assertDelivered(forward, QUANTITY);
            assertBalance(PROVIDER, PRICE + BOND, "provider");
            vm.revertToState(snapshot);
        }
    }

    /// @dev The groups start inside the word that says where they start, which the escrow writes anew for its own call.
    function test_GroupsInsideTheirOwnOffsetPayNobody() external {
        Forward memory forward = acceptedOf(address(predicate), SALT);
        bytes memory usual = abi.encode(only(groupOfOne(forward)));
        for (uint256 at; at < 0x20; ++at) {
            bytes memory call =
                bytes.concat(escrow.settleMany.selector, bytes32(at), tail(usual, 0x20), new bytes(0x4000));
            vm.prank(PROVIDER);
            (bool success,) = address(escrow).call(call);
            success; // either way
            assertDelivered(forward, 0);
            assertBalance(PROVIDER, 0, "provider");
        }
    }

    /// @dev Offsets are signed: a group may lie before the list that names it, where the escrow's own call has other words.
    function test_GroupBeforeTheListIsTheSameGroup() external {
        Forward memory forward = acceptedOf(address(predicate), SALT);
        bytes memory group = tail(abi.encode(groupOfOne(forward)), 0x20);
        bytes memory call = bytes.concat(
            escrow.settleMany.selector,
            bytes32(0x20 + group.length), // where the list is
            group,
            bytes32(uint256(1)),
            bytes32(minus(group.length + 0x20)) // where its group is, from behind its length
        );
        vm.prank(PROVIDER);
        (bool success,) = address(escrow).call(call);
        assertTrue(success, "success");
        assertDelivered(forward, QUANTITY);
        assertBalance(PROVIDER, PRICE + BOND, "provider");
    }

    /// @dev A group that takes the words which the escrow puts before the batch, its index and its caller, for its own.
    function test_GroupInTheEscrowsOwnWordsPaysNobody() external {
        acceptedOf(address(predicate), SALT);
        for (uint256 back; back < 0xc0; ++back) {
            bytes memory call = bytes.concat(
                escrow.settleMany.selector,
                bytes32(uint256(0x20)),
                bytes32(uint256(1)),
                bytes32(minus(back)),
                new bytes(0x800)
            );
            vm.prank(PROVIDER);
            (bool success,) = address(escrow).call(call);
            success; // either way
            assertBalance(PROVIDER, 0, "provider");
            assertBalance(address(escrow), PRICE + BOND, "escrow");
        }
    }

    /// @dev A payload that is the escrow's own words: index as its length, caller, and the mask, which is another one once the
    /// predicate has declined something. What is emitted is what the predicate was asked the last time.
    function test_PayloadInTheEscrowsOwnWordsIsThatOfTheLastCall() external {
        ChoosyPredicate choosy = new ChoosyPredicate();
        choosy.choose(1);
        Group[] memory groups = new Group[](3);
        groups[2] = groupOf(manyOf(address(choosy), 2), 1, "ab");
        groups[2].predicate = address(choosy);
        bytes memory data = abi.encodeCall(escrow.settleMany, (groups));
        assembly ("memory-safe") {
            let list := add(data, 0x64)
            let deliveries := add(list, mload(add(list, 0x40)))
            deliveries := add(add(deliveries, mload(add(deliveries, 0x60))), 0x20)
            let delivery := add(deliveries, mload(deliveries))
            // From where the delivery is in the escrow's own call, three words further, to that call's first word.
            mstore(add(delivery, 0x300), sub(4, add(sub(delivery, add(data, 0x20)), 0x60)))
        }
        vm.recordLogs();
        vm.prank(PROVIDER);
        (bool success,) = address(escrow).call(data);
        assertTrue(success, "success");

        uint256[] memory words = new uint256[](2);
        (words[0], words[1]) = (uint256(uint160(PROVIDER)), 1);
        groups[2].deliveries[0].payload = words;
        assertEq(choosy.dataHash(), keccak256(askedOnce(groups[2], 1)), "asked");
        assertEq(emittedPayload(), words, "emitted");
        assertBalance(PROVIDER, PRICE + BOND, "provider");
    }

    /// @dev What a predicate is asked about two deliveries, in the compiler's encoding.
    function askedOnce(Group memory group, uint256 counted) internal view returns (bytes memory) {
        bytes memory places;
        for (uint256 i; i < 2; ++i) {
            Delivery memory delivery = group.deliveries[i];
            uint256[9] memory header = escrow.header(delivery);
            places = abi.encodePacked(places, 9 + delivery.payload.length, delivery.h, header, delivery.payload);
        }
        bytes memory list = abi.encodePacked(uint256(0x20), places.length / 32, places);
        uint256[] memory words = abi.decode(list, (uint256[]));
        return abi.encodeCall(IPredicate.settleMany, (group.n, 2, counted, words, group.proof));
    }

    /// @dev Of the only event that says something was settled.
    function emittedPayload() internal returns (uint256[] memory payload) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] != IForwardEscrow.Settled.selector) continue;
            (,,,,, payload,) = abi.decode(logs[i].data, (uint256, uint256, uint256, uint256, uint256, uint256[], bytes));
        }
    }

    /// @dev The number of deliveries stands in the very word that the escrow writes anew for its own call: there they are 96
    /// more, and more are paid than room was made for in the batch's memory.
    function test_GroupThatGrowsInTheEscrowsOwnCallIsUndone() external {
        (bytes memory call, Forward memory forward) = growingGroup();
        vm.prank(PROVIDER);
        (bool success, bytes memory reason) = address(escrow).call(call);
        assertFalse(success, "settled");
        assertEq(reason, stdError.arithmeticError, "reason: no room");
        assertDelivered(forward, 0);
    }

    /// @dev In 32 byte words behind the selector: 0 where the list of groups is, and how many deliveries its only group has ·
    /// 1 … 128 the list, and where the deliveries are · 129 zero · 130 … 134 the group · zeros · deliveries.
    function growingGroup() internal returns (bytes memory call, Forward memory forward) {
        forward = assignedForward();
        forward.terms.quantity = 1_000;
        openAccepted(forward);
        uint256[128] memory table;
        bytes memory paid;
        for (uint64 i; i < 128; ++i) {
            bool pays = i > 1 && i < 42 && i != 24; // 24 would be read as the offset of a payload
            table[i] = pays ? 173 * 32 + paid.length : 134 * 32; // from the table's start
            if (!pays) continue;
            address recipient = address(uint160(1_000 + i));
            Delivery memory delivery = deliver(forward, recipient, Step(i, i + 1, 1), new uint256[](0), H);
            paid = bytes.concat(paid, tail(abi.encode(delivery), 0x20));
        }
        (table[0], table[1], table[24]) = (1, 128 * 32, 0);
        call = bytes.concat(
            abi.encodePacked(escrow.settleMany.selector, uint256(32), table, uint256(0)),
            abi.encode(address(predicate), 1, 30_000_000, minus(130 * 32), 35 * 32),
            new bytes(39 * 32),
            paid,
            new bytes(30_000)
        );
    }

    /// @dev A payload that lies over its own delivery says more than there is calldata: there is no room for it in memory.
    function test_PayloadOverItsOwnDeliveryIsRefused() external {
        Forward memory forward = assignedForward();
        bytes memory data = abi.encodeCall(escrow.settle, (stepOf(forward, 0, 1, 1), PROOF));
        // The payload starts at the second word of the terms, whose value is its length: to the end of the calldata.
        forward.terms.params = data.length / 32 - 4;
        openAccepted(forward);
        data = abi.encodeCall(escrow.settle, (stepOf(forward, 0, 1, 1), PROOF));
        assembly ("memory-safe") {
            mstore(add(data, 0x364), 0x20)
        }
        vm.prank(PROVIDER);
        (bool success, bytes memory reason) = address(escrow).call(data);
        assertFalse(success, "settled");
        assertReason(reason, Errors.ForwardEscrow_DeliveriesOverlap.selector);
    }

    /// @dev What a predicate declines is settled anew with what is left of its group's gas, not with other groups'.
    function test_DecliningPredicateCostsItsOwnGroupOnly() external {
        ChoosyPredicate choosy = new ChoosyPredicate();
        Forward[] memory forwards = manyOf(address(choosy), 3);
        Group memory group = groupOf(forwards, 1, "abc");
        group.predicate = address(choosy);
        choosy.choose(3);
        bytes memory call;
        bool[3] memory seen;
        for (uint256 limit = 100_000; limit < 1_500_000; limit += 50_001) {
            group.gasLimit = limit;
            call = abi.encodeCall(escrow.settleMany, (only(group)));
            uint256 snapshot = vm.snapshotState();
            vm.prank(PROVIDER);
            // What is there for the group, and for one transfer.
            (bool success,) = address(escrow).call{gas: limit * 64 / 63 + 450_000}(call);
            assertTrue(success, "success");
            uint256 paid = token.balanceOf(PROVIDER);
            assertTrue(paid == 0 || paid == 2 * uint256(PRICE + BOND), "paid");
            assertDelivered(forwards[2], 0);
            seen[paid == 0 ? 0 : 1] = true;
            vm.revertToState(snapshot);
        }
        assertTrue(seen[0] && seen[1], "skipped or settled");
    }

    /// @dev However a batch is written, what is paid is what was delivered, no more and to no one else's cost.
    function testFuzz_HostileEncodingsPayWhatWasDelivered(uint256[4] memory at, uint256[4] memory words, uint8 cut)
        external
    {
        Forward[] memory forwards = manyOf(address(predicate), 2);
        Group[] memory groups = new Group[](2);
        (groups[0], groups[1]) = (groupOfOne(forwards[0]), groupOfOne(forwards[1]));
        groups[1].deliveries[0].recipient = OBSERVER;
        bytes memory data = abi.encodeCall(escrow.settleMany, (groups));
        for (uint256 i; i < at.length; ++i) {
            uint256 place = bound(at[i], 0, data.length / 32 - 2);
            uint256 word = hostileWord(words[i]);
            assembly ("memory-safe") {
                mstore(add(add(data, 0x24), shl(5, place)), word)
            }
        }
        if (cut > 200) {
            assembly ("memory-safe") {
                mstore(data, sub(mload(data), cut))
            }
        }
        vm.prank(PROVIDER);
        (bool success,) = address(escrow).call{gas: 30_000_000}(data);
        uint256 due;
        for (uint256 i; i < 2; ++i) {
            uint256 delivered = escrow.stateOf(escrow.forwardId(forwards[i])).delivered;
            due += uint256(PRICE) * delivered / QUANTITY + (delivered == QUANTITY ? BOND : 0);
        }
        assertBalance(address(escrow), 2 * uint256(PRICE + BOND) - due, "escrow");
        if (!success) assertEq(due, 0, "delivered in what was undone");
    }

    /// @dev A negative offset.
    function minus(uint256 number) internal pure returns (uint256) {
        unchecked {
            return 0 - number;
        }
    }

    /// @dev Small numbers, sizes, and what is close to the largest numbers.
    function hostileWord(uint256 seed) internal pure returns (uint256) {
        uint256 kind = seed % 5;
        uint256 small = (seed >> 8) % 0x400;
        if (kind == 0) return small;
        if (kind == 1) return small * 0x20;
        if (kind == 2) return minus(small);
        if (kind == 3) return type(uint64).max - small;
        return seed;
    }

    function tail(bytes memory data, uint256 from) internal pure returns (bytes memory rest) {
        rest = new bytes(data.length - from);
        for (uint256 i; i < rest.length; ++i) {
            rest[i] = data[from + i];
        }
    }
}
