// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ProofTest} from "../ProofTest.sol";
import {Verifier} from "../fixtures/ExportedVerifier.sol";

/// @notice Our verification against the one that gnark exports for the same key: both say the same of every statement.
contract ExportedVerifierTest is ProofTest {
    uint256 internal constant KINDS = 12;

    Verifier internal exported;
    Proved[] internal all;

    function setUp() public override {
        super.setUp();
        exported = new Verifier();
        for (uint256 i; i < PROOFS; ++i) {
            all.push(proved(i));
        }
    }

    function testFuzz_BothSayTheSame(uint256 seed) external view {
        compare(seed);
    }

    /// @dev That they agree means little where one answer is rare.
    function test_BothAnswersAreCommon() external view {
        uint256 accepted;
        uint256 runs = 240;
        for (uint256 i; i < runs; ++i) {
            if (compare(uint256(keccak256(abi.encode(i))))) ++accepted;
        }
        assertGt(accepted, runs / 10, "accepted");
        assertGt(runs - accepted, runs / 10, "refused");
    }

    /// @dev Takes a proof and changes it as the seed says. Some changes leave it valid.
    function compare(uint256 seed) internal view returns (bool ours) {
        Proved memory p = all[seed % PROOFS];
        mutate(p, uint256(keccak256(abi.encode(seed, "kind"))) % KINDS, uint256(keccak256(abi.encode(seed, "detail"))));
        ours = verify(p);
        assertEq(ours, wellFormed(p) && exportedVerifies(p), "ours, exported");
    }

    function exportedVerifies(Proved memory p) internal view returns (bool) {
        (uint256 z, uint256 y) = fold(p);
        try exported.verifyProof{gas: VERIFY_GAS}(p.proof, [p.h, z, y]) {
            return true;
        } catch {
            return false;
        }
    }

    /// @dev What ours checks beyond the exported one, which sees three inputs only.
    function wellFormed(Proved memory p) internal pure returns (bool) {
        for (uint256 i; i < 9; ++i) {
            if (p.header[i] >= R) return false;
        }
        for (uint256 i; i < p.payload.length; ++i) {
            if (p.payload[i] >= R) return false;
        }
        return p.payload.length == 0 || p.payload[p.payload.length - 1] != 0;
    }

    function mutate(Proved memory p, uint256 kind, uint256 detail) internal view {
        bytes memory proof = p.proof;
        if (kind == 0) return;
        if (kind == 1) return negate(proof); // stays valid: e(−A, −B) = e(A, B)
        if (kind == 2) return negateG1(proof, 0);
        if (kind == 3) return negateG1(proof, 6);
        if (kind == 4) p.proof = all[detail % PROOFS].proof; // stays valid where it is the same
        else if (kind == 5) add(proof, detail % 8, P); // the same point, not reduced
        else if (kind == 6) set(proof, detail % 8, uint256(keccak256(abi.encode(detail))));
        else if (kind == 7) proof[detail % 256] ^= bytes1(uint8(2 ** (detail % 8)));
        else if (kind == 8) clear(proof, detail % 3);
        else if (kind == 9) p.header[detail % 9] = changed(p.header[detail % 9], detail);
        else if (kind == 10) p.h = changed(p.h, detail);
        else if (p.payload.length != 0) p.payload[detail % p.payload.length] = changed(detail, detail);
    }

    /// @dev Another word, sometimes the same one not reduced.
    function changed(uint256 word, uint256 detail) internal pure returns (uint256) {
        if (detail % 3 == 0 && word < R) return word + R;
        return uint256(keccak256(abi.encode(word, detail))) >> (detail % 5);
    }

    function at(bytes memory proof, uint256 i) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(proof, 0x20), shl(5, i)))
        }
    }

    function set(bytes memory proof, uint256 i, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(proof, 0x20), shl(5, i)), word)
        }
    }

    function add(bytes memory proof, uint256 i, uint256 amount) internal pure {
        set(proof, i, at(proof, i) + amount);
    }

    function negateG1(bytes memory proof, uint256 i) internal pure {
        set(proof, i + 1, P - at(proof, i + 1));
    }

    function negate(bytes memory proof) internal pure {
        negateG1(proof, 0);
        set(proof, 4, P - at(proof, 4));
        set(proof, 5, P - at(proof, 5));
    }

    /// @dev Makes A, B or C infinite.
    function clear(bytes memory proof, uint256 point) internal pure {
        uint256 from = point == 0 ? 0 : point == 1 ? 2 : 6;
        uint256 to = point == 0 ? 2 : point == 1 ? 6 : 8;
        for (uint256 i = from; i < to; ++i) {
            set(proof, i, 0);
        }
    }
}
