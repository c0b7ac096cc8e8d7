// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Errors} from "../libraries/Errors.sol";
import {ForwardId, State} from "../types/Forward.sol";
import {IConditionalTransfer} from "../interfaces/IConditionalTransfer.sol";
import {IForwardEscrow} from "../interfaces/IForwardEscrow.sol";

/// @title ConditionalTransfer
/// @notice See the documentation in {IConditionalTransfer}. It holds neither positions nor money.
contract ConditionalTransfer is IConditionalTransfer {
    using SafeERC20 for IERC20;

    /*//////////////////////////////////////////////////////////////////////////
                                 CONSTANTS, STORAGE
    //////////////////////////////////////////////////////////////////////////*/

    bytes32 internal constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    bytes32 internal constant SALE_TYPEHASH = keccak256(
        "Sale(uint256 position,address seller,address purchaser,address token,uint64 deadline,uint256 price,uint256 nonce)"
    );

    /// @notice Whose positions are moved.
    // forge-lint: disable-next-line(screaming-snake-case-immutable)
    IForwardEscrow public immutable ESCROW;

    /// @inheritdoc IConditionalTransfer
    mapping(address seller => mapping(uint256 nonce => bool)) public isSpent;

    /// @param escrow Whose positions are moved.
    constructor(IForwardEscrow escrow) {
        if (address(escrow).code.length == 0) revert Errors.ConditionalTransfer_EscrowWithoutCode(address(escrow));
        ESCROW = escrow;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IConditionalTransfer
    function saleDigest(Sale calldata sale) external view returns (bytes32) {
        return _digest(sale);
    }

    /*//////////////////////////////////////////////////////////////////////////
                               STATE-CHANGING FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IConditionalTransfer
    function buy(Sale calldata sale, bytes calldata signature, Sight calldata seen) external {
        // Check.
        if (block.timestamp > sale.deadline) revert Errors.ConditionalTransfer_Late(sale.deadline, block.timestamp);
        if (sale.purchaser != address(0) && sale.purchaser != msg.sender) {
            revert Errors.ConditionalTransfer_PurchaserOther(msg.sender, sale.purchaser);
        }
        if (!SignatureChecker.isValidSignatureNowCalldata(sale.seller, _digest(sale), signature)) {
            revert Errors.ConditionalTransfer_SignatureInvalid(sale.seller);
        }

        // Effect.
        _spend(sale.seller, sale.nonce);

        // Event.
        emit Sold(sale.position, sale.seller, msg.sender, sale.token, sale.price);

        // Interaction: the payment first, since a token may call the seller. Nobody is called between the check of what was seen
        // and the transfer.
        _pay(sale);
        _move(sale.position, sale.seller, msg.sender, seen);
    }

    /// @inheritdoc IConditionalTransfer
    function transfer(uint256 position, address to, Sight calldata seen) external {
        // Check.
        address owner = _positions().ownerOf(position);
        if (msg.sender != owner && !_positions().isApprovedForAll(owner, msg.sender)) {
            revert Errors.ConditionalTransfer_NotHolder(msg.sender, owner);
        }

        // Interaction.
        _move(position, owner, to, seen);
    }

    /// @inheritdoc IConditionalTransfer
    function spend(uint256 nonce) external {
        _spend(msg.sender, nonce);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      INTERNAL
    //////////////////////////////////////////////////////////////////////////*/

    function _spend(address seller, uint256 nonce) internal {
        if (isSpent[seller][nonce]) revert Errors.ConditionalTransfer_NonceSpent(seller, nonce);
        isSpent[seller][nonce] = true;
        emit Spent(seller, nonce);
    }

    /// @dev What arrives is the price: a token that keeps a part does not count.
    function _pay(Sale calldata sale) internal {
        IERC20 token = IERC20(sale.token);
        uint256 before = token.balanceOf(sale.seller);
        token.safeTransferFrom(msg.sender, sale.seller, sale.price);
        uint256 received = token.balanceOf(sale.seller) - before;
        if (received != sale.price) revert Errors.ConditionalTransfer_PaymentOther(sale.price, received);
    }

    function _move(uint256 position, address from, address to, Sight calldata seen) internal {
        if (block.timestamp > seen.until) revert Errors.ConditionalTransfer_Late(seen.until, block.timestamp);
        _checkSight(position, seen);
        _positions().transferFrom(from, to, position);
    }

    /// @dev A position is worth what its forward still holds.
    function _checkSight(uint256 position, Sight calldata seen) internal view virtual {
        ForwardId id = _forwardOf(position);
        State memory state = ESCROW.stateOf(id);
        (uint256 commitment,) = ESCROW.ROUNDS().roundOf(ESCROW, id);
        if (keccak256(abi.encode(state)) != keccak256(abi.encode(seen.state)) || commitment != seen.commitment) {
            revert Errors.ConditionalTransfer_StateChanged(id, state, commitment);
        }
    }

    /// @dev The forward of a position: a buyer's token is its id, a provider's the id with the last bit flipped.
    function _forwardOf(uint256 position) internal view returns (ForwardId id) {
        id = ForwardId.wrap(bytes32(position));
        if (ESCROW.stateOf(id).buyer == address(0)) id = ForwardId.wrap(bytes32(position ^ 1));
    }

    function _positions() internal view returns (IERC721) {
        return IERC721(address(ESCROW));
    }

    function _digest(Sale calldata sale) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH, keccak256("Tercet ConditionalTransfer"), keccak256("1"), block.chainid, address(this)
            )
        );
        return MessageHashUtils.toTypedDataHash(domain, keccak256(abi.encode(SALE_TYPEHASH, sale)));
    }
}
