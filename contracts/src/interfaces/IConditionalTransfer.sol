// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {State} from "../types/Forward.sol";

/// @title IConditionalTransfer
/// @notice Moves a position only if its forward is still as the purchaser saw it: a holder could otherwise settle, reclaim or
/// close right before a sale and hand over an empty position.
/// @dev Holders approve this contract for the position (`approve`), or for all of theirs. It acts for a holder only when they,
/// or an operator of theirs, send the transaction, or when they signed the sale.
/// Warning: it looks back, not ahead. What a forward holds may be earned right after the sale, by the seller too: with an output
/// announced before, or with one that the provider has ready.
/// Warning: a buyer's position comes with the terms' sealing key, which never changes: outputs are sealed to whoever has it.
interface IConditionalTransfer {
    /// @notice What the purchaser saw, and relies on.
    /// @param state What was stored for the forward: both holders, what is delivered, and how it ended.
    /// @param commitment What the provider had committed to for a two-round predicate, else 0.
    /// @param until The last second in which they want the position: time changes what it is worth, too.
    struct Sight {
        State state;
        uint256 commitment;
        uint64 until;
    }

    /// @notice What a holder offers, by signing it (EIP-712, EIP-1271).
    /// @param position The token.
    /// @param seller Who holds it.
    /// @param purchaser Who may buy it; zero if anybody may.
    /// @param token What is paid with.
    /// @param deadline The last second in which it can be bought.
    /// @param price How much of the token, exactly.
    /// @param nonce Of the seller's choice. Of the sales with one nonce only one takes place.
    struct Sale {
        uint256 position;
        address seller;
        address purchaser;
        address token;
        uint64 deadline;
        uint256 price;
        uint256 nonce;
    }

    /// @notice A position was sold.
    event Sold(
        uint256 indexed position, address indexed seller, address indexed purchaser, address token, uint256 price
    );

    /// @notice A nonce was used up, by a sale or by its owner.
    event Spent(address indexed seller, uint256 nonce);

    /// @notice Says whether a nonce is used up.
    function isSpent(address seller, uint256 nonce) external view returns (bool);

    /// @notice What the seller signs.
    function saleDigest(Sale calldata sale) external view returns (bytes32);

    /// @notice Buys a position from its holder, who signed the sale, if the forward is still as seen.
    /// @dev Warning: a signed sale lives until its deadline, even if the position goes elsewhere and comes back; `spend` ends it.
    function buy(Sale calldata sale, bytes calldata signature, Sight calldata seen) external;

    /// @notice Moves a position of the caller's, or of somebody who made the caller an operator, if the forward is still as seen.
    function transfer(uint256 position, address to, Sight calldata seen) external;

    /// @notice Uses up a nonce of the caller's: no sale with it takes place any more.
    function spend(uint256 nonce) external;
}
