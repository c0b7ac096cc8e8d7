// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Forward, ForwardId, Status} from "../../src/types/Forward.sol";

/// @notice What the handler did, kept apart from the escrow's own account of it.
contract Store {
    Forward[] internal _forwards;
    ForwardId[] internal _ids;

    /// @dev By the forward's place.
    mapping(uint256 place => Status) public previous;
    mapping(uint256 place => uint256) public paid;
    mapping(uint256 place => uint256) public reclaimed;
    mapping(uint256 place => uint256[]) internal _announced;
    mapping(uint256 place => mapping(uint256 h => uint256 time)) public announcedFirst;

    /// @dev What was credited and not withdrawn, by person.
    mapping(address who => uint256) public debt;

    /// @dev How often each thing happened: a run in which one never does shows little.
    mapping(string what => uint256) public count;

    function add(Forward calldata forward, ForwardId id) external returns (uint256 place) {
        place = _forwards.length;
        _forwards.push(forward);
        _ids.push(id);
        previous[place] = Status.None;
    }

    function forwards() external view returns (uint256) {
        return _forwards.length;
    }

    function forwardAt(uint256 place) external view returns (Forward memory) {
        return _forwards[place];
    }

    function idAt(uint256 place) external view returns (ForwardId) {
        return _ids[place];
    }

    function announcedAt(uint256 place) external view returns (uint256[] memory) {
        return _announced[place];
    }

    function announce(uint256 place, uint256 h, uint256 time) external {
        if (announcedFirst[place][h] != 0) return;
        announcedFirst[place][h] = time;
        _announced[place].push(h);
    }

    function remember(uint256 place, Status status) external {
        previous[place] = status;
    }

    function pay(uint256 place, uint256 amount) external {
        paid[place] += amount;
    }

    function giveBack(uint256 place, uint256 amount) external {
        reclaimed[place] += amount;
    }

    function owe(address who, uint256 amount) external {
        debt[who] += amount;
    }

    function take(address who, uint256 amount) external {
        debt[who] -= amount;
    }

    function tally(string calldata what) external {
        ++count[what];
    }
}
