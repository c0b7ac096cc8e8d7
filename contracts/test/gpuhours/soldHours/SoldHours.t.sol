// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {GpuHoursTest} from "../GpuHoursTest.sol";

contract GpuHoursSoldHoursTest is GpuHoursTest {
    uint256 internal constant SETS = 2;
    uint256 internal constant DEVICES = 3;
    uint256 internal constant EPOCHS = 2;

    /// @dev Hour by hour: who was settled what. One flag for each caller, set, device, epoch and hour.
    mapping(address => mapping(uint256 => bool)) internal model;
    uint256 internal taken;
    uint256 internal refused;

    function test_Given_NothingWasSold() external view {
        assertEq(gpu.soldHours(address(this), 1, 2, 3), 0, "sold hours");
    }

    function flag(uint256 set, uint256 epoch, uint256 device, uint256 hour) internal pure returns (uint256) {
        return ((set * 1000 + epoch) * 1000 + device) * 1000 + hour;
    }

    /// @dev Two hours of some devices, so that many settlements conflict with nothing and many do.
    function masksOf(uint256 seed) internal pure returns (uint256[] memory words) {
        words = new uint256[](2 * DEVICES);
        for (uint256 d; d < DEVICES; ++d) {
            words[2 * d] = d + 1;
            uint256 random = uint256(keccak256(abi.encode(seed, d)));
            if (random & 1 == 0) words[2 * d + 1] = 2 ** ((random >> 8) % 24) | 2 ** ((random >> 16) % 248);
        }
    }

    function isFree(address caller, uint256 set, uint256 epoch, uint256[] memory words) internal view returns (bool) {
        for (uint256 d; d < DEVICES; ++d) {
            for (uint256 hour; hour < 248; ++hour) {
                if (words[2 * d + 1] >> hour & 1 == 1 && model[caller][flag(set, epoch, d + 1, hour)]) return false;
            }
        }
        return true;
    }

    function test_Given_SettlementsOfAnyKind() external {
        address[2] memory callers = [address(this), STRANGER];
        for (uint256 i; i < 240; ++i) {
            uint256 random = uint256(keccak256(abi.encode("settlement", i)));
            address caller = callers[random % 2];
            (uint256 set, uint256 epoch) = (1 + (random >> 8) % SETS, (random >> 16) % EPOCHS);
            uint256[] memory words = masksOf(random);
            bool free = isFree(caller, set, epoch, words);
            step(caller, stated(set, epoch, words), free, random >> 24 & 1 == 0);
            if (free) {
                ++taken;
                note(caller, set, epoch, words);
            } else {
                ++refused;
            }
        }
        assertGt(taken, 40, "too few were settled to say anything");
        assertGt(refused, 40, "too few were refused to say anything");
        for (uint256 c; c < 2; ++c) {
            compare(callers[c]);
        }
    }

    function step(address caller, Hours memory d, bool free, bool alone) internal {
        vm.prank(caller);
        if (alone) {
            try told.settle(d.header, d.payload, d.h, d.proof) {
                assertTrue(free, "settled");
            } catch {
                assertFalse(free, "refused");
            }
        } else {
            Hours[] memory list = new Hours[](1);
            list[0] = d;
            (uint256[] memory places,) = placesOf(list);
            (, uint256 settled) = told.settleMany(1, 1, 1, places, "");
            assertEq(settled, free ? 1 : 0, "bit");
        }
    }

    function note(address caller, uint256 set, uint256 epoch, uint256[] memory words) internal {
        for (uint256 d; d < DEVICES; ++d) {
            for (uint256 hour; hour < 248; ++hour) {
                if (words[2 * d + 1] >> hour & 1 == 1) model[caller][flag(set, epoch, d + 1, hour)] = true;
            }
        }
    }

    function compare(address caller) internal view {
        for (uint256 set = 1; set <= SETS; ++set) {
            for (uint256 epoch; epoch < EPOCHS; ++epoch) {
                for (uint256 device = 1; device <= DEVICES; ++device) {
                    uint256 mask;
                    for (uint256 hour; hour < 248; ++hour) {
                        if (model[caller][flag(set, epoch, device, hour)]) mask |= 2 ** hour;
                    }
                    assertEq(told.soldHours(caller, set, device, epoch), mask, "sold hours");
                }
            }
        }
    }
}
