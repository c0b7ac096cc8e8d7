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

    /// @notice Takes note of several deliveries at once and reverts unless what was proved together holds.
    /// @dev With n = 1 there is a proof for each place, all of equal length, one after another; those of places that do not
    /// count are not looked at. Else there is one proof about all places, counted or not, under a key for `n` statements.
    /// @param n How many statements a proof is about.
    /// @param count How many places there are: at most 256, and at most `n` where one proof is about them all.
    /// @param counted The places that are paid if they are settled, as bits from the lowest on. Whatever the predicate
    /// remembers, it remembers of these only.
    /// @param places For each place the number of its words, `h`, and the words: header ‖ payload.
    /// @return key What was proved was checked against this.
    /// @return settled Which of the counted places are settled: those left out conflict with what the predicate remembers.
    function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        external
        returns (bytes32 key, uint256 settled);

    /// @notice Says whether `settle` would find the delivery proved, as far as that does not depend on earlier ones.
    /// @dev Never reverts on well-formed calldata. Warning: a proof with malformed points costs nearly all gas that is given,
    /// since the precompiled contracts take all of theirs, and with too little gas every proof is found wanting. A contract
    /// that asks gives a limit, and does not act on a no.
    function verify(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        view
        returns (bool);

    /// @notice Says whether `settleMany` would find all places proved, as far as that does not depend on earlier deliveries.
    /// @dev Warning: as for `verify`.
    function verifyMany(uint32 n, uint256 count, uint256[] calldata places, bytes calldata proof)
        external
        view
        returns (bool);
}
