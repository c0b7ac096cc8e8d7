// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Ask, AskFill, Bid, BidFill, Offer, Permit, Taken} from "./types/Offer.sol";
import {Errors} from "./libraries/Errors.sol";
import {Forward, ForwardId, Terms} from "./types/Forward.sol";
import {IForwardEscrow} from "./interfaces/IForwardEscrow.sol";
import {IOffers} from "./interfaces/IOffers.sol";
import {IPermit2} from "./interfaces/IPermit2.sol";
import {OfferHashes} from "./libraries/OfferHashes.sol";
import {Pricing} from "./libraries/Pricing.sol";

/// @title Offers
/// @notice See the documentation in {IOffers}.
/// @dev Checks are virtual so that tests can switch each off by itself.
contract Offers is IOffers, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev One part of an offer on its way to the escrow.
    struct Part {
        bytes32 hash;
        address maker;
        Forward forward;
        Taken taken;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 CONSTANTS, STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    bytes32 internal constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    /// @inheritdoc IOffers
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    IForwardEscrow public immutable ESCROW;

    /// @inheritdoc IOffers
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    IPermit2 public immutable PERMIT2;

    mapping(bytes32 offer => Taken) internal _taken;

    /// @inheritdoc IOffers
    mapping(address maker => mapping(uint256 word => uint256 bits)) public cancelledNonces;

    /// @param escrow Where forwards are opened.
    /// @param permit2 Uniswap's Permit2; where the chain has none, what needs it fails.
    constructor(IForwardEscrow escrow, IPermit2 permit2) {
        if (address(escrow).code.length == 0) revert Errors.Offers_EscrowWithoutCode(address(escrow));
        ESCROW = escrow;
        PERMIT2 = permit2;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IOffers
    function bidHash(Bid calldata bid) external pure returns (bytes32) {
        return OfferHashes.bidHash(bid);
    }

    /// @inheritdoc IOffers
    function askHash(Ask calldata ask) external pure returns (bytes32) {
        return OfferHashes.askHash(ask);
    }

    /// @inheritdoc IOffers
    function digest(bytes32 offer) public view returns (bytes32) {
        return MessageHashUtils.toTypedDataHash(_domainSeparator(), offer);
    }

    /// @inheritdoc IOffers
    function witnessTypes() external pure returns (string memory bid, string memory ask) {
        return (OfferHashes.bidWitness(), OfferHashes.askWitness());
    }

    /// @inheritdoc IOffers
    function takenOf(bytes32 offer) external view returns (Taken memory) {
        return _taken[offer];
    }

    /// @inheritdoc IOffers
    function quoteBid(Bid calldata bid, uint96 quantity) external view returns (Terms memory terms, bytes32 salt) {
        Forward memory forward = _examineBid(bid, quantity).forward;
        return (forward.terms, forward.salt);
    }

    /// @inheritdoc IOffers
    function quoteAsk(Ask calldata ask, AskFill calldata fill)
        external
        view
        returns (Terms memory terms, bytes32 salt)
    {
        Forward memory forward = _examineAsk(ask, fill).forward;
        return (forward.terms, forward.salt);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       TAKING
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IOffers
    function fillBid(Bid calldata bid, bytes calldata signature, BidFill calldata fill)
        external
        nonReentrant
        returns (ForwardId id)
    {
        // Check.
        Part memory part = _examineBid(bid, fill.quantity);
        Terms memory terms = part.forward.terms;
        _checkMinPrice(terms.price, fill.minPrice);
        _checkConsent(part, bid.offer, signature, fill.byPermit2);
        if (terms.acceptBy != 0) _checkHolder(fill.holder);

        // Effect.
        _taken[part.hash] = part.taken;

        // Interaction: the price from the buyer and the bond from the caller, both here before any goes on, which is cheaper.
        if (fill.byPermit2) {
            uint256 highest = Pricing.highestPrice(bid.offer);
            _pullSigned(part, _permit(bid.offer, highest), terms.price, OfferHashes.bidWitness(), signature);
        } else {
            _pull(terms.token, bid.buyer, terms.price);
        }
        _pull(terms.token, msg.sender, terms.bond);
        id = _open(part.forward, bid.offer.params, bid.task, terms.bond);
        if (terms.acceptBy != 0) ESCROW.accept(part.forward, fill.holder);

        // Event.
        emit BidFilled(part.hash, id, bid.buyer, msg.sender, fill.quantity, terms.price, part.taken.filled);
    }

    /// @inheritdoc IOffers
    function fillAsk(Ask calldata ask, bytes calldata signature, AskFill calldata fill)
        external
        nonReentrant
        returns (ForwardId id)
    {
        // Check.
        Part memory part = _examineAsk(ask, fill);
        Terms memory terms = part.forward.terms;
        _checkMaxPrice(terms.price, fill.maxPrice);
        _checkConsent(part, ask.offer, signature, fill.byPermit2);
        if (fill.byPermit2) _checkBonded(ask.review);

        // Effect.
        _taken[part.hash] = part.taken;

        // Interaction: the price from the caller and, unless the provider reviews the task first, the bond from the provider.
        uint128 bond = ask.review == 0 ? terms.bond : 0;
        _pull(terms.token, msg.sender, terms.price);
        if (ask.review == 0 && fill.byPermit2) {
            _pullSigned(part, _permit(ask.offer, bond), bond, OfferHashes.askWitness(), signature);
        } else {
            _pull(terms.token, terms.provider, bond);
        }
        id = _open(part.forward, ask.offer.params, fill.task, bond);
        if (ask.review == 0) ESCROW.accept(part.forward, terms.provider);

        // Event.
        emit AskFilled(part.hash, id, terms.provider, msg.sender, fill.quantity, terms.price, part.taken.filled);
    }

    /// @inheritdoc IOffers
    function openWithPermit(
        Terms calldata terms,
        address buyer,
        bytes32 salt,
        bytes calldata params,
        bytes calldata task,
        Permit calldata permit
    ) external nonReentrant returns (ForwardId) {
        // Whether it works or not, the transfer says whether there is an allowance.
        // solhint-disable no-empty-blocks
        try IERC20Permit(terms.token)
            .permit(msg.sender, address(this), permit.value, permit.deadline, permit.v, permit.r, permit.s) {}
            catch {}
        // solhint-enable no-empty-blocks
        _pull(terms.token, msg.sender, terms.price);
        return _open(Forward(terms, buyer, salt), params, task, 0);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      CANCELLING
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IOffers
    function cancelBid(Bid calldata bid) external {
        _cancel(OfferHashes.bidHash(bid), bid.buyer);
    }

    /// @inheritdoc IOffers
    function cancelAsk(Ask calldata ask) external {
        _cancel(OfferHashes.askHash(ask), ask.offer.terms.provider);
    }

    /// @inheritdoc IOffers
    function cancelNonces(uint256 word, uint256 mask) external {
        // Effect.
        cancelledNonces[msg.sender][word] |= mask;

        // Event.
        emit NoncesCancelled(msg.sender, word, mask);
    }

    function _cancel(bytes32 hash, address maker) internal {
        // Check.
        _checkMaker(maker);

        // Effect.
        _taken[hash].cancelled = true;

        // Event.
        emit OfferCancelled(hash, maker);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        PARTS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The forward that a part of a bid becomes.
    function _examineBid(Bid calldata bid, uint96 quantity) internal view returns (Part memory part) {
        part.hash = OfferHashes.bidHash(bid);
        part.maker = bid.buyer;
        part.forward.buyer = bid.buyer;
        _cut(part, bid.offer, quantity, false);
    }

    /// @dev The forward that a part of an ask becomes.
    function _examineAsk(Ask calldata ask, AskFill calldata fill) internal view returns (Part memory part) {
        Terms calldata terms = ask.offer.terms;
        part.hash = OfferHashes.askHash(ask);
        part.maker = terms.provider;
        part.forward.buyer = fill.buyer;
        _checkTask(ask, fill.taskHash);
        if ((terms.sealX | terms.sealY) != 0) revert Errors.Offers_AskWithSealingKey(terms.sealX, terms.sealY);
        _cut(part, ask.offer, fill.quantity, true);
        part.forward.terms.taskHash = fill.taskHash;
        part.forward.terms.sealX = fill.sealX;
        part.forward.terms.sealY = fill.sealY;
        // The escrow refuses what is later than the start.
        if (ask.review != 0) part.forward.terms.acceptBy = uint64(block.timestamp) + ask.review;
    }

    /// @dev Cuts a part off an offer. Its salt is that of no other part, since every part moves `filled` on.
    function _cut(Part memory part, Offer calldata offer, uint96 quantity, bool isAsk) internal view {
        part.taken = _taken[part.hash];
        _checkLive(offer, part);
        _checkQuantity(offer, part.taken.filled, quantity);
        part.forward.salt = keccak256(abi.encode(part.hash, part.taken.filled));
        Terms memory terms = offer.terms;
        part.forward.terms = terms;
        terms.quantity = quantity;
        terms.bond = Pricing.partBond(offer, quantity, !isAsk);
        (terms.price, part.taken.carry) = Pricing.partPrice(offer, quantity, part.taken.carry, isAsk);
        part.taken.filled += quantity;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        CHECKS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev An offer that is neither expired nor cancelled.
    function _checkLive(Offer calldata offer, Part memory part) internal view virtual {
        if (block.timestamp >= offer.expiry) revert Errors.Offers_Expired(offer.expiry, block.timestamp);
        bool nonceCancelled = cancelledNonces[part.maker][offer.nonce >> 8] >> (offer.nonce & 0xff) & 1 == 1;
        if (part.taken.cancelled || nonceCancelled) revert Errors.Offers_Cancelled(part.hash);
    }

    /// @dev A part that there is, and that is not smaller than it may be.
    function _checkQuantity(Offer calldata offer, uint96 filled, uint96 quantity) internal view virtual {
        uint96 left = offer.terms.quantity - filled;
        if (quantity == 0 || quantity > left || (quantity < offer.minFill && quantity != left)) {
            revert Errors.Offers_QuantityInvalid(quantity, offer.minFill, left);
        }
    }

    /// @dev A task that the provider knew when signing, or will see before accepting.
    function _checkTask(Ask calldata ask, bytes32 taskHash) internal view virtual {
        Terms calldata terms = ask.offer.terms;
        if (ask.review == 0) {
            if (taskHash != terms.taskHash) revert Errors.Offers_TaskInvalid(taskHash, terms.taskHash);
        } else if (terms.taskHash != 0 || terms.acceptBy != 0) {
            revert Errors.Offers_ReviewInvalid(terms.taskHash, terms.acceptBy);
        }
    }

    function _checkMinPrice(uint128 price, uint128 minPrice) internal view virtual {
        if (price < minPrice) revert Errors.Offers_PriceTooLow(price, minPrice);
    }

    function _checkMaxPrice(uint128 price, uint128 maxPrice) internal view virtual {
        if (price > maxPrice) revert Errors.Offers_PriceTooHigh(price, maxPrice);
    }

    /// @dev The maker signed. A signature for Permit2 is checked there, along with its transfer, and serves once: parts would
    /// leave the rest without one.
    function _checkConsent(Part memory part, Offer calldata offer, bytes calldata signature, bool byPermit2)
        internal
        view
    {
        if (byPermit2) _checkWhole(part.forward.terms.quantity, offer.terms.quantity);
        else _checkSignature(part.maker, digest(part.hash), signature);
    }

    function _checkSignature(address maker, bytes32 hash, bytes calldata signature) internal view virtual {
        if (!SignatureChecker.isValidSignatureNowCalldata(maker, hash, signature)) {
            revert Errors.Offers_SignatureInvalid(maker);
        }
    }

    function _checkWhole(uint96 quantity, uint96 total) internal view virtual {
        if (quantity != total) revert Errors.Offers_NotWhole(quantity, total);
    }

    /// @dev Where no bond is pulled, Permit2 does not look at the signature, so nobody would.
    function _checkBonded(uint64 review) internal view virtual {
        if (review != 0) revert Errors.Offers_ReviewWithoutTransfer();
    }

    /// @dev The escrow takes this contract's word for every holder that made it an operator.
    function _checkHolder(address holder) internal view virtual {
        if (holder != msg.sender && !IERC721(address(ESCROW)).isApprovedForAll(holder, msg.sender)) {
            revert Errors.Offers_HolderDidNotAgree(holder, msg.sender);
        }
    }

    function _checkMaker(address maker) internal view virtual {
        if (msg.sender != maker) revert Errors.Offers_NotMaker(msg.sender, maker);
    }

    /// @dev What is signed for one chain and one contract serves no other.
    function _domainSeparator() internal view virtual returns (bytes32) {
        return keccak256(
            abi.encode(DOMAIN_TYPEHASH, keccak256("Tercet Offers"), keccak256("1"), block.chainid, address(this))
        );
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Takes money from the caller, or from the maker of the offer that is being taken. Whether it all arrived is for the
    /// escrow to see: there is nothing else here that it could take.
    function _pull(address token, address from, uint128 amount) internal {
        if (amount == 0) return;
        if (IERC20(token).allowance(from, address(this)) >= amount) {
            // slither-disable-next-line arbitrary-send-erc20
            IERC20(token).safeTransferFrom(from, address(this), amount);
        } else {
            PERMIT2.transferFrom(from, address(this), amount, token);
        }
    }

    /// @dev Takes money from the maker by the one signature that is for the offer and for the transfer.
    function _pullSigned(
        Part memory part,
        IPermit2.PermitTransferFrom memory permit,
        uint256 amount,
        string memory types,
        bytes calldata signature
    ) internal {
        IPermit2.SignatureTransferDetails memory details = IPermit2.SignatureTransferDetails(address(this), amount);
        PERMIT2.permitWitnessTransferFrom(permit, details, part.maker, part.hash, types, signature);
    }

    /// @dev What the maker signed for Permit2 besides the offer: nothing that the offer does not say.
    function _permit(Offer calldata offer, uint256 most) internal pure returns (IPermit2.PermitTransferFrom memory) {
        IPermit2.TokenPermissions memory permitted = IPermit2.TokenPermissions(offer.terms.token, most);
        return IPermit2.PermitTransferFrom(permitted, offer.nonce, offer.expiry);
    }

    /// @dev Opens with money that is here. The escrow may take just the price, and the bond that an acceptance right after takes.
    function _open(Forward memory forward, bytes calldata params, bytes calldata task, uint128 bond)
        internal
        returns (ForwardId)
    {
        Terms memory terms = forward.terms;
        IERC20(terms.token).forceApprove(address(ESCROW), uint256(terms.price) + bond);
        return ESCROW.open(terms, forward.buyer, forward.salt, params, task);
    }
}
