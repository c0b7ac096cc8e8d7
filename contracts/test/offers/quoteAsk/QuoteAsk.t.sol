// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Ask, AskFill} from "../../../src/types/Offer.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward} from "../../../src/types/Forward.sol";
import {OffersTest} from "../OffersTest.sol";

contract QuoteAskTest is OffersTest {
    function test_RevertWhen_ThePartCannotBeTaken() external {
        Ask memory ask = defaultAsk();
        AskFill memory taking = askFill(TOTAL);
        vm.warp(EXPIRY);
        vm.expectRevert(abi.encodeWithSelector(Errors.Offers_Expired.selector, EXPIRY, EXPIRY));
        offers.quoteAsk(ask, taking);
    }

    function test_When_ThePartCanBeTaken() external {
        Ask memory ask = defaultAsk();
        fill(ask, 333);
        Forward memory forward = forwardOf(ask, askFill(500));
        assertEq(forward.terms.price, 750_000, "833 parts cost 1,249,500.8, of which 499,501 are paid");
        assertEq(forward.terms.bond, 150_003, "bond");
        assertEq(forward.salt, keccak256(abi.encode(offers.askHash(ask), uint96(333))), "salt");
        assertId(fill(ask, 500), escrow.forwardId(forward));
    }
}
