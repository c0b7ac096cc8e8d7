// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {ForwardEscrow} from "../../../src/ForwardEscrow.sol";

contract ConstructorTest is BaseTest {
    function test_RevertWhen_TheClaimDelayIsZero() external {
        vm.expectRevert(Errors.ForwardEscrow_ClaimDelayZero.selector);
        new ForwardEscrow(0);
    }

    function test_When_TheClaimDelayIsNotZero() external {
        assertEq(new ForwardEscrow(1).CLAIM_DELAY(), 1);
    }
}
