// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {AssemblyHarness} from "../mocks/AssemblyHarness.sol";
import {BatchTest} from "../BatchTest.sol";

/// @notice Proofs are verified alike whatever lay in memory, and what lies around them stays as it was.
contract ProofMemoryTest is BatchTest {
    using stdJson for string;

    AssemblyHarness internal harness;

    function setUp() public override {
        super.setUp();
        harness = new AssemblyHarness();
    }

    /// @dev h, z and y of the first items.
    function inputsOf(Many memory m) internal view returns (uint256[3][] memory inputs) {
        uint256[] memory z = batches.readUintArray(".items.z");
        uint256[] memory y = batches.readUintArray(".items.y");
        inputs = new uint256[3][](m.count);
        for (uint256 i; i < m.count; ++i) {
            inputs[i] = [m.places[i * ITEM + 1], z[i], y[i]];
        }
    }

    function verify(Many memory m) internal view returns (bool) {
        return harness.verify{gas: VERIFY_GAS}(keys[0].words, m.proof, inputsOf(m)[0]);
    }

    function verifyTogether(Many memory m) internal view returns (bool) {
        return harness.verifyTogether{gas: MANY_GAS}(keys[0].words, m.proof, inputsOf(m));
    }

    function test_ProofsHoldInMemoryThatWasUsed() external view {
        Many memory m = items(1);
        assertTrue(verify(m), "one");
        setWord(m.proof, 7, P - wordAt(m.proof, 7)); // C
        assertFalse(verify(m), "a wrong one");
        for (uint256 count = 1; count <= 16; ++count) {
            m = items(count);
            assertTrue(verifyTogether(m), "together");
            setWord(m.proof, 8 * count - 1, P - wordAt(m.proof, 8 * count - 1)); // the last C
            assertFalse(verifyTogether(m), "together with a wrong one");
        }
    }

    /// @dev A call that fails writes no answer.
    function test_OldAnswerIsNoYes() external view {
        uint256[] memory outside = json.readUintArray(".outside");
        for (uint256 count = 1; count < 4; ++count) {
            Many memory m = items(count);
            for (uint256 j; j < 4; ++j) {
                setWord(m.proof, 2 + j, outside[j]); // B
            }
            assertFalse(count == 1 ? verify(m) : verifyTogether(m), "no point");
        }
    }

    /// @dev A point of a key that is none fails, whatever is added afterwards: of a key under which everything else holds by
    /// itself, K₀ + K₂ is nothing. All gas but a 4,096th is gone then.
    function test_PointOfAKeyThatIsNoneProvesNothing() external view {
        uint256[22] memory key = keyOfNothing();
        uint256[3] memory inputs = [uint256(0), 1, 0];
        assertTrue(harness.verify(key, proofOfNothing(), inputs), "all points");
        key[17] = 1; // K₁
        assertFalse(harness.verify(key, proofOfNothing(), inputs), "a point that is none");
    }

    /// @dev α and −β, A and B cancel each other out, C is infinite, K₀ and K₃ are the generator, K₁ and K₂ its negative.
    function keyOfNothing() internal view returns (uint256[22] memory key) {
        uint256[4] memory g2 = generator2();
        key = keys[0].words;
        (key[0], key[1]) = (1, 2);
        (key[2], key[3], key[4], key[5]) = (g2[0], g2[1], P - g2[2], P - g2[3]);
        (key[14], key[15], key[20], key[21]) = (1, 2, 1, 2);
        (key[16], key[17], key[18], key[19]) = (1, P - 2, 1, P - 2);
    }

    function proofOfNothing() internal pure returns (bytes memory) {
        return abi.encode(uint256(1), uint256(2), generator2(), uint256(0), uint256(0));
    }

    /// @dev As EIP-197 writes the second group's generator.
    function generator2() internal pure returns (uint256[4] memory) {
        return [
            0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2,
            0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed,
            0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b,
            0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa
        ];
    }
}
