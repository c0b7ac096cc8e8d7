// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPredicate} from "./IPredicate.sol";

/// @title IGroth16Predicate
/// @notice One verifier for every circuit over BN254 that proves the fold statement: the public inputs are h, z and y, where
/// z = uint248(keccak256(tag ‖ key hash ‖ length ‖ h ‖ v)) and y = Σ vᵢ·zⁱ for the vector v = header ‖ payload.
/// @dev It is sound for circuits that compute h from their whole vector, padded with zeros to their own length, and y from
/// the same vector. That a key belongs to such a circuit is for readers to check, not for this contract.
interface IGroth16Predicate is IPredicate {
    /// @notice A verifying key and the number of statements that it proves at once.
    /// @param n How many statements.
    /// @param words α (x, y) · −β · −γ · −δ · K₀ … K₃ (x, y), with points of the second group as (x₁, x₀, y₁, y₀), the order
    /// of EIP-197.
    struct Key {
        uint32 n;
        uint256[22] words;
    }

    /// @notice keccak256 of the key for `n` statements: what `settle` returns and what challenges contain.
    function keyHash(uint32 n) external view returns (bytes32);

    /// @notice The words of the key for `n` statements.
    function verifyingKey(uint32 n) external view returns (uint256[22] memory);
}
