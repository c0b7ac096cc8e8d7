// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {Errors} from "../../../src/libraries/Errors.sol";
import {Groth16Predicate} from "../../../src/Groth16Predicate.sol";
import {IGroth16Predicate} from "../../../src/interfaces/IGroth16Predicate.sol";
import {ProofTest} from "../../ProofTest.sol";

contract PredicateConstructorTest is ProofTest {
    using stdJson for string;

    uint256 internal constant BETA = 2;
    uint256 internal constant GAMMA = 6;
    uint256 internal constant DELTA = 10;
    uint256 internal constant K = 14;

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

    function test_RevertWhen_ThereAreTwoKeys() external {
        IGroth16Predicate.Key[] memory keys = new IGroth16Predicate.Key[](2);
        (keys[0], keys[1]) = (oneKey(1, key)[0], oneKey(1, key)[0]);
        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_KeyCountUnsupported.selector, 2));
        new Groth16Predicate(keys);
    }

    function test_RevertWhen_TheKeyIsForOtherThanOneStatement() external {
        uint32[3] memory sizes = [uint32(0), 2, type(uint32).max];
        for (uint256 i; i < sizes.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_BatchSizeUnsupported.selector, sizes[i]));
            new Groth16Predicate(oneKey(sizes[i], key));
        }
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

    function test_When_GammaIsTheGenerator() external {
        uint256[22] memory words = key;
        for (uint256 j; j < 4; ++j) {
            words[GAMMA + j] = j < 2 ? generator[j] : P - generator[j];
        }
        assertEq(construct(words).verifyingKey(1)[GAMMA], generator[0], "gamma");
    }

    function test_When_TheKeyIsSound() external {
        vm.record();
        Groth16Predicate made = construct(key);
        (, bytes32[] memory writes) = vm.accesses(address(made));
        assertEq(writes.length, 0, "slots written");

        uint256[22] memory words = made.verifyingKey(1);
        for (uint256 i; i < 22; ++i) {
            assertEq(words[i], key[i], "word");
        }
        assertEq(made.keyHash(1), json.readBytes32(".keyHash"), "hash");

        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_BatchSizeUnsupported.selector, 2));
        made.keyHash(2);
        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_BatchSizeUnsupported.selector, 0));
        made.verifyingKey(0);
    }
}
