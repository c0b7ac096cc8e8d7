// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";
import {Forward, ForwardId, Status} from "../../../src/types/Forward.sol";
import {MintableToken} from "../../mocks/Tokens.sol";
import {OffersTest} from "../OffersTest.sol";
import {Permit} from "../../../src/types/Offer.sol";
import {PermitToken} from "../../mocks/Offers.sol";

contract OpenWithPermitTest is OffersTest {
    PermitToken internal permitToken;

    function setUp() public override {
        super.setUp();
        permitToken = new PermitToken();
        use(permitToken);
        vm.prank(BUYER);
        token.approve(address(offers), 0);
    }

    function signedPermit(uint256 key, uint256 value) internal view returns (Permit memory permit) {
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 message = keccak256(abi.encode(typehash, vm.addr(key), address(offers), value, 0, NOW));
        bytes32 digest = keccak256(abi.encodePacked("\x19\x01", permitToken.DOMAIN_SEPARATOR(), message));
        (permit.v, permit.r, permit.s) = vm.sign(key, digest);
        (permit.value, permit.deadline) = (value, NOW);
    }

    function openBy(address payer, Permit memory permit) internal returns (ForwardId) {
        Forward memory forward = defaultForward();
        vm.prank(payer);
        return offers.openWithPermit(forward.terms, forward.buyer, forward.salt, "params", "task", permit);
    }

    function assertOpened(ForwardId id) internal view {
        assertId(id, escrow.forwardId(defaultForward()));
        assertStatus(defaultForward(), Status.Pending);
        assertBalance(BUYER, MONEY - PRICE, "buyer");
        assertBalance(address(escrow), PRICE, "escrow");
        assertNothingStays();
    }

    function test_RevertWhen_ThePermitIsSomebodyElses() external {
        Permit memory permit = signedPermit(PROVIDER_KEY, PRICE);
        vm.expectRevert(abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
        openBy(BUYER, permit);
    }

    function test_RevertWhen_ThePermitIsForTooLittle() external {
        Permit memory permit = signedPermit(BUYER_KEY, PRICE - 1);
        vm.expectRevert(abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
        openBy(BUYER, permit);
    }

    function test_RevertWhen_ThePermitIsExpired() external {
        Permit memory permit = signedPermit(BUYER_KEY, PRICE);
        vm.warp(NOW + 1);
        vm.expectRevert(abi.encodeWithSignature("AllowanceExpired(uint256)", 0));
        openBy(BUYER, permit);
    }

    function test_When_ThePermitWasSentBefore() external {
        Permit memory permit = signedPermit(BUYER_KEY, PRICE);
        vm.prank(OBSERVER);
        permitToken.permit(BUYER, address(offers), PRICE, NOW, permit.v, permit.r, permit.s);
        assertOpened(openBy(BUYER, permit));
    }

    function test_When_TheTokenHasNoPermits() external {
        use(new MintableToken());
        Permit memory none;
        assertOpened(openBy(BUYER, none));
    }

    function test_When_ThePermitIsRight() external {
        Permit memory permit = signedPermit(BUYER_KEY, PRICE);
        Forward memory forward = defaultForward();
        vm.expectEmit();
        emit IForwardEscrow.Opened(
            escrow.forwardId(forward), BUYER, address(predicate), forward.terms, SALT, "params", "task"
        );
        assertOpened(openBy(BUYER, permit));
    }
}
