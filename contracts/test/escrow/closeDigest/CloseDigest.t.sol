// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Forward} from "../../../src/types/Forward.sol";

contract CloseDigestTest is BaseTest {
    function digest() internal view returns (bytes32) {
        return escrow.closeDigest(assignedForward(), 100, START);
    }

    /// @dev As wallets hash it, from the types' names alone.
    function test_When_ItIsAskedForWhatHoldersSign() external {
        openAccepted(assignedForward());
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 2));
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Tercet ForwardEscrow"),
                keccak256("1"),
                block.chainid,
                address(escrow)
            )
        );
        bytes32 message = keccak256(
            abi.encode(
                keccak256(
                    "Close(bytes32 forward,uint96 delivered,address buyer,address provider,uint256 toBuyer,uint256 deadline)"
                ),
                idOf(assignedForward()),
                2,
                BUYER,
                PROVIDER,
                100,
                START
            )
        );
        assertEq(digest(), keccak256(abi.encodePacked(hex"1901", domain, message)), "digest");
    }

    function test_When_AnyPartOfTheSplitIsAnother() external {
        openAccepted(assignedForward());
        Forward memory other = assignedForward("other salt");
        assertNotEq(escrow.closeDigest(other, 100, START), digest(), "forward");
        assertNotEq(escrow.closeDigest(assignedForward(), 101, START), digest(), "share");
        assertNotEq(escrow.closeDigest(assignedForward(), 100, START + 1), digest(), "deadline");
    }

    function test_Given_SomethingMoreWasDelivered() external {
        openAccepted(assignedForward());
        bytes32 before = digest();
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, 1));
        assertNotEq(digest(), before, "digest");
    }

    function test_Given_APositionWasTransferred() external {
        openAccepted(assignedForward());
        bytes32 before = digest();
        uint256[2] memory positions = [buyerToken(assignedForward()), providerToken(assignedForward())];
        vm.prank(BUYER);
        escrow.transferFrom(BUYER, OBSERVER, positions[0]);
        bytes32 between = digest();
        assertNotEq(between, before, "buyer's position");
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, OBSERVER, positions[1]);
        assertNotEq(digest(), between, "provider's position");
    }

    function test_When_TheChainIsAnother() external {
        openAccepted(assignedForward());
        bytes32 before = digest();
        vm.chainId(block.chainid + 1);
        assertNotEq(digest(), before, "digest");
    }
}
