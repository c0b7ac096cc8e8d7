// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {IERC721Enumerable} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Enumerable.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721Metadata} from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";

import {Forward} from "../../../src/types/Forward.sol";
import {PositionsTest} from "../PositionsTest.sol";

contract ViewsTest is PositionsTest {
    function test_RevertWhen_TheOwnerIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(IERC721Errors.ERC721InvalidOwner.selector, address(0)));
        escrow.balanceOf(address(0));
    }

    function test_RevertWhen_TheTokenDoesNotExist() external {
        expectNonexistent(7);
        escrow.ownerOf(7);
        expectNonexistent(7);
        escrow.getApproved(7);
        expectNonexistent(7);
        escrow.tokenURI(7);
    }

    function test_Given_NobodyAccepted() external {
        Forward memory other = assignedForward(keccak256("another salt"));
        open(other);
        assertEq(escrow.ownerOf(buyerToken(other)), BUYER, "buyer");
        uint256 position = providerToken(other);
        expectNonexistent(position);
        escrow.ownerOf(position);
    }

    function test_Given_TheForwardIsOpen() external {
        openDefault();
        assertEq(escrow.ownerOf(buyerToken(defaultForward())), BUYER, "buyer");
        uint256 position = providerToken(defaultForward());
        expectNonexistent(position);
        escrow.getApproved(position);
    }

    function test_Given_SomebodyHoldsNothing() external view {
        assertEq(escrow.balanceOf(OBSERVER), 0, "positions");
    }

    function test_Given_OneHolderHasBothSides() external {
        transfer(BUYER, BUYER, PROVIDER, bought);
        assertOwners(PROVIDER, PROVIDER);
        assertEq(escrow.balanceOf(BUYER), 0, "positions of the buyer");
    }

    function test_Given_TheForwardIsSettled() external {
        vm.warp(START);
        settleAs(PROVIDER, stepOf(assignedForward(), 0, 1, QUANTITY));
        assertOwners(BUYER, PROVIDER);
        transfer(BUYER, BUYER, PURCHASER, bought);
        assertOwners(PURCHASER, PROVIDER);
    }

    function test_Given_TheForwardIsReclaimed() external {
        vm.warp(SETTLE_BY);
        escrow.reclaim(assignedForward());
        assertOwners(BUYER, PROVIDER);
        transfer(PROVIDER, PROVIDER, PURCHASER, sold);
        assertOwners(BUYER, PURCHASER);
    }

    function test_Given_TheForwardIsClosed() external {
        transfer(BUYER, BUYER, PROVIDER, bought);
        vm.prank(PROVIDER);
        escrow.close(assignedForward(), 0, block.timestamp, "", "");
        assertOwners(PROVIDER, PROVIDER);
    }

    function test_When_AnInterfaceIsAskedFor() external view {
        assertTrue(escrow.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        assertTrue(escrow.supportsInterface(type(IERC721).interfaceId), "ERC-721");
        assertTrue(escrow.supportsInterface(type(IERC721Metadata).interfaceId), "metadata");
        assertFalse(escrow.supportsInterface(type(IERC721Enumerable).interfaceId), "enumeration");
        assertFalse(escrow.supportsInterface(0xffffffff), "the one that nobody has");
        assertEq(type(IERC165).interfaceId, bytes4(0x01ffc9a7), "id of ERC-165");
        assertEq(type(IERC721).interfaceId, bytes4(0x80ac58cd), "id of ERC-721");
        assertEq(type(IERC721Metadata).interfaceId, bytes4(0x5b5e139f), "id of its metadata");
    }

    function test_When_EverythingIsInOrder() external view {
        assertOwners(BUYER, PROVIDER);
        assertEq(escrow.name(), "Tercet Positions", "name");
        assertEq(escrow.symbol(), "TERCET", "symbol");
        assertEq(escrow.getApproved(bought), address(0), "approved");
        assertFalse(escrow.isApprovedForAll(BUYER, PROVIDER), "operator");
    }
}
