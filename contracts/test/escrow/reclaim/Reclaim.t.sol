// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {BaseTest} from "../../BaseTest.sol";
import {Calls} from "../../../src/libraries/Calls.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {End, Forward, ForwardId, State, Status} from "../../../src/types/Forward.sol";
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
