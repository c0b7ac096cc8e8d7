// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {End, Forward, ForwardId, State, Status} from "../../../src/types/Forward.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {RefusingToken} from "../../mocks/Tokens.sol";
import {SigningWallet} from "../../mocks/Wallets.sol";

contract CloseTest is BaseTest {
    uint256 internal constant TO_BUYER = 130_000;
    uint256 internal constant DEADLINE = START + 1 hours;

    function closeAs(address caller, Forward memory forward, uint256 toBuyer) internal {
        bytes memory buyers = consent("buyer", forward, toBuyer, DEADLINE);
        bytes memory providers = consent("provider", forward, toBuyer, DEADLINE);
        vm.prank(caller);
        escrow.close(forward, toBuyer, DEADLINE, buyers, providers);
    }

    function expectRefusal(Forward memory forward, bytes memory reason) internal {
        bytes memory buyers = consent("buyer", forward, TO_BUYER, DEADLINE);
        bytes memory providers = consent("provider", forward, TO_BUYER, DEADLINE);
        vm.expectRevert(reason);
        escrow.close(forward, TO_BUYER, DEADLINE, buyers, providers);
    }

    function assertShared(uint256 toBuyer, uint256 toProvider) internal view {
        assertBalance(BUYER, toBuyer, "buyer");
        assertBalance(PROVIDER, toProvider, "provider");
        assertStatus(assignedForward(), Status.Closed);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        STATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardWasNeverOpened() external {
        ForwardId id = escrow.forwardId(assignedForward());
        expectRefusal(assignedForward(), abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
    }

    function test_RevertGiven_TheForwardIsOpenToAnybody() external {
        ForwardId id = openDefault();
        expectRefusal(defaultForward(), abi.encodeWithSelector(Errors.ForwardEscrow_NotAccepted.selector, id));
    }

    function test_RevertGiven_NobodyAccepted() external {
        ForwardId id = open(assignedForward());
        expectRefusal(assignedForward(), abi.encodeWithSelector(Errors.ForwardEscrow_NotAccepted.selector, id));
    }

    function test_RevertGiven_TheForwardIsSettled() external {
        ForwardId id = openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, QUANTITY));
        expectRefusal(assignedForward(), abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
    }

    function test_RevertGiven_TheForwardIsReclaimed() external {
        ForwardId id = openAccepted(assignedForward());
        vm.warp(SETTLE_BY);
        escrow.reclaim(assignedForward());
        vm.warp(START);
        expectRefusal(assignedForward(), abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id));
    }

    function test_RevertGiven_TheForwardIsClosed() external {
        ForwardId id = openAccepted(assignedForward());
        closeAs(OBSERVER, assignedForward(), TO_BUYER);
        expectRefusal(assignedForward(), abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyClosed.selector, id));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   DEADLINE AND SHARE
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheTimeIsTheDeadline() external {
        openAccepted(assignedForward());
        vm.warp(DEADLINE);
        closeAs(OBSERVER, assignedForward(), TO_BUYER);
        assertShared(TO_BUYER, PRICE + BOND - TO_BUYER);
    }

    function test_RevertWhen_TheTimeIsAfterTheDeadline() external {
        openAccepted(assignedForward());
        vm.warp(DEADLINE + 1);
        expectRefusal(
            assignedForward(),
            abi.encodeWithSelector(Errors.ForwardEscrow_ConsentExpired.selector, DEADLINE, DEADLINE + 1)
        );
    }

    function test_When_TheBuyersShareIsAllThereIs() external {
        openAccepted(assignedForward());
        closeAs(OBSERVER, assignedForward(), PRICE + BOND);
        assertShared(PRICE + BOND, 0);
    }

    function test_RevertWhen_TheBuyersShareIsMoreThanThereIs() external {
        openAccepted(assignedForward());
        uint256 left = uint256(PRICE) + BOND;
        bytes memory buyers = consent("buyer", assignedForward(), left + 1, DEADLINE);
        bytes memory providers = consent("provider", assignedForward(), left + 1, DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ShareTooLarge.selector, left + 1, left));
        escrow.close(assignedForward(), left + 1, DEADLINE, buyers, providers);
        buyers = consent("buyer", assignedForward(), type(uint256).max, DEADLINE);
        providers = consent("provider", assignedForward(), type(uint256).max, DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ShareTooLarge.selector, type(uint256).max, left));
        escrow.close(assignedForward(), type(uint256).max, DEADLINE, buyers, providers);
    }

    function test_When_TheBuyersShareIsNothing() external {
        openAccepted(assignedForward());
        closeAs(OBSERVER, assignedForward(), 0);
        assertShared(0, PRICE + BOND);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CONSENT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheBuyerDidNotConsent() external {
        openAccepted(assignedForward());
        bytes memory observers = consent("observer", assignedForward(), TO_BUYER, DEADLINE);
        vm.startPrank(PROVIDER);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, BUYER));
        escrow.close(assignedForward(), TO_BUYER, DEADLINE, observers, "");
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, BUYER));
        escrow.close(assignedForward(), TO_BUYER, DEADLINE, "", "");
        vm.stopPrank();
    }

    function test_RevertWhen_TheProviderDidNotConsent() external {
        openAccepted(assignedForward());
        bytes memory buyers = consent("buyer", assignedForward(), TO_BUYER, DEADLINE);
        vm.startPrank(BUYER);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, PROVIDER));
        escrow.close(assignedForward(), TO_BUYER, DEADLINE, "", buyers);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, PROVIDER));
        escrow.close(assignedForward(), TO_BUYER, DEADLINE, "", "");
        vm.stopPrank();
    }

    function test_RevertWhen_AConsentIsForSomethingElse() external {
        Forward memory other = assignedForward("other salt");
        open(other);
        accept(other, PROVIDER);
        openAccepted(assignedForward());
        bytes[3] memory others = [
            consent("provider", other, TO_BUYER, DEADLINE),
            consent("provider", assignedForward(), TO_BUYER - 1, DEADLINE),
            consent("provider", assignedForward(), TO_BUYER, DEADLINE + 1)
        ];
        for (uint256 i; i < others.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, PROVIDER));
            vm.prank(BUYER);
            escrow.close(assignedForward(), TO_BUYER, DEADLINE, "", others[i]);
        }
    }

    function test_When_TheCallerHoldsOneSide() external {
        openAccepted(assignedForward());
        bytes memory providers = consent("provider", assignedForward(), TO_BUYER, DEADLINE);
        vm.prank(BUYER);
        escrow.close(assignedForward(), TO_BUYER, DEADLINE, "", providers);
        assertShared(TO_BUYER, PRICE + BOND - TO_BUYER);
    }

    function test_When_TheCallerHoldsBothSides() external {
        openAccepted(assignedForward());
        uint256 position = buyerToken(assignedForward());
        vm.prank(BUYER);
        escrow.transferFrom(BUYER, PROVIDER, position);
        vm.prank(PROVIDER);
        escrow.close(assignedForward(), TO_BUYER, DEADLINE, "", "");
        assertShared(0, PRICE + BOND);
    }

    function test_When_AHolderIsAContractThatSigns() external {
        Forward memory forward = assignedForward();
        SigningWallet wallet = new SigningWallet(vm.addr(keyOf("key of the wallet")));
        forward.buyer = address(wallet);
        openAccepted(forward);
        bytes memory buyers = consent("key of the wallet", forward, TO_BUYER, DEADLINE);
        vm.prank(PROVIDER);
        escrow.close(forward, TO_BUYER, DEADLINE, buyers, "");
        assertEq(escrow.owed(address(token), address(wallet)), TO_BUYER, "owed to the contract");
        assertBalance(address(wallet), 0, "contract");
        assertBalance(PROVIDER, PRICE + BOND - TO_BUYER, "provider");
    }

    function test_RevertWhen_AHolderIsAContractThatDoesNotSign() external {
        Forward memory forward = assignedForward();
        forward.buyer = address(new SigningWallet(BUYER));
        openAccepted(forward);
        bytes memory providers = consent("provider", forward, TO_BUYER, DEADLINE);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, forward.buyer));
        vm.prank(PROVIDER);
        escrow.close(forward, TO_BUYER, DEADLINE, providers, "");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_Given_SomethingWasDelivered() external {
        openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 1));
        assertBalance(PROVIDER, PRICE / QUANTITY, "provider, for the first unit");
        closeAs(OBSERVER, assignedForward(), TO_BUYER);
        assertShared(TO_BUYER, PRICE + BOND - TO_BUYER);
        assertBalance(address(escrow), 0, "escrow");
    }

    function test_Given_TheWindowIsOver() external {
        openAccepted(assignedForward());
        vm.warp(SETTLE_BY);
        assertStatus(assignedForward(), Status.Expired);
        bytes memory buyers = consent("buyer", assignedForward(), TO_BUYER, SETTLE_BY);
        bytes memory providers = consent("provider", assignedForward(), TO_BUYER, SETTLE_BY);
        escrow.close(assignedForward(), TO_BUYER, SETTLE_BY, buyers, providers);
        assertShared(TO_BUYER, PRICE + BOND - TO_BUYER);
    }

    function test_When_TheTokenRefuses() external {
        RefusingToken refusing = new RefusingToken();
        token = refusing;
        openAccepted(assignedForward());
        refusing.refuse(RefusingToken.Way.Reverts);
        closeAs(OBSERVER, assignedForward(), TO_BUYER);
        assertEq(escrow.owed(address(token), BUYER), TO_BUYER, "owed to the buyer");
        assertEq(escrow.owed(address(token), PROVIDER), PRICE + BOND - TO_BUYER, "owed to the provider");
        assertStatus(assignedForward(), Status.Closed);
    }

    function test_When_BothConsent() external {
        ForwardId id = openAccepted(assignedForward());
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Closed(id, BUYER, TO_BUYER, PROVIDER, PRICE + BOND - TO_BUYER);
        closeAs(OBSERVER, assignedForward(), TO_BUYER);

        assertShared(TO_BUYER, PRICE + BOND - TO_BUYER);
        assertBalance(OBSERVER, 0, "sender");
        assertBalance(FUNDER, 0, "funder");
        assertBalance(address(escrow), 0, "escrow");
        State memory state = escrow.stateOf(id);
        assertEq(uint256(state.end), uint256(End.Closed), "end");
        assertEq(state.delivered, 0, "delivered");
        assertEq(escrow.ownerOf(buyerToken(assignedForward())), BUYER, "buyer's position");
        assertEq(escrow.ownerOf(providerToken(assignedForward())), PROVIDER, "provider's position");
    }

    function testFuzz_TheSharesAreAllThatWasLeft(uint96 delivered, uint256 toBuyer) external {
        Forward memory forward = assignedForward();
        forward.terms.quantity = type(uint88).max;
        delivered = uint96(bound(delivered, 1, type(uint88).max - 1));
        openAccepted(forward);
        uint256 paid = settleAs(PROVIDER, stepOf(forward, 0, 1, delivered));
        toBuyer = bound(toBuyer, 0, PRICE + BOND - paid);
        closeAs(OBSERVER, forward, toBuyer);
        assertBalance(BUYER, toBuyer, "buyer");
        assertBalance(PROVIDER, PRICE + BOND - toBuyer, "provider");
        assertBalance(address(escrow), 0, "escrow");
    }
}
