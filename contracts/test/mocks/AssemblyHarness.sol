// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Calls} from "../../src/libraries/Calls.sol";
import {Combination} from "../../src/libraries/Combination.sol";
import {Delivery, ForwardId, Group} from "../../src/types/Forward.sol";
import {Encoding} from "../../src/libraries/Encoding.sol";
import {Groth16} from "../../src/libraries/Groth16.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {Logs} from "../../src/libraries/Logs.sol";
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

    /// @dev Writes down deliveries one behind the other, in memory that was used before, with something right behind.
    function _write(ForwardId[] calldata ids, Delivery[] calldata deliveries) internal view returns (Place first) {
        uint256 limit;
        uint256 free = _free();
        _dirty();
        (first, limit) = Places.reserve();
        require(Place.unwrap(first) == free && limit == _free(), "room");
        uint256[4] memory behind = [uint256(1), 2, 3, 4];
        Place place = first;
        for (uint256 i; i < ids.length; ++i) {
            place.write(limit, ids[i], deliveries[i].forward.terms, deliveries[i]);
            place = place.next();
        }
        _dirty();
        _requireUntouched(behind);
    }

    function _requireUntouched(uint256[4] memory behind) internal pure {
        require(behind[0] == 1 && behind[1] == 2 && behind[2] == 3 && behind[3] == 4, "memory right behind");
    }

    function emitSettled(
        Logs.Receipt memory receipt,
        bytes32 key,
        ForwardId[] calldata ids,
        Delivery[] calldata deliveries,
        bytes calldata proof
    ) external between {
        Logs.settled(receipt, key, _write(ids, deliveries), proof);
    }

    function emitSettledPlainly(
        Logs.Receipt memory receipt,
        bytes32 key,
        uint256[9] memory header,
        Delivery calldata delivery,
        bytes calldata proof
    ) external {
        emit IForwardEscrow.Settled(
            receipt.id,
            receipt.recipient,
            key,
            receipt.paid,
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
        return Calls.settle(deliveries[0].forward.terms.predicate, _write(ids, deliveries), proof);
    }

    function settleMany(ForwardId[] calldata ids, Group calldata group, uint256 counted)
        external
        between
        returns (bytes32, uint256)
    {
        return Calls.settleMany(group, _write(ids, group.deliveries), counted);
    }

    function pick(ForwardId[] calldata ids, Delivery[] calldata deliveries, uint256 without)
        external
        between
        returns (uint256[] memory words)
    {
        Place first = _write(ids, deliveries);
        uint256 free = _free();
        words = first.pick(ids.length, without);
        uint256 at;
        assembly ("memory-safe") {
            at := words
        }
        require(at == free, "room");
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
        Encoding.header(at, id, delivery.forward.terms, delivery);
    }
}
