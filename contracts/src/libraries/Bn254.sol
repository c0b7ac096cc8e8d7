// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Bn254
/// @notice The fields of BN254 and the twisted Edwards curve over its scalar field.
library Bn254 {
    /// @dev Order of the groups, and of the field that statements are about.
    uint256 internal constant R = 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001;

    /// @dev d of -x² + y² = 1 + d·x²·y², as gnark-crypto's bn254/twistededwards has it.
    uint256 internal constant EDWARDS_D = 12181644023421730124874158521699555681764249180949974110617291017600649128846;

    /// @notice Says whether (x, y) is a point of the twisted Edwards curve, small subgroups included: proofs seal to
    /// eight times the key.
    function isOnEdwards(uint256 x, uint256 y) internal pure returns (bool) {
        if (x >= R || y >= R) return false;
        uint256 xx = mulmod(x, x, R);
        uint256 yy = mulmod(y, y, R);
        // Moved to one side each so that nothing is subtracted: y² = 1 + x² + d·x²·y².
        return yy == addmod(addmod(1, xx, R), mulmod(EDWARDS_D, mulmod(xx, yy, R), R), R);
    }
}
