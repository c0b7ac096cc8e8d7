// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC721Utils} from "@openzeppelin/contracts/token/ERC721/utils/ERC721Utils.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Errors} from "./libraries/Errors.sol";
import {ForwardId, State} from "./types/Forward.sol";
import {PositionDescriptor} from "./periphery/PositionDescriptor.sol";

/// @title Positions
/// @notice Both sides of every forward as ERC-721 tokens: the buyer's has the forward's id, the provider's the id with the
/// last bit flipped. Owners stand in the forward's state. Tokens are never burned: after the end they are receipts.
/// @dev Two forwards whose ids differ in the last bit alone would share tokens: to find them takes some 2^127 hashes.
abstract contract Positions is IERC721, IERC721Metadata, IERC721Errors, ReentrancyGuardTransient {
    /// @notice Writes what `tokenURI` answers.
    PositionDescriptor public immutable DESCRIPTOR;

    mapping(ForwardId id => State state) internal _states;

    mapping(address owner => uint256 tokens) internal _balances;

    mapping(uint256 token => address approved) internal _approved;

    /// @inheritdoc IERC721
    mapping(address owner => mapping(address operator => bool)) public isApprovedForAll;

    constructor(PositionDescriptor descriptor) {
        if (address(descriptor).code.length == 0) revert Errors.ForwardEscrow_PartWithoutCode(address(descriptor));
        DESCRIPTOR = descriptor;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IERC721Metadata
    function name() external pure returns (string memory) {
        return "Tercet Positions";
    }

    /// @inheritdoc IERC721Metadata
    function symbol() external pure returns (string memory) {
        return "TERCET";
    }

    /// @inheritdoc IERC721Metadata
    function tokenURI(uint256 token) external view returns (string memory) {
        (ForwardId id, bool isBuyers,) = _position(token);
        return DESCRIPTOR.tokenURI(id, isBuyers, _states[id]);
    }

    /// @inheritdoc IERC721
    function balanceOf(address owner) external view returns (uint256) {
        if (owner == address(0)) revert ERC721InvalidOwner(owner);
        return _balances[owner];
    }

    /// @inheritdoc IERC721
    function ownerOf(uint256 token) public view returns (address owner) {
        (,, owner) = _position(token);
    }

    /// @inheritdoc IERC721
    function getApproved(uint256 token) external view returns (address) {
        _position(token);
        return _approved[token];
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return interfaceId == type(IERC165).interfaceId || interfaceId == type(IERC721).interfaceId
            || interfaceId == type(IERC721Metadata).interfaceId;
    }

    /*//////////////////////////////////////////////////////////////////////////
                               STATE-CHANGING FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IERC721
    function approve(address to, uint256 token) external nonReentrant {
        address owner = ownerOf(token);
        if (msg.sender != owner && !isApprovedForAll[owner][msg.sender]) revert ERC721InvalidApprover(msg.sender);
        _approved[token] = to;
        emit Approval(owner, to, token);
    }

    /// @inheritdoc IERC721
    function setApprovalForAll(address operator, bool approved) external nonReentrant {
        if (operator == address(0)) revert ERC721InvalidOperator(operator);
        isApprovedForAll[msg.sender][operator] = approved;
        emit ApprovalForAll(msg.sender, operator, approved);
    }

    /// @inheritdoc IERC721
    function transferFrom(address from, address to, uint256 token) external nonReentrant {
        _transfer(from, to, token);
    }

    /// @inheritdoc IERC721
    function safeTransferFrom(address from, address to, uint256 token) external {
        safeTransferFrom(from, to, token, "");
    }

    /// @inheritdoc IERC721
    /// @dev The receiver is asked under the lock: it cannot act on the escrow before the transfer is over.
    function safeTransferFrom(address from, address to, uint256 token, bytes memory data) public nonReentrant {
        _transfer(from, to, token);
        ERC721Utils.checkOnERC721Received(msg.sender, from, to, token, data);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      POSITIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Says whether somebody may act for a token's owner.
    function _isAuthorised(address owner, address who, uint256 token) internal view returns (bool) {
        return who == owner || isApprovedForAll[owner][who] || (_approved[token] == who && who != address(0));
    }

    /// @dev The token of a provider's position.
    function _providerToken(ForwardId id) internal pure returns (uint256) {
        return uint256(ForwardId.unwrap(id)) ^ 1;
    }

    /// @dev Counts and announces a new position. Nobody is called back.
    function _mint(address to, uint256 token) internal {
        // A holder has fewer than 2^256 positions.
        unchecked {
            ++_balances[to];
        }
        emit Transfer(address(0), to, token);
    }

    /// @dev The forward of a token, which side it is, and who holds it.
    function _position(uint256 token) internal view returns (ForwardId id, bool isBuyers, address owner) {
        id = ForwardId.wrap(bytes32(token));
        owner = _states[id].buyer;
        if (owner != address(0)) return (id, true, owner);
        id = ForwardId.wrap(bytes32(token ^ 1));
        owner = _states[id].provider;
        if (owner == address(0)) revert ERC721NonexistentToken(token);
    }

    function _transfer(address from, address to, uint256 token) internal {
        // Check. The escrow itself could never act as a holder.
        (ForwardId id, bool isBuyers, address owner) = _position(token);
        if (owner != from) revert ERC721IncorrectOwner(from, token, owner);
        if (to == address(0) || to == address(this)) revert ERC721InvalidReceiver(to);
        if (!_isAuthorised(owner, msg.sender, token)) revert ERC721InsufficientApproval(msg.sender, token);

        // Effect. Whoever holds a position was counted when it came.
        delete _approved[token];
        unchecked {
            --_balances[from];
            ++_balances[to];
        }
        if (isBuyers) _states[id].buyer = to;
        else _states[id].provider = to;

        // Event.
        emit Transfer(from, to, token);
    }
}
