// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Forward, ForwardId} from "../types/Forward.sol";
import {IForwardEscrow} from "./IForwardEscrow.sol";

/// @title IRounds
/// @notice What two-round predicates need: a provider commits before a block, whose hash is the challenge. One contract serves
/// every escrow; what an escrow says of its forwards counts for that escrow only.
/// @dev Warning: the challenge can be ground. Whoever builds `beaconBlock` chooses parts of it freely (its extra data alone
/// is 32 bytes) and learns the challenge of each choice by hashing a header, some 2^31 a second on one graphics card: a
/// provider who builds that block, or pays its builder, has about 2^41 draws with a hundred cards and one slot's 12 seconds, and
/// gives up none of the block's reward. Not proposing the block hands the draw to the next proposer; it costs the reward and
/// gains nothing over hashing. So a predicate must assume 2^48 draws: if a false statement passes one challenge with
/// probability p, it passes with about p·2^48, and p has to be below 2^-88 for 40 bits to remain. One that cannot ask that
/// much must not be used with bonds worth a builder's trouble. Where a sequencer picks block hashes at will there
/// is no bound: clients refuse two-round forwards on such chains.
/// Warning: each forward has a challenge of its own, since its id is hashed with the block's hash. A provider of many forwards
/// has as many draws, each at the price of a bond.
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
