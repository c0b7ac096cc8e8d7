// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Forward, ForwardId} from "../types/Forward.sol";
import {IForwardEscrow} from "./IForwardEscrow.sol";

/// @title IRounds
/// @notice What two-round predicates need: a provider commits before a block, whose hash is the challenge. One contract serves
/// every escrow; what an escrow says of its forwards counts for that escrow only.
/// @dev Warning: who proposes `beaconBlock` can draw its hash again by not proposing it, at the price of a block's reward for
/// each further draw, and who picks block hashes at will picks the challenge. Clients refuse two-round forwards on such
/// chains, and predicates must leave little to gain from a few draws.
interface IRounds {
    /// @notice A provider committed.
    event Committed(IForwardEscrow indexed escrow, ForwardId indexed id, address indexed by, uint256 commitment);

    /// @notice A challenge was drawn.
    event Drawn(IForwardEscrow indexed escrow, ForwardId indexed id, uint256 beacon);

    /// @notice The commitment and the challenge of a forward, 0 where there is none yet.
    function roundOf(IForwardEscrow escrow, ForwardId id) external view returns (uint256 commitment, uint256 beacon);

    /// @notice Commits, once per forward, before `beaconBlock`. Only for the holder of the provider's position and whom they
    /// approved. The commitment stays with the forward whoever holds the position later; the bond is its deposit.
    function commit(IForwardEscrow escrow, Forward calldata forward, uint256 commitment) external;

    /// @notice Stores the challenge, uint248(keccak256(hash of beaconBlock ‖ id)). Anybody may send it; a repeated one changes
    /// nothing.
    /// @dev Warning: the hash can be read for 8,191 blocks (EIP-2935). Where nobody stores it in that time, the forward cannot
    /// be settled any more: the provider, whose bond is at stake, sends it.
    function draw(IForwardEscrow escrow, Forward calldata forward) external returns (uint256 beacon);
}
