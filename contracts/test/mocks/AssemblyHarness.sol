// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calls} from "../../src/libraries/Calls.sol";
import {Combination} from "../../src/libraries/Combination.sol";
import {Delivery, Forward, ForwardId, Group, Payment, Step, Terms} from "../../src/types/Forward.sol";
import {Encoding} from "../../src/libraries/Encoding.sol";
import {Groth16} from "../../src/libraries/Groth16.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {Logs, Receipt} from "../../src/libraries/Logs.sol";
import {Place, Places} from "../../src/libraries/Places.sol";

/// @notice What is written in assembly, beside what the compiler makes of the same in plain Solidity. Memory is used before
/// and looked at afterwards, so that whatever is written where it must not be shows.
contract AssemblyHarness {
    using Combination for Combination.Proofs;

    /// @dev What lies before and behind, and must be as it was. The one behind is not aligned, as strings are not.
    modifier between() {
        bytes memory before = bytes("what lies before");
        uint256 free = _free();
        _;
        assembly ("memory-safe") {
            if or(lt(mload(0x40), free), and(mload(0x40), 0x1f)) { revert(0, 0) }
            if mload(0x60) { revert(0, 0) }
        }
        bytes memory behind = new bytes(64);
        require(keccak256(before) == keccak256("what lies before"), "memory before");
        require(keccak256(behind) == keccak256(new bytes(64)), "memory behind");
    }

    /// @dev Fills what is free, as calls and hashes leave it.
    function _dirty() internal pure {
        assembly ("memory-safe") {
            let at := mload(0x40)
            for { let end := add(at, 0x4000) } lt(at, end) { at := add(at, 0x20) } { mstore(at, not(0)) }
        }
    }

    /// @dev Where free memory begins.
    function _free() internal pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := mload(0x40)
        }
    }

    /// @dev Writes down deliveries one behind the other, in memory that was used before, with something right before.
    function _write(ForwardId[] calldata ids, Delivery[] calldata deliveries)
        internal
        view
        returns (Place first, Place behind)
    {
        (Terms[] memory terms, Step[] memory steps) = _read(deliveries);
        uint256[4] memory before = [uint256(1), 2, 3, 4];
        uint256 limit;
        (first, limit) = _begin();
        behind = first;
        for (uint256 i; i < ids.length; ++i) {
            behind = _writeNext(behind, limit, ids[i], terms[i], steps[i], deliveries[i]);
        }
        _requireUntouched(before);
    }

    /// @dev Nothing can be allocated while places are written that is needed afterwards.
    function _read(Delivery[] calldata deliveries) internal pure returns (Terms[] memory terms, Step[] memory steps) {
        terms = new Terms[](deliveries.length);
        steps = new Step[](deliveries.length);
        for (uint256 i; i < deliveries.length; ++i) {
            (terms[i], steps[i]) = (deliveries[i].forward.terms, deliveries[i].step);
        }
    }

    function _begin() internal pure returns (Place first, uint256 limit) {
        uint256 free = _free();
        _dirty();
        (first, limit) = Places.begin();
        require(Place.unwrap(first) == free + Places.HEAD && Place.unwrap(first) == _free(), "head");
        require(limit == _free() + msg.data.length, "room");
    }

    /// @dev What is in memory behind a place when the next one is written is nobody's.
    function _writeNext(
        Place place,
        uint256 limit,
        ForwardId id,
        Terms memory terms,
        Step memory step,
        Delivery calldata delivery
    ) internal view returns (Place behind) {
        behind = place.write(limit, id, terms, step, delivery);
        require(Place.unwrap(behind) == _free() && Place.unwrap(behind) == Place.unwrap(place.next()), "behind");
        _dirty();
    }

    function _requireUntouched(uint256[4] memory behind) internal pure {
        require(behind[0] == 1 && behind[1] == 2 && behind[2] == 3 && behind[3] == 4, "memory right behind");
    }

    /// @notice What a receipt says.
    struct Note {
        ForwardId id;
        address recipient;
        uint256 paid;
        address token;
        uint256 sent;
    }

    function emitSettled(
        Note memory note,
        bytes32 key,
        ForwardId[] calldata ids,
        Delivery[] calldata deliveries,
        bytes calldata proof
    ) external between {
        (Place place,) = _write(ids, deliveries);
        Receipt receipt = Logs.reserve(1);
        _note(receipt, note);
        receipt.settled(key, place, proof);
    }

    function emitSettledPlainly(
        Note memory note,
        bytes32 key,
        uint256[9] memory header,
        Delivery calldata delivery,
        bytes calldata proof
    ) external {
        emit IForwardEscrow.Settled(
            note.id,
            note.recipient,
            key,
            note.paid,
            header[4],
            header[7],
            header[8],
            delivery.h,
            delivery.payload,
            proof
        );
    }

    function settle(ForwardId[] calldata ids, Delivery[] calldata deliveries, bytes calldata proof)
        external
        between
        returns (bytes32)
    {
        (Place place,) = _write(ids, deliveries);
        return Calls.settle(deliveries[0].forward.terms.predicate, place, proof);
    }

    function settleMany(ForwardId[] calldata ids, Group calldata group, uint256 counted)
        external
        between
        returns (bytes32, uint256)
    {
        uint256[4] memory before = [uint256(1), 2, 3, 4];
        (Place first, Place behind) = _write(ids, group.deliveries);
        (bytes32 key, uint256 settled) = Calls.settleMany(group, first, behind, counted);
        _requireUntouched(before);
        return (key, settled);
    }

    function pick(ForwardId[] calldata ids, Delivery[] calldata deliveries, uint256 without)
        external
        between
        returns (uint256[] memory words)
    {
        (Place first, Place end) = _write(ids, deliveries);
        uint256[4] memory after_ = [uint256(1), 2, 3, 4];
        Place place = first;
        Place behind = first;
        for (uint256 i; i < ids.length; ++i) {
            Place next = place.next();
            if (without >> i & 1 == 0) behind = place.move(behind);
            place = next;
        }
        require(Place.unwrap(place) == Place.unwrap(end), "end");
        words = first.list(behind);
        _requireUntouched(after_);
    }

    /// @dev Receipts of a group, one behind the other, with something right behind them.
    function payments(Note[] memory notes) external between returns (Payment[] memory list) {
        list = new Payment[](notes.length);
        _dirty();
        Receipt first = Logs.reserve(notes.length);
        uint256[4] memory behind = [uint256(1), 2, 3, 4];
        for (uint256 i; i < notes.length; ++i) {
            _note(first.at(i), notes[i]);
        }
        for (uint256 i; i < notes.length; ++i) {
            (list[i].token, list[i].recipient, list[i].amount) = first.at(i).payment();
        }
        _requireUntouched(behind);
    }

    function _note(Receipt receipt, Note memory note) internal pure {
        receipt.write(note.id, note.recipient, note.paid, note.token, note.sent);
    }

    function part(bytes calldata whole, uint256 i, uint256 size) external pure returns (bytes memory) {
        return Logs.part(whole, i, size);
    }

    /// @dev In memory that was used before, with something right behind.
    function read(Forward calldata forward) external between returns (ForwardId id, Terms memory terms) {
        _dirty();
        terms = Encoding.room();
        uint256[4] memory behind = [uint256(1), 2, 3, 4];
        id = Encoding.read(forward, terms);
        _requireUntouched(behind);
    }

    function copyStep(Step calldata step) external view between returns (Step memory copy) {
        uint256[4] memory behind = [uint256(1), 2, 3, 4];
        Encoding.copyStep(step, copy);
        _requireUntouched(behind);
    }

    function idOf(Forward calldata forward) external view returns (ForwardId) {
        return Encoding.forwardId(forward.terms, forward.buyer, forward.salt);
    }

    /// @dev Where the answer will be, an earlier one lies: yes.
    function verify(uint256[22] memory key, bytes calldata proof, uint256[3] calldata inputs)
        external
        view
        between
        returns (bool)
    {
        uint256[11] memory words = Groth16.proved(proof, inputs[0], inputs[1], inputs[2]);
        _dirty();
        assembly ("memory-safe") {
            mstore(0x00, 1)
        }
        return Groth16.verify(key, words);
    }

    /// @dev As many proofs as there is room for, and something right behind that.
    function verifyTogether(uint256[22] memory key, bytes calldata proofs, uint256[3][] calldata inputs)
        external
        view
        between
        returns (bool holds)
    {
        _dirty();
        Combination.Proofs memory all = Combination.create(inputs.length);
        uint256[4] memory behind = [uint256(1), 2, 3, 4];
        for (uint256 i; i < inputs.length; ++i) {
            all.add(proofs[256 * i:256 * (i + 1)], inputs[i][0], inputs[i][1], inputs[i][2]);
        }
        holds = all.verify(key, keccak256(abi.encode(key)), 128);
        _requireUntouched(behind);
    }

    function headerOf(ForwardId id, Delivery calldata delivery) external view returns (uint256[9] memory words) {
        uint256 at;
        assembly ("memory-safe") {
            at := words
        }
        Encoding.header(at, id, delivery.forward.terms, delivery.step, delivery);
    }
}
