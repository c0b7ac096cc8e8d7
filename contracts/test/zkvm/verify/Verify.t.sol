// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {HostileVerifier} from "../../mocks/Verifiers.sol";
import {ZkvmPredicate} from "../../../src/ZkvmPredicate.sol";
import {ZkvmTest} from "../ZkvmTest.sol";

contract VerifyTest is ZkvmTest {
    function ask(ZkvmPredicate asked, uint256 h, bytes memory proof) internal view returns (bool) {
        return asked.verify(someHeader(1), somePayload(), h, proof);
    }

    function rightHash() internal pure returns (uint256) {
        return hashOf(BLINDING, someHeader(1), somePayload());
    }

    function rightProof() internal pure returns (bytes memory) {
        return proofOf(BLINDING, someHeader(1), somePayload());
    }

    function test_When_SettleWouldRefuse() external view {
        assertFalse(ask(adapter, rightHash() ^ 1, rightProof()), "another h");
        assertFalse(ask(adapter, rightHash(), ""), "no proof");
        assertFalse(ask(adapter, rightHash(), abi.encodePacked(rightProof(), uint8(0))), "a longer proof");
        uint256 unblinded = hashOf(0, someHeader(1), somePayload());
        assertFalse(ask(adapter, unblinded, proofOf(0, someHeader(1), somePayload())), "no blinding");
    }

    function test_When_TheVerifierBurnsAllGas() external {
        ZkvmPredicate burner = adapterOf(address(new HostileVerifier(HostileVerifier.Way.BurnsGas)));
        assertFalse(ask(burner, rightHash(), rightProof()), "verified");
    }

    function test_When_TheVerifierLostItsCode() external {
        vm.etch(address(verifier), "");
        assertFalse(ask(adapter, rightHash(), rightProof()), "verified");
    }

    function test_When_EverythingIsInOrder() external view {
        assertTrue(ask(adapter, rightHash(), rightProof()), "verified");
    }
}
