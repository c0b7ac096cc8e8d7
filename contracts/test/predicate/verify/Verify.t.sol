// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ProofTest} from "../../ProofTest.sol";

contract PredicateVerifyTest is ProofTest {
    function test_When_TheProofHolds() external {
        vm.record();
        for (uint256 i; i < PROOFS; ++i) {
            assertTrue(verify(proved(i)), "verified");
        }
        (, bytes32[] memory writes) = vm.accesses(address(groth16));
        assertEq(writes.length, 0, "slots written");
    }

    function test_When_AnythingIsMalformed() external view {
        for (uint256 i; i < 4; ++i) {
            assertFalse(verify(disguised(i)), "verified");
        }
        Proved memory p = proved(SHORT);
        p.proof = "short";
        assertFalse(verify(p), "proof too short");
    }

    function testFuzz_NothingMakesItRevert(
        uint256[9] calldata header,
        uint256[] calldata payload,
        uint256 h,
        bytes calldata proof,
        bool whole
    ) external view {
        bytes memory given = whole ? proved(SHORT).proof : proof;
        assertFalse(groth16.verify{gas: 2 * VERIFY_GAS}(header, payload, h, given), "verified");
    }
}
