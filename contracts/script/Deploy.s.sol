// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Script} from "forge-std/Script.sol";

import {ConditionalTransfer} from "../src/periphery/ConditionalTransfer.sol";
import {EtherEntry} from "../src/periphery/EtherEntry.sol";
import {ForwardEscrow} from "../src/ForwardEscrow.sol";
import {Lens} from "../src/periphery/Lens.sol";
import {Offers} from "../src/Offers.sol";
import {PositionDescriptor} from "../src/periphery/PositionDescriptor.sol";
import {PredicateRegistry} from "../src/PredicateRegistry.sol";
import {Rounds} from "../src/Rounds.sol";

/// @notice Where the contracts are.
struct Addresses {
    address rounds;
    address descriptor;
    address escrow;
    address offers;
    address registry;
    address lens;
    address conditionalTransfer;
    address etherEntry;
}

/// @title Deploy
/// @notice Puts the contracts on a chain, each at an address that follows from its code and arguments alone: whoever deploys,
/// the same code has the same address on every chain. What stands already is left as it is.
/// @dev forge script contracts/script/Deploy.s.sol --sig 'run(uint64,address,address)' CLAIM_DELAY WETH PERMIT2 --broadcast …
contract Deploy is Script {
    /// @notice What addresses follow from beside the code.
    bytes32 public constant SALT = keccak256("tercet/v1");

    /// @notice The chain has no contract at the address of the deterministic deployer.
    error NoDeployer(address deployer);

    /// @notice The deployer did not make the contract: its constructor refuses.
    error NotDeployed(string what);

    /// @param claimDelay Seconds between announcement and settlement, at least five block times of the chain.
    /// @param weth Wrapped ether of the chain; zero leaves out the entry for ether.
    /// @param permit2 Permit2 of the chain; zero leaves offers with allowances alone.
    function run(uint64 claimDelay, address weth, address permit2) external returns (Addresses memory made) {
        if (CREATE2_FACTORY.code.length == 0) revert NoDeployer(CREATE2_FACTORY);
        vm.startBroadcast();
        made.rounds = _deploy("Rounds", type(Rounds).creationCode, "");
        made.descriptor = _deploy("PositionDescriptor", type(PositionDescriptor).creationCode, "");
        bytes memory parts = abi.encode(claimDelay, made.rounds, made.descriptor);
        made.escrow = _deploy("ForwardEscrow", type(ForwardEscrow).creationCode, parts);
        made.offers = _deploy("Offers", type(Offers).creationCode, abi.encode(made.escrow, permit2));
        made.registry = _deploy("PredicateRegistry", type(PredicateRegistry).creationCode, "");
        made.lens = _deploy("Lens", type(Lens).creationCode, "");
        bytes memory escrow = abi.encode(made.escrow);
        made.conditionalTransfer = _deploy("ConditionalTransfer", type(ConditionalTransfer).creationCode, escrow);
        if (weth != address(0)) {
            made.etherEntry = _deploy("EtherEntry", type(EtherEntry).creationCode, abi.encode(made.escrow, weth));
        }
        vm.stopBroadcast();
    }

    function _deploy(string memory what, bytes memory code, bytes memory arguments) internal returns (address at) {
        bytes memory creation = abi.encodePacked(code, arguments);
        at = vm.computeCreate2Address(SALT, keccak256(creation), CREATE2_FACTORY);
        if (at.code.length != 0) return at;
        (bool success,) = CREATE2_FACTORY.call(abi.encodePacked(SALT, creation));
        if (!success || at.code.length == 0) revert NotDeployed(what);
    }
}
