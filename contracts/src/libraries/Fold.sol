// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "./Bn254.sol";

/// @title Fold
/// @notice Reduces a vector of any length to one challenge and one value: z is drawn from `h` and the vector, y is the
/// polynomial with the vector's words as coefficients at z. Since the circuit's vector is fixed by `h` before z is known,
/// a different vector gives the same y with probability below length / 2^248.
library Fold {
    bytes32 internal constant TAG = keccak256("tercet/v1/challenge");

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
}
