// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {ForwardEscrow} from "../../../src/ForwardEscrow.sol";
import {IRounds} from "../../../src/interfaces/IRounds.sol";
import {PositionDescriptor} from "../../../src/periphery/PositionDescriptor.sol";
import {newEscrow} from "../../Deploy.sol";

contract ConstructorTest is BaseTest {
    function test_RevertWhen_TheClaimDelayIsZero() external {
        (IRounds rounds, PositionDescriptor descriptor) = (escrow.ROUNDS(), escrow.DESCRIPTOR());
        vm.expectRevert(Errors.ForwardEscrow_ClaimDelayZero.selector);
        new ForwardEscrow(0, rounds, descriptor);
    }

    function test_RevertWhen_TheRoundsHaveNoCode() external {
        PositionDescriptor descriptor = escrow.DESCRIPTOR();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PartWithoutCode.selector, OBSERVER));
        new ForwardEscrow(1, IRounds(OBSERVER), descriptor);
    }

    function test_RevertWhen_TheDescriptorHasNoCode() external {
        IRounds rounds = escrow.ROUNDS();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PartWithoutCode.selector, OBSERVER));
        new ForwardEscrow(1, rounds, PositionDescriptor(OBSERVER));
    }

    function test_When_TheClaimDelayIsNotZero() external {
        assertEq(newEscrow(1).CLAIM_DELAY(), 1);
    }
}
