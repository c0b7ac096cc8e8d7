// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "./libraries/Bn254.sol";
import {Combination} from "./libraries/Combination.sol";
import {Errors} from "./libraries/Errors.sol";
import {Fold} from "./libraries/Fold.sol";
import {Groth16} from "./libraries/Groth16.sol";
import {IPredicate} from "./interfaces/IPredicate.sol";
import {Places} from "./libraries/Places.sol";
import {VerifyingKeys} from "./VerifyingKeys.sol";

/// @title Groth16Checks
/// @notice Whether statements are proved, one by one and in batches: what predicates share that verify as
/// {IGroth16Predicate} says. It has no storage: the keys are part of the code.
abstract contract Groth16Checks is VerifyingKeys {
    using Combination for Combination.Proofs;
    using Fold for Fold.Batch;

    /// @dev Why a delivery is not proved. Each has an error, whose value stands beside the fault.
    enum Fault {
        None,
        ProofLength,
        HashNotInField,
        WordNotInField,
        PayloadEndsInZero,
        BatchSize,
        PlaceCount,
        Counted,
        PlaceLength,
        PlacesLeftOver,
        PlaceNotInField,
        PlaceEndsInZero,
        ProofInvalid
    }

    uint256 internal constant PROOF_LENGTH = 256;

    /// @dev Of one proof about several statements: the hash of their hashes comes first.
    uint256 internal constant BATCH_PROOF_LENGTH = 288;

    /// @param keys The key for one statement, then up to two for batches, the smaller batch first.
    constructor(Key[] memory keys) VerifyingKeys(keys) {}

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IPredicate
    function verify(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bool)
    {
        (Fault fault,) = _check(header, payload, h, proof);
        return fault == Fault.None;
    }

    /// @inheritdoc IPredicate
    function verifyMany(uint32 n, uint256 count, uint256[] calldata places, bytes calldata proof)
        external
        view
        returns (bool)
    {
        // Beyond 256 places, the count is refused.
        uint256 all = count > MOST_PLACES ? 0 : type(uint256).max >> (MOST_PLACES - count);
        (Fault fault,) = _checkMany(n, count, all, places, proof);
        return fault == Fault.None;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    ONE STATEMENT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev One vector has one encoding: all words in the field, no zero at the end.
    function _check(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        internal
        view
        virtual
        returns (Fault fault, uint256 value)
    {
        if (proof.length != PROOF_LENGTH) return (Fault.ProofLength, proof.length);
        if (h >= Bn254.R) return (Fault.HashNotInField, h);
        if (payload.length != 0 && payload[payload.length - 1] == 0) return (Fault.PayloadEndsInZero, 0);
        (uint256 z, uint256 y, bool inField) = Fold.fold(HASH_ONE, header, payload, h);
        if (!inField) return (Fault.WordNotInField, _firstOutside(header, payload));
        if (!Groth16.verify(_wordsOf(1), Groth16.proved(proof, h, z, y))) return (Fault.ProofInvalid, 0);
    }

    /// @dev The first word that is not in the field. There is one.
    function _firstOutside(uint256[9] calldata header, uint256[] calldata payload)
        internal
        pure
        returns (uint256 index)
    {
        while ((index < 9 ? header[index] : payload[index - 9]) < Bn254.R) ++index;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       BATCHES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Reads places strictly: nothing may be missing, left over, or written in a second way.
    function _checkMany(uint32 n, uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        internal
        view
        virtual
        returns (Fault, uint256)
    {
        if (_hashOf(n) == 0) return (Fault.BatchSize, n);
        if (count == 0 || count > MOST_PLACES || (n > 1 && count > n)) return (Fault.PlaceCount, count);
        if (counted >> count != 0) return (Fault.Counted, counted);
        if (n == 1) return _checkSeparate(count, counted, places, proof);
        return _checkTogether(n, count, places, proof);
    }

    /// @dev A proof for each place. Of places that do not count, only the length is looked at.
    function _checkSeparate(uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        internal
        view
        returns (Fault fault, uint256 value)
    {
        if (proof.length != PROOF_LENGTH * count) return (Fault.ProofLength, proof.length);
        Combination.Proofs memory proofs = Combination.create(count);
        uint256 at;
        for (uint256 i; i < count; ++i) {
            uint256[] calldata place = Places.read(places, at);
            if (place.length == 0) return (Fault.PlaceLength, i);
            if (counted >> i & 1 == 1) {
                fault = _addProof(proofs, place, _proofAt(proof, i));
                if (fault != Fault.None) return (fault, i);
            }
            at += 1 + place.length;
        }
        if (at != places.length) return (Fault.PlacesLeftOver, places.length - at);
        if (!proofs.verify(_wordsOf(1), HASH_ONE, _coefficientBits())) return (Fault.ProofInvalid, 0);
    }

    /// @dev Adds a place's proof to those to combine, with the inputs that it has by itself.
    /// @param place h and the words.
    function _addProof(Combination.Proofs memory proofs, uint256[] calldata place, bytes calldata proof)
        internal
        view
        returns (Fault)
    {
        if (place[0] >= Bn254.R) return Fault.PlaceNotInField;
        if (_endsInZero(place)) return Fault.PlaceEndsInZero;
        (uint256 z, uint256 y, bool inField) = _foldPlace(place);
        if (!inField) return Fault.PlaceNotInField;
        proofs.add(proof, place[0], z, y);
        return Fault.None;
    }

    /// @dev z and y of a place by itself, and whether its words are in the field.
    function _foldPlace(uint256[] calldata place) internal view returns (uint256 z, uint256 y, bool inField) {
        (uint256[9] calldata header, uint256[] calldata payload) = Places.split(place);
        return Fold.fold(HASH_ONE, header, payload, place[0]);
    }

    /// @dev One of several proofs, whose length together was checked.
    function _proofAt(bytes calldata proofs, uint256 i) internal pure returns (bytes calldata proof) {
        assembly ("memory-safe") {
            proof.offset := add(proofs.offset, mul(i, PROOF_LENGTH))
            proof.length := PROOF_LENGTH
        }
    }

    /// @dev One proof about all places, whether they count or not.
    function _checkTogether(uint32 n, uint256 count, uint256[] calldata places, bytes calldata proof)
        internal
        view
        returns (Fault fault, uint256 value)
    {
        if (proof.length != BATCH_PROOF_LENGTH) return (Fault.ProofLength, proof.length);
        uint256 h = abi.decode(proof[:0x20], (uint256));
        if (h >= Bn254.R) return (Fault.HashNotInField, h);
        Fold.Batch memory batch = Fold.batch(_hashOf(n), n, count, h, places);
        (fault, value) = _addPlaces(batch, count, places);
        if (fault != Fault.None) return (fault, value);
        if (!Groth16.verify(_wordsOf(n), Groth16.proved(proof[0x20:], h, batch.z, batch.y))) {
            return (Fault.ProofInvalid, 0);
        }
    }

    function _addPlaces(Fold.Batch memory batch, uint256 count, uint256[] calldata places)
        internal
        pure
        returns (Fault, uint256)
    {
        uint256 at;
        for (uint256 i; i < count; ++i) {
            uint256[] calldata place = Places.read(places, at);
            if (place.length == 0 || place.length > Fold.STRIDE) return (Fault.PlaceLength, i);
            if (_endsInZero(place)) return (Fault.PlaceEndsInZero, i);
            if (!batch.add(place)) return (Fault.PlaceNotInField, i);
            at += 1 + place.length;
        }
        if (at != places.length) return (Fault.PlacesLeftOver, places.length - at);
        return (Fault.None, 0);
    }

    /// @param place h and the words, at least a header's.
    function _endsInZero(uint256[] calldata place) internal pure returns (bool) {
        return place.length > 1 + Places.SHORTEST && place[place.length - 1] == 0;
    }

    /// @dev What keeps wrong proofs from cancelling each other out.
    function _coefficientBits() internal pure virtual returns (uint256) {
        return 128;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       REFUSING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Reverts with the fault's error.
    function _refuse(Fault fault, uint256 value) internal pure {
        if (fault == Fault.ProofLength) revert Errors.Groth16Predicate_ProofLength(value);
        if (fault == Fault.HashNotInField) revert Errors.Groth16Predicate_HashNotInField(value);
        if (fault == Fault.WordNotInField) revert Errors.Groth16Predicate_WordNotInField(value);
        if (fault == Fault.PayloadEndsInZero) revert Errors.Groth16Predicate_PayloadEndsInZero();
        // A number of statements has 32 bits.
        // forge-lint: disable-next-line(unsafe-typecast)
        if (fault == Fault.BatchSize) revert Errors.Groth16Predicate_BatchSizeUnsupported(uint32(value));
        if (fault == Fault.PlaceCount) revert Errors.Groth16Predicate_PlaceCountUnsupported(value);
        if (fault == Fault.Counted) revert Errors.Groth16Predicate_CountedBeyondPlaces(value);
        if (fault == Fault.PlaceLength) revert Errors.Groth16Predicate_PlaceLength(value);
        if (fault == Fault.PlacesLeftOver) revert Errors.Groth16Predicate_PlacesLeftOver(value);
        if (fault == Fault.PlaceNotInField) revert Errors.Groth16Predicate_PlaceNotInField(value);
        if (fault == Fault.PlaceEndsInZero) revert Errors.Groth16Predicate_PlaceEndsInZero(value);
        revert Errors.Groth16Predicate_ProofInvalid();
    }
}
