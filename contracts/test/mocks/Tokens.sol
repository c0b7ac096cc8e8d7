// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A token that everybody may mint.
contract MintableToken is ERC20("Token", "T") {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }
}

/// @notice Like USDT: transfers return nothing.
contract TokenWithoutReturn {
    mapping(address who => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice Refuses in the way it is told.
contract RefusingToken is MintableToken {
    enum Way {
        None,
        ReturnsFalse, // moves nothing and returns false
        Reverts,
        BurnsGas, // an invalid opcode takes all gas, as old compilers' assertions did
        ReturnsShort, // one byte instead of a word
        ReturnsOther, // a word that is neither true nor false
        ReturnsBomb // reverts with a megabyte
    }

    Way public way;

    function refuse(Way way_) external {
        way = way_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (way == Way.None) return super.transfer(to, amount);
        if (way == Way.Reverts) revert("no");
        if (way == Way.BurnsGas) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (way == Way.ReturnsShort) {
            assembly ("memory-safe") {
                mstore8(0x00, 1)
                return(0x00, 1)
            }
        }
        if (way == Way.ReturnsOther) {
            assembly ("memory-safe") {
                mstore(0x00, 2)
                return(0x00, 0x20)
            }
        }
        if (way == Way.ReturnsBomb) {
            assembly ("memory-safe") {
                revert(0x00, 0x100000)
            }
        }
        return false;
    }
}

/// @notice Like USDC: whoever is on a list can neither send nor receive.
contract BlocklistToken is MintableToken {
    mapping(address who => bool) public blocked;

    function block_(address who, bool blocked_) external {
        blocked[who] = blocked_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!blocked[from] && !blocked[to], "blocked");
        super._update(from, to, amount);
    }
}

/// @notice Keeps a hundredth of each transfer, unless it is told not to.
contract FeeToken is MintableToken {
    bool internal _free;

    function charge(bool charges) external {
        _free = !charges;
    }

    function _update(address from, address to, uint256 amount) internal override {
        uint256 fee = _free || from == address(0) ? 0 : amount / 100;
        super._update(from, to, amount - fee);
        if (fee != 0) super._update(from, address(1), fee);
    }
}

/// @notice Calls a target during transfers, once it is told what.
contract ReentrantToken is MintableToken {
    address internal _target;
    bytes internal _call;

    /// @notice Whether the last call worked, and what came back from it.
    bool public worked;
    bytes public answer;

    function prepare(address target, bytes calldata data) external {
        _target = target;
        _call = data;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (_target != address(0)) (worked, answer) = _target.call(_call);
    }
}

/// @notice Uses as much gas for a transfer as it is told.
contract HungryToken is RefusingToken {
    uint256 public appetite;

    function eat(uint256 gas_) external {
        appetite = gas_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        uint256 before = gasleft();
        uint256 crumbs;
        while (before - gasleft() < appetite) ++crumbs;
    }
}
