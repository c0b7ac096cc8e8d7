// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Something to mutate.
contract Purse {
    enum Kind {
        Empty,
        Full
    }

    error Purse_NotOwner();
    error Purse_TooMuch();

    event Taken(uint256 amount);

    address public immutable OWNER;
    uint256 public kept;
    uint256 public times;

    modifier onlyOwner() {
        if (msg.sender != OWNER) revert Purse_NotOwner();
        _;
    }

    constructor() {
        OWNER = msg.sender;
    }

    function put(uint256 amount) external {
        kept += amount;
        ++times;
    }

    function take(uint256 amount) external onlyOwner {
        if (amount > kept) revert Purse_TooMuch();
        kept -= amount;
        emit Taken(amount);
    }

    function kind() external view returns (Kind) {
        return kept == 0 ? Kind.Empty : Kind.Full;
    }

    function only(bool first, bool second) external pure returns (bool) {
        return first && !second;
    }

    /// @dev With >= or 8 it would do the same: mutants that no test can tell from this.
    function atLeastNine(uint256 whole) external pure returns (uint256) {
        return whole > 9 ? whole : 9;
    }

    function half(uint256 whole) external pure returns (uint256 result) {
        assembly ("memory-safe") {
            if gt(whole, 9) { result := shr(1, whole) }
        }
    }
}
