// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CommonBase} from "forge-std/Base.sol";

import {Broken, By, Dice, Fn, Misjudged, Quote, Record} from "./Model.sol";
import {BlocklistCoin, CallbackCoin, Coin, FalseCoin, PlainCoin, SilentCoin} from "./Coins.sol";
import {
    BombPredicate,
    FairPredicate,
    FloodPredicate,
    GarbagePredicate,
    GreedyPredicate,
    HungryPredicate,
    ReentrantPredicate,
    Refuser,
    Wallet
} from "./Strangers.sol";
import {End, Forward, ForwardId, State, Status, Terms} from "../../src/types/Forward.sol";
import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {IPermit2} from "../../src/interfaces/IPermit2.sol";
import {IRounds} from "../../src/interfaces/IRounds.sol";
import {newEscrow} from "../Deploy.sol";
import {Offers} from "../../src/Offers.sol";

/// @notice The model: what must be true of the escrow and of the offers before it, by arithmetic of its own. The handlers tell
/// it what happened; it shares no code with either.
abstract contract Store is CommonBase {
    uint64 internal constant CLAIM_DELAY = 60;
    uint64 internal constant BEGIN = 1_800_000_000;
    uint256 internal constant FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    /// @dev How many forwards are looked at after every few calls. The others are cold.
    uint256 internal constant LIVE = 10;

    /// @dev Hashes that are announced: a few, so that the same come again.
    uint256 internal constant HASHES = 7;

    uint256 internal constant PEOPLE = 10;
    uint256 internal constant COINS = 6;
    uint256 internal constant KINDS = 7;

    /// @dev Places in `people`. The first six have no code.
    uint256 internal constant WALLET = 6;
    uint256 internal constant REFUSER = 7;
    uint256 internal constant DELEGATE = 8;
    uint256 internal constant POOL = 9;

    /// @dev Places in `coins`.
    uint256 internal constant CALLBACK = 3;
    uint256 internal constant BLOCKLIST = 4;
    uint256 internal constant FALSE = 5;

    /// @dev Places in `predicates`. The first one is fair.
    uint256 internal constant FAIR = 0;
    uint256 internal constant GARBAGE = 1;
    uint256 internal constant FLOOD = 2;
    uint256 internal constant BOMB = 3;
    uint256 internal constant HUNGRY = 4;
    uint256 internal constant GREEDY = 5;
    uint256 internal constant REENTRANT = 6;

    ForwardEscrow internal escrow;
    IRounds internal rounds;
    Offers internal offers;
    IPermit2 internal permit2;
    address[PEOPLE] internal people;
    uint256[PEOPLE] internal keys;
    address[COINS] internal coins;
    address[KINDS] internal predicates;

    Record[] internal records;
    uint256[] internal live;
    Quote[] internal quotes;
    mapping(ForwardId id => bool) internal known;
    mapping(uint256 place => mapping(uint256 h => uint256 at)) internal announced;

    mapping(uint256 coin => mapping(address who => uint256)) internal held;
    mapping(uint256 coin => mapping(address who => uint256)) internal debt;
    mapping(uint256 coin => mapping(address who => bool)) internal blocked;
    uint256[COINS] internal credited;
    uint256[COINS] internal withdrawn;
    uint256[COINS] internal donated;
    uint256[COINS] internal minted;
    uint256[COINS] internal sent;

    mapping(address who => uint256) internal positions;
    mapping(address owner => mapping(address operator => bool)) internal operates;

    /// @dev Set apart from the block's own: an optimiser may think that those stay the same within a call.
    uint64 internal clock = BEGIN;
    uint64 internal height = 1000;

    /// @dev By kind (0 open, 1 assigned), from and to: a bit for each `By`.
    mapping(uint256 kind => mapping(Status from => mapping(Status to => uint256))) internal allowed;

    /// @notice How many transitions the table has.
    uint256 public transitions;

    uint256[18] internal acceptances;
    uint256[18] internal refusals;

    constructor() {
        vm.warp(clock);
        vm.roll(height);
        escrow = newEscrow(CLAIM_DELAY);
        rounds = escrow.ROUNDS();
        _makeOffers();
        _makeCoins();
        _makePeople();
        _makePredicates();
        _readTransitions();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       SETTING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Permit2's code has the domain of chain 31337 at another address in it, and computes any other chain's anew.
    function _makeOffers() private {
        vm.chainId(8453);
        string memory fixture = vm.readFile("contracts/test/fixtures/permit2.json");
        permit2 = IPermit2(vm.parseJsonAddress(fixture, ".address"));
        vm.etch(address(permit2), vm.parseJsonBytes(fixture, ".runtime"));
        offers = new Offers(escrow, permit2);
    }

    function _makeCoins() private {
        coins[0] = address(new PlainCoin(18));
        coins[1] = address(new PlainCoin(8));
        coins[2] = address(new SilentCoin());
        coins[CALLBACK] = address(new CallbackCoin(address(offers)));
        coins[BLOCKLIST] = address(new BlocklistCoin());
        coins[FALSE] = address(new FalseCoin());
    }

    function _makePeople() private {
        string[PEOPLE] memory names =
            ["ann", "bob", "pat", "pia", "operator", "eve", "wallet", "refuser", "delegate", "pool"];
        for (uint256 i; i < PEOPLE; ++i) {
            keys[i] = uint256(keccak256(bytes(names[i])));
            people[i] = vm.addr(keys[i]);
            vm.label(people[i], names[i]);
        }
        address code = address(new Wallet(address(escrow), address(offers), address(0)));
        vm.etch(people[DELEGATE], abi.encodePacked(hex"ef0100", code));
        people[WALLET] = address(new Wallet(address(escrow), address(offers), people[WALLET]));
        people[POOL] = address(new Wallet(address(escrow), address(offers), people[POOL]));
        people[REFUSER] = address(new Refuser());
        for (uint256 i; i < PEOPLE; ++i) {
            for (uint256 coin; coin < COINS; ++coin) {
                vm.prank(people[i]);
                Coin(coins[coin]).approve(address(escrow), type(uint256).max);
            }
        }
    }

    function _makePredicates() private {
        predicates[FAIR] = address(new FairPredicate());
        predicates[GARBAGE] = address(new GarbagePredicate());
        predicates[FLOOD] = address(new FloodPredicate());
        predicates[BOMB] = address(new BombPredicate());
        predicates[HUNGRY] = address(new HungryPredicate());
        predicates[GREEDY] = address(new GreedyPredicate());
        predicates[REENTRANT] = address(new ReentrantPredicate());
    }

    /// @dev The table that the model in Spin is held to as well.
    function _readTransitions() private {
        string memory json = vm.readFile("contracts/model/transitions.json");
        string[] memory statuses = vm.parseJsonStringArray(json, ".statuses");
        string[] memory ways = new string[](6);
        (ways[0], ways[1], ways[2]) = ("open", "accept", "settle");
        (ways[3], ways[4], ways[5]) = ("reclaim", "close", "time");
        for (uint256 i; vm.keyExistsJson(json, _entry(i, "")); ++i) {
            bool isOpen = _is(vm.parseJsonString(json, _entry(i, ".kind")), "open");
            Status from = Status(_find(statuses, vm.parseJsonString(json, _entry(i, ".from"))));
            Status to = Status(_find(statuses, vm.parseJsonString(json, _entry(i, ".to"))));
            uint256 way = _find(ways, vm.parseJsonString(json, _entry(i, ".by")));
            allowed[isOpen ? 0 : 1][from][to] |= 2 ** way;
            ++transitions;
        }
    }

    function _entry(uint256 i, string memory field) private pure returns (string memory) {
        return string.concat(".transitions[", vm.toString(i), "]", field);
    }

    function _is(string memory word, string memory other) private pure returns (bool) {
        return keccak256(bytes(word)) == keccak256(bytes(other));
    }

    function _find(string[] memory words, string memory word) private pure returns (uint256 place) {
        while (!_is(words[place], word)) ++place;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      JUDGEMENT
    //////////////////////////////////////////////////////////////////////////*/

    function _equal(uint256 invariant, uint256 actual, uint256 expected) internal pure {
        if (actual != expected) revert Broken(invariant, actual, expected);
    }

    function _same(uint256 invariant, address actual, address expected) internal pure {
        _equal(invariant, uint160(actual), uint160(expected));
    }

    function _true(uint256 invariant, bool holds) internal pure {
        if (!holds) revert Broken(invariant, 0, 1);
    }

    /// @dev Holds the escrow's answer to the model's, and counts it.
    function _tally(Fn fn, bool accepted, bool expected) internal {
        if (accepted != expected) revert Misjudged(fn, accepted);
        if (accepted) ++acceptances[uint256(fn)];
        else ++refusals[uint256(fn)];
    }

    /// @dev Where a forward must stand.
    function _status(Record storage record) internal view returns (Status) {
        Terms storage terms = record.forward.terms;
        if (record.end != End.None) return record.end == End.Closed ? Status.Closed : Status.Reclaimed;
        if (record.delivered == terms.quantity) return Status.Settled;
        if (terms.acceptBy > 0 && !record.accepted) return clock >= terms.acceptBy ? Status.Lapsed : Status.Proposed;
        if (clock >= terms.settleBy) return Status.Expired;
        return clock >= terms.start ? Status.Deliverable : Status.Pending;
    }

    function _cold(Status status) internal pure returns (bool) {
        return status == Status.Settled || status == Status.Reclaimed || status == Status.Closed;
    }

    /// @dev What of an amount is earned with so many units: rounded down.
    function _earned(uint256 amount, uint256 units, uint256 quantity) internal pure returns (uint256) {
        uint256 product = amount * units;
        return (product - product % quantity) / quantity;
    }

    /// @dev What the escrow must still have of a forward.
    function _rest(Record storage record) internal view returns (uint256) {
        uint256 bond = record.accepted ? record.forward.terms.bond : 0;
        return record.forward.terms.price + bond - record.paid - record.bondPaid - record.wentBack;
    }

    /// @dev Whether a coin's transfer to somebody works, or one from them.
    function _moves(uint256 coin, address who) internal view returns (bool) {
        return !blocked[coin][who] && !(coin == CALLBACK && who == people[REFUSER]);
    }

    /// @dev Looks whether a forward moved as the table allows, remembers where it is, and compares it with the escrow's.
    function _moved(uint256 place, By by) internal {
        _step(place, by);
        _look(place);
    }

    function _step(uint256 place, By by) internal {
        Record storage record = records[place];
        Status status = _status(record);
        if (status == record.seen && by == By.Time) return;
        uint256 kind = record.forward.terms.acceptBy == 0 ? 0 : 1;
        _true(14, allowed[kind][record.seen][status] & 2 ** uint256(by) != 0);
        _true(15, !_cold(record.seen));
        record.seen = status;
    }

    /// @dev Compares what the escrow says of a forward with the model.
    function _look(uint256 place) internal view {
        Record storage record = records[place];
        State memory state = escrow.stateOf(record.id);
        _equal(16, state.delivered, record.delivered);
        _equal(17, state.cursor, record.cursor);
        _equal(19, uint256(state.end), uint256(record.end));
        _equal(20, uint256(escrow.statusOf(record.forward)), uint256(_status(record)));
        _same(22, state.buyer, record.buyer);
        _same(21, state.provider, record.provider);
    }

    /// @dev Compares what the escrow says as a collection of tokens.
    function _lookAtPositions(uint256 place) internal view {
        Record storage record = records[place];
        uint256 token = uint256(ForwardId.unwrap(record.id));
        _same(22, escrow.ownerOf(token), record.buyer);
        _same(24, escrow.getApproved(token), record.buyerApproved);
        _equal(23, escrow.balanceOf(record.buyer), positions[record.buyer]);
        if (!record.accepted) return;
        _same(22, escrow.ownerOf(token ^ 1), record.provider);
        _same(24, escrow.getApproved(token ^ 1), record.providerApproved);
        _equal(23, escrow.balanceOf(record.provider), positions[record.provider]);
    }

    /// @dev Compares what is kept for a two-round predicate.
    function _lookAtRounds(uint256 place) internal view {
        Record storage record = records[place];
        (uint256 commitment, uint256 beacon) = rounds.roundOf(escrow, record.id);
        _equal(27, commitment, record.commitment);
        _equal(28, beacon, record.beacon);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Gives somebody what they need to pay.
    function _fund(uint256 coin, address who, uint256 amount) internal {
        if (held[coin][who] >= amount) return;
        uint256 missing = amount - held[coin][who];
        Coin(coins[coin]).mint(who, missing);
        minted[coin] += missing;
        held[coin][who] = amount;
    }

    /// @dev The escrow took an amount.
    function _took(uint256 coin, address from, uint256 amount) internal {
        held[coin][from] -= amount;
        held[coin][address(escrow)] += amount;
        _count(coin, from);
    }

    /// @dev The escrow must have sent an amount by a transfer of its own, or owe it.
    function _gave(uint256 coin, address to, uint256 amount) internal {
        if (amount == 0) return;
        if (_moves(coin, to)) _sentTo(coin, to, amount);
        else _owes(coin, to, amount);
        _count(coin, to);
    }

    /// @dev The escrow must have given a holder their share: whoever has code is not called.
    function _giveHolder(uint256 coin, address to, uint256 amount) internal {
        if (amount == 0) return;
        if (to.code.length == 0 && _moves(coin, to)) _sentTo(coin, to, amount);
        else _owes(coin, to, amount);
    }

    function _sentTo(uint256 coin, address to, uint256 amount) internal {
        held[coin][address(escrow)] -= amount;
        held[coin][to] += amount;
        ++sent[coin];
    }

    function _owes(uint256 coin, address to, uint256 amount) internal {
        debt[coin][to] += amount;
        credited[coin] += amount;
    }

    /// @dev Now and then makes a forward one that was never opened, by changing something that its id is the hash of.
    function _alter(Dice memory dice, Forward memory forward) internal pure returns (bool altered) {
        altered = dice.once(24);
        if (!altered) return false;
        uint256 choice = dice.roll(4);
        if (choice == 0) ++forward.terms.settleBy;
        else if (choice == 1) forward.terms.taskHash = ~forward.terms.taskHash;
        else if (choice == 2) forward.buyer = address(uint160(forward.buyer) ^ 1);
        else forward.salt = ~forward.salt;
    }

    /// @dev Compares what one person and the escrow have of a coin with the model.
    function _count(uint256 coin, address who) internal view {
        Coin token = Coin(coins[coin]);
        _equal(7, escrow.owed(address(token), who), debt[coin][who]);
        _equal(9, token.balanceOf(who), held[coin][who]);
        _equal(1, token.balanceOf(address(escrow)), held[coin][address(escrow)]);
        _equal(12, token.transfers(), sent[coin]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CHOICES
    //////////////////////////////////////////////////////////////////////////*/

    function _anybody(Dice memory dice) internal view returns (address) {
        return people[dice.roll(PEOPLE)];
    }

    /// @dev One of the live forwards, now and then one of those that ended long ago.
    function _any(Dice memory dice) internal view returns (uint256) {
        return dice.once(12) ? dice.roll(records.length) : live[dice.roll(live.length)];
    }

    /// @dev A live forward with a status, as far as there is one.
    function _in(Dice memory dice, Status status) internal view returns (uint256 place) {
        uint256 first = dice.roll(live.length);
        for (uint256 i; i < live.length; ++i) {
            place = live[(first + i) % live.length];
            if (records[place].seen == status) return place;
        }
    }

    /// @dev Whether somebody may act for a holder.
    function _speaksFor(address who, address owner, address approved) internal view returns (bool) {
        return who == owner || operates[owner][who] || (who != address(0) && who == approved);
    }

    /// @dev Somebody who may act for a holder, or just somebody.
    function _agent(Dice memory dice, address owner, address approved) internal view returns (address) {
        if (owner == address(0) || owner == address(escrow) || dice.once(5)) return _anybody(dice);
        if (approved != address(0) && dice.once(2)) return approved;
        if (dice.once(2)) return owner;
        for (uint256 i; i < PEOPLE; ++i) {
            if (operates[owner][people[i]]) return people[i];
        }
        return owner;
    }
}
