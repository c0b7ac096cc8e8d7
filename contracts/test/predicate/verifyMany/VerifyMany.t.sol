// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchTest} from "../../BatchTest.sol";

contract PredicateVerifyManyTest is BatchTest {
    function test_When_AllPlacesAreProved() external {
        vm.record();
        for (uint256 count = 1; count <= 4; ++count) {
            assertTrue(verifyMany(items(count)), "items");
        }
        assertTrue(verifyMany(payloads()), "payloads");
        for (uint256 i; i < BATCHES; ++i) {
            assertTrue(verifyMany(together(i)), "together");
        }
        (, bytes32[] memory writes) = vm.accesses(address(groth16));
        assertEq(writes.length, 0, "slots written");
    }

    function test_When_ThereAreAsManyPlacesAsBits() external view {
        Many memory m = most();
        assertTrue(groth16.verifyMany(m.n, m.count, m.places, m.proof), "all");
        m.places[255 * ITEM + 2] = 1; // the claim
        assertFalse(groth16.verifyMany(m.n, m.count, m.places, m.proof), "all but the last");
    }

    /// @dev A place that does not count is proved for nobody, so `settleMany` passes over it.
    function test_When_OnePlaceIsNotProved() external view {
        for (uint256 i; i < 3; ++i) {
            Many memory m = items(3);
            m.places[i * ITEM + 2] = 1; // the claim
            assertFalse(verifyMany(m), "verified");
            m.counted ^= 2 ** i;
            assertSettles(m, "the others");
        }
    }

    function test_When_AnythingIsMalformed() external view {
        for (uint256 i; i < BATCH_DISGUISES; ++i) {
            assertFalse(verifyMany(disguisedTogether(i)), "disguise");
        }
        Many memory m = items(2);
        m.n = 5;
        assertFalse(verifyMany(m), "size");
        m = items(2);
        for (uint256 bits; bits < 256; ++bits) {
            m.count = 2 ** bits;
            if (bits != 1) assertFalse(verifyMany(m), "count");
        }
        m.count = 2;
        m.places[0] = type(uint256).max;
        assertFalse(verifyMany(m), "number of words");
        m = items(2);
        setWord(m.proof, 0, wordAt(m.proof, 0) + 1);
        assertFalse(verifyMany(m), "no point");
        m.proof = "short";
        assertFalse(verifyMany(m), "proof too short");
        m.places = new uint256[](0);
        assertFalse(verifyMany(m), "no places");
    }

    function testFuzz_NothingMakesItRevert(
        uint32 n,
        uint256 count,
        uint256[] calldata places,
        bytes calldata proof,
        bool whole
    ) external view {
        uint32[4] memory sizes = [uint32(1), 4, 16, n];
        Many memory m = Many(sizes[n % 4], count % 5, 0, places, proof);
        // With lengths that fit, so that more than the length is looked at.
        if (whole) {
            m.places = wordsOf(places, 0, m.count * (ITEM + places.length));
            for (uint256 i; i < m.count; ++i) {
                m.places[i * (ITEM + places.length)] = 9 + places.length;
            }
            m.proof = bytesOf(items(4).proof, 0, m.n == 1 ? 256 * m.count : 288);
        }
        assertFalse(verifyMany(m), "verified");
    }
}
