// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Errors} from "./Errors.sol";
import {Offer} from "../types/Offer.sol";

/// @title Pricing
/// @notice What a part of an offer costs. All roundings are against whoever takes it: a bid's are down, an ask's are up.
library Pricing {
    /// @notice What the total costs now.
    /// @dev A line between two prices: 128 bits times 64 bits, twice, do not overflow.
    function totalPrice(Offer calldata offer, bool up) internal view returns (uint256) {
        if (offer.rampEnd == 0) return offer.terms.price;
        if (offer.rampStart >= offer.rampEnd) revert Errors.Offers_RampInvalid(offer.rampStart, offer.rampEnd);
        if (block.timestamp <= offer.rampStart) return offer.terms.price;
        if (block.timestamp >= offer.rampEnd) return offer.lastPrice;
        uint256 left = (offer.rampEnd - block.timestamp) * offer.terms.price;
        uint256 done = (block.timestamp - offer.rampStart) * offer.lastPrice;
        uint256 length = offer.rampEnd - offer.rampStart;
        return up ? Math.ceilDiv(left + done, length) : (left + done) / length;
    }

    /// @notice The price of a part. `carry` is what earlier parts' roundings left over, in units of 1/total: what a bid's did
    /// not pay, or an ask's paid too much. So however an offer is split, the parts' sum is rounded once.
    /// @dev 128 bits times 96 bits. The price is at most the total's, since a part is at most the total.
    function partPrice(Offer calldata offer, uint96 quantity, uint96 carry, bool up)
        internal
        view
        returns (uint128 price, uint96 left)
    {
        uint256 total = offer.terms.quantity;
        uint256 exact = totalPrice(offer, up) * quantity;
        if (!up) {
            // forge-lint: disable-next-line(unsafe-typecast): a remainder of the total has 96 bits, like the total
            return (uint128((exact + carry) / total), uint96((exact + carry) % total));
        }
        // Earlier parts may have paid for this one as well, if it is small. What they paid too much has 96 bits.
        // forge-lint: disable-next-line(unsafe-typecast): no more than it was
        if (exact <= carry) return (0, uint96(carry - exact));
        // forge-lint: disable-next-line(unsafe-typecast): no more than the total's price
        price = uint128(Math.ceilDiv(exact - carry, total));
        // forge-lint: disable-next-line(unsafe-typecast): what rounding up adds is less than the total
        left = uint96(carry + price * total - exact);
    }

    /// @notice The bond of a part, each rounded by itself: a bid's up, an ask's down. 224 bits at most.
    function partBond(Offer calldata offer, uint96 quantity, bool up) internal pure returns (uint128) {
        uint256 exact = uint256(offer.terms.bond) * quantity;
        // forge-lint: disable-next-line(unsafe-typecast): no more than the total's bond
        return uint128(up ? Math.ceilDiv(exact, offer.terms.quantity) : exact / offer.terms.quantity);
    }

    /// @notice The most that the total may ever cost.
    function highestPrice(Offer calldata offer) internal pure returns (uint256) {
        return offer.rampEnd == 0 ? offer.terms.price : Math.max(offer.terms.price, offer.lastPrice);
    }
}
