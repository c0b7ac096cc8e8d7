// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {BatchTest} from "../../BatchTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Groth16Predicate} from "../../../src/Groth16Predicate.sol";
import {IGroth16Predicate} from "../../../src/interfaces/IGroth16Predicate.sol";

contract PredicateConstructorTest is BatchTest {
    using stdJson for string;

    uint256 internal constant BETA = 2;
    uint256 internal constant GAMMA = 6;
    uint256 internal constant DELTA = 10;
    uint256 internal constant K = 14;

    /// @dev y of a point whose x is 2: y² = 2³ + 3.
    uint256 internal constant ROOT_OF_11 =
        16059845205665218889595687631975406613746683471807856151558479858750240882195;

    uint256[4] internal generator = [
        0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2,
        0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed,
        0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b,
        0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa
    ];

    /// @dev Where each point starts: α, then three of four words, then four of two.
    uint256[8] internal points = [uint256(0), BETA, GAMMA, DELTA, 14, 16, 18, 20];

    function sizeOf(uint256 point) internal pure returns (uint256) {
        return point >= BETA && point < K ? 4 : 2;
    }

    function expectRefusal(uint256[22] memory words, bytes memory reason) internal {
        vm.expectRevert(reason);
        // Gas is limited, since the precompiled contracts take all there is of it.
        this.constructWithLimit{gas: 10_000_000}(words);
    }

    function constructWithLimit(uint256[22] memory words) external {
        construct(words);
    }

    function place(bytes4 selector, uint256 at) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(selector, at);
    }

    function related(uint256 at, uint256 other) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(Errors.Groth16Predicate_KeyPointsRelated.selector, at, other);
    }

    function test_RevertWhen_ThereIsNoKey() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_KeyCountUnsupported.selector, 0));
        new Groth16Predicate(new IGroth16Predicate.Key[](0));
    }

    function test_RevertWhen_ThereAreMoreThanThreeKeys() external {
        IGroth16Predicate.Key[] memory four = new IGroth16Predicate.Key[](4);
        for (uint32 i; i < 4; ++i) {
            four[i] = IGroth16Predicate.Key(i + 1, key);
        }
        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_KeyCountUnsupported.selector, 4));
        new Groth16Predicate(four);
    }

    function test_RevertWhen_TheFirstKeyIsForOtherThanOneStatement() external {
        uint32[3] memory sizes = [uint32(0), 2, type(uint32).max];
        for (uint256 i; i < sizes.length; ++i) {
            expectSizeRefused(sizes[i], oneKey(sizes[i], key));
        }
    }

    function test_RevertWhen_AKeyIsNotForMoreStatementsThanTheOneBefore() external {
        uint32[2][4] memory sizes = [[uint32(0), 0], [uint32(1), 2], [uint32(4), 4], [uint32(4), 3]];
        for (uint256 i; i < sizes.length; ++i) {
            expectSizeRefused(i < 2 ? sizes[i][0] : sizes[i][1], threeKeys(sizes[i][0], sizes[i][1]));
        }
    }

    function test_RevertWhen_AKeyIsForMoreStatementsThanBits() external {
        expectSizeRefused(257, threeKeys(4, 257));
        expectSizeRefused(type(uint32).max, threeKeys(type(uint32).max, 1));
        assertEq(new Groth16Predicate(threeKeys(4, 256)).keyHash(256), keccak256(abi.encode(keys[2].words)), "the most");
    }

    function expectSizeRefused(uint32 n, IGroth16Predicate.Key[] memory some) internal {
        expectKeysRefused(some, abi.encodeWithSelector(Errors.Groth16Predicate_BatchSizeUnsupported.selector, n));
    }

    function threeKeys(uint32 few, uint32 many) internal view returns (IGroth16Predicate.Key[] memory some) {
        some = keys;
        (some[1].n, some[2].n) = (few, many);
    }

    function test_RevertWhen_APointIsNotOnItsCurve() external {
        for (uint256 i; i < points.length; ++i) {
            uint256[22] memory words = key;
            words[points[i]] = addmod(words[points[i]], 1, P);
            expectRefusal(words, place(Errors.Groth16Predicate_KeyPointInvalid.selector, points[i]));
        }
    }

    function test_RevertWhen_ACoordinateIsNotReduced() external {
        for (uint256 i; i < points.length; ++i) {
            for (uint256 j; j < sizeOf(points[i]); ++j) {
                uint256[22] memory words = key;
                words[points[i] + j] += P;
                expectRefusal(words, place(Errors.Groth16Predicate_KeyPointInvalid.selector, points[i]));
            }
        }
    }

    function test_RevertWhen_APointOfTheSecondGroupIsOutsideItsSubgroup() external {
        uint256[] memory outside = json.readUintArray(".outside");
        for (uint256 at = BETA; at < K; at += 4) {
            uint256[22] memory words = key;
            for (uint256 j; j < 4; ++j) {
                words[at + j] = outside[j];
            }
            expectRefusal(words, place(Errors.Groth16Predicate_KeyPointInvalid.selector, at));
        }
    }

    function test_RevertWhen_APointIsInfinite() external {
        for (uint256 i; i < points.length; ++i) {
            uint256[22] memory words = key;
            for (uint256 j; j < sizeOf(points[i]); ++j) {
                words[points[i] + j] = 0;
            }
            expectRefusal(words, place(Errors.Groth16Predicate_KeyPointInfinite.selector, points[i]));
        }
    }

    /// @dev It is not infinite, which has zeros alone.
    function test_RevertWhen_ButOneWordOfAPointIsOtherThanZero() external {
        for (uint256 i; i < points.length; ++i) {
            for (uint256 word; word < sizeOf(points[i]); ++word) {
                uint256[22] memory words = key;
                for (uint256 j; j < sizeOf(points[i]); ++j) {
                    words[points[i] + j] = j == word ? 1 : 0;
                }
                expectRefusal(words, place(Errors.Groth16Predicate_KeyPointInvalid.selector, points[i]));
            }
        }
    }

    function test_RevertWhen_TwoKPointsAreEqual() external {
        eachPairOfK(false);
    }

    function test_RevertWhen_TwoKPointsAreEachOthersNegative() external {
        eachPairOfK(true);
    }

    function eachPairOfK(bool negative) internal {
        for (uint256 at = K; at < 22; at += 2) {
            for (uint256 other = K; other < at; other += 2) {
                uint256[22] memory words = key;
                words[at] = words[other];
                words[at + 1] = negative ? P - words[other + 1] : words[other + 1];
                expectRefusal(words, related(at, other));
            }
        }
    }

    function test_RevertWhen_TwoOfBetaGammaAndDeltaAreEqual() external {
        eachPairOfG2(false);
    }

    function test_RevertWhen_TwoOfBetaGammaAndDeltaAreEachOthersNegative() external {
        eachPairOfG2(true);
    }

    /// @dev The generator, and a point whose x is the generator's y.
    function test_When_XOfAKPointIsYOfAnother() external {
        uint256[22] memory words = key;
        (words[K], words[K + 1]) = (1, 2);
        (words[K + 2], words[K + 3]) = (2, ROOT_OF_11);
        assertEq(construct(words).verifyingKey(1)[K + 2], 2, "x");
    }

    function eachPairOfG2(bool negative) internal {
        for (uint256 at = GAMMA; at < K; at += 4) {
            for (uint256 other = BETA; other < at; other += 4) {
                uint256[22] memory words = key;
                for (uint256 j; j < 4; ++j) {
                    words[at + j] = negative && j > 1 ? P - words[other + j] : words[other + j];
                }
                expectRefusal(words, related(at, other));
            }
        }
    }

    function test_RevertWhen_DeltaIsTheGenerator() external {
        uint256[22] memory words = key;
        for (uint256 j; j < 4; ++j) {
            words[DELTA + j] = generator[j];
        }
        expectRefusal(words, abi.encodeWithSelector(Errors.Groth16Predicate_DeltaGenerator.selector));
        words[DELTA + 2] = P - generator[2];
        words[DELTA + 3] = P - generator[3];
        expectRefusal(words, abi.encodeWithSelector(Errors.Groth16Predicate_DeltaGenerator.selector));
    }

    /// @dev A batch's key is checked as the first one is.
    function test_RevertWhen_ALaterKeyIsUnsound() external {
        for (uint256 i = 1; i < 3; ++i) {
            for (uint256 j; j < points.length; ++j) {
                IGroth16Predicate.Key[] memory some = keys;
                some[i].words[points[j]] = addmod(some[i].words[points[j]], 1, P);
                expectKeysRefused(some, place(Errors.Groth16Predicate_KeyPointInvalid.selector, points[j]));
            }
            IGroth16Predicate.Key[] memory weak = keys;
            for (uint256 j; j < 4; ++j) {
                weak[i].words[DELTA + j] = generator[j];
            }
            expectKeysRefused(weak, abi.encodeWithSelector(Errors.Groth16Predicate_DeltaGenerator.selector));
            weak[i].words[DELTA] = weak[i].words[GAMMA];
            weak[i].words[DELTA + 1] = weak[i].words[GAMMA + 1];
            weak[i].words[DELTA + 2] = weak[i].words[GAMMA + 2];
            weak[i].words[DELTA + 3] = weak[i].words[GAMMA + 3];
            expectKeysRefused(weak, related(DELTA, GAMMA));
        }
    }

    function expectKeysRefused(IGroth16Predicate.Key[] memory some, bytes memory reason) internal {
        vm.expectRevert(reason);
        this.constructAllWithLimit{gas: 20_000_000}(some);
    }

    function constructAllWithLimit(IGroth16Predicate.Key[] memory some) external {
        new Groth16Predicate(some);
    }

    function test_When_GammaIsTheGenerator() external {
        uint256[22] memory words = key;
        for (uint256 j; j < 4; ++j) {
            words[GAMMA + j] = j < 2 ? generator[j] : P - generator[j];
        }
        assertEq(construct(words).verifyingKey(1)[GAMMA], generator[0], "gamma");
    }

    function test_When_TheKeysAreSound() external {
        for (uint256 count = 1; count <= 3; ++count) {
            IGroth16Predicate.Key[] memory some = new IGroth16Predicate.Key[](count);
            for (uint256 i; i < count; ++i) {
                some[i] = keys[i];
            }
            vm.record();
            Groth16Predicate made = new Groth16Predicate(some);
            (, bytes32[] memory writes) = vm.accesses(address(made));
            assertEq(writes.length, 0, "slots written");
            for (uint256 i; i < count; ++i) {
                uint256[22] memory words = made.verifyingKey(some[i].n);
                assertEq(keccak256(abi.encode(words)), keccak256(abi.encode(some[i].words)), "words");
                assertEq(made.keyHash(some[i].n), keccak256(abi.encode(words)), "hash");
            }
        }
        assertEq(groth16.keyHash(1), json.readBytes32(".keyHash"), "hash");
    }
}
