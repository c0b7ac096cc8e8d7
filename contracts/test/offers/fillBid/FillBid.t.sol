// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {Bid, BidFill} from "../../../src/types/Offer.sol";
import {ContractWallet} from "../../mocks/Offers.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {FeeToken, TokenWithoutReturn, MintableToken} from "../../mocks/Tokens.sol";
import {Forward, ForwardId, Status, Terms} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IOffers} from "../../../src/interfaces/IOffers.sol";
import {IPermit2Owner, OffersTest} from "../OffersTest.sol";

contract FillBidTest is OffersTest {
    function expectRefusal(Bid memory bid, uint96 quantity, bytes memory reason) internal {
        fillExpecting(bid, signed(bid), bidFill(quantity), reason);
    }

    function expectQuantityInvalid(Bid memory bid, uint96 quantity, uint96 left) internal {
        bytes4 selector = Errors.Offers_QuantityInvalid.selector;
        expectRefusal(bid, quantity, abi.encodeWithSelector(selector, quantity, MIN_FILL, left));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS LEFT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheBidIsExpired() external {
        Bid memory bid = defaultBid();
        vm.warp(EXPIRY - 1);
        fill(bid, MIN_FILL);
        vm.warp(EXPIRY);
        expectRefusal(bid, MIN_FILL, abi.encodeWithSelector(Errors.Offers_Expired.selector, EXPIRY, EXPIRY));
    }

    function test_RevertGiven_TheBidIsCancelled() external {
        Bid memory bid = defaultBid();
        vm.prank(BUYER);
        offers.cancelBid(bid);
        expectRefusal(bid, MIN_FILL, abi.encodeWithSelector(Errors.Offers_Cancelled.selector, offers.bidHash(bid)));
    }

    function test_RevertGiven_ItsNonceIsCancelled() external {
        Bid memory bid = defaultBid();
        vm.prank(BUYER);
        offers.cancelNonces(NONCE_WORD, NONCE_BIT);
        expectRefusal(bid, MIN_FILL, abi.encodeWithSelector(Errors.Offers_Cancelled.selector, offers.bidHash(bid)));
    }

    function test_RevertWhen_NothingIsTaken() external {
        expectQuantityInvalid(defaultBid(), 0, TOTAL);
        Bid memory bid = defaultBid();
        fill(bid, TOTAL);
        expectQuantityInvalid(bid, 0, 0);
    }

    function test_RevertWhen_MoreThanIsLeftIsTaken() external {
        Bid memory bid = defaultBid();
        expectQuantityInvalid(bid, TOTAL + 1, TOTAL);
        fill(bid, 600);
        expectQuantityInvalid(bid, 401, 400);
        fill(bid, 400);
        expectQuantityInvalid(bid, 1, 0);
    }

    function test_RevertWhen_LessThanTheSmallestPartIsTaken() external {
        expectQuantityInvalid(defaultBid(), MIN_FILL - 1, TOTAL);
        fill(defaultBid(), MIN_FILL);
    }

    function test_When_TheRestIsSmallerThanTheSmallestPart() external {
        Bid memory bid = defaultBid();
        fill(bid, TOTAL - MIN_FILL + 1);
        expectQuantityInvalid(bid, MIN_FILL - 2, MIN_FILL - 1);
        fill(bid, MIN_FILL - 1);
        assertTaken(offers.bidHash(bid), TOTAL);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        PRICE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheRampDoesNotStartBeforeItEnds() external {
        Bid memory bid = defaultBid();
        bid.offer.rampStart = NOW + 1;
        bid.offer.rampEnd = NOW + 1;
        expectRefusal(bid, TOTAL, abi.encodeWithSelector(Errors.Offers_RampInvalid.selector, NOW + 1, NOW + 1));
    }

    function test_RevertWhen_ItPaysLessThanTheTakerAsksFor() external {
        Bid memory bid = defaultBid();
        BidFill memory taking = bidFill(TOTAL);
        taking.minPrice = TOTAL_PRICE + 1;
        bytes4 selector = Errors.Offers_PriceTooLow.selector;
        fillExpecting(bid, signed(bid), taking, abi.encodeWithSelector(selector, TOTAL_PRICE, TOTAL_PRICE + 1));
        taking.minPrice = TOTAL_PRICE;
        bytes memory signature = signed(bid);
        vm.prank(PROVIDER);
        offers.fillBid(bid, signature, taking);
    }

    function test_RevertWhen_ThePartIsWorthNothing() external {
        Bid memory bid = defaultBid();
        bid.offer.terms.price = 9; // a part of a hundredth of it is worth 0.9
        expectRefusal(bid, MIN_FILL, abi.encodeWithSelector(Errors.ForwardEscrow_PriceZero.selector));
    }

    function test_When_ThePriceRises() external {
        Bid memory bid = defaultBid();
        withRamp(bid.offer, 1_000_000, 2_000_001);
        assertEq(priceAt(bid, NOW + 1 days - 1), 1_000_000, "before");
        assertEq(priceAt(bid, NOW + 1 days), 1_000_000, "at its start");
        assertEq(priceAt(bid, NOW + 1 days + 1), 1_000_011, "after a second: 11.57 up, rounded down");
        assertEq(priceAt(bid, NOW + 1.5 days), 1_500_000, "half-way: 1,500,000.5 rounded down");
        assertEq(priceAt(bid, NOW + 2 days - 1), 1_999_989, "a second before its end");
        assertEq(priceAt(bid, NOW + 2 days), 2_000_001, "at its end");
        assertEq(priceAt(bid, NOW + 3 days), 2_000_001, "after");
    }

    function test_When_ThePriceFalls() external {
        Bid memory bid = defaultBid();
        withRamp(bid.offer, 2_000_001, 1_000_000);
        assertEq(priceAt(bid, NOW + 1 days), 2_000_001, "at its start");
        assertEq(priceAt(bid, NOW + 1.5 days), 1_500_000, "half-way: 1,500,000.5 rounded down");
        assertEq(priceAt(bid, NOW + 2 days), 1_000_000, "at its end");
    }

    /// @dev What taking it all pays, from a state that is put back.
    function priceAt(Bid memory bid, uint256 time) internal returns (uint256 paid) {
        uint256 snapshot = vm.snapshotState();
        vm.warp(time);
        fill(bid, TOTAL);
        paid = MONEY - token.balanceOf(BUYER);
        vm.revertToState(snapshot);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      SIGNATURE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_SomebodyElseSigned() external {
        Bid memory bid = defaultBid();
        bytes memory signature = sign(PROVIDER_KEY, offers.digest(offers.bidHash(bid)));
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, BUYER);
        fillExpecting(bid, signature, bidFill(TOTAL), reason);
    }

    function test_RevertWhen_TheSignatureHasAnotherLength() external {
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, BUYER);
        fillExpecting(defaultBid(), "", bidFill(TOTAL), reason);
        fillExpecting(defaultBid(), new bytes(65), bidFill(TOTAL), reason);
    }

    function test_RevertWhen_TheBuyerIsZero() external {
        Bid memory bid = defaultBid();
        bid.buyer = address(0);
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, address(0));
        fillExpecting(bid, new bytes(65), bidFill(TOTAL), reason);
    }

    function test_RevertWhen_AContractTakesItsSignatureBack() external {
        ContractWallet wallet = newWallet();
        Bid memory bid = defaultBid();
        bid.buyer = address(wallet);
        bytes32 digest = offers.digest(offers.bidHash(bid));
        wallet.sign(digest, true);
        vm.prank(PROVIDER);
        offers.fillBid(bid, "", bidFill(MIN_FILL));
        wallet.sign(digest, false);
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, address(wallet));
        fillExpecting(bid, "", bidFill(MIN_FILL), reason);
    }

    function test_When_AContractSigned() external {
        ContractWallet wallet = newWallet();
        Bid memory bid = defaultBid();
        bid.buyer = address(wallet);
        wallet.sign(offers.digest(offers.bidHash(bid)), true);
        vm.prank(PROVIDER);
        ForwardId id = offers.fillBid(bid, "", bidFill(TOTAL));
        assertHolders(id, address(wallet), PROVIDER);
        assertBalance(address(wallet), MONEY - TOTAL_PRICE, "wallet");
        assertNothingStays();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HOLDER
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheHolderIsSomebodyWhoDidNotAgree() external {
        Bid memory bid = defaultBid();
        BidFill memory taking = bidFill(TOTAL);
        taking.holder = BUYER; // who made the offers an operator, but not the caller
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_HolderDidNotAgree.selector, BUYER, PROVIDER);
        fillExpecting(bid, signed(bid), taking, reason);
    }

    function test_RevertWhen_TheHolderDidNotMakeTheOffersAnOperator() external {
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(address(offers), false);
        expectRefusal(
            defaultBid(),
            TOTAL,
            abi.encodeWithSelector(Errors.ForwardEscrow_HolderDidNotAgree.selector, PROVIDER, address(offers))
        );
    }

    function test_RevertWhen_TheTermsNameAnotherProvider() external {
        Bid memory bid = defaultBid();
        bid.offer.terms.provider = OBSERVER;
        bytes4 selector = Errors.ForwardEscrow_HolderInvalid.selector;
        expectRefusal(bid, TOTAL, abi.encodeWithSelector(selector, PROVIDER, OBSERVER));
    }

    function test_RevertWhen_TheTimeForAcceptancesIsOver() external {
        Bid memory bid = defaultBid();
        bid.offer.expiry = ACCEPT_BY + 1 days;
        vm.warp(ACCEPT_BY);
        bytes4 selector = Errors.ForwardEscrow_AcceptByInvalid.selector;
        expectRefusal(bid, TOTAL, abi.encodeWithSelector(selector, ACCEPT_BY, START, ACCEPT_BY));
    }

    function test_When_TheHolderMadeTheCallerAnOperator() external {
        vm.startPrank(OBSERVER);
        escrow.setApprovalForAll(address(offers), true);
        escrow.setApprovalForAll(PROVIDER, true);
        vm.stopPrank();
        Bid memory bid = defaultBid();
        BidFill memory taking = bidFill(TOTAL);
        taking.holder = OBSERVER;
        bytes memory signature = signed(bid);
        vm.prank(PROVIDER);
        ForwardId id = offers.fillBid(bid, signature, taking);
        assertHolders(id, BUYER, OBSERVER);
        assertBalance(PROVIDER, MONEY - TOTAL_BOND, "the caller paid the bond");
        assertBalance(OBSERVER, 0, "holder");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheBuyerGaveNoAllowance() external {
        vm.prank(BUYER);
        token.approve(address(offers), TOTAL_PRICE - 1);
        expectRefusal(defaultBid(), TOTAL, abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
    }

    function test_RevertWhen_TheBuyerHasTooLittle() external {
        vm.prank(BUYER);
        assertTrue(token.transfer(FUNDER, MONEY - TOTAL_PRICE + 1));
        expectRefusal(
            defaultBid(),
            TOTAL,
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, BUYER, TOTAL_PRICE - 1, TOTAL_PRICE)
        );
    }

    function test_RevertWhen_TheTakerCannotPayTheBond() external {
        vm.prank(PROVIDER);
        token.approve(address(offers), TOTAL_BOND - 1);
        expectRefusal(defaultBid(), TOTAL, abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
    }

    function test_RevertWhen_TheTokenTakesAFee() external {
        use(new FeeToken());
        bytes4 selector = Errors.ForwardEscrow_TokenDeliversOther.selector;
        uint256 arrives = TOTAL_PRICE - TOTAL_PRICE / 100;
        expectRefusal(defaultBid(), TOTAL, abi.encodeWithSelector(selector, address(token), TOTAL_PRICE, arrives));
    }

    function test_When_TheTokenReturnsNothing() external {
        use(MintableToken(address(new TokenWithoutReturn())));
        fill(defaultBid(), TOTAL);
        assertBalance(address(escrow), TOTAL_PRICE + TOTAL_BOND, "escrow");
        assertNothingStays();
    }

    function test_When_TheBuyerAllowsInPermit2() external {
        allowInPermit2(BUYER, TOTAL_PRICE);
        fill(defaultBid(), 400);
        fill(defaultBid(), 600);
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "buyer");
        assertNothingStays();
    }

    function test_When_TheTakerAllowsInPermit2() external {
        allowInPermit2(PROVIDER, TOTAL_BOND);
        fill(defaultBid(), TOTAL);
        assertBalance(PROVIDER, MONEY - TOTAL_BOND, "provider");
        assertNothingStays();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                SIGNATURES FOR PERMIT2
    //////////////////////////////////////////////////////////////////////////*/

    function byPermit2(uint96 quantity) internal view returns (BidFill memory taking) {
        taking = bidFill(quantity);
        taking.byPermit2 = true;
    }

    function test_RevertWhen_APartIsTakenByPermit2() external {
        moveAllowanceToPermit2(BUYER);
        Bid memory bid = defaultBid();
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_NotWhole.selector, TOTAL - 1, TOTAL);
        fillExpecting(bid, signedForPermit2(bid, TOTAL_PRICE), byPermit2(TOTAL - 1), reason);
    }

    function test_RevertWhen_ThePermit2SignatureIsForAnotherAmount() external {
        moveAllowanceToPermit2(BUYER);
        Bid memory bid = defaultBid();
        bytes memory reason = abi.encodeWithSignature("InvalidSigner()");
        fillExpecting(bid, signedForPermit2(bid, TOTAL_PRICE - 1), byPermit2(TOTAL), reason);
        fillExpecting(bid, signed(bid), byPermit2(TOTAL), reason);
    }

    function test_RevertWhen_ThePermit2SignatureIsTakenForAnOwnOne() external {
        Bid memory bid = defaultBid();
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, BUYER);
        fillExpecting(bid, signedForPermit2(bid, TOTAL_PRICE), bidFill(TOTAL), reason);
    }

    function test_RevertGiven_ThePermit2NonceIsUsed() external {
        moveAllowanceToPermit2(BUYER);
        vm.prank(BUYER);
        IPermit2Owner(address(permit2)).invalidateUnorderedNonces(NONCE_WORD, NONCE_BIT);
        Bid memory bid = defaultBid();
        bytes memory reason = abi.encodeWithSignature("InvalidNonce()");
        fillExpecting(bid, signedForPermit2(bid, TOTAL_PRICE), byPermit2(TOTAL), reason);
    }

    function test_When_TheBuyerSignedForPermit2() external {
        moveAllowanceToPermit2(BUYER);
        Bid memory bid = defaultBid();
        bid.offer.lastPrice = 2 * TOTAL_PRICE; // not looked at without a ramp
        bytes memory signature = signedForPermit2(bid, TOTAL_PRICE);
        vm.prank(PROVIDER);
        ForwardId id = offers.fillBid(bid, signature, byPermit2(TOTAL));
        assertHolders(id, BUYER, PROVIDER);
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "buyer");
        assertNothingStays();
    }

    function test_When_TheBuyerSignedForPermit2WithARamp() external {
        moveAllowanceToPermit2(BUYER);
        Bid memory rising = defaultBid();
        withRamp(rising.offer, 1_000_000, 2_000_000);
        Bid memory falling = defaultBid();
        withRamp(falling.offer, 2_000_000, 1_000_000);
        falling.offer.nonce = NONCE + 1;
        (bytes memory up, bytes memory down) =
            (signedForPermit2(rising, 2_000_000), signedForPermit2(falling, 2_000_000));
        vm.warp(NOW + 1.5 days);
        vm.startPrank(PROVIDER);
        offers.fillBid(rising, up, byPermit2(TOTAL));
        offers.fillBid(falling, down, byPermit2(TOTAL));
        vm.stopPrank();
        assertBalance(BUYER, MONEY - 2 * 1_500_000, "buyer");
        assertNothingStays();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheForwardIsAnOpenOne() external {
        Bid memory bid = openBid();
        Forward memory forward = forwardOf(bid, TOTAL);
        BidFill memory taking = bidFill(TOTAL);
        taking.holder = address(0); // not looked at
        bytes memory signature = signed(bid);
        vm.prank(OBSERVER);
        ForwardId id = offers.fillBid(bid, signature, taking);
        assertId(id, escrow.forwardId(forward));
        assertStatus(forward, Status.Pending);
        assertHolders(id, BUYER, address(0));
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "buyer");
        assertBalance(address(escrow), TOTAL_PRICE, "escrow");
        assertNothingStays();
    }

    function test_When_ItIsTakenInParts() external {
        Bid memory bid = defaultBid();
        Forward memory first = forwardOf(bid, 333);
        fill(bid, 333);
        assertBalance(BUYER, MONEY - 499_500, "499,500.333 rounded down");
        Forward memory second = forwardOf(bid, 333);
        fill(bid, 333);
        assertBalance(BUYER, MONEY - 999_000, "999,000.666 rounded down");
        fill(bid, 334);
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "all of it");
        // Each bond is rounded up: 99,902.331 twice, then 100,202.338.
        assertBalance(PROVIDER, MONEY - 99_903 - 99_903 - 100_203, "provider");
        assertTrue(first.salt != second.salt, "salts");
        assertStatus(first, Status.Pending);
        assertStatus(second, Status.Pending);
        assertNothingStays();
    }

    function test_When_EverythingIsRight() external {
        Bid memory bid = defaultBid();
        bytes32 hash = offers.bidHash(bid);
        Forward memory forward = forwardOf(bid, 400);
        ForwardId id = escrow.forwardId(forward);
        Terms memory expected = defaultBid().offer.terms;
        (expected.quantity, expected.price, expected.bond) = (400, 600_000, 120_003);
        assertEq(keccak256(abi.encode(forward.terms)), keccak256(abi.encode(expected)), "terms");
        bytes memory signature = signed(bid);

        vm.expectEmit();
        emit IForwardEscrow.Opened(
            id, BUYER, expected.predicate, expected, keccak256(abi.encode(hash, uint96(0))), "params", "task"
        );
        vm.expectEmit();
        emit IForwardEscrow.Accepted(id, PROVIDER);
        vm.expectEmit();
        emit IOffers.BidFilled(hash, id, BUYER, PROVIDER, 400, 600_000, 400);
        vm.prank(PROVIDER);
        assertId(offers.fillBid(bid, signature, bidFill(400)), id);

        assertStatus(forward, Status.Pending);
        assertHolders(id, BUYER, PROVIDER);
        assertTaken(hash, 400);
        assertBalance(BUYER, MONEY - 600_000, "buyer");
        assertBalance(PROVIDER, MONEY - 120_003, "provider");
        assertBalance(address(escrow), 720_003, "escrow");
        assertNothingStays();
    }
}
