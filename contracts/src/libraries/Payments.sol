// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Payment} from "../types/Forward.sol";

/// @title Payments
/// @notice Adds up what each recipient gets in each token, so that a batch transfers once.
library Payments {
    /// @dev Entries from `count` on are room.
    struct Sums {
        Payment[] entries;
        uint256 count;
    }

    /// @notice Room for as many recipients as there may be.
    function create(uint256 most) internal pure returns (Sums memory sums) {
        sums.entries = new Payment[](most);
    }

    /// @notice Adds to what a recipient gets in a token.
    function add(Sums memory sums, Payment memory payment) internal pure {
        for (uint256 i; i < sums.count; ++i) {
            Payment memory entry = sums.entries[i];
            if (entry.recipient == payment.recipient && entry.token == payment.token) {
                entry.amount += payment.amount;
                return;
            }
        }
        sums.entries[sums.count] = payment;
        ++sums.count;
    }

    /// @notice Adds several.
    function addAll(Sums memory sums, Payment[] memory payments) internal pure {
        for (uint256 i; i < payments.length; ++i) {
            add(sums, payments[i]);
        }
    }

    /// @notice The entries without the room behind them.
    function list(Sums memory sums) internal pure returns (Payment[] memory entries) {
        entries = sums.entries;
        uint256 count = sums.count;
        assembly ("memory-safe") {
            mstore(entries, count)
        }
    }
}
