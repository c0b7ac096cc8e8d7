// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, Forward, ForwardId, State, Status} from "../types/Forward.sol";
import {Errors} from "../libraries/Errors.sol";
import {IForwardEscrow} from "../interfaces/IForwardEscrow.sol";

/// @title Lens
/// @notice Answers clients' questions about many forwards at once. Nobody needs it, and it has no rights.
/// @dev It has neither storage nor immutables, so that its code can stand in at any address of an `eth_call` (state override).
contract Lens {
    /// @notice What there is to know of one forward.
    /// @param id The forward.
    /// @param status Where it stands now.
    /// @param state What is stored for it.
    /// @param commitment What its provider committed to, 0 if nothing.
    /// @param beacon Its challenge, 0 if it was not drawn.
    struct Sight {
        ForwardId id;
        Status status;
        State state;
        uint256 commitment;
        uint256 beacon;
    }

    /// @dev What one settlement may take: with less, a predicate that runs out of gas would look as if it refused.
    uint256 internal constant LEAST_GAS = 1_000_000;

    /// @notice What there is to know of forwards whose terms are known.
    function sightsOf(IForwardEscrow escrow, Forward[] calldata forwards)
        external
        view
        returns (Sight[] memory sights)
    {
        sights = new Sight[](forwards.length);
        for (uint256 i; i < forwards.length; ++i) {
            Sight memory sight = sights[i];
            sight.id = escrow.forwardId(forwards[i]);
            sight.status = escrow.statusOf(forwards[i]);
            sight.state = escrow.stateOf(sight.id);
            (sight.commitment, sight.beacon) = escrow.ROUNDS().roundOf(escrow, sight.id);
        }
    }

    /// @notice What is stored for forwards of which only the ids are known.
    function statesOf(IForwardEscrow escrow, ForwardId[] calldata ids) external view returns (State[] memory states) {
        states = new State[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            states[i] = escrow.stateOf(ids[i]);
        }
    }

    /// @notice Why each delivery, by itself, would be refused now: the error of `settle`, or nothing if it would be paid.
    /// @dev To be asked by `eth_call`: it settles and undoes it. An assigned forward is settled by its provider alone, so there
    /// the question is put with this code in the place of the provider's (state override), else the answer is
    /// ForwardEscrow_NotProvider. The predicate comes last: with an empty proof ForwardEscrow_PredicateRefused says that
    /// nothing but the proof is missing. All get the same share of the gas, so that a predicate that uses up its own takes
    /// nothing from others; one that needs more than a share, a million at least, looks as if it refused.
    function refusalsOf(IForwardEscrow escrow, Delivery[] calldata deliveries, bytes[] calldata proofs)
        external
        returns (bytes[] memory refusals)
    {
        if (deliveries.length != proofs.length) {
            revert Errors.Lens_LengthsDiffer(deliveries.length, proofs.length);
        }
        refusals = new bytes[](deliveries.length);
        for (uint256 i; i < deliveries.length; ++i) {
            // One share more than there are deliveries left, for what is to do here.
            uint256 share = gasleft() / (deliveries.length - i + 1);
            if (share < LEAST_GAS) revert Errors.Lens_GasTooLow();
            // It never returns.
            // solhint-disable-next-line no-empty-blocks
            try this.settleAndUndo{gas: share}(escrow, deliveries[i], proofs[i]) {}
            catch (bytes memory answer) {
                refusals[i] = _refusal(answer);
            }
        }
    }

    /// @notice Settles, and reverts with whether that worked (bool) and why not (bytes).
    function settleAndUndo(IForwardEscrow escrow, Delivery calldata delivery, bytes calldata proof) external {
        bytes memory answer;
        try escrow.settle(delivery, proof) {
            answer = abi.encode(true, "");
        } catch (bytes memory reason) {
            answer = abi.encode(false, reason);
        }
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }

    /// @dev A call that used up its gas gives no reason, which must not look like a settlement.
    function _refusal(bytes memory answer) private pure returns (bytes memory reason) {
        bool settled;
        if (answer.length != 0) (settled, reason) = abi.decode(answer, (bool, bytes));
        if (!settled && reason.length == 0) revert Errors.Lens_GasTooLow();
    }
}
