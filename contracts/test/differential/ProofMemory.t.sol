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
}
