// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ForwardId} from "../types/Forward.sol";

/// @title Errors
/// @notice Every error of the protocol's contracts.
library Errors {
    /*//////////////////////////////////////////////////////////////////////////
                                  FORWARD ESCROW
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when constructing an escrow without a delay between announcement and settlement.
    error ForwardEscrow_ClaimDelayZero();

    /// @notice Thrown when opening a forward with `acceptBy`, `bond` or `provider`: these forwards are not built yet.
    error ForwardEscrow_AssignedForwardsUnsupported(uint64 acceptBy, uint128 bond, address provider);

    /// @notice Thrown when opening a forward with `beaconBlock`: two-round predicates are not built yet.
    error ForwardEscrow_TwoRoundUnsupported(uint64 beaconBlock);

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

    /// @notice Thrown when settling to the zero address or to the escrow itself.
    error ForwardEscrow_RecipientInvalid(address recipient);

    /// @notice Thrown when settling before `start`.
    error ForwardEscrow_BeforeStart(uint64 start, uint256 timestamp);

    /// @notice Thrown when settling at `settleBy` or later.
    error ForwardEscrow_SettlementOver(uint64 settleBy, uint256 timestamp);

    /// @notice Thrown when an open forward's step does not start at 0, goes nowhere, or is not for the whole quantity.
    error ForwardEscrow_StepInvalid(uint64 from, uint64 to, uint96 amount, uint96 quantity);

    /// @notice Thrown when settling what nobody announced: `h` is bound to one forward, recipient, step and payload.
    error ForwardEscrow_NotAnnounced(ForwardId id, uint256 h);

    /// @notice Thrown when settling before the announcement is old enough.
    error ForwardEscrow_AnnouncementTooRecent(ForwardId id, uint256 h, uint256 settleFrom, uint256 timestamp);

    /// @notice Thrown when the predicate does not take the proof; `reason` is the start of what it reverted with.
    error ForwardEscrow_PredicateRefused(address predicate, bytes reason);

    /// @notice Thrown when there is too little gas left for a transfer to succeed.
    error ForwardEscrow_GasTooLow(uint256 available, uint256 needed);

    /// @notice Thrown when reclaiming before `settleBy`.
    error ForwardEscrow_BeforeSettleBy(uint64 settleBy, uint256 timestamp);

    /// @notice Thrown when withdrawing where nothing is owed.
    error ForwardEscrow_NothingOwed(address token, address who);

    /*//////////////////////////////////////////////////////////////////////////
                                 GROTH16 PREDICATE
    //////////////////////////////////////////////////////////////////////////*/

    /// @notice Thrown when constructing a predicate with other than one key.
    error Groth16Predicate_KeyCountUnsupported(uint256 count);

    /// @notice Thrown for a key over other than one statement: batches are not built yet.
    error Groth16Predicate_BatchSizeUnsupported(uint32 n);

    /// @notice Thrown when word `index` of a key starts a point that is not on its curve, or not in its subgroup.
    error Groth16Predicate_KeyPointInvalid(uint256 index);

    /// @notice Thrown when word `index` of a key starts a point at infinity.
    error Groth16Predicate_KeyPointInfinite(uint256 index);

    /// @notice Thrown when the points of a key at these words are equal or each other's negative.
    error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other);

    /// @notice Thrown when a key's δ is the generator or its negative, as it is where its setup was left out.
    error Groth16Predicate_DeltaGenerator();

    /// @notice Thrown when a proof is not 256 bytes long.
    error Groth16Predicate_ProofLength(uint256 length);

    /// @notice Thrown when `h` is not an element of the scalar field.
    error Groth16Predicate_HashNotInField(uint256 h);

    /// @notice Thrown when word `index` of header and payload is not an element of the scalar field.
    error Groth16Predicate_WordNotInField(uint256 index);

    /// @notice Thrown when a payload ends in a zero word: it would be a second encoding of a shorter one.
    error Groth16Predicate_PayloadEndsInZero();

    /// @notice Thrown when the proof does not prove the statement.
    error Groth16Predicate_ProofInvalid();
}
