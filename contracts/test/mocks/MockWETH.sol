// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice Wrapped ether, with what this project needs of it.
contract MockWETH is ERC20("Wrapped Ether", "WETH") {
    function deposit() external payable {
        _mint(msg.sender, msg.value);
    }

    function withdraw(uint256 amount) external {
        _burn(msg.sender, amount);
        (bool sent,) = msg.sender.call{value: amount}("");
        require(sent, "ether refused");
    }
}

/// @notice Lets nobody be approved, and says so.
contract UnapprovingWETH is ERC20("Wrapped Ether", "WETH") {
    function approve(address, uint256) public pure override returns (bool) {
        return false;
    }
}
