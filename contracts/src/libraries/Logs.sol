// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ForwardId} from "../types/Forward.sol";
import {IForwardEscrow} from "../interfaces/IForwardEscrow.sol";
import {Place} from "./Places.sol";

/// @dev Where in memory the receipts of a group begin, one behind the other.
type Receipts is uint256;

using Logs for Receipts global;

/// @title Logs
/// @notice Writes the event that audits live on.
library Logs {
    /// @dev What the event has besides the key, the place and its proof, and what the recipient is sent.
    struct Receipt {
        ForwardId id;
        address recipient;
        uint256 paid;
        address token;
        uint256 sent;
    }

    /// @notice Room for so many receipts.
    function reserve(uint256 count) internal pure returns (Receipts receipts) {
        assembly ("memory-safe") {
            receipts := mload(0x40)
            mstore(0x40, add(receipts, mul(count, 0xa0)))
        }
    }

    /// @notice One of the receipts that there is room for.
    function at(Receipts receipts, uint256 i) internal pure returns (Receipt memory receipt) {
        assembly ("memory-safe") {
            receipt := add(receipts, mul(i, 0xa0))
        }
    }

    /// @notice emit IForwardEscrow.Settled(id, recipient, key, paid, progress, commitment, beacon, h, payload, proof)
    function settled(Receipt memory receipt, bytes32 key, Place place, bytes calldata proof) internal {
        bytes32 topic = IForwardEscrow.Settled.selector;
        assembly ("memory-safe") {
            let data := mload(0x40)
            let size := shl(5, sub(mload(place), 9))
            mstore(data, mload(add(receipt, 0x40)))
            mstore(add(data, 0x20), mload(add(place, 0xc0)))
            mcopy(add(data, 0x40), add(place, 0x120), 0x40)
            mstore(add(data, 0x80), mload(add(place, 0x20)))
            mstore(add(data, 0xa0), 0xe0)
            mstore(add(data, 0xc0), add(0x100, size))
            mstore(add(data, 0xe0), shr(5, size))
            mcopy(add(data, 0x100), add(place, 0x160), size)
            let rest := add(data, add(0x100, size))
            mstore(rest, proof.length)
            calldatacopy(add(rest, 0x20), proof.offset, proof.length)
            mstore(add(add(rest, 0x20), proof.length), 0)
            let end := add(rest, and(add(proof.length, 0x3f), not(0x1f)))
            log4(data, sub(end, data), topic, mload(receipt), mload(add(receipt, 0x20)), key)
        }
    }
}
