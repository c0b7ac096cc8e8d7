// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What the tokens of the invariants have in common: balances without more, and a count of transfers.
abstract contract Coin {
    // forge-lint: disable-next-line(screaming-snake-case-immutable): the standard names it
    uint8 public immutable decimals;
    uint256 public totalSupply;

    /// @notice How many calls of `transfer` worked.
    uint256 public transfers;

    mapping(address who => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    constructor(uint8 decimals_) {
        decimals = decimals_;
    }

    function mint(address to, uint256 amount) external {
        totalSupply += amount;
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function _move(address from, address to, uint256 amount) internal {
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }

    function _spend(address from, address to, uint256 amount) internal {
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
    }
}

/// @notice As the standard has it.
contract PlainCoin is Coin {
    constructor(uint8 decimals_) Coin(decimals_) {}

    function transfer(address to, uint256 amount) external returns (bool) {
        _move(msg.sender, to, amount);
        ++transfers;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        _spend(from, to, amount);
        return true;
    }
}

/// @notice Like USDT: transfers return nothing.
contract SilentCoin is Coin(6) {
    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
        ++transfers;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        _spend(from, to, amount);
    }
}

/// @notice Like USDC: whoever is on a list can neither send nor receive. Reverts.
contract BlocklistCoin is Coin(6) {
    mapping(address who => bool) public blocked;

    function toggle(address who) external {
        blocked[who] = !blocked[who];
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        require(!blocked[msg.sender] && !blocked[to], "blocked");
        _move(msg.sender, to, amount);
        ++transfers;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        require(!blocked[from] && !blocked[to], "blocked");
        _spend(from, to, amount);
        return true;
    }
}

/// @notice Moves nothing to or from whom it has on its list, and says so by returning false.
contract FalseCoin is Coin(18) {
    mapping(address who => bool) public blocked;

    function toggle(address who) external {
        blocked[who] = !blocked[who];
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        if (blocked[msg.sender] || blocked[to]) return false;
        _move(msg.sender, to, amount);
        ++transfers;
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        if (blocked[from] || blocked[to]) return false;
        _spend(from, to, amount);
        return true;
    }
}

/// @notice What a {CallbackCoin} calls.
interface ICoinHolder {
    function tokensReceived(uint256 amount) external;
    function tokensToSend(address spender) external;
}

/// @notice Like ERC-777: calls whoever receives and has code, and whose coins others move, and moves nothing where that fails.
contract CallbackCoin is Coin(18) {
    address internal immutable OFFERS;

    constructor(address offers) {
        OFFERS = offers;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _move(msg.sender, to, amount);
        ++transfers;
        if (to.code.length != 0) ICoinHolder(to).tokensReceived(amount);
        return true;
    }

    function transferFrom(address from, address to, uint256 amount) external returns (bool) {
        if (from != OFFERS && from.code.length != 0) ICoinHolder(from).tokensToSend(msg.sender);
        _spend(from, to, amount);
        return true;
    }
}
