// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IPermit2
/// @notice The part of Uniswap's Permit2 that {Offers} calls. Owners approve Permit2 once and sign for the rest.
interface IPermit2 {
    struct TokenPermissions {
        address token;
        uint256 amount;
    }

    struct PermitTransferFrom {
        TokenPermissions permitted;
        uint256 nonce;
        uint256 deadline;
    }

    struct SignatureTransferDetails {
        address to;
        uint256 requestedAmount;
    }

    /// @notice Transfers within an allowance that `from` gave the caller in Permit2.
    function transferFrom(address from, address to, uint160 amount, address token) external;

    /// @notice Transfers once, by the owner's signature of permit, caller and witness.
    function permitWitnessTransferFrom(
        PermitTransferFrom calldata permit,
        SignatureTransferDetails calldata transferDetails,
        address owner,
        bytes32 witness,
        string calldata witnessTypeString,
        bytes calldata signature
    ) external;
}
