// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, Forward, ForwardId, Group, Payment, State, Status, Terms} from "../types/Forward.sol";
import {IRounds} from "./IRounds.sol";

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
    /// @param paid How much of the price. With the last unit the bond went to the recipient as well.
    /// @param progress Word 4 of the header: from + to·2^64 + amount·2^128.
    /// @param commitment Word 7 of the header.
    /// @param beacon Word 8 of the header.
    /// @param h The prover's hash of the vector.
    /// @param payload The words after the header.
    /// @param proof The proof; empty where one proof settled several deliveries: {GroupSettled} has it.
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

    /// @notice A provider took on an assigned forward and staked its bond.
    event Accepted(ForwardId indexed id, address indexed provider);

    /// @notice A delivery of a group was not settled; `reason` is the error that `settle` reverts with in that case.
    event Skipped(ForwardId indexed id, bytes reason);

    /// @notice A whole group failed and changed nothing; `reason` is the error.
    event GroupSkipped(address indexed predicate, bytes reason);

    /// @notice One proof settled several deliveries: those that emitted {Settled} right before, in the order of their places.
    /// @param predicate The predicate.
    /// @param key What it checked the proof against.
    /// @param n How many statements that key is about.
    /// @param count How many places the proof says something about; the others are off.
    /// @param settled Which places were settled, as bits from the lowest on.
    /// @param others The places that were not: for each the number of its words, `h`, and the words.
    /// @param proof The proof.
    event GroupSettled(
        address indexed predicate,
        bytes32 indexed key,
        uint32 n,
        uint256 count,
        uint256 settled,
        uint256[] others,
        bytes proof
    );

    /// @notice What was not delivered went back.
    /// @param id The forward.
    /// @param buyer Who held the buyer's position.
    /// @param toBuyer What they got: the rest of the price, and the bond's share of the shortfall.
    /// @param provider Who held the provider's position, zero if nobody did.
    /// @param toProvider What they got: the rest of the bond.
    event Reclaimed(
        ForwardId indexed id, address indexed buyer, uint256 toBuyer, address indexed provider, uint256 toProvider
    );

    /// @notice Both sides ended a forward and shared what was left of price and bond.
    event Closed(
        ForwardId indexed id, address indexed buyer, uint256 toBuyer, address indexed provider, uint256 toProvider
    );

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

    /// @notice The header that a delivery would be checked with.
    function header(Delivery calldata delivery) external view returns (uint256[9] memory);

    /// @notice What both sides sign to close a forward as it stands now: EIP-712's hash of Close(bytes32 forward,uint96
    /// delivered,address buyer,address provider,uint256 toBuyer,uint256 deadline), with both positions' holders.
    function closeDigest(Forward calldata forward, uint256 toBuyer, uint256 deadline) external view returns (bytes32);

    /// @notice Says whether somebody holds the provider's position, or is approved for it.
    function mayDeliver(ForwardId id, address who) external view returns (bool);

    /// @notice Where the commitments and challenges of two-round predicates are kept.
    function ROUNDS() external view returns (IRounds);

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

    /// @notice Takes on an assigned forward before `acceptBy`: takes its bond from the caller and gives the provider's position
    /// to `holder`, who is the caller or made the caller an operator of their positions.
    /// @dev Warning: a bond of a forward that asks for the impossible is lost. Clients check predicate, params and task first.
    function accept(Forward calldata forward, address holder) external;

    /// @notice Pays the recipient for a delivery that the predicate finds proved. In an open forward anybody may send it; in an
    /// assigned one its provider and whom they approved, and the last unit returns the bond with the pay.
    /// @dev The transfer gets a fixed amount of gas, which must be there. Where it fails, the amount is owed to the recipient.
    /// @return paid How much of the price was paid or credited.
    function settle(Delivery calldata delivery, bytes calldata proof) external returns (uint256 paid);

    /// @notice Settles what can be settled of several deliveries: what cannot is skipped with its reason, a group whose proof
    /// fails is skipped as a whole.
    /// @dev Reverts where there is less gas than the groups' limits and the transfers need.
    function settleMany(Group[] calldata groups) external;

    /// @notice What `settleMany` calls for each group, and once more for one in which the predicate declined something. Nobody
    /// else may.
    /// @param mask The places that may count, as bits from the lowest on.
    function settleGroup(uint256 index, address caller, uint256 mask, Group[] calldata groups)
        external
        returns (Payment[] memory payments);

    /// @notice Gives back what was not delivered: from `settleBy` on, or from `acceptBy` on if nobody accepted. Anybody may send
    /// it. A holder without code is paid, to a holder with code the amount is owed.
    function reclaim(Forward calldata forward) external;

    /// @notice Ends an accepted forward at once: `toBuyer` of what is left of price and bond goes to the buyer's position, the
    /// rest to the provider's.
    /// @dev Each side consents by sending the transaction or by a signature (EIP-712, EIP-1271) of `closeDigest`, which is void
    /// after the deadline, after any further delivery and after a transfer of either position.
    function close(
        Forward calldata forward,
        uint256 toBuyer,
        uint256 deadline,
        bytes calldata buyerConsent,
        bytes calldata providerConsent
    ) external;

    /// @notice Sends all that is owed to the caller in a token to an address of the caller's choice.
    /// @return amount How much that was.
    function withdraw(address token, address to) external returns (uint256 amount);
}
