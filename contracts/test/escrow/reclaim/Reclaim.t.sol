// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {BaseTest} from "../../BaseTest.sol";
import {Calls} from "../../../src/libraries/Calls.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {End, Forward, ForwardId, State, Status, Step} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {RefusingToken} from "../../mocks/Tokens.sol";

contract ReclaimTest is BaseTest {
    function test_RevertGiven_TheForwardWasNeverOpened() external {
        vm.warp(SETTLE_BY);
        ForwardId id = escrow.forwardId(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
        escrow.reclaim(defaultForward());
    }

    function test_RevertGiven_TheForwardIsSettled() external {
        ForwardId id = openAnnounced();
        settleDefault();
        vm.warp(SETTLE_BY);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        escrow.reclaim(defaultForward());
    }

    function test_RevertGiven_TheForwardIsReclaimed() external {
        ForwardId id = openDefault();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id));
        escrow.reclaim(defaultForward());
    }

    function test_RevertWhen_TheTimeIsBeforeTheEndOfSettlements() external {
        openDefault();
        vm.warp(SETTLE_BY - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BeforeSettleBy.selector, SETTLE_BY, SETTLE_BY - 1));
        escrow.reclaim(defaultForward());
    }

    function test_When_TheBuyerHasCode() external {
        Forward memory forward = defaultForward();
        forward.buyer = address(this);
        open(forward);
        vm.warp(SETTLE_BY);

        vm.expectCall(address(token), abi.encodeWithSelector(IERC20.transfer.selector), 0);
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Credited(address(token), address(this), PRICE);
        escrow.reclaim(forward);

        assertEq(escrow.owed(address(token), address(this)), PRICE, "owed");
        assertBalance(address(escrow), PRICE, "escrow");
        assertStatus(forward, Status.Reclaimed);
    }

    function test_When_TheTokenRefuses() external {
        RefusingToken refusing = new RefusingToken();
        Forward memory forward = defaultForward();
        forward.terms.token = address(refusing);
        open(forward);
        refusing.refuse(RefusingToken.Way.Reverts);
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertEq(escrow.owed(address(refusing), BUYER), PRICE, "owed");
        assertStatus(forward, Status.Reclaimed);
    }

    function test_RevertWhen_TheGasIsTooLowForATransfer() external {
        openDefault();
        vm.warp(SETTLE_BY);
        bytes memory call = abi.encodeCall(escrow.reclaim, (defaultForward()));
        (bool success, bytes memory reason) = address(escrow).call{gas: Calls.TRANSFER_RESERVE}(call);
        assertFalse(success, "reclaimed");
        assertReason(reason, Errors.ForwardEscrow_GasTooLow.selector);
        assertStatus(defaultForward(), Status.Expired);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  ASSIGNED FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardIsClosed() external {
        ForwardId id = openAccepted(assignedForward());
        bytes memory providers = consent("provider", assignedForward(), PRICE, START);
        vm.prank(BUYER);
        escrow.close(assignedForward(), PRICE, START, "", providers);
        vm.warp(SETTLE_BY);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyClosed.selector, id));
        escrow.reclaim(assignedForward());
    }

    function test_RevertGiven_TheAcceptanceIsNotOver() external {
        open(assignedForward());
        vm.warp(ACCEPT_BY - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BeforeAcceptBy.selector, ACCEPT_BY, ACCEPT_BY - 1));
        escrow.reclaim(assignedForward());
    }

    function test_Given_NobodyAcceptedInTime() external {
        ForwardId id = open(assignedForward());
        vm.warp(ACCEPT_BY);
        assertStatus(assignedForward(), Status.Lapsed);

        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Reclaimed(id, BUYER, PRICE, address(0), 0);
        vm.prank(OBSERVER);
        escrow.reclaim(assignedForward());

        assertBalance(BUYER, PRICE, "buyer");
        assertBalance(OBSERVER, 0, "sender");
        assertBalance(address(escrow), 0, "escrow");
        assertStatus(assignedForward(), Status.Reclaimed);
    }

    function test_RevertGiven_TheProviderStillHasTime() external {
        openAccepted(assignedForward());
        uint64[3] memory times = [ACCEPT_BY, END, SETTLE_BY - 1];
        for (uint256 i; i < times.length; ++i) {
            vm.warp(times[i]);
            vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BeforeSettleBy.selector, SETTLE_BY, times[i]));
            escrow.reclaim(assignedForward());
        }
    }

    function test_Given_TheProviderDeliveredNothing() external {
        openAccepted(assignedForward());
        vm.warp(SETTLE_BY);
        escrow.reclaim(assignedForward());
        assertBalance(BUYER, PRICE + BOND, "buyer");
        assertBalance(PROVIDER, 0, "provider");
        assertBalance(address(escrow), 0, "escrow");
    }

    function test_Given_TheProviderDeliveredAPart() external {
        Forward memory forward = assignedForward();
        ForwardId id = openAccepted(forward);
        settleAs(PROVIDER, deliver(forward, FUNDER, Step(0, 1, 1), somePayload(), H));
        vm.warp(SETTLE_BY);
        assertStatus(forward, Status.Expired);

        uint256 toBuyer = 2 * uint256(PRICE) / 3 + 2 * uint256(BOND) / 3;
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Reclaimed(id, BUYER, toBuyer, PROVIDER, BOND / 3);
        vm.prank(OBSERVER);
        escrow.reclaim(forward);

        assertBalance(FUNDER, PRICE / 3, "recipient of the part");
        assertBalance(BUYER, toBuyer, "buyer");
        assertBalance(PROVIDER, BOND / 3, "provider");
        assertBalance(OBSERVER, 0, "sender");
        assertBalance(address(escrow), 0, "escrow");
        assertEq(escrow.ownerOf(buyerToken(forward)), BUYER, "buyer's position");
        assertEq(escrow.ownerOf(providerToken(forward)), PROVIDER, "provider's position");
        assertEq(escrow.stateOf(id).delivered, 1, "delivered");
        assertStatus(forward, Status.Reclaimed);
    }

    function test_Given_BothPositionsWereTransferred() external {
        Forward memory forward = assignedForward();
        openAccepted(forward);
        settleAs(PROVIDER, stepOf(forward, 0, 1, 1));
        uint256[2] memory positions = [buyerToken(forward), providerToken(forward)];
        vm.prank(BUYER);
        escrow.transferFrom(BUYER, OBSERVER, positions[0]);
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, FUNDER, positions[1]);
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(OBSERVER, 2 * uint256(PRICE + BOND) / 3, "holder of the buyer's position");
        assertBalance(FUNDER, BOND / 3, "holder of the provider's position");
        assertBalance(BUYER, 0, "buyer");
        assertBalance(PROVIDER, PRICE / 3, "provider, for the part");
    }

    function test_When_TheProviderHasCode() external {
        Forward memory forward = assignedForward();
        open(forward);
        accept(forward, address(this));
        vm.warp(START);
        settleAs(address(this), stepOf(forward, 0, 1, 1));
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertEq(escrow.owed(address(token), address(this)), BOND / 3, "owed to the provider");
        assertBalance(BUYER, 2 * uint256(PRICE + BOND) / 3, "buyer");
        assertBalance(address(escrow), BOND / 3, "escrow");
    }

    /// @dev Whatever was delivered: both shares and the pay make up price and bond, and rounding favours the buyer's bond.
    function testFuzz_TheSharesMakeUpPriceAndBond(uint128 price, uint128 bond, uint96 quantity, uint96 amount)
        external
    {
        Forward memory forward = assignedForward();
        forward.terms.price = uint128(bound(price, 1, type(uint128).max));
        forward.terms.bond = uint128(bound(bond, 1, type(uint128).max));
        forward.terms.quantity = uint96(bound(quantity, 2, type(uint88).max));
        amount = uint96(bound(amount, 1, forward.terms.quantity - 1));
        openAccepted(forward);
        uint256 paid = settleAs(PROVIDER, deliver(forward, OBSERVER, Step(0, 1, amount), somePayload(), H));
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        uint256 kept = uint256(forward.terms.bond) * amount / forward.terms.quantity;
        assertBalance(PROVIDER, kept, "provider");
        assertBalance(OBSERVER, paid, "recipient");
        assertBalance(BUYER, uint256(forward.terms.price) - paid + forward.terms.bond - kept, "buyer");
        assertBalance(address(escrow), 0, "escrow");
    }

    function test_When_TheBuyerHasNoCode() external {
        ForwardId id = openDefault();
        vm.warp(SETTLE_BY);
        assertStatus(defaultForward(), Status.Expired);

        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Reclaimed(id, BUYER, PRICE, address(0), 0);
        vm.prank(OBSERVER);
        escrow.reclaim(defaultForward());

        assertBalance(BUYER, PRICE, "buyer");
        assertBalance(OBSERVER, 0, "sender");
        assertBalance(FUNDER, 0, "funder");
        assertBalance(address(escrow), 0, "escrow");
        assertEq(escrow.owed(address(token), BUYER), 0, "owed");
        State memory state = escrow.stateOf(id);
        assertEq(state.buyer, BUYER, "position");
        assertEq(uint256(state.end), uint256(End.Reclaimed), "end");
        assertStatus(defaultForward(), Status.Reclaimed);
    }
}
