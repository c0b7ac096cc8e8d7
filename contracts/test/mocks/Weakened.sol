// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {ForwardId, State, Step, Terms} from "../../src/types/Forward.sol";

// The escrow with one defence switched off each. Tests show that the attack works then, so that the defence is what
// stops it.

contract EscrowWithoutDelay is ForwardEscrow(60) {
    function _checkAnnounced(ForwardId, uint256) internal view override {}
}

contract EscrowWithoutOnce is ForwardEscrow(60) {
    function _checkOpen(ForwardId id) internal view override returns (State storage) {
        return _states[id];
    }
}

contract EscrowWithoutNew is ForwardEscrow(60) {
    function _checkNew(ForwardId) internal view override {}
}

contract EscrowWithoutWindow is ForwardEscrow(60) {
    function _checkDeliverable(Terms calldata) internal view override {}
}

contract EscrowWithoutStep is ForwardEscrow(60) {
    function _checkStep(Step calldata, uint96) internal pure override {}
}

contract EscrowWithoutRecipient is ForwardEscrow(60) {
    function _checkRecipient(address) internal view override {}
}

/// @notice Believes the token about what arrived.
contract EscrowWithoutCount is ForwardEscrow(60) {
    function _pull(address token, uint256 amount) internal override {
        bool success = IERC20(token).transferFrom(msg.sender, address(this), amount);
        require(success, "refused");
    }
}

/// @notice Tries a transfer with what gas is left, however little, and with an ear for reverts alone.
contract EscrowWithoutReserve is ForwardEscrow(60) {
    function _pay(address token, address to, uint256 amount) internal override {
        (bool success,) = token.call(abi.encodeCall(IERC20.transfer, (to, amount)));
        if (!success) _credit(token, to, amount);
    }
}

/// @notice Insists on the transfer.
contract EscrowWithoutCredit is ForwardEscrow(60) {
    function _pay(address token, address to, uint256 amount) internal override {
        bool success = IERC20(token).transfer(to, amount);
        require(success, "refused");
    }
}
