// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {BatchTest} from "../../BatchTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Groth16Predicate} from "../../../src/Groth16Predicate.sol";

contract PredicateSettleManyTest is BatchTest {
    using stdJson for string;

    function expectInvalid(Many memory m) internal {
        expectRefusal(m, abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector));
    }

    /// @dev Two of each kind: with a proof for each place, and with one about all.
    function bothKinds() internal view returns (Many[2] memory) {
        return [items(3), together(THREE_OF_4)];
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       COUNTS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_ThereIsNoKeyForN() external {
        uint32[7] memory sizes = [uint32(0), 2, 3, 5, 15, 17, type(uint32).max];
        for (uint256 i; i < sizes.length; ++i) {
            Many memory m = together(ONE_OF_4);
            m.n = sizes[i];
            expectRefusal(m, Errors.Groth16Predicate_BatchSizeUnsupported.selector, sizes[i]);
        }
    }

    function test_RevertWhen_ThereIsNoPlace() external {
        for (uint256 i; i < 2; ++i) {
            Many memory m = bothKinds()[i];
            m.count = 0;
            m.counted = 0;
            expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 0);
            m.places = new uint256[](0);
            expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 0);
            m.proof = "";
            expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 0);
        }
    }

    function test_RevertWhen_ThereAreMorePlacesThanBits() external {
        Many memory m = Many(1, 257, 1, new uint256[](257 * ITEM), new bytes(257 * 256));
        for (uint256 i; i < 257; ++i) {
            m.places[i * ITEM] = 9;
        }
        expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 257);
        m.count = type(uint256).max;
        expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, type(uint256).max);
    }

    function test_RevertWhen_ThereAreMorePlacesThanTheKeyIsFor() external {
        Many memory m = together(FIVE_OF_16);
        m.n = 4;
        expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 5);

        // The least that a key for batches is for.
        keys[1].n = 2;
        groth16 = new Groth16Predicate(keys);
        m = together(THREE_OF_4);
        m.n = 2;
        expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 3);
    }

    function test_RevertWhen_APlaceCountsThatIsNotThere() external {
        for (uint256 i; i < 2; ++i) {
            Many memory m = bothKinds()[i];
            for (uint256 bit = 3; bit < 256; bit += 63) {
                m.counted = 7 | 2 ** bit;
                assertTrue(verifyMany(m), "without the bit");
                vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_CountedBeyondPlaces.selector, m.counted));
                settleMany(m);
            }
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       LENGTHS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheProofsHaveAnotherLength() external {
        for (uint256 i; i < 2; ++i) {
            Many memory m = bothKinds()[i];
            uint256 length = m.proof.length;
            bytes memory longer = abi.encodePacked(m.proof, bytes32(0));
            for (uint256 j; j < 5; ++j) {
                uint256 other = [0, length - 32, length - 1, length + 1, length + 32][j];
                m.proof = longer;
                assembly ("memory-safe") {
                    mstore(longer, other)
                }
                expectRefusal(m, Errors.Groth16Predicate_ProofLength.selector, other);
            }
        }
    }

    function test_RevertWhen_APlaceIsShorterThanAHeader() external {
        for (uint256 i; i < 2; ++i) {
            for (uint256 place; place < 3; ++place) {
                Many memory m = bothKinds()[i];
                m.counted = 1;
                m.places[place * ITEM] = place == 1 ? 0 : 8;
                expectRefusal(m, Errors.Groth16Predicate_PlaceLength.selector, place);
            }
        }
    }

    function test_RevertWhen_APlaceIsLongerThanWhatIsLeft() external {
        for (uint256 i; i < 2; ++i) {
            for (uint256 j; j < 4; ++j) {
                uint256 length = [10, 2 ** 64, 2 ** 255, type(uint256).max][j];
                Many memory m = bothKinds()[i];
                m.counted = 1;
                m.places[2 * ITEM] = length;
                expectRefusal(m, Errors.Groth16Predicate_PlaceLength.selector, 2);
            }
        }
    }

    function test_RevertWhen_PlacesAreMissing() external {
        for (uint256 i; i < 2; ++i) {
            Many memory m = bothKinds()[i];
            uint256[] memory whole = m.places;
            for (uint256 length; length < whole.length; ++length) {
                m.places = cut(whole, length);
                expectRefusal(m, Errors.Groth16Predicate_PlaceLength.selector, length / ITEM);
            }
        }
    }

    function test_RevertWhen_WordsAreLeftOver() external {
        for (uint256 i; i < 2; ++i) {
            Many memory m = bothKinds()[i];
            uint256[] memory whole = m.places;
            m.places = push(whole, 0);
            expectRefusal(m, Errors.Groth16Predicate_PlacesLeftOver.selector, 1);
            m.places = wordsOf(items(4).places, 0, 4 * ITEM); // a whole place
            expectRefusal(m, Errors.Groth16Predicate_PlacesLeftOver.selector, ITEM);
        }
    }

    /// @dev A place has 128 powers of the challenge. The next word would meet the next place's h.
    function test_RevertWhen_OneProofIsAboutAPlaceOfTooManyWords() external {
        for (uint256 words = 127; words < 130; ++words) {
            Many memory m = together(ONE_OF_4);
            m.places = wordsOf(m.places, 0, 2 + words);
            m.places[0] = words;
            m.places[1 + words] = 1;
            if (words == 127) expectInvalid(m);
            else expectRefusal(m, Errors.Groth16Predicate_PlaceLength.selector, 0);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      ENCODING
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheHashOfHashesIsNotInTheField() external {
        Many memory m = disguisedTogether(BATCH_FOLD_BEYOND);
        assertHoldsWithoutChecks(BATCH_FOLD_BEYOND);
        expectRefusal(m, Errors.Groth16Predicate_HashNotInField.selector, wordAt(m.proof, 0));
        setWord(m.proof, 0, R);
        expectRefusal(m, Errors.Groth16Predicate_HashNotInField.selector, R);
    }

    function test_RevertWhen_HOfAPlaceIsNotInTheField() external {
        assertHoldsWithoutChecks(BATCH_H_BEYOND);
        expectRefusal(disguisedTogether(BATCH_H_BEYOND), Errors.Groth16Predicate_PlaceNotInField.selector, 0);
        for (uint256 i; i < 2; ++i) {
            for (uint256 place; place < 3; ++place) {
                Many memory m = bothKinds()[i];
                m.places[place * ITEM + 1] += R;
                expectRefusal(m, Errors.Groth16Predicate_PlaceNotInField.selector, place);
                m.places[place * ITEM + 1] = R;
                expectRefusal(m, Errors.Groth16Predicate_PlaceNotInField.selector, place);
            }
        }
    }

    function test_RevertWhen_AWordOfAPlaceIsNotInTheField() external {
        assertHoldsWithoutChecks(BATCH_WORD_BEYOND);
        expectRefusal(disguisedTogether(BATCH_WORD_BEYOND), Errors.Groth16Predicate_PlaceNotInField.selector, 1);
        for (uint256 i; i < 2; ++i) {
            for (uint256 word; word < 9; ++word) {
                Many memory m = bothKinds()[i];
                m.places[2 * ITEM + 2 + word] = R;
                expectRefusal(m, Errors.Groth16Predicate_PlaceNotInField.selector, 2);
            }
        }
    }

    function test_RevertWhen_ThePayloadOfAPlaceEndsInZero() external {
        assertHoldsWithoutChecks(BATCH_ENDS_IN_ZERO);
        expectRefusal(disguisedTogether(BATCH_ENDS_IN_ZERO), Errors.Groth16Predicate_PlaceEndsInZero.selector, 0);
        for (uint256 i; i < 2; ++i) {
            Many memory m = bothKinds()[i];
            m.places = push(m.places, 0); // the last place is a word longer now
            m.places[2 * ITEM] = 10;
            expectRefusal(m, Errors.Groth16Predicate_PlaceEndsInZero.selector, 2);
        }
    }

    /// @dev The disguise's proof proves its statement: nothing but the check refuses the way it is written.
    function assertHoldsWithoutChecks(uint256 i) internal view {
        Many memory m = disguisedTogether(i);
        string memory at = string.concat(".disguises[", vm.toString(i), "]");
        uint256[3] memory inputs =
            [wordAt(m.proof, 0), batches.readUint(string.concat(at, ".z")), batches.readUint(string.concat(at, ".y"))];
        (uint256 z, uint256 y) = foldTogether(m);
        assertEq(z, inputs[1], "z");
        assertEq(y, inputs[2], "y");
        assertTrue(holds(keys[1].words, bytesOf(m.proof, 32, 256), inputs), "holds");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      STATEMENTS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_AWordIsAnother() external {
        Many[2] memory both = bothKinds();
        for (uint256 i; i < 2; ++i) {
            uint256[] memory places = both[i].places;
            for (uint256 at; at < 3 * ITEM; ++at) {
                if (at % ITEM == 0) continue; // the number of words
                uint256 right = places[at];
                places[at] = addmod(right, 1, R);
                expectInvalid(both[i]);
                places[at] = right;
            }
            assertSettles(both[i], "as it was");
        }
    }

    function test_RevertWhen_AWordOfAProofIsAnother() external {
        Many[2] memory both = bothKinds();
        for (uint256 i; i < 2; ++i) {
            bytes memory proof = both[i].proof;
            for (uint256 at; at < proof.length / 32; ++at) {
                setWord(proof, at, wordAt(proof, at) ^ 1);
                expectInvalid(both[i]);
                setWord(proof, at, wordAt(proof, at) ^ 1);
            }
            assertSettles(both[i], "as it was");
        }
    }

    /// @dev Its points are points: another item's.
    function test_RevertWhen_OneOfManyProofsIsWrong() external {
        for (uint256 i; i < 16; ++i) {
            Many memory m = items(16);
            Many memory other = items(16 + i, 1);
            for (uint256 j; j < 8; ++j) {
                setWord(m.proof, 8 * i + j, wordAt(other.proof, j));
            }
            expectInvalid(m);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       SETTLING
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_ThereAreAsManyPlacesAsBits() external {
        Many memory m = most();
        (bytes32 hash, uint256 settled) = groth16.settleMany(m.n, m.count, m.counted, m.places, m.proof);
        assertEq(hash, groth16.keyHash(1), "key");
        assertEq(settled, type(uint256).max, "settled");
        m.places[255 * ITEM + 2] = 1; // the claim
        vm.expectRevert(Errors.Groth16Predicate_ProofInvalid.selector);
        groth16.settleMany(m.n, m.count, m.counted, m.places, m.proof);
    }

    function test_When_EveryPlaceHasAProof() external view {
        for (uint256 count = 1; count <= 16; ++count) {
            assertSettles(items(count), "items");
        }
        assertSettles(items(64), "64 items");
        assertSettles(payloads(), "payloads");
    }

    function test_When_SomePlacesDoNotCount() external view {
        for (uint256 counted = 1; counted < 15; ++counted) {
            Many memory m = items(4);
            m.counted = counted;
            for (uint256 i; i < 4; ++i) {
                if (counted >> i & 1 == 1) continue;
                for (uint256 j = 1; j < ITEM; ++j) {
                    m.places[i * ITEM + j] = type(uint256).max;
                }
                for (uint256 j; j < 8; ++j) {
                    setWord(m.proof, i * 8 + j, type(uint256).max);
                }
            }
            assertFalse(verifyMany(m), "all");
            assertSettles(m, "those that count");
        }
    }

    /// @dev Nothing is asked for, so there is nothing to prove but that one proof is about these places.
    function test_When_NothingCounts() external {
        for (uint256 i; i < 2; ++i) {
            Many memory m = bothKinds()[i];
            m.counted = 0;
            assertSettles(m, "nothing");
        }
        Many memory wrong = together(THREE_OF_4);
        wrong.counted = 0;
        wrong.places[2] = 1;
        expectInvalid(wrong);
    }

    /// @dev As dear as one settlement by itself: no coefficients, four pairings.
    function test_When_OnePlaceCounts() external {
        for (uint256 i; i < 4; ++i) {
            Many memory m = items(4);
            m.counted = 2 ** i;
            vm.expectCall(address(8), pairedWith(m, i));
            assertSettles(m, "one");
        }
    }

    function pairedWith(Many memory m, uint256 i) internal pure returns (bytes memory) {
        return bytesOf(m.proof, 256 * i, 256);
    }

    function test_When_OneProofIsAboutAllPlaces() external {
        for (uint256 i; i < BATCHES; ++i) {
            Many memory m = together(i);
            if (!hasKey(m.n)) {
                expectRefusal(m, Errors.Groth16Predicate_BatchSizeUnsupported.selector, m.n);
                continue;
            }
            for (uint256 counted; counted <= allOf(m.count); counted = 2 * counted + 1) {
                m.counted = counted;
                assertSettles(m, "together");
            }
        }
    }

    /// @dev The plain way: every power of z by itself.
    function foldTogether(Many memory m) internal view returns (uint256 z, uint256 y) {
        bytes memory data = abi.encodePacked(
            keccak256("tercet/v1/batch"),
            keccak256(abi.encode(keys[1].words)),
            uint256(4),
            m.count,
            wordAt(m.proof, 0),
            m.places
        );
        z = uint248(uint256(keccak256(data)));
        y = m.count;
        uint256 at;
        for (uint256 i; i < m.count; ++i) {
            uint256 length = m.places[at++];
            for (uint256 j; j <= length; ++j) {
                y = addmod(y, mulmod(m.places[at++], powerOf(z, 1 + 128 * i + j), R), R);
            }
        }
    }

    function powerOf(uint256 base, uint256 exponent) internal pure returns (uint256 power) {
        power = 1;
        for (uint256 i; i < exponent; ++i) {
            power = mulmod(power, base, R);
        }
    }

    /// @dev Groth16's equation, without anything of the contract.
    function holds(uint256[22] memory words, bytes memory proof, uint256[3] memory inputs)
        internal
        view
        returns (bool)
    {
        bytes memory sum = abi.encode(words[14], words[15]);
        for (uint256 i; i < 3; ++i) {
            bytes memory term = precompiled(7, abi.encode(words[16 + 2 * i], words[17 + 2 * i], inputs[i]));
            sum = precompiled(6, abi.encodePacked(sum, term));
        }
        bytes memory pairs = abi.encodePacked(
            proof,
            abi.encode(words[10], words[11], words[12], words[13]),
            abi.encode(words[0], words[1], words[2], words[3], words[4], words[5]),
            sum,
            abi.encode(words[6], words[7], words[8], words[9])
        );
        return abi.decode(precompiled(8, pairs), (bool));
    }

    function precompiled(uint160 at, bytes memory data) internal view returns (bytes memory answer) {
        bool success;
        (success, answer) = address(at).staticcall(data);
        assertTrue(success, "precompiled contract");
    }
}

/// @notice All of it with a predicate of two keys.
contract PredicateOfTwoKeysSettleManyTest is PredicateSettleManyTest {
    function setUp() public override {
        super.setUp();
        forgetLastKey();
    }
}
