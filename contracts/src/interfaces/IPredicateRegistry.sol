// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IPredicateRegistry
/// @notice What people say about predicates: where they come from, and what can be checked of it. Anybody may say anything;
/// nothing is ever changed or removed. Whom to believe is the reader's choice, and what can be checked they check.
interface IPredicateRegistry {
    /// @notice What a registrant says of a predicate.
    /// @param codeHash keccak256 of its runtime code: the one part that the registry checks.
    /// @param circuit Hash of the constraint system, or of the program, that it takes proofs of.
    /// @param key Hash of the verifying key.
    /// @param transcript Hash of the setup's transcript; zero where a development key was made without one.
    /// @param manifest Where the bundle's manifest is, as a URI.
    struct Claim {
        bytes32 codeHash;
        bytes32 circuit;
        bytes32 key;
        bytes32 transcript;
        string manifest;
    }

    /// @notice Somebody registered a claim.
    /// @param registrant Who.
    /// @param predicate About which predicate.
    /// @param index How many claims they had made about it before.
    /// @param claim What they claim.
    event Registered(address indexed registrant, address indexed predicate, uint256 index, Claim claim);

    /// @notice How many claims a registrant has made about a predicate: a reader who has as many events has them all.
    function countOf(address registrant, address predicate) external view returns (uint256);

    /// @notice The block in which a claim was registered, 0 if it never was. Whoever has a claim from its event, or from the
    /// registrant, learns here that it is what was registered, and since when.
    function registeredAt(address registrant, address predicate, uint256 index, Claim calldata claim)
        external
        view
        returns (uint256 blockNumber);

    /// @notice Registers a claim of the caller's about a predicate that stands already.
    /// @dev Warning: a code hash says nothing of what a proxy forwards to. Readers rebuild the code from template and key.
    /// @return index How many claims the caller had made about it before.
    function register(address predicate, Claim calldata claim) external returns (uint256 index);
}
