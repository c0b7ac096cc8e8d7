// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {ZkvmTest} from "../ZkvmTest.sol";

contract SettleManyTest is ZkvmTest {
    uint256 internal constant SIZE = 64;

    /// @dev As many places as asked for, with payloads of 0, 1, 2 and 3 words.
    function group(uint256 count) internal pure returns (uint256[] memory places, bytes memory proof) {
        bytes memory packed;
        for (uint256 i; i < count; ++i) {
            packed = abi.encodePacked(packed, placeOf(someHeader(i), payloadOf(i)));
            proof = abi.encodePacked(proof, proofOf(BLINDING, someHeader(i), payloadOf(i)));
        }
        return (words(packed), proof);
    }

    function payloadOf(uint256 i) internal pure returns (uint256[] memory payload) {
        payload = new uint256[](i % 4);
        if (i % 4 != 0) payload[i % 4 - 1] = i;
    }

    /// @dev Spoils the proof of one place.
    function spoil(bytes memory proof, uint256 place) internal pure {
        proof[place * SIZE + SIZE - 1] ^= 0x01;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         SHAPE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_OneProofIsToProveSeveral() external {
        (uint256[] memory places, bytes memory proof) = group(3);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_BatchSizeUnsupported.selector, 4));
        adapter.settleMany(4, 3, 7, places, proof);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_BatchSizeUnsupported.selector, 0));
        adapter.settleMany(0, 3, 7, places, proof);
    }

    function test_RevertWhen_ThereAreNoPlaces() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_CountInvalid.selector, 0));
        adapter.settleMany(1, 0, 0, new uint256[](0), "");
    }

    function test_RevertWhen_ThereAreMorePlacesThanBits() external {
        (uint256[] memory places, bytes memory proof) = group(257);
        spoil(proof, 256);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_CountInvalid.selector, 257));
        adapter.settleMany(1, 257, type(uint256).max, places, proof);
        assertFalse(adapter.verifyMany(1, 257, places, proof), "verified");
    }

    function test_RevertWhen_TheProofsAreNotOfEqualLength() external {
        (uint256[] memory places, bytes memory proof) = group(3);
        proof = abi.encodePacked(proof, uint8(0));
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofLength.selector, 3 * SIZE + 1));
        adapter.settleMany(1, 3, 7, places, proof);
    }

    function test_RevertWhen_APlaceIsCutShort() external {
        (uint256[] memory places, bytes memory proof) = group(3);
        assembly ("memory-safe") {
            mstore(places, sub(mload(places), 1))
        }
        vm.expectRevert();
        adapter.settleMany(1, 3, 7, places, proof);
    }

    function test_RevertWhen_APlaceHasFewerWordsThanAHeader() external {
        uint256[] memory places = new uint256[](10);
        places[0] = 8;
        vm.expectRevert();
        adapter.settleMany(1, 1, 1, places, abi.encodePacked(BLINDING));
    }

    /// @dev Behind the last place could stand one that nobody looked at.
    function test_RevertWhen_WordsAreLeftOver() external {
        (uint256[] memory places,) = group(2);
        bytes memory proof = proofOf(BLINDING, someHeader(0), payloadOf(0));
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_PlacesLeftOver.selector, 12));
        adapter.settleMany(1, 1, 1, places, proof);
        assertFalse(adapter.verifyMany(1, 1, places, proof), "verified");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     ONE OF SEVERAL
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_OnePlaceThatCountsFails() external {
        for (uint256 i; i < 5; ++i) {
            (uint256[] memory places, bytes memory proof) = group(5);
            spoil(proof, i);
            vm.expectPartialRevert(Errors.ZkvmPredicate_ProofInvalid.selector);
            adapter.settleMany(1, 5, 31, places, proof);
            assertFalse(adapter.verifyMany(1, 5, places, proof), "verified");
        }
    }

    function test_When_OnePlaceThatDoesNotCountFails() external view {
        for (uint256 i; i < 5; ++i) {
            (uint256[] memory places, bytes memory proof) = group(5);
            spoil(proof, i);
            uint256 counted = 31 ^ (2 ** i);
            (bytes32 key, uint256 settled) = adapter.settleMany(1, 5, counted, places, proof);
            assertEq(key, PROGRAM, "key");
            assertEq(settled, counted, "settled");
        }
    }

    function test_RevertWhen_TwoPlacesAreSwapped() external {
        (uint256[] memory places,) = group(2);
        bytes memory swapped = abi.encodePacked(
            proofOf(BLINDING, someHeader(1), payloadOf(1)), proofOf(BLINDING, someHeader(0), payloadOf(0))
        );
        vm.expectPartialRevert(Errors.ZkvmPredicate_ProofInvalid.selector);
        adapter.settleMany(1, 2, 3, places, swapped);
    }

    function test_When_NoPlaceCounts() external view {
        (uint256[] memory places,) = group(2);
        (, uint256 settled) = adapter.settleMany(1, 2, 0, places, "");
        assertEq(settled, 0, "settled");
    }

    function test_When_All256PlacesCount() external {
        (uint256[] memory places, bytes memory proof) = group(256);
        (, uint256 settled) = adapter.settleMany(1, 256, type(uint256).max, places, proof);
        assertEq(settled, type(uint256).max, "settled");
        spoil(proof, 255);
        vm.expectPartialRevert(Errors.ZkvmPredicate_ProofInvalid.selector);
        adapter.settleMany(1, 256, type(uint256).max, places, proof);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_EverythingIsInOrder() external view {
        (uint256[] memory places, bytes memory proof) = group(5);
        (bytes32 key, uint256 settled) = adapter.settleMany(1, 5, 31, places, proof);
        assertEq(key, PROGRAM, "key");
        assertEq(settled, 31, "settled");
        assertTrue(adapter.verifyMany(1, 5, places, proof), "verified");
    }
}
