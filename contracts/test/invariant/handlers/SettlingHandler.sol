// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {By, Dice, Fn, Record} from "../Model.sol";
import {Delivery, End, ForwardId, Status, Step, Terms} from "../../../src/types/Forward.sol";
import {Store} from "../Store.sol";

/// @notice Announces, and settles one delivery at a time.
abstract contract SettlingHandler is Store {
    /// @dev One delivery as it is tried.
    struct Attempt {
        uint256 place;
        bool altered;
        Delivery delivery;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ANNOUNCE
    //////////////////////////////////////////////////////////////////////////*/

    function announce(uint256 seed) external {
        Dice memory dice = Dice(seed);
        uint256 place = dice.once(3) ? _any(dice) : _in(dice, dice.once(2) ? Status.Pending : Status.Deliverable);
        Record storage record = records[place];
        uint256 h = 1 + dice.roll(HASHES);
        bool unknown = dice.once(12);
        ForwardId id = unknown ? ForwardId.wrap(bytes32(dice.roll(type(uint256).max))) : record.id;
        bool expected = !unknown && record.end == End.None && record.delivered == 0;

        vm.prank(_anybody(dice));
        try escrow.announce(id, h) {
            _tally(Fn.Announce, true, expected);
            if (announced[place][h] == 0) announced[place][h] = clock;
        } catch {
            _tally(Fn.Announce, false, expected);
        }
        _equal(25, escrow.announcedAt(record.id, h), announced[place][h]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        SETTLE
    //////////////////////////////////////////////////////////////////////////*/

    function settle(uint256 seed) external {
        Dice memory dice = Dice(seed);
        Attempt memory attempt = _attempt(dice, dice.once(6) ? _any(dice) : _ripe(dice));
        Record storage record = records[attempt.place];
        address caller = _agent(dice, record.provider, record.providerApproved);
        bytes memory proof = dice.once(20) ? bytes("no") : bytes("yes");
        bool expected = !_refuses(attempt, caller) && _takes(record.kind, proof);

        vm.prank(caller);
        try escrow.settle{gas: 20_000_000}(attempt.delivery, proof) returns (uint256 paid) {
            _tally(Fn.Settle, true, expected);
            (uint256 earned, uint256 bond) = _delivered(attempt);
            _equal(3, paid, earned);
            _look(attempt.place);
            _gave(record.coin, attempt.delivery.recipient, earned + bond);
        } catch {
            _tally(Fn.Settle, false, expected);
            _look(attempt.place);
        }
    }

    /// @dev A live forward that can be delivered, if there is one.
    function _ripe(Dice memory dice) internal view returns (uint256 place) {
        uint256 first = dice.roll(live.length);
        for (uint256 i; i < live.length; ++i) {
            place = live[(first + i) % live.length];
            if (_isRipe(place)) return place;
        }
    }

    /// @dev Whether a delivery of a forward could be settled by the right person.
    function _isRipe(uint256 place) internal view returns (bool) {
        Record storage record = records[place];
        if (record.seen != Status.Deliverable) return false;
        if (record.forward.terms.beaconBlock != 0) return record.commitment != 0 && record.beacon != 0;
        if (record.forward.terms.acceptBy != 0) return true;
        for (uint256 h = 1; h <= HASHES; ++h) {
            if (announced[place][h] != 0 && announced[place][h] + CLAIM_DELAY <= clock) return true;
        }
        return false;
    }

    /// @dev A delivery that is right, as far as the forward can be delivered, and now and then is made wrong.
    function _attempt(Dice memory dice, uint256 place) internal view returns (Attempt memory attempt) {
        Record storage record = records[place];
        Delivery memory delivery = attempt.delivery;
        attempt.place = place;
        delivery.forward = record.forward;
        delivery.recipient = _anybody(dice);
        (delivery.commitment, delivery.beacon) = (record.commitment, record.beacon);
        delivery.payload = new uint256[](dice.roll(3));
        if (record.forward.terms.acceptBy == 0) {
            delivery.step = Step(0, uint64(1 + dice.roll(9)), record.forward.terms.quantity);
            delivery.h = _announcedHash(dice, place);
        } else {
            delivery.step = _nextStep(dice, record);
            delivery.h = 1 + dice.roll(HASHES);
        }
        if (dice.once(10)) _spoil(dice, record, delivery);
        attempt.altered = _alter(dice, delivery.forward);
    }

    function _nextStep(Dice memory dice, Record storage record) private view returns (Step memory step) {
        uint96 left = record.forward.terms.quantity - record.delivered;
        bool goesOn = record.cursor < type(uint64).max - 100;
        step.from = goesOn ? record.cursor + uint64(dice.roll(3)) : record.cursor;
        step.to = goesOn ? step.from + uint64(1 + dice.roll(9)) : type(uint64).max;
        if (dice.once(40)) step.to = type(uint64).max;
        step.amount = left == 0 || dice.once(5) ? left : uint96(1 + dice.roll(left));
    }

    /// @dev Something that was announced, if there is anything.
    function _announcedHash(Dice memory dice, uint256 place) private view returns (uint256 h) {
        uint256 first = dice.roll(HASHES);
        for (uint256 i; i < HASHES; ++i) {
            h = 1 + (first + i) % HASHES;
            if (announced[place][h] != 0 && (announced[place][h] + CLAIM_DELAY <= clock || dice.once(8))) return h;
        }
    }

    function _spoil(Dice memory dice, Record storage record, Delivery memory delivery) private view {
        Step memory step = delivery.step;
        uint256 choice = dice.roll(11);
        if (choice == 0) step.amount = 0;
        else if (choice == 1) step.amount = _oneMore(record.forward.terms.quantity - record.delivered);
        else if (choice == 2) step.from = record.cursor == 0 ? 1 : record.cursor - 1;
        else if (choice == 3) step.to = step.from;
        else if (choice == 4) (step.from, step.to) = (step.to, step.from);
        else if (choice == 5) delivery.recipient = address(0);
        else if (choice == 6) delivery.recipient = address(escrow);
        else if (choice == 7) delivery.h = HASHES + 1;
        else if (choice == 8) delivery.commitment ^= 1;
        else if (choice == 9) delivery.beacon ^= 1;
        else step.amount = type(uint96).max;
    }

    function _oneMore(uint96 amount) private pure returns (uint96) {
        return amount == type(uint96).max ? amount : amount + 1;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      JUDGEMENT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Whether the escrow must refuse a delivery, whatever the predicate says.
    function _refuses(Attempt memory attempt, address caller) internal view returns (bool) {
        Record storage record = records[attempt.place];
        Delivery memory delivery = attempt.delivery;
        if (attempt.altered || _status(record) != Status.Deliverable) return true;
        if (delivery.recipient == address(0) || delivery.recipient == address(escrow)) return true;
        if (!_roundsFit(record, delivery)) return true;
        if (record.forward.terms.acceptBy == 0) return !_mayClaim(attempt);
        return !_speaksFor(caller, record.provider, record.providerApproved) || !_goesOn(record, delivery.step);
    }

    function _roundsFit(Record storage record, Delivery memory delivery) private view returns (bool) {
        bool complete = record.forward.terms.beaconBlock == 0 || (record.commitment != 0 && record.beacon != 0);
        return complete && delivery.commitment == record.commitment && delivery.beacon == record.beacon;
    }

    /// @dev Open forwards: announced long enough ago, and whole.
    function _mayClaim(Attempt memory attempt) private view returns (bool) {
        Step memory step = attempt.delivery.step;
        uint256 at = announced[attempt.place][attempt.delivery.h];
        if (at == 0 || clock - at < CLAIM_DELAY) return false;
        return step.from == 0 && step.to != 0 && step.amount == records[attempt.place].forward.terms.quantity;
    }

    /// @dev Assigned forwards: behind what was settled, and no more than is left.
    function _goesOn(Record storage record, Step memory step) private view returns (bool) {
        uint256 total = uint256(record.delivered) + step.amount;
        return
            record.cursor <= step.from && step.from < step.to && step.amount > 0
                && total <= record.forward.terms.quantity;
    }

    /// @dev Whether a predicate takes a single delivery.
    function _takes(uint256 kind, bytes memory proof) private pure returns (bool) {
        if (kind == FAIR) return proof[0] != "n";
        return kind == FLOOD || kind == GREEDY || kind == REENTRANT;
    }

    /// @dev Moves the model on by a delivery, and says what it earned and what of the bond goes with it.
    function _delivered(Attempt memory attempt) internal returns (uint256 earned, uint256 bond) {
        Record storage record = records[attempt.place];
        Terms storage terms = record.forward.terms;
        record.delivered += attempt.delivery.step.amount;
        if (terms.acceptBy == 0) announced[attempt.place][attempt.delivery.h] = 0;
        // Nothing follows the last unit: the cursor stays.
        if (record.delivered != terms.quantity) record.cursor = attempt.delivery.step.to;
        earned = _earned(terms.price, record.delivered, terms.quantity) - record.paid;
        record.paid += earned;
        if (record.delivered == terms.quantity) bond = terms.bond;
        record.bondPaid += bond;
        _step(attempt.place, By.Settle);
    }
}
