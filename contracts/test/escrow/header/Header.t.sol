// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Forward, ForwardId, Step, Terms} from "../../../src/types/Forward.sol";
import {newEscrow} from "../../Deploy.sol";

contract HeaderTest is BaseTest {
    uint256 internal constant CLAIM = 2 ** 0;
    uint256 internal constant FORWARD = 2 ** 1;

    /// @dev One bit for each word in which two headers differ.
    function difference(uint256[9] memory one, uint256[9] memory other) internal pure returns (uint256 bits) {
        for (uint256 i; i < 9; ++i) {
            if (one[i] != other[i]) bits |= 2 ** i;
        }
    }

    function defaultHeader() internal view returns (uint256[9] memory) {
        return escrow.header(deliver(defaultForward(), PROVIDER, wholeStep(), somePayload(), H));
    }

    function test_When_TheRecipientIsAnother() external view {
        uint256[9] memory other = escrow.header(deliver(defaultForward(), BUYER, wholeStep(), somePayload(), H));
        assertEq(difference(defaultHeader(), other), CLAIM, "words");
    }

    function test_When_TheEscrowIsAnother() external {
        uint256[9] memory one = defaultHeader();
        escrow = newEscrow(CLAIM_DELAY);
        assertEq(difference(one, defaultHeader()), CLAIM | FORWARD, "words");
    }

    function test_When_TheChainIsAnother() external {
        uint256[9] memory one = defaultHeader();
        vm.chainId(block.chainid + 1);
        assertEq(difference(one, defaultHeader()), CLAIM | FORWARD, "words");
    }

    function test_When_AllValuesAreAtTheirLargest() external view {
        Forward memory forward = defaultForward();
        forward.terms.start = type(uint64).max;
        forward.terms.end = type(uint64).max;
        forward.terms.quantity = type(uint96).max;
        Step memory step = Step(type(uint64).max, type(uint64).max, type(uint96).max);
        uint256[9] memory words = escrow.header(deliver(forward, PROVIDER, step, somePayload(), H));
        assertEq(words[3], type(uint224).max, "window");
        assertEq(words[4], type(uint224).max, "progress");
        for (uint256 i; i < 9; ++i) {
            assertLt(words[i], R, "word");
        }
    }

    function testFuzz_EveryWordIsWhatItSays(Terms memory terms, Step memory step, address recipient) external view {
        Forward memory forward = Forward(terms, BUYER, SALT);
        ForwardId id = escrow.forwardId(forward);
        uint256[9] memory words = escrow.header(deliver(forward, recipient, step, somePayload(), H));
        assertEq(words[0], escrow.claimOf(id, recipient), "claim");
        assertEq(words[1], uint256(ForwardId.unwrap(id)) & type(uint248).max, "forward");
        assertEq(words[2], terms.params, "params");
        assertEq(uint64(words[3]), terms.start, "start");
        assertEq(uint64(words[3] >> 64), terms.end, "end");
        assertEq(words[3] >> 128, terms.quantity, "quantity");
        assertEq(uint64(words[4]), step.from, "from");
        assertEq(uint64(words[4] >> 64), step.to, "to");
        assertEq(words[4] >> 128, step.amount, "amount");
        assertEq(words[5], terms.sealX, "sealX");
        assertEq(words[6], terms.sealY, "sealY");
        assertEq(words[7], 0, "commitment");
        assertEq(words[8], 0, "beacon");
    }
}
