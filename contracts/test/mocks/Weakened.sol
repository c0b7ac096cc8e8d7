// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {ForwardId, State, Step, Terms} from "../../src/types/Forward.sol";
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
    Credit // a transfer that fails reverts
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

    function _refuseEnded(ForwardId id, State memory state, Terms calldata terms)
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

    function _refuseTime(Terms calldata terms) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Window) return super._refuseTime(terms);
    }

    function _refuseWhole(Step calldata step, uint96 quantity) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Step) return super._refuseWhole(step, quantity);
    }

    function _refuseRecipient(address to) internal view override returns (bytes memory refusal) {
        if (OFF != Defence.Recipient) return super._refuseRecipient(to);
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
