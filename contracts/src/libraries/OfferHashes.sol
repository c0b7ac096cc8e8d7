// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, Bid, Offer} from "../types/Offer.sol";
import {Encoding} from "./Encoding.sol";

/// @title OfferHashes
/// @notice EIP-712 struct hashes of offers, and the types as Permit2 wants them.
library OfferHashes {
    bytes internal constant TERMS_TYPE =
        "Terms(address predicate,uint256 params,bytes32 taskHash,address token,uint128 price,uint96 quantity,bytes32 unit,uint64 acceptBy,uint64 start,uint64 end,uint64 settleBy,uint128 bond,address provider,uint64 beaconBlock,uint256 sealX,uint256 sealY)";

    bytes internal constant OFFER_TYPE =
        "Offer(Terms terms,bytes params,uint128 lastPrice,uint64 rampStart,uint64 rampEnd,uint96 minFill,uint64 expiry,uint256 nonce,bytes32 salt)";

    bytes internal constant BID_TYPE = "Bid(Offer offer,address buyer,bytes task)";

    bytes internal constant ASK_TYPE = "Ask(Offer offer,uint64 review)";

    bytes internal constant PERMISSIONS_TYPE = "TokenPermissions(address token,uint256 amount)";

    bytes32 internal constant OFFER_TYPEHASH = keccak256(abi.encodePacked(OFFER_TYPE, TERMS_TYPE));

    bytes32 internal constant BID_TYPEHASH = keccak256(abi.encodePacked(BID_TYPE, OFFER_TYPE, TERMS_TYPE));

    bytes32 internal constant ASK_TYPEHASH = keccak256(abi.encodePacked(ASK_TYPE, OFFER_TYPE, TERMS_TYPE));

    /// @notice The struct hash of a bid.
    function bidHash(Bid calldata bid) internal pure returns (bytes32) {
        return keccak256(abi.encode(BID_TYPEHASH, _offerHash(bid.offer), bid.buyer, keccak256(bid.task)));
    }

    /// @notice The struct hash of an ask.
    function askHash(Ask calldata ask) internal pure returns (bytes32) {
        return keccak256(abi.encode(ASK_TYPEHASH, _offerHash(ask.offer), ask.review));
    }

    /// @notice The rest of the type that Permit2 hashes where a bid is the witness.
    function bidWitness() internal pure returns (string memory) {
        return string(bytes.concat("Bid witness)", BID_TYPE, OFFER_TYPE, TERMS_TYPE, PERMISSIONS_TYPE));
    }

    /// @notice The rest of the type that Permit2 hashes where an ask is the witness.
    function askWitness() internal pure returns (string memory) {
        return string(bytes.concat("Ask witness)", ASK_TYPE, OFFER_TYPE, TERMS_TYPE, PERMISSIONS_TYPE));
    }

    function _offerHash(Offer calldata offer) private pure returns (bytes32) {
        return keccak256(
            abi.encode(
                OFFER_TYPEHASH,
                Encoding.termsHash(offer.terms),
                keccak256(offer.params),
                offer.lastPrice,
                offer.rampStart,
                offer.rampEnd,
                offer.minFill,
                offer.expiry,
                offer.nonce,
                offer.salt
            )
        );
    }
}
