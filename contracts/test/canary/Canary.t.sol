// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

/// @notice Fails when asked to: a run that stays green with TERCET_CANARY=1 does not report failures.
contract CanaryTest is Test {
    function test_TheCanaryLives() external view {
        assertFalse(vm.envOr("TERCET_CANARY", false), "the canary was told to die");
    }
}
