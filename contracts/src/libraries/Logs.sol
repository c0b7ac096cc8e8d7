// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, ForwardId} from "../types/Forward.sol";
import {IForwardEscrow} from "../interfaces/IForwardEscrow.sol";

/// @title Logs
/// @notice Writes the event that audits live on, straight from calldata.
library Logs {
    /// @dev What the event has besides the delivery and its proof.
    struct Receipt {
        ForwardId id;
        bytes32 key;
        uint256 paid;
        uint256[9] header;
    }

    /// @notice emit IForwardEscrow.Settled(id, recipient, key, paid, progress, commitment, beacon, h, payload, proof)
    function settled(Receipt memory receipt, Delivery calldata delivery, bytes calldata proof) internal {
        uint256[] calldata payload = delivery.payload;
        bytes32 topic = IForwardEscrow.Settled.selector;
        uint256 recipient = uint160(delivery.recipient);
        uint256[9] memory header = receipt.header;
        uint256 h = delivery.h;
        assembly ("memory-safe") {
            let data := mload(0x40)
            let size := shl(5, payload.length)
            mstore(data, mload(add(receipt, 0x40)))
            mstore(add(data, 0x20), mload(add(header, 0x80)))
            mcopy(add(data, 0x40), add(header, 0xe0), 0x40)
            mstore(add(data, 0x80), h)
            mstore(add(data, 0xa0), 0xe0)
            mstore(add(data, 0xc0), add(0x100, size))
            mstore(add(data, 0xe0), payload.length)
            calldatacopy(add(data, 0x100), payload.offset, size)
            let rest := add(data, add(0x100, size))
            mstore(rest, proof.length)
            calldatacopy(add(rest, 0x20), proof.offset, proof.length)
            mstore(add(add(rest, 0x20), proof.length), 0)
            let end := add(rest, and(add(proof.length, 0x3f), not(0x1f)))
            log4(data, sub(end, data), topic, mload(receipt), recipient, mload(add(receipt, 0x20)))
        }
    }
}
