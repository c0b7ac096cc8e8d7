// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {BaseTest} from "../BaseTest.sol";
import {BlocklistToken, FeeToken, HungryToken, ReentrantToken, RefusingToken} from "../mocks/Tokens.sol";
import {BombPredicate, ReentrantPredicate} from "../mocks/Predicates.sol";
import {Calls} from "../../src/libraries/Calls.sol";
import {Defence, WeakenedEscrow} from "../mocks/Weakened.sol";
import {Forward, ForwardId, Group, Status, Step} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {ReentrantReceiver} from "../mocks/Wallets.sol";

/// @notice Attacks on what the escrow holds. Where one check is all that stands in the way, a second test takes it away.
contract MoneyAttackTest is BaseTest {
    /// @dev Opens the default forward and another one with the same terms, whose money lies beside its own.
    function openTwo() internal {
        open(otherForward());
        openAnnounced();
    }

    function without(Defence defence) internal {
        escrow = new WeakenedEscrow(defence);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     PAID TWICE
    //////////////////////////////////////////////////////////////////////////*/

    function test_SecondSettlementIsRefused() external {
        openTwo();
        settleDefault();
        ForwardId id = escrow.forwardId(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        settleDefault();
    }

    function test_SecondSettlementTakesOthersMoney_WithoutOnce() external {
        without(Defence.Once);
        openTwo();
        escrow.announce(escrow.forwardId(defaultForward()), H + 1);
        vm.warp(block.timestamp + CLAIM_DELAY);
        settleDefault();
        escrow.settle(deliver(defaultForward(), PROVIDER, wholeStep(), somePayload(), H + 1), PROOF);
        assertBalance(PROVIDER, 2 * PRICE, "provider");
        assertBalance(address(escrow), 0, "the other forward's money");
    }

    function test_ReclaimAfterPaymentIsRefused() external {
        openTwo();
        settleDefault();
        vm.warp(SETTLE_BY);
        ForwardId id = escrow.forwardId(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        escrow.reclaim(defaultForward());
    }

    /// @dev Only what was not delivered goes back, so that nothing is left even without the check before it.
    function test_ReclaimAfterPaymentGivesNothing_WithoutOnce() external {
        without(Defence.Once);
        openTwo();
        settleDefault();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        assertBalance(PROVIDER, PRICE, "provider");
        assertBalance(BUYER, 0, "buyer");
        assertBalance(address(escrow), PRICE, "the other forward's money");
    }

    /// @dev Time and state each refuse a settlement after the money went back; this is the time's part.
    function test_SettlementAfterTheEndIsPossible_WithoutWindow() external {
        without(Defence.Window);
        openAnnounced();
        vm.warp(SETTLE_BY);
        settleDefault();
        assertBalance(PROVIDER, PRICE, "the provider was late and took what the buyer could reclaim");
    }

    function test_SettlementBeforeTheStartIsPossible_WithoutWindow() external {
        without(Defence.Window);
        openAnnounced();
        vm.warp(NOW + CLAIM_DELAY);
        settleDefault();
        assertBalance(PROVIDER, PRICE, "provider");
    }

    /// @dev A step for more than the quantity is paid more than the price.
    function test_LongStepsDrainTheEscrow_WithoutStep() external {
        without(Defence.Step);
        openTwo();
        escrow.settle(deliver(defaultForward(), PROVIDER, Step(0, 1, 2 * QUANTITY), somePayload(), H), PROOF);
        assertBalance(PROVIDER, 2 * PRICE, "provider");
    }

    /// @dev Who opens a settled forward again would pay for something that is delivered already.
    function test_OpenedAgainIsLost_WithoutNew() external {
        without(Defence.New);
        openAnnounced();
        settleDefault();
        openDefault();
        assertStatus(defaultForward(), Status.Settled);
        vm.warp(SETTLE_BY);
        ForwardId id = escrow.forwardId(defaultForward());
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadySettled.selector, id));
        escrow.reclaim(defaultForward());
    }

    /// @dev A transfer to the escrow itself works, and nobody owns what it moved.
    function test_PaidToTheEscrowIsLost_WithoutRecipient() external {
        without(Defence.Recipient);
        openAnnounced();
        settle(defaultForward(), address(escrow));
        assertStatus(defaultForward(), Status.Settled);
        assertBalance(address(escrow), PRICE, "escrow");
        assertEq(escrow.owed(address(token), address(escrow)), 0, "owed");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                   HOSTILE TOKENS
    //////////////////////////////////////////////////////////////////////////*/

    function test_FeeOnTransferIsRefused() external {
        token = new FeeToken();
        token.mint(FUNDER, PRICE);
        vm.startPrank(FUNDER);
        token.approve(address(escrow), PRICE);
        vm.expectRevert(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_TokenDeliversOther.selector, address(token), PRICE, PRICE - PRICE / 100
            )
        );
        escrow.open(defaultTerms(), BUYER, SALT, "", "");
    }

    function test_FeeOnTransferTakesOthersMoney_WithoutCount() external {
        without(Defence.Count);
        token = new FeeToken();
        openTwo();
        settleDefault();
        assertBalance(address(escrow), PRICE - 2 * (PRICE / 100), "left for the other forward, which has the price");
    }

    function test_BlocklistedRecipientBlocksNobody() external {
        BlocklistToken blocklist = new BlocklistToken();
        token = blocklist;
        openTwo();
        blocklist.block_(PROVIDER, true);
        settleDefault();
        assertEq(escrow.owed(address(token), PROVIDER), PRICE, "owed");

        vm.warp(SETTLE_BY);
        escrow.reclaim(otherForward());
        assertBalance(BUYER, PRICE, "buyer of the other forward");

        vm.prank(PROVIDER);
        escrow.withdraw(address(token), OBSERVER);
        assertBalance(OBSERVER, PRICE, "where the provider sent it");
    }

    function test_BlocklistedRecipientLosesThePrice_WithoutCredit() external {
        without(Defence.Credit);
        BlocklistToken blocklist = new BlocklistToken();
        token = blocklist;
        openAnnounced();
        blocklist.block_(PROVIDER, true);
        vm.expectRevert("refused");
        settleDefault();
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        assertBalance(BUYER, PRICE, "the buyer has output and money");
    }

    function test_TokenThatReturnsFalseDoesNotSwallowThePrice() external {
        token = refusing();
        settleDefault();
        assertEq(escrow.owed(address(token), PROVIDER), PRICE, "owed");
    }

    function test_TokenThatReturnsFalseSwallowsThePrice_WithoutAnswer() external {
        without(Defence.Answer);
        token = refusing();
        settleDefault();
        assertEq(escrow.owed(address(token), PROVIDER), 0, "owed");
        assertBalance(PROVIDER, 0, "provider");
        assertStatus(defaultForward(), Status.Settled);
    }

    /// @dev A token that says no once the default forward is open in it.
    function refusing() internal returns (RefusingToken made) {
        made = new RefusingToken();
        token = made;
        openAnnounced();
        made.refuse(RefusingToken.Way.ReturnsFalse);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         GAS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Whoever sends a copied settlement chooses its gas. That decides whether it works, never where the money goes.
    function test_GasDoesNotChooseBetweenTransferAndCredit() external {
        (bool transferred, bool credited) = outcomes(Calls.TRANSFER_GAS - 60_000);
        assertTrue(transferred && !credited, "a token that needs less than it gets");
        setUp();
        (transferred, credited) = outcomes(Calls.TRANSFER_GAS);
        assertTrue(!transferred && credited, "a token that needs more than it gets");
    }

    function test_GasChoosesBetweenTransferAndCredit_WithoutReserve() external {
        without(Defence.Reserve);
        (bool transferred, bool credited) = outcomes(2 * Calls.TRANSFER_GAS);
        assertTrue(transferred && credited, "a sender makes the transfer fail");
    }

    /// @dev What settlements with all amounts of gas lead to, in a token that uses so much. Something is owed to the
    /// provider before, which makes it as cheap as can be to owe more.
    function outcomes(uint256 appetite) internal returns (bool transferred, bool credited) {
        HungryToken hungry = new HungryToken();
        token = hungry;
        escrow.announce(open(otherForward()), H);
        openAnnounced();
        hungry.refuse(RefusingToken.Way.Reverts);
        settle(otherForward(), PROVIDER);
        hungry.refuse(RefusingToken.Way.None);
        hungry.eat(appetite);

        for (uint256 gas_ = 100_000; gas_ < 1_000_000; gas_ += 10_000) {
            uint256 snapshot = vm.snapshotState();
            if (settleWithGas(gas_)) {
                if (token.balanceOf(PROVIDER) == PRICE) transferred = true;
                if (escrow.owed(address(token), PROVIDER) == 2 * PRICE) credited = true;
            }
            vm.revertToState(snapshot);
        }
    }

    function settleWithGas(uint256 gas_) internal returns (bool success) {
        bytes memory call = abi.encodeCall(escrow.settle, (defaultDelivery(), PROOF));
        (success,) = address(escrow).call{gas: gas_}(call);
    }

    /// @dev A predicate returns a megabyte: copied into the caller's memory it would cost more than a block has.
    function test_ReturnedDataBombCostsItsSenderOnly() external {
        uint256 plain = costOfRefusal(new BombPredicate(32, false));
        uint256 bomb = costOfRefusal(new BombPredicate(0x100000, false));
        uint256 made = 0x100000 / 32 * 3 + (uint256(0x100000) / 32) ** 2 / 512; // the predicate's own memory
        assertLt(bomb, plain + made + 10_000, "gas");
    }

    /// @dev The same call in plain Solidity, which copies everything: the memory is paid a second time.
    function test_ReturnedDataBombIsCopied_WithoutLimit() external {
        BombPredicate bomb = new BombPredicate(0x100000, false);
        uint256 before = gasleft();
        (bool success, bytes memory reason) = address(bomb).call("");
        uint256 made = 0x100000 / 32 * 3 + (uint256(0x100000) / 32) ** 2 / 512;
        assertFalse(success, "success");
        assertEq(reason.length, 0x100000, "reason");
        assertGt(before - gasleft(), 2 * made, "gas");
    }

    function costOfRefusal(BombPredicate bomb) internal returns (uint256 cost) {
        vm.warp(NOW);
        Forward memory forward = defaultForward();
        forward.terms.predicate = address(bomb);
        escrow.announce(open(forward), H);
        vm.warp(START);
        bytes memory call =
            abi.encodeCall(escrow.settle, (deliver(forward, PROVIDER, wholeStep(), somePayload(), H), PROOF));
        uint256 before = gasleft();
        (bool success, bytes memory reason) = address(escrow).call(call);
        cost = before - gasleft();
        assertFalse(success, "settled");
        assertLe(reason.length, 4 + 4 * 32 + 256, "reason");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      REENTRANCY
    //////////////////////////////////////////////////////////////////////////*/

    uint256 internal constant ENTRY_POINTS = 13;

    /// @dev Every entry point, as somebody would call it from inside another one.
    function entryPoints() internal view returns (bytes[ENTRY_POINTS] memory calls) {
        ForwardId other = escrow.forwardId(otherForward());
        uint256 position = buyerToken(otherForward());
        calls[0] = abi.encodeCall(escrow.open, (defaultTerms(), BUYER, keccak256("third"), "", ""));
        calls[1] = abi.encodeCall(escrow.announce, (other, H));
        calls[2] = abi.encodeCall(escrow.settle, (defaultDelivery(), PROOF));
        calls[3] = abi.encodeCall(escrow.reclaim, (otherForward()));
        calls[4] = abi.encodeCall(escrow.withdraw, (address(token), OBSERVER));
        calls[5] = abi.encodeCall(escrow.accept, (assignedForward(), OBSERVER));
        calls[6] = abi.encodeCall(escrow.settleMany, (new Group[](0)));
        calls[7] = abi.encodeCall(escrow.close, (otherForward(), 0, END, "", ""));
        calls[8] = abi.encodeCall(escrow.transferFrom, (BUYER, OBSERVER, position));
        calls[9] = abi.encodeCall(escrow.approve, (OBSERVER, position));
        calls[10] = abi.encodeCall(escrow.setApprovalForAll, (OBSERVER, true));
        calls[11] = abi.encodeWithSignature("safeTransferFrom(address,address,uint256)", BUYER, OBSERVER, position);
        calls[12] =
            abi.encodeWithSignature("safeTransferFrom(address,address,uint256,bytes)", BUYER, OBSERVER, position, "");
    }

    function assertLocked(bool worked, bytes memory answer) internal pure {
        assertFalse(worked, "reentered");
        assertReason(answer, ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
    }

    function test_TokenCannotReenter() external {
        for (uint256 i; i < ENTRY_POINTS; ++i) {
            vm.warp(NOW);
            setUp();
            ReentrantToken reentrant = new ReentrantToken();
            token = reentrant;
            openTwo();
            reentrant.prepare(address(escrow), entryPoints()[i]);
            settleDefault();
            assertLocked(reentrant.worked(), reentrant.answer());
            assertBalance(PROVIDER, PRICE, "provider");
            assertBalance(address(escrow), PRICE, "escrow");
        }
    }

    /// @dev Whatever moves money calls the token: it is locked out of each.
    function test_TokenCannotReenterAnywhereElse() external {
        for (uint256 i; i < ENTRY_POINTS; ++i) {
            for (uint256 j; j < 6; ++j) {
                vm.warp(NOW);
                setUp();
                ReentrantToken reentrant = new ReentrantToken();
                token = reentrant;
                enterTheToken(reentrant, entryPoints()[i], j);
                assertLocked(reentrant.worked(), reentrant.answer());
            }
        }
    }

    /// @dev Opens, accepts, settles in a batch, reclaims, closes or withdraws while the token calls back.
    function enterTheToken(ReentrantToken reentrant, bytes memory call, uint256 way) internal {
        Forward memory forward = assignedForward();
        if (way == 0) reentrant.prepare(address(escrow), call);
        open(forward);
        if (way == 1) reentrant.prepare(address(escrow), call);
        accept(forward, PROVIDER);
        vm.warp(START);
        if (way > 1) reentrant.prepare(address(escrow), call);
        Forward[] memory one = new Forward[](1);
        one[0] = forward;
        if (way == 2) settleMany(groupOf(one, 1, PROOF));
        bytes memory buyers = consent("buyer", forward, 1, START);
        if (way == 3) {
            vm.prank(PROVIDER);
            escrow.close(forward, 1, START, buyers, "");
        }
        vm.warp(SETTLE_BY);
        if (way == 4) escrow.reclaim(forward);
        if (way == 5) {
            vm.etch(BUYER, hex"00");
            escrow.reclaim(forward);
            vm.prank(BUYER);
            escrow.withdraw(address(token), OBSERVER);
            vm.etch(BUYER, "");
        }
    }

    /// @dev Opening runs foreign code as well: the token's.
    function test_TokenCannotReenterWhileOpening() external {
        for (uint256 i; i < ENTRY_POINTS; ++i) {
            vm.warp(NOW);
            setUp();
            ReentrantToken reentrant = new ReentrantToken();
            token = reentrant;
            reentrant.prepare(address(escrow), entryPoints()[i]);
            openDefault();
            assertLocked(reentrant.worked(), reentrant.answer());
        }
    }

    function test_PredicateCannotReenter() external {
        for (uint256 i; i < ENTRY_POINTS; ++i) {
            (Forward memory forward, ReentrantPredicate reentrant) = reentrantForward(defaultForward());
            escrow.announce(escrow.forwardId(forward), H);
            vm.warp(START);
            reentrant.prepare(entryPoints()[i]);
            settle(forward, PROVIDER);
            assertLocked(reentrant.worked(), reentrant.answer());
            assertBalance(PROVIDER, PRICE, "provider");
        }
    }

    /// @dev What a predicate did would be undone with its group, and what it was told would not be true any more.
    function test_PredicateOfAGroupCannotReenter() external {
        for (uint256 i; i < ENTRY_POINTS; ++i) {
            (Forward memory forward, ReentrantPredicate reentrant) = reentrantForward(assignedForward());
            accept(forward, PROVIDER);
            vm.warp(START);
            reentrant.prepare(entryPoints()[i]);
            settleMany(groupOfReentrant(forward));
            assertLocked(reentrant.worked(), reentrant.answer());
            assertBalance(PROVIDER, PRICE + BOND, "provider");
        }
    }

    function reentrantForward(Forward memory plain)
        internal
        returns (Forward memory forward, ReentrantPredicate reentrant)
    {
        vm.warp(NOW);
        setUp();
        reentrant = new ReentrantPredicate(address(escrow));
        open(otherForward());
        forward = plain;
        (forward.terms.predicate, forward.terms.token) = (address(reentrant), address(token));
        open(forward);
    }

    function groupOfReentrant(Forward memory forward) internal view returns (Group memory group) {
        Forward[] memory one = new Forward[](1);
        one[0] = forward;
        group = groupOf(one, 1, PROOF);
        group.predicate = forward.terms.predicate;
    }

    /// @dev Whoever gets a position is asked under the lock.
    function test_ReceiverCannotReenter() external {
        for (uint256 i; i < ENTRY_POINTS; ++i) {
            vm.warp(NOW);
            setUp();
            openTwo();
            ReentrantReceiver receiver = new ReentrantReceiver();
            receiver.prepare(address(escrow), entryPoints()[i]);
            uint256 position = buyerToken(defaultForward());
            vm.prank(BUYER);
            escrow.safeTransferFrom(BUYER, address(receiver), position);
            assertLocked(receiver.worked(), receiver.answer());
            assertEq(escrow.ownerOf(position), address(receiver), "position");
        }
    }

    /// @dev The lock ends with the call: the same sender goes on in the same transaction.
    function test_TheLockOpensAgain() external {
        openTwo();
        settleDefault();
        vm.warp(SETTLE_BY);
        escrow.reclaim(otherForward());
        assertBalance(BUYER, PRICE, "buyer");
    }
}
