// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {Bn254} from "./libraries/Bn254.sol";
import {Calls} from "./libraries/Calls.sol";
import {Encoding} from "./libraries/Encoding.sol";
import {Errors} from "./libraries/Errors.sol";
import {Forward, ForwardId, State, Status, Step, Terms} from "./types/Forward.sol";
import {IForwardEscrow} from "./interfaces/IForwardEscrow.sol";

/// @title ForwardEscrow
/// @notice See the documentation in {IForwardEscrow}.
contract ForwardEscrow is IForwardEscrow, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /*//////////////////////////////////////////////////////////////////////////
                                CONSTANTS AND STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Flag in a forward's state: the buyer's share went back.
    uint32 internal constant RECLAIMED = 1;

    /// @inheritdoc IForwardEscrow
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    uint64 public immutable CLAIM_DELAY;

    /// @inheritdoc IForwardEscrow
    mapping(address token => mapping(address who => uint256 amount)) public owed;

    mapping(ForwardId id => State state) internal _states;

    /// @dev By keccak256(id, h).
    mapping(bytes32 announcement => uint64 at) internal _announcements;

    /*//////////////////////////////////////////////////////////////////////////
                                     CONSTRUCTOR
    //////////////////////////////////////////////////////////////////////////*/

    /// @param claimDelay Seconds between announcement and settlement, at least five block times of the chain.
    constructor(uint64 claimDelay) {
        if (claimDelay == 0) revert Errors.ForwardEscrow_ClaimDelayZero();
        CLAIM_DELAY = claimDelay;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IForwardEscrow
    function announcedAt(ForwardId id, uint256 h) external view returns (uint64) {
        return _announcements[_announcement(id, h)];
    }

    /// @inheritdoc IForwardEscrow
    function claimOf(ForwardId id, address recipient) external view returns (uint256) {
        return Encoding.claim(id, recipient);
    }

    /// @inheritdoc IForwardEscrow
    function forwardId(Forward calldata forward) external view returns (ForwardId) {
        return _idOf(forward);
    }

    /// @inheritdoc IForwardEscrow
    function header(Forward calldata forward, address recipient, Step calldata step)
        external
        view
        returns (uint256[9] memory)
    {
        return Encoding.header(_idOf(forward), forward.terms, recipient, step);
    }

    /// @inheritdoc IForwardEscrow
    function stateOf(ForwardId id) external view returns (State memory) {
        return _states[id];
    }

    /// @inheritdoc IForwardEscrow
    function statusOf(Forward calldata forward) external view returns (Status) {
        State memory state = _states[_idOf(forward)];
        if (state.flags & RECLAIMED != 0) return Status.Reclaimed;
        if (state.buyer == address(0)) return Status.None;
        if (state.delivered == forward.terms.quantity) return Status.Settled;
        if (block.timestamp < forward.terms.start) return Status.Pending;
        return block.timestamp < forward.terms.settleBy ? Status.Deliverable : Status.Expired;
    }

    /*//////////////////////////////////////////////////////////////////////////
                               STATE-CHANGING FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IForwardEscrow
    function open(Terms calldata terms, address buyer, bytes32 salt, bytes calldata params, bytes calldata task)
        external
        nonReentrant
        returns (ForwardId id)
    {
        // Check: the terms can be kept, and nothing is there yet.
        _checkTerms(terms);
        if (buyer == address(0) || buyer == address(this)) revert Errors.ForwardEscrow_BuyerInvalid(buyer);
        id = Encoding.forwardId(terms, buyer, salt);
        _checkNew(id);

        // Effect.
        _states[id].buyer = buyer;

        // Event.
        emit Opened(id, buyer, terms.predicate, terms, salt, params, task);

        // Interaction: what arrives is what is paid out later, no less.
        _pull(terms.token, terms.price);
    }

    /// @inheritdoc IForwardEscrow
    function announce(ForwardId id, uint256 h) external nonReentrant {
        // Check.
        _checkOpen(id);
        bytes32 announcement = _announcement(id, h);
        if (_announcements[announcement] != 0) return;

        // Effect. Time fits in 64 bits for the next 500 billion years.
        _announcements[announcement] = uint64(block.timestamp);

        // Event.
        emit Announced(id, h, uint64(block.timestamp));
    }

    /// @inheritdoc IForwardEscrow
    function settle(
        Forward calldata forward,
        address recipient,
        Step calldata step,
        uint256[] calldata payload,
        uint256 h,
        bytes calldata proof
    ) external nonReentrant returns (uint256 paid) {
        // Check: the forward as it was opened, at its time, for somebody who can be paid, announced long enough ago.
        ForwardId id = _idOf(forward);
        State storage state = _checkOpen(id);
        _checkDeliverable(forward.terms);
        _checkRecipient(recipient);
        _checkStep(step, forward.terms.quantity);
        _checkAnnounced(id, h);

        // Effect: the whole quantity is delivered, so the whole price is paid. The announcement has served: what it was
        // stays in its event, and giving up its slot is cheaper than keeping it.
        state.delivered = step.amount;
        delete _announcements[_announcement(id, h)];
        paid = forward.terms.price;

        // Check: the predicate, last since it is foreign code. It finds the forward settled already.
        uint256[9] memory words = Encoding.header(id, forward.terms, recipient, step);
        bytes32 key = Calls.settle(forward.terms.predicate, words, payload, h, proof);

        // Event.
        emit Settled(id, recipient, key, paid, words[4], words[7], words[8], h, payload, proof);

        // Interaction.
        _pay(forward.terms.token, recipient, paid);
    }

    /// @inheritdoc IForwardEscrow
    function reclaim(Forward calldata forward) external nonReentrant {
        // Check.
        ForwardId id = _idOf(forward);
        State storage state = _checkOpen(id);
        if (block.timestamp < forward.terms.settleBy) {
            revert Errors.ForwardEscrow_BeforeSettleBy(forward.terms.settleBy, block.timestamp);
        }

        // Effect: the position ends, which also ends announcements and settlements.
        address to = state.buyer;
        state.buyer = address(0);
        state.flags = RECLAIMED;

        // Event.
        emit Reclaimed(id, to, forward.terms.price);

        // Interaction: never with a contract, which could make this call fail or cost what it likes.
        if (to.code.length == 0) _pay(forward.terms.token, to, forward.terms.price);
        else _credit(forward.terms.token, to, forward.terms.price);
    }

    /// @inheritdoc IForwardEscrow
    function withdraw(address token, address to) external nonReentrant returns (uint256 amount) {
        // Check.
        _checkRecipient(to);
        amount = owed[token][msg.sender];
        if (amount == 0) revert Errors.ForwardEscrow_NothingOwed(token, msg.sender);

        // Effect.
        owed[token][msg.sender] = 0;

        // Event.
        emit Withdrawn(token, msg.sender, to, amount);

        // Interaction: reverts where it fails, since the caller can choose another address.
        IERC20(token).safeTransfer(to, amount);
    }

    /*//////////////////////////////////////////////////////////////////////////
                         CHECKS (virtual: tests switch them off)
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Terms that this escrow can keep.
    function _checkTerms(Terms calldata terms) internal view {
        if (terms.acceptBy != 0 || terms.bond != 0 || terms.provider != address(0)) {
            revert Errors.ForwardEscrow_AssignedForwardsUnsupported(terms.acceptBy, terms.bond, terms.provider);
        }
        if (terms.beaconBlock != 0) revert Errors.ForwardEscrow_TwoRoundUnsupported(terms.beaconBlock);
        if (terms.price == 0) revert Errors.ForwardEscrow_PriceZero();
        if (terms.quantity == 0) revert Errors.ForwardEscrow_QuantityZero();
        if (terms.start >= terms.end || terms.end >= terms.settleBy) {
            revert Errors.ForwardEscrow_WindowInvalid(terms.start, terms.end, terms.settleBy);
        }
        if (terms.settleBy <= block.timestamp) {
            revert Errors.ForwardEscrow_WindowOver(terms.settleBy, block.timestamp);
        }
        if (terms.params >= Bn254.R) revert Errors.ForwardEscrow_ParamsNotInField(terms.params);
        // (0, 0) is not on the curve: it stands for an output that is not sealed.
        if ((terms.sealX | terms.sealY) != 0 && !Bn254.isOnEdwards(terms.sealX, terms.sealY)) {
            revert Errors.ForwardEscrow_SealingKeyInvalid(terms.sealX, terms.sealY);
        }
        if (terms.predicate.code.length == 0) revert Errors.ForwardEscrow_PredicateWithoutCode(terms.predicate);
        if (terms.token.code.length == 0) revert Errors.ForwardEscrow_TokenWithoutCode(terms.token);
    }

    /// @dev A forward that does not exist. A reclaimed one looks like that too, and cannot come back: its window is over.
    function _checkNew(ForwardId id) internal view virtual {
        if (_states[id].buyer != address(0)) revert Errors.ForwardEscrow_AlreadyOpened(id);
    }

    /// @dev A forward that exists, is not settled and not reclaimed. Reads one slot unless it reverts.
    function _checkOpen(ForwardId id) internal view virtual returns (State storage state) {
        state = _states[id];
        if (state.buyer == address(0)) {
            if (state.flags & RECLAIMED != 0) revert Errors.ForwardEscrow_AlreadyReclaimed(id);
            revert Errors.ForwardEscrow_UnknownForward(id);
        }
        // An open forward is delivered as a whole or not at all.
        if (state.delivered != 0) revert Errors.ForwardEscrow_AlreadySettled(id);
    }

    /// @dev The time in which settlements are allowed.
    function _checkDeliverable(Terms calldata terms) internal view virtual {
        if (block.timestamp < terms.start) revert Errors.ForwardEscrow_BeforeStart(terms.start, block.timestamp);
        if (block.timestamp >= terms.settleBy) {
            revert Errors.ForwardEscrow_SettlementOver(terms.settleBy, block.timestamp);
        }
    }

    /// @dev Somebody who can have money: what the escrow sends to itself, nobody owns.
    function _checkRecipient(address to) internal view virtual {
        if (to == address(0) || to == address(this)) revert Errors.ForwardEscrow_RecipientInvalid(to);
    }

    /// @dev An open forward settles once, from the start, for the whole quantity.
    function _checkStep(Step calldata step, uint96 quantity) internal view virtual {
        if (step.from != 0 || step.to == 0 || step.amount != quantity) {
            revert Errors.ForwardEscrow_StepInvalid(step.from, step.to, step.amount, quantity);
        }
    }

    /// @dev Whoever learned the output from a pending settlement could only announce it after that was sent.
    function _checkAnnounced(ForwardId id, uint256 h) internal view virtual {
        uint256 at = _announcements[_announcement(id, h)];
        if (at == 0) revert Errors.ForwardEscrow_NotAnnounced(id, h);
        if (block.timestamp < at + CLAIM_DELAY) {
            revert Errors.ForwardEscrow_AnnouncementTooRecent(id, h, at + CLAIM_DELAY, block.timestamp);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Takes exactly `amount` from the caller.
    function _pull(address token, uint256 amount) internal virtual {
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != amount) revert Errors.ForwardEscrow_TokenDeliversOther(token, amount, received);
    }

    /// @dev Sends, or owes where that does not work: nobody's trouble blocks another.
    function _pay(address token, address to, uint256 amount) internal virtual {
        if (!Calls.tryTransfer(token, to, amount)) _credit(token, to, amount);
    }

    /// @dev Owes.
    function _credit(address token, address to, uint256 amount) internal {
        owed[token][to] += amount;
        emit Credited(token, to, amount);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        KEYS
    //////////////////////////////////////////////////////////////////////////*/

    function _idOf(Forward calldata forward) internal view returns (ForwardId) {
        return Encoding.forwardId(forward.terms, forward.buyer, forward.salt);
    }

    function _announcement(ForwardId id, uint256 h) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, h));
    }
}
