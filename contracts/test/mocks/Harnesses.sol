// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bn254} from "../../src/libraries/Bn254.sol";
import {Encoding} from "../../src/libraries/Encoding.sol";
import {Fold} from "../../src/libraries/Fold.sol";
import {Delivery, ForwardId, Terms} from "../../src/types/Forward.sol";
import {Groth16} from "../../src/libraries/Groth16.sol";
import {Groth16Predicate} from "../../src/Groth16Predicate.sol";
import {Places} from "../../src/libraries/Places.sol";

/// @notice The encodings, callable from outside at whatever address and chain a vector names.
contract EncodingHarness {
    using Fold for Fold.Batch;

    function typeHashes() external pure returns (bytes32, bytes32, bytes32) {
        return (Encoding.TERMS_TYPEHASH, Encoding.FORWARD_TYPEHASH, Encoding.CLAIM_TYPEHASH);
    }

    function termsHash(Terms calldata terms) external pure returns (bytes32) {
        return Encoding.termsHash(terms);
    }

    function forwardId(Terms calldata terms, address buyer, bytes32 salt) external view returns (ForwardId) {
        return Encoding.forwardId(terms, buyer, salt);
    }

    function claim(ForwardId id, address recipient) external view returns (uint256) {
        return Encoding.claim(id, recipient);
    }

    function header(ForwardId id, Delivery calldata delivery) external view returns (uint256[9] memory words) {
        uint256 at;
        assembly ("memory-safe") {
            at := words
        }
        Encoding.header(at, id, delivery.forward.terms, delivery.step, delivery);
    }

    function u248(bytes32 hash) external pure returns (uint256) {
        return Encoding.u248(hash);
    }

    function isOnEdwards(uint256 x, uint256 y) external pure returns (bool) {
        return Bn254.isOnEdwards(x, y);
    }

    function fold(bytes32 keyHash, uint256[9] calldata header_, uint256[] calldata payload, uint256 h)
        external
        pure
        returns (uint256, uint256, bool)
    {
        return Fold.fold(keyHash, header_, payload, h);
    }

    function foldBatch(bytes32 keyHash, uint256 n, uint256 count, uint256 h, uint256[] calldata places)
        external
        pure
        returns (uint256 z, uint256 y)
    {
        Fold.Batch memory batch = Fold.batch(keyHash, n, count, h, places);
        uint256 at;
        for (uint256 i; i < count; ++i) {
            uint256[] calldata place = Places.read(places, at);
            require(batch.add(place), "not in the field");
            at += 1 + place.length;
        }
        require(at == places.length, "left over");
        return (batch.z, batch.y);
    }
}

/// @notice The verification without the checks around it: any key, any way to write a vector.
contract UncheckedPredicate {
    function verify(
        uint256[22] calldata key,
        uint256[9] calldata header,
        uint256[] calldata payload,
        uint256 h,
        bytes calldata proof
    ) external view returns (bool) {
        (uint256 z, uint256 y,) = Fold.fold(keccak256(abi.encode(key)), header, payload, h);
        return Groth16.verify(key, Groth16.proved(proof, h, z, y));
    }
}

/// @notice The predicate, with the words of any key in sight, whether it is there or not.
contract PredicateWithWords is Groth16Predicate {
    constructor(Key[] memory keys) Groth16Predicate(keys) {}

    function wordsOf(uint32 n) external view returns (uint256[22] memory) {
        return _wordsOf(n);
    }
}

/// @notice The predicate, but for the coefficients of a combination, which are all one.
contract PredicateWithoutCoefficients is Groth16Predicate {
    constructor(Key[] memory keys) Groth16Predicate(keys) {}

    function _coefficientBits() internal pure override returns (uint256) {
        return 0;
    }
}
