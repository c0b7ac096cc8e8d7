// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "../../src/libraries/Errors.sol";
import {IPredicate} from "../../src/interfaces/IPredicate.sol";

/// @notice Takes every proof but one that says "no", and remembers the header that it was asked with.
contract MockPredicate is IPredicate {
    bytes32 internal constant KEY = keccak256("mock key");

    uint256[9] internal _header;

    function settle(uint256[9] calldata header, uint256[] calldata, uint256, bytes calldata proof)
        external
        virtual
        returns (bytes32)
    {
        if (keccak256(proof) == keccak256("no")) revert Errors.Groth16Predicate_ProofInvalid();
        _header = header;
        return KEY;
    }

    function verify(uint256[9] calldata, uint256[] calldata, uint256, bytes calldata proof)
        external
        pure
        returns (bool)
    {
        return keccak256(proof) != keccak256("no");
    }

    /// @dev Takes all that count.
    function settleMany(uint32, uint256, uint256 counted, uint256[] calldata, bytes calldata proof)
        external
        pure
        returns (bytes32, uint256)
    {
        if (keccak256(proof) == keccak256("no")) revert Errors.Groth16Predicate_ProofInvalid();
        return (KEY, counted);
    }

    function verifyMany(uint32, uint256, uint256[] calldata, bytes calldata proof) external pure returns (bool) {
        return keccak256(proof) != keccak256("no");
    }

    function lastHeader() external view returns (uint256[9] memory) {
        return _header;
    }
}

/// @notice Takes every proof of an output that is sealed, and no other.
contract SealingPredicate is MockPredicate {
    function settle(uint256[9] calldata header, uint256[] calldata, uint256, bytes calldata)
        external
        pure
        override
        returns (bytes32)
    {
        require((header[5] | header[6]) != 0, "not sealed");
        return KEY;
    }
}

/// @notice Answers every call with as many bytes as it was told, and succeeds or reverts as it was told.
contract BombPredicate {
    uint256 internal immutable SIZE;
    bool internal immutable SUCCEEDS;

    constructor(uint256 size, bool succeeds) {
        SIZE = size;
        SUCCEEDS = succeeds;
    }

    fallback() external {
        uint256 size = SIZE;
        if (SUCCEEDS) {
            assembly ("memory-safe") {
                return(0x80, size)
            }
        }
        assembly ("memory-safe") {
            mstore(0x80, not(0))
            revert(0x80, size)
        }
    }
}

/// @notice Remembers the hash of what it was called with, and takes it.
contract RecordingPredicate {
    bytes32 public dataHash;

    fallback() external {
        dataHash = keccak256(msg.data);
        assembly ("memory-safe") {
            mstore(0x00, 1)
            mstore(0x20, not(0)) // all places of a group, and more
            return(0x00, 0x40)
        }
    }
}

/// @notice Answers with nothing.
contract SilentPredicate {
    fallback() external {}
}

/// @notice Calls the escrow with what it was given, while it is asked about a settlement.
contract ReentrantPredicate {
    address internal immutable ESCROW;
    bytes internal _call;

    /// @notice Whether the call worked, and what came back from it.
    bool public worked;
    bytes public answer;

    constructor(address escrow) {
        ESCROW = escrow;
    }

    function prepare(bytes calldata data) external {
        _call = data;
    }

    fallback() external {
        (worked, answer) = ESCROW.call(_call);
        assembly ("memory-safe") {
            mstore(0x00, 1)
            mstore(0x20, not(0)) // all places of a group, and more
            return(0x00, 0x40)
        }
    }
}
