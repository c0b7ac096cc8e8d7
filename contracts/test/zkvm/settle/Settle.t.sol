// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {HostileVerifier, MockVerifier, runProof} from "../../mocks/Verifiers.sol";
import {IZkvmVerifier} from "../../../src/interfaces/IZkvmVerifier.sol";
import {ZkvmPredicate} from "../../../src/ZkvmPredicate.sol";
import {ZkvmTest} from "../ZkvmTest.sol";

contract SettleTest is ZkvmTest {
    uint256[9] internal header;
    uint256[] internal payload;

    function setUp() public override {
        super.setUp();
        header = someHeader(1);
        payload = somePayload();
    }

    function settle(ZkvmPredicate asked) internal view returns (bytes32) {
        return asked.settle(header, payload, hashOf(BLINDING, header, payload), proofOf(BLINDING, header, payload));
    }

    function hostile(HostileVerifier.Way way) internal returns (ZkvmPredicate) {
        return adapterOf(address(new HostileVerifier(way)));
    }

    /// @dev Header and payload with one word changed.
    function lie(uint256 i) internal view returns (uint256[9] memory header_, uint256[] memory payload_) {
        (header_, payload_) = (header, payload);
        if (i < 9) header_[i] -= 1;
        else payload_[i - 9] = payload_[i - 9] == 0 ? 1 : payload_[i - 9] - 1;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         WORDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_AWordOfTheHeaderIsNotInTheField() external {
        for (uint256 i; i < 9; ++i) {
            header = someHeader(1);
            header[i] = R;
            vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_WordNotInField.selector, i));
            settle(adapter);
        }
    }

    function test_RevertWhen_AWordOfThePayloadIsNotInTheField() external {
        for (uint256 i; i < 3; ++i) {
            payload = somePayload();
            payload[i] = R;
            vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_WordNotInField.selector, 9 + i));
            settle(adapter);
        }
    }

    function test_RevertWhen_ThePayloadEndsInZero() external {
        payload[2] = 0;
        vm.expectRevert(Errors.ZkvmPredicate_PayloadEndsInZero.selector);
        settle(adapter);
    }

    function test_When_ThereIsNoPayload() external {
        delete payload;
        assertEq(settle(adapter), PROGRAM, "key");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   BLINDING AND HASH
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheProofIsShorterThanABlinding() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofLength.selector, 31));
        adapter.settle(header, payload, H, new bytes(31));
    }

    function test_RevertWhen_TheBlindingIsZero() external {
        vm.expectRevert(Errors.ZkvmPredicate_BlindingZero.selector);
        adapter.settle(header, payload, hashOf(0, header, payload), proofOf(0, header, payload));
    }

    function test_RevertWhen_TheBlindingIsAnother() external {
        uint256 h = hashOf(BLINDING, header, payload);
        bytes32 other = bytes32(uint256(BLINDING) ^ 1);
        vm.expectRevert(
            abi.encodeWithSelector(Errors.ZkvmPredicate_HashOther.selector, h, hashOf(other, header, payload))
        );
        adapter.settle(header, payload, h, proofOf(other, header, payload));
    }

    function test_RevertWhen_AnyWordIsAnother() external {
        uint256 h = hashOf(BLINDING, header, payload);
        for (uint256 i; i < 12; ++i) {
            (uint256[9] memory header_, uint256[] memory payload_) = lie(i);
            vm.expectRevert(
                abi.encodeWithSelector(Errors.ZkvmPredicate_HashOther.selector, h, hashOf(BLINDING, header_, payload_))
            );
            adapter.settle(header_, payload_, h, proofOf(BLINDING, header_, payload_));
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       THE PROOF
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_AnyWordIsAnotherAndTheHashFollows() external {
        bytes memory proof = proofOf(BLINDING, header, payload);
        bytes memory reason = abi.encodePacked(MockVerifier.WrongProof.selector);
        for (uint256 i; i < 12; ++i) {
            (uint256[9] memory header_, uint256[] memory payload_) = lie(i);
            uint256 h = hashOf(BLINDING, header_, payload_);
            vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, reason));
            adapter.settle(header_, payload_, h, proof);
        }
    }

    function test_RevertWhen_TheProofIsOfAnotherProgram() external {
        bytes memory other = runProof(keccak256("another program"), abi.encodePacked(header, payload));
        vm.expectPartialRevert(Errors.ZkvmPredicate_ProofInvalid.selector);
        adapter.settle(header, payload, hashOf(BLINDING, header, payload), abi.encodePacked(BLINDING, other));
    }

    function test_RevertWhen_NothingFollowsTheBlinding() external {
        vm.expectPartialRevert(Errors.ZkvmPredicate_ProofInvalid.selector);
        adapter.settle(header, payload, hashOf(BLINDING, header, payload), abi.encodePacked(BLINDING));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      THE VERIFIER
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheVerifierLostItsCode() external {
        vm.etch(address(verifier), "");
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_VerifierWithoutCode.selector, address(verifier)));
        settle(adapter);
    }

    /// @dev The common form returns nothing, others say yes.
    function test_When_TheVerifierReturnsNothingOrYes() external {
        assertEq(settle(hostile(HostileVerifier.Way.ReturnsNothing)), PROGRAM, "nothing");
        assertEq(settle(hostile(HostileVerifier.Way.ReturnsTrue)), PROGRAM, "yes");
        assertEq(settle(hostile(HostileVerifier.Way.ReturnsHigh)), PROGRAM, "any word but zero");
    }

    function test_RevertWhen_TheVerifierReturnsFalse() external {
        ZkvmPredicate no = hostile(HostileVerifier.Way.ReturnsFalse);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, abi.encode(false)));
        settle(no);
        ZkvmPredicate short = hostile(HostileVerifier.Way.ReturnsByte);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, new bytes(1)));
        settle(short);
        ZkvmPredicate cut = hostile(HostileVerifier.Way.ReturnsShort);
        bytes memory ones = new bytes(31);
        for (uint256 i; i < 31; ++i) {
            ones[i] = 0xff;
        }
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, ones));
        settle(cut);
        ZkvmPredicate bomb = hostile(HostileVerifier.Way.ReturnsBomb);
        uint256 before = gasleft();
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, new bytes(256)));
        settle(bomb);
        // The verifier's own memory costs 2.2 million; copied here it would cost that again.
        assertLt(before - gasleft(), 3_000_000, "gas");
    }

    function test_RevertWhen_TheVerifierReverts() external {
        ZkvmPredicate silent = hostile(HostileVerifier.Way.RevertsEmpty);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, ""));
        settle(silent);
        ZkvmPredicate bomb = hostile(HostileVerifier.Way.RevertsBomb);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, new bytes(256)));
        settle(bomb);
    }

    function test_RevertWhen_TheVerifierBurnsAllGas() external {
        ZkvmPredicate burner = hostile(HostileVerifier.Way.BurnsGas);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, ""));
        settle(burner);
    }

    function test_RevertWhen_TheVerifierWrites() external {
        ZkvmPredicate writer = hostile(HostileVerifier.Way.Writes);
        vm.expectRevert(abi.encodeWithSelector(Errors.ZkvmPredicate_ProofInvalid.selector, ""));
        settle(writer);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_EverythingIsInOrder() external {
        bytes memory publicValues = abi.encodePacked(header, payload);
        bytes memory proof = runProof(PROGRAM, publicValues);
        vm.expectCall(address(verifier), abi.encodeCall(IZkvmVerifier.verify, (proof, PROGRAM, publicValues)), 1);
        assertEq(settle(adapter), PROGRAM, "key");
        assertEq(adapter.hashOf(BLINDING, header, payload), hashOf(BLINDING, header, payload), "hash");
    }
}
