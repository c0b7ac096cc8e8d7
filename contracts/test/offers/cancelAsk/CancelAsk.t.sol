// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask} from "../../../src/types/Offer.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {IOffers} from "../../../src/interfaces/IOffers.sol";
import {OffersTest} from "../OffersTest.sol";

contract CancelAskTest is OffersTest {
    function test_RevertWhen_TheCallerIsNotTheProvider() external {
        Ask memory ask = defaultAsk();
        vm.expectRevert(abi.encodeWithSelector(Errors.Offers_NotMaker.selector, BUYER, PROVIDER));
        vm.prank(BUYER);
        offers.cancelAsk(ask);
    }

    function test_When_PartOfItIsTaken() external {
        Ask memory ask = defaultAsk();
        fill(ask, MIN_FILL);
        vm.prank(PROVIDER);
        offers.cancelAsk(ask);
        bytes32 hash = offers.askHash(ask);
        assertTaken(hash, MIN_FILL);
        bytes memory reason = abi.encodeWithSelector(Errors.Offers_Cancelled.selector, hash);
        fillExpecting(ask, signed(ask), askFill(MIN_FILL), reason);
    }

    function test_When_TheCallerIsTheProvider() external {
        Ask memory ask = defaultAsk();
        bytes32 hash = offers.askHash(ask);
        vm.expectEmit(address(offers));
        emit IOffers.OfferCancelled(hash, PROVIDER);
        vm.prank(PROVIDER);
        offers.cancelAsk(ask);
        assertTrue(offers.takenOf(hash).cancelled, "cancelled");
        ask.offer.salt = keccak256("another");
        fill(ask, TOTAL);
    }
}
