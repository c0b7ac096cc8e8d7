// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Blockhash} from "@openzeppelin/contracts/utils/Blockhash.sol";

import {Bn254} from "./libraries/Bn254.sol";
import {Encoding} from "./libraries/Encoding.sol";
import {Errors} from "./libraries/Errors.sol";
import {Forward, ForwardId} from "./types/Forward.sol";
import {IForwardEscrow} from "./interfaces/IForwardEscrow.sol";
import {IRounds} from "./interfaces/IRounds.sol";

/// @title Rounds
/// @notice See the documentation in {IRounds}.
contract Rounds is IRounds {
    struct Round {
        uint256 commitment;
        uint256 beacon;
    }

    /// @inheritdoc IRounds
    mapping(IForwardEscrow escrow => mapping(ForwardId id => Round)) public roundOf;

    /// @inheritdoc IRounds
    function commit(IForwardEscrow escrow, Forward calldata forward, uint256 commitment) external {
        // Check.
        ForwardId id = _idOf(escrow, forward);
        if (block.number >= forward.terms.beaconBlock) {
            revert Errors.Rounds_CommitmentTooLate(forward.terms.beaconBlock, block.number);
        }
        if (!escrow.mayDeliver(id, msg.sender)) {
            revert Errors.Rounds_NotProvider(id, msg.sender, escrow.stateOf(id).provider);
        }
        if (commitment == 0 || commitment >= Bn254.R) revert Errors.Rounds_CommitmentInvalid(commitment);
        if (roundOf[escrow][id].commitment != 0) revert Errors.Rounds_AlreadyCommitted(id);

        // Effect.
        roundOf[escrow][id].commitment = commitment;

        // Event.
        emit Committed(escrow, id, msg.sender, commitment);
    }

    /// @inheritdoc IRounds
    function draw(IForwardEscrow escrow, Forward calldata forward) external returns (uint256 beacon) {
        // Check.
        ForwardId id = _idOf(escrow, forward);
        beacon = roundOf[escrow][id].beacon;
        if (beacon != 0) return beacon;
        bytes32 hash = Blockhash.blockHash(forward.terms.beaconBlock);
        if (hash == 0) revert Errors.Rounds_BeaconUnreadable(forward.terms.beaconBlock, block.number);

        // Effect.
        beacon = Encoding.u248(keccak256(abi.encode(hash, id)));
        roundOf[escrow][id].beacon = beacon;

        // Event.
        emit Drawn(escrow, id, beacon);
    }

    function _idOf(IForwardEscrow escrow, Forward calldata forward) internal view returns (ForwardId id) {
        id = escrow.forwardId(forward);
        if (forward.terms.beaconBlock == 0) revert Errors.Rounds_OneRoundOnly(id);
    }
}
