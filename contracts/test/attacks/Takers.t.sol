// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, AskFill, Bid, BidFill, Permit} from "../../src/types/Offer.sol";
import {CallbackToken, ListeningWallet} from "../mocks/Offers.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {Forward, ForwardId, Terms} from "../../src/types/Forward.sol";
import {IRounds} from "../../src/interfaces/IRounds.sol";
import {OffersTest} from "../offers/OffersTest.sol";
import {SealingPredicate} from "../mocks/Predicates.sol";

/// @notice What takers, and makers with code, can do with what an offer leaves to them.
contract TakersAttackTest is OffersTest {
    /*//////////////////////////////////////////////////////////////////////////
                               ONE OFFER, TWO SIGNATURES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A buyer whose first signature went nowhere signs the same bid for Permit2. Both are out now.
    function test_BothSignaturesOfABidServeOnce() external {
        Bid memory bid = defaultBid();
        (bytes memory own, bytes memory permit) = (signed(bid), signedForPermit2(bid, TOTAL_PRICE));
        vm.prank(BUYER);
        token.approve(address(permit2), type(uint256).max);
        BidFill memory taking = bidFill(TOTAL);
        uint256 before = vm.snapshotState();

        taking.byPermit2 = true;
        vm.prank(PROVIDER);
        offers.fillBid(bid, permit, taking);
        bytes4 selector = Errors.Offers_QuantityInvalid.selector;
        fillExpecting(bid, own, bidFill(TOTAL), abi.encodeWithSelector(selector, TOTAL, MIN_FILL, 0));

        vm.revertToState(before);
        vm.prank(PROVIDER);
        offers.fillBid(bid, own, bidFill(MIN_FILL));
        bytes memory reason = abi.encodeWithSelector(selector, TOTAL, MIN_FILL, TOTAL - MIN_FILL);
        fillExpecting(bid, permit, taking, reason);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   MAKERS WITH CODE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A maker who is called while their money moves, and the token that calls them.
    function listening() internal returns (ListeningWallet wallet) {
        CallbackToken callback = new CallbackToken();
        use(callback);
        wallet = new ListeningWallet();
        callback.listen(address(wallet));
        token.mint(address(wallet), MONEY);
        wallet.approve(token, address(offers));
        wallet.setOperator(escrow, address(offers));
    }

    /// @dev The part that is under way goes through, and the rest stays called off.
    function test_BidCalledOffWhileItIsTakenStaysCalledOff() external {
        ListeningWallet wallet = listening();
        Bid memory bid = defaultBid();
        bid.buyer = address(wallet);
        bytes32 hash = offers.bidHash(bid);
        wallet.sign(offers.digest(hash), true);
        wallet.prepare(address(offers), abi.encodeCall(offers.cancelBid, (bid)));
        vm.prank(PROVIDER);
        ForwardId id = offers.fillBid(bid, "", bidFill(MIN_FILL));
        assertTrue(wallet.worked(), "called off");
        assertHolders(id, address(wallet), PROVIDER);
        fillExpecting(bid, "", bidFill(MIN_FILL), abi.encodeWithSelector(Errors.Offers_Cancelled.selector, hash));
    }

    /// @dev The taker's price is on its way when the provider is called for the bond: it is the escrow's or the taker's.
    function test_ProviderCannotOpenWithTheTakersPrice() external {
        ListeningWallet wallet = listening();
        Ask memory ask = defaultAsk();
        ask.offer.terms.provider = address(wallet);
        wallet.sign(offers.digest(offers.askHash(ask)), true);
        AskFill memory taking = askFill(TOTAL);
        Forward memory forward = forwardOf(ask, taking);

        // The same forward, opened first: with the provider's own money, as a present.
        wallet.approve(token, address(escrow));
        bytes memory opening =
            abi.encodeCall(escrow.open, (forward.terms, forward.buyer, forward.salt, bytes("params"), bytes("task")));
        wallet.prepare(address(escrow), opening);
        bytes4 selector = Errors.ForwardEscrow_AlreadyOpened.selector;
        fillExpecting(ask, "", taking, abi.encodeWithSelector(selector, escrow.forwardId(forward)));

        // Another one, with money that is not the provider's.
        Permit memory none;
        wallet.prepare(
            address(offers),
            abi.encodeCall(offers.openWithPermit, (forward.terms, address(wallet), forward.salt, "", "", none))
        );
        vm.prank(BUYER);
        offers.fillAsk(ask, "", taking);
        assertFalse(wallet.worked(), "opened from inside");
        assertBalance(BUYER, MONEY - TOTAL_PRICE, "buyer");
        assertBalance(address(wallet), MONEY - TOTAL_BOND, "provider");
        assertNothingStays();
    }

    /*//////////////////////////////////////////////////////////////////////////
                              WHAT AN ASK LEAVES TO ITS TAKER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev An ask for a predicate that takes sealed outputs only, taken without a key to seal to: see the warning.
    function test_BondIsHarvestedWithASealingKeyThatThePredicateRefuses() external {
        Ask memory ask = defaultAsk();
        ask.offer.terms.predicate = address(new SealingPredicate());
        AskFill memory taking = askFill(TOTAL);
        (taking.sealX, taking.sealY) = (0, 0);
        bytes memory signature = signed(ask);
        Forward memory forward = forwardOf(ask, taking);
        vm.prank(BUYER);
        offers.fillAsk(ask, signature, taking);
        vm.warp(START);
        vm.expectPartialRevert(Errors.ForwardEscrow_PredicateRefused.selector);
        settleAs(PROVIDER, stepOf(forward, 0, 1, TOTAL));
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(BUYER, MONEY + TOTAL_BOND, "buyer");
    }

    /// @dev With a review the provider sees the key before the bond is at stake.
    function test_BondIsNotHarvestedWithASealingKeyThatTheProviderSees() external {
        Ask memory ask = reviewAsk();
        ask.offer.terms.predicate = address(new SealingPredicate());
        AskFill memory taking = askFill(TOTAL);
        (taking.sealX, taking.sealY) = (0, 0);
        bytes memory signature = signed(ask);
        Forward memory forward = forwardOf(ask, taking);
        vm.prank(BUYER);
        offers.fillAsk(ask, signature, taking);
        vm.warp(NOW + REVIEW);
        escrow.reclaim(forward);
        assertBalance(BUYER, MONEY, "buyer");
        assertBalance(PROVIDER, MONEY, "provider");
    }

    /// @dev An ask for two rounds, taken when there is one block left to commit in: see the warning.
    function test_BondIsHarvestedRightBeforeTheBeacon() external {
        Forward memory forward = takenBeforeTheBeacon(1);
        IRounds rounds = escrow.ROUNDS();
        vm.roll(forward.terms.beaconBlock);
        vm.expectPartialRevert(Errors.Rounds_CommitmentTooLate.selector);
        vm.prank(PROVIDER);
        rounds.commit(escrow, forward, 1);
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(BUYER, MONEY + TOTAL_BOND, "buyer");
    }

    function test_BondIsNotHarvestedAtTheBeacon() external {
        Ask memory ask = defaultAsk();
        ask.offer.terms.beaconBlock = uint64(block.number);
        bytes4 selector = Errors.ForwardEscrow_BeaconBlockPassed.selector;
        fillExpecting(ask, signed(ask), askFill(TOTAL), abi.encodeWithSelector(selector, block.number, block.number));
    }

    function takenBeforeTheBeacon(uint64 blocks) internal returns (Forward memory forward) {
        Ask memory ask = defaultAsk();
        ask.offer.terms.beaconBlock = uint64(block.number) + blocks;
        forward = forwardOf(ask, askFill(TOTAL));
        fill(ask, TOTAL);
    }

    /// @dev What the escrow holds for itself, nobody gets out.
    function test_TakersCannotNameTheEscrowAsBuyer() external {
        AskFill memory taking = askFill(TOTAL);
        taking.buyer = address(escrow);
        bytes memory reason = abi.encodeWithSelector(Errors.ForwardEscrow_BuyerInvalid.selector, address(escrow));
        fillExpecting(defaultAsk(), signed(defaultAsk()), taking, reason);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   PRICES NEAR NOTHING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A total of few units: the smallest part costs one of them, and what it paid too much comes off the parts after it.
    function test_DustOfAnAskPaysForWhatItLeaves() external {
        Ask memory ask = defaultAsk();
        ask.offer.minFill = 1;
        (ask.offer.terms.price, ask.offer.terms.bond) = (10, 10);
        fill(ask, 1);
        assertBalance(BUYER, MONEY - 1, "a hundred times its share");
        assertBalance(PROVIDER, MONEY, "no bond");
        fillExpecting(ask, signed(ask), askFill(99), abi.encodeWithSelector(Errors.ForwardEscrow_PriceZero.selector));
        fill(ask, TOTAL - 1);
        assertBalance(BUYER, MONEY - 10, "all of it costs what the total does");
    }

    /// @dev A part that is worth less than one unit cannot be taken, unless earlier ones left over what it lacks.
    function test_DustOfABidIsNotTaken() external {
        Bid memory bid = defaultBid();
        bid.offer.minFill = 1;
        (bid.offer.terms.price, bid.offer.terms.bond) = (10, 10);
        bytes memory zero = abi.encodeWithSelector(Errors.ForwardEscrow_PriceZero.selector);
        fillExpecting(bid, signed(bid), bidFill(99), zero);
        fill(bid, 199);
        assertBalance(BUYER, MONEY - 1, "rounded down");
        assertBalance(PROVIDER, MONEY - 2, "rounded up");
        fill(bid, 1);
        assertBalance(BUYER, MONEY - 2, "with what the first left over");
        fillExpecting(bid, signed(bid), bidFill(99), zero);
        fill(bid, 800);
        assertBalance(BUYER, MONEY - 10, "all of it costs what the total does");
    }

    /// @dev At a ramp's zero nothing is given away; anything above is one unit at least to buy, and below one nothing to sell.
    function test_RampsNearNothingGiveNothingAway() external {
        Ask memory ask = defaultAsk();
        withRamp(ask.offer, 1, 0);
        bytes memory zero = abi.encodeWithSelector(Errors.ForwardEscrow_PriceZero.selector);
        vm.warp(NOW + 2 days);
        fillExpecting(ask, signed(ask), askFill(TOTAL), zero);
        vm.warp(NOW + 2 days - 1);
        fill(ask, TOTAL);
        assertBalance(BUYER, MONEY - 1, "buyer");

        Bid memory bid = defaultBid();
        withRamp(bid.offer, 0, 1);
        fillExpecting(bid, signed(bid), bidFill(TOTAL), zero);
        vm.warp(NOW + 2 days);
        fill(bid, TOTAL);
        assertBalance(BUYER, MONEY - 2, "buyer");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  TOKENS THAT ARE NONE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A permit is a call of whatever the terms name, from a contract that others gave rights to.
    function test_PermitsOfWhatIsNoTokenOpenNothing() external {
        address[4] memory named = [address(escrow), address(offers), address(permit2), address(predicate)];
        Permit memory permit;
        for (uint256 i; i < 4; ++i) {
            Terms memory terms = defaultTerms();
            terms.token = named[i];
            vm.expectRevert(bytes(""));
            vm.prank(OBSERVER);
            offers.openWithPermit(terms, OBSERVER, SALT, "", "", permit);
        }
    }

    /// @dev With a price of nothing no allowance is asked for, and the escrow's own `approve` would be called.
    function test_PositionsAreNotApprovedByAPriceOfNothing() external {
        ForwardId id = fill(defaultBid(), MIN_FILL);
        Permit memory permit;
        Terms memory terms = defaultTerms();
        (terms.token, terms.price) = (address(escrow), 0);
        vm.expectRevert();
        vm.prank(OBSERVER);
        offers.openWithPermit(terms, OBSERVER, SALT, "", "", permit);
        assertEq(escrow.getApproved(uint256(ForwardId.unwrap(id))), address(0), "approved");
    }
}
