// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IGroth16Predicate} from "./IGroth16Predicate.sol";

/// @title IGpuHoursPredicate
/// @notice A Groth16 predicate with a ledger, so that no GPU-hour is sold twice under one set of meters.
///
/// A payload is the hash of a set of meters, then for each device its id and a mask of hours; missing words at the end are
/// zero. Hours are those of the epoch in which the step begins: hour `from / 248 · 248 + i` of unix time is bit i. A delivery
/// that names an hour of a device which was settled before is refused: `settle` reverts, `settleMany` leaves its place out.
/// Of several places that name one hour, the first is settled.
/// @dev The circuit proves that a step lies in one epoch, that devices are named once and that their masks are the hours that
/// count. The ledger is each caller's own: who calls directly uses up none of an escrow's hours. Meters of another set have
/// another ledger, so what keeps a device from being sold under two sets is the meters' own log.
interface IGpuHoursPredicate is IGroth16Predicate {
    /// @notice The hours of a device that were settled, as bits.
    /// @param caller Who asked to settle them: an escrow.
    /// @param meterSet The hash of the set of meters.
    /// @param epoch Hours of unix time over 248.
    function soldHours(address caller, uint256 meterSet, uint256 device, uint256 epoch) external view returns (uint256);
}
