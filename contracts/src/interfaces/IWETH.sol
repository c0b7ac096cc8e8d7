// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title IWETH
/// @notice Wrapped ether.
interface IWETH is IERC20 {
    /// @notice Gives the caller as much of the token as ether came with the call.
    function deposit() external payable;
}
