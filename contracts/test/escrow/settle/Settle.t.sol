// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {BombPredicate, RecordingPredicate, SilentPredicate} from "../../mocks/Predicates.sol";
import {Calls} from "../../../src/libraries/Calls.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward, ForwardId, Status, Step} from "../../../src/types/Forward.sol";
import {HungryToken, RefusingToken, TokenWithoutReturn} from "../../mocks/Tokens.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {IPredicate} from "../../../src/interfaces/IPredicate.sol";

contract SettleTest is BaseTest {
    function settleStep(Step memory step) internal {
        escrow.settle(deliver(defaultForward(), PROVIDER, step, somePayload(), H), PROOF);
    }

    function expectPaid() internal {
        settleDefault();
        assertBalance(PROVIDER, PRICE, "recipient");
        assertBalance(address(escrow), 0, "escrow");
    }

    /// @dev Opens a forward with another token or predicate and brings it to where it can be settled.
    function openWith(address tokenAddress, address predicateAddress) internal returns (Forward memory forward) {
        forward = defaultForward();
        forward.terms.token = tokenAddress;
        forward.terms.predicate = predicateAddress;
        escrow.announce(open(forward), H);
        vm.warp(START);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        STATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertGiven_TheForwardWasNeverOpened() external {
        vm.warp(START);
        ForwardId id = escrow.forwardId(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
        settleDefault();
    }

    function test_RevertGiven_TheForwardIsSettled() external {
        ForwardId id = openAnnounced();
        settleDefault();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        settleDefault();
    }

    function test_RevertGiven_TheForwardIsReclaimed() external {
        ForwardId id = openAnnounced();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        vm.warp(START); // the state alone refuses, without the time
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id));
        settleDefault();
    }

    function test_RevertWhen_AnyFieldOfTheForwardIsAnother() external {
        openAnnounced();
        for (uint256 i; i < 18; ++i) {
            Forward memory forward = defaultForward();
            assembly ("memory-safe") {
                // A word of the terms, which lie behind the forward's first word, or one of the forward's own.
                let at := add(mload(forward), shl(5, i))
                if gt(i, 15) { at := add(forward, shl(5, sub(i, 15))) }
                mstore(at, xor(mload(at), 1))
            }
            ForwardId id = escrow.forwardId(forward);
            vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
            settle(forward, PROVIDER);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         TIME
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheTimeIsBeforeTheStart() external {
        openAnnounced();
        vm.warp(START - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BeforeStart.selector, START, START - 1));
        settleDefault();
    }

    function test_When_TheTimeIsTheStart() external {
        openAnnounced();
        vm.warp(START);
        expectPaid();
    }

    function test_When_TheTimeIsTheLastSecond() external {
        openAnnounced();
        vm.warp(SETTLE_BY - 1);
        expectPaid();
    }

    function test_RevertWhen_TheTimeIsTheEndOfSettlements() external {
        openAnnounced();
        vm.warp(SETTLE_BY);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_SettlementOver.selector, SETTLE_BY, SETTLE_BY));
        settleDefault();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  RECIPIENT AND STEP
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheRecipientIsZero() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(0)));
        settle(defaultForward(), address(0));
    }

    function test_RevertWhen_TheRecipientIsTheEscrow() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(escrow)));
        settle(defaultForward(), address(escrow));
    }

    function test_RevertWhen_TheStepDoesNotStartAtZero() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 1, 2, QUANTITY, QUANTITY));
        settleStep(Step(1, 2, QUANTITY));
    }

    function test_RevertWhen_TheStepGoesNowhere() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 0, 0, QUANTITY, QUANTITY));
        settleStep(Step(0, 0, QUANTITY));
    }

    function test_RevertWhen_TheStepIsForLessThanTheQuantity() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 0, 1, QUANTITY - 1, QUANTITY));
        settleStep(Step(0, 1, QUANTITY - 1));
    }

    function test_RevertWhen_TheStepIsForMoreThanTheQuantity() external {
        openAnnounced();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_StepInvalid.selector, 0, 1, QUANTITY + 1, QUANTITY));
        settleStep(Step(0, 1, QUANTITY + 1));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     ANNOUNCEMENT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_NothingWasAnnounced() external {
        ForwardId id = openDefault();
        vm.warp(START);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_NotAnnounced.selector, id, H));
        settleDefault();
    }

    function test_RevertWhen_TheAnnouncementIsTooRecent() external {
        ForwardId id = openDefault();
        vm.warp(START);
        escrow.announce(id, H);
        vm.warp(START + CLAIM_DELAY - 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_AnnouncementTooRecent.selector, id, H, START + CLAIM_DELAY, START + CLAIM_DELAY - 1
            )
        );
        settleDefault();
    }

    function test_When_TheAnnouncementIsJustOldEnough() external {
        ForwardId id = openDefault();
        vm.warp(START);
        escrow.announce(id, H);
        vm.warp(START + CLAIM_DELAY);
        expectPaid();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      PREDICATE
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_ThePredicateRefuses() external {
        openAnnounced();
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_PredicateRefused.selector,
                address(predicate),
                abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector)
            )
        );
        escrow.settle(deliver(defaultForward(), PROVIDER, wholeStep(), somePayload(), H), "no");
    }

    function test_RevertWhen_ThePredicateRefusesWithALongReason() external {
        BombPredicate bomb = new BombPredicate(257, false);
        Forward memory forward = openWith(address(token), address(bomb));
        bytes memory start = new bytes(256);
        for (uint256 i; i < 32; ++i) {
            start[i] = 0xff;
        }
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(bomb), start));
        settle(forward, PROVIDER);
    }

    function test_RevertWhen_ThePredicateAnswersWithNothing() external {
        SilentPredicate silent = new SilentPredicate();
        Forward memory forward = openWith(address(token), address(silent));
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(silent), ""));
        settle(forward, PROVIDER);
    }

    function test_When_ThePredicateAnswersAtLength() external {
        Forward memory forward = openWith(address(token), address(new BombPredicate(1000, true)));
        settle(forward, PROVIDER);
        assertBalance(PROVIDER, PRICE, "recipient");
    }

    function test_RevertWhen_ThePredicateLostItsCode() external {
        openAnnounced();
        vm.etch(address(predicate), "");
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(predicate), ""));
        settleDefault();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        TOKEN
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheTokenReturnsNothing() external {
        TokenWithoutReturn silent = new TokenWithoutReturn();
        Forward memory forward = openWith(address(silent), address(predicate));
        settle(forward, PROVIDER);
        assertEq(silent.balanceOf(PROVIDER), PRICE, "recipient");
        assertEq(escrow.owed(address(silent), PROVIDER), 0, "owed");
    }

    function test_When_TheTokenLostItsCode() external {
        openAnnounced();
        vm.etch(address(token), "");
        settleDefault();
        assertEq(escrow.owed(address(token), PROVIDER), PRICE, "owed");
    }

    function test_When_TheTokenRefuses() external {
        for (uint256 i = 1; i <= uint256(type(RefusingToken.Way).max); ++i) {
            vm.warp(NOW);
            RefusingToken refusing = new RefusingToken();
            Forward memory forward = openWith(address(refusing), address(predicate));
            refusing.refuse(RefusingToken.Way(i));

            vm.expectEmit(address(escrow));
            emit IForwardEscrow.Credited(address(refusing), PROVIDER, PRICE);
            assertEq(settle(forward, PROVIDER), PRICE, "paid");

            assertEq(escrow.owed(address(refusing), PROVIDER), PRICE, "owed");
            assertEq(refusing.balanceOf(address(escrow)), PRICE, "escrow");
            assertStatus(forward, Status.Settled);
        }
    }

    function test_When_TheTokenUsesUpItsGas() external {
        HungryToken hungry = new HungryToken();
        Forward memory forward = openWith(address(hungry), address(predicate));
        hungry.eat(Calls.TRANSFER_GAS);
        settle(forward, PROVIDER);
        assertEq(escrow.owed(address(hungry), PROVIDER), PRICE, "owed");
        assertEq(hungry.balanceOf(PROVIDER), 0, "recipient");
    }

    function test_RevertWhen_TheGasIsTooLowForATransfer() external {
        openAnnounced();
        Forward memory forward = defaultForward();
        bytes memory call =
            abi.encodeCall(escrow.settle, (deliver(forward, PROVIDER, wholeStep(), somePayload(), H), PROOF));
        (bool success, bytes memory reason) = address(escrow).call{gas: Calls.TRANSFER_RESERVE}(call);
        assertFalse(success, "settled");
        assertReason(reason, Errors.ForwardEscrow_GasTooLow.selector);
        assertStatus(forward, Status.Deliverable);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_EverythingIsInOrder() external {
        ForwardId id = openAnnounced();
        assertStatus(defaultForward(), Status.Deliverable);
        uint256 progress = (uint256(1) << 64) | (uint256(QUANTITY) << 128);

        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Settled(id, PROVIDER, keccak256("mock key"), PRICE, progress, 0, 0, H, somePayload(), PROOF);
        vm.record();
        vm.prank(OBSERVER); // anybody may send it
        uint256 paid = settleDefault();
        (, bytes32[] memory writes) = vm.accesses(address(escrow));

        assertEq(paid, PRICE, "paid");
        assertEq(writes.length, 2, "slots written: the state, and the announcement that is given up");
        assertEq(escrow.announcedAt(id, H), 0, "announcement");
        assertBalance(PROVIDER, PRICE, "recipient");
        assertBalance(OBSERVER, 0, "sender");
        assertBalance(BUYER, 0, "buyer");
        assertBalance(address(escrow), 0, "escrow");
        assertEq(escrow.stateOf(id).delivered, QUANTITY, "delivered");
        assertEq(escrow.stateOf(id).buyer, BUYER, "buyer's position");
        assertStatus(defaultForward(), Status.Settled);
        assertEq(
            keccak256(abi.encode(predicate.lastHeader())),
            keccak256(abi.encode(escrow.header(deliver(defaultForward(), PROVIDER, wholeStep(), somePayload(), H)))),
            "header"
        );
    }

    /// @dev The call is encoded by hand: it is what the compiler would make of it, whatever the lengths.
    function testFuzz_ThePredicateIsAskedInTheUsualEncoding(uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
    {
        RecordingPredicate recorder = new RecordingPredicate();
        Forward memory forward = defaultForward();
        forward.terms.predicate = address(recorder);
        escrow.announce(open(forward), h);
        vm.warp(START);

        escrow.settle(deliver(forward, PROVIDER, wholeStep(), payload, h), proof);

        uint256[9] memory header = escrow.header(deliver(forward, PROVIDER, wholeStep(), somePayload(), H));
        bytes memory usual = abi.encodeCall(IPredicate.settle, (header, payload, h, proof));
        assertEq(recorder.dataHash(), keccak256(usual), "calldata");
    }

    function testFuzz_ThePriceIsPaidInsideTheWindowAndNowhereElse(uint64 time, uint128 price, address recipient)
        external
    {
        vm.assume(recipient != address(0) && recipient != address(escrow));
        Forward memory forward = defaultForward();
        forward.terms.price = uint128(bound(price, 1, type(uint128).max));
        escrow.announce(open(forward), H);
        uint256 before = token.balanceOf(recipient);

        time = uint64(bound(time, NOW + CLAIM_DELAY, SETTLE_BY + 365 days));
        vm.warp(time);
        if (time < START || time >= SETTLE_BY) {
            vm.expectRevert();
            settle(forward, recipient);
        } else {
            settle(forward, recipient);
            assertBalance(recipient, before + forward.terms.price, "recipient");
        }
    }
}
