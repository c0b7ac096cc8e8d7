// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchTest} from "../../BatchTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Groth16Predicate} from "../../../src/Groth16Predicate.sol";
import {IGroth16Predicate} from "../../../src/interfaces/IGroth16Predicate.sol";
import {PredicateWithWords} from "../../mocks/Harnesses.sol";

contract PredicateVerifyingKeyTest is BatchTest {
    function test_RevertWhen_ThereIsNoKeyForN() external {
        for (uint256 count = 1; count <= 3; ++count) {
            IGroth16Predicate.Key[] memory some = new IGroth16Predicate.Key[](count);
            for (uint256 i; i < count; ++i) {
                some[i] = keys[i];
            }
            Groth16Predicate made = new Groth16Predicate(some);
            uint32[5] memory sizes = [uint32(0), 2, count < 2 ? 4 : 5, count < 3 ? 16 : 17, type(uint32).max];
            for (uint256 i; i < sizes.length; ++i) {
                vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_BatchSizeUnsupported.selector, sizes[i]));
                made.verifyingKey(sizes[i]);
            }
        }
    }

    /// @dev Nothing reads them: who asks for a key has looked whether it is there.
    function test_When_WordsAreReadOfAKeyThatIsNotThere() external {
        keys.pop();
        PredicateWithWords shown = new PredicateWithWords(keys);
        assertEq(abi.encode(shown.wordsOf(1)), abi.encode(keys[0].words), "first");
        assertEq(abi.encode(shown.wordsOf(4)), abi.encode(keys[1].words), "second");
        assertEq(abi.encode(shown.wordsOf(16)), new bytes(22 * 32), "none");
    }

    function test_When_ThereIsAKeyForN() external view {
        for (uint256 i; i < 3; ++i) {
            uint256[22] memory words = groth16.verifyingKey(keys[i].n);
            for (uint256 j; j < 22; ++j) {
                assertEq(words[j], keys[i].words[j], "word");
            }
        }
    }
}
