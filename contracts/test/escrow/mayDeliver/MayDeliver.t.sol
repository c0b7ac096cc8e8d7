// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {ForwardId} from "../../../src/types/Forward.sol";

contract MayDeliverTest is BaseTest {
    ForwardId internal id;
    uint256 internal position;

    function setUp() public override {
        super.setUp();
        id = open(assignedForward());
        position = providerToken(assignedForward());
    }

    function assertMayDeliver(address who, bool expected) internal view {
        assertEq(escrow.mayDeliver(id, who), expected, vm.toString(who));
    }

    function test_Given_NobodyAccepted() external {
        assertMayDeliver(address(0), false);
        assertMayDeliver(BUYER, false);
        assertMayDeliver(PROVIDER, false);
        ForwardId unknown = escrow.forwardId(defaultForward());
        assertFalse(escrow.mayDeliver(unknown, PROVIDER), "a forward that is not there");
    }

    function test_When_ItIsTheProvider() external {
        accept(assignedForward(), PROVIDER);
        assertMayDeliver(PROVIDER, true);
        assertMayDeliver(OBSERVER, false);
        assertMayDeliver(address(0), false);
    }

    function test_When_ItIsApprovedForThePosition() external {
        accept(assignedForward(), PROVIDER);
        vm.startPrank(PROVIDER);
        escrow.approve(OBSERVER, position);
        assertMayDeliver(OBSERVER, true);
        escrow.transferFrom(PROVIDER, FUNDER, position);
        vm.stopPrank();
        assertMayDeliver(OBSERVER, false);
    }

    function test_When_ItIsAnOperatorOfTheProvider() external {
        accept(assignedForward(), PROVIDER);
        vm.startPrank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        assertMayDeliver(OBSERVER, true);
        escrow.setApprovalForAll(OBSERVER, false);
        vm.stopPrank();
        assertMayDeliver(OBSERVER, false);
    }

    function test_When_ItIsSomebodyOfTheBuyersSide() external {
        accept(assignedForward(), PROVIDER);
        uint256 buyers = buyerToken(assignedForward());
        vm.startPrank(BUYER);
        escrow.approve(OBSERVER, buyers);
        escrow.setApprovalForAll(FUNDER, true);
        vm.stopPrank();
        assertMayDeliver(BUYER, false);
        assertMayDeliver(OBSERVER, false);
        assertMayDeliver(FUNDER, false);
    }

    function test_Given_ThePositionWasTransferred() external {
        accept(assignedForward(), PROVIDER);
        vm.startPrank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        escrow.transferFrom(PROVIDER, FUNDER, position);
        vm.stopPrank();
        assertMayDeliver(FUNDER, true);
        assertMayDeliver(PROVIDER, false);
        assertMayDeliver(OBSERVER, false);
    }
}
