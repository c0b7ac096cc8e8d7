// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice A contract that signs with somebody's key.
contract SigningWallet is IERC1271 {
    address internal immutable SIGNER;

    constructor(address signer) {
        SIGNER = signer;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (address signer,,) = ECDSA.tryRecoverCalldata(hash, signature);
        return signer == SIGNER ? IERC1271.isValidSignature.selector : bytes4(0);
    }
}

/// @notice What stands at an address that must not be called.
contract Unreachable {
    fallback() external payable {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

/// @notice Calls a target with what it was given, when it gets a position.
contract ReentrantReceiver {
    address internal _target;
    bytes internal _call;

    /// @notice Whether the call worked, and what came back from it.
    bool public worked;
    bytes public answer;

    function prepare(address target, bytes calldata data) external {
        _target = target;
        _call = data;
    }

    function onERC721Received(address, address, uint256, bytes calldata) external returns (bytes4) {
        (worked, answer) = _target.call(_call);
        return this.onERC721Received.selector;
    }
}
