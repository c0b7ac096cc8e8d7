// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {By, Dice, Fn, Record} from "../Model.sol";
import {Forward, ForwardId, Status, Terms} from "../../../src/types/Forward.sol";
import {Intruder} from "../Strangers.sol";
import {Permit} from "../../../src/types/Offer.sol";
import {Purses} from "../Purses.sol";
import {RoundsHandler} from "./RoundsHandler.sol";

/// @notice Opens forwards of both kinds, now and then by way of the offers, and accepts them.
abstract contract OpeningHandler is Purses, RoundsHandler {
    /// @dev The base point of the curve that outputs are sealed on.
    uint256 internal constant SEAL_X = 9671717474070082183213120605117400219616337014328744928644933853176787189663;
    uint256 internal constant SEAL_Y = 16950150798460657717958625567821834550301663161624707787222815936182638968203;

    struct Opening {
        Forward forward;
        address payer;
        uint256 coin;
        uint256 kind;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         OPEN
    //////////////////////////////////////////////////////////////////////////*/

    function open(uint256 seed) external {
        Dice memory dice = Dice(seed);
        Opening memory opening = _opening(dice);
        uint256 slot = _slot(dice);
        if (slot == LIVE || dice.once(3)) _spoilOpening(dice, opening);
        bool direct = !dice.once(4);
        Pull memory price = Pull(opening.payer, opening.forward.terms.price, false);
        if (!dice.once(24)) _fund(opening.coin, price.from, price.amount);
        bool expected = _mayOpen(opening)
            && (direct
                    ? held[opening.coin][price.from] >= price.amount
                    : _mayPull(opening.coin, price, Pull(price.from, 0, false)));
        // There is room for so many only: what would be opened now is not tried.
        if (expected && slot == LIVE) return;

        (bool accepted, ForwardId id) = direct ? _openDirectly(opening) : _openByOffers(opening);
        _tally(direct ? Fn.Open : Fn.OpenWithPermit, accepted, expected);
        if (!accepted) return;
        uint256 place = _opened(opening, id, slot);
        if (direct) _took(opening.coin, price.from, price.amount);
        else _pulled(opening.coin, price);
        _look(place);
        _lookAtPurse(opening.coin, price.from);
        _arm(dice, opening, id);
        // Most are accepted at once: so there are more that can be delivered.
        if (opening.forward.terms.acceptBy != 0 && !dice.once(3)) _accept(dice, place);
    }

    function _openDirectly(Opening memory opening) private returns (bool, ForwardId) {
        Forward memory forward = opening.forward;
        vm.prank(opening.payer);
        try escrow.open(forward.terms, forward.buyer, forward.salt, "params", "task") returns (ForwardId id) {
            return (true, id);
        } catch {
            return (false, ForwardId.wrap(0));
        }
    }

    /// @dev None of the coins knows permits: each one fails, and is passed over.
    function _openByOffers(Opening memory opening) private returns (bool, ForwardId) {
        Forward memory forward = opening.forward;
        Permit memory permit;
        vm.prank(opening.payer);
        try offers.openWithPermit(forward.terms, forward.buyer, forward.salt, "params", "task", permit) returns (
            ForwardId id
        ) {
            return (true, id);
        } catch {
            return (false, ForwardId.wrap(0));
        }
    }

    function _opened(Opening memory opening, ForwardId id, uint256 slot) internal returns (uint256 place) {
        _true(29, !known[id] && !known[ForwardId.wrap(ForwardId.unwrap(id) ^ bytes32(uint256(1)))]);
        known[id] = true;
        place = records.length;
        Record storage record = records.push();
        record.forward = opening.forward;
        record.id = id;
        (record.coin, record.kind) = (opening.coin, opening.kind);
        record.buyer = opening.forward.buyer;
        ++positions[record.buyer];
        if (slot == live.length) live.push(place);
        else live[slot] = place;
        _step(place, By.Open);
    }

    /// @dev Tells those who try to get in while the escrow calls them what to try.
    function _arm(Dice memory dice, Opening memory opening, ForwardId id) internal {
        if (opening.kind == REENTRANT) Intruder(predicates[REENTRANT]).arm(escrow, opening.forward, id);
        else if (dice.once(8)) Intruder(people[_visited(dice)]).armShort(escrow, opening.forward, id);
    }

    function _visited(Dice memory dice) internal pure returns (uint256) {
        uint256 choice = dice.roll(3);
        return choice == 0 ? WALLET : choice == 1 ? DELEGATE : POOL;
    }

    /// @dev A place among the live: a new one, or that of a forward that is cold; LIVE if there is none.
    function _slot(Dice memory dice) internal view returns (uint256) {
        if (live.length < LIVE) return live.length;
        uint256 first = dice.roll(LIVE);
        for (uint256 i; i < LIVE; ++i) {
            uint256 slot = (first + i) % LIVE;
            if (_cold(records[live[slot]].seen)) return slot;
        }
        return LIVE;
    }

    /// @dev An opening that is right, unless the payer is on the coin's list.
    function _opening(Dice memory dice) internal view returns (Opening memory opening) {
        Terms memory terms = opening.forward.terms;
        opening.coin = dice.roll(COINS);
        opening.kind = dice.once(4) ? dice.once(3) ? REENTRANT : dice.roll(KINDS) : FAIR;
        opening.payer = _anybody(dice);
        opening.forward.buyer = _anybody(dice);
        opening.forward.salt = bytes32(records.length);
        terms.predicate = predicates[opening.kind];
        terms.token = coins[opening.coin];
        terms.params = dice.roll(FIELD);
        terms.price = uint128(1 + dice.roll(_magnitude(dice, type(uint128).max)));
        terms.quantity = uint96(1 + dice.roll(_magnitude(dice, type(uint88).max)));
        if (dice.once(4)) (terms.sealX, terms.sealY) = (SEAL_X, SEAL_Y);
        if (dice.once(3)) _openTimes(dice, terms);
        else _assigned(dice, terms);
    }

    /// @dev Small amounts as often as great ones.
    function _magnitude(Dice memory dice, uint256 most) internal pure returns (uint256) {
        uint256 choice = dice.roll(4);
        return choice == 0 ? 3 : choice == 1 ? 100 : choice == 2 ? 1e12 : most;
    }

    function _openTimes(Dice memory dice, Terms memory terms) private view {
        terms.start = clock - uint64(100 * dice.roll(2)) + uint64(dice.roll(300));
        terms.end = (clock > terms.start ? clock : terms.start) + uint64(1 + dice.roll(1200));
        terms.settleBy = terms.end + uint64(1 + dice.roll(600));
    }

    function _assigned(Dice memory dice, Terms memory terms) internal view {
        terms.acceptBy = clock + uint64(1 + dice.roll(400));
        terms.start = terms.acceptBy + uint64(dice.roll(200));
        terms.end = terms.start + uint64(1 + dice.roll(dice.once(4) ? 3 : 1800));
        terms.settleBy = terms.end + uint64(1 + dice.roll(600));
        if (dice.once(3)) terms.provider = people[2 + dice.roll(PEOPLE - 2)];
        if (terms.provider == address(0) || dice.once(2)) terms.bond = uint128(1 + dice.roll(_magnitude(dice, 1e30)));
        if (dice.once(2)) terms.beaconBlock = height + uint64(1 + dice.roll(40));
    }

    function _spoilOpening(Dice memory dice, Opening memory opening) private view {
        Terms memory terms = opening.forward.terms;
        uint256 choice = dice.roll(19);
        if (choice == 0) terms.price = 0;
        else if (choice == 1) terms.quantity = 0;
        else if (choice == 2) terms.start = terms.end;
        else if (choice == 3) terms.end = terms.settleBy;
        else if (choice == 4) (terms.start, terms.end, terms.settleBy) = (1, 2, clock);
        else if (choice == 5) terms.acceptBy = clock;
        else if (choice == 6) terms.acceptBy = terms.start + 1;
        else if (choice == 7) (terms.acceptBy, terms.bond) = (0, 1);
        else if (choice == 8) (terms.acceptBy, terms.provider) = (0, people[2]);
        else if (choice == 9) (terms.acceptBy, terms.beaconBlock) = (0, height + 1);
        else if (choice == 10) (terms.bond, terms.provider, terms.acceptBy) = (0, address(0), terms.start);
        else if (choice == 11) terms.beaconBlock = height;
        else if (choice == 12) terms.params = FIELD;
        else if (choice == 13) (terms.sealX, terms.sealY) = (1, 2);
        else if (choice == 14) terms.predicate = people[0];
        else if (choice == 15) (terms.token, opening.coin) = (people[0], 0);
        else if (choice == 16) opening.forward.buyer = dice.once(2) ? address(0) : address(escrow);
        else if (choice == 17) terms.quantity = uint96(type(uint88).max) + 1;
        else if (live.length != 0) _again(dice, opening);
    }

    /// @dev A forward that is there already.
    function _again(Dice memory dice, Opening memory opening) private view {
        Record storage record = records[_any(dice)];
        opening.forward = record.forward;
        (opening.coin, opening.kind) = (record.coin, record.kind);
    }

    function _mayOpen(Opening memory opening) internal view returns (bool) {
        Terms memory terms = opening.forward.terms;
        address buyer = opening.forward.buyer;
        if (terms.price == 0 || terms.quantity == 0 || terms.quantity >= 2 ** 88 || terms.params >= FIELD) {
            return false;
        }
        if (!(terms.start < terms.end && terms.end < terms.settleBy && clock < terms.settleBy)) return false;
        if (!(terms.acceptBy == 0 ? _plain(terms) : _acceptable(terms))) return false;
        if (terms.sealX != 0 && terms.sealX != SEAL_X) return false;
        if (terms.predicate.code.length == 0 || terms.token.code.length == 0) return false;
        if (buyer == address(0) || buyer == address(escrow)) return false;
        return !known[escrow.forwardId(opening.forward)] && _moves(opening.coin, opening.payer);
    }

    function _plain(Terms memory terms) private pure returns (bool) {
        return terms.bond == 0 && terms.provider == address(0) && terms.beaconBlock == 0;
    }

    function _acceptable(Terms memory terms) private view returns (bool) {
        return clock < terms.acceptBy && terms.acceptBy <= terms.start
            && (terms.bond > 0 || terms.provider != address(0))
            && (terms.beaconBlock == 0 || height < terms.beaconBlock);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ACCEPT
    //////////////////////////////////////////////////////////////////////////*/

    function accept(uint256 seed) external {
        Dice memory dice = Dice(seed);
        _accept(dice, dice.once(6) ? _any(dice) : _in(dice, Status.Proposed));
    }

    function _accept(Dice memory dice, uint256 place) private {
        Record storage record = records[place];
        Terms storage terms = record.forward.terms;
        address holder = terms.provider == address(0) || dice.once(5) ? _anybody(dice) : terms.provider;
        if (dice.once(24)) holder = dice.once(2) ? address(0) : address(escrow);
        address caller = _agent(dice, holder, address(0));
        Forward memory forward = record.forward;
        bool altered = _alter(dice, forward);
        bool expected = !altered && _mayAccept(record, caller, holder);
        _fund(record.coin, caller, terms.bond);

        vm.prank(caller);
        try escrow.accept(forward, holder) {
            _tally(Fn.Accept, true, expected);
            (record.accepted, record.provider) = (true, holder);
            ++positions[holder];
            _moved(place, By.Accept);
            _took(record.coin, caller, terms.bond);
            if (terms.beaconBlock != 0 && !dice.once(3)) _commit(dice, place);
        } catch {
            _tally(Fn.Accept, false, expected);
            _look(place);
        }
    }

    function _mayAccept(Record storage record, address caller, address holder) private view returns (bool) {
        Terms storage terms = record.forward.terms;
        if (_status(record) != Status.Proposed) return false;
        if (terms.beaconBlock != 0 && height >= terms.beaconBlock) return false;
        if (holder == address(0) || holder == address(escrow)) return false;
        if (terms.provider != address(0) && terms.provider != holder) return false;
        if (caller != holder && !operates[holder][caller]) return false;
        return terms.bond == 0 || _moves(record.coin, caller);
    }
}
