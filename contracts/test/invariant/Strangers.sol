// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {Delivery, Forward, ForwardId, Group, Step} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {IPredicate} from "../../src/interfaces/IPredicate.sol";
import {Positions} from "../../src/Positions.sol";

/*//////////////////////////////////////////////////////////////////////////
                                   INTRUDERS
//////////////////////////////////////////////////////////////////////////*/

/// @notice Calls every function of the escrow while it is being called by the escrow, and counts what was not refused by
/// the lock. The tries are written down beforehand: the escrow's callee has little gas.
abstract contract Intruder {
    bytes[] internal _tries;
    bytes[] internal _offerTries;

    /// @notice How many tries were made, and how many went wrong: they worked, or were refused by something else.
    uint256 public tried;
    uint256 public breaches;

    /// @notice Every function that changes something, told of a forward that exists.
    function arm(IForwardEscrow escrow, Forward calldata forward, ForwardId id) external {
        delete _tries;
        _armShort(escrow, forward, uint256(ForwardId.unwrap(id)));
        _armLong(escrow, forward, uint256(ForwardId.unwrap(id)));
    }

    /// @notice The functions whose calls are so short that all of them can be tried while a coin is received.
    function armShort(IForwardEscrow escrow, Forward calldata forward, ForwardId id) external {
        delete _tries;
        _armShort(escrow, forward, uint256(ForwardId.unwrap(id)));
    }

    /// @notice Calls of the offers, that each of them would refuse while another one is under way.
    function armOffers(bytes[] memory tries) external {
        _offerTries = tries;
    }

    function _armShort(IForwardEscrow escrow, Forward calldata forward, uint256 token) internal {
        address buyer = forward.buyer;
        _tries.push(abi.encodeCall(escrow.announce, (ForwardId.wrap(bytes32(token)), 1)));
        _tries.push(abi.encodeCall(escrow.settleMany, (new Group[](0))));
        _tries.push(abi.encodeCall(escrow.withdraw, (forward.terms.token, address(this))));
        _tries.push(abi.encodeCall(Positions.approve, (address(this), token)));
        _tries.push(abi.encodeCall(Positions.setApprovalForAll, (address(this), true)));
        _tries.push(abi.encodeCall(Positions.transferFrom, (buyer, address(this), token)));
        string memory safe = "safeTransferFrom(address,address,uint256)";
        _tries.push(abi.encodeWithSignature(safe, buyer, address(this), token));
    }

    function _armLong(IForwardEscrow escrow, Forward calldata forward, uint256 token) internal {
        Delivery memory delivery;
        (delivery.forward, delivery.recipient) = (forward, address(this));
        delivery.step = Step(0, 1, forward.terms.quantity);
        _tries.push(abi.encodeCall(escrow.open, (forward.terms, forward.buyer, bytes32(token), "", "")));
        _tries.push(abi.encodeCall(escrow.accept, (forward, address(this))));
        _tries.push(abi.encodeCall(escrow.settle, (delivery, "")));
        _tries.push(abi.encodeCall(escrow.settleGroup, (0, address(this), 0, new Group[](0))));
        _tries.push(abi.encodeCall(escrow.reclaim, (forward)));
        _tries.push(abi.encodeCall(escrow.close, (forward, 0, type(uint256).max, "", "")));
    }

    function _try(address target, bytes[] storage tries) internal {
        for (uint256 i; i < tries.length; ++i) {
            (bool success, bytes memory answer) = target.call(tries[i]);
            // forge-lint: disable-next-line(unsafe-typecast): the selector is what is wanted
            bytes4 reason = bytes4(answer);
            bool refused = reason == ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector
                || reason == Errors.ForwardEscrow_CallerNotEscrow.selector;
            ++tried;
            if (success || !refused) ++breaches;
        }
    }
}

/*//////////////////////////////////////////////////////////////////////////
                                   PREDICATES
//////////////////////////////////////////////////////////////////////////*/

/// @notice Takes every proof but one that starts with "no". Of a group it leaves out each place whose `h` is a multiple of
/// five, as if it conflicted with what went before.
contract FairPredicate is IPredicate {
    bytes32 internal constant KEY = keccak256("fair");

    function settle(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata proof)
        external
        pure
        returns (bytes32)
    {
        require(proof[0] != "n", "no");
        return KEY;
    }

    function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        external
        pure
        returns (bytes32, uint256 settled)
    {
        require(proof[0] != "n" && (n == 1 || count <= n), "no");
        uint256 at;
        for (uint256 i; i < count; ++i) {
            if (places[at + 1] % 5 != 0) settled |= 2 ** i;
            at += 2 + places[at];
        }
        require(at == places.length, "places");
        return (KEY, settled & counted);
    }

    function verify(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata) external pure returns (bool) {
        return true;
    }

    function verifyMany(uint32, uint256, uint256[] calldata, bytes calldata) external pure returns (bool) {
        return true;
    }
}

/// @notice Returns three bytes.
contract GarbagePredicate {
    fallback() external {
        assembly ("memory-safe") {
            mstore(0x00, not(0))
            return(0x00, 0x03)
        }
    }
}

/// @notice Returns a megabyte: takes single deliveries, and of a group nothing.
contract FloodPredicate {
    fallback() external {
        assembly ("memory-safe") {
            return(mload(0x40), 0x100000)
        }
    }
}

/// @notice Reverts with a megabyte.
contract BombPredicate {
    fallback() external {
        assembly ("memory-safe") {
            revert(mload(0x40), 0x100000)
        }
    }
}

/// @notice Takes all the gas there is.
contract HungryPredicate {
    fallback() external {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

/// @notice Returns every bit there is, also of places that do not count and of places that are not there.
contract GreedyPredicate {
    fallback() external {
        assembly ("memory-safe") {
            mstore(0x00, 1)
            mstore(0x20, not(0))
            return(0x00, 0x40)
        }
    }
}

/// @notice Tries every function of the escrow, then takes what it was asked about.
contract ReentrantPredicate is Intruder {
    fallback() external {
        _try(msg.sender, _tries);
        assembly ("memory-safe") {
            mstore(0x00, 1)
            mstore(0x20, not(0))
            return(0x00, 0x40)
        }
    }
}

/*//////////////////////////////////////////////////////////////////////////
                              HOLDERS WITH CODE
//////////////////////////////////////////////////////////////////////////*/

/// @notice A wallet whose signatures are those of a key, or of the account itself where its code was delegated to (EIP-7702).
/// Takes positions and coins, and tries the escrow's functions while it is given them, and those of whoever takes its coins.
contract Wallet is Intruder {
    address internal immutable ESCROW;
    address internal immutable OFFERS;
    address internal immutable SIGNER;

    constructor(address escrow, address offers, address signer) {
        ESCROW = escrow;
        OFFERS = offers;
        SIGNER = signer;
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        if (signature.length != 65) return 0;
        address signer = ecrecover(digest, uint8(signature[64]), bytes32(signature[:32]), bytes32(signature[32:64]));
        return signer == (SIGNER == address(0) ? address(this) : SIGNER) ? this.isValidSignature.selector : bytes4(0);
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        _try(ESCROW, _tries);
        return this.onERC721Received.selector;
    }

    function tokensReceived(uint256) external {
        _try(ESCROW, _tries);
    }

    /// @dev Permit2 moves coins for the offers alone.
    function tokensToSend(address spender) external {
        if (spender == ESCROW) _try(ESCROW, _tries);
        else _try(OFFERS, _offerTries);
    }
}

/// @notice Refuses whatever it is given or asked.
contract Refuser {
    fallback() external {
        revert("no");
    }
}
