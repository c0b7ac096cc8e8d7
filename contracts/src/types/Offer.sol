// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Terms} from "./Forward.sol";

/// @notice What a bid and an ask have in common. It may be taken in parts; each becomes a forward of its own.
/// @param terms The terms of the whole: `quantity` is the total, `price` and `bond` are for that total. Price and bond of a part
/// are in proportion.
/// @param params The bytes that `terms.params` commits to, which the escrow emits.
/// @param lastPrice What the total costs from `rampEnd` on. Without a ramp it is not looked at.
/// @param rampStart Until when the total costs `terms.price`.
/// @param rampEnd Between both times the price moves along a line; 0 for no ramp, then it stays `terms.price`.
/// @param minFill The smallest part that may be taken, unless no more is left.
/// @param expiry From when on nothing can be taken.
/// @param nonce Offers of one maker that share a nonce are cancelled together.
/// @param salt Tells equal offers apart.
struct Offer {
    Terms terms;
    bytes params;
    uint128 lastPrice;
    uint64 rampStart;
    uint64 rampEnd;
    uint96 minFill;
    uint64 expiry;
    uint256 nonce;
    bytes32 salt;
}

/// @notice What a buyer signs.
/// @param offer Every field of the terms counts as it stands, but quantity, price and bond, which are those of the total.
/// @param buyer Who pays, and holds the positions.
/// @param task The task that `terms.taskHash` is the hash of, or where to find it, which the escrow emits.
struct Bid {
    Offer offer;
    address buyer;
    bytes task;
}

/// @notice What a provider signs: `terms.provider`.
/// @param offer Every field of the terms counts as it stands, but quantity, price and bond, which are those of the total. The
/// sealing key is the buyer's to choose: (0, 0) here.
/// @param review 0 for a task that the terms name: the provider has accepted by signing. Else how many seconds the provider
/// has to look at the task that comes with the buyer, and to accept: the terms then have neither `taskHash` nor `acceptBy`.
struct Ask {
    Offer offer;
    uint64 review;
}

/// @notice How somebody takes a bid.
/// @param quantity How much of it.
/// @param minPrice The least that the part must pay.
/// @param holder Who is to hold the provider's position and made {Offers} an operator of theirs: the caller, or somebody who
/// made the caller an operator too. Not looked at where the forward is an open one.
/// @param byPermit2 The signature is one for Permit2, with the bid as its witness.
struct BidFill {
    uint96 quantity;
    uint128 minPrice;
    address holder;
    bool byPermit2;
}

/// @notice How somebody takes an ask.
/// @param quantity How much of it.
/// @param maxPrice The most that the part may cost.
/// @param buyer Who is to hold the buyer's position.
/// @param byPermit2 The signature is one for Permit2, with the ask as its witness.
/// @param sealX First coordinate of the key that the output is sealed to; (0, 0) leaves it unsealed.
/// @param sealY Second coordinate of that key.
/// @param taskHash The task's hash: the ask's, or with a review any.
/// @param task The task, or where to find it, which the escrow emits.
struct AskFill {
    uint96 quantity;
    uint128 maxPrice;
    address buyer;
    bool byPermit2;
    uint256 sealX;
    uint256 sealY;
    bytes32 taskHash;
    bytes task;
}

/// @notice What is stored for an offer: one slot.
/// @param filled How much of it was taken.
/// @param carry What rounding left over, in units of 1/total: all parts together cost what the total does, rounded once.
/// @param cancelled Whether its maker called it off.
struct Taken {
    uint96 filled;
    uint96 carry;
    bool cancelled;
}

/// @notice An ERC-2612 permit for {Offers}.
struct Permit {
    uint256 value;
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}
