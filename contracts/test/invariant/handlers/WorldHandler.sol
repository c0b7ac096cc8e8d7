// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {By, Dice} from "../Model.sol";
import {BlocklistCoin, Coin} from "../Coins.sol";
import {Store} from "../Store.sol";
import {Terms} from "../../../src/types/Forward.sol";

/// @notice What nobody asks the escrow about: time, gifts, and coins that refuse somebody.
abstract contract WorldHandler is Store {
    /// @notice A while goes by.
    function pass(uint256 seed) external {
        Dice memory dice = Dice(seed);
        _pass(uint64(1 + dice.roll(90)), uint64(dice.roll(12)));
    }

    /// @notice The next of a forward's times comes, give or take a second.
    function passTo(uint256 seed) external {
        Dice memory dice = Dice(seed);
        Terms storage terms = records[_any(dice)].forward.terms;
        uint256 choice = dice.roll(4);
        uint64 time =
            choice == 0 ? terms.acceptBy : choice == 1 ? terms.start : choice == 2 ? terms.end : terms.settleBy;
        time += uint64(dice.roll(3));
        bool near = time > clock + 1 && time < clock + 300;
        _pass(near ? time - clock - 1 : uint64(1 + dice.roll(10)), uint64(1 + dice.roll(5)));
    }

    function _pass(uint64 time, uint64 blocks) internal {
        clock += time;
        height += blocks;
        vm.warp(clock);
        vm.roll(height);
        for (uint256 i; i < live.length; ++i) {
            _step(live[i], By.Time);
        }
    }

    /// @notice Something happens to a coin.
    function useCoin(uint256 seed) external {
        Dice memory dice = Dice(seed);
        if (dice.once(2)) _donate(dice);
        else _toggle(dice);
    }

    /// @dev Somebody sends coins to the escrow for nothing.
    function _donate(Dice memory dice) private {
        uint256 coin = dice.roll(COINS);
        uint256 amount = dice.roll(1e9);
        Coin(coins[coin]).mint(address(escrow), amount);
        minted[coin] += amount;
        donated[coin] += amount;
        held[coin][address(escrow)] += amount;
        _count(coin, people[0]);
    }

    /// @dev A coin puts somebody on its list, or takes them off. Few are on it, so that others' coins arrive.
    function _toggle(Dice memory dice) private {
        uint256 coin = dice.once(2) ? BLOCKLIST : FALSE;
        address who = people[dice.roll(PEOPLE)];
        if (!blocked[coin][who] && dice.once(2)) return;
        BlocklistCoin(coins[coin]).toggle(who);
        blocked[coin][who] = !blocked[coin][who];
    }
}
