// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {Forward, ForwardId, Step, Terms} from "../../src/types/Forward.sol";
import {MintableToken} from "../mocks/Tokens.sol";
import {RecordingPredicate} from "../mocks/Predicates.sol";

/// @notice Takes one unit more than it was asked to.
contract GenerousToken is MintableToken {
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _mint(to, 1);
        return super.transferFrom(from, to, amount);
    }
}

/// @notice Moves nothing and answers with 31 zero bytes, one less than a word.
contract AlmostAnsweringToken is MintableToken {
    function transfer(address, uint256) public pure override returns (bool) {
        assembly ("memory-safe") {
            mstore(0x00, 0)
            return(0x00, 0x1f)
        }
    }
}

/// @notice Values one beside those that are right: each test is about a comparison that could be off by one.
contract EdgesTest is BaseTest {
    /// @dev sqrt(-1) in the field: (I, 0) is on the curve, since -x² + y² = 1 there.
    uint256 internal constant I = 0x30644e72e131a029048b6e193fd841045cea24f6fd736bec231204708f703636;

    function expectSealingKeyRefused(uint256 x, uint256 y) internal {
        Forward memory forward = defaultForward();
        (forward.terms.sealX, forward.terms.sealY) = (x, y);
        token.mint(FUNDER, PRICE);
        vm.startPrank(FUNDER);
        token.approve(address(escrow), PRICE);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_SealingKeyInvalid.selector, x, y));
        escrow.open(forward.terms, forward.buyer, forward.salt, "", "");
        vm.stopPrank();
    }

    function test_SealingKeyCoordinatesAreReduced() external {
        expectSealingKeyRefused(R, 1); // another way to write (0, 1)
        expectSealingKeyRefused(I, R); // another way to write (I, 0)
        Forward memory forward = defaultForward();
        (forward.terms.sealX, forward.terms.sealY) = (0, 1);
        open(forward);
        (forward.terms.sealX, forward.terms.sealY) = (I, 0);
        open(forward);
    }

    /// @dev A settlement reads terms from what was hashed, so words with bits beyond their types are another forward's.
    function test_UnusedBitsOfTermsMakeAnotherForward() external {
        Forward memory forward = assignedForward();
        openAccepted(forward);
        vm.warp(START);
        bytes memory call = abi.encodeCall(escrow.settle, (stepOf(forward, 0, 1, 1), PROOF));
        // Selector, offsets of delivery and proof, then the forward's words in their order.
        uint8[16] memory bits = [160, 0, 0, 160, 128, 96, 0, 64, 64, 64, 64, 128, 160, 64, 0, 0];
        for (uint256 i; i < bits.length; ++i) {
            if (bits[i] == 0) continue;
            bytes memory dirty = bytes.concat(call);
            assembly ("memory-safe") {
                let at := add(add(dirty, 0x64), shl(5, i))
                mstore(at, or(mload(at), shl(mload(add(bits, shl(5, i))), 1)))
            }
            vm.prank(PROVIDER);
            (bool success, bytes memory reason) = address(escrow).call(dirty);
            assertFalse(success, vm.toString(i));
            // forge-lint: disable-next-line(unsafe-typecast): the selector is what is wanted
            assertEq(bytes4(reason), Errors.ForwardEscrow_UnknownForward.selector, vm.toString(i));
        }
        vm.prank(PROVIDER);
        (bool clean,) = address(escrow).call(call);
        assertTrue(clean, "without them");
    }

    function test_TokenThatDeliversMoreIsRefused() external {
        token = new GenerousToken();
        token.mint(FUNDER, PRICE);
        Terms memory terms = defaultTerms();
        vm.startPrank(FUNDER);
        token.approve(address(escrow), PRICE);
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_TokenDeliversOther.selector, address(token), uint256(PRICE), uint256(PRICE) + 1
            )
        );
        escrow.open(terms, BUYER, SALT, "", "");
        vm.stopPrank();
    }

    /// @dev The predicate's answer, which ends in a one, is still in memory when the token's falls short of a word.
    function test_AnswerShorterThanAWordIsNone() external {
        token = new AlmostAnsweringToken();
        Forward memory forward = defaultForward();
        forward.terms.predicate = address(new RecordingPredicate());
        escrow.announce(open(forward), H);
        vm.warp(START + CLAIM_DELAY);
        settle(forward, PROVIDER);
        assertEq(escrow.owed(address(token), PROVIDER), PRICE, "owed");
    }

    function test_AnnouncementsMeetInNoBit() external {
        ForwardId id = openDefault();
        escrow.announce(id, H);
        for (uint256 bit; bit < 256; ++bit) {
            // forge-lint: disable-next-line(incorrect-shift)
            assertEq(escrow.announcedAt(id, H ^ (1 << bit)), 0, "another h");
        }
    }

    function test_OneUnitIsPaidOnce() external {
        Forward memory forward = defaultForward();
        forward.terms.quantity = 1;
        open(otherForward());
        ForwardId id = open(forward);
        escrow.announce(id, H);
        vm.warp(START + CLAIM_DELAY);
        escrow.settle(deliver(forward, PROVIDER, Step(0, 1, 1), somePayload(), H), PROOF);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        escrow.settle(deliver(forward, PROVIDER, Step(0, 1, 1), somePayload(), H), PROOF);
    }
}
