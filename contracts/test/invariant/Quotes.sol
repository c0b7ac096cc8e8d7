// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, Bid, Offer, Taken} from "../../src/types/Offer.sol";
import {Dice, Quote} from "./Model.sol";
import {OpeningHandler} from "./handlers/OpeningHandler.sol";
import {Terms} from "../../src/types/Forward.sol";

/// @notice Offers as their makers write them down, what parts of them must cost, and what must be known of them. Hashes are
/// forge's own reading of EIP-712.
abstract contract Quotes is OpeningHandler {
    string internal constant BID = "Bid(Offer offer,address buyer,bytes task)";
    string internal constant ASK = "Ask(Offer offer,uint64 review)";
    string internal constant PARTS =
        "Offer(Terms terms,bytes params,uint128 lastPrice,uint64 rampStart,uint64 rampEnd,uint96 minFill,uint64 expiry,uint256 nonce,bytes32 salt)Terms(address predicate,uint256 params,bytes32 taskHash,address token,uint128 price,uint96 quantity,bytes32 unit,uint64 acceptBy,uint64 start,uint64 end,uint64 settleBy,uint128 bond,address provider,uint64 beaconBlock,uint256 sealX,uint256 sealY)";

    /// @dev How many bids, and how many asks, are to be had at a time.
    uint256 internal constant BOARD = 3;

    /// @dev Places among the quotes, counted from 1.
    mapping(bool isAsk => uint256[BOARD] places) internal board;

    /// @dev By maker and word, as their makers called them off.
    mapping(address maker => mapping(uint256 word => uint256)) internal cancelled;

    /*//////////////////////////////////////////////////////////////////////////
                                       CHOICES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev An offer that is to be had. One that is not any more mostly makes room for a new one.
    function _quoted(Dice memory dice, bool isAsk) internal returns (uint256 place) {
        uint256 slot = dice.roll(BOARD);
        place = board[isAsk][slot];
        if (place == 0 || (_idle(quotes[place - 1]) && !dice.once(4))) {
            _quote(dice, isAsk);
            place = quotes.length;
            board[isAsk][slot] = place;
        }
        --place;
    }

    /// @dev Whether an offer is of no use to anybody any more.
    function _idle(Quote storage quote) private view returns (bool) {
        Terms storage terms = quote.offer.terms;
        if (_dead(quote) || quote.filled == terms.quantity) return true;
        if (terms.beaconBlock != 0 && terms.beaconBlock <= height) return true;
        return clock >= (terms.acceptBy != 0 ? terms.acceptBy : quote.isAsk ? terms.start : terms.settleBy);
    }

    /// @dev An offer that is right most of the time.
    function _quote(Dice memory dice, bool isAsk) private {
        Opening memory opening = _opening(dice);
        Quote memory quote;
        quote.offer.terms = opening.forward.terms;
        (quote.isAsk, quote.coin, quote.kind) = (isAsk, opening.coin, opening.kind);
        quote.maker = opening.forward.buyer;
        if (quote.maker == people[REFUSER] && !dice.once(4)) quote.maker = people[WALLET];
        _amounts(dice, quote.offer);
        _times(dice, quote.offer);
        if (isAsk) _provide(dice, quote);
        if (dice.once(16)) _spoilQuote(dice, quote);
        quote.hash = _hash(quote);
        quotes.push(quote);
    }

    function _amounts(Dice memory dice, Offer memory offer) private view {
        Terms memory terms = offer.terms;
        if (dice.once(8)) terms.quantity = uint96(1 + dice.roll(type(uint96).max));
        // Mostly so much that parts cost something.
        if (terms.price < terms.quantity && !dice.once(4)) terms.price += terms.quantity;
        offer.minFill = uint96(dice.roll(dice.once(2) ? uint256(terms.quantity) + 1 : terms.quantity / 4 + 1));
        offer.nonce = dice.once(4) && quotes.length != 0 ? quotes[quotes.length - 1].offer.nonce : dice.roll(1024);
        offer.salt = bytes32(quotes.length);
        (offer.params, offer.lastPrice) = ("params", terms.price);
        if (dice.once(3)) return;
        uint256 last = dice.once(2) ? dice.roll(2 * uint256(terms.price)) : terms.price + dice.roll(5);
        // forge-lint: disable-next-line(unsafe-typecast): it fits
        offer.lastPrice = last > type(uint128).max ? 1 : uint128(last);
        offer.rampStart = clock + 60 - uint64(dice.roll(120));
        offer.rampEnd = offer.rampStart + uint64(1 + dice.roll(800));
    }

    function _times(Dice memory dice, Offer memory offer) private view {
        Terms memory terms = offer.terms;
        uint64 later = uint64(dice.roll(900));
        if (terms.acceptBy != 0) terms.acceptBy += later;
        if (terms.beaconBlock != 0) terms.beaconBlock += later / 8;
        terms.start += later;
        terms.end += later;
        terms.settleBy += later;
        offer.expiry = clock + uint64(1 + dice.roll(1500));
    }

    /// @dev Makes it an ask. Of one with a review `acceptBy` comes with whoever takes it.
    function _provide(Dice memory dice, Quote memory quote) private view {
        Terms memory terms = quote.offer.terms;
        if (terms.acceptBy == 0) _assigned(dice, terms);
        (terms.provider, terms.sealX, terms.sealY) = (quote.maker, 0, 0);
        if (dice.once(2)) return;
        quote.review = uint64(1 + dice.roll(300));
        (terms.acceptBy, terms.taskHash) = (0, 0);
        terms.start += quote.review;
        terms.end += quote.review;
        terms.settleBy += quote.review;
    }

    function _spoilQuote(Dice memory dice, Quote memory quote) private view {
        Offer memory offer = quote.offer;
        uint256 choice = dice.roll(7);
        if (choice == 0) (offer.rampStart, offer.rampEnd) = (clock + 9, clock + 9);
        else if (choice == 1) offer.expiry = clock;
        else if (choice == 2) offer.minFill = type(uint96).max;
        else if (choice == 3) offer.terms.price = 0;
        else if (choice == 4) (offer.terms.sealX, offer.terms.sealY) = (SEAL_X, SEAL_Y);
        else if (choice == 5) offer.terms.taskHash = ~offer.terms.taskHash;
        else offer.terms.quantity = 0;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HASHES
    //////////////////////////////////////////////////////////////////////////*/

    function _hash(Quote memory quote) internal pure returns (bytes32) {
        return quote.isAsk
            ? vm.eip712HashStruct(string.concat(ASK, PARTS), abi.encode(Ask(quote.offer, quote.review)))
            : vm.eip712HashStruct(string.concat(BID, PARTS), abi.encode(Bid(quote.offer, quote.maker, "task")));
    }

    /// @dev What a maker signs for the offers.
    function _offerDigest(bytes32 hash) internal view returns (bytes32) {
        bytes32 typehash =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 domain =
            keccak256(abi.encode(typehash, keccak256("Tercet Offers"), keccak256("1"), block.chainid, address(offers)));
        return keccak256(abi.encodePacked(hex"1901", domain, hash));
    }

    /// @dev What a maker signs for Permit2: a transfer of no more than the whole may cost, with the offer as its witness.
    function _permitDigest(Quote storage quote) internal view returns (bytes32) {
        Offer storage offer = quote.offer;
        bytes32 typehash = keccak256("EIP712Domain(string name,uint256 chainId,address verifyingContract)");
        bytes32 domain = keccak256(abi.encode(typehash, keccak256("Permit2"), block.chainid, address(permit2)));
        bytes32 amounts = keccak256("TokenPermissions(address token,uint256 amount)");
        bytes32 tokens = keccak256(abi.encode(amounts, offer.terms.token, _most(quote)));
        typehash = keccak256(
            abi.encodePacked(
                "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,",
                quote.isAsk ? "Ask" : "Bid",
                " witness)",
                quote.isAsk ? ASK : BID,
                PARTS,
                "TokenPermissions(address token,uint256 amount)"
            )
        );
        bytes memory message =
            abi.encode(typehash, tokens, address(offers), offer.nonce, uint256(offer.expiry), quote.hash);
        return keccak256(abi.encodePacked(hex"1901", domain, keccak256(message)));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       JUDGEMENT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Expired, or called off by itself or with its nonce.
    function _dead(Quote storage quote) internal view returns (bool) {
        return clock >= quote.offer.expiry || quote.cancelled || _nonceCancelled(quote);
    }

    function _nonceCancelled(Quote storage quote) private view returns (bool) {
        return cancelled[quote.maker][quote.offer.nonce / 256] & 2 ** (quote.offer.nonce % 256) != 0;
    }

    /// @dev The most that the maker can lose to those who take the offer.
    function _most(Quote storage quote) internal view returns (uint256) {
        Offer storage offer = quote.offer;
        if (quote.isAsk) return offer.terms.bond;
        return offer.rampEnd != 0 && offer.lastPrice > offer.terms.price ? offer.lastPrice : offer.terms.price;
    }

    /// @dev What the whole costs now, rounded for its maker.
    function _totalNow(Quote storage quote) internal view returns (uint256) {
        Offer storage offer = quote.offer;
        (uint256 first, uint256 last) = (offer.terms.price, offer.lastPrice);
        if (offer.rampEnd == 0 || clock <= offer.rampStart) return first;
        if (clock >= offer.rampEnd) return last;
        (uint256 gone, uint256 length) = (clock - offer.rampStart, offer.rampEnd - offer.rampStart);
        return first <= last
            ? first + _rounded(last - first, gone, length, quote.isAsk)
            : first - _rounded(first - last, gone, length, !quote.isAsk);
    }

    /// @dev amount·units/whole, rounded up by rounding down what is left.
    function _rounded(uint256 amount, uint256 units, uint256 whole, bool up) private pure returns (uint256) {
        return up ? amount - _earned(amount, whole - units, whole) : _earned(amount, units, whole);
    }

    /// @dev What a part costs: what all parts cost with it, rounded once, less what they cost without.
    function _partPrice(Quote storage quote, uint256 units) internal view returns (uint256) {
        uint256 total = quote.offer.terms.quantity;
        if (total == 0) return 0;
        uint256 exact = quote.exact + _totalNow(quote) * units;
        return (quote.isAsk ? (exact + total - 1) / total : exact / total) - quote.prices;
    }

    /// @dev What a part stakes.
    function _partBond(Quote storage quote, uint256 units) internal view returns (uint256) {
        Terms storage terms = quote.offer.terms;
        if (terms.quantity == 0 || units > terms.quantity) return 0;
        return _rounded(terms.bond, units, terms.quantity, !quote.isAsk);
    }

    /// @dev Compares what is kept of an offer with the model.
    function _lookAtQuote(uint256 place) internal view {
        Quote storage quote = quotes[place];
        uint256 total = quote.offer.terms.quantity;
        Taken memory taken = offers.takenOf(quote.hash);
        _equal(34, taken.filled, quote.filled);
        _true(34, quote.filled <= total);
        uint256 due = quote.prices * total;
        _true(35, quote.isAsk ? due >= quote.exact : due <= quote.exact);
        _equal(35, taken.carry, quote.isAsk ? due - quote.exact : quote.exact - due);
        _true(35, taken.carry < total || taken.carry == 0);
        _equal(37, quote.left, quote.isAsk ? quote.bonds : quote.prices);
        _true(37, quote.left <= _most(quote));
        _true(38, taken.cancelled == quote.cancelled);
        _equal(38, offers.cancelledNonces(quote.maker, quote.offer.nonce / 256), _word(quote));
        if (quote.review != 0) _equal(39, quote.left, 0);
    }

    function _word(Quote storage quote) private view returns (uint256) {
        return cancelled[quote.maker][quote.offer.nonce / 256];
    }
}
