// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Forward, ForwardId, State} from "../../src/types/Forward.sol";

/// @notice Says that a forward has whatever id it was told, and that anybody delivers it.
contract LyingEscrow {
    ForwardId internal immutable ID;

    constructor(ForwardId id) {
        ID = id;
    }

    function forwardId(Forward calldata) external view returns (ForwardId) {
        return ID;
    }

    function mayDeliver(ForwardId, address) external pure returns (bool) {
        return true;
    }

    function stateOf(ForwardId) external pure returns (State memory state) {}
}
