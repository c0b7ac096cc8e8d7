// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Vm} from "forge-std/Vm.sol";

import {AssemblyHarness} from "../mocks/AssemblyHarness.sol";
import {BaseTest} from "../BaseTest.sol";
import {BombPredicate, RecordingPredicate} from "../mocks/Predicates.sol";
import {Calls} from "../../src/libraries/Calls.sol";
import {Delivery, End, Forward, ForwardId, Group, Payment, State, Terms} from "../../src/types/Forward.sol";
import {Encoding} from "../../src/libraries/Encoding.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {EscrowWithSideDoor} from "../mocks/Weakened.sol";
import {IPredicate} from "../../src/interfaces/IPredicate.sol";

/// @notice The hand-written encodings are those of the compiler, whatever the lengths and whatever lay in memory.
contract AssemblyTest is BaseTest {
    AssemblyHarness internal harness;
    EscrowWithSideDoor internal door;
    RecordingPredicate internal recorder;

    function setUp() public override {
        super.setUp();
        harness = new AssemblyHarness();
        door = new EscrowWithSideDoor();
        recorder = new RecordingPredicate();
    }

    function only(ForwardId id) internal pure returns (ForwardId[] memory ids) {
        ids = new ForwardId[](1);
        ids[0] = id;
    }

    function only(Delivery memory delivery) internal pure returns (Delivery[] memory deliveries) {
        deliveries = new Delivery[](1);
        deliveries[0] = delivery;
    }

    function testFuzz_SettledIsEmittedAsTheCompilerDoes(
        AssemblyHarness.Note memory note,
        bytes32 key,
        Delivery memory delivery,
        bytes memory proof
    ) external {
        vm.recordLogs();
        harness.emitSettled(note, key, only(note.id), only(delivery), proof);
        harness.emitSettledPlainly(note, key, harness.headerOf(note.id, delivery), delivery, proof);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2, "logs");
        assertEq(abi.encode(logs[0].topics), abi.encode(logs[1].topics), "topics");
        assertEq(logs[0].data, logs[1].data, "data");
    }

    function testFuzz_SettleIsCalledAsTheCompilerDoes(ForwardId id, Delivery memory delivery, bytes memory proof)
        external
    {
        delivery.forward.terms.predicate = address(recorder);
        assertEq(harness.settle(only(id), only(delivery), proof), bytes32(uint256(1)), "key");
        assertEq(recorder.dataHash(), keccak256(usual(id, delivery, proof)), "calldata");
    }

    function usual(ForwardId id, Delivery memory delivery, bytes memory proof) internal view returns (bytes memory) {
        uint256[9] memory header = harness.headerOf(id, delivery);
        return abi.encodeCall(IPredicate.settle, (header, delivery.payload, delivery.h, proof));
    }

    /// @dev Every length of a proof around a word, where padding could be forgotten.
    function test_ProofsOfEveryLengthArePadded() external {
        Delivery memory delivery = stepOf(assignedForward(), 0, 1, 1);
        delivery.forward.terms.predicate = address(recorder);
        ForwardId id = ForwardId.wrap("id");
        for (uint256 length; length < 100; ++length) {
            bytes memory proof = new bytes(length);
            for (uint256 i; i < length; ++i) {
                proof[i] = 0xff;
            }
            harness.settle(only(id), only(delivery), proof);
            assertEq(recorder.dataHash(), keccak256(usual(id, delivery, proof)), "calldata");
        }
    }

    function testFuzz_PlacesAreThoseOfPlainSolidity(
        ForwardId[3] memory ids,
        uint256[][3] memory payloads,
        uint256[3] memory hashes,
        uint256 seed,
        uint16 n,
        bytes memory proof
    ) external {
        ForwardId[] memory some = new ForwardId[](3);
        Group memory group = groupOf(new Delivery[](3), n, proof);
        group.predicate = address(recorder);
        for (uint256 i; i < 3; ++i) {
            some[i] = ids[i];
            group.deliveries[i] = stepOf(assignedForward(bytes32(seed)), 0, 1, 1);
            (group.deliveries[i].payload, group.deliveries[i].h) = (payloads[i], hashes[i]);
        }
        uint256[] memory picked = harness.pick(some, group.deliveries, seed);
        assertEq(picked, plainly(some, group.deliveries, seed), "picked");

        (bytes32 key, uint256 settled) = harness.settleMany(some, group, seed);
        assertEq(key, bytes32(uint256(1)), "key");
        assertEq(settled, seed, "settled: all bits, of those that count");
        bytes memory asked =
            abi.encodeCall(IPredicate.settleMany, (group.n, 3, seed, plainly(some, group.deliveries, 0), proof));
        assertEq(recorder.dataHash(), keccak256(asked), "calldata");
    }

    /// @dev The places of deliveries, but for some, word by word.
    function plainly(ForwardId[] memory ids, Delivery[] memory deliveries, uint256 without)
        internal
        view
        returns (uint256[] memory places)
    {
        places = new uint256[](0x2000);
        uint256 at;
        for (uint256 i; i < ids.length; ++i) {
            if (without >> i & 1 == 1) continue;
            uint256[9] memory header = harness.headerOf(ids[i], deliveries[i]);
            places[at++] = 9 + deliveries[i].payload.length;
            places[at++] = deliveries[i].h;
            for (uint256 j; j < 9; ++j) {
                places[at++] = header[j];
            }
            for (uint256 j; j < deliveries[i].payload.length; ++j) {
                places[at++] = deliveries[i].payload[j];
            }
        }
        assembly ("memory-safe") {
            mstore(places, at)
        }
    }

    function testFuzz_ForwardsAreReadAsTheCompilerDoes(Forward memory forward) external {
        (ForwardId id, Terms memory terms) = harness.read(forward);
        assertEq(ForwardId.unwrap(id), ForwardId.unwrap(harness.idOf(forward)), "id");
        assertEq(abi.encode(terms), abi.encode(forward.terms), "terms");
    }

    /// @dev Every bit that a buyer has not goes into the id, and nowhere else.
    function test_UnusedBitsOfTheBuyerMakeAnotherId() external view {
        Forward memory forward = defaultForward();
        for (uint256 bit = 160; bit < 256; ++bit) {
            uint256 buyer = uint256(uint160(BUYER)) + 2 ** bit;
            bytes memory data = abi.encodeCall(AssemblyHarness.read, (forward));
            assembly ("memory-safe") {
                mstore(add(data, 0x224), buyer)
            }
            (bool success, bytes memory answer) = address(harness).staticcall(data);
            assertTrue(success, "read");
            assertEq(answer, abi.encode(idWith(forward.terms, buyer), forward.terms), "id and terms");
        }
    }

    /// @dev The id of a forward in the harness, of any word for a buyer.
    function idWith(Terms memory terms, uint256 buyer) internal view returns (bytes32) {
        bytes32 hash = keccak256(abi.encode(Encoding.TERMS_TYPEHASH, terms));
        return keccak256(abi.encode(Encoding.FORWARD_TYPEHASH, hash, buyer, SALT, block.chainid, address(harness)));
    }

    function testFuzz_StatesAreKeptAsTheCompilerDoes(
        ForwardId id,
        address buyer,
        uint88 delivered,
        uint8 end,
        address provider,
        uint64 cursor
    ) external {
        State memory state = State(buyer, delivered, End(end % 3), provider, cursor);
        door.put(id, state);
        assertEq(abi.encode(door.load(id, true)), abi.encode(state), "both slots read");
        State memory first = State(state.buyer, state.delivered, state.end, address(0), 0);
        assertEq(abi.encode(door.load(id, false)), abi.encode(first), "the first slot read");

        State memory before = State(BUYER, 1, End.Closed, PROVIDER, 2);
        door.put(id, before);
        door.store(id, state, false);
        (first.provider, first.cursor) = (before.provider, before.cursor);
        assertEq(abi.encode(door.stateOf(id)), abi.encode(first), "the first slot written");
        door.store(id, state, true);
        assertEq(abi.encode(door.stateOf(id)), abi.encode(state), "both slots written");
    }

    /// @dev Every bit that a step has, and every one that it has not.
    function test_StepsAreReadAsTheCompilerDoes() external view {
        for (uint256 field; field < 3; ++field) {
            for (uint256 bit; bit < 256; ++bit) {
                uint256[3] memory words;
                words[field] = 2 ** bit;
                (bool success, bytes memory answer) =
                    address(harness).staticcall(abi.encodePacked(AssemblyHarness.copyStep.selector, words));
                assertEq(success, bit < (field < 2 ? 64 : 96), "taken");
                assertEq(answer, success ? abi.encode(words) : bytes(""), "copy");
            }
        }
    }

    function testFuzz_ReceiptsKeepWhatIsWritten(AssemblyHarness.Note[5] memory some) external {
        AssemblyHarness.Note[] memory notes = new AssemblyHarness.Note[](5);
        for (uint256 i; i < 5; ++i) {
            notes[i] = some[i];
        }
        Payment[] memory payments = harness.payments(notes);
        for (uint256 i; i < 5; ++i) {
            assertEq(payments[i].token, some[i].token, "token");
            assertEq(payments[i].recipient, some[i].recipient, "recipient");
            assertEq(payments[i].amount, some[i].sent, "sent");
        }
    }

    function testFuzz_PartsAreThoseOfTheWhole(bytes[3] memory parts, uint256 size) external view {
        size = bound(size, 0, 1000);
        bytes memory whole;
        for (uint256 i; i < 3; ++i) {
            bytes memory part = abi.encode(parts[i], new bytes(size));
            assembly ("memory-safe") {
                mstore(part, size)
            }
            (parts[i], whole) = (part, abi.encodePacked(whole, part));
        }
        for (uint256 i; i < 3; ++i) {
            assertEq(harness.part(whole, i, size), parts[i], "part");
        }
    }

    /// @dev Four times the same delivery, in calldata that takes as many bytes as their places together, or one byte less.
    function test_PlacesFillTheirRoomAndNoMore() external view {
        ForwardId[] memory ids = new ForwardId[](4);
        Delivery[] memory deliveries = new Delivery[](4);
        for (uint256 i; i < 4; ++i) {
            deliveries[i] = stepOf(assignedForward(), 0, 1, 1);
            deliveries[i].payload = new uint256[](100);
            deliveries[i].payload[99] = 1;
        }
        bytes memory data = abi.encodeCall(AssemblyHarness.pick, (ids, deliveries, 0));
        uint256 room = 32 * 4 * (11 + 100);
        assertGt(data.length, room, "something is cut off");
        assembly ("memory-safe") {
            // The number of deliveries, before their offsets: all become the first one's.
            let list := add(add(data, 0x24), mload(add(data, 0x44)))
            for { let i := 2 } lt(i, 5) { i := add(i, 1) } { mstore(add(list, shl(5, i)), mload(add(list, 0x20))) }
            mstore(data, room)
        }
        (bool success, bytes memory answer) = address(harness).staticcall(data);
        assertTrue(success, "as many bytes");
        assertEq(abi.decode(answer, (uint256[])), plainly(ids, deliveries, 0), "places");

        assembly ("memory-safe") {
            mstore(data, sub(room, 1))
        }
        (success, answer) = address(harness).staticcall(data);
        assertFalse(success, "one byte less");
        assertReason(answer, Errors.ForwardEscrow_DeliveriesOverlap.selector);
    }

    /// @dev Reasons are cut, and leave memory aligned, at every length around a word and around the limit.
    function test_ReasonsOfEveryLengthAreCut() external {
        Delivery memory delivery = stepOf(assignedForward(), 0, 1, 1);
        for (uint256 length; length < 300; length += length < 40 || length > 240 ? 1 : 25) {
            delivery.forward.terms.predicate = address(new BombPredicate(length, false));
            bytes memory text = new bytes(length < Calls.REASON_LIMIT ? length : Calls.REASON_LIMIT);
            for (uint256 i; i < text.length && i < 32; ++i) {
                text[i] = 0xff;
            }
            vm.expectRevert(
                abi.encodeWithSelector(
                    Errors.ForwardEscrow_PredicateRefused.selector, delivery.forward.terms.predicate, text
                )
            );
            harness.settle(only(ForwardId.wrap("id")), only(delivery), PROOF);
        }
    }
}
