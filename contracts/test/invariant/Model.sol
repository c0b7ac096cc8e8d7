// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {End, Forward, ForwardId, Status} from "../../src/types/Forward.sol";
import {Offer} from "../../src/types/Offer.sol";

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

/// @notice What is counted as accepted or refused: the functions, and the deliveries of groups one by one. `cancelNonces` is
/// not among them: nothing refuses it.
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
    Draw,
    OpenWithPermit,
    FillBid,
    FillAsk,
    Cancel
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
    /// @dev Which offer it is a part of, counted from 1.
    uint256 part;
}

/// @notice One offer, and what was taken of it.
struct Quote {
    Offer offer;
    address maker;
    bool isAsk;
    uint64 review;
    uint256 coin;
    uint256 kind;
    bytes32 hash;
    bool cancelled;
    uint256 filled;
    /// @dev The exact price of all parts, times the total.
    uint256 exact;
    /// @dev Prices of all parts, and bonds of those that were accepted at once.
    uint256 prices;
    uint256 bonds;
    /// @dev What left the maker's wallet, as the coin says.
    uint256 left;
}
