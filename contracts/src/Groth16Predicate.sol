// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "./libraries/Bn254.sol";
import {Errors} from "./libraries/Errors.sol";
import {Fold} from "./libraries/Fold.sol";
import {Groth16} from "./libraries/Groth16.sol";
import {IGroth16Predicate} from "./interfaces/IGroth16Predicate.sol";
import {IPredicate} from "./interfaces/IPredicate.sol";

/// @title Groth16Predicate
/// @notice See the documentation in {IGroth16Predicate}. It has no storage: the key is part of its code.
contract Groth16Predicate is IGroth16Predicate {
    /// @dev Why a delivery is not proved.
    enum Fault {
        None,
        ProofLength,
        HashNotInField,
        WordNotInField,
        PayloadEndsInZero,
        ProofInvalid
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CONSTANTS
    //////////////////////////////////////////////////////////////////////////*/

    uint256 internal constant PROOF_LENGTH = 256;

    /// @dev keccak256 of the words below.
    bytes32 internal immutable KEY_HASH;

    uint256 internal immutable ALPHA_X;
    uint256 internal immutable ALPHA_Y;
    uint256 internal immutable NEG_BETA_X1;
    uint256 internal immutable NEG_BETA_X0;
    uint256 internal immutable NEG_BETA_Y1;
    uint256 internal immutable NEG_BETA_Y0;
    uint256 internal immutable NEG_GAMMA_X1;
    uint256 internal immutable NEG_GAMMA_X0;
    uint256 internal immutable NEG_GAMMA_Y1;
    uint256 internal immutable NEG_GAMMA_Y0;
    uint256 internal immutable NEG_DELTA_X1;
    uint256 internal immutable NEG_DELTA_X0;
    uint256 internal immutable NEG_DELTA_Y1;
    uint256 internal immutable NEG_DELTA_Y0;
    uint256 internal immutable K0_X;
    uint256 internal immutable K0_Y;
    uint256 internal immutable K1_X;
    uint256 internal immutable K1_Y;
    uint256 internal immutable K2_X;
    uint256 internal immutable K2_Y;
    uint256 internal immutable K3_X;
    uint256 internal immutable K3_Y;

    /*//////////////////////////////////////////////////////////////////////////
                                     CONSTRUCTOR
    //////////////////////////////////////////////////////////////////////////*/

    /// @param keys One key, for one statement at a time.
    constructor(Key[] memory keys) {
        if (keys.length != 1) revert Errors.Groth16Predicate_KeyCountUnsupported(keys.length);
        if (keys[0].n != 1) revert Errors.Groth16Predicate_BatchSizeUnsupported(keys[0].n);
        uint256[22] memory words = keys[0].words;
        Groth16.checkKey(words);

        KEY_HASH = keccak256(abi.encode(words));
        ALPHA_X = words[0];
        ALPHA_Y = words[1];
        NEG_BETA_X1 = words[2];
        NEG_BETA_X0 = words[3];
        NEG_BETA_Y1 = words[4];
        NEG_BETA_Y0 = words[5];
        NEG_GAMMA_X1 = words[6];
        NEG_GAMMA_X0 = words[7];
        NEG_GAMMA_Y1 = words[8];
        NEG_GAMMA_Y0 = words[9];
        NEG_DELTA_X1 = words[10];
        NEG_DELTA_X0 = words[11];
        NEG_DELTA_Y1 = words[12];
        NEG_DELTA_Y0 = words[13];
        K0_X = words[14];
        K0_Y = words[15];
        K1_X = words[16];
        K1_Y = words[17];
        K2_X = words[18];
        K2_Y = words[19];
        K3_X = words[20];
        K3_Y = words[21];
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IPredicate
    /// @dev Keeps nothing, so it is a view here.
    function settle(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bytes32 key)
    {
        Fault fault = _check(header, payload, h, proof);
        if (fault != Fault.None) _refuse(fault, header, payload, h, proof);
        return KEY_HASH;
    }

    /// @inheritdoc IPredicate
    function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        external
        view
        returns (bytes32 key, uint256 settled)
    {
        if (n != 1) revert Errors.Groth16Predicate_BatchSizeUnsupported(n);
        if (proof.length != PROOF_LENGTH * count) revert Errors.Groth16Predicate_ProofLength(proof.length);
        uint256 at;
        for (uint256 i; i < count; ++i) {
            uint256[] calldata place = places[at:at + 2 + places[at]];
            if (counted >> i & 1 == 1) _checkPlace(place, proof[i * PROOF_LENGTH:(i + 1) * PROOF_LENGTH]);
            at += place.length;
        }
        return (KEY_HASH, counted);
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

    /// @inheritdoc IPredicate
    function verify(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bool)
    {
        return _check(header, payload, h, proof) == Fault.None;
    }

    /// @inheritdoc IGroth16Predicate
    function keyHash(uint32 n) external view returns (bytes32) {
        if (n != 1) revert Errors.Groth16Predicate_BatchSizeUnsupported(n);
        return KEY_HASH;
    }

    /// @inheritdoc IGroth16Predicate
    function verifyingKey(uint32 n) external view returns (uint256[22] memory) {
        if (n != 1) revert Errors.Groth16Predicate_BatchSizeUnsupported(n);
        return _words();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CHECKS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev One vector has one encoding: all words in the field, no zero at the end.
    function _check(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        internal
        view
        returns (Fault)
    {
        if (proof.length != PROOF_LENGTH) return Fault.ProofLength;
        if (h >= Bn254.R) return Fault.HashNotInField;
        if (payload.length != 0 && payload[payload.length - 1] == 0) return Fault.PayloadEndsInZero;
        (uint256 z, uint256 y, bool inField) = Fold.fold(KEY_HASH, header, payload, h);
        if (!inField) return Fault.WordNotInField;
        return Groth16.verify(_words(), h, z, y, proof) ? Fault.None : Fault.ProofInvalid;
    }

    /// @dev One place of several, with a proof of its own.
    function _checkPlace(uint256[] calldata place, bytes calldata proof) internal view {
        uint256[9] calldata header;
        uint256[] calldata payload = place[11:];
        assembly ("memory-safe") {
            header := add(place.offset, 0x40)
        }
        Fault fault = _check(header, payload, place[1], proof);
        if (fault != Fault.None) _refuse(fault, header, payload, place[1], proof);
    }

    /// @dev Reverts with the fault's error.
    function _refuse(
        Fault fault,
        uint256[9] calldata header,
        uint256[] calldata payload,
        uint256 h,
        bytes calldata proof
    ) internal pure {
        if (fault == Fault.ProofLength) revert Errors.Groth16Predicate_ProofLength(proof.length);
        if (fault == Fault.HashNotInField) revert Errors.Groth16Predicate_HashNotInField(h);
        if (fault == Fault.PayloadEndsInZero) revert Errors.Groth16Predicate_PayloadEndsInZero();
        if (fault == Fault.WordNotInField) {
            uint256 index;
            while ((index < 9 ? header[index] : payload[index - 9]) < Bn254.R) ++index;
            revert Errors.Groth16Predicate_WordNotInField(index);
        }
        revert Errors.Groth16Predicate_ProofInvalid();
    }

    /// @dev The key, copied out of the code: assembly cannot read immutables.
    function _words() internal view returns (uint256[22] memory words) {
        words[0] = ALPHA_X;
        words[1] = ALPHA_Y;
        words[2] = NEG_BETA_X1;
        words[3] = NEG_BETA_X0;
        words[4] = NEG_BETA_Y1;
        words[5] = NEG_BETA_Y0;
        words[6] = NEG_GAMMA_X1;
        words[7] = NEG_GAMMA_X0;
        words[8] = NEG_GAMMA_Y1;
        words[9] = NEG_GAMMA_Y0;
        words[10] = NEG_DELTA_X1;
        words[11] = NEG_DELTA_X0;
        words[12] = NEG_DELTA_Y1;
        words[13] = NEG_DELTA_Y0;
        words[14] = K0_X;
        words[15] = K0_Y;
        words[16] = K1_X;
        words[17] = K1_Y;
        words[18] = K2_X;
        words[19] = K2_Y;
        words[20] = K3_X;
        words[21] = K3_Y;
    }
}
