// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Delivery, Forward, ForwardId, Status} from "../../../src/types/Forward.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Lens} from "../../../src/periphery/Lens.sol";
import {NeedyPredicate} from "../../mocks/GroupPredicates.sol";
import {Unreachable} from "../../mocks/Wallets.sol";

contract RefusalsOfTest is BaseTest {
    Lens internal lens;

    function setUp() public override {
        super.setUp();
        lens = new Lens();
    }

    function ask(Lens asked, Delivery memory delivery, bytes memory proof) internal returns (bytes memory) {
        (Delivery[] memory deliveries, bytes[] memory proofs) = (new Delivery[](1), new bytes[](1));
        (deliveries[0], proofs[0]) = (delivery, proof);
        return asked.refusalsOf(escrow, deliveries, proofs)[0];
    }

    function test_RevertWhen_ThereIsNotAProofForEachDelivery() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.Lens_LengthsDiffer.selector, 2, 1));
        lens.refusalsOf(escrow, new Delivery[](2), new bytes[](1));
    }

    function test_When_ADeliveryWouldBePaid() external {
        ForwardId id = openAnnounced();
        assertEq(ask(lens, defaultDelivery(), PROOF).length, 0, "reason");
        assertStatus(defaultForward(), Status.Deliverable);
        assertBalance(PROVIDER, 0, "provider");
        assertEq(escrow.announcedAt(id, H), NOW, "announcement");
        settleDefault(); // what it said is true
    }

    function test_When_SeveralDeliveriesAreAskedFor() external {
        ForwardId id = openAnnounced();
        (Delivery[] memory deliveries, bytes[] memory proofs) = (new Delivery[](4), new bytes[](4));
        for (uint256 i; i < 4; ++i) {
            (deliveries[i], proofs[i]) = (defaultDelivery(), PROOF);
        }
        deliveries[0].recipient = address(0);
        deliveries[2].h = H + 1;
        bytes[] memory refusals = lens.refusalsOf(escrow, deliveries, proofs);
        assertEq(
            refusals[0], abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(0)), "first"
        );
        assertEq(refusals[1].length, 0, "second");
        assertEq(refusals[2], abi.encodeWithSelector(Errors.ForwardEscrow_NotAnnounced.selector, id, H + 1), "third");
        assertEq(refusals[3].length, 0, "the second again: each is asked about by itself");
    }

    function test_When_OnlyTheProofIsMissing() external {
        openAnnounced();
        assertReason(ask(lens, defaultDelivery(), "no"), Errors.ForwardEscrow_PredicateRefused.selector);
    }

    function test_When_SomebodyAsksAboutAnAssignedForward() external {
        openAccepted(assignedForward());
        bytes memory reason = ask(lens, stepOf(assignedForward(), 0, 1, 1), PROOF);
        assertReason(reason, Errors.ForwardEscrow_NotProvider.selector);
    }

    function test_When_ItsCodeStandsInForTheProvider() external {
        openAccepted(assignedForward());
        vm.etch(PROVIDER, address(lens).code);
        assertEq(ask(Lens(PROVIDER), stepOf(assignedForward(), 0, 1, 1), PROOF).length, 0, "reason");
        bytes memory reason = ask(Lens(PROVIDER), stepOf(assignedForward(), 0, 1, QUANTITY + 1), PROOF);
        assertReason(reason, Errors.ForwardEscrow_StepOutOfOrder.selector);
        assertBalance(PROVIDER, 0, "provider");
    }

    /// @dev At no gas limit does a lack of gas look like a settlement, or like a refusal: what it gives is the truth, or it
    /// reverts. The first predicate burns all it gets, the second needs as much as a proof costs.
    function test_RevertWhen_ThereIsTooLittleGas() external {
        (Delivery[] memory deliveries, bytes[] memory proofs) = (new Delivery[](2), new bytes[](2));
        deliveries[0] = deliver(forwardWith(address(new Unreachable())), PROVIDER, wholeStep(), somePayload(), H);
        deliveries[1] = deliver(forwardWith(needy(300_000)), PROVIDER, wholeStep(), somePayload(), H);
        (proofs[0], proofs[1]) = (PROOF, PROOF);
        vm.warp(START + CLAIM_DELAY);
        bytes memory call = abi.encodeCall(lens.refusalsOf, (escrow, deliveries, proofs));
        (uint256 tooLow, uint256 told) = (0, 0);
        for (uint256 gas_ = 10_000; gas_ < 4_000_000; gas_ += 9_973) {
            (bool success, bytes memory answer) = address(lens).call{gas: gas_}(call);
            if (!success) {
                // forge-lint: disable-next-line(unsafe-typecast): the selector is what is wanted
                if (bytes4(answer) == Errors.Lens_GasTooLow.selector) ++tooLow;
                continue;
            }
            bytes[] memory refusals = abi.decode(answer, (bytes[]));
            assertReason(refusals[0], Errors.ForwardEscrow_PredicateRefused.selector);
            assertEq(refusals[1].length, 0, "the second would be paid");
            ++told;
        }
        assertGt(tooLow, 0, "limits at which it says that the gas is too low");
        assertGt(told, 0, "limits at which it tells the reason");
    }

    /// @dev A forward of its own under a predicate, whose delivery was announced.
    function forwardWith(address predicate_) internal returns (Forward memory forward) {
        forward = defaultForward();
        forward.terms.predicate = predicate_;
        escrow.announce(open(forward), H);
    }

    function needy(uint256 appetite) internal returns (address) {
        NeedyPredicate hungry = new NeedyPredicate();
        hungry.eat(appetite);
        return address(hungry);
    }

    /// @dev Copying it takes more than there is: before the escrow is asked, or before it can say anything.
    function test_RevertWhen_APayloadTakesAllGas() external {
        openAnnounced();
        (Delivery[] memory deliveries, bytes[] memory proofs) = (new Delivery[](1), new bytes[](1));
        (deliveries[0], proofs[0]) = (defaultDelivery(), PROOF);
        deliveries[0].payload = new uint256[](50_000);
        vm.expectRevert(Errors.Lens_GasTooLow.selector);
        lens.refusalsOf{gas: 9_000_000}(escrow, deliveries, proofs);
        vm.expectRevert(Errors.Lens_GasTooLow.selector);
        lens.refusalsOf{gas: 20_000_000}(escrow, deliveries, proofs);
    }

    function test_When_ThePredicateBurnsAllGas() external {
        Delivery memory delivery =
            deliver(forwardWith(address(new Unreachable())), PROVIDER, wholeStep(), somePayload(), H);
        vm.warp(START + CLAIM_DELAY);
        assertReason(ask(lens, delivery, PROOF), Errors.ForwardEscrow_PredicateRefused.selector);
    }

    /// @dev Forty shares of a million, one for the lens itself, and not a whole one more.
    function test_When_AllPredicatesBurnAllGas() external {
        Forward memory forward = forwardWith(address(new Unreachable()));
        vm.warp(START + CLAIM_DELAY);
        (Delivery[] memory deliveries, bytes[] memory proofs) = (new Delivery[](40), new bytes[](40));
        for (uint256 i; i < 40; ++i) {
            (deliveries[i], proofs[i]) = (deliver(forward, PROVIDER, wholeStep(), somePayload(), H), PROOF);
        }
        bytes[] memory refusals = lens.refusalsOf{gas: 41_800_000}(escrow, deliveries, proofs);
        for (uint256 i; i < 40; ++i) {
            assertReason(refusals[i], Errors.ForwardEscrow_PredicateRefused.selector);
        }
    }
}
