// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "./libraries/Bn254.sol";
import {Calls} from "./libraries/Calls.sol";
import {Encoding} from "./libraries/Encoding.sol";
import {Errors} from "./libraries/Errors.sol";
import {IPredicate} from "./interfaces/IPredicate.sol";
import {IZkvmPredicate} from "./interfaces/IZkvmPredicate.sol";
import {IZkvmVerifier} from "./interfaces/IZkvmVerifier.sol";

/// @title ZkvmPredicate
/// @notice See the documentation in {IZkvmPredicate}. It has no storage.
contract ZkvmPredicate is IZkvmPredicate {
    /// @inheritdoc IZkvmPredicate
    bytes32 public constant TAG = keccak256("tercet/v1/zkvm");

    /// @inheritdoc IZkvmPredicate
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    IZkvmVerifier public immutable VERIFIER;

    /// @inheritdoc IZkvmPredicate
    bytes32 public immutable PROGRAM_KEY;

    /// @param verifier Who verifies proofs.
    /// @param programKey The program that must have run, as the verifier names it.
    constructor(IZkvmVerifier verifier, bytes32 programKey) {
        if (address(verifier).code.length == 0) revert Errors.ZkvmPredicate_VerifierWithoutCode(address(verifier));
        VERIFIER = verifier;
        PROGRAM_KEY = programKey;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IZkvmPredicate
    function hashOf(bytes32 blinding, uint256[9] calldata header, uint256[] calldata payload)
        external
        pure
        returns (uint256)
    {
        return _hash(blinding, abi.encodePacked(header, payload));
    }

    /// @inheritdoc IPredicate
    /// @dev Keeps nothing, so it is a view here.
    function settle(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bytes32 key)
    {
        _check(header, payload, h, proof);
        return PROGRAM_KEY;
    }

    /// @inheritdoc IPredicate
    function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        external
        view
        returns (bytes32 key, uint256 settled)
    {
        if (n != 1) revert Errors.ZkvmPredicate_BatchSizeUnsupported(n);
        // Behind the 256th place the bitmap has no bits, and nothing would be looked at.
        if (count == 0 || count > 256) revert Errors.ZkvmPredicate_CountInvalid(count);
        if (proof.length % count != 0) revert Errors.ZkvmPredicate_ProofLength(proof.length);
        uint256 size = proof.length / count;
        uint256 at;
        for (uint256 i; i < count; ++i) {
            uint256[] calldata place = places[at:at + 2 + places[at]];
            if (counted >> i & 1 == 1) _checkPlace(place, proof[i * size:(i + 1) * size]);
            at += place.length;
        }
        if (at != places.length) revert Errors.ZkvmPredicate_PlacesLeftOver(places.length - at);
        return (PROGRAM_KEY, counted);
    }

    /// @inheritdoc IPredicate
    function verify(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bool)
    {
        try this.settle(header, payload, h, proof) {
            return true;
        } catch {
            return false;
        }
    }

    /// @inheritdoc IPredicate
    function verifyMany(uint32 n, uint256 count, uint256[] calldata places, bytes calldata proof)
        external
        view
        returns (bool)
    {
        try this.settleMany(n, count, type(uint256).max, places, proof) {
            return true;
        } catch {
            return false;
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CHECKS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev One vector has one encoding, as in circuits: all words in the field, no zero at the end.
    function _check(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        internal
        view
    {
        for (uint256 i; i < 9 + payload.length; ++i) {
            if ((i < 9 ? header[i] : payload[i - 9]) >= Bn254.R) revert Errors.ZkvmPredicate_WordNotInField(i);
        }
        if (payload.length != 0 && payload[payload.length - 1] == 0) revert Errors.ZkvmPredicate_PayloadEndsInZero();
        if (proof.length < 32) revert Errors.ZkvmPredicate_ProofLength(proof.length);
        bytes32 blinding = bytes32(proof[:32]);
        if (blinding == 0) revert Errors.ZkvmPredicate_BlindingZero();
        bytes memory publicValues = abi.encodePacked(header, payload);
        _checkBinding(h, _hash(blinding, publicValues));
        _checkProof(proof[32:], publicValues);
    }

    /// @dev One place of several, with a proof of its own.
    function _checkPlace(uint256[] calldata place, bytes calldata proof) internal view {
        uint256[9] calldata header;
        uint256[] calldata payload = place[11:];
        assembly ("memory-safe") {
            header := add(place.offset, 0x40)
        }
        _check(header, payload, place[1], proof);
    }

    /// @dev Nothing can be announced before it is known.
    function _checkBinding(uint256 h, uint256 expected) internal pure virtual {
        if (h != expected) revert Errors.ZkvmPredicate_HashOther(h, expected);
    }

    /// @dev What the verifier returns is not copied but for a word, and of why it refuses only the start. Without code it
    /// would take anything.
    function _checkProof(bytes calldata proof, bytes memory publicValues) internal view {
        address verifier = address(VERIFIER);
        if (verifier.code.length == 0) revert Errors.ZkvmPredicate_VerifierWithoutCode(verifier);
        bytes memory data = abi.encodeCall(IZkvmVerifier.verify, (proof, PROGRAM_KEY, publicValues));
        bool success;
        uint256 size;
        uint256 word;
        assembly ("memory-safe") {
            success := staticcall(gas(), verifier, add(data, 0x20), mload(data), 0x00, 0x20)
            size := returndatasize()
            word := mload(0x00)
        }
        if (!success || _isNo(size, word)) revert Errors.ZkvmPredicate_ProofInvalid(Calls.reason());
    }

    /// @dev A verifier that takes a proof returns nothing. One of another make returns true; its false must not pass for a yes.
    function _isNo(uint256 size, uint256 word) internal pure virtual returns (bool) {
        return size != 0 && (size < 32 || word == 0);
    }

    function _hash(bytes32 blinding, bytes memory publicValues) internal pure returns (uint256) {
        return Encoding.u248(keccak256(abi.encodePacked(TAG, blinding, publicValues)));
    }
}
