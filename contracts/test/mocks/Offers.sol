// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {Ask, Offer} from "../../src/types/Offer.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {IPermit2} from "../../src/interfaces/IPermit2.sol";
import {MintableToken} from "./Tokens.sol";
import {Offers} from "../../src/Offers.sol";
import {Pricing} from "../../src/libraries/Pricing.sol";

/// @notice What weakened offers do without.
enum OfferDefence {
    Signature, // makers need not sign
    Chain, // signatures hold on every chain
    Contract, // signatures hold in every contract
    Live, // offers neither expire nor can be cancelled
    Quantity, // any part is right
    Task, // an ask takes any task
    MinPrice, // a bid's taker has no bound
    MaxPrice, // an ask's taker has no bound
    Whole, // a signature for Permit2 serves for a part
    Bonded, // a signature for Permit2 serves where Permit2 is not asked
    Holder, // anybody may be made a provider
    Maker // anybody cancels
}

/// @notice The offers with one defence switched off. Tests show that the attack works then, so that the defence is what stops
/// it.
contract WeakenedOffers is Offers {
    OfferDefence internal immutable OFF;

    constructor(OfferDefence off, IForwardEscrow escrow, IPermit2 permit2) Offers(escrow, permit2) {
        OFF = off;
    }

    function _checkSignature(address maker, bytes32 hash, bytes calldata signature) internal view override {
        if (OFF != OfferDefence.Signature) super._checkSignature(maker, hash, signature);
    }

    function _domainSeparator() internal view override returns (bytes32) {
        uint256 chainId = OFF == OfferDefence.Chain ? 0 : block.chainid;
        address here = OFF == OfferDefence.Contract ? address(0) : address(this);
        return keccak256(abi.encode(DOMAIN_TYPEHASH, keccak256("Tercet Offers"), keccak256("1"), chainId, here));
    }

    function _checkLive(Offer calldata offer, Part memory part) internal view override {
        if (OFF != OfferDefence.Live) super._checkLive(offer, part);
    }

    function _checkQuantity(Offer calldata offer, uint96 filled, uint96 quantity) internal view override {
        if (OFF != OfferDefence.Quantity) super._checkQuantity(offer, filled, quantity);
    }

    function _checkTask(Ask calldata ask, bytes32 taskHash) internal view override {
        if (OFF != OfferDefence.Task) super._checkTask(ask, taskHash);
    }

    function _checkMinPrice(uint128 price, uint128 minPrice) internal view override {
        if (OFF != OfferDefence.MinPrice) super._checkMinPrice(price, minPrice);
    }

    function _checkMaxPrice(uint128 price, uint128 maxPrice) internal view override {
        if (OFF != OfferDefence.MaxPrice) super._checkMaxPrice(price, maxPrice);
    }

    function _checkWhole(uint96 quantity, uint96 total) internal view override {
        if (OFF != OfferDefence.Whole) super._checkWhole(quantity, total);
    }

    function _checkBonded(uint64 review) internal view override {
        if (OFF != OfferDefence.Bonded) super._checkBonded(review);
    }

    function _checkHolder(address holder) internal view override {
        if (OFF != OfferDefence.Holder) super._checkHolder(holder);
    }

    function _checkMaker(address maker) internal view override {
        if (OFF != OfferDefence.Maker) super._checkMaker(maker);
    }
}

/// @notice A wallet that is a contract: it signs hashes by noting them down, and answers as it is told.
contract ContractWallet is IERC1271 {
    enum Way {
        Honest,
        Reverts,
        ReturnsNothing,
        ReturnsShort, // four bytes, right but not a word
        ReturnsOther, // a word that is not the magic one
        ReturnsDirty, // the magic value with more behind it
        ReturnsBomb // a megabyte
    }

    mapping(bytes32 hash => bool) internal _signed;

    Way internal _way;

    function sign(bytes32 hash, bool signed) external {
        _signed[hash] = signed;
    }

    function answer(Way way) external {
        _way = way;
    }

    function approve(IERC20 token, address spender) external {
        token.approve(spender, type(uint256).max);
    }

    function setOperator(IERC721 positions, address operator) external {
        positions.setApprovalForAll(operator, true);
    }

    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        if (_way == Way.Honest) return _signed[hash] ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
        if (_way == Way.Reverts) revert("no");
        bytes4 magic = IERC1271.isValidSignature.selector;
        uint256 size = _way == Way.ReturnsNothing ? 0 : _way == Way.ReturnsShort ? 4 : 32;
        if (_way == Way.ReturnsBomb) size = 0x100000;
        bytes32 word = _way == Way.ReturnsOther ? bytes32(uint256(1)) : bytes32(magic);
        if (_way == Way.ReturnsDirty) word |= bytes32(uint256(1));
        if (_way == Way.ReturnsBomb) word = bytes32(uint256(2));
        assembly ("memory-safe") {
            mstore(0x00, word)
            return(0x00, size)
        }
    }
}

/// @notice A token with ERC-2612 permits that everybody may mint.
contract PermitToken is MintableToken, ERC20Permit("Token") {
    function _update(address from, address to, uint256 amount) internal override(ERC20) {
        super._update(from, to, amount);
    }
}

/// @notice Refuses to move nothing.
contract TokenWithoutZero is MintableToken {
    function _update(address from, address to, uint256 amount) internal override {
        require(amount != 0, "zero");
        super._update(from, to, amount);
    }
}

/// @notice Calls its holder back when it moves, as ERC-777 tokens do.
contract CallbackToken is MintableToken {
    address internal _listener;

    function listen(address listener) external {
        _listener = listener;
    }

    function _update(address from, address to, uint256 amount) internal override {
        if (from == _listener && from != address(0)) Listener(from).onSend();
        super._update(from, to, amount);
    }
}

/// @notice A taker that does something of its own while its money moves.
contract Listener {
    address internal immutable TARGET;

    bytes internal _inner;

    /// @notice Whether the inner call worked, and what came back.
    bool public worked;
    bytes public answer;

    constructor(address target) {
        TARGET = target;
    }

    function prepare(bytes calldata inner) external {
        _inner = inner;
    }

    function approve(IERC20 token) external {
        token.approve(TARGET, type(uint256).max);
    }

    function setOperator(IERC721 positions) external {
        positions.setApprovalForAll(TARGET, true);
    }

    function start(bytes calldata data) external {
        (bool success, bytes memory returned) = TARGET.call(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(returned, 0x20), mload(returned))
        }
    }

    function onSend() external {
        (worked, answer) = TARGET.call(_inner);
    }
}

/// @notice A maker that does something of its own while its money moves.
contract ListeningWallet is ContractWallet {
    address internal _target;
    bytes internal _inner;

    /// @notice Whether the inner call worked.
    bool public worked;

    function prepare(address target, bytes calldata inner) external {
        (_target, _inner) = (target, inner);
    }

    function onSend() external {
        // Once: what it does may move its money again.
        address target = _target;
        if (target == address(0)) return;
        _target = address(0);
        (worked,) = target.call(_inner);
    }
}

/// @notice The prices of parts, callable from outside.
contract PricingHarness {
    function totalPrice(Offer calldata offer, bool up) external view returns (uint256) {
        return Pricing.totalPrice(offer, up);
    }

    function partPrice(Offer calldata offer, uint96 quantity, uint96 carry, bool up)
        external
        view
        returns (uint128 price, uint96 left)
    {
        return Pricing.partPrice(offer, quantity, carry, up);
    }

    function partBond(Offer calldata offer, uint96 quantity, bool up) external pure returns (uint128) {
        return Pricing.partBond(offer, quantity, up);
    }
}
