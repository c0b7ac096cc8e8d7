// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, AskFill, Bid, BidFill, Offer, Permit} from "../../../src/types/Offer.sol";
import {By, Dice, Fn, Quote, Record} from "../Model.sol";
import {Coin} from "../Coins.sol";
import {Forward, ForwardId, Terms} from "../../../src/types/Forward.sol";
import {Intruder} from "../Strangers.sol";
import {Quotes} from "../Quotes.sol";

/// @notice Takes parts of bids and asks, calls them off, and opens and closes their makers' purses.
abstract contract OffersHandler is Quotes {
    /// @dev One part as it is tried.
    struct Taking {
        uint256 place;
        Opening opening;
        uint96 quantity;
        uint128 bound;
        address caller;
        address holder;
        bool byPermit2;
        bool altered;
        bool agrees;
        bytes signature;
    }

    /// @dev Nonces that Permit2 has seen.
    mapping(address maker => mapping(uint256 nonce => bool)) internal spent;

    /*//////////////////////////////////////////////////////////////////////////
                                        TAKING
    //////////////////////////////////////////////////////////////////////////*/

    function fillBid(uint256 seed) external {
        Dice memory dice = Dice(seed);
        _fill(dice, _quoted(dice, false));
    }

    function fillAsk(uint256 seed) external {
        Dice memory dice = Dice(seed);
        _fill(dice, _quoted(dice, true));
    }

    function _fill(Dice memory dice, uint256 place) private {
        Quote storage quote = quotes[place];
        Taking memory taking = _taking(dice, place);
        uint256 slot = _slot(dice);
        _sign(dice, taking, slot == LIVE || dice.once(6));
        (Pull memory first, Pull memory second) = _pulls(taking);
        if (!dice.once(24)) _fundBoth(quote.coin, first, second);
        bool expected = _mayFill(taking) && _mayPull(quote.coin, first, second);
        // There is room for so many only: what would be opened now is not tried.
        if (expected && slot == LIVE) return;

        bytes memory data = _call(taking);
        if (expected && dice.once(3)) _armOffers(dice, data, taking.opening.forward);
        uint256 before = Coin(coins[quote.coin]).balanceOf(quote.maker);
        vm.prank(taking.caller);
        (bool success, bytes memory answer) = address(offers).call(data);
        if (success) _judge(taking);
        _tally(quote.isAsk ? Fn.FillAsk : Fn.FillBid, success, expected);
        if (success) {
            ForwardId id = abi.decode(answer, (ForwardId));
            uint256 part = _filled(taking, id, slot);
            _settleUp(taking, first, second, before);
            _look(part);
            _arm(dice, taking.opening, id);
            if (records[part].accepted && records[part].forward.terms.beaconBlock != 0) _commit(dice, part);
        }
        _lookAtQuote(place);
    }

    /// @dev The part is an ordinary forward, from here on like any other.
    function _filled(Taking memory taking, ForwardId id, uint256 slot) private returns (uint256 part) {
        Quote storage quote = quotes[taking.place];
        Forward memory forward = taking.opening.forward;
        _equal(36, uint256(ForwardId.unwrap(id)), uint256(ForwardId.unwrap(escrow.forwardId(forward))));
        quote.exact += _totalNow(quote) * taking.quantity;
        quote.filled += taking.quantity;
        quote.prices += forward.terms.price;
        if (taking.byPermit2) spent[quote.maker][quote.offer.nonce] = true;
        part = _opened(taking.opening, id, slot);
        Record storage record = records[part];
        record.part = taking.place + 1;
        if (quote.review != 0 || forward.terms.acceptBy == 0) return part;
        (record.accepted, record.provider) = (true, taking.holder);
        ++positions[taking.holder];
        _step(part, By.Accept);
        if (quote.isAsk) quote.bonds += forward.terms.bond;
    }

    /// @dev What left the maker's wallet, besides what they paid as the one who takes.
    function _settleUp(Taking memory taking, Pull memory first, Pull memory second, uint256 before) private {
        Quote storage quote = quotes[taking.place];
        _pulled(quote.coin, first);
        _pulled(quote.coin, second);
        _lookAtPurse(quote.coin, first.from);
        _lookAtPurse(quote.coin, second.from);
        quote.left += before - Coin(coins[quote.coin]).balanceOf(quote.maker);
        if (taking.caller == quote.maker) quote.left -= quote.isAsk ? first.amount : second.amount;
        if (quote.review != 0) _equal(39, second.amount, 0);
    }

    /// @dev Has somebody try the same again while it happens, and another way to open.
    function _armOffers(Dice memory dice, bytes memory data, Forward memory forward) private {
        Permit memory permit;
        bytes[] memory tries = new bytes[](2);
        tries[0] = data;
        tries[1] = abi.encodeCall(offers.openWithPermit, (forward.terms, forward.buyer, 0, "", "", permit));
        Intruder(people[_visited(dice)]).armOffers(tries);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CHOICES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A part that is right, as far as there is one left.
    function _taking(Dice memory dice, uint256 place) private view returns (Taking memory taking) {
        Quote storage quote = quotes[place];
        Forward memory forward = taking.opening.forward;
        taking.place = place;
        (taking.opening.coin, taking.opening.kind) = (quote.coin, quote.kind);
        taking.opening.payer = address(offers);
        forward.terms = quote.offer.terms;
        taking.quantity = _quantity(dice, quote);
        taking.byPermit2 = dice.once(taking.quantity == forward.terms.quantity ? 3 : 60);
        if (quote.isAsk) {
            (taking.caller, taking.holder, forward.buyer) = (_anybody(dice), quote.maker, _anybody(dice));
            if (quote.review != 0) forward.terms.taskHash = keccak256("task");
            if (dice.once(2)) (forward.terms.sealX, forward.terms.sealY) = (SEAL_X, SEAL_Y);
        } else {
            address provider = forward.terms.provider;
            taking.holder = provider == address(0) ? _anybody(dice) : provider;
            taking.caller = dice.once(4) ? _agent(dice, taking.holder, address(0)) : taking.holder;
            forward.buyer = quote.maker;
        }
    }

    /// @dev Often the smallest part, or all that is left.
    function _quantity(Dice memory dice, Quote storage quote) private view returns (uint96) {
        uint256 left = quote.offer.terms.quantity - quote.filled;
        uint256 least = quote.offer.minFill == 0 ? 1 : quote.offer.minFill;
        // forge-lint: disable-next-line(unsafe-typecast): at most what is left of 96 bits
        if (left <= least) return left == 0 ? 1 : uint96(left);
        return uint96(dice.once(4) ? left : dice.once(4) ? least : least + dice.roll(left - least));
    }

    /// @dev Makes the part wrong now and then, says what it must become, and has the maker sign, or somebody else.
    function _sign(Dice memory dice, Taking memory taking, bool spoiled) private view {
        Quote storage quote = quotes[taking.place];
        uint256 choice = spoiled ? dice.roll(12) : 12;
        if (choice < 6) _spoilPart(dice, taking, choice);
        _become(dice, taking);
        if (choice == 6) _spoilBound(quote, taking);
        taking.altered = choice == 7 || choice == 8;
        uint256 signer;
        while (people[signer] != quote.maker) ++signer;
        if (choice == 9) signer = dice.roll(PEOPLE);
        bool otherWay = choice == 10;
        bytes32 digest = taking.byPermit2 != otherWay ? _permitDigest(quote) : _offerDigest(quote.hash);
        if (choice == 11) digest = quote.hash;
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[signer], digest);
        taking.signature = abi.encodePacked(r, s, v);
        taking.agrees = people[signer] == quote.maker && signer != REFUSER && choice != 10 && choice != 11;
    }

    function _spoilPart(Dice memory dice, Taking memory taking, uint256 choice) private view {
        Quote storage quote = quotes[taking.place];
        Forward memory forward = taking.opening.forward;
        uint256 left = quote.offer.terms.quantity - quote.filled;
        if (choice == 0) taking.quantity = 0;
        // forge-lint: disable-next-line(unsafe-typecast): one more than what is left of 96 bits, where there is one more
        else if (choice == 1 && left < type(uint96).max) taking.quantity = uint96(left + 1);
        else if (choice == 2 && quote.offer.minFill > 1) taking.quantity = quote.offer.minFill - 1;
        else if (choice == 3) taking.byPermit2 = !taking.byPermit2;
        else if (quote.isAsk && choice == 4) forward.terms.taskHash = bytes32(dice.roll(3));
        else if (quote.isAsk && dice.once(2)) (forward.terms.sealX, forward.terms.sealY) = (1, 2);
        else if (quote.isAsk) forward.buyer = dice.once(2) ? address(0) : address(escrow);
        else taking.holder = dice.once(3) ? address(escrow) : dice.once(2) ? address(offers) : _anybody(dice);
    }

    function _spoilBound(Quote storage quote, Taking memory taking) private view {
        uint128 price = taking.opening.forward.terms.price;
        if (quote.isAsk && price != 0) taking.bound = price - 1;
        if (!quote.isAsk && price != type(uint128).max) taking.bound = price + 1;
    }

    /// @dev The forward that the part must become. Its amounts mean nothing where there is no such part.
    function _become(Dice memory dice, Taking memory taking) private view {
        Quote storage quote = quotes[taking.place];
        Terms memory terms = taking.opening.forward.terms;
        terms.quantity = taking.quantity;
        // forge-lint: disable-next-line(unsafe-typecast): part of what fits, or refused
        terms.price = uint128(_partPrice(quote, taking.quantity));
        // forge-lint: disable-next-line(unsafe-typecast): part of what fits
        terms.bond = uint128(_partBond(quote, taking.quantity));
        if (quote.review != 0) terms.acceptBy = clock + quote.review;
        taking.opening.forward.salt = keccak256(abi.encode(quote.hash, quote.filled));
        taking.bound = dice.once(2) ? terms.price : quote.isAsk ? type(uint128).max : 0;
    }

    /// @dev What is paid, and by whom: first the price, then the bond.
    function _pulls(Taking memory taking) private view returns (Pull memory price, Pull memory bond) {
        Quote storage quote = quotes[taking.place];
        Terms memory terms = taking.opening.forward.terms;
        if (quote.isAsk) {
            price = Pull(taking.caller, terms.price, false);
            bond = Pull(quote.maker, terms.bond, taking.byPermit2);
            if (quote.review != 0) (bond.amount, bond.signed) = (0, false);
        } else {
            price = Pull(quote.maker, terms.price, taking.byPermit2);
            bond = Pull(taking.caller, terms.bond, false);
        }
    }

    function _fundBoth(uint256 coin, Pull memory first, Pull memory second) private {
        _fund(coin, first.from, first.amount + (first.from == second.from ? second.amount : 0));
        if (first.from != second.from) _fund(coin, second.from, second.amount);
    }

    function _call(Taking memory taking) private view returns (bytes memory) {
        Quote storage quote = quotes[taking.place];
        Forward memory forward = taking.opening.forward;
        Offer memory offer = quote.offer;
        if (taking.altered) _alterOffer(offer, uint256(forward.salt) % 8);
        if (quote.isAsk) return _callAsk(taking, Ask(offer, quote.review));
        BidFill memory fill = BidFill(taking.quantity, taking.bound, taking.holder, taking.byPermit2);
        return abi.encodeCall(offers.fillBid, (Bid(offer, quote.maker, "task"), taking.signature, fill));
    }

    function _callAsk(Taking memory taking, Ask memory ask) private view returns (bytes memory) {
        Forward memory forward = taking.opening.forward;
        AskFill memory fill;
        (fill.quantity, fill.maxPrice, fill.buyer) = (taking.quantity, taking.bound, forward.buyer);
        (fill.byPermit2, fill.taskHash, fill.task) = (taking.byPermit2, forward.terms.taskHash, "task");
        (fill.sealX, fill.sealY) = (forward.terms.sealX, forward.terms.sealY);
        return abi.encodeCall(offers.fillAsk, (ask, taking.signature, fill));
    }

    /// @dev What the maker did not sign, though they signed nearly the same.
    function _alterOffer(Offer memory offer, uint256 choice) private pure {
        if (choice == 0) offer.terms.price ^= 1;
        else if (choice == 1) offer.terms.bond ^= 1;
        else if (choice == 2) offer.terms.settleBy += 1;
        else if (choice == 3) offer.lastPrice ^= 1;
        else if (choice == 4) offer.expiry += 1;
        else if (choice == 5) offer.nonce ^= 1;
        else if (choice == 6) offer.params = "other params";
        else offer.salt = ~offer.salt;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       JUDGEMENT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What no part lacks, whatever else may be wrong with it.
    function _judge(Taking memory taking) private view {
        Quote storage quote = quotes[taking.place];
        _true(34, _mayCut(quote, taking.quantity));
        _true(37, taking.agrees && !taking.altered);
        _true(38, !_dead(quote));
        if (taking.byPermit2) _true(42, _unspent(quote, taking.quantity));
    }

    /// @dev Whether a signature for Permit2 still serves, and for so much.
    function _unspent(Quote storage quote, uint256 units) private view returns (bool) {
        return units == quote.offer.terms.quantity && !spent[quote.maker][quote.offer.nonce];
    }

    function _mayFill(Taking memory taking) private view returns (bool) {
        Quote storage quote = quotes[taking.place];
        Offer storage offer = quote.offer;
        if (!taking.agrees || taking.altered || _dead(quote) || !_mayCut(quote, taking.quantity)) return false;
        if (offer.rampEnd != 0 && offer.rampEnd <= offer.rampStart) return false;
        if (taking.byPermit2 && !_unspent(quote, taking.quantity)) return false;
        uint128 price = taking.opening.forward.terms.price;
        if (quote.isAsk ? price > taking.bound : price < taking.bound) return false;
        return (quote.isAsk ? _fits(quote, taking) : _mayHold(taking)) && _mayOpen(taking.opening);
    }

    /// @dev A part is at least the smallest, or all that is left.
    function _mayCut(Quote storage quote, uint256 units) private view returns (bool) {
        uint256 filled = quote.filled + units;
        if (units == 0 || filled > quote.offer.terms.quantity) return false;
        return units >= quote.offer.minFill || filled == quote.offer.terms.quantity;
    }

    /// @dev Asks: the task that was signed for, or one to be looked at first.
    function _fits(Quote storage quote, Taking memory taking) private view returns (bool) {
        Terms storage terms = quote.offer.terms;
        if (terms.sealX != 0) return false;
        if (quote.review != 0) return terms.taskHash == 0 && terms.acceptBy == 0 && !taking.byPermit2;
        return taking.opening.forward.terms.taskHash == terms.taskHash && operates[quote.maker][address(offers)];
    }

    /// @dev Bids: of assigned ones a provider who is allowed and agrees, both with the offers and with whoever takes.
    function _mayHold(Taking memory taking) private view returns (bool) {
        Terms memory terms = taking.opening.forward.terms;
        if (terms.acceptBy == 0) return true;
        if (terms.provider != address(0) && terms.provider != taking.holder) return false;
        return operates[taking.holder][address(offers)]
            && (taking.caller == taking.holder || operates[taking.holder][taking.caller]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                CANCELLING, AND PURSES
    //////////////////////////////////////////////////////////////////////////*/

    function useOffers(uint256 seed) external {
        Dice memory dice = Dice(seed);
        uint256 choice = quotes.length == 0 ? 0 : dice.roll(4);
        if (choice < 2) _usePurse(dice);
        else if (choice == 2 || !dice.once(3)) _cancel(dice);
        else _cancelNonces(dice);
    }

    /// @dev One of the offers that are to be had, or any.
    function _anyQuote(Dice memory dice) private view returns (uint256) {
        uint256 place = board[dice.once(2)][dice.roll(BOARD)];
        return place == 0 || dice.once(2) ? dice.roll(quotes.length) : place - 1;
    }

    function _cancel(Dice memory dice) private {
        uint256 place = _anyQuote(dice);
        Quote storage quote = quotes[place];
        address caller = dice.once(2) ? _anybody(dice) : quote.maker;
        bytes memory data = quote.isAsk
            ? abi.encodeCall(offers.cancelAsk, (Ask(quote.offer, quote.review)))
            : abi.encodeCall(offers.cancelBid, (Bid(quote.offer, quote.maker, "task")));

        vm.prank(caller);
        (bool success,) = address(offers).call(data);
        _tally(Fn.Cancel, success, caller == quote.maker);
        if (success) quote.cancelled = true;
        _lookAtQuote(place);
        if (success && dice.once(2)) _fill(dice, place); // nobody gets what was called off
    }

    /// @dev An offer's nonce, with another one, for its maker or for somebody whose nonces they are not.
    function _cancelNonces(Dice memory dice) private {
        uint256 place = _anyQuote(dice);
        Quote storage quote = quotes[place];
        uint256 word = quote.offer.nonce / 256;
        uint256 mask = 2 ** (quote.offer.nonce % 256) | 2 ** dice.roll(256);
        address maker = dice.once(2) ? _anybody(dice) : quote.maker;

        vm.prank(maker);
        offers.cancelNonces(word, mask);
        cancelled[maker][word] |= mask;
        _lookAtQuote(place);
        if (maker == quote.maker && dice.once(2)) _fill(dice, place);
    }
}
