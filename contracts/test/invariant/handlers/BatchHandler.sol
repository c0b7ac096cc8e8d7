// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, Group, Step} from "../../../src/types/Forward.sol";
import {Dice, Fn, Record} from "../Model.sol";
import {SettlingHandler} from "./SettlingHandler.sol";

/// @notice Settles several deliveries at once: with one proof for each or one for all, with some that are lost, come twice
/// or build on one another, and with groups that fail.
abstract contract BatchHandler is SettlingHandler {
    uint256 private constant GROUP_GAS = 6_000_000;
    uint256 private constant MOST_GROUPS = 3;
    uint256 private constant MOST_PLACES = 6;

    /// @dev A group as it is tried.
    struct Party {
        uint256 kind;
        uint256 count;
        Attempt[MOST_PLACES] attempts;
    }

    /// @dev What one recipient must get in one coin.
    struct Sum {
        uint256 coin;
        address to;
        uint256 amount;
    }

    function settleMany(uint256 seed) external {
        Dice memory dice = Dice(seed);
        address caller = _batcher(dice);
        Party[] memory parties = new Party[](dice.once(2) ? 1 : 2 + dice.roll(MOST_GROUPS - 1));
        Group[] memory groups = new Group[](parties.length);
        for (uint256 i; i < parties.length; ++i) {
            parties[i] = _party(dice, caller);
            groups[i] = _group(dice, parties[i]);
        }
        bool expected = !dice.once(4);

        vm.prank(caller);
        try escrow.settleMany{gas: expected ? 60_000_000 : GROUP_GAS}(groups) {
            _tally(Fn.SettleMany, true, expected);
            _settled(parties, groups, caller);
        } catch {
            _tally(Fn.SettleMany, false, expected);
        }
        for (uint256 i; i < parties.length; ++i) {
            for (uint256 j; j < parties[i].count; ++j) {
                uint256 place = parties[i].attempts[j].place;
                _equal(31, escrow.stateOf(records[place].id).delivered, records[place].delivered);
                _look(place);
            }
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CHOICES
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Somebody who may deliver at least one forward, if there is one to deliver.
    function _batcher(Dice memory dice) private view returns (address) {
        Record storage record = records[_ripe(dice)];
        return _agent(dice, record.provider, record.providerApproved);
    }

    /// @dev Live forwards of one predicate that can be delivered, in their order or nearly so, and others between them.
    function _party(Dice memory dice, address caller) private view returns (Party memory party) {
        uint256[] memory places = new uint256[](MOST_PLACES);
        uint256 most = dice.once(20) ? 0 : 1 + dice.roll(4);
        party.kind = dice.once(2) ? FAIR : records[_ripe(dice)].kind;
        uint256 first = dice.roll(live.length);
        for (uint256 i; i < live.length && party.count < most; ++i) {
            uint256 place = live[(first + i) % live.length];
            if (_ready(place, party.kind, caller) || dice.once(60)) places[party.count++] = place;
        }
        if (party.count != 0 && dice.once(6)) places[party.count++] = _any(dice);
        if (party.count != 0 && dice.once(8)) places[party.count++] = places[dice.roll(party.count)];
        for (uint256 i; i < party.count; ++i) {
            party.attempts[i] = _attempt(dice, places[i]);
            if (i != 0) _follow(dice, party.attempts[i], party.attempts[dice.roll(i)]);
        }
    }

    /// @dev Of a delivery that comes twice, the second one mostly goes on where the first one ends.
    function _follow(Dice memory dice, Attempt memory attempt, Attempt memory first) private view {
        uint64 from = first.delivery.step.to;
        if (attempt.place != first.place || from == type(uint64).max || dice.once(4)) return;
        if (records[attempt.place].forward.terms.acceptBy != 0) attempt.delivery.step = Step(from, from + 1, 1);
    }

    /// @dev Whether somebody could settle a delivery of a forward in a group of such a predicate.
    function _ready(uint256 place, uint256 kind, address caller) private view returns (bool) {
        Record storage record = records[place];
        if (record.kind != kind || !_isRipe(place)) return false;
        return record.forward.terms.acceptBy == 0 || _speaksFor(caller, record.provider, record.providerApproved);
    }

    function _group(Dice memory dice, Party memory party) private view returns (Group memory group) {
        group.predicate = predicates[party.kind];
        group.n = dice.once(2) ? 1 : dice.once(4) ? 2 : 8;
        group.gasLimit = GROUP_GAS;
        group.proof = dice.once(16) ? bytes("nononononono") : bytes("yeyeyeyeyeye");
        group.deliveries = new Delivery[](party.count);
        for (uint256 i; i < party.count; ++i) {
            group.deliveries[i] = party.attempts[i].delivery;
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      JUDGEMENT
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What the groups must have done, one after another, and what everybody must have got in the end.
    function _settled(Party[] memory parties, Group[] memory groups, address caller) private {
        Sum[] memory sums = new Sum[](MOST_GROUPS * MOST_PLACES);
        for (uint256 i; i < parties.length; ++i) {
            uint256 taken = _outcome(parties[i], groups[i], _counted(parties[i], caller));
            for (uint256 j; j < parties[i].count; ++j) {
                bool settled = taken >> j & 1 == 1;
                _tally(Fn.Delivery, settled, settled);
                if (settled) _add(sums, parties[i].attempts[j]);
            }
        }
        for (uint256 i; i < sums.length; ++i) {
            if (sums[i].to != address(0)) _sum(sums[i]);
        }
        for (uint256 i; i < sums.length; ++i) {
            if (sums[i].to != address(0)) _count(sums[i].coin, sums[i].to);
        }
    }

    /// @dev The deliveries that the predicate is asked to settle: those of its own forwards that nothing speaks against, not
    /// even those before them.
    function _counted(Party memory party, address caller) private view returns (uint256 counted) {
        for (uint256 i; i < party.count; ++i) {
            Attempt memory attempt = party.attempts[i];
            if (records[attempt.place].kind != party.kind || _refuses(attempt, caller)) continue;
            if (_fits(party, counted, attempt)) counted |= 2 ** i;
        }
    }

    /// @dev Whether a delivery goes on behind the ones that count before it.
    function _fits(Party memory party, uint256 counted, Attempt memory attempt) private view returns (bool) {
        uint256 total = uint256(records[attempt.place].delivered) + attempt.delivery.step.amount;
        uint64 cursor;
        for (uint256 i; counted >> i != 0; ++i) {
            if (counted >> i & 1 == 0 || party.attempts[i].place != attempt.place) continue;
            total += party.attempts[i].delivery.step.amount;
            cursor = party.attempts[i].delivery.step.to;
        }
        return cursor <= attempt.delivery.step.from && total <= records[attempt.place].forward.terms.quantity;
    }

    /// @dev What the predicate makes of those that count.
    function _outcome(Party memory party, Group memory group, uint256 counted) private pure returns (uint256 taken) {
        if (counted == 0 || party.kind == GREEDY || party.kind == REENTRANT) return counted;
        if (party.kind != FAIR || group.proof[0] == "n" || (group.n != 1 && group.n < party.count)) return 0;
        for (uint256 i; i < party.count; ++i) {
            if (party.attempts[i].delivery.h % 5 != 0) taken |= counted & 2 ** i;
        }
    }

    function _add(Sum[] memory sums, Attempt memory attempt) private {
        (uint256 earned, uint256 bond) = _delivered(attempt);
        (uint256 coin, address to) = (records[attempt.place].coin, attempt.delivery.recipient);
        uint256 i;
        while (sums[i].to != address(0) && (sums[i].coin != coin || sums[i].to != to)) ++i;
        sums[i] = Sum(coin, to, sums[i].amount + earned + bond);
    }

    /// @dev One transfer, or one debt.
    function _sum(Sum memory sum) private {
        if (sum.amount == 0) return;
        if (_moves(sum.coin, sum.to)) _sentTo(sum.coin, sum.to, sum.amount);
        else _owes(sum.coin, sum.to, sum.amount);
    }
}
