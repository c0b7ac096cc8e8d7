// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @title MockWBTC
/// @notice A token without value for tests and development chains: 8 decimals, and anybody mints.
contract MockWBTC is ERC20("Mock Wrapped Bitcoin", "WBTC") {
    function decimals() public pure override returns (uint8) {
        return 8;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}
