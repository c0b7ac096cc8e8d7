// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ConditionalTransfer} from "../../src/periphery/ConditionalTransfer.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {IConditionalTransfer} from "../../src/interfaces/IConditionalTransfer.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {IRounds} from "../../src/interfaces/IRounds.sol";
import {ReentrantToken} from "../mocks/Tokens.sol";
import {SaleTest} from "../periphery/SaleTest.sol";

/// @notice The helper without its look at the forward.
contract BlindTransfer is ConditionalTransfer {
    constructor(IForwardEscrow escrow) ConditionalTransfer(escrow) {}

    function _checkSight(uint256, Sight calldata) internal pure override {}
}

/// @notice A seller takes what a position is worth, and then sells it.
contract SaleAttackTest is SaleTest {
    IConditionalTransfer.Sale internal sale;
    IConditionalTransfer.Sight internal seen;
    bytes internal signature;

    function setUp() public override {
        super.setUp();
        prepare();
    }

    /// @dev The purchaser looks and signs; their transaction is under way.
    function prepare() internal {
        sale = someSale();
        seen = look();
        signature = sign("provider", sale);
    }

    function buy() internal {
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
    }

    function expectRefused() internal {
        vm.expectPartialRevert(Errors.ConditionalTransfer_StateChanged.selector);
        buy();
        assertEq(money.balanceOf(PURCHASER), SALE_PRICE, "money of the purchaser");
    }

    function test_PositionDrainedBeforeItsSaleIsNotBought() external {
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, QUANTITY));
        expectRefused();
    }

    function test_PositionDrainedBeforeItsSaleIsBought_WithoutSight() external {
        helper = new BlindTransfer(escrow);
        approveHelper();
        prepare();
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, QUANTITY));
        buy();
        assertEq(money.balanceOf(PROVIDER), SALE_PRICE, "seller is paid");
        assertBalance(PROVIDER, PRICE + BOND, "and has all that the forward held");
        assertEq(escrow.ownerOf(sold), PURCHASER, "the purchaser has a receipt");
    }

    function test_PositionDrainedInPartBeforeItsSaleIsNotBought() external {
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 1));
        expectRefused();
    }

    /// @dev Both sides share what is left, the buyer's side being the seller's as well.
    function test_PositionClosedBeforeItsSaleIsNotBought() external {
        bytes memory consent_ = consent("buyer", assignedForward(), 0, block.timestamp);
        vm.prank(PROVIDER);
        escrow.close(assignedForward(), 0, block.timestamp, consent_, "");
        expectRefused();
    }

    function test_PositionReclaimedBeforeItsSaleIsNotBought() external {
        sale.deadline = SETTLE_BY;
        seen.until = SETTLE_BY;
        signature = sign("provider", sale);
        vm.warp(SETTLE_BY);
        escrow.reclaim(assignedForward());
        expectRefused();
    }

    /// @dev The other side goes to somebody with whom the purchaser would not deal.
    function test_PositionWhoseOtherSideChangedHandsIsNotBought() external {
        uint256 bought = buyerToken(assignedForward());
        vm.prank(BUYER);
        escrow.transferFrom(BUYER, OBSERVER, bought);
        expectRefused();
    }

    /// @dev The money's own token calls the seller's contract during the payment, who settles there.
    function test_PositionDrainedDuringItsSaleIsNotBought() external {
        ReentrantToken calling = new ReentrantToken();
        calling.mint(PURCHASER, SALE_PRICE);
        vm.prank(PURCHASER);
        calling.approve(address(helper), SALE_PRICE);
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(address(calling), true);
        sale.token = address(calling);
        signature = sign("provider", sale);
        calling.prepare(
            address(escrow), abi.encodeCall(IForwardEscrow.settle, (stepOf(assignedForward(), 0, 1, QUANTITY), PROOF))
        );
        vm.expectPartialRevert(Errors.ConditionalTransfer_StateChanged.selector);
        buy();
        assertEq(escrow.ownerOf(sold), PROVIDER, "owner");
        assertBalance(PROVIDER, 0, "settled");
    }

    /// @dev A commitment to anything makes a two-round forward worthless, and costs the purchaser the bond.
    function test_PositionSpoiledByACommitmentBeforeItsSaleIsNotBought() external {
        vm.mockCall(
            address(escrow.ROUNDS()),
            abi.encodeWithSelector(IRounds.roundOf.selector),
            abi.encode(uint256(66), uint256(0))
        );
        expectRefused();
    }
}
