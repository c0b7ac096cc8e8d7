// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPredicate} from "./IPredicate.sol";

/// @title IGroth16Predicate
/// @notice One verifier for every circuit over BN254 that proves the fold statement: the public inputs are h, z and y, where
/// z = uint248(keccak256(tag ‖ key hash ‖ length ‖ h ‖ v)) and y = Σ vᵢ·zⁱ for the vector v = header ‖ payload.
///
/// Several statements are settled in one of two ways. With n = 1 each has a proof of its own, 256 bytes, under the first key;
/// the proofs that count are verified as one random linear combination, a single one of them as it is. With n > 1 there is
/// one proof for up to `n` statements, under the key for `n`: 288 bytes, the first word being H, the circuit's hash of the
/// count and all h. Its public inputs are H, z = uint248(keccak256(batch tag ‖ key hash ‖ n ‖ count ‖ H ‖ places)) and
/// y = count + Σᵢ z^(1 + 128·i)·(hᵢ + Σⱼ vᵢⱼ·z^(1 + j)), so that a place has at most 127 words.
/// @dev It is sound for circuits that compute h from their whole vector, padded with zeros to their own length, and y from
/// the same vector; for batches, H from the count and every h, with nothing in the places beyond the count. That a key
/// belongs to such a circuit is for readers to check, not for this contract.
interface IGroth16Predicate is IPredicate {
    /// @notice A verifying key and the number of statements that it proves at once.
    /// @param n How many statements.
    /// @param words α (x, y) · −β · −γ · −δ · K₀ … K₃ (x, y), with points of the second group as (x₁, x₀, y₁, y₀), the order
    /// of EIP-197.
    struct Key {
        uint32 n;
        uint256[22] words;
    }

    /// @notice keccak256 of the key for `n` statements: what `settle` and `settleMany` return and what challenges contain.
    function keyHash(uint32 n) external view returns (bytes32);

    /// @notice The words of the key for `n` statements.
    function verifyingKey(uint32 n) external view returns (uint256[22] memory);
}
