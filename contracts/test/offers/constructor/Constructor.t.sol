// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IPermit2} from "../../../src/interfaces/IPermit2.sol";
import {Offers} from "../../../src/Offers.sol";
import {OffersTest} from "../OffersTest.sol";

contract ConstructorTest is OffersTest {
    function test_RevertWhen_TheEscrowHasNoCode() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.Offers_EscrowWithoutCode.selector, OBSERVER));
        new Offers(IForwardEscrow(OBSERVER), permit2);
    }

    function test_When_TheChainHasNoPermit2() external {
        offers = new Offers(escrow, IPermit2(OBSERVER));
        equip();
        fill(defaultBid(), TOTAL);
        assertNothingStays();
    }

    function test_When_TheEscrowHasCode() external view {
        assertEq(address(offers.ESCROW()), address(escrow), "escrow");
        assertEq(address(offers.PERMIT2()), address(permit2), "permit2");
    }
}
