// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {BatchTest} from "../BatchTest.sol";
import {Forward, ForwardId} from "../../src/types/Forward.sol";
import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {MockWBTC} from "../mocks/MockWBTC.sol";
import {newEscrow} from "../Deploy.sol";

/// @notice The forward of the real proofs, opened and announced, on the real predicate. Contracts stand where the proofs
/// expect them.
abstract contract ProofSetting is BatchTest {
    using stdJson for string;

    uint64 internal constant CLAIM_DELAY = 60;

    address internal immutable OBSERVER = makeAddr("observer");

    Forward internal forward;
    ForwardId internal id;
    ForwardEscrow internal escrow;
    MockWBTC internal token;
    address internal provider;
    Proved internal delivery;

    function setUp() public virtual override {
        super.setUp();
        vm.chainId(json.readUint(".chainId"));
        forward = provedForward();
        escrow = ForwardEscrow(json.readAddress(".escrow"));
        token = MockWBTC(forward.terms.token);
        vm.etch(address(escrow), address(newEscrow(CLAIM_DELAY)).code);
        vm.etch(address(token), address(new MockWBTC()).code);
        vm.etch(forward.terms.predicate, address(groth16).code);
        vm.warp(forward.terms.start);

        id = openForward(forward);
        assertEq(ForwardId.unwrap(id), json.readBytes32(".forwardId"), "the proofs are about this forward");
        delivery = proved(SHORT);
        provider = delivery.recipient;
        escrow.announce(id, delivery.h);
        escrow.announce(id, proved(THEFT).h);
        vm.warp(forward.terms.start + CLAIM_DELAY);
    }

    function openForward(Forward memory f) internal returns (ForwardId) {
        token.mint(address(this), f.terms.price);
        token.approve(address(escrow), f.terms.price);
        return escrow.open(f.terms, f.buyer, f.salt, "", "");
    }
}
