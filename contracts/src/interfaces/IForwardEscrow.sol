// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Forward, ForwardId, State, Status, Step, Terms} from "../types/Forward.sol";

/// @title IForwardEscrow
/// @notice Holds what buyers lock for computations that are delivered later, pays whoever proves the delivery, and gives
/// the rest back when the time is over. Immutable, without owner, upgrade or fee.
/// @dev Warning: tokens and predicates are chosen by the terms and are trusted by nobody else's forwards. A token that
/// changes balances on its own or debits more than it is told to (rebasing, a fee on top of a transfer) can leave the
/// escrow short of what it owes in that token, and in no other.
interface IForwardEscrow {
    /*//////////////////////////////////////////////////////////////////////////
                                       EVENTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice A forward was opened and its price locked.
    /// @param id The forward.
    /// @param buyer Who holds the buyer's position.
    /// @param predicate The contract that decides whether something was delivered.
    /// @param terms What was agreed.
    /// @param salt Tells equal forwards of one buyer apart.
    /// @param params The bytes that `terms.params` commits to, as the opener gave them.
    /// @param task The task that `terms.taskHash` is the hash of, or where to find it, as the opener gave it.
    event Opened(
        ForwardId indexed id,
        address indexed buyer,
        address indexed predicate,
        Terms terms,
        bytes32 salt,
        bytes params,
        bytes task
    );

    /// @notice Something was announced for the first time.
    /// @param id The forward.
    /// @param h What was announced.
    /// @param at The block's time.
    event Announced(ForwardId indexed id, uint256 indexed h, uint64 at);

    /// @notice A delivery was proved and paid. With the terms this is all that an audit needs.
    /// @param id The forward.
    /// @param recipient Who was paid, in the token or in `owed`.
    /// @param key What the predicate checked the proof against.
    /// @param paid How much.
    /// @param progress Word 4 of the header: from + to·2^64 + amount·2^128.
    /// @param commitment Word 7 of the header.
    /// @param beacon Word 8 of the header.
    /// @param h The prover's hash of the vector.
    /// @param payload The words after the header.
    /// @param proof The proof.
    event Settled(
        ForwardId indexed id,
        address indexed recipient,
        bytes32 indexed key,
        uint256 paid,
        uint256 progress,
        uint256 commitment,
        uint256 beacon,
        uint256 h,
        uint256[] payload,
        bytes proof
    );

    /// @notice What was not delivered went back.
    /// @param id The forward.
    /// @param to Who held the buyer's position.
    /// @param amount How much.
    event Reclaimed(ForwardId indexed id, address indexed to, uint256 amount);

    /// @notice A transfer failed, or was not tried, and its amount is now owed.
    event Credited(address indexed token, address indexed to, uint256 amount);

    /// @notice Somebody took what was owed to them.
    event Withdrawn(address indexed token, address indexed from, address indexed to, uint256 amount);

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice How many seconds old an announcement must be before it can be settled: at least five block times, so that
    /// nobody who reads a settlement before it is in a block can announce the same output for themselves and come first.
    function CLAIM_DELAY() external view returns (uint64);

    /// @notice When `h` was first announced for a forward, 0 if never or if it has been settled: {Announced} still tells then.
    function announcedAt(ForwardId id, uint256 h) external view returns (uint64);

    /// @notice Word 0 of the header: what binds a proof to one recipient, forward, escrow and chain.
    function claimOf(ForwardId id, address recipient) external view returns (uint256);

    /// @notice The hash that is a forward's id, whether it was opened or not.
    function forwardId(Forward calldata forward) external view returns (ForwardId);

    /// @notice The header that a settlement of this step to this recipient would be checked with.
    function header(Forward calldata forward, address recipient, Step calldata step)
        external
        view
        returns (uint256[9] memory);

    /// @notice What `who` can withdraw of a token.
    function owed(address token, address who) external view returns (uint256);

    /// @notice What is stored for a forward; all zero if there is none.
    function stateOf(ForwardId id) external view returns (State memory);

    /// @notice Where a forward stands now.
    function statusOf(Forward calldata forward) external view returns (Status);

    /*//////////////////////////////////////////////////////////////////////////
                               STATE-CHANGING FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Opens a forward: takes its price from the caller and gives the buyer's position to `buyer`.
    /// @dev Warning: `params` and `task` are emitted as they come and checked against their commitments by readers only.
    /// A task given here is public. Warning: the sealing key never changes; one of small order seals nothing.
    function open(Terms calldata terms, address buyer, bytes32 salt, bytes calldata params, bytes calldata task)
        external
        returns (ForwardId id);

    /// @notice Starts the delay after which the delivery behind `h` can be settled. Only the first announcement counts; a
    /// repeated one changes nothing. `h` fixes forward and recipient, so that announcing somebody else's `h` helps nobody.
    function announce(ForwardId id, uint256 h) external;

    /// @notice Pays `recipient` for a step that the predicate finds proved. Anybody may send it.
    /// @dev The transfer gets a fixed amount of gas, which must be there. Where it fails, the amount is owed to `recipient`.
    /// @return paid How much was paid or credited.
    function settle(
        Forward calldata forward,
        address recipient,
        Step calldata step,
        uint256[] calldata payload,
        uint256 h,
        bytes calldata proof
    ) external returns (uint256 paid);

    /// @notice Gives back what was not delivered, from `settleBy` on. Anybody may send it: a holder without code is paid, to
    /// a holder with code the amount is owed.
    function reclaim(Forward calldata forward) external;

    /// @notice Sends all that is owed to the caller in a token to an address of the caller's choice.
    /// @return amount How much that was.
    function withdraw(address token, address to) external returns (uint256 amount);
}
