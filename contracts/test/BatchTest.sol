// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {Groth16Predicate} from "../src/Groth16Predicate.sol";
import {IGroth16Predicate} from "../src/interfaces/IGroth16Predicate.sol";
import {ProofTest} from "./ProofTest.sol";

/// @notice The proofs for many settlements of `go run ./contracts/fixtures`, and a predicate with all their keys.
abstract contract BatchTest is ProofTest {
    using stdJson for string;

    /// @dev What a predicate is asked about several places.
    struct Many {
        uint32 n;
        uint256 count;
        uint256 counted;
        uint256[] places;
        bytes proof;
    }

    /// @dev What a caller gives who expects bad proofs among 64.
    uint256 internal constant MANY_GAS = 5_000_000;

    /// @dev The words of an item, with their number and h.
    uint256 internal constant ITEM = 11;

    // Places in `.batches`.
    uint256 internal constant FULL_16 = 0;
    uint256 internal constant FIVE_OF_16 = 1;
    uint256 internal constant FULL_4 = 2;
    uint256 internal constant THREE_OF_4 = 3;
    uint256 internal constant ONE_OF_4 = 4;
    uint256 internal constant PAYLOADS_OF_4 = 5;
    uint256 internal constant STEPS_OF_4 = 6;
    uint256 internal constant FALLING_OF_4 = 7;
    uint256 internal constant TWICE_OF_4 = 8;
    uint256 internal constant BATCHES = 9;

    // Places in `.disguises`.
    uint256 internal constant BATCH_ENDS_IN_ZERO = 0;
    uint256 internal constant BATCH_H_BEYOND = 1;
    uint256 internal constant BATCH_WORD_BEYOND = 2;
    uint256 internal constant BATCH_FOLD_BEYOND = 3;
    uint256 internal constant BATCH_DISGUISES = 4;

    string internal batches;
    IGroth16Predicate.Key[] internal keys;

    uint256[] private _items;
    bytes private _itemProofs;

    function setUp() public virtual override {
        super.setUp();
        batches = vm.readFile("contracts/test/fixtures/batches.json");
        for (uint256 i; i < 3; ++i) {
            keys.push(readKey(string.concat(".keys[", vm.toString(i), "]")));
        }
        _items = batches.readUintArray(".items.places");
        _itemProofs = batches.readBytes(".items.proofs");
        groth16 = new Groth16Predicate(keys);
    }

    /// @dev A predicate without the last key. `forge coverage` knows a contract by its code, of which 15 % may differ: the
    /// words of two keys are less than that, those of three are more.
    function forgetLastKey() internal {
        keys.pop();
        groth16 = new Groth16Predicate(keys);
    }

    function hasKey(uint32 n) internal view returns (bool has) {
        for (uint256 i; i < keys.length; ++i) {
            if (keys[i].n == n) has = true;
        }
    }

    function readKey(string memory at) internal view returns (IGroth16Predicate.Key memory read_) {
        read_.n = uint32(batches.readUint(string.concat(at, ".n")));
        uint256[] memory words = batches.readUintArray(string.concat(at, ".words"));
        assertEq(words.length, 22, "words of the key");
        for (uint256 i; i < 22; ++i) {
            read_.words[i] = words[i];
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       BUILDERS
    //////////////////////////////////////////////////////////////////////////*/

    function allOf(uint256 count) internal pure returns (uint256) {
        return type(uint256).max >> (256 - count);
    }

    /// @dev Items with a proof each, all counted.
    function items(uint256 count) internal view returns (Many memory many) {
        return items(0, count);
    }

    function items(uint256 first, uint256 count) internal view returns (Many memory many) {
        many = Many(1, count, allOf(count), new uint256[](0), "");
        many.places = wordsOf(_items, first * ITEM, count * ITEM);
        many.proof = bytesOf(_itemProofs, first * 256, count * 256);
    }

    /// @dev As many places as bits: the 64 items, four times. They take more gas than `MANY_GAS`.
    function most() internal view returns (Many memory many) {
        bytes memory proofs = bytesOf(_itemProofs, 0, 64 * 256);
        many = Many(1, 256, type(uint256).max, new uint256[](256 * ITEM), bytes.concat(proofs, proofs, proofs, proofs));
        uint256[] memory places = wordsOf(_items, 0, 64 * ITEM);
        for (uint256 i; i < many.places.length; ++i) {
            many.places[i] = places[i % places.length];
        }
    }

    /// @dev The four settlements with payloads of different lengths, a proof each.
    function payloads() internal view returns (Many memory) {
        return Many(1, 4, 15, batches.readUintArray(".payloads.places"), batches.readBytes(".payloads.proofs"));
    }

    /// @dev One proof about several places.
    function together(uint256 i) internal view returns (Many memory) {
        return readTogether(string.concat(".batches[", vm.toString(i), "]"));
    }

    function disguisedTogether(uint256 i) internal view returns (Many memory) {
        return readTogether(string.concat(".disguises[", vm.toString(i), "]"));
    }

    function readTogether(string memory at) internal view returns (Many memory many) {
        many.n = uint32(batches.readUint(string.concat(at, ".n")));
        many.count = batches.readUint(string.concat(at, ".count"));
        many.counted = allOf(many.count);
        many.places = batches.readUintArray(string.concat(at, ".places"));
        many.proof = batches.readBytes(string.concat(at, ".proof"));
    }

    /// @dev Without the words from `at` on.
    function cut(uint256[] memory words, uint256 at) internal pure returns (uint256[] memory) {
        return wordsOf(words, 0, at);
    }

    /// @dev With one more word at the end.
    function push(uint256[] memory words, uint256 word) internal pure returns (uint256[] memory longer) {
        longer = wordsOf(words, 0, words.length + 1);
        longer[words.length] = word;
    }

    /// @dev Those there are of so many words; the rest is zero.
    function wordsOf(uint256[] memory words, uint256 first, uint256 count)
        internal
        pure
        returns (uint256[] memory part)
    {
        part = new uint256[](count);
        for (uint256 i; i < count && first + i < words.length; ++i) {
            part[i] = words[first + i];
        }
    }

    /// @dev Of whole words, those there are; the rest is zero.
    function bytesOf(bytes memory data, uint256 first, uint256 count) internal pure returns (bytes memory part) {
        part = new bytes(count);
        for (uint256 i; i < count && first + i < data.length; i += 32) {
            setWord(part, i / 32, wordAt(data, (first + i) / 32));
        }
    }

    function wordAt(bytes memory data, uint256 i) internal pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 0x20), shl(5, i)))
        }
    }

    function setWord(bytes memory data, uint256 i, uint256 word) internal pure {
        assembly ("memory-safe") {
            mstore(add(add(data, 0x20), shl(5, i)), word)
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       QUESTIONS
    //////////////////////////////////////////////////////////////////////////*/

    function settleMany(Many memory m) internal view returns (bytes32, uint256) {
        return groth16.settleMany{gas: MANY_GAS}(m.n, m.count, m.counted, m.places, m.proof);
    }

    /// @dev Whether all places are proved, counted or not.
    function verifyMany(Many memory m) internal view returns (bool) {
        return groth16.verifyMany{gas: MANY_GAS}(m.n, m.count, m.places, m.proof);
    }

    /// @dev It settles all that count, and says which key it was.
    function assertSettles(Many memory m, string memory label) internal view {
        (bytes32 hash, uint256 settled) = settleMany(m);
        assertEq(settled, m.counted, label);
        assertEq(hash, groth16.keyHash(m.n), label);
    }

    function expectRefusal(Many memory m, bytes memory reason) internal {
        assertFalse(verifyMany(m), "verified");
        vm.expectRevert(reason);
        settleMany(m);
    }

    function expectRefusal(Many memory m, bytes4 selector, uint256 value) internal {
        expectRefusal(m, abi.encodeWithSelector(selector, value));
    }
}
