// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {Calls} from "./libraries/Calls.sol";
import {Delivery, End, Forward, ForwardId, Group, Payment, State, Status, Step, Terms} from "./types/Forward.sol";
import {Encoding} from "./libraries/Encoding.sol";
import {Errors} from "./libraries/Errors.sol";
import {IForwardEscrow} from "./interfaces/IForwardEscrow.sol";
import {IRounds} from "./interfaces/IRounds.sol";
import {Logs, Receipt} from "./libraries/Logs.sol";
import {Payments} from "./libraries/Payments.sol";
import {Place, Places} from "./libraries/Places.sol";
import {PositionDescriptor} from "./periphery/PositionDescriptor.sol";
import {Positions} from "./Positions.sol";
import {Rules} from "./Rules.sol";

/// @title ForwardEscrow
/// @notice See the documentation in {IForwardEscrow}.
contract ForwardEscrow is Rules {
    using Payments for Payment[];
    using SafeERC20 for IERC20;

    /// @dev A group under way.
    struct Batch {
        address caller;
        uint256 mask;
        uint256 counted;
        Place first;
        Place behind;
        Receipt receipts;
        State state;
        Step step;
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
    function header(Delivery calldata delivery) external view returns (uint256[9] memory words) {
        uint256 at;
        assembly ("memory-safe") {
            at := words
        }
        Terms memory terms = Encoding.room();
        ForwardId id = Encoding.read(delivery.forward, terms);
        Encoding.header(at, id, terms, delivery.step, delivery);
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
        Terms memory terms = Encoding.room();
        ForwardId id = Encoding.read(forward, terms);
        State memory state = _states[id];
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
        Terms memory terms = Encoding.room();
        ForwardId id = Encoding.read(forward, terms);
        State memory state = _states[id];
        _require(_refuseEnded(id, state, terms));
        if (state.provider != address(0)) revert Errors.ForwardEscrow_AlreadyAccepted(id, state.provider);
        _checkAcceptable(terms);
        _checkHolder(holder, terms.provider);

        // Effect.
        _states[id].provider = holder;
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
        State memory state;
        _load(_states[id], false, state);
        _require(_refuseGone(id, state));
        if (state.delivered != 0) revert Errors.ForwardEscrow_AlreadySettled(id);
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
        Terms memory terms = Encoding.room();
        ForwardId id = Encoding.read(delivery.forward, terms);
        State storage stored = _states[id];
        State memory state;
        _load(stored, terms.acceptBy != 0, state);
        Step memory step = delivery.step;
        _require(_refuse(id, state, terms, step, delivery, msg.sender));

        // Effect.
        uint256 sent;
        (paid, sent) = _deliver(id, stored, state, terms, step, delivery);
        Receipt receipt = Logs.reserve(1);
        receipt.write(id, delivery.recipient, paid, terms.token, sent);

        // Check: the predicate, last since it is foreign code. It finds the delivery settled already.
        Place place = Places.single(id, terms, step, delivery);
        bytes32 key = Calls.settle(terms.predicate, place, proof);

        // Event.
        receipt.settled(key, place, proof);

        // Interaction.
        _pay(terms.token, delivery.recipient, sent);
    }

    /// @inheritdoc IForwardEscrow
    function settleMany(Group[] calldata groups) external nonReentrant {
        uint256 most;
        for (uint256 i; i < groups.length; ++i) {
            most += groups[i].deliveries.length;
        }
        Payment[] memory payments = Payments.create(most);

        // Check, effect and event, group by group: what fails in one is undone in that one.
        for (uint256 i; i < groups.length; ++i) {
            (bool success, bytes memory answer) = _settleGroup(i, groups[i].gasLimit);
            if (!success) {
                emit GroupSkipped(groups[i].predicate, answer);
                continue;
            }
            Payment[] memory more = abi.decode(answer, (Payment[]));
            // Reverts where there is no room: a group that overlaps the words before it may be longer for its own call.
            most -= more.length;
            payments.addAll(more);
        }

        // Interaction: once per token and recipient.
        for (uint256 i; i < payments.length; ++i) {
            _pay(payments[i].token, payments[i].recipient, payments[i].amount);
        }
    }

    /// @inheritdoc IForwardEscrow
    /// @dev Under the lock of `settleMany`.
    function settleGroup(uint256 index, address caller, uint256 mask, Group[] calldata groups)
        external
        returns (Payment[] memory)
    {
        if (msg.sender != address(this)) revert Errors.ForwardEscrow_CallerNotEscrow(msg.sender);
        Group calldata group = groups[index];

        // Check and effect: every delivery by itself.
        Batch memory batch;
        (batch.caller, batch.mask) = (caller, mask);
        _deliverAll(group, batch);
        if (batch.counted == 0) return new Payment[](0);

        // Check: the predicate, for all of them. What it declines is as if it had never been delivered.
        (bytes32 key, uint256 settled) = Calls.settleMany(group, batch.first, batch.behind, batch.counted);
        if (settled != batch.counted) revert Errors.ForwardEscrow_SomeDeclined(settled);

        // Event.
        return _report(group, batch, key);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ENDING
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IForwardEscrow
    function reclaim(Forward calldata forward) external nonReentrant {
        // Check.
        Terms memory terms = Encoding.room();
        ForwardId id = Encoding.read(forward, terms);
        State memory state = _states[id];
        _require(_refuseEnded(id, state, terms));
        bool accepted = state.provider != address(0);
        _checkReclaimable(terms, accepted);

        // Effect.
        _states[id].end = End.Reclaimed;
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
        Terms memory terms = Encoding.room();
        ForwardId id = Encoding.read(forward, terms);
        State memory state = _states[id];
        _require(_refuseEnded(id, state, terms));
        if (state.provider == address(0)) revert Errors.ForwardEscrow_NotAccepted(id);
        if (block.timestamp > deadline) revert Errors.ForwardEscrow_ConsentExpired(deadline, block.timestamp);
        uint256 left = terms.price - _share(terms.price, state.delivered, terms.quantity) + terms.bond;
        if (toBuyer > left) revert Errors.ForwardEscrow_ShareTooLarge(toBuyer, left);
        bytes32 digest = _closeDigest(id, toBuyer, deadline);
        _checkConsent(state.buyer, digest, buyerConsent);
        _checkConsent(state.provider, digest, providerConsent);

        // Effect.
        _states[id].end = End.Closed;

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

    /// @dev Settles a group, if need be once more without what its predicate declined, with what is left of its gas.
    function _settleGroup(uint256 index, uint256 gasLimit) internal returns (bool success, bytes memory answer) {
        bytes4 selector = this.settleGroup.selector;
        uint256 gasBefore = gasleft();
        (success, answer) = Calls.settleGroup(selector, index, type(uint256).max, gasLimit);
        // forge-lint: disable-next-line(unsafe-typecast): the selector is what is wanted
        if (!success && bytes4(answer) == Errors.ForwardEscrow_SomeDeclined.selector) {
            uint256 settled;
            assembly ("memory-safe") {
                settled := mload(add(answer, 0x24))
            }
            uint256 used = gasBefore - gasleft();
            gasLimit = used < gasLimit ? gasLimit - used : 0;
            (success, answer) = Calls.settleGroup(selector, index, settled, gasLimit);
        }
    }

    /// @dev Writes down what every place says, and marks as delivered what counts. A place that does not count may still be
    /// needed: one proof is about all of them. Nothing that is allocated for one place is there for the next, which is written over
    /// it: the batch, the terms and the receipts lie before.
    function _deliverAll(Group calldata group, Batch memory batch) internal {
        Delivery[] calldata deliveries = group.deliveries;
        uint256 count = deliveries.length;
        if (count == 0 || count > 256) revert Errors.ForwardEscrow_GroupSizeInvalid(count);
        batch.receipts = Logs.reserve(count);
        Terms memory terms = Encoding.room();
        Step memory step = batch.step;
        address predicate = group.predicate;
        (Place place, uint256 limit) = Places.begin();
        batch.first = place;
        for (uint256 i; i < count; ++i) {
            Delivery calldata delivery = deliveries[i];
            ForwardId id = Encoding.read(delivery.forward, terms);
            Encoding.copyStep(delivery.step, step);
            place = place.write(limit, id, terms, step, delivery);
            bytes memory refusal = _refusePlace(predicate, terms.predicate);
            if (refusal.length == 0) refusal = _deliverPlace(batch, i, id, terms, delivery);
            if (refusal.length != 0) emit Skipped(id, refusal);
        }
        batch.behind = place;
    }

    function _deliverPlace(Batch memory batch, uint256 i, ForwardId id, Terms memory terms, Delivery calldata delivery)
        internal
        returns (bytes memory refusal)
    {
        State storage stored = _states[id];
        State memory state = batch.state;
        _load(stored, terms.acceptBy != 0, state);
        refusal = _refuse(id, state, terms, batch.step, delivery, batch.caller);
        if (refusal.length != 0) return refusal;
        // What the predicate declined would be accepted but for that.
        if (batch.mask >> i & 1 == 0) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_PredicateDeclined.selector, terms.predicate);
        }
        (uint256 paid, uint256 sent) = _deliver(id, stored, state, terms, batch.step, delivery);
        Receipt receipt = batch.receipts.at(i);
        receipt.write(id, delivery.recipient, paid, terms.token, sent);
        // forge-lint: disable-next-line(incorrect-shift): the place is how far
        batch.counted |= 1 << i;
    }

    /// @dev What a place of a group must be besides a delivery that can be settled.
    function _refusePlace(address predicate, address named) internal view virtual returns (bytes memory refusal) {
        if (named != predicate) {
            return abi.encodeWithSelector(Errors.ForwardEscrow_PredicateOther.selector, named, predicate);
        }
    }

    /// @dev Emits what was settled: with n = 1 each with its own proof, else with one event that has the proof of them all.
    /// Adds up what is paid for it.
    function _report(Group calldata group, Batch memory batch, bytes32 key)
        internal
        returns (Payment[] memory payments)
    {
        uint256 count = group.deliveries.length;
        payments = Payments.create(count);
        bytes calldata proof = group.proof;
        uint256 size = group.n == 1 ? proof.length / count : 0;
        Place place = batch.first;
        batch.behind = place;
        for (uint256 i; i < count; ++i) {
            Place next = place.next();
            if (batch.counted >> i & 1 == 1) {
                Receipt receipt = batch.receipts.at(i);
                receipt.settled(key, place, Logs.part(proof, i, size));
                (address token, address recipient, uint256 sent) = receipt.payment();
                payments.add(token, recipient, sent);
            } else {
                // What was not settled comes together where all places were.
                batch.behind = place.move(batch.behind);
            }
            place = next;
        }
        if (group.n != 1) _reportGroup(group, batch, key);
    }

    function _reportGroup(Group calldata group, Batch memory batch, bytes32 key) internal {
        uint256[] memory others = batch.first.list(batch.behind);
        emit GroupSettled(group.predicate, key, group.n, group.deliveries.length, batch.counted, others, group.proof);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Moves a forward on by one step.
    /// @return paid What the step earned of the price.
    /// @return sent The same and, with the last unit, the bond.
    function _deliver(
        ForwardId id,
        State storage stored,
        State memory state,
        Terms memory terms,
        Step memory step,
        Delivery calldata delivery
    ) internal returns (uint256 paid, uint256 sent) {
        bool isLast;
        (paid, isLast) = _earn(state, terms, step);
        sent = paid;
        if (isLast) {
            // Price and bond have 128 bits.
            unchecked {
                sent += terms.bond;
            }
        }
        if (terms.acceptBy == 0) {
            // An announcement has served: what it was stays in its event, and giving up its slot is cheaper than keeping it.
            delete _announcements[_announcement(id, delivery.h)];
        }
        // No step follows the last one: the cursor, alone in its slot to change, can stay where it is.
        _store(stored, state, !isLast);
    }

    /// @dev What a step earns of the price, and whether it delivers the last unit.
    function _earn(State memory state, Terms memory terms, Step memory step)
        internal
        pure
        returns (uint256 paid, bool isLast)
    {
        uint256 quantity = terms.quantity;
        uint256 price = terms.price;
        uint256 before = state.delivered;
        // No step is for more than what is left: at most the quantity, which has room. A share grows with what was delivered.
        unchecked {
            uint256 delivered = before + step.amount;
            paid = _share(price, delivered, quantity) - _share(price, before, quantity);
            isLast = delivered == quantity;
            // forge-lint: disable-next-line(unsafe-typecast)
            (state.delivered, state.cursor) = (uint88(delivered), step.to);
        }
    }

    /// @dev ⌊amount·delivered/quantity⌋, so that any split of a delivery pays the same in the end.
    function _share(uint256 amount, uint256 delivered, uint256 quantity) internal pure virtual returns (uint256) {
        // 128 bits times 88 bits; a forward's quantity is not zero.
        unchecked {
            return amount * delivered / quantity;
        }
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

    /// @dev Reads slot by slot: an open forward has nothing in the second.
    function _load(State storage from, bool assigned, State memory state) internal view {
        assembly ("memory-safe") {
            let slot := sload(from.slot)
            mstore(state, shr(96, shl(96, slot)))
            mstore(add(state, 0x20), shr(168, shl(8, slot)))
            mstore(add(state, 0x40), shr(248, slot))
            slot := 0
            if assigned { slot := sload(add(from.slot, 1)) }
            mstore(add(state, 0x60), shr(96, shl(96, slot)))
            mstore(add(state, 0x80), shr(192, shl(32, slot)))
        }
    }

    /// @dev Writes slot by slot: field by field, each would be read again.
    function _store(State storage to, State memory state, bool both) internal {
        assembly ("memory-safe") {
            let slot := or(mload(state), shl(160, mload(add(state, 0x20))))
            sstore(to.slot, or(slot, shl(248, mload(add(state, 0x40)))))
            if both { sstore(add(to.slot, 1), or(mload(add(state, 0x60)), shl(160, mload(add(state, 0x80))))) }
        }
    }

    function _idOf(Forward calldata forward) internal view returns (ForwardId) {
        return Encoding.read(forward, Encoding.room());
    }

    /// @dev What a consent signs. It is void once anything more is delivered or a position changes hands: what somebody signed as
    /// one side is nothing to show for them as the other.
    function _closeDigest(ForwardId id, uint256 toBuyer, uint256 deadline) internal view virtual returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256("Tercet ForwardEscrow"), keccak256("1"), block.chainid, address(this))
        );
        State storage state = _states[id];
        bytes32 message =
            keccak256(abi.encode(CLOSE_TYPEHASH, id, state.delivered, state.buyer, state.provider, toBuyer, deadline));
        return MessageHashUtils.toTypedDataHash(domain, message);
    }
}
