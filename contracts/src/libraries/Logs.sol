// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ForwardId} from "../types/Forward.sol";
import {IForwardEscrow} from "../interfaces/IForwardEscrow.sol";
import {Place} from "./Places.sol";

/// @dev Where in memory it is noted what a settlement pays: id, recipient, what is paid of the price, token, and what is sent.
type Receipt is uint256;

using Logs for Receipt global;

/// @title Logs
/// @notice Writes the event that audits live on.
library Logs {
    /// @notice Room for so many receipts, one behind the other.
    function reserve(uint256 count) internal pure returns (Receipt first) {
        assembly ("memory-safe") {
            first := mload(0x40)
            mstore(0x40, add(first, mul(count, 0xa0)))
        }
    }

    /// @notice One of the receipts that there is room for.
    function at(Receipt first, uint256 i) internal pure returns (Receipt receipt) {
        assembly ("memory-safe") {
            receipt := add(first, mul(i, 0xa0))
        }
    }

    function write(Receipt receipt, ForwardId id, address recipient, uint256 paid, address token, uint256 sent)
        internal
        pure
    {
        assembly ("memory-safe") {
            mstore(receipt, id)
            mstore(add(receipt, 0x20), recipient)
            mstore(add(receipt, 0x40), paid)
            mstore(add(receipt, 0x60), token)
            mstore(add(receipt, 0x80), sent)
        }
    }

    /// @notice What is sent to whom.
    function payment(Receipt receipt) internal pure returns (address token, address recipient, uint256 sent) {
        assembly ("memory-safe") {
            recipient := mload(add(receipt, 0x20))
            token := mload(add(receipt, 0x60))
            sent := mload(add(receipt, 0x80))
        }
    }

    /// @notice One of several parts of equal size, all of which are there.
    function part(bytes calldata whole, uint256 i, uint256 size) internal pure returns (bytes calldata some) {
        assembly ("memory-safe") {
            some.offset := add(whole.offset, mul(i, size))
            some.length := size
        }
    }

    /// @notice emit IForwardEscrow.Settled(id, recipient, key, paid, progress, commitment, beacon, h, payload, proof)
    function settled(Receipt receipt, bytes32 key, Place place, bytes calldata proof) internal {
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
