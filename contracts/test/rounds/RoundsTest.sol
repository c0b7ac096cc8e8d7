// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {Delivery, Forward, ForwardId, Step} from "../../src/types/Forward.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {IRounds} from "../../src/interfaces/IRounds.sol";

/// @notice The rounds of the escrow, and a chain that keeps its block hashes.
abstract contract RoundsTest is BaseTest {
    uint64 internal constant BEACON_BLOCK = 1000;
    uint256 internal constant COMMITMENT = 77;

    bytes32 internal constant HASH = keccak256("hash of the beacon's block");

    /// @dev Where EIP-2935 keeps hashes, who writes them there, and its code.
    address internal constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;
    address internal constant SYSTEM = 0xffffFFFfFFffffffffffffffFfFFFfffFFFfFFfE;
    bytes internal constant HISTORY_CODE =
        hex"3373fffffffffffffffffffffffffffffffffffffffe14604657602036036042575f35600143038111604257611fff81430311604257611fff9006545f5260205ff35b5f5ffd5b5f35611fff60014303065500";

    address internal immutable PURCHASER = makeAddr("purchaser");

    IRounds internal rounds;

    function setUp() public virtual override {
        super.setUp();
        rounds = escrow.ROUNDS();
        vm.roll(BEACON_BLOCK - 10);
        vm.etch(HISTORY, HISTORY_CODE);
    }

    /// @dev What these tests are about, unless they say otherwise.
    function twoRounds() internal view returns (Forward memory forward) {
        forward = assignedForward();
        forward.terms.beaconBlock = BEACON_BLOCK;
    }

    function delivery(Forward memory forward, Step memory step, uint256 commitment, uint256 beacon)
        internal
        view
        returns (Delivery memory)
    {
        return Delivery(forward, PROVIDER, step, commitment, beacon, somePayload(), H);
    }

    /// @dev Makes the beacon's block, with `HASH`, and the one after it.
    function passBeaconBlock() internal {
        vm.roll(BEACON_BLOCK + 1);
        vm.setBlockhash(BEACON_BLOCK, HASH);
        vm.prank(SYSTEM);
        (bool kept,) = HISTORY.call(abi.encode(HASH));
        assertTrue(kept, "history");
    }

    function commitAs(address who, Forward memory forward, uint256 commitment) internal {
        vm.prank(who);
        rounds.commit(escrow, forward, commitment);
    }

    function beaconOf(ForwardId id) internal pure returns (uint256) {
        return uint256(keccak256(abi.encode(HASH, id))) & type(uint248).max;
    }

    function assertRound(IForwardEscrow whose, ForwardId id, uint256 commitment, uint256 beacon) internal view {
        (uint256 actualCommitment, uint256 actualBeacon) = rounds.roundOf(whose, id);
        assertEq(actualCommitment, commitment, "commitment");
        assertEq(actualBeacon, beacon, "beacon");
    }
}
