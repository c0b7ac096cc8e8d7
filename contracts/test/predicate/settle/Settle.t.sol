// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../../src/libraries/Errors.sol";
import {ProofTest} from "../../ProofTest.sol";
import {UncheckedPredicate} from "../../mocks/Harnesses.sol";

contract PredicateSettleTest is ProofTest {
    UncheckedPredicate internal unchecked_;

    function setUp() public override {
        super.setUp();
        unchecked_ = new UncheckedPredicate();
    }

    function settle(Proved memory p) internal view returns (bytes32) {
        return groth16.settle{gas: VERIFY_GAS}(p.header, p.payload, p.h, p.proof);
    }

    function expectRefusal(Proved memory p, bytes memory reason) internal {
        assertFalse(verify(p), "verified");
        vm.expectRevert(reason);
        settle(p);
    }

    function expectInvalid(Proved memory p) internal {
        expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector));
    }

    /// @dev A proof that holds for the vector, so that nothing but the check refuses the way it is written.
    function expectOnlyTheCheckRefuses(Proved memory p, bytes memory reason) internal {
        assertTrue(unchecked_.verify(key, p.header, p.payload, p.h, p.proof), "holds without the check");
        expectRefusal(p, reason);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ENCODING
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheProofIsTooShort() external {
        Proved memory p = proved(SHORT);
        bytes memory proof = p.proof;
        assembly ("memory-safe") {
            mstore(proof, 255)
        }
        expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_ProofLength.selector, 255));
        p.proof = "";
        expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_ProofLength.selector, 0));
    }

    function test_RevertWhen_TheProofIsTooLong() external {
        Proved memory p = proved(SHORT);
        p.proof = abi.encodePacked(p.proof, uint8(0));
        expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_ProofLength.selector, 257));
    }

    function test_RevertWhen_HIsNotInTheField() external {
        Proved memory p = disguised(H_BEYOND);
        expectOnlyTheCheckRefuses(p, abi.encodeWithSelector(Errors.Groth16Predicate_HashNotInField.selector, p.h));
        p.h = R;
        expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_HashNotInField.selector, R));
    }

    function test_RevertWhen_AWordIsNotInTheField() external {
        Proved memory p = disguised(PARAMS_BEYOND);
        expectOnlyTheCheckRefuses(p, abi.encodeWithSelector(Errors.Groth16Predicate_WordNotInField.selector, 2));
        p = disguised(LAST_BEYOND);
        expectOnlyTheCheckRefuses(p, abi.encodeWithSelector(Errors.Groth16Predicate_WordNotInField.selector, 20));

        uint256 words = 9 + p.payload.length;
        for (uint256 i; i < words; ++i) {
            p = proved(SHORT);
            if (i < 9) p.header[i] = R;
            else p.payload[i - 9] = R;
            expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_WordNotInField.selector, i));
        }
    }

    function test_RevertWhen_SeveralWordsAreNotInTheField() external {
        Proved memory p = proved(SHORT);
        p.header[4] = R;
        p.header[7] = type(uint256).max;
        p.payload[0] = R;
        expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_WordNotInField.selector, 4));
    }

    function test_RevertWhen_ThePayloadEndsInZero() external {
        expectOnlyTheCheckRefuses(
            disguised(ENDS_IN_ZERO), abi.encodeWithSelector(Errors.Groth16Predicate_PayloadEndsInZero.selector)
        );
    }

    function test_RevertWhen_ThePayloadIsZeroAlone() external {
        Proved memory p = proved(EMPTY);
        p.payload = new uint256[](1);
        expectRefusal(p, abi.encodeWithSelector(Errors.Groth16Predicate_PayloadEndsInZero.selector));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      STATEMENT
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_AWordIsAnother() external {
        for (uint256 i; i < 9; ++i) {
            Proved memory p = proved(LONG);
            p.header[i] = addmod(p.header[i], 1, R);
            expectInvalid(p);
        }
        for (uint256 i; i < 21; ++i) {
            Proved memory p = proved(LONG);
            p.payload[i] = addmod(p.payload[i], 1, R);
            expectInvalid(p);
        }
    }

    function test_RevertWhen_HIsAnother() external {
        Proved memory p = proved(SHORT);
        p.h = addmod(p.h, 1, R);
        expectInvalid(p);
    }

    function test_RevertWhen_ThePayloadIsShorter() external {
        Proved memory p = proved(SHORT);
        uint256[] memory payload = p.payload;
        assembly ("memory-safe") {
            mstore(payload, 11)
        }
        expectInvalid(p);
    }

    function test_RevertWhen_AWordOfTheProofIsAnother() external {
        for (uint256 i; i < 8; ++i) {
            Proved memory p = proved(SHORT);
            p.proof[32 * i + 31] = bytes1(uint8(p.proof[32 * i + 31]) ^ 1);
            expectInvalid(p);
        }
    }

    function test_RevertWhen_TheProofIsOfAnotherStatement() external {
        Proved memory p = proved(SHORT);
        p.proof = proved(THEFT).proof;
        expectInvalid(p);
    }

    function test_RevertWhen_TheProofIsZero() external {
        Proved memory p = proved(SHORT);
        p.proof = new bytes(256);
        expectInvalid(p);
    }

    function test_When_TheProofHolds() external view {
        for (uint256 i; i < PROOFS; ++i) {
            Proved memory p = proved(i);
            (uint256 z, uint256 y) = fold(p);
            assertEq(z, p.z, "z");
            assertEq(y, p.y, "y");
            assertEq(settle(p), groth16.keyHash(1), "key");
            assertTrue(verify(p), "verified");
        }
    }
}
