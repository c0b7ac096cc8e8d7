// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// What forge fmt, forge lint and solhint must each complain about.
contract Unlinted {
    function Origin(uint256 x) public view returns (bool) { return   tx.origin == msg.sender && uint8(x) == 0 && (x / 3) * 2 > 0; }
}
