// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DeafZkvmPredicate, HostileVerifier, ReentrantVerifier, UnboundZkvmPredicate} from "../mocks/Verifiers.sol";
import {Delivery, Forward, ForwardId, Group, Status} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {IZkvmVerifier} from "../../src/interfaces/IZkvmVerifier.sol";
import {MintableToken} from "../mocks/Tokens.sol";
import {ZkvmTest} from "../zkvm/ZkvmTest.sol";

/// @notice Attacks on a forward whose predicate is an adapter: anybody who reads an output can prove it.
contract AdapterAttackTest is ZkvmTest {
    /// @dev What an attacker announces on the day the forward opens: a number, since there is no output yet.
    uint256 internal constant EARLY = 1;

    function forwardOf(address adapterAddress) internal view returns (Forward memory forward) {
        forward = defaultForward();
        forward.terms.predicate = adapterAddress;
    }

    /// @dev A delivery and its proof, under one's own blinding.
    function prove(Forward memory forward, address recipient, bytes32 blinding)
        internal
        view
        returns (Delivery memory delivery, bytes memory proof)
    {
        delivery = deliver(forward, recipient, wholeStep(), somePayload(), 0);
        uint256[9] memory header = escrow.header(delivery);
        delivery.h = hashOf(blinding, header, somePayload());
        proof = proofOf(blinding, header, somePayload());
    }

    /// @dev The provider announced in time; the output is in their pending settlement.
    function test_EarlyAnnouncementThroughAnAdapterIsWorthNothing() external {
        Forward memory forward = forwardOf(address(adapter));
        ForwardId id = open(forward);
        vm.prank(OBSERVER);
        escrow.announce(id, EARLY);
        (Delivery memory honest, bytes memory honestProof) = prove(forward, PROVIDER, BLINDING);
        escrow.announce(id, honest.h);
        vm.warp(START);

        // The attacker proves the output for themselves, under what they announced long ago.
        (Delivery memory copy, bytes memory proof) = prove(forward, OBSERVER, keccak256("own blinding"));
        uint256 own = copy.h;
        copy.h = EARLY;
        bytes memory reason = abi.encodeWithSelector(Errors.ZkvmPredicate_HashOther.selector, EARLY, own);
        // The escrow passes on the first 256 bytes of a reason, and this one has 68.
        vm.expectRevert(
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(adapter), reason)
        );
        escrow.settle(copy, proof);

        // What the hash demands, they could only announce now.
        copy.h = own;
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_NotAnnounced.selector, id, own));
        escrow.settle(copy, proof);

        escrow.settle(honest, honestProof);
        assertBalance(PROVIDER, PRICE, "provider");
        assertBalance(OBSERVER, 0, "attacker");
        assertStatus(forward, Status.Settled);
    }

    function test_EarlyAnnouncementThroughAnAdapterTakesThePrice_WithoutBinding() external {
        Forward memory forward = forwardOf(address(new UnboundZkvmPredicate(verifier, PROGRAM)));
        ForwardId id = open(forward);
        vm.prank(OBSERVER);
        escrow.announce(id, EARLY);
        vm.warp(START);

        (Delivery memory copy, bytes memory proof) = prove(forward, OBSERVER, keccak256("own blinding"));
        copy.h = EARLY;
        escrow.settle(copy, proof);
        assertBalance(OBSERVER, PRICE, "attacker has output and money");
    }

    /// @dev A copied settlement pays who it was proved for; changed to pay the copier, it proves nothing.
    function test_CopiedProofThroughAnAdapterPaysTheSameRecipient() external {
        Forward memory forward = forwardOf(address(adapter));
        ForwardId id = open(forward);
        (Delivery memory honest, bytes memory proof) = prove(forward, PROVIDER, BLINDING);
        escrow.announce(id, honest.h);
        vm.warp(START);

        honest.recipient = OBSERVER;
        vm.prank(OBSERVER);
        vm.expectPartialRevert(Errors.ForwardEscrow_PredicateRefused.selector);
        escrow.settle(honest, proof);

        honest.recipient = PROVIDER;
        vm.prank(OBSERVER);
        escrow.settle(honest, proof);
        assertBalance(PROVIDER, PRICE, "provider");
    }

    /// @dev A verifier of another make returns what it finds instead of reverting.
    function sayingNo() internal returns (IZkvmVerifier) {
        return IZkvmVerifier(address(new HostileVerifier(HostileVerifier.Way.ReturnsFalse)));
    }

    /// @dev A payload of the attacker's choice, and a proof of nothing.
    function inventFor(Forward memory forward) internal returns (Delivery memory delivery, bytes memory proof) {
        ForwardId id = open(forward);
        (delivery,) = prove(forward, OBSERVER, BLINDING);
        proof = abi.encodePacked(BLINDING);
        escrow.announce(id, delivery.h);
        vm.warp(START);
    }

    function test_VerifierThatAnswersNoPaysNobody() external {
        Forward memory forward = forwardOf(address(adapterOf(address(sayingNo()))));
        (Delivery memory invented, bytes memory proof) = inventFor(forward);
        vm.expectPartialRevert(Errors.ForwardEscrow_PredicateRefused.selector);
        escrow.settle(invented, proof);
        assertBalance(OBSERVER, 0, "attacker");
    }

    function test_VerifierThatAnswersNoPaysAnybody_WithoutHearingIt() external {
        Forward memory forward = forwardOf(address(new DeafZkvmPredicate(sayingNo(), PROGRAM)));
        (Delivery memory invented, bytes memory proof) = inventFor(forward);
        escrow.settle(invented, proof);
        assertBalance(OBSERVER, PRICE, "attacker");
    }

    /// @dev Two forwards in one group, the second of which was never opened: its proof is whatever the settler likes.
    function groupBeside(Forward memory forward, address recipient) internal view returns (Group memory group) {
        Forward memory never = abi.decode(abi.encode(forward), (Forward));
        never.salt = keccak256("never opened");
        Delivery[] memory deliveries = new Delivery[](2);
        bytes memory proof;
        (deliveries[0], proof) = prove(forward, PROVIDER, BLINDING);
        deliveries[0].recipient = recipient;
        deliveries[1] = deliver(never, OBSERVER, wholeStep(), somePayload(), EARLY);
        group = groupOf(deliveries, 1, abi.encodePacked(proof, new bytes(proof.length)));
        group.predicate = forward.terms.predicate;
    }

    function test_CopiedProofThroughAnAdapterPaysTheSameRecipientInAGroup() external {
        Forward memory forward = forwardOf(address(adapter));
        ForwardId id = open(forward);
        MintableToken(address(token)).mint(address(escrow), PRICE); // of other forwards
        (Delivery memory honest,) = prove(forward, PROVIDER, BLINDING);
        escrow.announce(id, honest.h);
        vm.warp(START);

        vm.startPrank(OBSERVER);
        escrow.settleMany(only(groupBeside(forward, OBSERVER)));
        assertBalance(OBSERVER, 0, "observer");
        assertStatus(forward, Status.Deliverable);

        escrow.settleMany(only(groupBeside(forward, PROVIDER)));
        vm.stopPrank();
        assertBalance(PROVIDER, PRICE, "provider");
        assertBalance(OBSERVER, 0, "observer");
        assertBalance(address(escrow), PRICE, "the others' money");
    }

    /// @dev The verifier is asked by a call that may only read, under the escrow's lock.
    function test_ReentrantVerifierGetsNowhere() external {
        ReentrantVerifier reentrant = new ReentrantVerifier(address(escrow));
        Forward memory forward = forwardOf(address(adapterOf(address(reentrant))));
        ForwardId id = open(forward);
        (Delivery memory honest, bytes memory proof) = prove(forward, PROVIDER, BLINDING);
        escrow.announce(id, honest.h);
        vm.warp(START);
        bytes[4] memory calls = [
            abi.encodeCall(IForwardEscrow.settle, (honest, proof)),
            abi.encodeCall(IForwardEscrow.reclaim, (forward)),
            abi.encodeCall(IForwardEscrow.announce, (id, EARLY)),
            abi.encodeCall(IForwardEscrow.withdraw, (address(token), OBSERVER))
        ];
        for (uint256 i; i < calls.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            reentrant.prepare(calls[i]);
            escrow.settle(honest, proof);
            assertBalance(PROVIDER, PRICE, "provider");
            assertBalance(address(escrow), 0, "escrow");
            assertEq(escrow.announcedAt(id, EARLY), 0, "announced");
            vm.revertToState(snapshot);
        }
    }
}
