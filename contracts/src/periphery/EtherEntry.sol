// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../libraries/Errors.sol";
import {ForwardId, Terms} from "../types/Forward.sol";
import {IForwardEscrow} from "../interfaces/IForwardEscrow.sol";
import {IWETH} from "../interfaces/IWETH.sol";

/// @title EtherEntry
/// @notice Opens forwards that are paid with ether, in one call: wraps it and gives the position to the caller. Payouts and
/// reclaims come in wrapped ether. It keeps nothing and refunds nothing: what is sent is the price, to the wei.
contract EtherEntry {
    /// @notice Where forwards are opened.
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    IForwardEscrow public immutable ESCROW;

    /// @notice The wrapped ether that their terms must name.
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    IWETH public immutable WETH;

    /// @param escrow Where forwards are opened.
    /// @param weth Wrapped ether. The escrow takes it from callers only, and this contract holds some during `open` alone.
    constructor(IForwardEscrow escrow, IWETH weth) {
        if (address(escrow).code.length == 0) revert Errors.EtherEntry_PartWithoutCode(address(escrow));
        if (address(weth).code.length == 0) revert Errors.EtherEntry_PartWithoutCode(address(weth));
        ESCROW = escrow;
        WETH = weth;
        // forge-lint: disable-next-line(erc20-unchecked-transfer): wrapped ether reverts or says true
        if (!weth.approve(address(escrow), type(uint256).max)) revert Errors.EtherEntry_ApprovalRefused(address(weth));
    }

    /// @notice Opens a forward for the caller with the ether sent. Everything but the payment is as in the escrow's `open`.
    function open(Terms calldata terms, bytes32 salt, bytes calldata params, bytes calldata task)
        external
        payable
        returns (ForwardId id)
    {
        // Check.
        if (terms.token != address(WETH)) revert Errors.EtherEntry_TokenOther(terms.token, address(WETH));
        if (msg.value != terms.price) revert Errors.EtherEntry_ValueOther(msg.value, terms.price);

        // Interaction.
        WETH.deposit{value: msg.value}();
        return ESCROW.open(terms, msg.sender, salt, params, task);
    }
}
