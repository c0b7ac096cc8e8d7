// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Errors} from "./libraries/Errors.sol";
import {Groth16Checks} from "./Groth16Checks.sol";
import {IGpuHoursPredicate} from "./interfaces/IGpuHoursPredicate.sol";
import {IPredicate} from "./interfaces/IPredicate.sol";
import {Places} from "./libraries/Places.sol";

/// @title GpuHoursPredicate
/// @notice See the documentation in {IGpuHoursPredicate}.
contract GpuHoursPredicate is Groth16Checks, IGpuHoursPredicate {
    /// @dev A mask of hours fits the scalar field.
    uint256 internal constant EPOCH_HOURS = 248;

    /// @dev Of one caller and one set of meters.
    struct Ledger {
        mapping(uint256 device => mapping(uint256 epoch => uint256 hours_)) sold;
    }

    mapping(address caller => mapping(uint256 meterSet => Ledger)) internal _ledgers;

    /// @param keys The key for one statement, then up to two for batches, the smaller batch first.
    constructor(Key[] memory keys) Groth16Checks(keys) {}

    /*//////////////////////////////////////////////////////////////////////////
                                 READ-ONLY FUNCTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IGpuHoursPredicate
    function soldHours(address caller, uint256 meterSet, uint256 device, uint256 epoch)
        external
        view
        returns (uint256)
    {
        return _ledgers[caller][meterSet].sold[device][epoch];
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      SETTLING
    //////////////////////////////////////////////////////////////////////////*/

    /// @inheritdoc IPredicate
    function settle(uint256[9] calldata header, uint256[] calldata payload, uint256 h, bytes calldata proof)
        external
        returns (bytes32 key)
    {
        // Check.
        (Fault fault, uint256 value) = _check(header, payload, h, proof);
        if (fault != Fault.None) _refuse(fault, value);

        // Effect.
        (uint256 device, uint256 hours_) = _sell(header, payload);
        if (hours_ != 0) revert Errors.GpuHoursPredicate_HoursSold(device, hours_);
        return HASH_ONE;
    }

    /// @inheritdoc IPredicate
    function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] calldata places, bytes calldata proof)
        external
        returns (bytes32 key, uint256 settled)
    {
        // Check: from here on places are known to be whole.
        (Fault fault, uint256 value) = _checkMany(n, count, counted, places, proof);
        if (fault != Fault.None) _refuse(fault, value);

        // Effect: place by place, so that each sees what the ones before it sold.
        settled = counted;
        uint256 at;
        for (uint256 i; i < count; ++i) {
            uint256[] calldata place = Places.read(places, at);
            if (counted >> i & 1 == 1) {
                (uint256[9] calldata header, uint256[] calldata payload) = Places.split(place);
                (, uint256 hours_) = _sell(header, payload);
                if (hours_ != 0) settled ^= 2 ** i;
            }
            at += 1 + place.length;
        }
        return (_hashOf(n), settled);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       LEDGER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Notes down all hours of a delivery, or none if some were sold before: these are returned, with their device.
    function _sell(uint256[9] calldata header, uint256[] calldata payload)
        internal
        returns (uint256 device, uint256 hours_)
    {
        if (payload.length == 0) return (0, 0);
        Ledger storage ledger = _ledgers[_seller()][payload[0]];
        // Times have 64 bits; `from` is the lowest of the progress word.
        // forge-lint: disable-next-line(unsafe-typecast)
        uint256 epoch = uint64(header[4]) / EPOCH_HOURS;
        (device, hours_) = _firstSold(ledger, epoch, payload);
        if (hours_ != 0) return (device, hours_);
        for (uint256 i = 1; i < payload.length; i += 2) {
            uint256 mask = _maskAt(payload, i);
            if (mask != 0) ledger.sold[payload[i]][epoch] |= mask;
        }
    }

    /// @dev The first device of which hours were sold before, or that does not come after the one before it: one that is named
    /// twice would be noted down once.
    function _firstSold(Ledger storage ledger, uint256 epoch, uint256[] calldata payload)
        internal
        view
        virtual
        returns (uint256 device, uint256 hours_)
    {
        uint256 last;
        for (uint256 i = 1; i < payload.length; i += 2) {
            device = payload[i];
            hours_ = _maskAt(payload, i);
            if (device > last) hours_ &= ledger.sold[device][epoch];
            if (hours_ != 0) return (device, hours_);
            last = device;
        }
        return (0, 0);
    }

    /// @dev The mask of the device at word `i`. One of zero at the payload's end is left out.
    function _maskAt(uint256[] calldata payload, uint256 i) internal pure returns (uint256) {
        return i + 1 < payload.length ? payload[i + 1] : 0;
    }

    /// @dev Whose ledger it is: nobody else's hours are used up.
    function _seller() internal view virtual returns (address) {
        return msg.sender;
    }
}
