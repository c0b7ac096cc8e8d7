// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../src/libraries/Errors.sol";
import {IPredicate} from "../../src/interfaces/IPredicate.sol";

/// @notice What the predicates for groups have in common: nobody asks them for a view.
abstract contract GroupPredicate is IPredicate {
    function verify(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata) external pure returns (bool) {
        return true;
    }

    function verifyMany(uint32, uint256, uint256[] calldata, bytes calldata) external pure returns (bool) {
        return true;
    }
}

/// @notice Settles the places it was told, whether they count or not, and remembers what it was called with.
contract ChoosyPredicate is GroupPredicate {
    bytes32 public dataHash;
    uint256 public calls;
    uint256 internal _places = type(uint256).max;
    bool internal _always;

    function choose(uint256 places) external {
        _places = places;
    }

    /// @notice From now on the lowest of the places that count is declined, whichever they are.
    function declineOneMore() external {
        _always = true;
    }

    function settle(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata) external returns (bytes32) {
        ++calls;
        return "key";
    }

    function settleMany(uint32, uint256, uint256 counted, uint256[] calldata, bytes calldata)
        external
        returns (bytes32, uint256)
    {
        dataHash = keccak256(msg.data);
        ++calls;
        return ("key", _always ? counted & (counted - 1) : _places);
    }
}

/// @notice Uses as much gas as it is told, and remembers that it was asked. It takes any proof but "no", or refuses all.
contract NeedyPredicate is GroupPredicate {
    uint256 public appetite;
    uint256 public taken;

    function eat(uint256 gas_) external {
        appetite = gas_;
    }

    function settle(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata proof) external returns (bytes32) {
        _eat(proof);
        return "key";
    }

    function settleMany(uint32, uint256, uint256 counted, uint256[] calldata, bytes calldata proof)
        external
        returns (bytes32, uint256)
    {
        _eat(proof);
        return ("key", counted);
    }

    function _eat(bytes calldata proof) internal {
        if (keccak256(proof) == keccak256("no")) revert Errors.Groth16Predicate_ProofInvalid();
        uint256 before = gasleft();
        ++taken;
        uint256 crumbs;
        while (before - gasleft() < appetite) ++crumbs;
    }
}

/// @notice Declines whatever a group has, with as little gas left as that takes.
contract WastefulPredicate is GroupPredicate {
    function settle(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata) external pure returns (bytes32) {
        return "key";
    }

    function settleMany(uint32, uint256, uint256, uint256[] calldata, bytes calldata)
        external
        view
        returns (bytes32, uint256)
    {
        uint256 crumbs;
        while (gasleft() > 2_000) ++crumbs;
        return ("key", 0);
    }
}

/// @notice Takes all gas there is.
contract GreedyPredicate {
    fallback() external {
        assembly ("memory-safe") {
            invalid()
        }
    }
}
