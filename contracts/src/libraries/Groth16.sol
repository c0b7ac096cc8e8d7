// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "./Errors.sol";

/// @title Groth16
/// @notice Groth16 over BN254 with three public inputs, on the precompiled contracts of EIP-196 and EIP-197.
/// @dev A key is 22 words: α · −β · −γ · −δ · K₀ … K₃.
library Groth16 {
    uint256 internal constant ALPHA = 0;
    uint256 internal constant BETA = 2;
    uint256 internal constant GAMMA = 6;
    uint256 internal constant DELTA = 10;
    uint256 internal constant K = 14;
    uint256 internal constant KEY_WORDS = 22;

    /// @dev x of the second group's generator.
    uint256 private constant G2_X1 = 0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2;
    uint256 private constant G2_X0 = 0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed;

    address private constant EC_ADD = address(6);
    address private constant PAIRING = address(8);

    /// @notice A proof of exactly 256 bytes with its public inputs: A · B · C · h · z · y.
    function proved(bytes calldata proof, uint256 h, uint256 z, uint256 y)
        internal
        pure
        returns (uint256[11] memory words)
    {
        write(words, proof, h, z, y);
    }

    /// @notice Writes the like of `proved` to a place in memory.
    function write(uint256[11] memory words, bytes calldata proof, uint256 h, uint256 z, uint256 y) internal pure {
        assembly ("memory-safe") {
            calldatacopy(words, proof.offset, 0x100)
            mstore(add(words, 0x100), h)
            mstore(add(words, 0x120), z)
            mstore(add(words, 0x140), y)
        }
    }

    /// @notice Says whether e(A, B) · e(C, −δ) · e(α, −β) · e(K₀ + h·K₁ + z·K₂ + y·K₃, −γ) = 1.
    /// @dev The precompiled contracts refuse what is not a point, and take all their gas then. They get all that is left,
    /// since a limit would turn every proof away once their price rises.
    /// @param words What `proved` gives, with inputs in the field: the precompiled multiplication would reduce them.
    function verify(uint256[22] memory key, uint256[11] memory words) internal view returns (bool success) {
        assembly ("memory-safe") {
            /// term := scalar * point; sum := sum + term, where term lies right behind sum and has room for three words.
            function accumulate(sum, point, scalar) -> done {
                let term := add(sum, 0x40)
                mcopy(term, point, 0x40)
                mstore(add(term, 0x40), scalar)
                done := staticcall(gas(), 7, term, 0x60, term, 0x40)
                done := and(done, staticcall(gas(), 6, sum, 0x80, sum, 0x40))
            }

            // Four pairs of (G1, G2), 0xc0 bytes each: A B | C −δ | α −β | sum −γ. The sum is made at its place; its terms lie
            // where −γ comes last.
            let pairs := mload(0x40)
            let sum := add(pairs, 0x240)
            mcopy(sum, add(key, 0x1c0), 0x40)
            success := accumulate(sum, add(key, 0x200), mload(add(words, 0x100)))
            success := and(success, accumulate(sum, add(key, 0x240), mload(add(words, 0x120))))
            success := and(success, accumulate(sum, add(key, 0x280), mload(add(words, 0x140))))

            mcopy(pairs, words, 0x100)
            mcopy(add(pairs, 0x100), add(key, 0x140), 0x80)
            mcopy(add(pairs, 0x180), key, 0xc0)
            mcopy(add(pairs, 0x280), add(key, 0xc0), 0x80)
            success := and(success, staticcall(gas(), 8, pairs, 0x300, 0x00, 0x20))
            success := and(success, eq(mload(0x00), 1))
        }
    }

    /// @notice Reverts unless a key's points are on their curves, finite, and without the relations that make forging easy.
    /// @dev Points with the same x are equal or each other's negative. Two of β, γ, δ in such a relation let anybody prove
    /// anything, two K points let public inputs be traded for each other, and δ = G2 is what a left-out setup leaves.
    function checkKey(uint256[22] memory key) internal view {
        _checkG1(key, ALPHA);
        for (uint256 at = BETA; at < K; at += 4) {
            _checkG2(key, at);
            for (uint256 other = BETA; other < at; other += 4) {
                if (key[at] == key[other] && key[at + 1] == key[other + 1]) {
                    revert Errors.Groth16Predicate_KeyPointsRelated(at, other);
                }
            }
        }
        if (key[DELTA] == G2_X1 && key[DELTA + 1] == G2_X0) revert Errors.Groth16Predicate_DeltaGenerator();
        for (uint256 at = K; at < KEY_WORDS; at += 2) {
            _checkG1(key, at);
            for (uint256 other = K; other < at; other += 2) {
                if (key[at] == key[other]) revert Errors.Groth16Predicate_KeyPointsRelated(at, other);
            }
        }
    }

    /// @dev A finite point of the first group: the addition of nothing refuses all others.
    function _checkG1(uint256[22] memory key, uint256 at) private view {
        if ((key[at] | key[at + 1]) == 0) revert Errors.Groth16Predicate_KeyPointInfinite(at);
        (bool success,) = EC_ADD.staticcall(abi.encode(key[at], key[at + 1], 0, 0));
        if (!success) revert Errors.Groth16Predicate_KeyPointInvalid(at);
    }

    /// @dev A finite point of the second group, the subgroup of its curve: the pairing with nothing refuses all others.
    function _checkG2(uint256[22] memory key, uint256 at) private view {
        if ((key[at] | key[at + 1] | key[at + 2] | key[at + 3]) == 0) {
            revert Errors.Groth16Predicate_KeyPointInfinite(at);
        }
        (bool success,) = PAIRING.staticcall(abi.encode(0, 0, key[at], key[at + 1], key[at + 2], key[at + 3]));
        if (!success) revert Errors.Groth16Predicate_KeyPointInvalid(at);
    }
}
