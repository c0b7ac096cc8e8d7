// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC721Receiver} from "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol";

/// @notice Takes positions, and remembers what it was told of the last one.
contract TakingReceiver is IERC721Receiver {
    bytes32 public told;

    function onERC721Received(address operator, address from, uint256 token, bytes calldata data)
        external
        returns (bytes4)
    {
        told = keccak256(abi.encode(operator, from, token, data));
        return IERC721Receiver.onERC721Received.selector;
    }
}

/// @notice Does not take positions, in the way it is told.
contract RefusingReceiver {
    enum Way {
        ReturnsOther, // a word that is not the answer
        ReturnsNothing,
        ReturnsShort, // the answer's four bytes alone
        Reverts,
        BurnsGas
    }

    error NotHere();

    Way internal immutable WAY;

    constructor(Way way) {
        WAY = way;
    }

    fallback() external {
        Way way = WAY;
        if (way == Way.Reverts) revert NotHere();
        bytes4 answer = way == Way.ReturnsOther ? bytes4(0xdeadbeef) : IERC721Receiver.onERC721Received.selector;
        assembly ("memory-safe") {
            if eq(way, 4) { invalid() }
            mstore(0x00, answer)
            return(0x00, mul(add(mul(28, eq(way, 0)), 4), iszero(eq(way, 1))))
        }
    }
}
