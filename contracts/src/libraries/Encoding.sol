// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, ForwardId, Step, Terms} from "../types/Forward.sol";

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

    /// @notice Copies terms as they lie in the calldata, unused bits included.
    function copyTerms(Terms calldata from, Terms memory to) internal pure {
        assembly ("memory-safe") {
            calldatacopy(to, from, 0x200)
        }
    }

    /// @notice The id of a forward in this escrow on this chain: nothing proved for one serves another.
    function forwardId(Terms calldata terms, address buyer, bytes32 salt) internal view returns (ForwardId) {
        return ForwardId.wrap(
            keccak256(abi.encode(FORWARD_TYPEHASH, termsHash(terms), buyer, salt, block.chainid, address(this)))
        );
    }

    /// @notice What binds a proof to its recipient.
    function claim(ForwardId id, address recipient) internal view returns (uint256) {
        return u248(keccak256(abi.encode(CLAIM_TYPEHASH, block.chainid, address(this), id, recipient)));
    }

    /// @notice Writes the nine header words of a delivery to memory.
    function header(uint256 at, ForwardId id, Terms memory terms, Delivery calldata delivery) internal view {
        Step calldata step = delivery.step;
        _write(at, 0, claim(id, delivery.recipient));
        _write(at, 1, u248(ForwardId.unwrap(id)));
        _write(at, 2, terms.params);
        _write(at, 3, pack(terms.start, terms.end, terms.quantity));
        _write(at, 4, pack(step.from, step.to, step.amount));
        _write(at, 5, terms.sealX);
        _write(at, 6, terms.sealY);
        _write(at, 7, delivery.commitment);
        _write(at, 8, delivery.beacon);
    }

    /// @notice Two times or positions and a quantity in one word, lowest first: 224 bits, below the field's order.
    function pack(uint64 first, uint64 second, uint96 quantity) internal pure returns (uint256) {
        return uint256(first) | uint256(second) << 64 | uint256(quantity) << 128;
    }

    /// @notice A hash without its top byte, which makes it an element of the field.
    function u248(bytes32 hash) internal pure returns (uint256) {
        return uint256(hash) & type(uint248).max;
    }

    function _write(uint256 at, uint256 index, uint256 word) private pure {
        assembly ("memory-safe") {
            mstore(add(at, shl(5, index)), word)
        }
    }
}
