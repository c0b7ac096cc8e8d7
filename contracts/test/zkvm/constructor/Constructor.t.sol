// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {ZkvmTest} from "../ZkvmTest.sol";

contract ConstructorTest is ZkvmTest {
    function test_RevertWhen_TheVerifierHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_VerifierWithoutCode.selector, OBSERVER));
        adapterOf(OBSERVER);
    }

    function test_When_EverythingIsInOrder() external view {
        assertEq(address(adapter.VERIFIER()), address(verifier), "verifier");
        assertEq(adapter.PROGRAM_KEY(), PROGRAM, "program");
        assertEq(adapter.TAG(), keccak256("tercet/v1/zkvm"), "tag");
    }
}
