// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Ask, AskFill, Bid, BidFill, Offer, Permit} from "../../src/types/Offer.sol";
import {CallbackToken, ContractWallet, Listener, OfferDefence, PermitToken, PricingHarness} from "../mocks/Offers.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {Forward, ForwardId, Status} from "../../src/types/Forward.sol";
import {IPermit2} from "../../src/interfaces/IPermit2.sol";
import {Offers} from "../../src/Offers.sol";
import {OffersTest} from "../offers/OffersTest.sol";

/// @notice Attacks on what buyers and providers signed, and on the allowances and operator rights behind it. Where one check
/// is all that stands in the way, a second test takes it away.
contract OffersAttackTest is OffersTest {
    function signatureInvalid(address maker) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(Errors.Offers_SignatureInvalid.selector, maker);
    }

    function fillWith(Bid memory bid, bytes memory signature, uint96 quantity) internal returns (ForwardId) {
        vm.prank(PROVIDER);
        return offers.fillBid(bid, signature, bidFill(quantity));
    }

    function fillWith(Ask memory ask, bytes memory signature, AskFill memory taking) internal returns (ForwardId) {
        vm.prank(BUYER);
        return offers.fillAsk(ask, signature, taking);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  REPLAYED SIGNATURES
    //////////////////////////////////////////////////////////////////////////*/

    function test_SignatureOfAnotherChainIsRefused() external {
        (bytes memory bids, bytes memory asks) = (signed(defaultBid()), signed(defaultAsk()));
        vm.chainId(1);
        fillExpecting(defaultBid(), bids, bidFill(TOTAL), signatureInvalid(BUYER));
        fillExpecting(defaultAsk(), asks, askFill(TOTAL), signatureInvalid(PROVIDER));
    }

    function test_SignatureOfAnotherChainSpends_WithoutChain() external {
        without(OfferDefence.Chain);
        (bytes memory bids, bytes memory asks) = (signed(defaultBid()), signed(defaultAsk()));
        vm.chainId(1);
        fillWith(defaultBid(), bids, TOTAL);
        fillWith(defaultAsk(), asks, askFill(TOTAL));
        assertBalance(BUYER, MONEY - 2 * TOTAL_PRICE, "buyer");
    }

    function test_SignatureForAnotherContractIsRefused() external {
        (bytes memory bids, bytes memory asks) = (signed(defaultBid()), signed(defaultAsk()));
        offers = new Offers(escrow, permit2);
        equip();
        fillExpecting(defaultBid(), bids, bidFill(TOTAL), signatureInvalid(BUYER));
        fillExpecting(defaultAsk(), asks, askFill(TOTAL), signatureInvalid(PROVIDER));
    }

    function test_SignatureForAnotherContractSpendsAgain_WithoutContract() external {
        without(OfferDefence.Contract);
        bytes memory signature = signed(defaultBid());
        fillWith(defaultBid(), signature, TOTAL);
        without(OfferDefence.Contract); // which mints what the buyer paid, and knows of no part that was taken
        fillWith(defaultBid(), signature, TOTAL - 1); // the whole would have the first one's id
        assertBalance(BUYER, MONEY - 1_498_500, "the buyer bid once and pays again");
    }

    function test_SignatureServesNoMoreThanTheTotal() external {
        bytes memory signature = signed(defaultBid());
        fillWith(defaultBid(), signature, TOTAL);
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_QuantityInvalid.selector, MIN_FILL, MIN_FILL, 0);
        fillExpecting(defaultBid(), signature, bidFill(MIN_FILL), reason);
    }

    function test_SignatureServesForEver_WithoutQuantity() external {
        without(OfferDefence.Quantity);
        bytes memory signature = signed(defaultBid());
        fillWith(defaultBid(), signature, TOTAL);
        fillWith(defaultBid(), signature, TOTAL);
        assertBalance(BUYER, MONEY - 2 * TOTAL_PRICE, "the buyer bid once and paid twice");
    }

    /// @dev Both have an offer in them, and the same maker.
    function test_SignatureForTheOtherSideIsRefused() external {
        Bid memory bid = defaultBid();
        bid.buyer = PROVIDER;
        Ask memory ask = defaultAsk();
        bid.offer = ask.offer;
        bytes memory bids = sign(PROVIDER_KEY, offers.digest(offers.bidHash(bid)));
        fillExpecting(ask, bids, askFill(TOTAL), signatureInvalid(PROVIDER));
        fillExpecting(bid, signed(ask), bidFill(TOTAL), signatureInvalid(PROVIDER));
    }

    /// @dev The second signature of the same message that every ECDSA signature has.
    function test_MalleatedSignatureIsRefused() external {
        bytes32 digest = offers.digest(offers.bidHash(defaultBid()));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(BUYER_KEY, digest);
        uint256 order = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
        bytes memory other = abi.encodePacked(r, bytes32(order - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        fillExpecting(defaultBid(), other, bidFill(TOTAL), signatureInvalid(BUYER));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     FORGED OFFERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Changes one word of an encoding: the lowest bit of a number, the first byte of a text.
    function changed(bytes memory encoded, uint256 word, bool isText) internal pure returns (bytes memory) {
        uint256 mask = isText ? 1 << 248 : 1;
        assembly ("memory-safe") {
            let at := add(add(encoded, 0x20), shl(5, word))
            mstore(at, xor(mload(at), mask))
        }
        return encoded;
    }

    /// @dev Words 0, 1, 3 and 20 say where others begin.
    function test_BidWithAnyFieldChangedIsRefused() external {
        bytes memory signature = signed(defaultBid());
        uint256 words = abi.encode(defaultBid()).length / 32;
        assertEq(words, 32, "every word is looked at");
        for (uint256 word = 2; word < words; ++word) {
            if (word == 3 || word == 20) continue;
            bytes memory encoded = changed(abi.encode(defaultBid()), word, word == 29 || word == 31);
            Bid memory bid = abi.decode(encoded, (Bid));
            fillExpecting(bid, signature, bidFill(TOTAL), signatureInvalid(bid.buyer));
        }
        fillWith(defaultBid(), signature, TOTAL);
    }

    /// @dev Words 0, 1 and 19 say where others begin. What the buyer brings is refused where the ask has it already.
    function test_AskWithAnyFieldChangedIsRefused() external {
        refuseChanges(defaultAsk(), 2);
    }

    function test_AskForReviewWithAnyFieldChangedIsRefused() external {
        refuseChanges(reviewAsk(), 5);
    }

    function refuseChanges(Ask memory ask, uint256 reviewWord) internal {
        bytes memory signature = signed(ask);
        uint256 words = abi.encode(ask).length / 32;
        assertEq(words, 29, "every word is looked at");
        for (uint256 word = 2; word < words; ++word) {
            if (word == 19) continue;
            Ask memory other = abi.decode(changed(abi.encode(ask), word, word == 28), (Ask));
            AskFill memory taking = askFill(TOTAL);
            if (other.review == 0) taking.taskHash = other.offer.terms.taskHash;
            bytes4 selector = Errors.Offers_SignatureInvalid.selector;
            if (word == 17 || word == 18) selector = Errors.Offers_AskWithSealingKey.selector;
            if (word == reviewWord || (ask.review != 0 && word == 10)) selector = Errors.Offers_ReviewInvalid.selector;
            vm.expectPartialRevert(selector);
            vm.prank(BUYER);
            offers.fillAsk(other, signature, taking);
        }
        fill(ask, TOTAL);
    }

    function test_OffersThatNobodySignedSpend_WithoutSignature() external {
        without(OfferDefence.Signature);
        Bid memory bid = defaultBid();
        bid.offer.terms.price = MONEY;
        fillWith(bid, "", TOTAL);
        assertBalance(BUYER, 0, "an allowance is all it took");
        Ask memory ask = defaultAsk();
        ask.offer.terms.price = 1;
        ask.offer.terms.bond = MONEY - TOTAL_BOND;
        token.mint(BUYER, 1);
        fillWith(ask, "", askFill(TOTAL));
        assertBalance(PROVIDER, 0, "all of the provider's money is at stake, for 1");
    }

    /// @dev Where nothing is pulled, Permit2 does not see the signature.
    function test_ForgedAskForReviewIsRefused() external {
        AskFill memory taking = askFill(TOTAL);
        taking.byPermit2 = true;
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_ReviewWithoutTransfer.selector);
        fillExpecting(reviewAsk(), "", taking, reason);
    }

    function test_ForgedAskForReviewIsTaken_WithoutBonded() external {
        without(OfferDefence.Bonded);
        AskFill memory taking = askFill(TOTAL);
        taking.byPermit2 = true;
        Forward memory forward = forwardOf(reviewAsk(), taking);
        fillWith(reviewAsk(), "", taking);
        assertStatus(forward, Status.Proposed);
        assertTaken(offers.askHash(reviewAsk()), TOTAL);
    }

    /// @dev Who takes a part by a signature that serves once leaves the buyer without a bid for the rest.
    function test_PartByASignatureForTheWholeIsRefused() external {
        moveAllowanceToPermit2(BUYER);
        BidFill memory taking = bidFill(MIN_FILL);
        taking.byPermit2 = true;
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_NotWhole.selector, MIN_FILL, TOTAL);
        fillExpecting(defaultBid(), signedForPermit2(defaultBid(), TOTAL_PRICE), taking, reason);
    }

    function test_PartByASignatureForTheWholeSpoilsTheRest_WithoutWhole() external {
        without(OfferDefence.Whole);
        moveAllowanceToPermit2(BUYER);
        BidFill memory taking = bidFill(MIN_FILL);
        taking.byPermit2 = true;
        bytes memory signature = signedForPermit2(defaultBid(), TOTAL_PRICE);
        vm.prank(PROVIDER);
        offers.fillBid(defaultBid(), signature, taking);
        taking.quantity = TOTAL - MIN_FILL;
        fillExpecting(defaultBid(), signature, taking, abi.encodeWithSignature("InvalidNonce()"));
    }

    /// @dev Without the right to the transfer itself a witnessed signature is worth nothing.
    function test_PermitForOffersIsRefusedFromOthers() external {
        moveAllowanceToPermit2(BUYER);
        bytes memory signature = signedForPermit2(defaultBid(), TOTAL_PRICE);
        (string memory types,) = offers.witnessTypes();
        bytes32 witness = offers.bidHash(defaultBid());
        IPermit2.PermitTransferFrom memory permit =
            IPermit2.PermitTransferFrom(IPermit2.TokenPermissions(address(token), TOTAL_PRICE), NONCE, EXPIRY);
        vm.expectRevert(abi.encodeWithSignature("InvalidSigner()"));
        vm.prank(OBSERVER);
        permit2.permitWitnessTransferFrom(
            permit, IPermit2.SignatureTransferDetails(OBSERVER, TOTAL_PRICE), BUYER, witness, types, signature
        );
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    HARVESTED BONDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_BondIsNotHarvestedWithAnUnseenTask() external {
        AskFill memory taking = askFill(TOTAL);
        taking.taskHash = keccak256("impossible");
        bytes4 selector = Errors.Offers_TaskInvalid.selector;
        bytes memory reason = abi.encodeWithSelector(selector, taking.taskHash, defaultTerms().taskHash);
        fillExpecting(defaultAsk(), signed(defaultAsk()), taking, reason);
        fillWith(reviewAsk(), signed(reviewAsk()), taking);
        assertBalance(PROVIDER, MONEY, "with a review the bond stays until the provider saw the task");
    }

    function test_BondIsHarvestedWithAnUnseenTask_WithoutTask() external {
        without(OfferDefence.Task);
        AskFill memory taking = askFill(TOTAL);
        taking.taskHash = keccak256("impossible");
        Forward memory forward = forwardOf(defaultAsk(), taking);
        forward.terms.taskHash = taking.taskHash;
        fillWith(defaultAsk(), signed(defaultAsk()), taking);
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(BUYER, MONEY + TOTAL_BOND, "the buyer has the price back, and the bond");
        assertBalance(PROVIDER, MONEY - TOTAL_BOND, "provider");
    }

    /// @dev Whoever made the offers an operator has agreed to offers that they take or signed, and to nothing else.
    function test_NobodyIsMadeAProviderByOthers() external {
        BidFill memory taking = bidFill(TOTAL);
        bytes memory signature = signed(defaultBid());
        vm.expectRevert(abi.encodeWithSelector(Errors.Offers_HolderDidNotAgree.selector, PROVIDER, BUYER));
        vm.prank(BUYER);
        offers.fillBid(defaultBid(), signature, taking);
    }

    function test_AnybodyIsMadeAProviderByOthers_WithoutHolder() external {
        without(OfferDefence.Holder);
        bytes memory signature = signed(defaultBid());
        vm.prank(BUYER);
        ForwardId id = offers.fillBid(defaultBid(), signature, bidFill(TOTAL));
        assertHolders(id, BUYER, PROVIDER);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      STALE OFFERS
    //////////////////////////////////////////////////////////////////////////*/

    function test_StaleOffersAreTaken_WithoutLive() external {
        without(OfferDefence.Live);
        Bid memory bid = defaultBid();
        vm.startPrank(BUYER);
        offers.cancelBid(bid);
        offers.cancelNonces(NONCE_WORD, NONCE_BIT);
        vm.stopPrank();
        vm.warp(EXPIRY);
        fill(bid, TOTAL);
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "the buyer paid for what they had called off");
    }

    /// @dev A bid is on its way to a block when somebody calls it off who has no say.
    function test_OffersAreCancelledByTheirMakersOnly() external {
        vm.startPrank(OBSERVER);
        vm.expectRevert(abi.encodeWithSelector(Errors.Offers_NotMaker.selector, OBSERVER, BUYER));
        offers.cancelBid(defaultBid());
        vm.expectRevert(abi.encodeWithSelector(Errors.Offers_NotMaker.selector, OBSERVER, PROVIDER));
        offers.cancelAsk(defaultAsk());
        offers.cancelNonces(NONCE_WORD, NONCE_BIT);
        vm.stopPrank();
        fill(defaultBid(), TOTAL);
        fill(defaultAsk(), TOTAL);
    }

    function test_OffersAreCancelledByAnybody_WithoutMaker() external {
        without(OfferDefence.Maker);
        vm.prank(OBSERVER);
        offers.cancelBid(defaultBid());
        bytes32 hash = offers.bidHash(defaultBid());
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_Cancelled.selector, hash);
        fillExpecting(defaultBid(), signed(defaultBid()), bidFill(TOTAL), reason);
    }

    /// @dev The price moves while the transaction waits.
    function test_TakersGetTheirPriceOrNothing() external {
        Bid memory bid = defaultBid();
        withRamp(bid.offer, 2_000_000, 1_000_000);
        BidFill memory giving = bidFill(TOTAL);
        giving.minPrice = 1_500_000;
        Ask memory ask = defaultAsk();
        withRamp(ask.offer, 1_000_000, 2_000_000);
        AskFill memory taking = askFill(TOTAL);
        taking.maxPrice = 1_500_000;
        vm.warp(NOW + 1.5 days + 1);
        bytes4 tooLow = Errors.Offers_PriceTooLow.selector;
        bytes4 tooHigh = Errors.Offers_PriceTooHigh.selector;
        fillExpecting(bid, signed(bid), giving, abi.encodeWithSelector(tooLow, 1_499_988, 1_500_000));
        fillExpecting(ask, signed(ask), taking, abi.encodeWithSelector(tooHigh, 1_500_012, 1_500_000));
    }

    function test_TakersGetLessThanTheyAskedFor_WithoutMinPrice() external {
        without(OfferDefence.MinPrice);
        Bid memory bid = defaultBid();
        withRamp(bid.offer, 2_000_000, 1_000_000);
        BidFill memory giving = bidFill(TOTAL);
        giving.minPrice = 1_500_000;
        bytes memory signature = signed(bid);
        vm.warp(NOW + 2 days);
        vm.prank(PROVIDER);
        offers.fillBid(bid, signature, giving);
        assertBalance(BUYER, MONEY - 1_000_000, "buyer");
    }

    function test_TakersPayMoreThanTheyWanted_WithoutMaxPrice() external {
        without(OfferDefence.MaxPrice);
        Ask memory ask = defaultAsk();
        withRamp(ask.offer, 1_000_000, 2_000_000);
        AskFill memory taking = askFill(TOTAL);
        taking.maxPrice = 1_500_000;
        bytes memory signature = signed(ask);
        vm.warp(NOW + 2 days);
        fillWith(ask, signature, taking);
        assertBalance(BUYER, MONEY - 2_000_000, "buyer");
    }

    /*//////////////////////////////////////////////////////////////////////////
                             ALLOWANCES AND OPERATOR RIGHTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Both sides gave the offers all their money. Nobody else spends it.
    function test_AllowancesAreWorthNothingToOthers() external {
        bytes memory signature = signed(defaultAsk());
        AskFill memory taking = askFill(TOTAL); // for the buyer, who has the money
        Permit memory none;
        vm.startPrank(OBSERVER);
        vm.expectRevert(abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
        offers.fillAsk(defaultAsk(), signature, taking);
        vm.expectRevert(abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
        offers.openWithPermit(defaultTerms(), BUYER, SALT, "", "", none);
        vm.stopPrank();
        assertBalance(BUYER, MONEY, "buyer");
    }

    /// @dev An ERC-721's transferFrom is called as an ERC-20's is, and the offers are an operator of positions.
    function test_PositionsAreNoToken() external {
        fill(defaultBid(), MIN_FILL);
        Bid memory bid = defaultBid();
        bid.offer.terms.token = address(escrow);
        bytes memory signature = signed(bid);
        vm.expectRevert(bytes("")); // neither has an allowance to ask about
        fillWith(bid, signature, TOTAL);
        bid.offer.terms.token = address(offers);
        signature = signed(bid);
        vm.expectRevert(bytes(""));
        fillWith(bid, signature, TOTAL);
    }

    /// @dev What lies in the offers is nobody's, and nobody pays with it.
    function test_DonationChangesNothing() external {
        token.mint(address(offers), MONEY);
        fill(defaultBid(), MIN_FILL);
        fill(defaultAsk(), MIN_FILL);
        assertBalance(address(offers), MONEY, "donation");
        assertEq(token.allowance(address(offers), address(escrow)), 0, "allowance");
    }

    /// @dev A permit in a waiting transaction can be sent by anybody, and serves once.
    function test_PermitSentByAFrontRunnerStopsNobody() external {
        PermitToken permitToken = new PermitToken();
        token = permitToken;
        token.mint(BUYER, PRICE);
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                BUYER,
                address(offers),
                PRICE,
                0,
                NOW
            )
        );
        Permit memory permit;
        (permit.value, permit.deadline) = (PRICE, NOW);
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", permitToken.DOMAIN_SEPARATOR(), message));
        (permit.v, permit.r, permit.s) = vm.sign(BUYER_KEY, digest);
        permitToken.permit(BUYER, address(offers), PRICE, NOW, permit.v, permit.r, permit.s);
        vm.expectPartialRevert(ERC20Permit.ERC2612InvalidSigner.selector);
        permitToken.permit(BUYER, address(offers), PRICE, NOW, permit.v, permit.r, permit.s);
        vm.prank(BUYER);
        offers.openWithPermit(defaultTerms(), BUYER, SALT, "", "", permit);
        assertBalance(address(escrow), PRICE, "escrow");
    }

    /// @dev Whoever opens just the forward that somebody is about to take pays its price for the buyer, and stops that part
    /// only.
    function test_ForwardOpenedBeforehandCostsItsPrice() external {
        Bid memory bid = defaultBid();
        Forward memory forward = forwardOf(bid, MIN_FILL);
        ForwardId id = open(forward);
        bytes memory reason = abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyOpened.selector, id);
        fillExpecting(bid, signed(bid), bidFill(MIN_FILL), reason);
        fill(bid, MIN_FILL + 1);
        vm.warp(ACCEPT_BY);
        escrow.reclaim(forward);
        assertBalance(BUYER, MONEY - 151_500 + forward.terms.price, "a present for the buyer");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    FOREIGN CONTRACTS
    //////////////////////////////////////////////////////////////////////////*/

    function test_GarbageIsNoSignature() external {
        ContractWallet wallet = newWallet();
        Bid memory bid = defaultBid();
        bid.buyer = address(wallet);
        for (uint256 i; i <= uint256(type(ContractWallet.Way).max); ++i) {
            wallet.answer(ContractWallet.Way(i)); // it signed nothing, even if it is honest
            fillExpecting(bid, "", bidFill(TOTAL), signatureInvalid(address(wallet)));
        }
    }

    /// @dev The taker's token calls the taker, who takes a second part, or opens, in the middle of the first.
    function test_ReentrantTakersAreRefused() external {
        CallbackToken callback = new CallbackToken();
        use(callback);
        Listener taker = new Listener(address(offers));
        callback.listen(address(taker));
        token.mint(address(taker), MONEY);
        taker.approve(token);
        taker.setOperator(escrow);

        Bid memory bid = defaultBid();
        BidFill memory taking = bidFill(MIN_FILL);
        taking.holder = address(taker);
        bytes memory data = abi.encodeCall(offers.fillBid, (bid, signed(bid), taking));
        refuseInner(taker, data, data);
        assertTaken(offers.bidHash(bid), MIN_FILL);

        Permit memory none;
        bytes memory opening = abi.encodeCall(offers.openWithPermit, (defaultTerms(), BUYER, SALT, "", "", none));
        refuseInner(taker, data, opening);
        assertTaken(offers.bidHash(bid), 2 * MIN_FILL);

        Ask memory ask = defaultAsk();
        data = abi.encodeCall(offers.fillAsk, (ask, signed(ask), askFill(MIN_FILL)));
        refuseInner(taker, data, data);
        assertTaken(offers.askHash(ask), MIN_FILL);
        refuseInner(taker, opening, data);
        assertNothingStays();
    }

    function refuseInner(Listener taker, bytes memory outer, bytes memory inner) internal {
        taker.prepare(inner);
        taker.start(outer);
        assertFalse(taker.worked(), "inner call");
        assertReason(taker.answer(), ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
    }
}

/// @notice Rounding over any split of an offer, in money that was paid.
contract OffersSplitTest is OffersTest {
    /// @dev Takes an offer in up to eight parts, whatever is left in the last.
    function split(uint96[8] memory cuts, uint256 i, uint96 filled) internal pure returns (uint96 quantity) {
        uint96 left = TOTAL - filled;
        quantity = uint96(bound(cuts[i], MIN_FILL, TOTAL));
        if (quantity > left || i == 7) quantity = left;
    }

    function testFuzz_BidsPayNoMoreThanProRata(uint96[8] memory cuts) external {
        Bid memory bid = defaultBid();
        uint96 filled;
        for (uint256 i; i < 8 && filled < TOTAL; ++i) {
            uint96 quantity = split(cuts, i, filled);
            filled += quantity;
            fill(bid, quantity);
            assertEq(MONEY - token.balanceOf(BUYER), uint256(TOTAL_PRICE) * filled / TOTAL, "paid so far");
            assertNothingStays();
        }
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "all of it costs what the total does");
        assertGe(MONEY - token.balanceOf(PROVIDER), TOTAL_BOND, "bonds");
    }

    function testFuzz_AsksCostNoLessThanProRata(uint96[8] memory cuts) external {
        Ask memory ask = defaultAsk();
        uint96 filled;
        for (uint256 i; i < 8 && filled < TOTAL; ++i) {
            uint96 quantity = split(cuts, i, filled);
            filled += quantity;
            fill(ask, quantity);
            uint256 proRata = (uint256(TOTAL_PRICE) * filled + TOTAL - 1) / TOTAL;
            assertEq(MONEY - token.balanceOf(BUYER), proRata, "paid so far");
            assertNothingStays();
        }
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "all of it costs what the total does");
        assertLe(MONEY - token.balanceOf(PROVIDER), TOTAL_BOND, "bonds");
    }
}

