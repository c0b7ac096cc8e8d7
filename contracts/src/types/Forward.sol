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
/// @param quantity What is to be delivered, in base units of `unit`: at most 2^88 − 1.
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

/// @notice One delivery, as whoever settles it presents it.
/// @param forward The forward.
/// @param recipient Who is paid.
/// @param step What is delivered.
/// @param commitment Word 7 of the header: what {IRounds} keeps for a two-round predicate, else 0.
/// @param beacon Word 8 of the header: likewise.
/// @param payload The words after the header.
/// @param h The prover's hash of the vector.
struct Delivery {
    Forward forward;
    address recipient;
    Step step;
    uint256 commitment;
    uint256 beacon;
    uint256[] payload;
    uint256 h;
}

/// @notice Deliveries that one predicate checks together.
/// @param predicate The predicate that all of their terms name.
/// @param n How many statements one proof is about: 1, or the size of one of the predicate's batch keys.
/// @param gasLimit What the group gets, and what must be there for it: about twice what it uses if the predicate may decline
/// something, since the rest is then settled anew.
/// @param deliveries In the order that the proof has them, and in which they are settled.
/// @param proof With n = 1 the proofs of all deliveries, of equal length, one after another; else the one proof.
struct Group {
    address predicate;
    uint32 n;
    uint256 gasLimit;
    Delivery[] deliveries;
    bytes proof;
}

/// @notice What somebody gets in one token.
struct Payment {
    address token;
    address recipient;
    uint256 amount;
}

/// @notice What the escrow stores for one forward: two slots, of which an open forward uses the first.
/// @param buyer Slot 0, 160 bits: who holds the buyer's position; zero if there is no forward.
/// @param delivered Slot 0, 88 bits: base units paid for so far.
/// @param end Slot 0, 8 bits: how it ended, unless by its last delivery.
/// @param provider Slot 1, 160 bits: who holds the provider's position; zero if nobody accepted.
/// @param cursor Slot 1, 64 bits: progress settled so far; the settlement of the last unit, which nothing follows, leaves it.
struct State {
    address buyer;
    uint88 delivered;
    End end;
    address provider;
    uint64 cursor;
}

/// @notice How a forward ended otherwise than by its last delivery.
enum End {
    None,
    Reclaimed,
    Closed
}

/// @notice Where a forward stands. Warm ones change by time alone, cold ones never change again.
enum Status {
    None, // cold until opened: no such forward
    Proposed, // warm: assigned, before `acceptBy`, accepted by nobody
    Lapsed, // warm: accepted by nobody in time, waits for `reclaim`
    Pending, // warm: before `start`
    Deliverable, // warm: in [start, settleBy)
    Expired, // warm: from `settleBy` on, waits for `reclaim`
    Settled, // cold: delivered and paid in full
    Reclaimed, // cold: what was not delivered went back
    Closed // cold: both sides shared the rest
}
