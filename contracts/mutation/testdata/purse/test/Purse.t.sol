// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {Purse} from "../src/Purse.sol";

contract Purse_Test is Test {
    Purse internal purse = new Purse();

    function test_Put() external {
        purse.put(3);
        purse.put(2);
        assertEq(purse.kept(), 5, "kept");
        assertEq(purse.times(), 2, "times");
    }

    function test_Take() external {
        purse.put(3);
        vm.expectEmit();
        emit Purse.Taken(2);
        purse.take(2);
        assertEq(purse.kept(), 1, "kept");
        vm.expectRevert(Purse.Purse_TooMuch.selector);
        purse.take(2);
        purse.take(1);
        assertEq(purse.kept(), 0, "nothing kept");
    }

    function test_Owner() external {
        assertEq(purse.OWNER(), address(this), "owner");
        vm.prank(address(1));
        vm.expectRevert(Purse.Purse_NotOwner.selector);
        purse.take(0);
    }

    function test_Kind() external {
        assertTrue(purse.kind() == Purse.Kind.Empty, "empty");
        purse.put(1);
        assertTrue(purse.kind() == Purse.Kind.Full, "full");
    }

    function test_Only() external view {
        assertTrue(purse.only(true, false), "the first");
        assertFalse(purse.only(true, true), "both");
        assertFalse(purse.only(false, false), "none");
    }

    function test_AtLeastNine() external view {
        assertEq(purse.atLeastNine(8), 9, "below");
        assertEq(purse.atLeastNine(9), 9, "equal");
        assertEq(purse.atLeastNine(10), 10, "above");
    }

    function test_Half() external view {
        assertEq(purse.half(9), 0, "up to nine");
        assertEq(purse.half(10), 5, "above");
    }
}
