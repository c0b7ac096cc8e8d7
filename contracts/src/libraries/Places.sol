// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Delivery, ForwardId, Step, Terms} from "../types/Forward.sol";
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

    /// @dev Room before the first place for the rest of a call, in bytes.
    uint256 internal constant HEAD = 0xe0;

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

    /// @notice Takes `HEAD` bytes of memory.
    /// @return first Where places are written from, right behind that.
    /// @return limit Where they end at the latest: each delivery takes more words of calldata than its place has.
    function begin() internal pure returns (Place first, uint256 limit) {
        assembly ("memory-safe") {
            first := add(mload(0x40), HEAD)
            limit := add(first, calldatasize())
            mstore(0x40, first)
        }
    }

    /// @notice Writes down what a delivery says that is settled by itself.
    function single(ForwardId id, Terms memory terms, Step memory step, Delivery calldata delivery)
        internal
        view
        returns (Place place)
    {
        uint256 limit;
        (place, limit) = begin();
        place.write(limit, id, terms, step, delivery);
    }

    /// @notice Writes down what a delivery says, and gives back what was in memory behind: one place follows another.
    /// @dev Encodings whose parts overlap may say more than their own length.
    /// @param step The delivery's.
    /// @return behind Where the next place is written.
    function write(
        Place place,
        uint256 limit,
        ForwardId id,
        Terms memory terms,
        Step memory step,
        Delivery calldata delivery
    ) internal view returns (Place behind) {
        uint256[] calldata payload = delivery.payload;
        uint256 h = delivery.h;
        assembly ("memory-safe") {
            behind := add(place, shl(5, add(payload.length, 11)))
        }
        if (Place.unwrap(behind) > limit) revert Errors.ForwardEscrow_DeliveriesOverlap();
        assembly ("memory-safe") {
            mstore(place, add(payload.length, 9))
            mstore(add(place, 0x20), h)
            calldatacopy(add(place, 0x160), payload.offset, shl(5, payload.length))
            mstore(0x40, behind)
        }
        // The first word of the header is a hash that is made in free memory.
        Encoding.header(Place.unwrap(place) + 0x40, id, terms, step, delivery);
    }

    /// @notice The place behind this one.
    function next(Place place) internal pure returns (Place place_) {
        assembly ("memory-safe") {
            place_ := add(place, add(0x40, shl(5, mload(place))))
        }
    }

    /// @notice Moves a place up to where another one may have been.
    /// @return behind Where the next one can be moved to.
    function move(Place place, Place to) internal pure returns (Place behind) {
        assembly ("memory-safe") {
            let size := add(0x40, shl(5, mload(place)))
            mcopy(to, place, size)
            behind := add(to, size)
        }
    }

    /// @notice The places from the first one on, as words whose number stands before them.
    function list(Place first, Place behind) internal pure returns (uint256[] memory words) {
        assembly ("memory-safe") {
            words := sub(first, 0x20)
            mstore(words, shr(5, sub(behind, first)))
        }
    }
}
