// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {CallbackToken, ListeningWallet} from "../mocks/Offers.sol";
import {ConditionalTransfer} from "../../src/periphery/ConditionalTransfer.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {Forward} from "../../src/types/Forward.sol";
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

    /// @dev Both sides agreed to give the seller all there is, and the seller keeps that in a drawer until the sale is over.
    function test_ConsentFromBeforeTheSaleClosesNothingAfterIt() external {
        bytes memory buyers = consent("buyer", assignedForward(), 0, SETTLE_BY);
        bytes memory sellers = consent("provider", assignedForward(), 0, SETTLE_BY);
        buy();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, BUYER));
        escrow.close(assignedForward(), 0, SETTLE_BY, buyers, sellers);
    }

    /// @dev Approvals of the position end with the sale, and those for all of the seller's are for what the seller holds.
    function test_SellersOperatorsTakeNothingBack() external {
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        buy();
        bytes memory refused = abi.encodeWithSelector(
            Errors.ForwardEscrow_NotProvider.selector, escrow.forwardId(assignedForward()), OBSERVER, PURCHASER
        );
        vm.expectRevert(refused);
        settleAs(OBSERVER, stepOf(assignedForward(), 0, 1, QUANTITY));
        vm.prank(OBSERVER);
        vm.expectPartialRevert(IERC721Errors.ERC721InsufficientApproval.selector);
        escrow.transferFrom(PURCHASER, PROVIDER, sold);
        assertFalse(escrow.mayDeliver(escrow.forwardId(assignedForward()), address(helper)), "helper");
    }

    /// @dev The helper may move positions. As money they count for one, and no position is the first.
    function test_PositionIsNoMoney() external {
        Forward memory other = assignedForward(keccak256("of the purchaser"));
        other.buyer = PURCHASER;
        vm.warp(NOW);
        open(other);
        vm.prank(PURCHASER);
        escrow.setApprovalForAll(address(helper), true);
        (sale.token, sale.price) = (address(escrow), buyerToken(other));
        resign();
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_PaymentOther.selector, sale.price, 1));
        buy();
    }

    /// @dev A purchaser who is called while they pay buys a second position there: each payment counts for its own sale.
    function test_OnePaymentDoesNotCountForTwoPositions() external {
        (CallbackToken calling, ListeningWallet purchaser) = listening();
        IConditionalTransfer.Sale memory second = sale;
        second.position = secondPosition();
        second.nonce = 6;
        IConditionalTransfer.Sight memory sight = seen;
        sight.state = escrow.stateOf(escrow.forwardId(assignedForward(keccak256("second"))));
        purchaser.prepare(address(helper), abi.encodeCall(helper.buy, (second, sign("provider", second), sight)));
        vm.expectRevert(
            abi.encodeWithSelector(Errors.ConditionalTransfer_PaymentOther.selector, SALE_PRICE, 2 * SALE_PRICE)
        );
        vm.prank(address(purchaser));
        helper.buy(sale, signature, seen);
        assertEq(calling.balanceOf(address(purchaser)), 2 * SALE_PRICE, "money of the purchaser");
    }

    /// @dev The same sale again, from inside: its nonce is used up before anybody is called.
    function test_SaleDoesNotTakePlaceInsideItself() external {
        (CallbackToken calling, ListeningWallet purchaser) = listening();
        purchaser.prepare(address(helper), abi.encodeCall(helper.buy, (sale, signature, seen)));
        vm.prank(address(purchaser));
        helper.buy(sale, signature, seen);
        assertFalse(purchaser.worked(), "inner sale");
        assertEq(calling.balanceOf(PROVIDER), SALE_PRICE, "seller is paid once");
        assertEq(escrow.ownerOf(sold), address(purchaser), "owner");
    }

    /// @dev A purchaser with code, and money that calls it when it moves.
    function listening() internal returns (CallbackToken calling, ListeningWallet purchaser) {
        calling = new CallbackToken();
        purchaser = new ListeningWallet();
        calling.listen(address(purchaser));
        calling.mint(address(purchaser), 2 * SALE_PRICE);
        purchaser.approve(calling, address(helper));
        sale.token = address(calling);
        resign();
    }

    function secondPosition() internal returns (uint256) {
        Forward memory second = assignedForward(keccak256("second"));
        vm.warp(NOW);
        open(second);
        accept(second, PROVIDER);
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(address(helper), true);
        return providerToken(second);
    }

    function resign() internal {
        signature = sign("provider", sale);
    }
}
