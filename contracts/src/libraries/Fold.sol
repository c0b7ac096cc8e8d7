// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "./Bn254.sol";

/// @title Fold
/// @notice Reduces a vector of any length to one challenge and one value: z is drawn from `h` and the vector, y is the
/// polynomial with the vector's words as coefficients at z. Since the circuit's vector is fixed by `h` before z is known,
/// a different vector gives the same y with probability below length / 2^248.
library Fold {
    bytes32 internal constant TAG = keccak256("tercet/v1/challenge");
    bytes32 internal constant BATCH_TAG = keccak256("tercet/v1/batch");

    /// @dev How many powers of z one place of a batch has: one for its h, the others for its words.
    uint256 internal constant STRIDE = 128;

    /// @notice A batch's challenge, and its value as far as places were added.
    /// @param z The challenge.
    /// @param y The number of places, and what the places added so far give.
    /// @param power z to the power that the next place starts with.
    /// @param step z to the power `STRIDE`.
    struct Batch {
        uint256 z;
        uint256 y;
        uint256 power;
        uint256 step;
    }

    /// @notice z and y of header ‖ payload, and whether all its words are elements of the field.
    function fold(bytes32 keyHash, uint256[9] calldata header, uint256[] calldata payload, uint256 h)
        internal
        pure
        returns (uint256 z, uint256 y, bool inField)
    {
        bytes32 tag = TAG;
        uint256 r = Bn254.R;
        // The block is not kept: free memory is written beyond the pointer, which stays.
        assembly ("memory-safe") {
            let start := mload(0x40)
            let words := add(start, 0x80)
            let count := add(payload.length, 9)
            mstore(start, tag)
            mstore(add(start, 0x20), keyHash)
            mstore(add(start, 0x40), count)
            mstore(add(start, 0x60), h)
            calldatacopy(words, header, 0x120)
            calldatacopy(add(words, 0x120), payload.offset, shl(5, payload.length))
            z := shr(8, shl(8, keccak256(start, add(0x80, shl(5, count)))))

            // Horner's rule, from the last word down.
            inField := 1
            for { let at := add(words, shl(5, count)) } gt(at, words) {} {
                at := sub(at, 0x20)
                let word := mload(at)
                inField := and(inField, lt(word, r))
                y := addmod(mulmod(y, z, r), word, r)
            }
        }
    }

    /// @notice The challenge of one proof about `count` places, under a key for `n`, whose hash of hashes is `h`.
    function batch(bytes32 keyHash, uint256 n, uint256 count, uint256 h, uint256[] calldata places)
        internal
        pure
        returns (Batch memory sum)
    {
        bytes32 tag = BATCH_TAG;
        uint256 r = Bn254.R;
        assembly ("memory-safe") {
            let start := mload(0x40)
            let size := shl(5, places.length)
            mstore(start, tag)
            mstore(add(start, 0x20), keyHash)
            mstore(add(start, 0x40), n)
            mstore(add(start, 0x60), count)
            mstore(add(start, 0x80), h)
            calldatacopy(add(start, 0xa0), places.offset, size)
            let z := shr(8, shl(8, keccak256(start, add(0xa0, size))))

            // z^128 by squaring seven times.
            let step := z
            for { let i := 0 } lt(i, 7) { i := add(i, 1) } { step := mulmod(step, step, r) }
            mstore(sum, z)
            mstore(add(sum, 0x20), count)
            mstore(add(sum, 0x40), z)
            mstore(add(sum, 0x60), step)
        }
    }

    /// @notice Adds the next place, its h and then its words, to a batch's value. Says whether they are in the field.
    /// @param place At most `STRIDE` words, h being the first.
    function add(Batch memory sum, uint256[] calldata place) internal pure returns (bool inField) {
        uint256 r = Bn254.R;
        assembly ("memory-safe") {
            let z := mload(sum)
            let value := 0
            inField := 1
            for { let at := add(place.offset, shl(5, place.length)) } gt(at, place.offset) {} {
                at := sub(at, 0x20)
                let word := calldataload(at)
                inField := and(inField, lt(word, r))
                value := addmod(mulmod(value, z, r), word, r)
            }
            let power := mload(add(sum, 0x40))
            mstore(add(sum, 0x20), addmod(mload(add(sum, 0x20)), mulmod(power, value, r), r))
            mstore(add(sum, 0x40), mulmod(power, mload(add(sum, 0x60)), r))
        }
    }
}