/// @notice The arithmetic alone, over all that fits into its types.
contract PricingTest is OffersTest {
    struct Sums {
        uint256 paid;
        uint256 exact;
    }

    PricingHarness internal harness;
    Offer internal offer;

    function setUp() public override {
        super.setUp();
        harness = new PricingHarness();
    }

    /// @dev However an offer is split, and whenever its parts are taken: they cost the sum of price times share, rounded once.
    function testFuzz_PartsAreRoundedOnce(
        uint128 first,
        uint128 last,
        uint96 total,
        uint96[6] memory cuts,
        uint64[6] memory times,
        bool up
    ) external {
        offer.terms.price = first;
        offer.lastPrice = last;
        offer.terms.quantity = total = uint96(bound(total, 1, type(uint96).max));
        (offer.rampStart, offer.rampEnd) = (NOW + 1 days, NOW + 2 days);
        uint96 left = total;
        uint96 carry;
        Sums memory sums;
        for (uint256 i; i < 6; ++i) {
            vm.warp(bound(times[i], NOW, NOW + 3 days));
            uint96 quantity = i == 5 ? left : uint96(bound(cuts[i], 0, left));
            left -= quantity;
            uint128 price;
            (price, carry) = harness.partPrice(offer, quantity, carry, up);
            sums.paid += price;
            // 2^224 six times.
            sums.exact += harness.totalPrice(offer, up) * quantity;
            uint256 remainder = up ? sums.paid * total - sums.exact : sums.exact - sums.paid * total;
            assertEq(carry, remainder, "carry");
            assertLt(carry, total, "less than one unit of the token");
        }
    }

    function testFuzz_PricesStayBetweenBothEnds(uint128 first, uint128 last, uint64 start, uint64 end, uint64 time)
        external
    {
        end = uint64(bound(end, 1, type(uint64).max));
        start = uint64(bound(start, 0, end - 1));
        (offer.terms.price, offer.lastPrice, offer.rampStart, offer.rampEnd) = (first, last, start, end);
        vm.warp(time);
        uint256 down = harness.totalPrice(offer, false);
        uint256 up = harness.totalPrice(offer, true);
        assertGe(down, first < last ? first : last, "lower end");
        assertLe(up, first < last ? last : first, "upper end");
        assertLe(up - down, 1, "one rounding");
        if (time <= start) assertEq(down, first, "before");
        if (time >= end) assertEq(up, last, "after");
    }

    function testFuzz_BondsAreRoundedAgainstTheTaker(uint128 bond, uint96 total, uint96 quantity) external {
        offer.terms.bond = bond;
        offer.terms.quantity = total = uint96(bound(total, 1, type(uint96).max));
        quantity = uint96(bound(quantity, 1, total));
        uint256 exact = uint256(bond) * quantity;
        assertEq(harness.partBond(offer, quantity, true), (exact + total - 1) / total, "up");
        assertEq(harness.partBond(offer, quantity, false), exact / total, "down");
    }
}
