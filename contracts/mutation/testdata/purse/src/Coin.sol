// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Something that no test looks at.
contract Coin {
    uint256 public sum;

    function add(uint256 amount) external {
        sum += amount;
    }
}
