// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title IPredicate
/// @notice Decides whether what a forward asks for was delivered.
/// @dev The vector that is proved is header ‖ payload. The escrow builds the header: claim · forward · params · window ·
/// progress · sealX · sealY · commitment · beacon. `h` is the prover's hash of the vector and of private data.
interface IPredicate {
    /// @notice Takes note of one delivery and reverts unless it is proved.
    /// @dev Warning: a forward trusts its predicate with its whole price. One that takes proofs of other headers, or whose
    /// `h` does not fix the claim, lets anybody collect. It can only ever hurt the forwards that name it.
    /// @return key What the proof was checked against: the verifying key's hash, for predicates that have one.
    function settle(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        returns (bytes32 key);

    /// @notice Says whether `settle` would find the delivery proved, as far as that does not depend on earlier ones.
    /// @dev Never reverts on well-formed calldata. Warning: a proof with malformed points costs nearly all gas that is given,
    /// since the precompiled contracts take all of theirs, and with too little gas every proof is found wanting. A contract
    /// that asks gives a limit, and does not act on a no.
    function verify(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bool);
}
