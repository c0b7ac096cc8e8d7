// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Base64} from "@openzeppelin/contracts/utils/Base64.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {End, ForwardId, State} from "../types/Forward.sol";

/* solhint-disable quotes */
// JSON is full of double ones

/// @title PositionDescriptor
/// @notice What a wallet shows of a position. Terms are not stored, so it tells the forward's id, the side and the state; who
/// has the terms can add price and window.
contract PositionDescriptor {
    /// @notice JSON as a data URI (ERC-721 metadata).
    function tokenURI(ForwardId id, bool isBuyers, State calldata state) external pure returns (string memory) {
        string memory number = Strings.toHexString(uint256(ForwardId.unwrap(id)), 32);
        string memory side = isBuyers ? "buyer" : "provider";
        bytes memory json = abi.encodePacked(
            '{"name":"Tercet ',
            side,
            " position ",
            number,
            '","description":"The ',
            side,
            "'s side of a compute forward. Terms are in the event Opened of this id.",
            '","attributes":[',
            _attribute("forward", number),
            ",",
            _attribute("side", side),
            ",",
            _attributes(state),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function _attributes(State calldata state) private pure returns (bytes memory) {
        return abi.encodePacked(
            _attribute("delivered", Strings.toString(state.delivered)),
            ",",
            _attribute("cursor", Strings.toString(state.cursor)),
            ",",
            _attribute("accepted", state.provider == address(0) ? "no" : "yes"),
            ",",
            _attribute("end", _end(state.end))
        );
    }

    function _attribute(string memory trait, string memory value) private pure returns (bytes memory) {
        return abi.encodePacked('{"trait_type":"', trait, '","value":"', value, '"}');
    }

    function _end(End end) private pure returns (string memory) {
        if (end == End.Reclaimed) return "reclaimed";
        if (end == End.Closed) return "closed";
        return "none";
    }
}
