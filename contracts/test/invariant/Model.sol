// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {End, Forward, ForwardId, Status} from "../../src/types/Forward.sol";

/// @notice Thrown when the escrow accepted what it must refuse, or the other way round.
error Misjudged(Fn fn, bool accepted);

/// @notice Thrown when an invariant of the numbered list does not hold.
error Broken(uint256 invariant, uint256 actual, uint256 expected);

/// @notice Thrown when under a tenth of a function's calls were accepted, or under a tenth refused.
error Onesided(Fn fn, uint256 accepted, uint256 calls);

/// @notice A reproducible source of choices.
struct Dice {
    uint256 seed;
}

/// @notice A number below `sides`.
function roll(Dice memory dice, uint256 sides) pure returns (uint256) {
    dice.seed = uint256(keccak256(abi.encode(dice.seed)));
    return dice.seed % sides;
}

/// @notice True once in `times`.
function once(Dice memory dice, uint256 times) pure returns (bool) {
    return roll(dice, times) == 0;
}

using {roll, once} for Dice global;

/// @notice What moves a forward from one status to another.
enum By {
    Open,
    Accept,
    Settle,
    Reclaim,
    Close,
    Time
}

/// @notice What is counted as accepted or refused: the functions, and the deliveries of groups one by one.
enum Fn {
    Open,
    Accept,
    Announce,
    Settle,
    SettleMany,
    Delivery,
    Reclaim,
    Close,
    Withdraw,
    Transfer,
    Approve,
    Operator,
    Commit,
    Draw
}

/// @notice One forward.
struct Record {
    Forward forward;
    ForwardId id;
    uint256 coin;
    uint256 kind;
    Status seen;
    End end;
    address buyer;
    address provider;
    address buyerApproved;
    address providerApproved;
    uint96 delivered;
    uint64 cursor;
    bool accepted;
    uint256 paid;
    uint256 bondPaid;
    uint256 wentBack;
    uint256 commitment;
    uint256 beacon;
}
