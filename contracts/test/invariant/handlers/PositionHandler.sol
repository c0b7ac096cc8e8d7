// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Dice, Fn, Record} from "../Model.sol";
import {ForwardId} from "../../../src/types/Forward.sol";
import {Store} from "../Store.sol";

/// @notice Moves positions, and lets others do so.
abstract contract PositionHandler is Store {
    /// @dev One position as it is tried.
    struct Position {
        uint256 place;
        bool isBuyers;
        uint256 token;
        address owner;
        address approved;
    }

    function usePosition(uint256 seed) external {
        Dice memory dice = Dice(seed);
        uint256 choice = dice.roll(3);
        if (choice == 0) _transfer(dice);
        else if (choice == 1) _approve(dice);
        else _setApprovalForAll(dice);
    }

    function _transfer(Dice memory dice) private {
        Position memory position = _position(dice);
        address caller = _agent(dice, position.owner, position.approved);
        address from = dice.once(12) ? _anybody(dice) : position.owner;
        address to = dice.once(24) ? address(escrow) : dice.once(24) ? address(0) : _anybody(dice);
        bool safe = dice.once(2);
        bool expected = position.owner != address(0) && from == position.owner && to != address(0)
            && to != address(escrow) && _speaksFor(caller, from, position.approved) && !(safe && to == people[REFUSER]);

        vm.prank(caller);
        (bool success,) = address(escrow).call(_transferCall(dice, safe, from, to, position.token));
        _tally(Fn.Transfer, success, expected);
        if (success) {
            --positions[from];
            ++positions[to];
            _setApproved(position, address(0));
            if (position.isBuyers) records[position.place].buyer = to;
            else records[position.place].provider = to;
        }
        _lookAt(position);
    }

    function _approve(Dice memory dice) private {
        Position memory position = _position(dice);
        // Whoever is approved for one token may not pass that on.
        address caller = _agent(dice, position.owner, position.approved);
        address to = dice.once(6) ? address(0) : dice.once(2) ? people[4] : _anybody(dice);
        bool expected = position.owner != address(0) && (caller == position.owner || operates[position.owner][caller]);

        vm.prank(caller);
        try escrow.approve(to, position.token) {
            _tally(Fn.Approve, true, expected);
            _setApproved(position, to);
        } catch {
            _tally(Fn.Approve, false, expected);
        }
        _lookAt(position);
    }

    /// @dev The operator is one most of the time, others now and then and not for long, and the offers nearly always.
    function _setApprovalForAll(Dice memory dice) private {
        address owner = _anybody(dice);
        address operator = dice.once(4) ? address(0) : dice.once(2) ? people[4] : _anybody(dice);
        if (dice.once(6)) operator = address(offers);
        bool approved = operator == people[4] ? dice.once(2) : dice.once(6) != (operator == address(offers));

        vm.prank(owner);
        try escrow.setApprovalForAll(operator, approved) {
            _tally(Fn.Operator, true, operator != address(0));
            operates[owner][operator] = approved;
        } catch {
            _tally(Fn.Operator, false, operator != address(0));
        }
        _true(24, escrow.isApprovedForAll(owner, operator) == operates[owner][operator]);
    }

    /// @dev Of those alive or long cold, each side; a provider's may not be there yet.
    function _position(Dice memory dice) private view returns (Position memory position) {
        position.place = _any(dice);
        Record storage record = records[position.place];
        position.isBuyers = dice.once(2);
        position.token = uint256(ForwardId.unwrap(record.id));
        (position.owner, position.approved) = (record.buyer, record.buyerApproved);
        if (position.isBuyers) return position;
        position.token ^= 1;
        (position.owner, position.approved) = (record.provider, record.providerApproved);
    }

    function _setApproved(Position memory position, address approved) private {
        if (position.isBuyers) records[position.place].buyerApproved = approved;
        else records[position.place].providerApproved = approved;
    }

    function _transferCall(Dice memory dice, bool safe, address from, address to, uint256 token)
        private
        pure
        returns (bytes memory)
    {
        if (!safe) return abi.encodeWithSignature("transferFrom(address,address,uint256)", from, to, token);
        if (dice.once(2)) return abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", from, to, token);
        return abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", from, to, token, "data");
    }

    function _lookAt(Position memory position) private view {
        _look(position.place);
        _lookAtPositions(position.place);
    }
}
