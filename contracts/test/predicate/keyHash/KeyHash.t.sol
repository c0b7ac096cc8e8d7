// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchTest} from "../../BatchTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Groth16Predicate} from "../../../src/Groth16Predicate.sol";
import {IGroth16Predicate} from "../../../src/interfaces/IGroth16Predicate.sol";

contract PredicateKeyHashTest is BatchTest {
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
                made.keyHash(sizes[i]);
            }
        }
    }

    function test_When_ThereIsAKeyForN() external view {
        for (uint256 i; i < 3; ++i) {
            assertEq(groth16.keyHash(keys[i].n), keccak256(abi.encode(keys[i].words)), "hash");
        }
    }
}
