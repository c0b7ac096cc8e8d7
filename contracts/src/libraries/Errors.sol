// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ForwardId, State} from "../types/Forward.sol";

/// @title Errors
/// @notice Every error of the protocol's contracts.
library Errors {
    /*//////////////////////////////////////////////////////////////////////////
                                  FORWARD ESCROW
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when constructing an escrow without a delay between announcement and settlement.
    error ForwardEscrow_ClaimDelayZero();

    /// @notice Thrown when constructing an escrow with a descriptor or rounds that have no code.
    error ForwardEscrow_PartWithoutCode(address part);

    /// @notice Thrown when opening a forward without `acceptBy` that names what only assigned ones have.
    error ForwardEscrow_OpenForwardNotPlain(uint128 bond, address provider, uint64 beaconBlock);

    /// @notice Thrown when opening an assigned forward that nobody could accept any more, or one to be accepted after `start`.
    error ForwardEscrow_AcceptByInvalid(uint64 acceptBy, uint64 start, uint256 timestamp);

    /// @notice Thrown when opening an assigned forward without a bond that anybody could accept.
    error ForwardEscrow_BondZero();

    /// @notice Thrown when opening or accepting a forward whose challenge is known, or about to be.
    error ForwardEscrow_BeaconBlockPassed(uint64 beaconBlock, uint256 blockNumber);

    /// @notice Thrown when opening a forward for the zero address or for the escrow itself.
    error ForwardEscrow_BuyerInvalid(address buyer);

    /// @notice Thrown when opening a forward whose predicate has no code.
    error ForwardEscrow_PredicateWithoutCode(address predicate);

    /// @notice Thrown when opening a forward whose token has no code.
    error ForwardEscrow_TokenWithoutCode(address token);

    /// @notice Thrown when opening a forward with a price of zero.
    error ForwardEscrow_PriceZero();

    /// @notice Thrown when opening a forward with a quantity of zero.
    error ForwardEscrow_QuantityZero();

    /// @notice Thrown when opening a forward with a quantity that what is stored has no room for.
    error ForwardEscrow_QuantityTooLarge(uint96 quantity, uint96 most);

    /// @notice Thrown when opening a forward without `start < end < settleBy`.
    error ForwardEscrow_WindowInvalid(uint64 start, uint64 end, uint64 settleBy);

    /// @notice Thrown when opening a forward that could be reclaimed at once.
    error ForwardEscrow_WindowOver(uint64 settleBy, uint256 timestamp);

    /// @notice Thrown when opening a forward whose `params` is not an element of the scalar field.
    error ForwardEscrow_ParamsNotInField(uint256 params);

    /// @notice Thrown when opening a forward with a sealing key that is neither (0, 0) nor a point of the curve.
    error ForwardEscrow_SealingKeyInvalid(uint256 sealX, uint256 sealY);

    /// @notice Thrown when opening a forward that exists.
    error ForwardEscrow_AlreadyOpened(ForwardId id);

    /// @notice Thrown when opening a forward in a token that delivers something else than what was sent.
    error ForwardEscrow_TokenDeliversOther(address token, uint256 expected, uint256 received);

    /// @notice Thrown when a forward was never opened, which any change of its terms, buyer or salt makes true.
    error ForwardEscrow_UnknownForward(ForwardId id);

    /// @notice Thrown when a forward is paid already.
    error ForwardEscrow_AlreadySettled(ForwardId id);

    /// @notice Thrown when a forward's money went back already.
    error ForwardEscrow_AlreadyReclaimed(ForwardId id);

    /// @notice Thrown when both sides shared what was left of a forward already.
    error ForwardEscrow_AlreadyClosed(ForwardId id);

    /// @notice Thrown when accepting a forward that has a provider.
    error ForwardEscrow_AlreadyAccepted(ForwardId id, address provider);

    /// @notice Thrown when accepting a forward that is not assigned, or at `acceptBy` or later.
    error ForwardEscrow_AcceptanceOver(uint64 acceptBy, uint256 timestamp);

    /// @notice Thrown when accepting for somebody else than the provider that the terms name, or for nobody.
    error ForwardEscrow_HolderInvalid(address holder, address provider);

    /// @notice Thrown when accepting for somebody who did not make the caller an operator of their positions.
    error ForwardEscrow_HolderDidNotAgree(address holder, address caller);

    /// @notice Thrown when settling or closing an assigned forward that nobody accepted, or closing an open one.
    error ForwardEscrow_NotAccepted(ForwardId id);

    /// @notice Thrown when settling an assigned forward without holding its provider's position or being approved for it.
    error ForwardEscrow_NotProvider(ForwardId id, address caller, address provider);

    /// @notice Thrown when settling to the zero address or to the escrow itself.
    error ForwardEscrow_RecipientInvalid(address recipient);

    /// @notice Thrown when settling before `start`.
    error ForwardEscrow_BeforeStart(uint64 start, uint256 timestamp);

    /// @notice Thrown when settling at `settleBy` or later.
    error ForwardEscrow_SettlementOver(uint64 settleBy, uint256 timestamp);

    /// @notice Thrown when an open forward's step does not start at 0, goes nowhere, or is not for the whole quantity.
    error ForwardEscrow_StepInvalid(uint64 from, uint64 to, uint96 amount, uint96 quantity);

    /// @notice Thrown when an assigned forward's step starts before `cursor`, goes nowhere, or is for more than is `left`.
    error ForwardEscrow_StepOutOfOrder(uint64 from, uint64 to, uint96 amount, uint64 cursor, uint96 left);

    /// @notice Thrown when settling with other rounds than are kept, or before both are.
    error ForwardEscrow_RoundsInvalid(ForwardId id, uint256 commitment, uint256 beacon);

    /// @notice Thrown when settling what nobody announced: `h` is bound to one forward, recipient, step and payload.
    error ForwardEscrow_NotAnnounced(ForwardId id, uint256 h);

    /// @notice Thrown when settling before the announcement is old enough.
    error ForwardEscrow_AnnouncementTooRecent(ForwardId id, uint256 h, uint256 settleFrom, uint256 timestamp);

    /// @notice Thrown when the predicate does not take the proof; `reason` is the start of what it reverted with.
    error ForwardEscrow_PredicateRefused(address predicate, bytes reason);

    /// @notice The reason why a predicate did not take one delivery of a group.
    error ForwardEscrow_PredicateDeclined(address predicate);

    /// @notice The reason why a delivery does not count in a group of another predicate.
    error ForwardEscrow_PredicateOther(address predicate, address group);

    /// @notice Thrown when the parts of a settlement's calldata overlap, which no usual encoding does.
    error ForwardEscrow_DeliveriesOverlap();

    /// @notice What a group reverts with to be settled again without the places that the predicate declined.
    error ForwardEscrow_SomeDeclined(uint256 settled);

    /// @notice Thrown when a group is empty, or has more deliveries than a bitmap has bits.
    error ForwardEscrow_GroupSizeInvalid(uint256 count);

    /// @notice Thrown when somebody else calls what the escrow calls itself.
    error ForwardEscrow_CallerNotEscrow(address caller);

    /// @notice Thrown when there is too little gas left for a transfer or a group to succeed.
    error ForwardEscrow_GasTooLow(uint256 available, uint256 needed);

    /// @notice Thrown when reclaiming before `settleBy`.
    error ForwardEscrow_BeforeSettleBy(uint64 settleBy, uint256 timestamp);

    /// @notice Thrown when reclaiming a forward that may still be accepted.
    error ForwardEscrow_BeforeAcceptBy(uint64 acceptBy, uint256 timestamp);

    /// @notice Thrown when closing with more for the buyer than is left of price and bond.
    error ForwardEscrow_ShareTooLarge(uint256 toBuyer, uint256 left);

    /// @notice Thrown when closing after the consents' deadline.
    error ForwardEscrow_ConsentExpired(uint256 deadline, uint256 timestamp);

    /// @notice Thrown when closing without the consent of a position's holder.
    error ForwardEscrow_ConsentInvalid(address holder);

    /// @notice Thrown when withdrawing where nothing is owed.
    error ForwardEscrow_NothingOwed(address token, address who);

    /*//////////////////////////////////////////////////////////////////////////
                                       OFFERS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when constructing offers before an escrow that has no code.
    error Offers_EscrowWithoutCode(address escrow);

    /// @notice Thrown when taking part of an offer at its expiry or later.
    error Offers_Expired(uint64 expiry, uint256 timestamp);

    /// @notice Thrown when taking part of an offer that its maker cancelled, by itself or by its nonce.
    error Offers_Cancelled(bytes32 offer);

    /// @notice Thrown when taking nothing, more than is `left`, or less than `minFill` and less than is left.
    error Offers_QuantityInvalid(uint96 quantity, uint96 minFill, uint96 left);

    /// @notice Thrown when an offer has a ramp that does not start before it ends.
    error Offers_RampInvalid(uint64 rampStart, uint64 rampEnd);

    /// @notice Thrown when taking part of a bid that pays less than the taker asks for.
    error Offers_PriceTooLow(uint128 price, uint128 minPrice);

    /// @notice Thrown when taking part of an ask that costs more than the taker pays.
    error Offers_PriceTooHigh(uint128 price, uint128 maxPrice);

    /// @notice Thrown when taking an offer with something that its maker did not sign, or does not stand by.
    error Offers_SignatureInvalid(address maker);

    /// @notice Thrown when taking a part by a signature for Permit2, which is for the whole.
    error Offers_NotWhole(uint96 quantity, uint96 total);

    /// @notice Thrown when taking an ask with a review by a signature for Permit2, which nobody would look at.
    error Offers_ReviewWithoutTransfer();

    /// @notice Thrown when taking a bid for a holder who did not make the caller an operator of their positions.
    error Offers_HolderDidNotAgree(address holder, address caller);

    /// @notice Thrown when taking an ask without a review with another task than the provider's.
    error Offers_TaskInvalid(bytes32 taskHash, bytes32 asked);

    /// @notice Thrown when an ask with a review names a task or a time for acceptance, which come with the buyer.
    error Offers_ReviewInvalid(bytes32 taskHash, uint64 acceptBy);

    /// @notice Thrown when an ask names a sealing key, which comes with the buyer.
    error Offers_AskWithSealingKey(uint256 sealX, uint256 sealY);

    /// @notice Thrown when cancelling somebody else's offer.
    error Offers_NotMaker(address caller, address maker);

    /*//////////////////////////////////////////////////////////////////////////
                                       ROUNDS
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when committing or drawing for a forward without a second round.
    error Rounds_OneRoundOnly(ForwardId id);

    /// @notice Thrown when committing without holding the provider's position or being approved for it.
    error Rounds_NotProvider(ForwardId id, address caller, address provider);

    /// @notice Thrown when committing to zero or to what is not an element of the scalar field.
    error Rounds_CommitmentInvalid(uint256 commitment);

    /// @notice Thrown when committing a second time.
    error Rounds_AlreadyCommitted(ForwardId id);

    /// @notice Thrown when committing in `beaconBlock` or later.
    error Rounds_CommitmentTooLate(uint64 beaconBlock, uint256 blockNumber);

    /// @notice Thrown when drawing in `beaconBlock` or earlier, or when its hash cannot be read any more.
    error Rounds_BeaconUnreadable(uint64 beaconBlock, uint256 blockNumber);

    /*//////////////////////////////////////////////////////////////////////////
                                 ZKVM PREDICATE
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when constructing a predicate for a verifier without code, or when it lost it.
    error ZkvmPredicate_VerifierWithoutCode(address verifier);

    /// @notice Thrown when one proof is to prove several deliveries: programs run for one each.
    error ZkvmPredicate_BatchSizeUnsupported(uint32 n);

    /// @notice Thrown for no places, or more than a bitmap has bits.
    error ZkvmPredicate_CountInvalid(uint256 count);

    /// @notice Thrown when a proof is too short for its blinding, or when several are not of equal length.
    error ZkvmPredicate_ProofLength(uint256 length);

    /// @notice Thrown when `words` are left behind the last place.
    error ZkvmPredicate_PlacesLeftOver(uint256 words);

    /// @notice Thrown when word `index` of header and payload is not an element of the scalar field.
    error ZkvmPredicate_WordNotInField(uint256 index);

    /// @notice Thrown when a payload ends in a zero word: it would be a second encoding of a shorter one.
    error ZkvmPredicate_PayloadEndsInZero();

    /// @notice Thrown when the blinding is zero, which anybody can guess.
    error ZkvmPredicate_BlindingZero();

    /// @notice Thrown when `h` is not the hash of blinding, header and payload.
    error ZkvmPredicate_HashOther(uint256 h, uint256 expected);

    /// @notice Thrown when the verifier refuses the proof; `reason` is the start of what it reverted with or returned.
    error ZkvmPredicate_ProofInvalid(bytes reason);

    /*//////////////////////////////////////////////////////////////////////////
                               PREDICATE REGISTRY
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when registering a predicate that does not stand yet.
    error PredicateRegistry_PredicateWithoutCode(address predicate);

    /// @notice Thrown when registering another code hash than the predicate's.
    error PredicateRegistry_CodeOther(address predicate, bytes32 claimed, bytes32 actual);

    /*//////////////////////////////////////////////////////////////////////////
                                    PERIPHERY
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when constructing an entry for an escrow or wrapped ether that has no code.
    error EtherEntry_PartWithoutCode(address part);

    /// @notice Thrown when constructing an entry for wrapped ether that does not let the escrow take it.
    error EtherEntry_ApprovalRefused(address weth);

    /// @notice Thrown when opening a forward in another token than wrapped ether.
    error EtherEntry_TokenOther(address token, address weth);

    /// @notice Thrown when sending more or less ether than the price.
    error EtherEntry_ValueOther(uint256 value, uint256 price);

    /// @notice Thrown when asking about deliveries without giving each a proof, an empty one at least.
    error Lens_LengthsDiffer(uint256 deliveries, uint256 proofs);

    /// @notice Thrown when there is too little gas to find out what a settlement would do.
    error Lens_GasTooLow();

    /// @notice Thrown when constructing a helper for an escrow that has no code.
    error ConditionalTransfer_EscrowWithoutCode(address escrow);

    /// @notice Thrown when buying after the seller's deadline, or moving a position after the purchaser's.
    error ConditionalTransfer_Late(uint64 deadline, uint256 timestamp);

    /// @notice Thrown when buying what was offered to somebody else.
    error ConditionalTransfer_PurchaserOther(address caller, address purchaser);

    /// @notice Thrown when the seller did not sign the sale.
    error ConditionalTransfer_SignatureInvalid(address seller);

    /// @notice Thrown when a nonce is used up, by another sale or by its owner.
    error ConditionalTransfer_NonceSpent(address seller, uint256 nonce);

    /// @notice Thrown when the seller gets more or less than the price.
    error ConditionalTransfer_PaymentOther(uint256 price, uint256 received);

    /// @notice Thrown when moving somebody else's position without being their operator.
    error ConditionalTransfer_NotHolder(address caller, address holder);

    /// @notice Thrown when a forward is not as the purchaser saw it any more.
    error ConditionalTransfer_StateChanged(ForwardId id, State state, uint256 commitment);

    /*//////////////////////////////////////////////////////////////////////////
                                 GROTH16 PREDICATE
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when constructing a predicate without a key, or with more than three.
    error Groth16Predicate_KeyCountUnsupported(uint256 count);

    /// @notice Thrown for a number of statements that there is no key for; when constructing, for a first key that is not
    /// for one statement, one that is not for more statements than the key before it, or one for more than 256.
    error Groth16Predicate_BatchSizeUnsupported(uint32 n);

    /// @notice Thrown when word `index` of a key starts a point that is not on its curve, or not in its subgroup.
    error Groth16Predicate_KeyPointInvalid(uint256 index);

    /// @notice Thrown when word `index` of a key starts a point at infinity.
    error Groth16Predicate_KeyPointInfinite(uint256 index);

    /// @notice Thrown when the points of a key at these words are equal or each other's negative.
    error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other);

    /// @notice Thrown when a key's δ is the generator or its negative, as it is where its setup was left out.
    error Groth16Predicate_DeltaGenerator();

    /// @notice Thrown when a proof is not 256 bytes long, or in a batch 256 for each place, or 288 for one about them all.
    error Groth16Predicate_ProofLength(uint256 length);

    /// @notice Thrown when `h`, or the first word of a batch's proof, is not an element of the scalar field.
    error Groth16Predicate_HashNotInField(uint256 h);

    /// @notice Thrown when word `index` of header and payload is not an element of the scalar field.
    error Groth16Predicate_WordNotInField(uint256 index);

    /// @notice Thrown when a payload ends in a zero word: it would be a second encoding of a shorter one.
    error Groth16Predicate_PayloadEndsInZero();

    /// @notice Thrown when a batch has no place, more than 256, or more than its key is for.
    error Groth16Predicate_PlaceCountUnsupported(uint256 count);

    /// @notice Thrown when a place counts that is not there.
    error Groth16Predicate_CountedBeyondPlaces(uint256 counted);

    /// @notice Thrown when a place is shorter than a header, longer than what is left, or too long for one proof about all.
    error Groth16Predicate_PlaceLength(uint256 place);

    /// @notice Thrown when `words` are left behind the last place.
    error Groth16Predicate_PlacesLeftOver(uint256 words);

    /// @notice Thrown when h or a word of a place is not an element of the scalar field.
    error Groth16Predicate_PlaceNotInField(uint256 place);

    /// @notice Thrown when a place's payload ends in a zero word: it would be a second encoding of a shorter one.
    error Groth16Predicate_PlaceEndsInZero(uint256 place);

    /// @notice Thrown when the proof does not prove the statement, or one of several proofs does not.
    error Groth16Predicate_ProofInvalid();

    /*//////////////////////////////////////////////////////////////////////////
                                 GPU-HOURS PREDICATE
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when `hours_` of a device were settled before under the same meters, or are named twice.
    error GpuHoursPredicate_HoursSold(uint256 device, uint256 hours_);
}
