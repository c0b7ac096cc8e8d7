// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Coin} from "./Coins.sol";
import {Dice} from "./Model.sol";
import {IPermit2Owner} from "../offers/OffersTest.sol";
import {Store} from "./Store.sol";

/// @notice What people let the offers take: by an allowance of a coin, or by one in Permit2.
abstract contract Purses is Store {
    /// @dev Money on its way to the offers. A signed pull is one that Permit2 makes by its owner's signature.
    struct Pull {
        address from;
        uint256 amount;
        bool signed;
    }

    mapping(uint256 coin => mapping(address who => uint256)) internal lent;
    mapping(uint256 coin => mapping(address who => bool)) internal permitted;

    constructor() {
        for (uint256 i; i < PEOPLE; ++i) {
            for (uint256 coin; coin < COINS; ++coin) {
                vm.prank(people[i]);
                Coin(coins[coin]).approve(address(permit2), type(uint256).max);
                _lend(coin, people[i], type(uint256).max);
            }
            _makeOperator(people[i]);
        }
    }

    function _makeOperator(address who) private {
        vm.prank(who);
        escrow.setApprovalForAll(address(offers), true);
        operates[who][address(offers)] = true;
    }

    function _lend(uint256 coin, address who, uint256 amount) private {
        vm.prank(who);
        Coin(coins[coin]).approve(address(offers), amount);
        lent[coin][who] = amount;
    }

    /// @dev Somebody lets the offers take another amount, or has Permit2 let them or not. Most of the time one way is open.
    function _usePurse(Dice memory dice) internal {
        (uint256 coin, address who) = (dice.roll(COINS), _anybody(dice));
        uint256 choice = dice.roll(8);
        _lend(coin, who, choice < 5 ? type(uint256).max : choice == 5 ? dice.roll(1e12) : 0);
        permitted[coin][who] = choice == 0 || choice == 6 || dice.once(3);
        vm.prank(who);
        IPermit2Owner(address(permit2))
            .approve(coins[coin], address(offers), permitted[coin][who] ? type(uint160).max : 0, type(uint48).max);
    }

    /// @dev Whether the offers can take one amount, and then the other.
    function _mayPull(uint256 coin, Pull memory first, Pull memory second) internal view returns (bool) {
        (uint256 left, uint256 allowed) = (held[coin][first.from], lent[coin][first.from]);
        if (!_pays(coin, first, left, allowed)) return false;
        if (first.from != second.from) {
            (left, allowed) = (held[coin][second.from], lent[coin][second.from]);
        } else {
            left -= first.amount;
            if (!first.signed && first.amount <= allowed) allowed -= first.amount;
        }
        return _pays(coin, second, left, allowed);
    }

    function _pays(uint256 coin, Pull memory pull, uint256 left, uint256 allowed) private view returns (bool) {
        if (pull.amount == 0 && !pull.signed) return true;
        if (pull.amount > left || !_moves(coin, pull.from)) return false;
        return pull.signed || pull.amount <= allowed || permitted[coin][pull.from];
    }

    /// @dev The offers took an amount, for the escrow.
    function _pulled(uint256 coin, Pull memory pull) internal {
        held[coin][pull.from] -= pull.amount;
        held[coin][address(escrow)] += pull.amount;
        if (!pull.signed && pull.amount <= lent[coin][pull.from]) lent[coin][pull.from] -= pull.amount;
    }

    /// @dev Compares what somebody has, and still lends, with the model.
    function _lookAtPurse(uint256 coin, address who) internal view {
        _count(coin, who);
        _equal(37, Coin(coins[coin]).allowance(who, address(offers)), lent[coin][who]);
    }
}
