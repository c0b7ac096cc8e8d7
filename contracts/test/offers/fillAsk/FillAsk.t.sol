// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, AskFill} from "../../../src/types/Offer.sol";
import {ContractWallet, TokenWithoutZero} from "../../mocks/Offers.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward, ForwardId, Status, Terms} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IOffers} from "../../../src/interfaces/IOffers.sol";
import {OffersTest} from "../OffersTest.sol";

contract FillAskTest is OffersTest {
    function expectRefusal(Ask memory ask, uint96 quantity, bytes memory reason) internal {
        fillExpecting(ask, signed(ask), askFill(quantity), reason);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     WHAT IS LEFT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheAskIsExpired() external {
        Ask memory ask = defaultAsk();
        vm.warp(EXPIRY - 1);
        fill(ask, MIN_FILL);
        vm.warp(EXPIRY);
        expectRefusal(ask, MIN_FILL, abi.encodeWithSelector(Errors.Offers_Expired.selector, EXPIRY, EXPIRY));
    }

    function test_RevertGiven_TheAskIsCancelled() external {
        Ask memory ask = defaultAsk();
        vm.prank(PROVIDER);
        offers.cancelAsk(ask);
        expectRefusal(ask, MIN_FILL, abi.encodeWithSelector(Errors.Offers_Cancelled.selector, offers.askHash(ask)));
    }

    function test_RevertGiven_ItsNonceIsCancelled() external {
        Ask memory ask = defaultAsk();
        vm.prank(PROVIDER);
        offers.cancelNonces(NONCE_WORD, NONCE_BIT);
        expectRefusal(ask, MIN_FILL, abi.encodeWithSelector(Errors.Offers_Cancelled.selector, offers.askHash(ask)));
    }

    function test_RevertWhen_AnotherPartThanThereIsIsTaken() external {
        Ask memory ask = defaultAsk();
        bytes4 selector = Errors.Offers_QuantityInvalid.selector;
        expectRefusal(ask, 0, abi.encodeWithSelector(selector, 0, MIN_FILL, TOTAL));
        expectRefusal(ask, MIN_FILL - 1, abi.encodeWithSelector(selector, MIN_FILL - 1, MIN_FILL, TOTAL));
        expectRefusal(ask, TOTAL + 1, abi.encodeWithSelector(selector, TOTAL + 1, MIN_FILL, TOTAL));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        PRICE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_ItCostsMoreThanTheTakerPays() external {
        Ask memory ask = defaultAsk();
        AskFill memory taking = askFill(TOTAL);
        taking.maxPrice = TOTAL_PRICE - 1;
        bytes4 selector = Errors.Offers_PriceTooHigh.selector;
        fillExpecting(ask, signed(ask), taking, abi.encodeWithSelector(selector, TOTAL_PRICE, TOTAL_PRICE - 1));
        taking.maxPrice = TOTAL_PRICE;
        bytes memory signature = signed(ask);
        vm.prank(BUYER);
        offers.fillAsk(ask, signature, taking);
    }

    function test_RevertWhen_EarlierPartsPaidForThisOne() external {
        Ask memory ask = defaultAsk();
        ask.offer.terms.price = 4; // 250 units for one of the token's
        fill(ask, 100); // pays 1, for 0.4
        expectRefusal(ask, 150, abi.encodeWithSelector(Errors.ForwardEscrow_PriceZero.selector));
        expectRefusal(ask, 100, abi.encodeWithSelector(Errors.ForwardEscrow_PriceZero.selector));
        fill(ask, 151);
        assertBalance(BUYER, MONEY - 2, "2 for 1.004");
    }

    function test_When_ThePriceFalls() external {
        Ask memory ask = defaultAsk();
        withRamp(ask.offer, 2_000_001, 1_000_000);
        assertEq(priceAt(ask, NOW + 1 days - 1), 2_000_001, "before");
        assertEq(priceAt(ask, NOW + 1 days), 2_000_001, "at its start");
        assertEq(priceAt(ask, NOW + 1 days + 1), 1_999_990, "after a second: 11.57 down, rounded up");
        assertEq(priceAt(ask, NOW + 1.5 days), 1_500_001, "half-way: 1,500,000.5 rounded up");
        assertEq(priceAt(ask, NOW + 2 days - 1), 1_000_012, "a second before its end");
        assertEq(priceAt(ask, NOW + 2 days), 1_000_000, "at its end");
        assertEq(priceAt(ask, NOW + 3 days), 1_000_000, "after");
    }

    /// @dev What taking it all costs, from a state that is put back.
    function priceAt(Ask memory ask, uint256 time) internal returns (uint256 paid) {
        uint256 snapshot = vm.snapshotState();
        vm.warp(time);
        fill(ask, TOTAL);
        paid = MONEY - token.balanceOf(BUYER);
        vm.revertToState(snapshot);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      SIGNATURE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_SomebodyElseSigned() external {
        Ask memory ask = defaultAsk();
        bytes memory signature = sign(BUYER_KEY, offers.digest(offers.askHash(ask)));
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, PROVIDER);
        fillExpecting(ask, signature, askFill(TOTAL), reason);
    }

    function test_RevertWhen_ItNamesNoProvider() external {
        Ask memory ask = defaultAsk();
        ask.offer.terms.provider = address(0);
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, address(0));
        fillExpecting(ask, new bytes(65), askFill(TOTAL), reason);
    }

    function test_When_AContractSigned() external {
        ContractWallet wallet = newWallet();
        Ask memory ask = defaultAsk();
        ask.offer.terms.provider = address(wallet);
        wallet.sign(offers.digest(offers.askHash(ask)), true);
        vm.prank(BUYER);
        ForwardId id = offers.fillAsk(ask, "", askFill(TOTAL));
        assertHolders(id, BUYER, address(wallet));
        assertBalance(address(wallet), MONEY - TOTAL_BOND, "wallet");
        assertNothingStays();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         TASK
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheTaskIsAnother() external {
        Ask memory ask = defaultAsk();
        AskFill memory taking = askFill(TOTAL);
        taking.taskHash = keccak256("another task");
        bytes4 selector = Errors.Offers_TaskInvalid.selector;
        bytes memory reason = abi.encodeWithSelector(selector, taking.taskHash, ask.offer.terms.taskHash);
        fillExpecting(ask, signed(ask), taking, reason);
    }

    function test_RevertWhen_AReviewComesWithATask() external {
        Ask memory ask = reviewAsk();
        ask.offer.terms.taskHash = keccak256("task");
        bytes4 selector = Errors.Offers_ReviewInvalid.selector;
        expectRefusal(ask, TOTAL, abi.encodeWithSelector(selector, keccak256("task"), 0));
    }

    function test_RevertWhen_AReviewComesWithATimeForAcceptances() external {
        Ask memory ask = reviewAsk();
        ask.offer.terms.acceptBy = ACCEPT_BY;
        bytes4 selector = Errors.Offers_ReviewInvalid.selector;
        expectRefusal(ask, TOTAL, abi.encodeWithSelector(selector, bytes32(0), ACCEPT_BY));
    }

    function test_RevertWhen_TheAskHasASealingKey() external {
        Ask memory ask = defaultAsk();
        ask.offer.terms.sealX = SEAL_X;
        expectRefusal(ask, TOTAL, abi.encodeWithSelector(Errors.Offers_AskWithSealingKey.selector, SEAL_X, 0));
        ask.offer.terms.sealX = 0;
        ask.offer.terms.sealY = SEAL_Y;
        expectRefusal(ask, TOTAL, abi.encodeWithSelector(Errors.Offers_AskWithSealingKey.selector, 0, SEAL_Y));
    }

    function test_RevertWhen_TheAskIsForAnOpenForward() external {
        Ask memory ask = defaultAsk();
        ask.offer.terms.acceptBy = 0;
        bytes4 selector = Errors.ForwardEscrow_OpenForwardNotPlain.selector;
        expectRefusal(ask, TOTAL, abi.encodeWithSelector(selector, TOTAL_BOND, PROVIDER, 0));
    }

    function test_RevertWhen_TheReviewWouldEndAfterTheStart() external {
        Ask memory ask = reviewAsk();
        ask.offer.expiry = START;
        vm.warp(START - REVIEW + 1);
        bytes4 selector = Errors.ForwardEscrow_AcceptByInvalid.selector;
        bytes memory reason = abi.encodeWithSelector(selector, START + 1, START, START - REVIEW + 1);
        expectRefusal(ask, TOTAL, reason);
        vm.warp(START - REVIEW);
        fill(ask, TOTAL);
    }

    function test_When_ThereIsAReview() external {
        Ask memory ask = reviewAsk();
        AskFill memory taking = askFill(TOTAL);
        taking.taskHash = keccak256("a task that the buyer brought");
        taking.task = "a task that the buyer brought";
        Forward memory forward = forwardOf(ask, taking);
        Terms memory expected = reviewAsk().offer.terms;
        (expected.taskHash, expected.acceptBy) = (taking.taskHash, NOW + REVIEW);
        (expected.sealX, expected.sealY) = (SEAL_X, SEAL_Y);
        assertEq(keccak256(abi.encode(forward.terms)), keccak256(abi.encode(expected)), "terms");
        bytes memory signature = signed(ask);
        vm.prank(BUYER);
        ForwardId id = offers.fillAsk(ask, signature, taking);

        assertStatus(forward, Status.Proposed);
        assertHolders(id, BUYER, address(0));
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "buyer");
        assertBalance(PROVIDER, MONEY, "no bond was taken");
        assertNothingStays();

        vm.startPrank(PROVIDER);
        token.approve(address(escrow), TOTAL_BOND);
        escrow.accept(forward, PROVIDER);
        vm.stopPrank();
        assertHolders(id, BUYER, PROVIDER);
        assertBalance(PROVIDER, MONEY - TOTAL_BOND, "the provider took it on");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheProviderDidNotMakeTheOffersAnOperator() external {
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(address(offers), false);
        bytes4 selector = Errors.ForwardEscrow_HolderDidNotAgree.selector;
        expectRefusal(defaultAsk(), TOTAL, abi.encodeWithSelector(selector, PROVIDER, address(offers)));
    }

    function test_RevertWhen_TheTakerGaveNoAllowance() external {
        vm.prank(BUYER);
        token.approve(address(offers), 0);
        expectRefusal(defaultAsk(), TOTAL, abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
    }

    function test_RevertWhen_TheProviderGaveNoAllowance() external {
        vm.prank(PROVIDER);
        token.approve(address(offers), TOTAL_BOND - 1);
        expectRefusal(defaultAsk(), TOTAL, abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
    }

    function test_When_TheProviderAllowsInPermit2() external {
        allowInPermit2(PROVIDER, TOTAL_BOND);
        fill(defaultAsk(), TOTAL);
        assertBalance(PROVIDER, MONEY - TOTAL_BOND, "provider");
        assertNothingStays();
    }

    function test_When_ThereIsNoBond() external {
        use(new TokenWithoutZero());
        vm.prank(PROVIDER);
        token.approve(address(offers), 0);
        Ask memory ask = defaultAsk();
        ask.offer.terms.bond = 0;
        ForwardId id = fill(ask, TOTAL);
        assertHolders(id, BUYER, PROVIDER);
        assertBalance(PROVIDER, MONEY, "provider");
        assertBalance(address(escrow), TOTAL_PRICE, "escrow");
        assertNothingStays();
    }

    function test_When_ThePositionGoesToSomebodyElse() external {
        Ask memory ask = defaultAsk();
        AskFill memory taking = askFill(TOTAL);
        taking.buyer = OBSERVER;
        bytes memory signature = signed(ask);
        vm.prank(BUYER);
        ForwardId id = offers.fillAsk(ask, signature, taking);
        assertHolders(id, OBSERVER, PROVIDER);
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "the caller paid");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                SIGNATURES FOR PERMIT2
    //////////////////////////////////////////////////////////////////////////*/

    function byPermit2(uint96 quantity) internal view returns (AskFill memory taking) {
        taking = askFill(quantity);
        taking.byPermit2 = true;
    }

    function test_RevertWhen_APartIsTakenByPermit2() external {
        Ask memory ask = defaultAsk();
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_NotWhole.selector, TOTAL - 1, TOTAL);
        fillExpecting(ask, signedForPermit2(ask, TOTAL_BOND), byPermit2(TOTAL - 1), reason);
    }

    function test_RevertWhen_AReviewIsTakenByPermit2() external {
        Ask memory ask = reviewAsk();
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_ReviewWithoutTransfer.selector);
        fillExpecting(ask, signedForPermit2(ask, TOTAL_BOND), byPermit2(TOTAL), reason);
    }

    function test_RevertWhen_ThePermit2SignatureIsForAnotherAmount() external {
        moveAllowanceToPermit2(PROVIDER);
        Ask memory ask = defaultAsk();
        bytes memory reason = abi.encodeWithSignature("InvalidSigner()");
        fillExpecting(ask, signedForPermit2(ask, TOTAL_BOND + 1), byPermit2(TOTAL), reason);
        ask.offer.terms.bond = 0;
        fillExpecting(ask, signedForPermit2(ask, 1), byPermit2(TOTAL), reason);
    }

    function test_When_TheProviderSignedForPermit2() external {
        moveAllowanceToPermit2(PROVIDER);
        Ask memory ask = defaultAsk();
        withRamp(ask.offer, 2_000_000, 1_000_000); // which is not the bond's
        bytes memory signature = signedForPermit2(ask, TOTAL_BOND);
        vm.prank(BUYER);
        ForwardId id = offers.fillAsk(ask, signature, byPermit2(TOTAL));
        assertHolders(id, BUYER, PROVIDER);
        assertBalance(PROVIDER, MONEY - TOTAL_BOND, "provider");
        assertBalance(BUYER, MONEY - 2_000_000, "buyer");
        assertNothingStays();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_ItIsTakenInParts() external {
        Ask memory ask = defaultAsk();
        Forward memory first = forwardOf(ask, askFill(333));
        fill(ask, 333);
        assertBalance(BUYER, MONEY - 499_501, "499,500.333 rounded up");
        Forward memory second = forwardOf(ask, askFill(333));
        fill(ask, 333);
        assertBalance(BUYER, MONEY - 999_001, "999,000.666 rounded up");
        fill(ask, 334);
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "all of it");
        // Each bond is rounded down: 99,902.331 twice, then 100,202.338.
        assertBalance(PROVIDER, MONEY - 99_902 - 99_902 - 100_202, "provider");
        assertTrue(first.salt != second.salt, "salts");
        assertStatus(first, Status.Pending);
        assertStatus(second, Status.Pending);
        assertNothingStays();
    }

    function test_When_EverythingIsRight() external {
        Ask memory ask = defaultAsk();
        bytes32 hash = offers.askHash(ask);
        AskFill memory taking = askFill(400);
        Forward memory forward = forwardOf(ask, taking);
        ForwardId id = escrow.forwardId(forward);
        Terms memory expected = defaultAsk().offer.terms;
        (expected.quantity, expected.price, expected.bond) = (400, 600_001, 120_002);
        (expected.sealX, expected.sealY) = (SEAL_X, SEAL_Y);
        assertEq(keccak256(abi.encode(forward.terms)), keccak256(abi.encode(expected)), "terms");
        bytes memory signature = signed(ask);

        vm.expectEmit();
        emit IForwardEscrow.Opened(
            id, BUYER, expected.predicate, expected, keccak256(abi.encode(hash, uint96(0))), "params", "task"
        );
        vm.expectEmit();
        emit IForwardEscrow.Accepted(id, PROVIDER);
        vm.expectEmit();
        emit IOffers.AskFilled(hash, id, PROVIDER, BUYER, 400, 600_001, 400);
        vm.prank(BUYER);
        assertId(offers.fillAsk(ask, signature, taking), id);

        assertStatus(forward, Status.Pending);
        assertHolders(id, BUYER, PROVIDER);
        assertTaken(hash, 400);
        assertBalance(BUYER, MONEY - 600_001, "buyer");
        assertBalance(PROVIDER, MONEY - 120_002, "provider");
        assertBalance(address(escrow), 720_003, "escrow");
        assertNothingStays();
    }
}
