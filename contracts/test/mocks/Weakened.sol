// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {Calls} from "../../src/libraries/Calls.sol";
import {Delivery, End, ForwardId, Group, Payment, State, Step, Terms} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {PositionDescriptor} from "../../src/periphery/PositionDescriptor.sol";
import {Rounds} from "../../src/Rounds.sol";

/// @notice What a weakened escrow does without.
enum Defence {
    Delay, // announcements need not be old
    Once, // a forward may be settled and reclaimed again
    New, // a forward may be opened again
    Window, // any time is right
    Step, // any amount is right
    Recipient, // anybody may be paid
    Count, // the token is believed about what arrived
    Reserve, // a transfer gets what gas there is
    Answer, // a token that returns false is believed
    Credit, // a transfer that fails reverts
    Caller, // anybody settles assigned forwards
    NextStep, // steps may overlap
    Holder, // anybody accepts for anybody
    Predicate, // a group's predicate decides about forwards that name another
    Consent, // nobody is asked before a forward is closed
    Sides, // a consent names neither side
    Reclaim, // the money goes back at any time
    Rounds // the words of a second round are believed
}

/// @notice The escrow with one defence switched off. Tests show that the attack works then, so that the defence is what
/// stops it.
contract WeakenedEscrow is ForwardEscrow {
    Defence internal immutable OFF;

    constructor(Defence off) ForwardEscrow(60, new Rounds(), new PositionDescriptor()) {
        OFF = off;
    }

    function _refuseAnnouncement(ForwardId id, uint256 h) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Delay) return super._refuseAnnouncement(id, h);
    }

    function _refuseEnded(ForwardId id, State memory state, Terms memory terms)
        internal
        view
        override
        returns (bytes memory refusal)
    {
        if (OFF != Defence.Once) return super._refuseEnded(id, state, terms);
    }

    function _checkNew(ForwardId id) internal view override {
        if (OFF != Defence.New) super._checkNew(id);
    }

    function _refuseTime(Terms memory terms) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Window) return super._refuseTime(terms);
    }

    function _refuseWhole(Step memory step, uint96 quantity) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Step) return super._refuseWhole(step, quantity);
    }

    function _refuseRecipient(address to) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Recipient) return super._refuseRecipient(to);
    }

    function _refuseCaller(ForwardId id, address provider, address caller)
        internal
        view
        override
        returns (bytes memory refusal)
    {
        if (OFF != Defence.Caller) return super._refuseCaller(id, provider, caller);
    }

    function _refuseStep(State memory state, uint96 quantity, Step memory step)
        internal
        view
        override
        returns (bytes memory refusal)
    {
        if (OFF != Defence.NextStep) return super._refuseStep(state, quantity, step);
    }

    function _checkHolder(address holder, address provider) internal view override {
        if (OFF != Defence.Holder) super._checkHolder(holder, provider);
    }

    function _refusePlace(address predicate, address named) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Predicate) return super._refusePlace(predicate, named);
    }

    function _checkConsent(address holder, bytes32 digest, bytes calldata signature) internal view override {
        if (OFF != Defence.Consent) super._checkConsent(holder, digest, signature);
    }

    function _closeDigest(ForwardId id, uint256 toBuyer, uint256 deadline) internal view override returns (bytes32) {
        if (OFF != Defence.Sides) return super._closeDigest(id, toBuyer, deadline);
        return keccak256(abi.encode(block.chainid, address(this), id, _states[id].delivered, toBuyer, deadline));
    }

    function _checkReclaimable(Terms memory terms, bool accepted) internal view override {
        if (OFF != Defence.Reclaim) super._checkReclaimable(terms, accepted);
    }

    function _refuseRounds(ForwardId id, Terms memory terms, Delivery calldata delivery)
        internal
        view
        override
        returns (bytes memory refusal)
    {
        if (OFF != Defence.Rounds) return super._refuseRounds(id, terms, delivery);
    }

    function _pull(address token, uint256 amount) internal override {
        if (OFF != Defence.Count) return super._pull(token, amount);
        require(IERC20(token).transferFrom(msg.sender, address(this), amount), "refused");
    }

    function _pay(address token, address to, uint256 amount) internal override {
        if (OFF == Defence.Reserve || OFF == Defence.Answer || OFF == Defence.Credit) {
            (bool success, bytes memory answer) = token.call(abi.encodeCall(IERC20.transfer, (to, amount)));
            bool took = OFF == Defence.Answer || (answer.length == 32 && abi.decode(answer, (bool)));
            if (success && took) return;
            require(OFF != Defence.Credit, "refused");
            _credit(token, to, amount);
        } else {
            super._pay(token, to, amount);
        }
    }
}

/// @notice The escrow with a side door: `settleGroup` for whoever calls, and states as settlements read and write them.
contract EscrowWithSideDoor is ForwardEscrow {
    constructor() ForwardEscrow(60, new Rounds(), new PositionDescriptor()) {}

    function settleGroupForAnybody(address caller, Group calldata group) external returns (Payment[] memory) {
        Batch memory batch;
        (batch.caller, batch.mask) = (caller, type(uint256).max);
        _deliverAll(group, batch);
        (bytes32 key, uint256 settled) = Calls.settleMany(group, batch.first, batch.behind, batch.counted);
        if (settled != batch.counted) revert Errors.ForwardEscrow_SomeDeclined(settled);
        return _report(group, batch, key);
    }

    /// @notice Into memory that was used before.
    function load(ForwardId id, bool assigned) external view returns (State memory state) {
        address nobody = address(type(uint160).max);
        state = State(nobody, type(uint88).max, End.Closed, nobody, type(uint64).max);
        _load(_states[id], assigned, state);
    }

    function store(ForwardId id, State calldata state, bool both) external {
        _store(_states[id], state, both);
    }

    /// @notice Writes a state as the compiler does.
    function put(ForwardId id, State calldata state) external {
        _states[id] = state;
    }
}
