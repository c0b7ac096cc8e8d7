// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Delivery, Forward, ForwardId, State, Status} from "../../../src/types/Forward.sol";
import {IRounds} from "../../../src/interfaces/IRounds.sol";
import {Lens} from "../../../src/periphery/Lens.sol";

contract SightsOfTest is BaseTest {
    uint64 internal constant BEACON_BLOCK = 1000;

    Lens internal lens;

    function setUp() public override {
        super.setUp();
        lens = new Lens();
    }

    function test_When_NoForwardIsAskedFor() external view {
        assertEq(lens.sightsOf(escrow, new Forward[](0)).length, 0, "sights");
        assertEq(lens.statesOf(escrow, new ForwardId[](0)).length, 0, "states");
    }

    function test_When_AForwardDoesNotExist() external view {
        Forward[] memory forwards = new Forward[](1);
        forwards[0] = defaultForward();
        Lens.Sight memory sight = lens.sightsOf(escrow, forwards)[0];
        assertId(sight.id, escrow.forwardId(defaultForward()));
        assertEq(uint256(sight.status), uint256(Status.None), "status");
        assertEq(sight.state.buyer, address(0), "buyer");
    }

    function test_When_OnlyIdsAreKnown() external {
        ForwardId[] memory ids = new ForwardId[](2);
        ids[0] = openDefault();
        ids[1] = openAccepted(assignedForward());
        State[] memory states = lens.statesOf(escrow, ids);
        for (uint256 i; i < 2; ++i) {
            assertEq(abi.encode(states[i]), abi.encode(escrow.stateOf(ids[i])), "state");
        }
    }

    function test_When_SeveralForwardsAreAskedFor() external {
        Forward[] memory forwards = new Forward[](3);
        forwards[0] = defaultForward();
        forwards[1] = assignedForward();
        forwards[1].terms.beaconBlock = BEACON_BLOCK;
        forwards[2] = assignedForward(keccak256("another salt"));
        open(forwards[0]);
        open(forwards[2]);
        openAccepted(forwards[1]);
        IRounds rounds = escrow.ROUNDS();
        vm.prank(PROVIDER);
        rounds.commit(escrow, forwards[1], 77);
        vm.roll(BEACON_BLOCK + 1);
        vm.setBlockhash(BEACON_BLOCK, keccak256("hash"));
        uint256 beacon = rounds.draw(escrow, forwards[1]);
        settleAs(PROVIDER, stepOfRounds(forwards[1], beacon));

        Lens.Sight[] memory sights = lens.sightsOf(escrow, forwards);
        for (uint256 i; i < 3; ++i) {
            assertId(sights[i].id, escrow.forwardId(forwards[i]));
            assertEq(uint256(sights[i].status), uint256(escrow.statusOf(forwards[i])), "status");
            assertEq(abi.encode(sights[i].state), abi.encode(escrow.stateOf(sights[i].id)), "state");
            assertEq(sights[i].commitment, i == 1 ? 77 : 0, "commitment");
            assertEq(sights[i].beacon, i == 1 ? beacon : 0, "beacon");
        }
        assertEq(uint256(sights[2].status), uint256(Status.Lapsed), "status of what nobody accepted");
        assertEq(sights[1].state.delivered, 1, "delivered");
    }

    function stepOfRounds(Forward memory forward, uint256 beacon) internal view returns (Delivery memory delivery) {
        delivery = stepOf(forward, 0, 1, 1);
        delivery.commitment = 77;
        delivery.beacon = beacon;
    }
}
