// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "./libraries/Errors.sol";
import {IPredicateRegistry} from "./interfaces/IPredicateRegistry.sol";

/// @title PredicateRegistry
/// @notice See the documentation in {IPredicateRegistry}. It keeps one word for each claim; the claim itself is in its event.
contract PredicateRegistry is IPredicateRegistry {
    /// @inheritdoc IPredicateRegistry
    mapping(address registrant => mapping(address predicate => uint256)) public countOf;

    /// @dev By keccak256 of registrant, predicate, index and claim.
    mapping(bytes32 entry => uint256 blockNumber) internal _registeredAt;

    /// @inheritdoc IPredicateRegistry
    function registeredAt(address registrant, address predicate, uint256 index, Claim calldata claim)
        external
        view
        returns (uint256 blockNumber)
    {
        return _registeredAt[_entry(registrant, predicate, index, claim)];
    }

    /// @inheritdoc IPredicateRegistry
    function register(address predicate, Claim calldata claim) external returns (uint256 index) {
        // Check.
        if (predicate.code.length == 0) revert Errors.PredicateRegistry_PredicateWithoutCode(predicate);
        if (predicate.codehash != claim.codeHash) {
            revert Errors.PredicateRegistry_CodeOther(predicate, claim.codeHash, predicate.codehash);
        }

        // Effect.
        index = countOf[msg.sender][predicate];
        countOf[msg.sender][predicate] = index + 1;
        _registeredAt[_entry(msg.sender, predicate, index, claim)] = block.number;

        // Event.
        emit Registered(msg.sender, predicate, index, claim);
    }

    function _entry(address registrant, address predicate, uint256 index, Claim calldata claim)
        internal
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(registrant, predicate, index, claim));
    }
}
