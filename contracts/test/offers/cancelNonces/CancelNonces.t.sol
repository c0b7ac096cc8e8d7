// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bid} from "../../../src/types/Offer.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {IOffers} from "../../../src/interfaces/IOffers.sol";
import {OffersTest} from "../OffersTest.sol";

contract CancelNoncesTest is OffersTest {
    function cancelBy(address who, uint256 word, uint256 mask) internal {
        vm.prank(who);
        offers.cancelNonces(word, mask);
    }

    function test_When_AnothersNonceIsCancelled() external {
        cancelBy(OBSERVER, NONCE_WORD, type(uint256).max);
        fill(defaultBid(), TOTAL);
    }

    function test_When_OtherNoncesAreCancelled() external {
        cancelBy(BUYER, NONCE_WORD, ~NONCE_BIT);
        cancelBy(BUYER, 0, type(uint256).max);
        cancelBy(BUYER, NONCE_WORD + 1, type(uint256).max);
        fill(defaultBid(), TOTAL);
    }

    function test_When_TheHighestNonceIsCancelled() external {
        Bid memory bid = defaultBid();
        bid.offer.nonce = type(uint256).max;
        cancelBy(BUYER, type(uint256).max >> 8, 1 << 255);
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_Cancelled.selector, offers.bidHash(bid));
        fillExpecting(bid, signed(bid), bidFill(TOTAL), reason);
    }

    function test_When_NoncesAreCancelledOneByOne() external {
        vm.expectEmit(address(offers));
        emit IOffers.NoncesCancelled(BUYER, 1, 0x80);
        cancelBy(BUYER, 1, 0x80);
        cancelBy(BUYER, 1, 0x01);
        assertEq(offers.cancelledNonces(BUYER, 1), 0x81, "both");
    }
}
