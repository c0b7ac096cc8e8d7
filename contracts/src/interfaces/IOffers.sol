// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, AskFill, Bid, BidFill, Permit, Taken} from "../types/Offer.sol";
import {ForwardId, Terms} from "../types/Forward.sol";
import {IForwardEscrow} from "./IForwardEscrow.sol";
import {IPermit2} from "./IPermit2.sol";

/// @title IOffers
/// @notice Signed bids and asks before one escrow. The money stays in its owner's wallet until somebody takes the other side;
/// then one transaction pulls it, opens the forward and, unless there is something to review, accepts it. Nothing stays here.
/// @dev Signatures are EIP-712, by accounts or contracts (EIP-1271), in the domain ("Tercet Offers", "1", chain, this
/// contract). Whoever pays gave this contract an allowance of the token, or one in Permit2, or signed one transfer for Permit2.
///
/// Who could steal: this contract moves money only of the caller, and of the signer of the offer being taken, and never more
/// than the offer says for the part taken. Allowances and operator rights given to it are worth nothing to anybody else.
/// Who could lock: an offer can be cancelled at any time, before its expiry too; what was opened follows the escrow's rules.
/// Who could forge: what is signed holds on one chain, in one contract, for one side and for one total, whoever takes it.
///
/// Warning: a provider's position goes to somebody who made this contract an operator of their positions in the escrow
/// (`setApprovalForAll`), since the escrow asks for consent. This contract transfers no positions and settles nothing.
/// Warning: whoever takes a bid for an open forward stakes nothing, and may take it in parts of `minFill`. A buyer who wants
/// one forward makes `minFill` the total.
/// Warning: an ask leaves quantity, from `minFill` on, and sealing key to its taker, until the last second before `expiry`.
/// Without a review its bond is at stake from then on: the provider must be able to deliver every such part, sealed to any key
/// or to none, and to commit before `beaconBlock` where the predicate has two rounds.
/// Warning: an ask with a review may be taken up by tasks that the provider never accepts; their buyers' money waits until
/// `acceptBy`. The provider signs a new ask then.
/// Warning: where price or bond are few units of the token, rounding weighs: whoever takes a part bounds its price.
interface IOffers {
    /*//////////////////////////////////////////////////////////////////////////
                                       EVENTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Part of a bid was taken.
    /// @param bid The bid's struct hash.
    /// @param id The forward that was opened.
    /// @param buyer Who signed.
    /// @param taker Who took it, and paid the bond.
    /// @param quantity How much was taken.
    /// @param price What it pays.
    /// @param filled How much of the bid has been taken so far.
    event BidFilled(
        bytes32 indexed bid,
        ForwardId indexed id,
        address indexed buyer,
        address taker,
        uint96 quantity,
        uint128 price,
        uint96 filled
    );

    /// @notice Part of an ask was taken.
    /// @param ask The ask's struct hash.
    /// @param id The forward that was opened.
    /// @param provider Who signed.
    /// @param taker Who took it, and paid the price.
    /// @param quantity How much was taken.
    /// @param price What it costs.
    /// @param filled How much of the ask has been taken so far.
    event AskFilled(
        bytes32 indexed ask,
        ForwardId indexed id,
        address indexed provider,
        address taker,
        uint96 quantity,
        uint128 price,
        uint96 filled
    );

    /// @notice A maker called an offer off.
    event OfferCancelled(bytes32 indexed offer, address indexed maker);

    /// @notice A maker called off all offers with nonces of a word, where the mask has ones.
    event NoncesCancelled(address indexed maker, uint256 indexed word, uint256 mask);

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice The escrow that forwards are opened in.
    function ESCROW() external view returns (IForwardEscrow);

    /// @notice Uniswap's Permit2 on this chain.
    function PERMIT2() external view returns (IPermit2);

    /// @notice A bid's EIP-712 struct hash: its name in events, and its witness for Permit2.
    function bidHash(Bid calldata bid) external pure returns (bytes32);

    /// @notice An ask's EIP-712 struct hash: its name in events, and its witness for Permit2.
    function askHash(Ask calldata ask) external pure returns (bytes32);

    /// @notice What the maker of an offer with this struct hash signs, unless for Permit2.
    function digest(bytes32 offer) external view returns (bytes32);

    /// @notice The types that Permit2 hashes where a bid, or an ask, is the witness.
    function witnessTypes() external pure returns (string memory bid, string memory ask);

    /// @notice How much of an offer was taken, what rounding left over, and whether it was cancelled by itself.
    function takenOf(bytes32 offer) external view returns (Taken memory);

    /// @notice Which nonces a maker cancelled: nonce n is bit n % 256 of word n / 256.
    function cancelledNonces(address maker, uint256 word) external view returns (uint256 bits);

    /// @notice The terms and the salt of the forward that taking part of a bid would open now. The signature and the maker's
    /// money are not looked at.
    function quoteBid(Bid calldata bid, uint96 quantity) external view returns (Terms memory terms, bytes32 salt);

    /// @notice The terms and the salt of the forward that taking part of an ask would open now.
    function quoteAsk(Ask calldata ask, AskFill calldata fill) external view returns (Terms memory terms, bytes32 salt);

    /*//////////////////////////////////////////////////////////////////////////
                               STATE-CHANGING FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Takes part of a bid: opens its forward with the buyer's money. An assigned one is accepted for `fill.holder` with
    /// a bond from the caller.
    /// @param signature The buyer's, of `digest`. With `fill.byPermit2` that of a Permit2 transfer to be sent by this contract,
    /// of the highest price, with the bid's nonce, expiry and hash; then the bid is taken as a whole.
    function fillBid(Bid calldata bid, bytes calldata signature, BidFill calldata fill) external returns (ForwardId id);

    /// @notice Takes part of an ask: opens its forward with the caller's money. Without a review it is accepted for the
    /// provider with a bond from the provider. With one the provider accepts in the escrow, or does not: nobody can take a
    /// bond with a task that the provider never saw.
    /// @param signature The provider's, of `digest`. With `fill.byPermit2` that of a Permit2 transfer to be sent by this
    /// contract, of the bond, with the ask's nonce, expiry and hash; then the ask is taken as a whole.
    function fillAsk(Ask calldata ask, bytes calldata signature, AskFill calldata fill) external returns (ForwardId id);

    /// @notice Calls a bid off. Only for its buyer.
    function cancelBid(Bid calldata bid) external;

    /// @notice Calls an ask off. Only for its provider.
    function cancelAsk(Ask calldata ask) external;

    /// @notice Calls off all offers of the caller whose nonce is in a word, where the mask has ones, made or yet to be made.
    function cancelNonces(uint256 word, uint256 mask) external;

    /// @notice Opens a forward in the escrow with the caller's money and an ERC-2612 permit. A permit that fails is passed
    /// over: somebody may have sent it before, and the allowance stands then.
    function openWithPermit(
        Terms calldata terms,
        address buyer,
        bytes32 salt,
        bytes calldata params,
        bytes calldata task,
        Permit calldata permit
    ) external returns (ForwardId id);
}
