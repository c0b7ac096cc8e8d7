// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "./libraries/Errors.sol";
import {Groth16} from "./libraries/Groth16.sol";
import {IGroth16Predicate} from "./interfaces/IGroth16Predicate.sol";

/// @title VerifyingKeys
/// @notice The keys of a predicate, as part of its code: for one statement, and for up to two sizes of batch.
/// @dev There are no immutable arrays, so each word has a name. Those of keys that are not there are zero.
abstract contract VerifyingKeys is IGroth16Predicate {
    /*//////////////////////////////////////////////////////////////////////////
                                       CONSTANTS
    //////////////////////////////////////////////////////////////////////////*/

    uint256 internal constant MOST_KEYS = 3;

    /// @dev The places that count are the bits of a word.
    uint256 internal constant MOST_PLACES = 256;

    /// @dev How many statements the two keys for batches prove at once.
    uint256 internal immutable N_FEW;
    uint256 internal immutable N_MANY;

    /// @dev keccak256 of each key's words.
    bytes32 internal immutable HASH_ONE;
    bytes32 internal immutable HASH_FEW;
    bytes32 internal immutable HASH_MANY;

    uint256 internal immutable ONE_0;
    uint256 internal immutable ONE_1;
    uint256 internal immutable ONE_2;
    uint256 internal immutable ONE_3;
    uint256 internal immutable ONE_4;
    uint256 internal immutable ONE_5;
    uint256 internal immutable ONE_6;
    uint256 internal immutable ONE_7;
    uint256 internal immutable ONE_8;
    uint256 internal immutable ONE_9;
    uint256 internal immutable ONE_10;
    uint256 internal immutable ONE_11;
    uint256 internal immutable ONE_12;
    uint256 internal immutable ONE_13;
    uint256 internal immutable ONE_14;
    uint256 internal immutable ONE_15;
    uint256 internal immutable ONE_16;
    uint256 internal immutable ONE_17;
    uint256 internal immutable ONE_18;
    uint256 internal immutable ONE_19;
    uint256 internal immutable ONE_20;
    uint256 internal immutable ONE_21;

    uint256 internal immutable FEW_0;
    uint256 internal immutable FEW_1;
    uint256 internal immutable FEW_2;
    uint256 internal immutable FEW_3;
    uint256 internal immutable FEW_4;
    uint256 internal immutable FEW_5;
    uint256 internal immutable FEW_6;
    uint256 internal immutable FEW_7;
    uint256 internal immutable FEW_8;
    uint256 internal immutable FEW_9;
    uint256 internal immutable FEW_10;
    uint256 internal immutable FEW_11;
    uint256 internal immutable FEW_12;
    uint256 internal immutable FEW_13;
    uint256 internal immutable FEW_14;
    uint256 internal immutable FEW_15;
    uint256 internal immutable FEW_16;
    uint256 internal immutable FEW_17;
    uint256 internal immutable FEW_18;
    uint256 internal immutable FEW_19;
    uint256 internal immutable FEW_20;
    uint256 internal immutable FEW_21;

    uint256 internal immutable MANY_0;
    uint256 internal immutable MANY_1;
    uint256 internal immutable MANY_2;
    uint256 internal immutable MANY_3;
    uint256 internal immutable MANY_4;
    uint256 internal immutable MANY_5;
    uint256 internal immutable MANY_6;
    uint256 internal immutable MANY_7;
    uint256 internal immutable MANY_8;
    uint256 internal immutable MANY_9;
    uint256 internal immutable MANY_10;
    uint256 internal immutable MANY_11;
    uint256 internal immutable MANY_12;
    uint256 internal immutable MANY_13;
    uint256 internal immutable MANY_14;
    uint256 internal immutable MANY_15;
    uint256 internal immutable MANY_16;
    uint256 internal immutable MANY_17;
    uint256 internal immutable MANY_18;
    uint256 internal immutable MANY_19;
    uint256 internal immutable MANY_20;
    uint256 internal immutable MANY_21;

    /*//////////////////////////////////////////////////////////////////////////
                                     CONSTRUCTOR
    //////////////////////////////////////////////////////////////////////////*/

    /// @param keys The key for one statement, then those for batches, the smaller batch first.
    /// @dev An immutable is assigned by its name, in the constructor itself.
    // solhint-disable-next-line function-max-lines
    constructor(Key[] memory keys) {
        if (keys.length == 0 || keys.length > MOST_KEYS) {
            revert Errors.Groth16Predicate_KeyCountUnsupported(keys.length);
        }
        if (keys[0].n != 1) revert Errors.Groth16Predicate_BatchSizeUnsupported(keys[0].n);
        for (uint256 i; i < keys.length; ++i) {
            uint32 n = keys[i].n;
            if (n > MOST_PLACES || (i > 0 && n <= keys[i - 1].n)) {
                revert Errors.Groth16Predicate_BatchSizeUnsupported(n);
            }
            Groth16.checkKey(keys[i].words);
        }

        uint256[22] memory words = keys[0].words;
        HASH_ONE = keccak256(abi.encode(words));
        ONE_0 = words[0];
        ONE_1 = words[1];
        ONE_2 = words[2];
        ONE_3 = words[3];
        ONE_4 = words[4];
        ONE_5 = words[5];
        ONE_6 = words[6];
        ONE_7 = words[7];
        ONE_8 = words[8];
        ONE_9 = words[9];
        ONE_10 = words[10];
        ONE_11 = words[11];
        ONE_12 = words[12];
        ONE_13 = words[13];
        ONE_14 = words[14];
        ONE_15 = words[15];
        ONE_16 = words[16];
        ONE_17 = words[17];
        ONE_18 = words[18];
        ONE_19 = words[19];
        ONE_20 = words[20];
        ONE_21 = words[21];

        if (keys.length > 1) {
            words = keys[1].words;
            N_FEW = keys[1].n;
            HASH_FEW = keccak256(abi.encode(words));
            FEW_0 = words[0];
            FEW_1 = words[1];
            FEW_2 = words[2];
            FEW_3 = words[3];
            FEW_4 = words[4];
            FEW_5 = words[5];
            FEW_6 = words[6];
            FEW_7 = words[7];
            FEW_8 = words[8];
            FEW_9 = words[9];
            FEW_10 = words[10];
            FEW_11 = words[11];
            FEW_12 = words[12];
            FEW_13 = words[13];
            FEW_14 = words[14];
            FEW_15 = words[15];
            FEW_16 = words[16];
            FEW_17 = words[17];
            FEW_18 = words[18];
            FEW_19 = words[19];
            FEW_20 = words[20];
            FEW_21 = words[21];
        }

        if (keys.length > 2) {
            words = keys[2].words;
            N_MANY = keys[2].n;
            HASH_MANY = keccak256(abi.encode(words));
            MANY_0 = words[0];
            MANY_1 = words[1];
            MANY_2 = words[2];
            MANY_3 = words[3];
            MANY_4 = words[4];
            MANY_5 = words[5];
            MANY_6 = words[6];
            MANY_7 = words[7];
            MANY_8 = words[8];
            MANY_9 = words[9];
            MANY_10 = words[10];
            MANY_11 = words[11];
            MANY_12 = words[12];
            MANY_13 = words[13];
            MANY_14 = words[14];
            MANY_15 = words[15];
            MANY_16 = words[16];
            MANY_17 = words[17];
            MANY_18 = words[18];
            MANY_19 = words[19];
            MANY_20 = words[20];
            MANY_21 = words[21];
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IGroth16Predicate
    function keyHash(uint32 n) external view returns (bytes32 hash) {
        hash = _hashOf(n);
        if (hash == 0) revert Errors.Groth16Predicate_BatchSizeUnsupported(n);
    }

    /// @inheritdoc IGroth16Predicate
    function verifyingKey(uint32 n) external view returns (uint256[22] memory) {
        if (_hashOf(n) == 0) revert Errors.Groth16Predicate_BatchSizeUnsupported(n);
        return _wordsOf(n);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       READING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Zero where there is no key for `n` statements. For none, the hash of a key that is not there is zero as well.
    function _hashOf(uint32 n) internal view returns (bytes32) {
        if (n == 1) return HASH_ONE;
        if (n == N_FEW) return HASH_FEW;
        return n == N_MANY ? HASH_MANY : bytes32(0);
    }

    /// @dev The key for `n` statements, which is there, copied out of the code: assembly cannot read immutables.
    function _wordsOf(uint32 n) internal view returns (uint256[22] memory words) {
        if (n == 1) _copyOne(words);
        else if (n == N_FEW) _copyFew(words);
        else _copyMany(words);
    }

    function _copyOne(uint256[22] memory words) private view {
        words[0] = ONE_0;
        words[1] = ONE_1;
        words[2] = ONE_2;
        words[3] = ONE_3;
        words[4] = ONE_4;
        words[5] = ONE_5;
        words[6] = ONE_6;
        words[7] = ONE_7;
        words[8] = ONE_8;
        words[9] = ONE_9;
        words[10] = ONE_10;
        words[11] = ONE_11;
        words[12] = ONE_12;
        words[13] = ONE_13;
        words[14] = ONE_14;
        words[15] = ONE_15;
        words[16] = ONE_16;
        words[17] = ONE_17;
        words[18] = ONE_18;
        words[19] = ONE_19;
        words[20] = ONE_20;
        words[21] = ONE_21;
    }

    function _copyFew(uint256[22] memory words) private view {
        words[0] = FEW_0;
        words[1] = FEW_1;
        words[2] = FEW_2;
        words[3] = FEW_3;
        words[4] = FEW_4;
        words[5] = FEW_5;
        words[6] = FEW_6;
        words[7] = FEW_7;
        words[8] = FEW_8;
        words[9] = FEW_9;
        words[10] = FEW_10;
        words[11] = FEW_11;
        words[12] = FEW_12;
        words[13] = FEW_13;
        words[14] = FEW_14;
        words[15] = FEW_15;
        words[16] = FEW_16;
        words[17] = FEW_17;
        words[18] = FEW_18;
        words[19] = FEW_19;
        words[20] = FEW_20;
        words[21] = FEW_21;
    }

    function _copyMany(uint256[22] memory words) private view {
        words[0] = MANY_0;
        words[1] = MANY_1;
        words[2] = MANY_2;
        words[3] = MANY_3;
        words[4] = MANY_4;
        words[5] = MANY_5;
        words[6] = MANY_6;
        words[7] = MANY_7;
        words[8] = MANY_8;
        words[9] = MANY_9;
        words[10] = MANY_10;
        words[11] = MANY_11;
        words[12] = MANY_12;
        words[13] = MANY_13;
        words[14] = MANY_14;
        words[15] = MANY_15;
        words[16] = MANY_16;
        words[17] = MANY_17;
        words[18] = MANY_18;
        words[19] = MANY_19;
        words[20] = MANY_20;
        words[21] = MANY_21;
    }
}
