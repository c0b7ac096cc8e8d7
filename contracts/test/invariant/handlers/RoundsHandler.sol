// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Dice, Fn, Record} from "../Model.sol";
import {Forward} from "../../../src/types/Forward.sol";
import {Store} from "../Store.sol";

/// @notice Commits to outputs before a block, and draws challenges after it.
abstract contract RoundsHandler is Store {
    function useRounds(uint256 seed) external {
        Dice memory dice = Dice(seed);
        if (dice.once(2)) _commit(dice, _twoRounds(dice, true));
        else _draw(dice, _twoRounds(dice, false));
    }

    function _commit(Dice memory dice, uint256 place) internal {
        Record storage record = records[place];
        Forward memory forward = record.forward;
        uint256 commitment = 1 + dice.roll(FIELD - 1);
        if (dice.once(8)) commitment = dice.once(2) ? 0 : FIELD + dice.roll(3);
        address caller = _agent(dice, record.provider, record.providerApproved);
        bool altered = _alter(dice, forward);
        bool expected = !altered && height < forward.terms.beaconBlock && record.provider != address(0)
            && _speaksFor(caller, record.provider, record.providerApproved) && commitment != 0 && commitment < FIELD
            && record.commitment == 0;

        vm.prank(caller);
        try rounds.commit(escrow, forward, commitment) {
            _tally(Fn.Commit, true, expected);
            record.commitment = commitment;
        } catch {
            _tally(Fn.Commit, false, expected);
        }
        _lookAtRounds(place);
    }

    function _draw(Dice memory dice, uint256 place) private {
        Record storage record = records[place];
        uint256 at = record.forward.terms.beaconBlock;
        bool readable = at != 0 && at < height && height - at <= 256;
        bool expected = at != 0 && (readable || record.beacon != 0);

        vm.prank(_anybody(dice));
        try rounds.draw(escrow, record.forward) returns (uint256 beacon) {
            _tally(Fn.Draw, true, expected);
            if (record.beacon == 0) record.beacon = uint248(uint256(keccak256(abi.encode(blockhash(at), record.id))));
            _equal(28, beacon, record.beacon);
        } catch {
            _tally(Fn.Draw, false, expected);
        }
        _lookAtRounds(place);
    }

    /// @dev A live forward with a second round that waits for this, if there is one.
    function _twoRounds(Dice memory dice, bool forCommit) private view returns (uint256 place) {
        if (dice.once(5)) return _any(dice);
        uint256 first = dice.roll(live.length);
        for (uint256 i; i < live.length; ++i) {
            place = live[(first + i) % live.length];
            uint256 at = records[place].forward.terms.beaconBlock;
            if (at == 0 || records[place].beacon != 0) continue;
            if (forCommit ? height < at && records[place].accepted && records[place].commitment == 0 : at < height) {
                return place;
            }
        }
    }
}
