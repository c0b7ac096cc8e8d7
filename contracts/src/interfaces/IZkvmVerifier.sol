// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IZkvmVerifier
/// @notice Verifies on chain that a program ran in a zkVM: the form that such verifiers have in common.
interface IZkvmVerifier {
    /// @notice Reverts unless the proof shows that the program ran to its end and put out these public values.
    /// @dev What returns a word that is not zero counts as well, and zero as a refusal.
    function verify(bytes calldata proof, bytes32 programKey, bytes calldata publicValues) external view;
}
