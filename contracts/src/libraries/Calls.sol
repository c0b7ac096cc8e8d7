// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {Errors} from "./Errors.sol";
import {Group} from "../types/Forward.sol";
import {IPredicate} from "../interfaces/IPredicate.sol";
import {Place} from "./Places.sol";

/// @title Calls
/// @notice Calls of contracts that nobody vouches for: what they return is never copied beyond a limit.
library Calls {
    /// @dev What a token gets for one transfer. Tokens behind proxies with hooks need a third of it; one that needs more
    /// is owed, and `withdraw` passes on all gas.
    uint256 internal constant TRANSFER_GAS = 300_000;

    /// @dev What must be left for a token to get that much: 64/63 of it (EIP-150), and the call's own cost.
    uint256 internal constant TRANSFER_RESERVE = 310_000;

    /// @dev What a group's call itself costs, once its calldata is copied.
    uint256 internal constant GROUP_RESERVE = 1_000;

    /// @dev How much of a predicate's reason to refuse is passed on.
    uint256 internal constant REASON_LIMIT = 256;

    /// @notice Asks a predicate about one delivery and reverts unless it takes the proof.
    function settle(address predicate, Place place, bytes calldata proof) internal returns (bytes32 key) {
        bytes memory data = _encodeSettle(place, proof);
        bool success;
        assembly ("memory-safe") {
            success := call(gas(), predicate, 0, add(data, 0x20), mload(data), 0x00, 0x20)
            // A predicate that lost its code, or never had the function, returns less than a word.
            success := and(success, gt(returndatasize(), 0x1f))
            key := mload(0x00)
        }
        if (!success) revert Errors.ForwardEscrow_PredicateRefused(predicate, reason());
    }

    /// @notice Asks a predicate about a group and reverts unless it takes the proof.
    /// @param first The places that `Places` began and wrote, up to `behind`. What was in memory behind them is given back.
    /// @return key What the proof was checked against.
    /// @return settled The places that it takes, of those that count.
    function settleMany(Group calldata group, Place first, Place behind, uint256 counted)
        internal
        returns (bytes32 key, uint256 settled)
    {
        address predicate = group.predicate;
        (uint256 data, uint256 size) = _encodeSettleMany(group, first, behind, counted);
        bool success;
        assembly ("memory-safe") {
            success := call(gas(), predicate, 0, data, size, 0x00, 0x40)
            success := and(success, gt(returndatasize(), 0x3f))
            key := mload(0x00)
            settled := and(mload(0x20), counted)
        }
        if (!success) revert Errors.ForwardEscrow_PredicateRefused(predicate, reason());
    }

    /// @notice Calls the contract itself with what `settleMany` was called with, for one of the groups: what a group did is
    /// undone when it fails. `selector` takes (index, caller, mask, groups).
    function settleGroup(bytes4 selector, uint256 index, uint256 mask, uint256 gasLimit)
        internal
        returns (bool success, bytes memory answer)
    {
        assembly ("memory-safe") {
            answer := mload(0x40)
            mstore(answer, selector)
            mstore(add(answer, 0x04), index)
            mstore(add(answer, 0x24), caller())
            mstore(add(answer, 0x44), mask)
            // The offset of the groups counts from the first argument, and three more come before it.
            calldatacopy(add(answer, 0x64), 4, sub(calldatasize(), 4))
            mstore(add(answer, 0x64), add(calldataload(4), 0x60))
            mstore(0x40, add(answer, and(add(calldatasize(), 0x7f), not(0x1f))))
        }
        // Looked at last: what the copy costs grows with the whole batch.
        uint256 available = gasleft() - gasleft() / 64;
        if (available < gasLimit + GROUP_RESERVE) {
            revert Errors.ForwardEscrow_GasTooLow(available, gasLimit + GROUP_RESERVE);
        }
        assembly ("memory-safe") {
            success := call(gasLimit, address(), 0, answer, add(calldatasize(), 0x60), 0, 0)
            // The answer takes the place of what was asked.
            mstore(answer, returndatasize())
            returndatacopy(add(answer, 0x20), 0, returndatasize())
            mstore(0x40, add(answer, and(add(returndatasize(), 0x3f), not(0x1f))))
        }
    }

    /// @notice Tries a transfer and says whether it worked. Tokens that return nothing count, those that return false do not.
    /// @dev Reverts when there is so little gas that whoever sends the transaction could make the transfer fail.
    function tryTransfer(address token, address to, uint256 amount) internal returns (bool success) {
        bytes memory data = abi.encodeCall(IERC20.transfer, (to, amount));
        uint256 available = gasleft();
        if (available < TRANSFER_RESERVE) revert Errors.ForwardEscrow_GasTooLow(available, TRANSFER_RESERVE);
        assembly ("memory-safe") {
            success := call(TRANSFER_GAS, token, 0, add(data, 0x20), mload(data), 0x00, 0x20)
            switch returndatasize()
            case 0 { success := and(success, gt(extcodesize(token), 0)) }
            default { success := and(success, and(gt(returndatasize(), 0x1f), eq(mload(0x00), 1))) }
        }
    }

    /// @dev abi.encodeCall(IPredicate.settle, (header, payload, h, proof)), copied as blocks.
    function _encodeSettle(Place place, bytes calldata proof) private pure returns (bytes memory data) {
        bytes4 selector = IPredicate.settle.selector;
        assembly ("memory-safe") {
            data := mload(0x40)
            mstore(add(data, 0x20), selector)
            let at := add(data, 0x24)
            let size := shl(5, sub(mload(place), 9))
            let rest := add(at, add(0x1a0, size))
            mcopy(at, add(place, 0x40), 0x120)
            mstore(add(at, 0x120), 0x180)
            mstore(add(at, 0x140), mload(add(place, 0x20)))
            mstore(add(at, 0x160), add(0x1a0, size))
            mstore(add(at, 0x180), shr(5, size))
            mcopy(add(at, 0x1a0), add(place, 0x160), size)
            mstore(rest, proof.length)
            calldatacopy(add(rest, 0x20), proof.offset, proof.length)
            mstore(add(add(rest, 0x20), proof.length), 0)
            let end := add(rest, and(add(proof.length, 0x3f), not(0x1f)))
            mstore(data, sub(end, add(data, 0x20)))
            mstore(0x40, and(add(end, 0x1f), not(0x1f)))
        }
    }

    /// @dev abi.encodeCall(IPredicate.settleMany, (n, count, counted, places, proof)), written around the places.
    function _encodeSettleMany(Group calldata group, Place first, Place behind, uint256 counted)
        private
        pure
        returns (uint256 data, uint256 size)
    {
        bytes4 selector = IPredicate.settleMany.selector;
        uint256 n = group.n;
        uint256 count = group.deliveries.length;
        bytes calldata proof = group.proof;
        assembly ("memory-safe") {
            let places := sub(behind, first)
            data := sub(first, 0xc4)
            mstore(data, selector)
            mstore(add(data, 0x04), n)
            mstore(add(data, 0x24), count)
            mstore(add(data, 0x44), counted)
            mstore(add(data, 0x64), 0xa0)
            mstore(add(data, 0x84), add(0xc0, places))
            mstore(add(data, 0xa4), shr(5, places))
            mstore(behind, proof.length)
            calldatacopy(add(behind, 0x20), proof.offset, proof.length)
            mstore(add(add(behind, 0x20), proof.length), 0)
            let end := add(behind, and(add(proof.length, 0x3f), not(0x1f)))
            size := sub(end, data)
            mstore(0x40, end)
        }
    }

    /// @notice The first bytes of what the last call returned.
    function reason() internal pure returns (bytes memory text) {
        assembly ("memory-safe") {
            let length := returndatasize()
            if gt(length, REASON_LIMIT) { length := REASON_LIMIT }
            text := mload(0x40)
            mstore(text, length)
            returndatacopy(add(text, 0x20), 0, length)
            // Rounded up to whole words, so that memory stays aligned.
            mstore(0x40, add(text, and(add(length, 0x3f), not(0x1f))))
        }
    }
}
