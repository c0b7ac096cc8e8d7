// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bid} from "../../../src/types/Offer.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {IOffers} from "../../../src/interfaces/IOffers.sol";
import {OffersTest} from "../OffersTest.sol";

contract CancelBidTest is OffersTest {
    function test_RevertWhen_TheCallerIsNotTheBuyer() external {
        Bid memory bid = defaultBid();
        vm.expectRevert(abi.encodeWithSelector(Errors.Offers_NotMaker.selector, PROVIDER, BUYER));
        vm.prank(PROVIDER);
        offers.cancelBid(bid);
    }

    function test_When_PartOfItIsTaken() external {
        Bid memory bid = defaultBid();
        fill(bid, MIN_FILL);
        vm.prank(BUYER);
        offers.cancelBid(bid);
        bytes32 hash = offers.bidHash(bid);
        assertTaken(hash, MIN_FILL);
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_Cancelled.selector, hash);
        fillExpecting(bid, signed(bid), bidFill(MIN_FILL), reason);
    }

    function test_When_TheCallerIsTheBuyer() external {
        Bid memory bid = defaultBid();
        bytes32 hash = offers.bidHash(bid);
        vm.expectEmit(address(offers));
        emit IOffers.OfferCancelled(hash, BUYER);
        vm.prank(BUYER);
        offers.cancelBid(bid);
        assertTrue(offers.takenOf(hash).cancelled, "cancelled");
        bid.offer.salt = keccak256("another");
        fill(bid, TOTAL);
    }
}
