// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {BaseTest} from "../../BaseTest.sol";
import {Calls} from "../../../src/libraries/Calls.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {Forward} from "../../../src/types/Forward.sol";
import {HungryToken, RefusingToken} from "../../mocks/Tokens.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";

contract WithdrawTest is BaseTest {
    RefusingToken internal refusing;

    function setUp() public override {
        super.setUp();
        refusing = new RefusingToken();
        token = refusing;
    }

    /// @dev Settles the default forward while the token refuses, so that its price is owed to the provider.
    function owe() internal {
        openAnnounced();
        refusing.refuse(RefusingToken.Way.ReturnsFalse);
        settleDefault();
        refusing.refuse(RefusingToken.Way.None);
    }

    function expectNothingOwed(address who) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_NothingOwed.selector, address(token), who));
        vm.prank(who);
        escrow.withdraw(address(token), who);
    }

    function test_RevertGiven_NothingIsOwed() external {
        expectNothingOwed(PROVIDER);
    }

    function test_RevertGiven_ItWasWithdrawnBefore() external {
        owe();
        vm.prank(PROVIDER);
        escrow.withdraw(address(token), PROVIDER);
        token.mint(address(escrow), PRICE); // there would be something to take
        expectNothingOwed(PROVIDER);
    }

    function test_RevertGiven_ItIsOwedToSomebodyElse() external {
        owe();
        expectNothingOwed(OBSERVER);
    }

    function test_RevertWhen_ItGoesToZero() external {
        owe();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(0)));
        vm.prank(PROVIDER);
        escrow.withdraw(address(token), address(0));
    }

    function test_RevertWhen_ItGoesToTheEscrow() external {
        owe();
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_RecipientInvalid.selector, address(escrow)));
        vm.prank(PROVIDER);
        escrow.withdraw(address(token), address(escrow));
    }

    function test_RevertWhen_TheTokenRefuses() external {
        owe();
        refusing.refuse(RefusingToken.Way.ReturnsFalse);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        vm.prank(PROVIDER);
        escrow.withdraw(address(token), PROVIDER);
        assertEq(escrow.owed(address(token), PROVIDER), PRICE, "owed");
    }

    function test_When_TheTokenNeedsMoreGasThanASettlementGives() external {
        HungryToken hungry = new HungryToken();
        token = hungry;
        openAnnounced();
        hungry.eat(2 * Calls.TRANSFER_GAS);
        settleDefault();
        assertBalance(PROVIDER, 0, "before");
        vm.prank(PROVIDER);
        escrow.withdraw(address(token), PROVIDER);
        assertBalance(PROVIDER, PRICE, "after");
    }

    function test_When_SomethingIsOwed() external {
        owe();
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Withdrawn(address(token), PROVIDER, OBSERVER, PRICE);
        vm.prank(PROVIDER);
        uint256 amount = escrow.withdraw(address(token), OBSERVER);

        assertEq(amount, PRICE, "amount");
        assertBalance(OBSERVER, PRICE, "chosen address");
        assertBalance(PROVIDER, 0, "caller");
        assertBalance(address(escrow), 0, "escrow");
        assertEq(escrow.owed(address(token), PROVIDER), 0, "owed");
    }

    function testFuzz_DebtsAddUp(uint8 count) external {
        count = uint8(bound(count, 1, 8));
        for (uint256 i; i < count; ++i) {
            vm.warp(NOW);
            Forward memory forward = defaultForward();
            forward.salt = bytes32(i);
            escrow.announce(open(forward), H);
            vm.warp(START);
            refusing.refuse(RefusingToken.Way.Reverts);
            settle(forward, PROVIDER);
            refusing.refuse(RefusingToken.Way.None);
        }
        vm.prank(PROVIDER);
        assertEq(escrow.withdraw(address(token), PROVIDER), uint256(count) * PRICE, "sum");
    }
}
