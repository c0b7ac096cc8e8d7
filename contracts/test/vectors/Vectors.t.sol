// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {stdJson} from "forge-std/StdJson.sol";

import {EncodingHarness} from "../mocks/Harnesses.sol";
import {Fold} from "../../src/libraries/Fold.sol";
import {Delivery, ForwardId, Step, Terms} from "../../src/types/Forward.sol";
import {Groth16Predicate} from "../../src/Groth16Predicate.sol";
import {IGroth16Predicate} from "../../src/interfaces/IGroth16Predicate.sol";

/// @notice The vectors that Go writes and the circuits read.
contract VectorsTest is Test {
    using stdJson for string;

    string internal json;
    bytes internal code;
    EncodingHarness internal harness;

    function setUp() external {
        json = vm.readFile("circuits/testdata/vectors.json");
        harness = new EncodingHarness();
        code = address(harness).code;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       READING
    //////////////////////////////////////////////////////////////////////////*/

    function item(string memory list, uint256 i) internal pure returns (string memory) {
        return string.concat(".", list, "[", vm.toString(i), "]");
    }

    function has(string memory list, uint256 i) internal view returns (bool) {
        return json.keyExists(item(list, i));
    }

    function number(string memory at, string memory name) internal view returns (uint256) {
        return json.readUint(string.concat(at, ".", name));
    }

    function hash(string memory at, string memory name) internal view returns (bytes32) {
        return json.readBytes32(string.concat(at, ".", name));
    }

    function person(string memory at, string memory name) internal view returns (address) {
        return json.readAddress(string.concat(at, ".", name));
    }

    /// @dev Puts the harness where the vector has its escrow. Chain ids beyond 64 bits cannot be set here.
    function goTo(string memory at) internal returns (bool) {
        uint256 chainId = number(at, "chainId");
        if (chainId == 0 || chainId > type(uint64).max) return false;
        vm.chainId(chainId);
        harness = EncodingHarness(person(at, "escrow"));
        vm.etch(address(harness), code);
        return true;
    }

    function readTerms(string memory at) internal view returns (Terms memory terms) {
        terms.predicate = person(at, "predicate");
        terms.params = number(at, "params");
        terms.taskHash = hash(at, "taskHash");
        terms.token = person(at, "token");
        terms.price = uint128(number(at, "price"));
        terms.quantity = uint96(number(at, "quantity"));
        terms.unit = hash(at, "unit");
        terms.acceptBy = uint64(number(at, "acceptBy"));
        terms.start = uint64(number(at, "start"));
        terms.end = uint64(number(at, "end"));
        terms.settleBy = uint64(number(at, "settleBy"));
        terms.bond = uint128(number(at, "bond"));
        terms.provider = person(at, "provider");
        terms.beaconBlock = uint64(number(at, "beaconBlock"));
        terms.sealX = number(at, "sealX");
        terms.sealY = number(at, "sealY");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        TESTS
    //////////////////////////////////////////////////////////////////////////*/

    function test_TypeHashes() external view {
        (bytes32 terms, bytes32 forward, bytes32 claim) = harness.typeHashes();
        assertEq(terms, json.readBytes32(".typeHashes.terms"), "terms");
        assertEq(forward, json.readBytes32(".typeHashes.forward"), "forward");
        assertEq(claim, json.readBytes32(".typeHashes.claim"), "claim");
        assertEq(Fold.TAG, json.readBytes32(".typeHashes.fold"), "fold");
        assertEq(Fold.BATCH_TAG, json.readBytes32(".typeHashes.batch"), "batch");
    }

    function test_U248() external view {
        uint256 i;
        for (; has("u248", i); ++i) {
            string memory at = item("u248", i);
            assertEq(harness.u248(hash(at, "hash")), number(at, "out"), at);
        }
        assertGt(i, 0, "vectors");
    }

    function test_TermsAndForward() external {
        uint256 compared;
        for (uint256 i; has("forward", i); ++i) {
            string memory at = item("forward", i);
            Terms memory terms = readTerms(string.concat(at, ".terms"));
            assertEq(harness.termsHash(terms), hash(at, "termsHash"), at);
            if (!goTo(at)) continue;
            ForwardId id = harness.forwardId(terms, person(at, "buyer"), hash(at, "salt"));
            assertEq(ForwardId.unwrap(id), hash(at, "forwardId"), at);
            ++compared;
        }
        assertGt(compared, 1, "vectors");
    }

    function test_Claim() external {
        uint256 compared;
        for (uint256 i; has("claim", i); ++i) {
            string memory at = item("claim", i);
            if (!goTo(at)) continue;
            uint256 claim = harness.claim(ForwardId.wrap(hash(at, "forward")), person(at, "recipient"));
            assertEq(claim, number(at, "claim"), at);
            ++compared;
        }
        assertGt(compared, 0, "vectors");
    }

    /// @dev Claims on chains that cannot be set here are left out.
    function test_Header() external {
        uint256 i;
        for (; has("header", i); ++i) {
            string memory at = item("header", i);
            bool here = goTo(at);
            Delivery memory delivery;
            Terms memory terms = delivery.forward.terms;
            terms.params = number(at, "params");
            (terms.start, terms.end) = (uint64(number(at, "start")), uint64(number(at, "end")));
            terms.quantity = uint96(number(at, "quantity"));
            (terms.sealX, terms.sealY) = (number(at, "sealX"), number(at, "sealY"));
            delivery.step = Step(uint64(number(at, "from")), uint64(number(at, "to")), uint96(number(at, "amount")));
            delivery.recipient = person(at, "recipient");
            (delivery.commitment, delivery.beacon) = (number(at, "commitment"), number(at, "beacon"));
            uint256[9] memory words = harness.header(ForwardId.wrap(hash(at, "forward")), delivery);
            uint256[] memory expected = json.readUintArray(string.concat(at, ".words"));
            assertEq(expected.length, 9, "words");
            for (uint256 j = here ? 0 : 1; j < 9; ++j) {
                assertEq(words[j], expected[j], at);
            }
        }
        assertGt(i, 1, "vectors");
    }

    function test_ChallengeAndValue() external view {
        uint256 i;
        uint256 values;
        for (; has("challenge", i); ++i) {
            string memory at = item("challenge", i);
            uint256[] memory v = json.readUintArray(string.concat(at, ".v"));
            (uint256 z, uint256 y) = foldVector(hash(at, "vkHash"), v, number(at, "h"));
            assertEq(z, number(at, "z"), at);
            values += compareValue(v, z, y);
        }
        assertGt(i, 1, "challenges");
        assertEq(values, i, "values");
    }

    function foldVector(bytes32 keyHash, uint256[] memory v, uint256 h) internal view returns (uint256 z, uint256 y) {
        uint256[9] memory header;
        uint256[] memory payload = new uint256[](v.length - 9);
        for (uint256 j; j < v.length; ++j) {
            if (j < 9) header[j] = v[j];
            else payload[j - 9] = v[j];
        }
        bool inField;
        (z, y, inField) = harness.fold(keyHash, header, payload, h);
        assertTrue(inField, "in the field");
    }

    /// @dev Compares with each vector of the same words at the same place, and says how many there were.
    function compareValue(uint256[] memory v, uint256 z, uint256 y) internal view returns (uint256 compared) {
        for (uint256 i; has("evaluate", i); ++i) {
            string memory at = item("evaluate", i);
            if (number(at, "z") != z) continue;
            uint256[] memory words = json.readUintArray(string.concat(at, ".v"));
            assertEq(keccak256(abi.encode(words)), keccak256(abi.encode(v)), at);
            assertEq(y, number(at, "y"), at);
            ++compared;
        }
    }

    function test_BatchChallengeAndValue() external view {
        uint256 i;
        for (; has("batch", i); ++i) {
            string memory at = item("batch", i);
            (uint256 z, uint256 y) = harness.foldBatch(
                hash(at, "vkHash"),
                number(at, "n"),
                number(at, "count"),
                number(at, "h"),
                json.readUintArray(string.concat(at, ".places"))
            );
            assertEq(z, number(at, "z"), at);
            assertEq(y, number(at, "y"), at);
        }
        assertGt(i, 1, "batches");
    }

    /// @dev A key and a proof that another part of the project made and committed.
    function test_Settlement() external {
        string memory settlement = vm.readFile("circuits/testdata/settlement.json");
        IGroth16Predicate.Key[] memory keys = new IGroth16Predicate.Key[](1);
        keys[0].n = 1;
        uint256[] memory words = settlement.readUintArray(".key");
        for (uint256 i; i < 22; ++i) {
            keys[0].words[i] = words[i];
        }
        Groth16Predicate predicate = new Groth16Predicate(keys);
        assertEq(predicate.keyHash(1), settlement.readBytes32(".keyHash"), "key hash");

        uint256[9] memory header;
        words = settlement.readUintArray(".header");
        for (uint256 i; i < 9; ++i) {
            header[i] = words[i];
        }
        uint256[] memory payload = settlement.readUintArray(".payload");
        bytes memory proof = settlement.readBytes(".proof");
        assertTrue(predicate.verify(header, payload, settlement.readUint(".h"), proof), "proof");
    }

    function test_SealingKeysAreOnTheCurve() external view {
        uint256 compared;
        for (uint256 i; has("seal", i); ++i) {
            string memory at = item("seal", i);
            (uint256 x, uint256 y) = (number(at, "keyX"), number(at, "keyY"));
            if (x | y == 0) continue;
            assertTrue(harness.isOnEdwards(x, y), at);
            assertFalse(harness.isOnEdwards(y, x), at);
            ++compared;
        }
        assertGt(compared, 1, "vectors");
    }
}
