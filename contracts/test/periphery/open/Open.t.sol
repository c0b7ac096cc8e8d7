// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {EtherEntry} from "../../../src/periphery/EtherEntry.sol";
import {Forward, ForwardId, Status, Terms} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IWETH} from "../../../src/interfaces/IWETH.sol";
import {MockWETH, UnapprovingWETH} from "../../mocks/MockWETH.sol";

contract OpenWithEtherTest is BaseTest {
    MockWETH internal weth;
    EtherEntry internal entry;

    function setUp() public override {
        super.setUp();
        weth = new MockWETH();
        entry = new EtherEntry(escrow, IWETH(address(weth)));
        vm.deal(BUYER, 1 ether);
    }

    function etherTerms() internal view returns (Terms memory terms) {
        terms = defaultTerms();
        terms.token = address(weth);
    }

    function openWith(Terms memory terms, uint256 value) internal returns (ForwardId) {
        vm.prank(BUYER);
        return entry.open{value: value}(terms, SALT, "params", "task");
    }

    function expectValueOther(uint256 value) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.EtherEntry_ValueOther.selector, value, PRICE));
    }

    function test_RevertWhen_TheEscrowHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.EtherEntry_PartWithoutCode.selector, OBSERVER));
        new EtherEntry(IForwardEscrow(OBSERVER), IWETH(address(weth)));
    }

    function test_RevertWhen_WrappedEtherHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.EtherEntry_PartWithoutCode.selector, OBSERVER));
        new EtherEntry(escrow, IWETH(OBSERVER));
    }

    function test_RevertWhen_WrappedEtherRefusesTheApproval() external {
        address refusing = address(new UnapprovingWETH());
        vm.expectRevert(abi.encodeWithSelector(Errors.EtherEntry_ApprovalRefused.selector, refusing));
        new EtherEntry(escrow, IWETH(refusing));
    }

    function test_RevertWhen_TheTermsNameAnotherToken() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.EtherEntry_TokenOther.selector, address(token), address(weth)));
        openWith(defaultTerms(), PRICE);
    }

    function test_RevertWhen_LessThanThePriceIsSent() external {
        expectValueOther(PRICE - 1);
        openWith(etherTerms(), PRICE - 1);
    }

    function test_RevertWhen_MoreThanThePriceIsSent() external {
        expectValueOther(PRICE + 1);
        openWith(etherTerms(), PRICE + 1);
    }

    function test_RevertWhen_TheEscrowRefuses() external {
        Terms memory terms = etherTerms();
        terms.quantity = 0;
        vm.expectRevert(Errors.ForwardEscrow_QuantityZero.selector);
        openWith(terms, PRICE);
        assertEq(BUYER.balance, 1 ether, "ether of the buyer");
    }

    function test_RevertWhen_EtherIsSentWithoutACall() external {
        vm.prank(BUYER);
        (bool sent,) = address(entry).call{value: 1}("");
        assertFalse(sent, "sent");
    }

    function test_When_TheForwardIsReclaimed() external {
        openWith(etherTerms(), PRICE);
        vm.warp(SETTLE_BY);
        escrow.reclaim(Forward(etherTerms(), BUYER, SALT));
        assertEq(weth.balanceOf(BUYER), PRICE, "wrapped ether of the buyer");
    }

    function test_When_EverythingIsInOrder() external {
        Forward memory forward = Forward(etherTerms(), BUYER, SALT);
        ForwardId id = openWith(etherTerms(), PRICE);
        assertId(id, escrow.forwardId(forward));
        assertStatus(forward, Status.Pending);
        assertEq(escrow.ownerOf(buyerToken(forward)), BUYER, "owner");
        assertEq(weth.balanceOf(address(escrow)), PRICE, "wrapped ether of the escrow");
        assertEq(BUYER.balance, 1 ether - PRICE, "ether of the buyer");
        assertEq(address(entry).balance, 0, "ether of the entry");
        assertEq(weth.balanceOf(address(entry)), 0, "wrapped ether of the entry");
    }

    /// @dev What somebody gives the entry by mistake pays for nobody's forward.
    function testFuzz_DonationsPayForNothing(uint64 donation) external {
        vm.deal(OBSERVER, donation);
        vm.startPrank(OBSERVER);
        weth.deposit{value: donation}();
        assertTrue(weth.transfer(address(entry), donation), "transferred");
        vm.stopPrank();
        expectValueOther(0);
        openWith(etherTerms(), 0);
        openWith(etherTerms(), PRICE);
        assertEq(weth.balanceOf(address(entry)), donation, "wrapped ether of the entry");
    }
}
