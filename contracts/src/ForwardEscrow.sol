// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {Calls} from "./libraries/Calls.sol";
import {Delivery, End, Forward, ForwardId, Group, Payment, State, Status, Terms} from "./types/Forward.sol";
import {Encoding} from "./libraries/Encoding.sol";
import {Errors} from "./libraries/Errors.sol";
import {IForwardEscrow} from "./interfaces/IForwardEscrow.sol";
import {IRounds} from "./interfaces/IRounds.sol";
import {Logs} from "./libraries/Logs.sol";
import {Payments} from "./libraries/Payments.sol";
import {Places} from "./libraries/Places.sol";
import {PositionDescriptor} from "./periphery/PositionDescriptor.sol";
import {Positions} from "./Positions.sol";
import {Rules} from "./Rules.sol";

/// @title ForwardEscrow
/// @notice See the documentation in {IForwardEscrow}.
contract ForwardEscrow is Rules {
    using Payments for Payments.Sums;
    using SafeERC20 for IERC20;

    /// @dev What the places of a group are about.
    struct Batch {
        ForwardId[] ids;
        uint256[9][] headers;
        uint256[] places;
        uint256 counted;
        uint256 settled;
        bytes32 key;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 CONSTANTS, STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    bytes32 internal constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    bytes32 internal constant CLOSE_TYPEHASH = keccak256(
        "Close(bytes32 forward,uint96 delivered,address buyer,address provider,uint256 toBuyer,uint256 deadline)"
    );

    /// @inheritdoc IForwardEscrow
    mapping(address token => mapping(address who => uint256 amount)) public owed;

    /// @param claimDelay Seconds between announcement and settlement, at least five block times of the chain.
    /// @param rounds Where two-round predicates' commitments and challenges are kept.
    /// @param descriptor What wallets show of positions.
    constructor(uint64 claimDelay, IRounds rounds, PositionDescriptor descriptor)
        Rules(claimDelay, rounds)
        Positions(descriptor)
    {}

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
    function closeDigest(Forward calldata forward, uint256 toBuyer, uint256 deadline) external view returns (bytes32) {
        return _closeDigest(_idOf(forward), toBuyer, deadline);
    }

    /// @inheritdoc IForwardEscrow
    function forwardId(Forward calldata forward) external view returns (ForwardId) {
        return _idOf(forward);
    }

    /// @inheritdoc IForwardEscrow
    function header(Delivery calldata delivery) external view returns (uint256[9] memory) {
        return Encoding.header(_idOf(delivery.forward), delivery);
    }

    /// @inheritdoc IForwardEscrow
    function mayDeliver(ForwardId id, address who) external view returns (bool) {
        address provider = _states[id].provider;
        return provider != address(0) && _isAuthorised(provider, who, _providerToken(id));
    }

    /// @inheritdoc IForwardEscrow
    function stateOf(ForwardId id) external view returns (State memory) {
        return _states[id];
    }

    /// @inheritdoc IForwardEscrow
    function statusOf(Forward calldata forward) external view returns (Status) {
        State memory state = _states[_idOf(forward)];
        Terms calldata terms = forward.terms;
        if (state.buyer == address(0)) return Status.None;
        if (state.end == End.Reclaimed) return Status.Reclaimed;
        if (state.end == End.Closed) return Status.Closed;
        if (state.delivered == terms.quantity) return Status.Settled;
        if (terms.acceptBy != 0 && state.provider == address(0)) {
            return block.timestamp < terms.acceptBy ? Status.Proposed : Status.Lapsed;
        }
        if (block.timestamp < terms.start) return Status.Pending;
        return block.timestamp < terms.settleBy ? Status.Deliverable : Status.Expired;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                OPENING AND ACCEPTING
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
        _mint(buyer, uint256(ForwardId.unwrap(id)));

        // Event.
        emit Opened(id, buyer, terms.predicate, terms, salt, params, task);

        // Interaction: what arrives is what is paid out later, no less.
        _pull(terms.token, terms.price);
    }

    /// @inheritdoc IForwardEscrow
    function accept(Forward calldata forward, address holder) external nonReentrant {
        // Check: the forward waits for a provider, whom the terms allow and who agrees.
        ForwardId id = _idOf(forward);
        Terms calldata terms = forward.terms;
        State storage state = _states[id];
        _require(_refuseEnded(id, terms));
        if (state.provider != address(0)) revert Errors.ForwardEscrow_AlreadyAccepted(id, state.provider);
        _checkAcceptable(terms);
        _checkHolder(holder, terms.provider);

        // Effect.
        state.provider = holder;
        _mint(holder, _providerToken(id));

        // Event.
        emit Accepted(id, holder);

        // Interaction.
        if (terms.bond != 0) _pull(terms.token, terms.bond);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      SETTLING
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IForwardEscrow
    function announce(ForwardId id, uint256 h) external nonReentrant {
        // Check.
        _require(_refuseGone(id));
        if (_states[id].delivered != 0) revert Errors.ForwardEscrow_AlreadySettled(id);
        bytes32 announcement = _announcement(id, h);
        if (_announcements[announcement] != 0) return;

        // Effect. Time fits in 64 bits for the next 500 billion years.
        _announcements[announcement] = uint64(block.timestamp);

        // Event.
        emit Announced(id, h, uint64(block.timestamp));
    }

    /// @inheritdoc IForwardEscrow
    function settle(Delivery calldata delivery, bytes calldata proof) external nonReentrant returns (uint256 paid) {
        // Check.
        ForwardId id = _idOf(delivery.forward);
        _require(_refuse(id, delivery, msg.sender));

        // Effect.
        uint256 sent;
        (paid, sent) = _deliver(id, delivery);

        // Check: the predicate, last since it is foreign code. It finds the delivery settled already.
        uint256[9] memory words = Encoding.header(id, delivery);
        bytes32 key = Calls.settle(words, delivery, proof);

        // Event.
        Logs.settled(Logs.Receipt(id, key, paid, words), delivery, proof);

        // Interaction.
        _pay(delivery.forward.terms.token, delivery.recipient, sent);
    }

    /// @inheritdoc IForwardEscrow
    function settleMany(Group[] calldata groups) external nonReentrant {
        uint256 most;
        for (uint256 i; i < groups.length; ++i) {
            most += groups[i].deliveries.length;
        }
        Payments.Sums memory sums = Payments.create(most);

        // Check, effect and event, group by group: what fails in one is undone in that one.
        for (uint256 i; i < groups.length; ++i) {
            (bool success, bytes memory answer) = Calls.settleGroup(this.settleGroup.selector, i, groups[i].gasLimit);
            if (success) sums.addAll(abi.decode(answer, (Payment[])));
            else emit GroupSkipped(groups[i].predicate, answer);
        }

        // Interaction: once per token and recipient.
        Payment[] memory payments = sums.list();
        for (uint256 i; i < payments.length; ++i) {
            _pay(payments[i].token, payments[i].recipient, payments[i].amount);
        }
    }

    /// @inheritdoc IForwardEscrow
    /// @dev Under the lock of `settleMany`.
    function settleGroup(uint256 index, address caller, Group[] calldata groups)
        external
        returns (Payment[] memory payments)
    {
        if (msg.sender != address(this)) revert Errors.ForwardEscrow_CallerNotEscrow(msg.sender);
        Group calldata group = groups[index];

        // Check: every delivery by itself, then the predicate for all that count.
        Batch memory batch = _examine(group, caller);
        if (batch.counted == 0) return payments;
        (batch.key, batch.settled) = Calls.settleMany(group, batch.places, batch.counted);

        // Effect and event.
        payments = _conclude(group, batch);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ENDING
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IForwardEscrow
    function reclaim(Forward calldata forward) external nonReentrant {
        // Check.
        ForwardId id = _idOf(forward);
        Terms calldata terms = forward.terms;
        State storage state = _states[id];
        _require(_refuseEnded(id, terms));
        bool accepted = state.provider != address(0);
        _checkReclaimable(terms, accepted);

        // Effect.
        state.end = End.Reclaimed;
        uint256 toProvider = accepted ? _share(terms.bond, state.delivered, terms.quantity) : 0;
        uint256 toBuyer = terms.price - _share(terms.price, state.delivered, terms.quantity);
        if (accepted) toBuyer += terms.bond - toProvider;

        // Event.
        emit Reclaimed(id, state.buyer, toBuyer, state.provider, toProvider);

        // Interaction.
        _release(terms.token, state.buyer, toBuyer);
        _release(terms.token, state.provider, toProvider);
    }

    /// @inheritdoc IForwardEscrow
    function close(
        Forward calldata forward,
        uint256 toBuyer,
        uint256 deadline,
        bytes calldata buyerConsent,
        bytes calldata providerConsent
    ) external nonReentrant {
        // Check: both sides agree to share what is left.
        ForwardId id = _idOf(forward);
        Terms calldata terms = forward.terms;
        State storage state = _states[id];
        _require(_refuseEnded(id, terms));
        if (state.provider == address(0)) revert Errors.ForwardEscrow_NotAccepted(id);
        if (block.timestamp > deadline) revert Errors.ForwardEscrow_ConsentExpired(deadline, block.timestamp);
        uint256 left = terms.price - _share(terms.price, state.delivered, terms.quantity) + terms.bond;
        if (toBuyer > left) revert Errors.ForwardEscrow_ShareTooLarge(toBuyer, left);
        bytes32 digest = _closeDigest(id, toBuyer, deadline);
        _checkConsent(state.buyer, digest, buyerConsent);
        _checkConsent(state.provider, digest, providerConsent);

        // Effect.
        state.end = End.Closed;

        // Event.
        emit Closed(id, state.buyer, toBuyer, state.provider, left - toBuyer);

        // Interaction.
        _release(terms.token, state.buyer, toBuyer);
        _release(terms.token, state.provider, left - toBuyer);
    }

    /// @inheritdoc IForwardEscrow
    function withdraw(address token, address to) external nonReentrant returns (uint256 amount) {
        // Check.
        if (!_canReceive(to)) revert Errors.ForwardEscrow_RecipientInvalid(to);
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
                                       GROUPS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Writes down what every place says and which of them count. A place that does not count may still be needed: one
    /// proof is about all of them.
    function _examine(Group calldata group, address caller) internal returns (Batch memory batch) {
        uint256 count = group.deliveries.length;
        if (count == 0 || count > 256) revert Errors.ForwardEscrow_GroupSizeInvalid(count);
        batch.ids = new ForwardId[](count);
        batch.headers = new uint256[9][](count);
        ForwardId last;
        for (uint256 i; i < count; ++i) {
            Delivery calldata delivery = group.deliveries[i];
            ForwardId id = _idOf(delivery.forward);
            batch.ids[i] = id;
            batch.headers[i] = Encoding.header(id, delivery);
            bytes memory refusal = _refusePlace(group.predicate, id, last, delivery);
            if (refusal.length == 0) refusal = _refuse(id, delivery, caller);
            if (refusal.length == 0) {
                batch.counted |= 2 ** i;
                last = id;
            } else {
                emit Skipped(id, refusal);
            }
        }
        batch.places = Places.pack(batch.headers, group.deliveries, 0);
    }

    /// @dev What a place of a group must be besides a delivery that can be settled. Rising ids are different ones.
    function _refusePlace(address predicate, ForwardId id, ForwardId last, Delivery calldata delivery)
        internal
        view
        virtual
        returns (bytes memory refusal)
    {
        address named = delivery.forward.terms.predicate;
        if (named != predicate) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_PredicateOther.selector, named, predicate);
        }
        if (ForwardId.unwrap(id) <= ForwardId.unwrap(last)) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_IdsNotRising.selector, id, last);
        }
    }

    /// @dev Marks what was settled as delivered, and adds up what it earned.
    function _conclude(Group calldata group, Batch memory batch) internal returns (Payment[] memory) {
        uint256 count = group.deliveries.length;
        Payments.Sums memory sums = Payments.create(count);
        for (uint256 i; i < count; ++i) {
            uint256 bit = 2 ** i;
            if (batch.settled & bit != 0) {
                sums.add(_settlePlace(group, batch, i));
            } else if (batch.counted & bit != 0) {
                bytes4 reason = Errors.ForwardEscrow_PredicateDeclined.selector;
                emit Skipped(batch.ids[i], abi.encodeWithSelector(reason, group.predicate));
            }
        }
        if (group.n != 1) {
            emit GroupSettled(
                group.predicate,
                batch.key,
                group.n,
                count,
                batch.settled,
                Places.pack(batch.headers, group.deliveries, batch.settled),
                group.proof
            );
        }
        return sums.list();
    }

    function _settlePlace(Group calldata group, Batch memory batch, uint256 i) internal returns (Payment memory) {
        Delivery calldata delivery = group.deliveries[i];
        ForwardId id = batch.ids[i];
        (uint256 paid, uint256 sent) = _deliver(id, delivery);
        Logs.settled(Logs.Receipt(id, batch.key, paid, batch.headers[i]), delivery, _proofOf(group, i));
        return Payment(delivery.forward.terms.token, delivery.recipient, sent);
    }

    /// @dev A place's own proof, or nothing where one is about them all.
    function _proofOf(Group calldata group, uint256 i) internal pure returns (bytes calldata) {
        if (group.n != 1) return group.proof[:0];
        uint256 size = group.proof.length / group.deliveries.length;
        return group.proof[i * size:(i + 1) * size];
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Moves a forward on by one step.
    /// @return paid What the step earned of the price.
    /// @return sent The same and, with the last unit, the bond.
    function _deliver(ForwardId id, Delivery calldata delivery) internal virtual returns (uint256 paid, uint256 sent) {
        Terms calldata terms = delivery.forward.terms;
        State storage state = _states[id];
        uint96 before = state.delivered;
        uint96 afterwards = before + delivery.step.amount;
        state.delivered = afterwards;
        // An announcement has served: what it was stays in its event, and giving up its slot is cheaper than keeping it.
        if (terms.acceptBy == 0) delete _announcements[_announcement(id, delivery.h)];
        else state.cursor = delivery.step.to;
        paid = _share(terms.price, afterwards, terms.quantity) - _share(terms.price, before, terms.quantity);
        sent = afterwards == terms.quantity ? paid + terms.bond : paid;
    }

    /// @dev ⌊amount·delivered/quantity⌋, so that any split of a delivery pays the same in the end. 224 bits at most.
    function _share(uint256 amount, uint256 delivered, uint256 quantity) internal pure virtual returns (uint256) {
        return amount * delivered / quantity;
    }

    /// @dev Takes exactly `amount` from the caller.
    function _pull(address token, uint256 amount) internal virtual {
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != amount) revert Errors.ForwardEscrow_TokenDeliversOther(token, amount, received);
    }

    /// @dev Sends, or owes where that does not work: nobody's trouble blocks another.
    function _pay(address token, address to, uint256 amount) internal virtual {
        if (amount != 0 && !Calls.tryTransfer(token, to, amount)) _credit(token, to, amount);
    }

    /// @dev Gives a holder their share of what ends. A holder with code is not called, not even through a token: it could make
    /// the call fail for the other side, or cost what it likes.
    function _release(address token, address holder, uint256 amount) internal {
        if (amount == 0) return;
        if (holder.code.length == 0) _pay(token, holder, amount);
        else _credit(token, holder, amount);
    }

    /// @dev Owes.
    function _credit(address token, address to, uint256 amount) internal {
        owed[token][to] += amount;
        emit Credited(token, to, amount);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   KEYS AND DIGESTS
    //////////////////////////////////////////////////////////////////////////*/

    function _idOf(Forward calldata forward) internal view returns (ForwardId) {
        return Encoding.forwardId(forward.terms, forward.buyer, forward.salt);
    }

    /// @dev What a consent signs. It is void once anything more is delivered or a position changes hands: what somebody signed as
    /// one side is nothing to show for them as the other.
    function _closeDigest(ForwardId id, uint256 toBuyer, uint256 deadline) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256("Tercet ForwardEscrow"), keccak256("1"), block.chainid, address(this))
        );
        State storage state = _states[id];
        bytes32 message =
            keccak256(abi.encode(CLOSE_TYPEHASH, id, state.delivered, state.buyer, state.provider, toBuyer, deadline));
        return MessageHashUtils.toTypedDataHash(domain, message);
    }
}
