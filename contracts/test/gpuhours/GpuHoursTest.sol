// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {stdJson} from "forge-std/StdJson.sol";

import {Errors} from "../../src/libraries/Errors.sol";
import {GpuHoursPredicate} from "../../src/GpuHoursPredicate.sol";
import {GpuHoursWithoutProofs} from "../mocks/GpuHours.sol";
import {IGroth16Predicate} from "../../src/interfaces/IGroth16Predicate.sol";

/// @notice The proofs of GPU-hours of `go run ./contracts/fixtures`, the predicate with their key, and one that asks for no
/// proofs.
abstract contract GpuHoursTest is Test {
    using stdJson for string;

    /// @dev A settlement with its proof.
    struct Hours {
        bytes32 salt;
        uint256 params;
        uint64 from;
        uint64 to;
        uint96 amount;
        uint256[9] header;
        uint256[] payload;
        uint256 h;
        bytes proof;
    }

    uint256 internal constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 internal constant EPOCH = 2017;
    uint256 internal constant ALL_HOURS = type(uint248).max;

    // Places in `.deliveries`: of one forward, with eight devices …
    uint256 internal constant FIRST = 0;
    uint256 internal constant NEXT = 1;
    uint256 internal constant NEXT_EPOCH = 2;
    // … of another, whose device is one of them, in hours of which FIRST has one, NEXT the other; in hours that NEXT has …
    uint256 internal constant TWICE = 3;
    uint256 internal constant OTHER_HOURS = 4;
    uint256 internal constant OTHER_DEVICES = 5;
    // … and of a third, with other meters: what FIRST has of two devices.
    uint256 internal constant OTHER_METERS = 6;

    address internal immutable STRANGER = makeAddr("stranger");

    string internal json;
    IGroth16Predicate.Key[] internal keys;
    GpuHoursPredicate internal gpu;
    GpuHoursWithoutProofs internal told;

    function setUp() public virtual {
        json = vm.readFile("contracts/test/fixtures/gpuhours.json");
        uint256[] memory words = json.readUintArray(".key");
        assertEq(words.length, 22, "words of the key");
        IGroth16Predicate.Key memory key;
        key.n = 1;
        for (uint256 i; i < 22; ++i) {
            key.words[i] = words[i];
        }
        keys.push(key);
        gpu = new GpuHoursPredicate(keys);
        told = new GpuHoursWithoutProofs(keys);
    }

    function delivered(uint256 i) internal view returns (Hours memory d) {
        string memory at = string.concat(".deliveries[", vm.toString(i), "]");
        d.salt = json.readBytes32(string.concat(at, ".salt"));
        d.params = json.readUint(string.concat(at, ".params"));
        d.from = uint64(json.readUint(string.concat(at, ".from")));
        d.to = uint64(json.readUint(string.concat(at, ".to")));
        d.amount = uint96(json.readUint(string.concat(at, ".amount")));
        uint256[] memory header = json.readUintArray(string.concat(at, ".header"));
        assertEq(header.length, 9, "words of the header");
        for (uint256 j; j < 9; ++j) {
            d.header[j] = header[j];
        }
        d.payload = json.readUintArray(string.concat(at, ".payload"));
        d.h = json.readUint(string.concat(at, ".h"));
        d.proof = json.readBytes(string.concat(at, ".proof"));
    }

    function settle(GpuHoursPredicate predicate, Hours memory d) internal returns (bytes32) {
        return predicate.settle(d.header, d.payload, d.h, d.proof);
    }

    /// @dev Several settlements in one call, a proof for each.
    function settleMany(GpuHoursPredicate predicate, uint256 counted, Hours[] memory list)
        internal
        returns (bytes32, uint256)
    {
        (uint256[] memory places, bytes memory proofs) = placesOf(list);
        return predicate.settleMany(1, list.length, counted, places, proofs);
    }

    function placesOf(Hours[] memory list) internal pure returns (uint256[] memory places, bytes memory proofs) {
        bytes memory packed;
        for (uint256 i; i < list.length; ++i) {
            Hours memory d = list[i];
            packed = abi.encodePacked(packed, 9 + d.payload.length, d.h, d.header, d.payload);
            proofs = abi.encodePacked(proofs, d.proof);
        }
        places = new uint256[](packed.length / 32);
        for (uint256 i; i < places.length; ++i) {
            assembly ("memory-safe") {
                let at := shl(5, add(i, 1))
                mstore(add(places, at), mload(add(packed, at)))
            }
        }
    }

    function listOf(uint256 a) internal view returns (Hours[] memory list) {
        list = new Hours[](1);
        list[0] = delivered(a);
    }

    function listOf(uint256 a, uint256 b) internal view returns (Hours[] memory list) {
        list = new Hours[](2);
        (list[0], list[1]) = (delivered(a), delivered(b));
    }

    function listOf(uint256 a, uint256 b, uint256 c) internal view returns (Hours[] memory list) {
        list = new Hours[](3);
        (list[0], list[1], list[2]) = (delivered(a), delivered(b), delivered(c));
    }

    /// @dev A settlement that no circuit need have proved: of an epoch, by a set of meters.
    function stated(uint256 set, uint256 epoch, uint256[] memory devicesAndMasks)
        internal
        pure
        returns (Hours memory d)
    {
        d.header[4] = epoch * 248 | (epoch * 248 + 248) << 64 | 1 << 128;
        d.payload = new uint256[](1 + devicesAndMasks.length);
        d.payload[0] = set;
        for (uint256 i; i < devicesAndMasks.length; ++i) {
            d.payload[1 + i] = devicesAndMasks[i];
        }
    }

    function pair(uint256 device, uint256 mask) internal pure returns (uint256[] memory words) {
        words = new uint256[](2);
        (words[0], words[1]) = (device, mask);
    }

    function pairs(uint256 device, uint256 mask, uint256 device2, uint256 mask2)
        internal
        pure
        returns (uint256[] memory words)
    {
        words = new uint256[](4);
        (words[0], words[1], words[2], words[3]) = (device, mask, device2, mask2);
    }

    function soldError(uint256 device, uint256 mask) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(Errors.GpuHoursPredicate_HoursSold.selector, device, mask);
    }

    /// @dev All that a settlement names is in a caller's ledger, and, for hours from its epoch's first on, nothing else.
    function assertSold(GpuHoursPredicate predicate, address caller, Hours memory d) internal view {
        for (uint256 i = 1; i < d.payload.length; i += 2) {
            uint256 sold = predicate.soldHours(caller, d.payload[0], d.payload[i], d.from / 248);
            assertEq(sold, d.payload[i + 1], "sold hours");
        }
    }

    /// @dev Nothing that a settlement names is in a caller's ledger.
    function assertUnsold(GpuHoursPredicate predicate, address caller, Hours memory d) internal view {
        for (uint256 i = 1; i < d.payload.length; i += 2) {
            uint256 sold = predicate.soldHours(caller, d.payload[0], d.payload[i], d.from / 248);
            assertEq(sold & d.payload[i + 1], 0, "unsold hours");
        }
    }
}
