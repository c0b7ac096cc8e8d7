// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Bn254} from "./libraries/Bn254.sol";
import {Delivery, End, ForwardId, State, Step, Terms} from "./types/Forward.sol";
import {Errors} from "./libraries/Errors.sol";
import {IForwardEscrow} from "./interfaces/IForwardEscrow.sol";
import {IRounds} from "./interfaces/IRounds.sol";
import {Positions} from "./Positions.sol";

/// @title Rules
/// @notice What is allowed, when, and to whom. Nothing here changes anything or calls a stranger but {SignatureChecker}.
/// @dev Checks revert. Refusals are the error that a settlement would revert with, or nothing: a batch skips with them. Both
/// are virtual so that tests can switch each off by itself.
abstract contract Rules is IForwardEscrow, Positions {
    /// @inheritdoc IForwardEscrow
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    uint64 public immutable CLAIM_DELAY;

    /// @inheritdoc IForwardEscrow
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    IRounds public immutable ROUNDS;

    /// @dev By keccak256(id, h).
    mapping(bytes32 announcement => uint64 at) internal _announcements;

    /*//////////////////////////////////////////////////////////////////////////
                                     CONSTRUCTOR
    //////////////////////////////////////////////////////////////////////////*/

    constructor(uint64 claimDelay, IRounds rounds) {
        if (claimDelay == 0) revert Errors.ForwardEscrow_ClaimDelayZero();
        if (address(rounds).code.length == 0) revert Errors.ForwardEscrow_PartWithoutCode(address(rounds));
        CLAIM_DELAY = claimDelay;
        ROUNDS = rounds;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 CHECKS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Terms that this escrow can keep.
    function _checkTerms(Terms calldata terms) internal view virtual {
        if (terms.price == 0) revert Errors.ForwardEscrow_PriceZero();
        if (terms.quantity == 0) revert Errors.ForwardEscrow_QuantityZero();
        if (terms.quantity > type(uint88).max) {
            revert Errors.ForwardEscrow_QuantityTooLarge(terms.quantity, type(uint88).max);
        }
        if (terms.start >= terms.end || terms.end >= terms.settleBy) {
            revert Errors.ForwardEscrow_WindowInvalid(terms.start, terms.end, terms.settleBy);
        }
        if (terms.settleBy <= block.timestamp) {
            revert Errors.ForwardEscrow_WindowOver(terms.settleBy, block.timestamp);
        }
        if (terms.acceptBy == 0) _checkOpenTerms(terms);
        else _checkAssignedTerms(terms);
        if (terms.params >= Bn254.R) revert Errors.ForwardEscrow_ParamsNotInField(terms.params);
        // (0, 0) is not on the curve: it stands for an output that is not sealed.
        if ((terms.sealX | terms.sealY) != 0 && !Bn254.isOnEdwards(terms.sealX, terms.sealY)) {
            revert Errors.ForwardEscrow_SealingKeyInvalid(terms.sealX, terms.sealY);
        }
        if (terms.predicate.code.length == 0) revert Errors.ForwardEscrow_PredicateWithoutCode(terms.predicate);
        if (terms.token.code.length == 0) revert Errors.ForwardEscrow_TokenWithoutCode(terms.token);
    }

    function _checkOpenTerms(Terms calldata terms) internal pure {
        if (terms.bond != 0 || terms.provider != address(0) || terms.beaconBlock != 0) {
            revert Errors.ForwardEscrow_OpenForwardNotPlain(terms.bond, terms.provider, terms.beaconBlock);
        }
    }

    function _checkAssignedTerms(Terms calldata terms) internal view {
        if (terms.acceptBy <= block.timestamp || terms.acceptBy > terms.start) {
            revert Errors.ForwardEscrow_AcceptByInvalid(terms.acceptBy, terms.start, block.timestamp);
        }
        if (terms.bond == 0 && terms.provider == address(0)) revert Errors.ForwardEscrow_BondZero();
        _checkBeaconBlock(terms.beaconBlock);
    }

    /// @dev Commitments come before the challenge can be known.
    function _checkBeaconBlock(uint64 beaconBlock) internal view virtual {
        if (beaconBlock != 0 && beaconBlock <= block.number) {
            revert Errors.ForwardEscrow_BeaconBlockPassed(beaconBlock, block.number);
        }
    }

    /// @dev A forward that was never opened.
    function _checkNew(ForwardId id) internal view virtual {
        if (_states[id].buyer != address(0)) revert Errors.ForwardEscrow_AlreadyOpened(id);
    }

    /// @dev An assigned forward in the time for acceptances.
    function _checkAcceptable(Terms memory terms) internal view virtual {
        if (block.timestamp >= terms.acceptBy) {
            revert Errors.ForwardEscrow_AcceptanceOver(terms.acceptBy, block.timestamp);
        }
        _checkBeaconBlock(terms.beaconBlock);
    }

    /// @dev Nobody becomes a provider without agreeing, nor in the place of the one that the terms name.
    function _checkHolder(address holder, address provider) internal view virtual {
        if (!_canReceive(holder) || (provider != address(0) && holder != provider)) {
            revert Errors.ForwardEscrow_HolderInvalid(holder, provider);
        }
        if (holder != msg.sender && !isApprovedForAll[holder][msg.sender]) {
            revert Errors.ForwardEscrow_HolderDidNotAgree(holder, msg.sender);
        }
    }

    /// @dev A forward that nobody accepted in time, or one whose window is over.
    function _checkReclaimable(Terms memory terms, bool accepted) internal view virtual {
        if (terms.acceptBy != 0 && !accepted) {
            if (block.timestamp < terms.acceptBy) {
                revert Errors.ForwardEscrow_BeforeAcceptBy(terms.acceptBy, block.timestamp);
            }
        } else if (block.timestamp < terms.settleBy) {
            revert Errors.ForwardEscrow_BeforeSettleBy(terms.settleBy, block.timestamp);
        }
    }

    /// @dev A holder who sends the transaction, or signed what it does.
    function _checkConsent(address holder, bytes32 digest, bytes calldata signature) internal view virtual {
        if (holder != msg.sender && !SignatureChecker.isValidSignatureNowCalldata(holder, digest, signature)) {
            revert Errors.ForwardEscrow_ConsentInvalid(holder);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
          REFUSALS (the error of a delivery that cannot be settled, or nothing)
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Everything but the proof.
    /// @param terms Those that `id` is of: of what no forward has, unused bits may be set.
    function _refuse(
        ForwardId id,
        State memory state,
        Terms memory terms,
        Step memory step,
        Delivery calldata delivery,
        address caller
    ) internal view returns (bytes memory refusal) {
        refusal = _refuseEnded(id, state, terms);
        if (refusal.length == 0) refusal = _refuseTime(terms);
        if (refusal.length == 0) refusal = _refuseRecipient(delivery.recipient);
        if (refusal.length == 0) {
            refusal = terms.acceptBy == 0
                ? _refuseOpen(id, terms, step, delivery.h)
                : _refuseAssigned(id, state, terms, step, caller);
        }
        if (refusal.length == 0) refusal = _refuseRounds(id, terms, delivery);
    }

    /// @dev A forward that exists and has something left.
    function _refuseEnded(ForwardId id, State memory state, Terms memory terms)
        internal
        view
        virtual
        returns (bytes memory refusal)
    {
        refusal = _refuseGone(id, state);
        if (refusal.length == 0 && state.delivered == terms.quantity) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id);
        }
    }

    /// @dev A forward that exists, and did not end by `reclaim` or `close`.
    function _refuseGone(ForwardId id, State memory state) internal pure returns (bytes memory refusal) {
        if (state.buyer == address(0)) return abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id);
        if (state.end == End.None) return refusal;
        return abi.encodeWithSelector(
            state.end == End.Reclaimed
                ? Errors.ForwardEscrow_AlreadyReclaimed.selector
                : Errors.ForwardEscrow_AlreadyClosed.selector,
            id
        );
    }

    /// @dev The time in which settlements are allowed.
    function _refuseTime(Terms memory terms) internal view virtual returns (bytes memory refusal) {
        if (block.timestamp < terms.start) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_BeforeStart.selector, terms.start, block.timestamp);
        }
        if (block.timestamp >= terms.settleBy) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_SettlementOver.selector, terms.settleBy, block.timestamp);
        }
    }

    function _refuseRecipient(address to) internal view virtual returns (bytes memory refusal) {
        if (!_canReceive(to)) return abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, to);
    }

    /// @dev An open forward settles once, as a whole, announced long enough ago: whoever learned the output from a pending
    /// settlement could only announce it after that was sent.
    function _refuseOpen(ForwardId id, Terms memory terms, Step memory step, uint256 h)
        internal
        view
        virtual
        returns (bytes memory refusal)
    {
        refusal = _refuseWhole(step, terms.quantity);
        return refusal.length == 0 ? _refuseAnnouncement(id, h) : refusal;
    }

    function _refuseWhole(Step memory step, uint96 quantity) internal view virtual returns (bytes memory refusal) {
        if (step.from != 0 || step.to == 0 || step.amount != quantity) {
            return abi.encodeWithSelector(
                Errors.ForwardEscrow_StepInvalid.selector, step.from, step.to, step.amount, quantity
            );
        }
    }

    function _refuseAnnouncement(ForwardId id, uint256 h) internal view virtual returns (bytes memory refusal) {
        uint256 at = _announcements[_announcement(id, h)];
        if (at == 0) return abi.encodeWithSelector(Errors.ForwardEscrow_NotAnnounced.selector, id, h);
        if (block.timestamp < at + CLAIM_DELAY) {
            return abi.encodeWithSelector(
                Errors.ForwardEscrow_AnnouncementTooRecent.selector, id, h, at + CLAIM_DELAY, block.timestamp
            );
        }
    }

    /// @dev An assigned forward settles step by step, by its provider: somebody else's step could pass over what was earned.
    function _refuseAssigned(ForwardId id, State memory state, Terms memory terms, Step memory step, address caller)
        internal
        view
        returns (bytes memory refusal)
    {
        refusal = _refuseCaller(id, state.provider, caller);
        return refusal.length == 0 ? _refuseStep(state, terms.quantity, step) : refusal;
    }

    function _refuseCaller(ForwardId id, address provider, address caller)
        internal
        view
        virtual
        returns (bytes memory refusal)
    {
        if (provider == address(0)) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_NotAccepted.selector, id);
        }
        if (!_isAuthorised(provider, caller, _providerToken(id))) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_NotProvider.selector, id, caller, provider);
        }
    }

    function _refuseStep(State memory state, uint96 quantity, Step memory step)
        internal
        view
        virtual
        returns (bytes memory refusal)
    {
        uint64 cursor = state.cursor;
        uint96 left;
        // No forward delivers more than its quantity.
        unchecked {
            left = quantity - state.delivered;
        }
        if (step.from < cursor || step.to <= step.from || step.amount == 0 || step.amount > left) {
            return abi.encodeWithSelector(
                Errors.ForwardEscrow_StepOutOfOrder.selector, step.from, step.to, step.amount, cursor, left
            );
        }
    }

    /// @dev The words of a two-round predicate are those kept for the forward; others have none.
    function _refuseRounds(ForwardId id, Terms memory terms, Delivery calldata delivery)
        internal
        view
        virtual
        returns (bytes memory refusal)
    {
        uint256 commitment;
        uint256 beacon;
        bool complete = true;
        if (terms.beaconBlock != 0) {
            (commitment, beacon) = ROUNDS.roundOf(this, id);
            complete = commitment != 0 && beacon != 0;
        }
        if (!complete || delivery.commitment != commitment || delivery.beacon != beacon) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_RoundsInvalid.selector, id, commitment, beacon);
        }
    }

    /// @dev Somebody who can have money or a position: what the escrow sends to itself, nobody owns.
    function _canReceive(address to) internal view returns (bool) {
        return to != address(0) && to != address(this);
    }

    function _announcement(ForwardId id, uint256 h) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, h));
    }

    /// @dev Reverts with a refusal, unless there is none.
    function _require(bytes memory refusal) internal pure {
        if (refusal.length == 0) return;
        assembly ("memory-safe") {
            revert(add(refusal, 0x20), mload(refusal))
        }
    }
}
