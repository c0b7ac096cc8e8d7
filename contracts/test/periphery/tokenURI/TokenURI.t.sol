// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";

import {BaseTest} from "../../BaseTest.sol";
import {End, ForwardId, State} from "../../../src/types/Forward.sol";

/// @notice What wallets read, taken apart again.
contract TokenURITest is BaseTest {
    string internal constant PREFIX = "data:application/json;base64,";

    function setUp() public override {
        super.setUp();
        openAccepted(assignedForward());
    }

    /// @dev The JSON behind a data URI.
    function decode(string memory uri) internal pure returns (string memory json) {
        bytes memory text = bytes(uri);
        bytes memory data = new bytes(text.length - bytes(PREFIX).length);
        for (uint256 i; i < text.length; ++i) {
            if (i < bytes(PREFIX).length) assertEq(text[i], bytes(PREFIX)[i], "prefix");
            else data[i - bytes(PREFIX).length] = text[i];
        }
        return string(Base64.decode(string(data)));
    }

    function jsonOf(uint256 position) internal view returns (string memory) {
        return decode(escrow.tokenURI(position));
    }

    function assertAttribute(string memory json, uint256 index, string memory trait, string memory value)
        internal
        pure
    {
        string memory path = string.concat(".attributes[", vm.toString(index), "]");
        assertEq(vm.parseJsonString(json, string.concat(path, ".trait_type")), trait, "trait");
        assertEq(vm.parseJsonString(json, string.concat(path, ".value")), value, trait);
    }

    function test_Given_NobodyAccepted() external {
        vm.warp(NOW);
        open(assignedForward(keccak256("another salt")));
        string memory json = jsonOf(buyerToken(assignedForward(keccak256("another salt"))));
        assertAttribute(json, 4, "accepted", "no");
    }

    function test_Given_TheForwardIsReclaimed() external {
        vm.warp(SETTLE_BY);
        escrow.reclaim(assignedForward());
        assertAttribute(jsonOf(buyerToken(assignedForward())), 5, "end", "reclaimed");
    }

    function test_Given_TheForwardIsClosed() external {
        bytes memory agreed = consent("buyer", assignedForward(), 0, block.timestamp);
        vm.prank(PROVIDER);
        escrow.close(assignedForward(), 0, block.timestamp, agreed, "");
        assertAttribute(jsonOf(providerToken(assignedForward())), 5, "end", "closed");
    }

    function test_When_ThePositionIsTheProviders() external view {
        string memory id = vm.toString(idOf(assignedForward()));
        string memory json = jsonOf(providerToken(assignedForward()));
        assertEq(vm.parseJsonString(json, ".name"), string.concat("Tercet provider position ", id), "name");
        assertAttribute(json, 0, "forward", id);
        assertAttribute(json, 1, "side", "provider");
    }

    function test_When_ThePositionIsTheBuyers() external {
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 41, 2));
        string memory id = vm.toString(idOf(assignedForward()));
        string memory json = jsonOf(buyerToken(assignedForward()));
        assertEq(vm.parseJsonKeys(json, "$").length, 3, "keys");
        assertEq(vm.parseJsonString(json, ".name"), string.concat("Tercet buyer position ", id), "name");
        assertGt(bytes(vm.parseJsonString(json, ".description")).length, 0, "description");
        assertAttribute(json, 0, "forward", id);
        assertAttribute(json, 1, "side", "buyer");
        assertAttribute(json, 2, "delivered", "2");
        assertAttribute(json, 3, "cursor", "41");
        assertAttribute(json, 4, "accepted", "yes");
        assertAttribute(json, 5, "end", "none");
    }

    function testFuzz_AnyStateGivesValidJson(ForwardId id, bool isBuyers, uint88 delivered, uint64 cursor, uint8 end)
        external
        view
    {
        State memory state = escrow.stateOf(escrow.forwardId(assignedForward()));
        (state.delivered, state.cursor, state.end) = (delivered, cursor, End(bound(end, 0, 2)));
        string memory json = decode(escrow.DESCRIPTOR().tokenURI(id, isBuyers, state));
        assertAttribute(json, 2, "delivered", vm.toString(delivered));
        assertAttribute(json, 3, "cursor", vm.toString(cursor));
    }
}
