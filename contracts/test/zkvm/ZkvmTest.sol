// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {IZkvmVerifier} from "../../src/interfaces/IZkvmVerifier.sol";
import {MockVerifier, runProof} from "../mocks/Verifiers.sol";
import {ZkvmPredicate} from "../../src/ZkvmPredicate.sol";

/// @notice An adapter before a verifier that takes what `runProof` makes.
abstract contract ZkvmTest is BaseTest {
    bytes32 internal constant PROGRAM = keccak256("program");
    bytes32 internal constant BLINDING = keccak256("blinding");

    MockVerifier internal verifier;
    ZkvmPredicate internal adapter;

    function setUp() public virtual override {
        super.setUp();
        verifier = new MockVerifier();
        adapter = new ZkvmPredicate(verifier, PROGRAM);
    }

    function adapterOf(address otherVerifier) internal returns (ZkvmPredicate) {
        return new ZkvmPredicate(IZkvmVerifier(otherVerifier), PROGRAM);
    }

    /// @dev Any nine words; `first` tells places apart.
    function someHeader(uint256 first) internal pure returns (uint256[9] memory header) {
        for (uint256 i; i < 9; ++i) {
            header[i] = first + i;
        }
        header[8] = R - 1;
    }

    /// @dev The hash, written down a second time.
    function hashOf(bytes32 blinding, uint256[9] memory header, uint256[] memory payload)
        internal
        pure
        returns (uint256)
    {
        bytes32 tag = keccak256("tercet/v1/zkvm");
        return uint256(keccak256(abi.encodePacked(tag, blinding, header, payload))) & type(uint248).max;
    }

    function proofOf(bytes32 blinding, uint256[9] memory header, uint256[] memory payload)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(blinding, runProof(PROGRAM, abi.encodePacked(header, payload)));
    }

    /// @dev A place of a group: the number of its words, h, header, payload.
    function placeOf(uint256[9] memory header, uint256[] memory payload) internal pure returns (bytes memory) {
        return abi.encodePacked(9 + payload.length, hashOf(BLINDING, header, payload), header, payload);
    }

    function words(bytes memory packed) internal pure returns (uint256[] memory list) {
        list = new uint256[](packed.length / 32);
        for (uint256 i; i < list.length; ++i) {
            assembly ("memory-safe") {
                let at := shl(5, add(i, 1))
                mstore(add(list, at), mload(add(packed, at)))
            }
        }
    }
}
