// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Groth16Checks} from "./Groth16Checks.sol";
import {IPredicate} from "./interfaces/IPredicate.sol";

/// @title Groth16Predicate
/// @notice See the documentation in {IGroth16Predicate}. It remembers nothing: what is proved is settled.
contract Groth16Predicate is Groth16Checks {
    /// @param keys The key for one statement, then up to two for batches, the smaller batch first.
    constructor(Key[] memory keys) Groth16Checks(keys) {}

    /// @inheritdoc IPredicate
    /// @dev Keeps nothing, so it is a view here.
    function settle(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bytes32 key)
    {
        (Fault fault, uint256 value) = _check(header, payload, h, proof);
        if (fault != Fault.None) _refuse(fault, value);
        return HASH_ONE;
    }

    /// @inheritdoc IPredicate
    /// @dev Keeps nothing, so it is a view here, and settles all that count.
    function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        external
        view
        returns (bytes32 key, uint256 settled)
    {
        (Fault fault, uint256 value) = _checkMany(n, count, counted, places, proof);
        if (fault != Fault.None) _refuse(fault, value);
        return (_hashOf(n), counted);
    }
}
