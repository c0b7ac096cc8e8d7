// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GpuHoursPredicate} from "../../src/GpuHoursPredicate.sol";

/// @notice The predicate without its ledger: what was sold before does not matter.
contract GpuHoursWithoutLedger is GpuHoursPredicate {
    constructor(Key[] memory keys) GpuHoursPredicate(keys) {}

    function _firstSold(Ledger storage, uint256, uint256[] calldata) internal pure override returns (uint256, uint256) {
        return (0, 0);
    }
}

/// @notice The predicate with one ledger for all callers.
contract GpuHoursOfAnybody is GpuHoursPredicate {
    constructor(Key[] memory keys) GpuHoursPredicate(keys) {}

    function _seller() internal pure override returns (address) {
        return address(0);
    }
}

/// @notice The predicate without proofs: whatever it is told was delivered.
contract GpuHoursWithoutProofs is GpuHoursPredicate {
    constructor(Key[] memory keys) GpuHoursPredicate(keys) {}

    function _check(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata)
        internal
        pure
        override
        returns (Fault, uint256)
    {
        return (Fault.None, 0);
    }

    function _checkMany(uint32, uint256, uint256, uint256[] calldata, bytes calldata)
        internal
        pure
        override
        returns (Fault, uint256)
    {
        return (Fault.None, 0);
    }
}
