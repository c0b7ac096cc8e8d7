// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IZkvmVerifier} from "../../src/interfaces/IZkvmVerifier.sol";
import {ZkvmPredicate} from "../../src/ZkvmPredicate.sol";

/// @notice What stands in for a proof of a run: whoever knows program and public values makes one.
function runProof(bytes32 programKey, bytes memory publicValues) pure returns (bytes memory) {
    return abi.encodePacked(keccak256(abi.encodePacked(programKey, publicValues)));
}

/// @notice Takes a proof of the very program and public values that it is asked about.
contract MockVerifier is IZkvmVerifier {
    error WrongProof();

    function verify(bytes calldata proof, bytes32 programKey, bytes calldata publicValues) external pure {
        if (keccak256(proof) != keccak256(runProof(programKey, publicValues))) revert WrongProof();
    }
}

/// @notice Answers as it is told, whatever it is asked.
contract HostileVerifier {
    enum Way {
        ReturnsNothing,
        ReturnsFalse,
        ReturnsBomb, // a megabyte
        RevertsEmpty,
        RevertsBomb,
        BurnsGas,
        Writes, // what a call that may only read does not survive
        ReturnsTrue,
        ReturnsByte,
        ReturnsShort, // a byte less than a word, all ones
        ReturnsHigh // a word with nothing but its first bit
    }

    Way public way;
    uint256 public written;

    constructor(Way way_) {
        way = way_;
    }

    fallback() external {
        Way told = way;
        if (told == Way.Writes) written = 1;
        assembly ("memory-safe") {
            switch told
            case 1 { return(0x60, 0x20) }
            case 2 { return(0x80, 0x100000) }
            case 3 { revert(0x00, 0x00) }
            case 4 { revert(0x80, 0x100000) }
            case 5 { invalid() }
            case 7 {
                mstore(0x00, 1)
                return(0x00, 0x20)
            }
            case 8 { return(0x60, 0x01) }
            case 9 {
                mstore(0x00, not(0))
                return(0x00, 0x1f)
            }
            case 10 {
                mstore(0x00, shl(255, 1))
                return(0x00, 0x20)
            }
        }
    }
}

/// @notice Calls the escrow with what it was given, while it is asked about a proof, and takes the proof.
contract ReentrantVerifier {
    address internal immutable ESCROW;
    bytes internal _call;

    constructor(address escrow) {
        ESCROW = escrow;
    }

    function prepare(bytes calldata data) external {
        _call = data;
    }

    /// @dev Takes the proof only if the escrow refused: what it did is told by the settlement.
    fallback() external {
        (bool worked,) = ESCROW.call(_call);
        require(!worked, "the escrow let it in");
    }
}

/// @notice The adapter without the defence that ties `h` to what is delivered.
contract UnboundZkvmPredicate is ZkvmPredicate {
    constructor(IZkvmVerifier verifier, bytes32 programKey) ZkvmPredicate(verifier, programKey) {}

    function _checkBinding(uint256, uint256) internal pure override {}
}

/// @notice The adapter without the defence that hears a verifier's no.
contract DeafZkvmPredicate is ZkvmPredicate {
    constructor(IZkvmVerifier verifier, bytes32 programKey) ZkvmPredicate(verifier, programKey) {}

    function _isNo(uint256, uint256) internal pure override returns (bool) {
        return false;
    }
}
