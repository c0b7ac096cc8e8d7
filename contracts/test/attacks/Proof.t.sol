// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../src/libraries/Errors.sol";
import {Delivery, Forward, ForwardId, Status} from "../../src/types/Forward.sol";
import {MockPredicate} from "../mocks/Predicates.sol";
import {ProofSetting} from "./ProofSetting.sol";
import {UncheckedPredicate} from "../mocks/Harnesses.sol";
import {newEscrow} from "../Deploy.sol";

/// @notice Attacks with a real proof.
contract ProofAttackTest is ProofSetting {
    function settle(Proved memory p) internal returns (uint256) {
        return settleFor(forward, p.recipient, p);
    }

    function settleFor(Forward memory f, address recipient, Proved memory p) internal returns (uint256) {
        return escrow.settle{gas: 2_000_000}(Delivery(f, recipient, p.step, 0, 0, p.payload, p.h), p.proof);
    }

    function expectInvalid() internal {
        expectRefused(abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector));
    }

    function expectRefused(bytes memory reason) internal {
        vm.expectRevert(
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, forward.terms.predicate, reason)
        );
    }

    function test_TheProofPaysItsRecipient() external {
        vm.prank(OBSERVER);
        settle(delivery);
        assertEq(token.balanceOf(provider), forward.terms.price, "provider");
        assertEq(uint256(escrow.statusOf(forward)), uint256(Status.Settled), "status");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      RECIPIENT
    //////////////////////////////////////////////////////////////////////////*/

    function test_ObserverCannotChangeTheRecipient() external {
        vm.prank(OBSERVER);
        expectInvalid();
        settleFor(forward, OBSERVER, delivery);
    }

    function test_BuyerCannotUseTheProvidersProof() external {
        vm.prank(forward.buyer);
        expectInvalid();
        settleFor(forward, forward.buyer, delivery);
    }

    /// @dev With the provider's h, which is announced, and the observer's own proof.
    function test_OwnProofDoesNotFitAnothersAnnouncement() external {
        Proved memory theft = proved(THEFT);
        theft.h = delivery.h;
        expectInvalid();
        settleFor(forward, theft.recipient, theft);
    }

    /// @dev The header's claim is what binds the recipient: a predicate that does not look at it pays anybody.
    function test_ObserverChangesTheRecipient_WithoutClaim() external {
        vm.etch(forward.terms.predicate, address(new MockPredicate()).code);
        settleFor(forward, OBSERVER, delivery);
        assertEq(token.balanceOf(OBSERVER), forward.terms.price, "observer");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       PAYLOAD
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Who changes the ciphertext would be paid for an output that the buyer cannot read.
    function test_PayloadCannotBeChanged() external {
        for (uint256 i; i < delivery.payload.length; ++i) {
            Proved memory p = delivery;
            p.payload[i] = addmod(p.payload[i], 1, R);
            expectInvalid();
            settle(p);
        }
    }

    function test_PayloadCannotBeLeftOut() external {
        Proved memory p = delivery;
        p.payload = new uint256[](0);
        expectInvalid();
        settle(p);
    }

    /// @dev h fixes the vector before z is drawn. Were z known first, y could be met by a vector of one's choice: here
    /// the payload's last two words are moved along the line that keeps y.
    function test_PayloadCannotBeMovedAlongTheChallenge() external {
        Proved memory p = delivery;
        uint256 last = p.payload.length - 1;
        p.payload[last - 1] = addmod(p.payload[last - 1], p.z, R);
        p.payload[last] = addmod(p.payload[last], R - 1, R);
        uint256 y;
        for (uint256 i = 9 + p.payload.length; i > 0; --i) {
            y = addmod(mulmod(y, p.z, R), i > 9 ? p.payload[i - 10] : p.header[i - 1], R);
        }
        assertEq(y, p.y, "the value at the old challenge stays");
        expectInvalid();
        settle(p);
    }

    function test_SecondEncodingsAreRefused() external {
        bytes[4] memory reasons = [
            abi.encodeWithSelector(Errors.Groth16Predicate_PayloadEndsInZero.selector),
            abi.encodeWithSelector(Errors.Groth16Predicate_HashNotInField.selector, disguised(H_BEYOND).h),
            "",
            abi.encodeWithSelector(Errors.Groth16Predicate_WordNotInField.selector, 20)
        ];
        for (uint256 i; i < 4; ++i) {
            if (i == PARAMS_BEYOND) continue; // the escrow builds the header, and does not open such params
            Proved memory p = disguised(i);
            escrow.announce(id, p.h);
            vm.warp(block.timestamp + CLAIM_DELAY);
            expectRefused(reasons[i]);
            settle(p);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                            OTHER FORWARDS, ESCROWS AND CHAINS
    //////////////////////////////////////////////////////////////////////////*/

    function test_SameProofDoesNotSettleTwice() external {
        settle(delivery);
        openAnother(); // its money would be there
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        settle(delivery);
    }

    function openAnother() internal returns (Forward memory other) {
        other = forward;
        other.salt = keccak256("another");
        ForwardId otherId = openForward(other);
        escrow.announce(otherId, delivery.h);
        vm.warp(block.timestamp + CLAIM_DELAY);
    }

    function test_ProofDoesNotSettleAnotherForward() external {
        Forward memory other = openAnother();
        expectInvalid();
        settleFor(other, provider, delivery);
    }

    function test_ProofDoesNotServeAnotherEscrow() external {
        escrow = newEscrow(CLAIM_DELAY);
        id = openForward(forward);
        escrow.announce(id, delivery.h);
        vm.warp(block.timestamp + CLAIM_DELAY);
        expectInvalid();
        settle(delivery);
    }

    /// @dev A fork of the chain has the same contracts, forwards and announcements, by another id of the chain.
    function test_ProofDoesNotServeAFork() external {
        vm.chainId(block.chainid + 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, escrow.forwardId(forward)));
        settle(delivery);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         KEYS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev e(A, B) = e(α, β) · e(L, γ) · e(C, δ). Where γ = δ, C = −L cancels it, and A = α, B = β prove anything.
    function test_KeyWithEqualGammaAndDeltaProvesAnything() external {
        uint256[22] memory weak = key;
        for (uint256 i; i < 4; ++i) {
            weak[10 + i] = weak[6 + i];
        }
        UncheckedPredicate unchecked_ = new UncheckedPredicate();
        Proved memory lie = delivery;
        lie.header[0] = 1; // a claim that nobody proved
        lie.proof = forge(weak, lie);
        assertTrue(unchecked_.verify(weak, lie.header, lie.payload, lie.h, lie.proof), "forged");
        assertFalse(unchecked_.verify{gas: VERIFY_GAS}(key, lie.header, lie.payload, lie.h, lie.proof), "sound key");

        vm.expectRevert(abi.encodeWithSelector(Errors.Groth16Predicate_KeyPointsRelated.selector, 10, 6));
        construct(weak);
    }

    /// @dev A = α, B = β, C = −(K₀ + h·K₁ + z·K₂ + y·K₃).
    function forge(uint256[22] memory weak, Proved memory p) internal view returns (bytes memory) {
        uint256 z = challenge(weak, p);
        uint256[3] memory inputs = [p.h, z, valueAt(p, z)];
        (uint256 x, uint256 y) = (weak[14], weak[15]);
        for (uint256 i; i < 3; ++i) {
            bytes memory term = run(7, abi.encode(weak[16 + 2 * i], weak[17 + 2 * i], inputs[i]));
            (x, y) = abi.decode(run(6, abi.encodePacked(x, y, term)), (uint256, uint256));
        }
        return abi.encode(weak[0], weak[1], weak[2], weak[3], P - weak[4], P - weak[5], x, P - y);
    }

    function run(uint160 precompile, bytes memory data) internal view returns (bytes memory answer) {
        bool success;
        (success, answer) = address(precompile).staticcall(data);
        assertTrue(success, "precompiled contract");
    }

    function challenge(uint256[22] memory weak, Proved memory p) internal pure returns (uint256) {
        bytes32 hash = keccak256(
            abi.encodePacked(
                keccak256("tercet/v1/challenge"),
                keccak256(abi.encode(weak)),
                uint256(9 + p.payload.length),
                p.h,
                p.header,
                p.payload
            )
        );
        return uint248(uint256(hash));
    }

    function valueAt(Proved memory p, uint256 z) internal pure returns (uint256 y) {
        for (uint256 i = 9 + p.payload.length; i > 0; --i) {
            y = addmod(mulmod(y, z, R), i > 9 ? p.payload[i - 10] : p.header[i - 1], R);
        }
    }
}
