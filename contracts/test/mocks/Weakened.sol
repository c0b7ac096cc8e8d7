// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {ForwardId, State, Step, Terms} from "../../src/types/Forward.sol";

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
contract WeakenedEscrow is ForwardEscrow(60) {
    Defence internal immutable OFF;

    constructor(Defence off) {
        OFF = off;
    }

    function _checkAnnounced(ForwardId id, uint256 h) internal view override {
        if (OFF != Defence.Delay) super._checkAnnounced(id, h);
    }

    function _checkOpen(ForwardId id) internal view override returns (State storage) {
        return OFF == Defence.Once ? _states[id] : super._checkOpen(id);
    }

    function _checkNew(ForwardId id) internal view override {
        if (OFF != Defence.New) super._checkNew(id);
    }

    function _checkDeliverable(Terms calldata terms) internal view override {
        if (OFF != Defence.Window) super._checkDeliverable(terms);
    }

    function _checkStep(Step calldata step, uint96 quantity) internal view override {
        if (OFF != Defence.Step) super._checkStep(step, quantity);
    }

    function _checkRecipient(address to) internal view override {
        if (OFF != Defence.Recipient) super._checkRecipient(to);
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
