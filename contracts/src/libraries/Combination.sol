// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "./Bn254.sol";
import {Groth16} from "./Groth16.sol";

/// @title Combination
/// @notice Proofs of different provers under one key, verified at once: every equation is raised to a coefficient of its
/// own, and all are multiplied. That takes N + 3 pairings instead of 4·N.
/// @dev The coefficients are drawn from everything that is combined. Whichever proofs are wrong, the product comes out
/// right for at most one in 2^128 of the choices of a wrong one's coefficient: the group's order is a prime beyond that.
library Combination {
    bytes32 internal constant TAG = keccak256("tercet/v1/combination");

    /// @notice Proofs with their public inputs.
    /// @param size How many.
    /// @param words Room for three pairs of points, then for each A · B · C · h · z · y.
    struct Proofs {
        uint256 size;
        uint256[] words;
    }

    /// @dev Three pairs of points.
    uint256 private constant PAIRS_WORDS = 18;

    /// @dev A, B, C and three inputs.
    uint256 private constant PROOF_WORDS = 11;

    /// @notice Room for so many proofs.
    function create(uint256 most) internal pure returns (Proofs memory proofs) {
        proofs.words = new uint256[](PAIRS_WORDS + PROOF_WORDS * most);
    }

    /// @notice Adds a proof of 256 bytes. There must be room for it.
    function add(Proofs memory proofs, bytes calldata proof, uint256 h, uint256 z, uint256 y) internal pure {
        Groth16.write(_at(proofs, proofs.size), proof, h, z, y);
        ++proofs.size;
    }

    /// @notice Says whether all proofs hold, up to one in 2^`bits`. It uses the proofs up.
    /// @dev As for a single proof, the precompiled contracts refuse what is not a point and take all their gas then; there
    /// is no further call after one that failed, so that some is left.
    function verify(Proofs memory proofs, uint256[22] memory key, bytes32 keyHash, uint256 bits)
        internal
        view
        returns (bool)
    {
        if (proofs.size == 1) return Groth16.verify(key, _at(proofs, 0));
        return _scale(proofs, _seed(proofs, keyHash), bits) && _pair(proofs, key);
    }

    /// @dev Hashes all that is combined. Tag, key hash and number lie right before the proofs.
    function _seed(Proofs memory proofs, bytes32 keyHash) private pure returns (bytes32 seed) {
        bytes32 tag = TAG;
        assembly ("memory-safe") {
            let size := mload(proofs)
            let start := add(mload(add(proofs, 0x20)), 0x200)
            mstore(start, tag)
            mstore(add(start, 0x20), keyHash)
            mstore(add(start, 0x40), size)
            seed := keccak256(start, add(0x60, mul(size, 0x160)))
        }
    }

    /// @dev Raises every equation to its coefficient and puts the pairs of A and B next to each other, over what was there:
    /// a pair is shorter than a proof with its inputs, which are used before they are written over. Before the pairs stand
    /// then the sums: of C where its pair will be, and of the coefficients and inputs behind α's place.
    function _scale(Proofs memory proofs, bytes32 seed, uint256 bits) private view returns (bool success) {
        uint256 r = Bn254.R;
        assembly ("memory-safe") {
            /// As in Groth16: sum := sum + scalar * point, with room for three words behind sum.
            function accumulate(sum, point, scalar) -> done {
                let term := add(sum, 0x40)
                mcopy(term, point, 0x40)
                mstore(add(term, 0x40), scalar)
                if staticcall(gas(), 7, term, 0x60, term, 0x40) {
                    done := staticcall(gas(), 6, sum, 0x80, sum, 0x40)
                }
            }

            let base := add(mload(add(proofs, 0x20)), 0x20)
            let at := add(base, 0x240)
            let pair := at
            mstore(0x00, seed)
            success := 1
            for { let i := 0 } and(success, lt(i, mload(proofs))) { i := add(i, 1) } {
                mstore(0x20, i)
                let coefficient := shr(sub(256, bits), keccak256(0x00, 0x40))
                coefficient := or(coefficient, iszero(coefficient))

                // 256 numbers of 128 bits do not exceed the field.
                let sums := add(base, 0x100)
                mstore(sums, add(mload(sums), coefficient))
                for { let j := 0x20 } lt(j, 0x80) { j := add(j, 0x20) } {
                    let term := mulmod(coefficient, mload(add(add(at, 0xe0), j)), r)
                    mstore(add(sums, j), addmod(mload(add(sums, j)), term, r))
                }

                success := accumulate(base, add(at, 0xc0), coefficient)
                if success {
                    let a := add(base, 0x40)
                    mcopy(a, at, 0x40)
                    mstore(add(a, 0x40), coefficient)
                    success := staticcall(gas(), 7, a, 0x60, pair, 0x40)
                    mcopy(add(pair, 0x40), add(at, 0x40), 0x80)
                }
                at := add(at, 0x160)
                pair := add(pair, 0xc0)
            }
        }
    }

    /// @dev Multiplies everything: ΣC −δ | Σα −β | Σ(K₀ + h·K₁ + z·K₂ + y·K₃) −γ | A B | A B …
    function _pair(Proofs memory proofs, uint256[22] memory key) private view returns (bool success) {
        assembly ("memory-safe") {
            function accumulate(sum, point, scalar) -> done {
                let term := add(sum, 0x40)
                mcopy(term, point, 0x40)
                mstore(add(term, 0x40), scalar)
                if staticcall(gas(), 7, term, 0x60, term, 0x40) {
                    done := staticcall(gas(), 6, sum, 0x80, sum, 0x40)
                }
            }

            let base := add(mload(add(proofs, 0x20)), 0x20)
            mcopy(add(base, 0x40), add(key, 0x140), 0x80)

            let sum := add(base, 0x180)
            success := 1
            for { let j := 0 } lt(j, 4) { j := add(j, 1) } {
                let scalar := mload(add(add(base, 0x100), shl(5, j)))
                success := and(success, accumulate(sum, add(add(key, 0x1c0), shl(6, j)), scalar))
            }
            mcopy(add(sum, 0x40), add(key, 0xc0), 0x80)

            let alpha := add(base, 0xc0)
            mcopy(alpha, key, 0x40)
            success := and(success, staticcall(gas(), 7, alpha, 0x60, alpha, 0x40))
            mcopy(add(alpha, 0x40), add(key, 0x40), 0x80)

            let size := add(0x240, mul(mload(proofs), 0xc0))
            success := and(success, staticcall(gas(), 8, base, size, 0x00, 0x20))
            success := and(success, eq(mload(0x00), 1))
        }
    }

    /// @dev A · B · C · h · z · y of one proof.
    function _at(Proofs memory proofs, uint256 i) private pure returns (uint256[11] memory proved) {
        assembly ("memory-safe") {
            proved := add(add(mload(add(proofs, 0x20)), 0x260), mul(i, 0x160))
        }
    }
}
