// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery} from "../types/Forward.sol";

/// @title Places
/// @notice The places of a group as predicates get them: for each the number of its words, h, and the words.
library Places {
    /// @dev The number of words and h.
    uint256 internal constant HEAD = 2;

    /// @dev The words of a header.
    uint256 internal constant SHORTEST = 9;

    /// @notice The number of words of the place that starts at word `at`, or zero if it is shorter than a header or longer
    /// than what is there. `at` is not beyond the end.
    function wordsAt(uint256[] calldata places, uint256 at) internal pure returns (uint256 words) {
        uint256 left = places.length - at;
        if (left < HEAD + SHORTEST) return 0;
        words = places[at];
        if (words < SHORTEST || words > left - HEAD) return 0;
    }

    /// @notice Packs the places whose bit in `without` is not set.
    function pack(uint256[9][] memory headers, Delivery[] calldata deliveries, uint256 without)
        internal
        pure
        returns (uint256[] memory places)
    {
        uint256 size;
        for (uint256 i; i < headers.length; ++i) {
            if (without >> i & 1 == 0) size += 11 + deliveries[i].payload.length;
        }
        places = new uint256[](size);
        uint256 at;
        for (uint256 i; i < headers.length; ++i) {
            if (without >> i & 1 == 0) at = _write(places, at, headers[i], deliveries[i]);
        }
    }

    /// @dev Writes one place at word `at` and says where the next one starts. The room was counted.
    function _write(uint256[] memory places, uint256 at, uint256[9] memory header, Delivery calldata delivery)
        private
        pure
        returns (uint256 next)
    {
        uint256[] calldata payload = delivery.payload;
        uint256 h = delivery.h;
        next = at + 11 + payload.length;
        assembly ("memory-safe") {
            let to := add(add(places, 0x20), shl(5, at))
            mstore(to, add(payload.length, 9))
            mstore(add(to, 0x20), h)
            mcopy(add(to, 0x40), header, 0x120)
            calldatacopy(add(to, 0x160), payload.offset, shl(5, payload.length))
        }
    }
}
