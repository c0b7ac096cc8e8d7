// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Payment} from "../types/Forward.sol";

/// @title Payments
/// @notice Adds up what each recipient gets in each token, so that a batch transfers once.
library Payments {
    /// @notice An empty list with room for as many payments as there may be.
    function create(uint256 most) internal pure returns (Payment[] memory list) {
        // Room for pointers: the list's length says how many of them are there, and nothing reads beyond it.
        assembly ("memory-safe") {
            list := mload(0x40)
            mstore(list, 0)
            mstore(0x40, add(list, shl(5, add(most, 1))))
        }
    }

    /// @notice Adds to what a recipient gets in a token. There must be room.
    function add(Payment[] memory list, address token, address recipient, uint256 amount) internal pure {
        uint256 length = list.length;
        for (uint256 i; i < length; ++i) {
            Payment memory known = list[i];
            if (known.recipient == recipient && known.token == token) {
                // Amounts have 129 bits, and nobody's calldata has 2^127 deliveries.
                unchecked {
                    known.amount += amount;
                }
                return;
            }
        }
        Payment memory payment = Payment(token, recipient, amount);
        assembly ("memory-safe") {
            mstore(list, add(length, 1))
            mstore(add(list, shl(5, add(length, 1))), payment)
        }
    }

    /// @notice Adds several. There must be room.
    function addAll(Payment[] memory list, Payment[] memory more) internal pure {
        for (uint256 i; i < more.length; ++i) {
            add(list, more[i].token, more[i].recipient, more[i].amount);
        }
    }
}
