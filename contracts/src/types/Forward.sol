// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice keccak256 of a forward with its chain and its escrow: `TermsLib.forwardId`.
type ForwardId is bytes32;

/// @notice What a buyer and a provider agree on. Passed in calldata and emitted, never stored.
/// @param predicate The contract that decides whether something was delivered.
/// @param params The predicate's parameters, as a commitment that is an element of BN254's scalar field.
/// @param taskHash keccak256 of the task's bytes.
/// @param token The ERC-20 token that pays.
/// @param price What the whole quantity costs, in the token's smallest unit.
/// @param quantity What is to be delivered, in base units of `unit`.
/// @param unit keccak256 of the predicate's id and the public part of its parameters.
/// @param acceptBy Until when a provider may accept; 0 in an open forward, which anybody delivers.
/// @param start From when on a settlement is allowed, and from when on a delivery counts.
/// @param end Until when a delivery counts.
/// @param settleBy Until when a settlement is allowed, and from when on the rest goes back.
/// @param bond What the provider stakes, in `token`; 0 in an open forward.
/// @param provider The only one who may accept; zero if anybody may.
/// @param beaconBlock The block whose hash challenges a two-round predicate, else 0.
/// @param sealX First coordinate of the buyer's key that the output is sealed to; (0, 0) leaves it unsealed.
/// @param sealY Second coordinate of that key.
struct Terms {
    address predicate;
    uint256 params;
    bytes32 taskHash;
    address token;
    uint128 price;
    uint96 quantity;
    bytes32 unit;
    uint64 acceptBy;
    uint64 start;
    uint64 end;
    uint64 settleBy;
    uint128 bond;
    address provider;
    uint64 beaconBlock;
    uint256 sealX;
    uint256 sealY;
}

/// @notice A forward in full: what its id is the hash of.
/// @param terms What was agreed.
/// @param buyer Who held the buyer's position first.
/// @param salt Tells equal forwards of one buyer apart.
struct Forward {
    Terms terms;
    address buyer;
    bytes32 salt;
}

/// @notice What one settlement delivers, in the predicate's own measure of progress.
/// @param from Where the step starts.
/// @param to Where it ends.
/// @param amount How many base units it delivers.
struct Step {
    uint64 from;
    uint64 to;
    uint96 amount;
}

/// @notice What the escrow stores for one forward: two slots.
/// @param buyer Slot 0, 160 bits: who holds the buyer's position; zero if there is no forward, or none any more.
/// @param delivered Slot 0, 96 bits: base units paid for so far.
/// @param provider Slot 1, 160 bits: who holds the provider's position; always zero in an open forward.
/// @param cursor Slot 1, 64 bits: progress settled so far; stays 0 in an open forward, which settles once.
/// @param flags Slot 1, 32 bits: `RECLAIMED` or 0.
struct State {
    address buyer;
    uint96 delivered;
    address provider;
    uint64 cursor;
    uint32 flags;
}

/// @notice Where a forward stands. Warm ones change by time alone, cold ones never change again.
enum Status {
    None, // cold until opened: no such forward
    Pending, // warm: before `start`
    Deliverable, // warm: in [start, settleBy)
    Expired, // warm: from `settleBy` on, waits for `reclaim`
    Settled, // cold: delivered and paid in full
    Reclaimed // cold: what was not delivered went back
}
