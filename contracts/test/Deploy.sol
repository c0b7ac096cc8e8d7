// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ForwardEscrow} from "../src/ForwardEscrow.sol";
import {PositionDescriptor} from "../src/periphery/PositionDescriptor.sol";
import {Rounds} from "../src/Rounds.sol";

/// @notice An escrow with the contracts that it needs.
function newEscrow(uint64 claimDelay) returns (ForwardEscrow) {
    return new ForwardEscrow(claimDelay, new Rounds(), new PositionDescriptor());
}
