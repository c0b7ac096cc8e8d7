// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";
import {stdJson} from "forge-std/StdJson.sol";

import {Forward, Step} from "../src/types/Forward.sol";
import {Groth16Predicate} from "../src/Groth16Predicate.sol";
import {IGroth16Predicate} from "../src/interfaces/IGroth16Predicate.sol";

/// @notice The proofs of `go run ./contracts/fixtures`, and a predicate with their key.
abstract contract ProofTest is Test {
    using stdJson for string;

    /// @dev A statement with its proof.
    struct Proved {
        address recipient;
        Step step;
        uint256[9] header;
        uint256[] payload;
        uint256 h;
        uint256 z;
        uint256 y;
        bytes proof;
    }

    uint256 internal constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 internal constant P = 21888242871839275222246405745257275088696311157297823662689037894645226208583;

    /// @dev What a caller who expects a bad proof gives: its precompiled calls take all they get.
    uint256 internal constant VERIFY_GAS = 500_000;

    // Places in `.proofs`.
    uint256 internal constant SHORT = 0;
    uint256 internal constant LONG = 1;
    uint256 internal constant EMPTY = 2;
    uint256 internal constant THEFT = 3;
    uint256 internal constant TWO_ROUND = 4;
    uint256 internal constant PROOFS = 5;

    // Places in `.disguises`.
    uint256 internal constant ENDS_IN_ZERO = 0;
    uint256 internal constant H_BEYOND = 1;
    uint256 internal constant PARAMS_BEYOND = 2;
    uint256 internal constant LAST_BEYOND = 3;

    string internal json;
    uint256[22] internal key;
    Groth16Predicate internal groth16;

    function setUp() public virtual {
        json = vm.readFile("contracts/test/fixtures/proofs.json");
        uint256[] memory words = json.readUintArray(".key");
        assertEq(words.length, 22, "words of the key");
        for (uint256 i; i < 22; ++i) {
            key[i] = words[i];
        }
        groth16 = construct(key);
    }

    function construct(uint256[22] memory words) internal returns (Groth16Predicate) {
        return new Groth16Predicate(oneKey(1, words));
    }

    function oneKey(uint32 n, uint256[22] memory words) internal pure returns (IGroth16Predicate.Key[] memory keys) {
        keys = new IGroth16Predicate.Key[](1);
        keys[0] = IGroth16Predicate.Key({n: n, words: words});
    }

    function proved(uint256 i) internal view returns (Proved memory) {
        return read(string.concat(".proofs[", vm.toString(i), "]"));
    }

    function disguised(uint256 i) internal view returns (Proved memory) {
        return read(string.concat(".disguises[", vm.toString(i), "]"));
    }

    function read(string memory at) internal view returns (Proved memory p) {
        p.recipient = json.readAddress(string.concat(at, ".recipient"));
        p.step.to = uint64(json.readUint(string.concat(at, ".to")));
        p.step.amount = uint96(json.readUint(string.concat(at, ".amount")));
        uint256[] memory header = json.readUintArray(string.concat(at, ".header"));
        assertEq(header.length, 9, "words of the header");
        for (uint256 i; i < 9; ++i) {
            p.header[i] = header[i];
        }
        p.payload = json.readUintArray(string.concat(at, ".payload"));
        p.h = json.readUint(string.concat(at, ".h"));
        p.z = json.readUint(string.concat(at, ".z"));
        p.y = json.readUint(string.concat(at, ".y"));
        p.proof = json.readBytes(string.concat(at, ".proof"));
    }

    /// @dev The forward that the proofs are about.
    function provedForward() internal view returns (Forward memory forward) {
        forward.terms.predicate = json.readAddress(".forward.predicate");
        forward.terms.params = json.readUint(".forward.params");
        forward.terms.taskHash = json.readBytes32(".forward.taskHash");
        forward.terms.token = json.readAddress(".forward.token");
        forward.terms.price = uint128(json.readUint(".forward.price"));
        forward.terms.quantity = uint96(json.readUint(".forward.quantity"));
        forward.terms.unit = json.readBytes32(".forward.unit");
        forward.terms.start = uint64(json.readUint(".forward.start"));
        forward.terms.end = uint64(json.readUint(".forward.end"));
        forward.terms.settleBy = uint64(json.readUint(".forward.settleBy"));
        forward.terms.sealX = json.readUint(".forward.sealX");
        forward.terms.sealY = json.readUint(".forward.sealY");
        forward.buyer = json.readAddress(".forward.buyer");
        forward.salt = json.readBytes32(".forward.salt");
    }

    /// @dev z and y, computed the plain way.
    function fold(Proved memory p) internal view returns (uint256 z, uint256 y) {
        bytes memory data = abi.encodePacked(
            keccak256("tercet/v1/challenge"),
            keccak256(abi.encodePacked(key)),
            uint256(9 + p.payload.length),
            p.h,
            p.header,
            p.payload
        );
        z = uint248(uint256(keccak256(data)));
        uint256 power = 1;
        for (uint256 i; i < 9 + p.payload.length; ++i) {
            uint256 word = i < 9 ? p.header[i] : p.payload[i - 9];
            y = addmod(y, mulmod(word, power, R), R);
            power = mulmod(power, z, R);
        }
    }

    function verify(Proved memory p) internal view returns (bool) {
        return groth16.verify{gas: VERIFY_GAS}(p.header, p.payload, p.h, p.proof);
    }
}
