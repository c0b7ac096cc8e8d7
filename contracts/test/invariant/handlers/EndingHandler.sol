// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {By, Dice, Fn, Record} from "../Model.sol";
import {End, Forward, Status, Terms} from "../../../src/types/Forward.sol";
import {Store} from "../Store.sol";

/// @notice Reclaims, closes, withdraws.
abstract contract EndingHandler is Store {
    /// @dev A consent to close as it is tried.
    struct Closing {
        uint256 place;
        address caller;
        uint256 toBuyer;
        uint256 deadline;
        bytes buyerConsent;
        bytes providerConsent;
        bool buyerAgrees;
        bool providerAgrees;
        bool altered;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       RECLAIM
    //////////////////////////////////////////////////////////////////////////*/

    function reclaim(uint256 seed) external {
        Dice memory dice = Dice(seed);
        Status wanted = dice.once(2) ? Status.Lapsed : Status.Expired;
        uint256 place = dice.once(4) ? _any(dice) : _in(dice, wanted);
        Forward memory forward = records[place].forward;
        bool altered = _alter(dice, forward);
        _reclaim(place, forward, altered, _anybody(dice));
    }

    function _reclaim(uint256 place, Forward memory forward, bool altered, address caller) internal {
        Record storage record = records[place];
        Status status = _status(record);
        bool expected = !altered && (status == Status.Lapsed || status == Status.Expired);

        vm.prank(caller);
        try escrow.reclaim(forward) {
            _tally(Fn.Reclaim, true, expected);
            _reclaimed(place);
        } catch {
            _tally(Fn.Reclaim, false, expected);
            _look(place);
        }
    }

    function _reclaimed(uint256 place) private {
        Record storage record = records[place];
        Terms storage terms = record.forward.terms;
        uint256 rest = _rest(record);
        // The provider keeps of the bond what was delivered of the quantity.
        uint256 toProvider = record.accepted ? _earned(terms.bond, record.delivered, terms.quantity) : 0;
        record.end = End.Reclaimed;
        record.wentBack += rest;
        _moved(place, By.Reclaim);
        _share(record, rest - toProvider, toProvider);
    }

    /// @dev Both holders get their share; who holds both positions gets both.
    function _share(Record storage record, uint256 toBuyer, uint256 toProvider) private {
        _giveHolder(record.coin, record.buyer, toBuyer);
        _giveHolder(record.coin, record.provider, toProvider);
        _count(record.coin, record.buyer);
        if (record.provider != address(0)) _count(record.coin, record.provider);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        CLOSE
    //////////////////////////////////////////////////////////////////////////*/

    function close(uint256 seed) external {
        Dice memory dice = Dice(seed);
        Closing memory closing;
        closing.place = dice.once(2) ? _any(dice) : _closable(dice);
        Record storage record = records[closing.place];
        _agree(dice, record, closing);
        Forward memory forward = record.forward;
        closing.altered = _alter(dice, forward);
        bool expected = _mayClose(record, closing);

        vm.prank(closing.caller);
        try escrow.close(forward, closing.toBuyer, closing.deadline, closing.buyerConsent, closing.providerConsent) {
            _tally(Fn.Close, true, expected);
            _closed(closing.place, closing.toBuyer);
        } catch {
            _tally(Fn.Close, false, expected);
            _look(closing.place);
        }
    }

    /// @dev A live forward with two sides, if there is one.
    function _closable(Dice memory dice) private view returns (uint256 place) {
        uint256 first = dice.roll(live.length);
        for (uint256 i; i < live.length; ++i) {
            place = live[(first + i) % live.length];
            if (records[place].accepted && !_cold(records[place].seen)) return place;
        }
    }

    function _agree(Dice memory dice, Record storage record, Closing memory closing) private view {
        uint256 rest = _rest(record);
        closing.toBuyer = dice.once(6) ? rest : dice.roll(rest == 0 ? 1 : rest);
        if (dice.once(10)) closing.toBuyer = rest + 1;
        closing.deadline = dice.once(10) ? clock - 1 : clock + dice.roll(3);
        closing.caller = dice.once(3) ? _anybody(dice) : dice.once(2) ? record.buyer : record.provider;
        if (closing.caller == address(0)) closing.caller = _anybody(dice);
        uint256 delivered = record.delivered;
        if (dice.once(16)) ++delivered;
        bytes32 digest = _digest(record, delivered, closing);
        bool right = delivered == record.delivered;
        (closing.buyerConsent, closing.buyerAgrees) = _consent(dice, record.buyer, digest);
        (closing.providerConsent, closing.providerAgrees) = _consent(dice, record.provider, digest);
        closing.buyerAgrees = closing.caller == record.buyer || (right && closing.buyerAgrees);
        closing.providerAgrees = closing.caller == record.provider || (right && closing.providerAgrees);
    }

    /// @dev A signature of a holder, or of somebody else, or none. The wallets' keys are those of their places; one holder
    /// has code that takes no signature.
    function _consent(Dice memory dice, address holder, bytes32 digest)
        private
        view
        returns (bytes memory signature, bool agrees)
    {
        if (holder == address(0) || dice.once(10)) return ("", false);
        uint256 signer;
        while (people[signer] != holder) ++signer;
        if (dice.once(10)) signer = dice.roll(PEOPLE);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keys[signer], digest);
        return (abi.encodePacked(r, s, v), people[signer] == holder && holder != people[REFUSER]);
    }

    /// @dev EIP-712, from the words of the standard.
    function _digest(Record storage record, uint256 delivered, Closing memory closing) private view returns (bytes32) {
        bytes32 typehash = keccak256(
            "Close(bytes32 forward,uint96 delivered,address buyer,address provider,uint256 toBuyer,uint256 deadline)"
        );
        bytes memory message = abi.encode(
            typehash, record.id, delivered, record.buyer, record.provider, closing.toBuyer, closing.deadline
        );
        return keccak256(abi.encodePacked(hex"1901", _domain(), keccak256(message)));
    }

    function _domain() private view returns (bytes32) {
        bytes32 typehash =
            keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
        bytes32 name = keccak256("Tercet ForwardEscrow");
        return keccak256(abi.encode(typehash, name, keccak256("1"), block.chainid, address(escrow)));
    }

    function _mayClose(Record storage record, Closing memory closing) private view returns (bool) {
        if (closing.altered || !record.accepted || _cold(_status(record))) return false;
        if (closing.deadline < clock || closing.toBuyer > _rest(record)) return false;
        return closing.buyerAgrees && closing.providerAgrees;
    }

    function _closed(uint256 place, uint256 toBuyer) private {
        Record storage record = records[place];
        uint256 rest = _rest(record);
        record.end = End.Closed;
        record.wentBack += rest;
        _moved(place, By.Close);
        _share(record, toBuyer, rest - toBuyer);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       WITHDRAW
    //////////////////////////////////////////////////////////////////////////*/

    function withdraw(uint256 seed) external {
        Dice memory dice = Dice(seed);
        (uint256 coin, address who) = (dice.roll(COINS), _anybody(dice));
        if (!dice.once(3)) (coin, who) = _creditor(coin, who);
        address to = dice.once(10) ? address(0) : dice.once(8) ? address(escrow) : _anybody(dice);
        _withdraw(coin, who, to);
    }

    function _withdraw(uint256 coin, address who, address to) internal {
        uint256 amount = debt[coin][who];
        bool expected = amount > 0 && to != address(0) && to != address(escrow) && _moves(coin, to);

        vm.prank(who);
        try escrow.withdraw(coins[coin], to) returns (uint256 taken) {
            _tally(Fn.Withdraw, true, expected);
            _equal(7, taken, amount);
            debt[coin][who] = 0;
            withdrawn[coin] += amount;
            _sentTo(coin, to, amount);
            _count(coin, to);
        } catch {
            _tally(Fn.Withdraw, false, expected);
        }
        _count(coin, who);
    }

    /// @dev Somebody to whom something is owed, if there is anybody.
    function _creditor(uint256 coin, address who) private view returns (uint256, address) {
        for (uint256 i; i < COINS; ++i) {
            for (uint256 j; j < PEOPLE; ++j) {
                uint256 other = (coin + i) % COINS;
                if (debt[other][people[j]] != 0) return (other, people[j]);
            }
        }
        return (coin, who);
    }
}
