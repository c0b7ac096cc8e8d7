// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IPredicate} from "./IPredicate.sol";
import {IZkvmVerifier} from "./IZkvmVerifier.sol";

/// @title IZkvmPredicate
/// @notice Takes proofs that one program ran in a zkVM. The program's public values are the words of header ‖ payload, 32 bytes
/// each, the highest byte first, without the zero words that a payload may end in; the program must check what it is told of
/// them.
/// @dev A proof here is the blinding (32 bytes, not zero) followed by what the verifier takes. In a circuit `h` is a hash of
/// the vector that the circuit computes; a program knows no `h`, so this contract demands
/// `h = uint248(keccak256(TAG ‖ blinding ‖ header ‖ payload))`. Without that anybody could announce some `h` on the day a
/// forward opens, wait until an output shows in somebody's pending settlement, and prove it again under their old
/// announcement. The blinding keeps an announcement from saying which of a few possible outputs it is about: it must be
/// random and stay secret until the settlement.
/// Warning: forwards that name this predicate trust the verifier. One behind a proxy, with an owner, or with routes that
/// can be frozen can take what is not proved or refuse what is.
interface IZkvmPredicate is IPredicate {
    /// @notice What the hash that `h` is begins with.
    function TAG() external view returns (bytes32);

    /// @notice Who verifies proofs.
    function VERIFIER() external view returns (IZkvmVerifier);

    /// @notice The program that must have run, as the verifier names it. Settlements give it as their key.
    function PROGRAM_KEY() external view returns (bytes32);

    /// @notice The `h` that a delivery has under a blinding.
    function hashOf(bytes32 blinding, uint256[9] calldata header, uint256[] calldata payload)
        external
        view
        returns (uint256);
}
