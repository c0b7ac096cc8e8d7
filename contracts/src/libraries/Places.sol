// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, ForwardId, Terms} from "../types/Forward.sol";
import {Encoding} from "./Encoding.sol";
import {Errors} from "./Errors.sol";

/// @dev Where in memory a place begins: the number of its words, h, and the words, header before payload.
type Place is uint256;

using Places for Place global;

/// @title Places
/// @notice What deliveries say, as predicates get it.
library Places {
    /// @dev The words of a header: no place has fewer.
    uint256 internal constant SHORTEST = 9;

    /// @notice h and the words of the place that starts at word `at`, or nothing if it is shorter than a header or longer than
    /// what is there. The next place starts one word further than this one is long.
    /// @param at Not beyond the end.
    function read(uint256[] calldata places, uint256 at) internal pure returns (uint256[] calldata place) {
        assembly ("memory-safe") {
            let start := add(places.offset, shl(5, at))
            let left := sub(places.length, at)
            place.offset := add(start, 0x20)
            place.length := 0
            // The number of words, h and a header are there.
            if gt(left, add(SHORTEST, 1)) {
                let words := calldataload(start)
                if and(iszero(lt(words, SHORTEST)), lt(words, sub(left, 1))) { place.length := add(words, 1) }
            }
        }
    }

    /// @notice Header and payload of a place that was read whole.
    function split(uint256[] calldata place)
        internal
        pure
        returns (uint256[9] calldata header, uint256[] calldata payload)
    {
        assembly ("memory-safe") {
            header := add(place.offset, 0x20)
            payload.offset := add(header, 0x120)
            payload.length := sub(place.length, add(SHORTEST, 1))
        }
    }

    /// @notice Room for the places of some deliveries, each of which takes more words of calldata than its place has.
    function reserve() internal pure returns (Place first, uint256 limit) {
        assembly ("memory-safe") {
            first := mload(0x40)
            limit := add(first, and(add(calldatasize(), 0x1f), not(0x1f)))
            mstore(0x40, limit)
        }
    }

    /// @notice Writes down what a delivery says.
    /// @dev Encodings whose parts overlap may say more than their own length.
    function write(Place place, uint256 limit, ForwardId id, Terms memory terms, Delivery calldata delivery)
        internal
        view
    {
        uint256[] calldata payload = delivery.payload;
        if (Place.unwrap(place) + 32 * (11 + payload.length) > limit) revert Errors.ForwardEscrow_DeliveriesOverlap();
        uint256 h = delivery.h;
        assembly ("memory-safe") {
            mstore(place, add(payload.length, 9))
            mstore(add(place, 0x20), h)
            calldatacopy(add(place, 0x160), payload.offset, shl(5, payload.length))
        }
        Encoding.header(Place.unwrap(place) + 0x40, id, terms, delivery);
    }

    /// @notice The place behind this one.
    function next(Place place) internal pure returns (Place place_) {
        assembly ("memory-safe") {
            place_ := add(place, add(0x40, shl(5, mload(place))))
        }
    }

    /// @notice Copies the places from `first` on whose bit in `without` is not set.
    function pick(Place first, uint256 count, uint256 without) internal pure returns (uint256[] memory words) {
        Place place = first;
        uint256 size;
        assembly ("memory-safe") {
            words := mload(0x40)
        }
        for (uint256 i; i < count; ++i) {
            Place behind = place.next();
            if (without >> i & 1 == 0) {
                assembly ("memory-safe") {
                    mcopy(add(add(words, 0x20), size), place, sub(behind, place))
                    size := add(size, sub(behind, place))
                }
            }
            place = behind;
        }
        assembly ("memory-safe") {
            mstore(words, shr(5, size))
            mstore(0x40, add(words, add(size, 0x20)))
        }
    }
}
