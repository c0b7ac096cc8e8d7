// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchHandler} from "./handlers/BatchHandler.sol";
import {Coin} from "./Coins.sol";
import {EndingHandler} from "./handlers/EndingHandler.sol";
import {Fn, Onesided, Record} from "./Model.sol";
import {Forward, Status, Terms} from "../../src/types/Forward.sol";
import {Intruder} from "./Strangers.sol";
import {OffersHandler} from "./handlers/OffersHandler.sol";
import {PositionHandler} from "./handlers/PositionHandler.sol";
import {WorldHandler} from "./handlers/WorldHandler.sol";

/// @notice What people do with the escrow and the offers, in any order. Calls that must be refused are made as well, and must be. Each call
/// compares what it touched with the model; `audit` compares everything.
contract Handler is OffersHandler, BatchHandler, EndingHandler, PositionHandler, WorldHandler {
    /// @dev So many calls of a function say something about the share of those accepted.
    uint256 private constant LONG = 500;

    /// @dev An address that no coin has on its list.
    address private constant EXIT = address(0xe1);

    /// @notice Opens the first forwards: the others choose among them.
    function begin() external {
        for (uint256 seed; live.length < 3; ++seed) {
            this.open(seed);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        AUDIT
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Looks at every live forward, coin and person.
    function audit() public view {
        for (uint256 i; i < live.length; ++i) {
            _auditForward(live[i]);
        }
        for (uint256 coin; coin < COINS; ++coin) {
            _auditCoin(coin);
        }
        for (uint256 i; i < 2 * BOARD; ++i) {
            uint256 place = board[i < BOARD][i % BOARD];
            if (place != 0) _lookAtQuote(place - 1);
        }
        _equal(40, escrow.balanceOf(address(offers)), 0);
        for (uint256 i = WALLET; i < PEOPLE; ++i) {
            if (i != REFUSER) _equal(26, Intruder(people[i]).breaches(), 0);
        }
        _equal(26, Intruder(predicates[REENTRANT]).breaches(), 0);
    }

    function _auditForward(uint256 place) private view {
        Record storage record = records[place];
        Terms storage terms = record.forward.terms;
        _look(place);
        _lookAtPositions(place);
        if (terms.beaconBlock != 0) _lookAtRounds(place);

        _true(2, record.paid <= terms.price);
        _equal(3, record.paid, _earned(terms.price, record.delivered, terms.quantity));
        _equal(4, record.bondPaid, record.delivered == terms.quantity ? terms.bond : 0);
        _true(16, record.delivered <= terms.quantity);
        if (_cold(_status(record))) _equal(5, _rest(record), 0);
        else _equal(6, record.wentBack, 0);
        if (record.delivered != 0) _auditDelivered(record);
        if (terms.acceptBy == 0) _auditOpen(place);
    }

    function _auditDelivered(Record storage record) private view {
        bool complete = record.commitment != 0 && record.beacon != 0;
        _true(32, record.forward.terms.beaconBlock == 0 || complete);
        _true(33, record.kind != GARBAGE && record.kind != BOMB && record.kind != HUNGRY);
    }

    function _auditOpen(uint256 place) private view {
        Record storage record = records[place];
        _equal(17, record.cursor, 0);
        _true(18, record.delivered == 0 || record.delivered == record.forward.terms.quantity);
        for (uint256 h = 1; h <= HASHES; ++h) {
            _equal(25, escrow.announcedAt(record.id, h), announced[place][h]);
        }
    }

    function _auditCoin(uint256 coin) private view {
        Coin token = Coin(coins[coin]);
        uint256 balance = token.balanceOf(address(escrow));
        uint256 everywhere = balance + token.balanceOf(EXIT);
        uint256 debts;
        for (uint256 i; i < PEOPLE; ++i) {
            _count(coin, people[i]);
            debts += debt[coin][people[i]];
            everywhere += held[coin][people[i]];
        }
        uint256 rests;
        for (uint256 i; i < live.length; ++i) {
            if (records[live[i]].coin == coin) rests += _rest(records[live[i]]);
        }
        _equal(1, balance, rests + debts + donated[coin]);
        _equal(8, debts, credited[coin] - withdrawn[coin]);
        _equal(9, token.totalSupply(), minted[coin]);
        _equal(10, everywhere, minted[coin]);
        _equal(40, token.balanceOf(address(offers)), 0);
        _equal(40, token.allowance(address(offers), address(escrow)), 0);
        _equal(40, escrow.owed(address(token), address(offers)), 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       THE END
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice What must hold once no more calls come. Then everybody gets to the end of theirs.
    function finish() external {
        audit();
        _auditAll();
        _auditQuotes();
        _auditTallies();
        _getOut();
        audit();
    }

    /// @dev Forwards that ended long ago are as they were left, and the numbers of tokens are right.
    function _auditAll() private {
        for (uint256 i; i < PEOPLE; ++i) {
            positions[people[i]] = 0;
            for (uint256 coin; coin < COINS; ++coin) {
                _equal(10, Coin(coins[coin]).allowance(address(escrow), people[i]), 0);
            }
        }
        for (uint256 i; i < records.length; ++i) {
            ++positions[records[i].buyer];
            if (records[i].accepted) ++positions[records[i].provider];
        }
        for (uint256 i; i < records.length; ++i) {
            _auditForward(i);
            _equal(15, uint256(records[i].seen), uint256(_status(records[i])));
        }
    }

    /// @dev Offers are as they were left, and the forwards that were made of them are their parts, no less and no more.
    function _auditQuotes() private view {
        uint256[] memory units = new uint256[](quotes.length + 1);
        uint256[] memory prices = new uint256[](quotes.length + 1);
        for (uint256 i; i < records.length; ++i) {
            units[records[i].part] += records[i].forward.terms.quantity;
            prices[records[i].part] += records[i].forward.terms.price;
        }
        for (uint256 i; i < quotes.length; ++i) {
            _lookAtQuote(i);
            _equal(41, units[i + 1], quotes[i].filled);
            _equal(41, prices[i + 1], quotes[i].prices);
        }
    }

    /// @dev A run in which a function is nearly always accepted, or nearly always refused, shows little.
    function _auditTallies() private view {
        for (uint256 fn; fn < acceptances.length; ++fn) {
            uint256 all = acceptances[fn] + refusals[fn];
            if (all < LONG) continue;
            if (acceptances[fn] * 10 < all || refusals[fn] * 10 < all) revert Onesided(Fn(fn), acceptances[fn], all);
        }
    }

    /// @dev Whatever was reached: time passes, what is left is reclaimed, what is owed is withdrawn, and nothing remains but
    /// what nobody owns.
    function _getOut() private {
        uint64 last = clock;
        for (uint256 i; i < live.length; ++i) {
            uint64 settleBy = records[live[i]].forward.terms.settleBy;
            if (settleBy > last) last = settleBy;
        }
        _pass(last - clock, 1);
        for (uint256 i; i < live.length; ++i) {
            Forward memory forward = records[live[i]].forward;
            if (!_cold(records[live[i]].seen)) _reclaim(live[i], forward, false, EXIT);
            _true(30, _cold(records[live[i]].seen));
        }
        for (uint256 coin; coin < COINS; ++coin) {
            for (uint256 i; i < PEOPLE; ++i) {
                if (debt[coin][people[i]] != 0) _withdraw(coin, people[i], EXIT);
            }
            _equal(11, Coin(coins[coin]).balanceOf(address(escrow)), donated[coin]);
        }
    }

    /// @notice How often something was accepted and refused.
    function tallyOf(Fn fn) external view returns (uint256, uint256) {
        return (acceptances[uint256(fn)], refusals[uint256(fn)]);
    }

    /// @notice How many offers there were, how many were taken, and how many in more than one part.
    function offerings() external view returns (uint256 made, uint256 taken, uint256 parted) {
        uint256[] memory parts = new uint256[](quotes.length + 1);
        for (uint256 i; i < records.length; ++i) {
            ++parts[records[i].part];
        }
        made = quotes.length;
        for (uint256 i = 1; i <= made; ++i) {
            if (parts[i] != 0) ++taken;
            if (parts[i] > 1) ++parted;
        }
    }

    /// @notice How many forwards were opened.
    function forwards() external view returns (uint256) {
        return records.length;
    }

    /// @notice Whether something moves a forward from one status to another: 0 an open one, 1 an assigned one.
    function mayFollow(uint256 kind, Status from, Status to) external view returns (bool) {
        return allowed[kind][from][to] != 0;
    }

    /// @notice How many functions were tried from within calls.
    function intrusions() external view returns (uint256 tried) {
        tried = Intruder(predicates[REENTRANT]).tried();
        for (uint256 i = WALLET; i < PEOPLE; ++i) {
            if (i != REFUSER) tried += Intruder(people[i]).tried();
        }
    }
}
