// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, Bid} from "../../../src/types/Offer.sol";
import {Encoding} from "../../../src/libraries/Encoding.sol";
import {OfferHashes} from "../../../src/libraries/OfferHashes.sol";
import {OffersTest} from "../OffersTest.sol";

/// @notice What is signed, against forge's own reading of EIP-712.
contract DigestTest is OffersTest {
    string internal constant TERMS =
        "Terms(address predicate,uint256 params,bytes32 taskHash,address token,uint128 price,uint96 quantity,bytes32 unit,uint64 acceptBy,uint64 start,uint64 end,uint64 settleBy,uint128 bond,address provider,uint64 beaconBlock,uint256 sealX,uint256 sealY)";
    string internal constant OFFER =
        "Offer(Terms terms,bytes params,uint128 lastPrice,uint64 rampStart,uint64 rampEnd,uint96 minFill,uint64 expiry,uint256 nonce,bytes32 salt)";
    string internal constant BID = "Bid(Offer offer,address buyer,bytes task)";
    string internal constant ASK = "Ask(Offer offer,uint64 review)";

    function rampedBid() internal view returns (Bid memory bid) {
        bid = defaultBid();
        withRamp(bid.offer, 11, 12);
        bid.offer.terms.provider = OBSERVER;
        bid.offer.terms.beaconBlock = 13;
    }

    function test_When_ABidIsHashed() external view {
        Bid memory bid = rampedBid();
        bytes32 expected = vm.eip712HashStruct(string.concat(BID, OFFER, TERMS), abi.encode(bid));
        assertEq(offers.bidHash(bid), expected);
    }

    function test_When_AnAskIsHashed() external view {
        Ask memory ask = Ask(rampedBid().offer, REVIEW);
        bytes32 expected = vm.eip712HashStruct(string.concat(ASK, OFFER, TERMS), abi.encode(ask));
        assertEq(offers.askHash(ask), expected);
    }

    function test_When_TheTermsAreHashed() external pure {
        assertEq(Encoding.TERMS_TYPEHASH, keccak256(OfferHashes.TERMS_TYPE), "one type of terms everywhere");
    }

    function test_When_TheDomainIsAdded() external view {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Tercet Offers"),
                keccak256("1"),
                block.chainid,
                address(offers)
            )
        );
        assertEq(offers.digest(SALT), keccak256(abi.encodePacked("\x19\x01", domain, SALT)));
    }

    function test_When_AnOfferIsAWitness() external view {
        (string memory bid, string memory ask) = offers.witnessTypes();
        string memory permissions = "TokenPermissions(address token,uint256 amount)";
        assertEq(bid, string.concat("Bid witness)", BID, OFFER, TERMS, permissions), "bid");
        assertEq(ask, string.concat("Ask witness)", ASK, OFFER, TERMS, permissions), "ask");
    }
}
