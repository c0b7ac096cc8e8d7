// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdError} from "forge-std/StdError.sol";

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward, Group, Payment} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";

contract SettleGroupTest is BaseTest {
    uint256 internal constant ALL = type(uint256).max;

    function groups() internal returns (Group[] memory) {
        Forward[] memory forwards = risingForwards(3);
        openAccepted(forwards);
        Group memory group = groupOf(forwards, 1, "abc");
        group.deliveries[1].recipient = OBSERVER;
        return only(group);
    }

    function test_RevertWhen_TheCallerIsNotTheEscrow() external {
        Group[] memory some = groups();
        address[3] memory callers = [PROVIDER, address(this), address(predicate)];
        for (uint256 i; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_CallerNotEscrow.selector, callers[i]));
            vm.prank(callers[i]);
            escrow.settleGroup(0, PROVIDER, ALL, some);
        }
    }

    function test_RevertWhen_ThereIsNoSuchGroup() external {
        Group[] memory some = groups();
        vm.expectRevert(stdError.indexOOBError);
        vm.prank(address(escrow));
        escrow.settleGroup(1, PROVIDER, ALL, some);
    }

    function test_When_TheEscrowCalls() external {
        Group[] memory some = groups();
        vm.prank(address(escrow));
        Payment[] memory payments = escrow.settleGroup(0, PROVIDER, ALL, some);
        assertEq(payments.length, 2, "payments");
        assertEq(payments[0].recipient, PROVIDER, "first recipient");
        assertEq(payments[0].amount, 2 * uint256(PRICE + BOND), "first amount");
        assertEq(payments[0].token, address(token), "first token");
        assertEq(payments[1].recipient, OBSERVER, "second recipient");
        assertEq(payments[1].amount, PRICE + BOND, "second amount");
        assertBalance(address(escrow), 3 * uint256(PRICE + BOND), "escrow, which pays after the last group");
    }

    function test_When_NothingCounts() external {
        Group[] memory some = groups();
        for (uint256 i; i < 3; ++i) {
            some[0].deliveries[i].recipient = address(0);
        }
        vm.prank(address(escrow));
        assertEq(escrow.settleGroup(0, PROVIDER, ALL, some).length, 0, "payments");
    }

    function test_When_SomePlacesMayNotCount() external {
        Group[] memory some = groups();
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Skipped(
            escrow.forwardId(some[0].deliveries[1].forward),
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateDeclined.selector, address(predicate))
        );
        vm.prank(address(escrow));
        Payment[] memory payments = escrow.settleGroup(0, PROVIDER, 5, some);
        assertEq(payments.length, 1, "payments");
        assertEq(payments[0].amount, 2 * uint256(PRICE + BOND), "amount");
    }
}
