// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {FeeToken} from "../../mocks/Tokens.sol";
import {Forward, ForwardId, State, Status} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";

contract AcceptTest is BaseTest {
    uint64 internal constant BEACON = 1_000;

    /// @dev Accepts as the holder, and says what the escrow must answer.
    function expectRefusal(Forward memory forward, address holder, bytes memory reason) internal {
        token.mint(holder, BOND);
        vm.startPrank(holder);
        token.approve(address(escrow), BOND);
        vm.expectRevert(reason);
        escrow.accept(forward, holder);
        vm.stopPrank();
    }

    function expectAccepted(Forward memory forward) internal {
        accept(forward, PROVIDER);
        assertEq(escrow.stateOf(escrow.forwardId(forward)).provider, PROVIDER, "provider");
        assertStatus(forward, Status.Pending);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        STATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardWasNeverOpened() external {
        Forward memory forward = assignedForward();
        ForwardId id = escrow.forwardId(forward);
        expectRefusal(forward, PROVIDER, abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
    }

    function test_RevertGiven_TheForwardIsOpenToAnybody() external {
        openDefault();
        expectRefusal(
            defaultForward(), PROVIDER, abi.encodeWithSelector(Errors.ForwardEscrow_AcceptanceOver.selector, 0, NOW)
        );
    }

    function test_RevertGiven_TheForwardIsAccepted() external {
        Forward memory forward = assignedForward();
        ForwardId id = open(forward);
        accept(forward, PROVIDER);
        bytes memory reason = abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyAccepted.selector, id, PROVIDER);
        expectRefusal(forward, OBSERVER, reason);
        expectRefusal(forward, PROVIDER, reason);
    }

    function test_RevertGiven_TheForwardIsSettled() external {
        Forward memory forward = assignedForward();
        ForwardId id = openAccepted(forward);
        settleAs(PROVIDER, stepOf(forward, 0, 1, QUANTITY));
        vm.warp(NOW);
        expectRefusal(forward, OBSERVER, abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
    }

    function test_RevertGiven_TheForwardIsReclaimed() external {
        Forward memory forward = assignedForward();
        ForwardId id = open(forward);
        vm.warp(ACCEPT_BY);
        escrow.reclaim(forward);
        vm.warp(NOW); // the state alone refuses, without the time
        expectRefusal(forward, PROVIDER, abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id));
    }

    function test_RevertGiven_TheForwardIsClosed() external {
        Forward memory forward = assignedForward();
        forward.buyer = PROVIDER;
        ForwardId id = open(forward);
        accept(forward, PROVIDER);
        vm.prank(PROVIDER);
        escrow.close(forward, 0, NOW, "", "");
        expectRefusal(forward, OBSERVER, abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyClosed.selector, id));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         TIME
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheTimeIsTheLastSecond() external {
        open(assignedForward());
        vm.warp(ACCEPT_BY - 1);
        expectAccepted(assignedForward());
    }

    function test_RevertWhen_TheTimeIsTheEndOfAcceptance() external {
        open(assignedForward());
        vm.warp(ACCEPT_BY);
        expectRefusal(
            assignedForward(),
            PROVIDER,
            abi.encodeWithSelector(Errors.ForwardEscrow_AcceptanceOver.selector, ACCEPT_BY, ACCEPT_BY)
        );
    }

    function test_When_TheBlockIsTheLastOneBeforeTheBeacon() external {
        Forward memory forward = twoRounds(BEACON);
        vm.roll(BEACON - 1);
        expectAccepted(forward);
    }

    function test_RevertWhen_TheBlockIsTheBeacons() external {
        Forward memory forward = twoRounds(BEACON);
        vm.roll(BEACON);
        expectRefusal(
            forward, PROVIDER, abi.encodeWithSelector(Errors.ForwardEscrow_BeaconBlockPassed.selector, BEACON, BEACON)
        );
    }

    function twoRounds(uint64 beaconBlock) internal returns (Forward memory forward) {
        forward = assignedForward();
        forward.terms.beaconBlock = beaconBlock;
        open(forward);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        HOLDER
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheHolderIsZero() external {
        open(assignedForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_HolderInvalid.selector, address(0), address(0)));
        escrow.accept(assignedForward(), address(0));
    }

    function test_RevertWhen_TheHolderIsTheEscrow() external {
        open(assignedForward());
        vm.expectRevert(
            abi.encodeWithSelector(Errors.ForwardEscrow_HolderInvalid.selector, address(escrow), address(0))
        );
        escrow.accept(assignedForward(), address(escrow));
    }

    function test_RevertWhen_TheTermsNameSomebodyElse() external {
        Forward memory forward = assignedForward();
        forward.terms.provider = PROVIDER;
        open(forward);
        expectRefusal(
            forward, OBSERVER, abi.encodeWithSelector(Errors.ForwardEscrow_HolderInvalid.selector, OBSERVER, PROVIDER)
        );
    }

    function test_When_TheTermsNameTheHolder() external {
        Forward memory forward = assignedForward();
        forward.terms.provider = PROVIDER;
        forward.terms.bond = 0;
        open(forward);
        vm.prank(PROVIDER);
        escrow.accept(forward, PROVIDER);
        assertEq(escrow.stateOf(escrow.forwardId(forward)).provider, PROVIDER, "provider");
        assertBalance(address(escrow), PRICE, "escrow");
    }

    function test_RevertWhen_TheHolderDidNotAgree() external {
        open(assignedForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_HolderDidNotAgree.selector, PROVIDER, OBSERVER));
        vm.prank(OBSERVER);
        escrow.accept(assignedForward(), PROVIDER);
    }

    function test_When_TheHolderMadeTheCallerAnOperator() external {
        open(assignedForward());
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        token.mint(OBSERVER, BOND);
        vm.startPrank(OBSERVER);
        token.approve(address(escrow), BOND);
        escrow.accept(assignedForward(), PROVIDER);
        vm.stopPrank();
        assertBalance(OBSERVER, 0, "caller");
        assertEq(escrow.ownerOf(providerToken(assignedForward())), PROVIDER, "position");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheTokenDeliversLessThanTheBond() external {
        FeeToken fee = new FeeToken();
        token = fee;
        fee.charge(false);
        open(assignedForward());
        fee.charge(true);
        expectRefusal(
            assignedForward(),
            PROVIDER,
            abi.encodeWithSelector(
                Errors.ForwardEscrow_TokenDeliversOther.selector, address(fee), BOND, BOND - BOND / 100
            )
        );
        assertStatus(assignedForward(), Status.Proposed);
    }

    function test_RevertWhen_TheCallerDidNotApproveTheBond() external {
        open(assignedForward());
        token.mint(PROVIDER, BOND);
        vm.startPrank(PROVIDER);
        token.approve(address(escrow), BOND - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), BOND - 1, BOND)
        );
        escrow.accept(assignedForward(), PROVIDER);
        vm.stopPrank();
        assertStatus(assignedForward(), Status.Proposed);
    }

    function test_When_EverythingIsInOrder() external {
        Forward memory forward = assignedForward();
        ForwardId id = open(forward);
        assertStatus(forward, Status.Proposed);
        token.mint(PROVIDER, BOND);
        vm.startPrank(PROVIDER);
        token.approve(address(escrow), BOND);

        vm.expectEmit(address(escrow));
        emit IERC721.Transfer(address(0), PROVIDER, providerToken(forward));
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Accepted(id, PROVIDER);
        vm.record();
        escrow.accept(forward, PROVIDER);
        (, bytes32[] memory writes) = vm.accesses(address(escrow));
        vm.stopPrank();

        assertEq(writes.length, 2, "slots written: provider and number of positions");
        assertBalance(PROVIDER, 0, "provider");
        assertBalance(BUYER, 0, "buyer");
        assertBalance(FUNDER, 0, "funder");
        assertBalance(address(escrow), PRICE + BOND, "escrow");
        State memory state = escrow.stateOf(id);
        assertEq(state.buyer, BUYER, "buyer's position");
        assertEq(state.provider, PROVIDER, "provider's position");
        assertEq(state.delivered, 0, "delivered");
        assertEq(state.cursor, 0, "cursor");
        assertEq(escrow.balanceOf(PROVIDER), 1, "positions");
        assertStatus(forward, Status.Pending);
    }
}
