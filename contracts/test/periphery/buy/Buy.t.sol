// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors, IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ConditionalTransfer} from "../../../src/periphery/ConditionalTransfer.sol";
import {End, ForwardId} from "../../../src/types/Forward.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {FeeToken} from "../../mocks/Tokens.sol";
import {IConditionalTransfer} from "../../../src/interfaces/IConditionalTransfer.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {SaleTest} from "../SaleTest.sol";
import {SigningWallet} from "../../mocks/Wallets.sol";

contract BuyTest is SaleTest {
    function expectLate(uint64 deadline) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_Late.selector, deadline, block.timestamp));
    }

    function expectSignatureInvalid(address seller) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_SignatureInvalid.selector, seller));
    }

    function expectNonceSpent() internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_NonceSpent.selector, PROVIDER, 5));
    }

    function test_RevertWhen_TheEscrowHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_EscrowWithoutCode.selector, OBSERVER));
        new ConditionalTransfer(IForwardEscrow(OBSERVER));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     TIME, PURCHASER
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheTimeIsTheLastSecond() external {
        vm.warp(START + 1 days);
        buyAs(PURCHASER, someSale(), look());
        assertEq(escrow.ownerOf(sold), PURCHASER, "owner");
    }

    function test_RevertWhen_TheTimeIsAfterTheSellersDeadline() external {
        vm.warp(START + 1 days + 1);
        IConditionalTransfer.Sight memory seen = look();
        seen.until = START + 2 days;
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("provider", sale);
        expectLate(sale.deadline);
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
    }

    function test_RevertWhen_TheTimeIsAfterThePurchasers() external {
        IConditionalTransfer.Sight memory seen = look();
        seen.until = START + 1 hours;
        vm.warp(START + 1 hours + 1);
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("provider", sale);
        expectLate(seen.until);
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
        assertNothingMoved();
    }

    function test_RevertWhen_ItWasOfferedToSomebodyElse() external {
        IConditionalTransfer.Sale memory sale = someSale();
        sale.purchaser = OBSERVER;
        bytes memory signature = sign("provider", sale);
        IConditionalTransfer.Sight memory seen = look();
        vm.expectRevert(abi.encodeWithSelector(Errors.ConditionalTransfer_PurchaserOther.selector, PURCHASER, OBSERVER));
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
    }

    function test_When_ItWasOfferedToTheCaller() external {
        IConditionalTransfer.Sale memory sale = someSale();
        sale.purchaser = PURCHASER;
        buyAs(PURCHASER, sale, look());
        assertEq(escrow.ownerOf(sold), PURCHASER, "owner");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       SIGNATURE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_AnyFieldOfTheSaleIsAnother() external {
        bytes memory signature = sign("provider", someSale());
        IConditionalTransfer.Sight memory seen = look();
        for (uint256 i; i < 6; ++i) {
            IConditionalTransfer.Sale memory sale = someSale();
            if (i == 0) sale.position = buyerToken(assignedForward());
            if (i == 1) sale.seller = BUYER;
            if (i == 2) sale.purchaser = PURCHASER;
            if (i == 3) sale.token = address(token);
            if (i == 4) sale.deadline += 1;
            if (i == 5) sale.price -= 1;
            expectSignatureInvalid(sale.seller);
            vm.prank(PURCHASER);
            helper.buy(sale, signature, seen);
        }
        IConditionalTransfer.Sale memory again = someSale();
        again.nonce = 6;
        expectSignatureInvalid(PROVIDER);
        vm.prank(PURCHASER);
        helper.buy(again, signature, seen);
        assertNothingMoved();
    }

    function test_RevertWhen_TheChainOrTheHelperIsAnother() external {
        bytes memory signature = sign("provider", someSale());
        IConditionalTransfer.Sight memory seen = look();
        IConditionalTransfer.Sale memory sale = someSale();
        ConditionalTransfer other = new ConditionalTransfer(escrow);
        expectSignatureInvalid(PROVIDER);
        vm.prank(PURCHASER);
        other.buy(sale, signature, seen);
        vm.chainId(block.chainid + 1);
        expectSignatureInvalid(PROVIDER);
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
        assertNothingMoved();
    }

    function test_RevertWhen_SomebodyElseSigned() external {
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("purchaser", sale);
        IConditionalTransfer.Sight memory seen = look();
        expectSignatureInvalid(PROVIDER);
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
    }

    /// @dev What wallets show and sign, against forge's own reading of EIP-712.
    function test_When_TheSaleIsHashed() external view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Tercet ConditionalTransfer"),
                keccak256("1"),
                block.chainid,
                address(helper)
            )
        );
        string memory sale =
            "Sale(uint256 position,address seller,address purchaser,address token,uint64 deadline,uint256 price,uint256 nonce)";
        bytes32 message = vm.eip712HashStruct(sale, abi.encode(someSale()));
        assertEq(helper.saleDigest(someSale()), keccak256(abi.encodePacked("\x19\x01", domain, message)));
    }

    function test_When_TheSellerIsAContractThatSigns() external {
        address wallet = address(new SigningWallet(PROVIDER));
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, wallet, sold);
        vm.prank(wallet);
        escrow.approve(address(helper), sold);
        IConditionalTransfer.Sale memory sale = someSale();
        sale.seller = wallet;
        buyAs(PURCHASER, sale, look());
        assertEq(escrow.ownerOf(sold), PURCHASER, "owner");
        assertEq(money.balanceOf(wallet), SALE_PRICE, "money of the wallet");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         NONCE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheNonceIsSpent() external {
        vm.prank(PROVIDER);
        helper.spend(5);
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("provider", sale);
        IConditionalTransfer.Sight memory seen = look();
        expectNonceSpent();
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
    }

    /// @dev The position comes back to a seller who approved the helper for all: their old signature is worth nothing.
    function test_RevertWhen_TheSaleTookPlaceBefore() external {
        buyAs(PURCHASER, someSale(), look());
        vm.prank(PURCHASER);
        escrow.transferFrom(PURCHASER, PROVIDER, sold);
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(address(helper), true);
        money.mint(PURCHASER, SALE_PRICE);
        vm.prank(PURCHASER);
        money.approve(address(helper), SALE_PRICE);
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("provider", sale);
        IConditionalTransfer.Sight memory seen = look();
        expectNonceSpent();
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   MONEY AND POSITION
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_ThePurchaserCannotPay() external {
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("provider", sale);
        IConditionalTransfer.Sight memory seen = look();
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(helper), 0, SALE_PRICE)
        );
        vm.prank(OBSERVER);
        helper.buy(sale, signature, seen);
        assertFalse(helper.isSpent(PROVIDER, 5), "spent");
    }

    function test_RevertWhen_TheTokenKeepsAPart() external {
        FeeToken fee = new FeeToken();
        fee.mint(PURCHASER, SALE_PRICE);
        vm.prank(PURCHASER);
        fee.approve(address(helper), SALE_PRICE);
        IConditionalTransfer.Sale memory sale = someSale();
        sale.token = address(fee);
        bytes memory signature = sign("provider", sale);
        IConditionalTransfer.Sight memory seen = look();
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ConditionalTransfer_PaymentOther.selector, SALE_PRICE, SALE_PRICE - SALE_PRICE / 100
            )
        );
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
        assertEq(fee.balanceOf(PURCHASER), SALE_PRICE, "money of the purchaser");
        assertEq(escrow.ownerOf(sold), PROVIDER, "owner");
    }

    function test_When_TheSellerHasMoneyAlready() external {
        money.mint(PROVIDER, 7);
        buyAs(PURCHASER, someSale(), look());
        assertEq(money.balanceOf(PROVIDER), SALE_PRICE + 7, "money of the seller");
    }

    /// @dev Somebody offers what is not theirs, to a purchaser who does not look.
    function test_RevertWhen_TheSellerDoesNotHoldThePosition() external {
        IConditionalTransfer.Sale memory sale = someSale();
        sale.seller = makeAddr("thief");
        bytes memory signature = sign("thief", sale);
        IConditionalTransfer.Sight memory seen = look();
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721IncorrectOwner.selector, sale.seller, sold, PROVIDER)
        );
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
        assertNothingMoved();
    }

    function test_RevertWhen_TheHelperIsNotApproved() external {
        vm.prank(PROVIDER);
        escrow.approve(address(0), sold);
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("provider", sale);
        IConditionalTransfer.Sight memory seen = look();
        vm.expectRevert(
            abi.encodeWithSelector(IERC721Errors.ERC721InsufficientApproval.selector, address(helper), sold)
        );
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
        assertNothingMoved();
    }

    function test_RevertWhen_AnyPartOfTheStateIsAnother() external {
        IConditionalTransfer.Sale memory sale = someSale();
        bytes memory signature = sign("provider", sale);
        ForwardId id = escrow.forwardId(assignedForward());
        for (uint256 i; i < 6; ++i) {
            IConditionalTransfer.Sight memory seen = look();
            if (i == 0) seen.state.buyer = OBSERVER;
            if (i == 1) seen.state.delivered = 1;
            if (i == 2) seen.state.provider = OBSERVER;
            if (i == 3) seen.state.cursor = 1;
            if (i == 4) seen.state.end = End.Closed;
            if (i == 5) seen.commitment = 1;
            vm.expectRevert(
                abi.encodeWithSelector(Errors.ConditionalTransfer_StateChanged.selector, id, escrow.stateOf(id), 0)
            );
            vm.prank(PURCHASER);
            helper.buy(sale, signature, seen);
        }
        assertNothingMoved();
    }

    function test_When_TheBuyersPositionIsSold() external {
        uint256 bought = buyerToken(assignedForward());
        vm.prank(BUYER);
        escrow.approve(address(helper), bought);
        IConditionalTransfer.Sale memory sale = someSale();
        (sale.position, sale.seller) = (bought, BUYER);
        bytes memory signature = sign("buyer", sale);
        IConditionalTransfer.Sight memory seen = look();
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);
        assertEq(escrow.ownerOf(bought), PURCHASER, "owner");
        assertEq(escrow.ownerOf(sold), PROVIDER, "owner of the other side");
        assertEq(money.balanceOf(BUYER), SALE_PRICE, "money of the seller");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_EverythingIsInOrder() external {
        bytes memory signature = sign("provider", someSale());
        IConditionalTransfer.Sight memory seen = look();
        vm.expectEmit(address(helper));
        emit IConditionalTransfer.Spent(PROVIDER, 5);
        vm.expectEmit(address(helper));
        emit IConditionalTransfer.Sold(sold, PROVIDER, PURCHASER, address(money), SALE_PRICE);
        IConditionalTransfer.Sale memory sale = someSale();
        vm.prank(PURCHASER);
        helper.buy(sale, signature, seen);

        assertEq(escrow.ownerOf(sold), PURCHASER, "owner");
        assertEq(escrow.getApproved(sold), address(0), "approved");
        assertEq(money.balanceOf(PURCHASER), 0, "money of the purchaser");
        assertEq(money.balanceOf(PROVIDER), SALE_PRICE, "money of the seller");
        assertEq(money.balanceOf(address(helper)), 0, "money of the helper");
        assertTrue(helper.isSpent(PROVIDER, 5), "spent");
    }
}
