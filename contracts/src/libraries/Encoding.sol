// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, Forward, ForwardId, Step, Terms} from "../types/Forward.sol";

/// @title Encoding
/// @notice Hashes and packs what proofs are about. Go and the circuits do the same; shared vectors hold them together.
library Encoding {
    /// @dev EIP-712 struct hashes, so that wallets can show what is signed.
    bytes32 internal constant TERMS_TYPEHASH = keccak256(
        "Terms(address predicate,uint256 params,bytes32 taskHash,address token,uint128 price,uint96 quantity,bytes32 unit,uint64 acceptBy,uint64 start,uint64 end,uint64 settleBy,uint128 bond,address provider,uint64 beaconBlock,uint256 sealX,uint256 sealY)"
    );

    bytes32 internal constant FORWARD_TYPEHASH = keccak256(
        "Forward(Terms terms,address buyer,bytes32 salt,uint256 chainId,address escrow)Terms(address predicate,uint256 params,bytes32 taskHash,address token,uint128 price,uint96 quantity,bytes32 unit,uint64 acceptBy,uint64 start,uint64 end,uint64 settleBy,uint128 bond,address provider,uint64 beaconBlock,uint256 sealX,uint256 sealY)"
    );

    bytes32 internal constant CLAIM_TYPEHASH =
        keccak256("Claim(uint256 chainId,address escrow,bytes32 forward,address recipient)");

    /// @notice The struct hash of terms, whose sixteen words are hashed as they lie in the calldata.
    /// @dev Warning: their unused bits are not looked at. `open` reads every field, which refuses any that are set; so terms
    /// with such bits have ids that no forward has.
    function termsHash(Terms calldata terms) internal pure returns (bytes32 hash) {
        bytes32 typehash = TERMS_TYPEHASH;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typehash)
            calldatacopy(add(start, 0x20), terms, 0x200)
            hash := keccak256(start, 0x220)
        }
    }

    /// @notice Room for terms, with what their struct hash begins with right before it.
    function room() internal pure returns (Terms memory terms) {
        bytes32 typehash = TERMS_TYPEHASH;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typehash)
            terms := add(start, 0x20)
            mstore(0x40, add(terms, 0x200))
        }
    }

    /// @notice Copies a forward's terms as they lie in the calldata and gives its id, into which unused bits go here too, the
    /// buyer's included.
    /// @param terms What `room` gave.
    function read(Forward calldata forward, Terms memory terms) internal view returns (ForwardId id) {
        bytes32 typehash = FORWARD_TYPEHASH;
        assembly ("memory-safe") {
            calldatacopy(terms, forward, 0x200)
            let start := mload(0x40)
            mstore(start, typehash)
            mstore(add(start, 0x20), keccak256(sub(terms, 0x20), 0x220))
            // Buyer and salt come right behind the terms.
            calldatacopy(add(start, 0x40), add(forward, 0x200), 0x40)
            mstore(add(start, 0x80), chainid())
            mstore(add(start, 0xa0), address())
            id := keccak256(start, 0xc0)
        }
    }

    /// @notice The id of a forward in this escrow on this chain: nothing proved for one serves another.
    function forwardId(Terms calldata terms, address buyer, bytes32 salt) internal view returns (ForwardId) {
        return ForwardId.wrap(
            keccak256(abi.encode(FORWARD_TYPEHASH, termsHash(terms), buyer, salt, block.chainid, address(this)))
        );
    }

    /// @notice Copies a step. As the compiler does, it reverts with nothing where unused bits are set.
    function copyStep(Step calldata from, Step memory to) internal pure {
        assembly ("memory-safe") {
            calldatacopy(to, from, 0x60)
            let positions := or(mload(to), mload(add(to, 0x20)))
            if or(shr(64, positions), shr(96, mload(add(to, 0x40)))) { revert(0, 0) }
        }
    }

    /// @notice What binds a proof to its recipient.
    function claim(ForwardId id, address recipient) internal view returns (uint256) {
        bytes32 typehash = CLAIM_TYPEHASH;
        uint256 to = uint256(uint160(recipient));
        bytes32 hash;
        assembly ("memory-safe") {
            let start := mload(0x40)
            mstore(start, typehash)
            mstore(add(start, 0x20), chainid())
            mstore(add(start, 0x40), address())
            mstore(add(start, 0x60), id)
            mstore(add(start, 0x80), to)
            hash := keccak256(start, 0xa0)
        }
        return u248(hash);
    }

    /// @notice Writes the nine header words of a delivery to memory.
    /// @param step The delivery's.
    function header(uint256 at, ForwardId id, Terms memory terms, Step memory step, Delivery calldata delivery)
        internal
        view
    {
        uint256 claim_ = claim(id, delivery.recipient);
        uint256 forward = u248(ForwardId.unwrap(id));
        uint256 window = pack(terms.start, terms.end, terms.quantity);
        uint256 progress = pack(step.from, step.to, step.amount);
        assembly ("memory-safe") {
            mstore(at, claim_)
            mstore(add(at, 0x20), forward)
            mstore(add(at, 0x40), mload(add(terms, 0x20))) // params
            mstore(add(at, 0x60), window)
            mstore(add(at, 0x80), progress)
            mcopy(add(at, 0xa0), add(terms, 0x1c0), 0x40) // sealX, sealY
            calldatacopy(add(at, 0xe0), add(delivery, 0x2c0), 0x40) // commitment, beacon
        }
    }

    /// @notice Two times or positions and a quantity in one word, lowest first: 224 bits, below the field's order.
    function pack(uint64 first, uint64 second, uint96 quantity) internal pure returns (uint256) {
        return uint256(first) | uint256(second) << 64 | uint256(quantity) << 128;
    }

    /// @notice A hash without its top byte, which makes it an element of the field.
    function u248(bytes32 hash) internal pure returns (uint256) {
        return uint256(hash) & type(uint248).max;
    }
}
