// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Bid} from "../../../src/types/Offer.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward} from "../../../src/types/Forward.sol";
import {OffersTest} from "../OffersTest.sol";

contract QuoteBidTest is OffersTest {
    function test_RevertWhen_ThePartCannotBeTaken() external {
        Bid memory bid = defaultBid();
        bytes4 selector = Errors.Offers_QuantityInvalid.selector;
        vm.expectRevert(abi.encodeWithSelector(selector, TOTAL + 1, MIN_FILL, TOTAL));
        offers.quoteBid(bid, TOTAL + 1);
    }

    function test_When_ThePartCanBeTaken() external {
        Bid memory bid = defaultBid();
        fill(bid, 333);
        Forward memory forward = forwardOf(bid, 500);
        assertEq(forward.terms.price, 750_000, "833 parts cost 1,249,500.8, of which 499,500 are paid");
        assertEq(forward.terms.bond, 150_004, "bond");
        assertEq(forward.salt, keccak256(abi.encode(offers.bidHash(bid), uint96(333))), "salt");
        assertId(fill(bid, 500), escrow.forwardId(forward));
    }
}
