// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../BaseTest.sol";
import {BlocklistToken, RefusingToken} from "../mocks/Tokens.sol";
import {Defence, WeakenedEscrow} from "../mocks/Weakened.sol";
import {Delivery, Forward, ForwardId, Status, Step} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {IRounds} from "../../src/interfaces/IRounds.sol";
import {SigningWallet, Unreachable} from "../mocks/Wallets.sol";

/// @notice Attacks on forwards that one provider has accepted, by strangers and by either side.
contract AssignedAttackTest is BaseTest {
    Forward internal forward;
    ForwardId internal id;

    function without(Defence defence) internal {
        escrow = new WeakenedEscrow(defence);
    }

    function openAndAccept() internal {
        forward = assignedForward();
        id = openAccepted(forward);
    }

    function step(uint64 from, uint64 to, uint96 amount) internal view returns (Delivery memory) {
        return stepOf(forward, from, to, amount);
    }

    function expectRefusal(address caller, Delivery memory delivery, bytes memory reason) internal {
        vm.expectRevert(reason);
        settleAs(caller, delivery);
    }

    /*//////////////////////////////////////////////////////////////////////////
                              SOMEBODY ELSE'S STEPS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A settlement pays the provider, but whoever chooses its step could pass over what was earned.
    function test_StrangerCannotChooseALaterStep() external {
        openAndAccept();
        expectRefusal(
            BUYER,
            step(100, 101, 1),
            abi.encodeWithSelector(Errors.ForwardEscrow_NotProvider.selector, id, BUYER, PROVIDER)
        );
        settleAs(PROVIDER, step(0, 100, QUANTITY));
        assertBalance(PROVIDER, PRICE + BOND, "provider");
    }

    function test_StrangerChoosesALaterStep_WithoutCaller() external {
        without(Defence.Caller);
        openAndAccept();
        settleAs(BUYER, step(100, 101, 1));
        expectRefusal(
            PROVIDER,
            step(0, 100, QUANTITY - 1),
            abi.encodeWithSelector(
                Errors.ForwardEscrow_StepOutOfOrder.selector, 0, 100, QUANTITY - 1, 101, QUANTITY - 1
            )
        );
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(PROVIDER, PRICE / 3 + BOND / 3, "provider, who had earned it all");
    }

    /// @dev A step cut short, with a proof of its own: the rest of its hours could not be proved any more.
    function test_StrangerChoosesASmallerAmount_WithoutCaller() external {
        without(Defence.Caller);
        openAndAccept();
        settleAs(OBSERVER, step(0, 100, 1));
        vm.expectRevert();
        settleAs(PROVIDER, step(0, 100, QUANTITY));
    }

    function test_OverlappingStepsAreRefused() external {
        openAndAccept();
        settleAs(PROVIDER, step(0, 10, 1));
        uint64[3] memory froms = [uint64(0), 1, 9];
        for (uint256 i; i < froms.length; ++i) {
            expectRefusal(
                PROVIDER,
                step(froms[i], 11, 1),
                abi.encodeWithSelector(Errors.ForwardEscrow_StepOutOfOrder.selector, froms[i], 11, 1, 10, QUANTITY - 1)
            );
        }
    }

    function test_OneHourIsPaidTwice_WithoutNextStep() external {
        without(Defence.NextStep);
        openAndAccept();
        settleAs(PROVIDER, step(0, 1, 1));
        settleAs(PROVIDER, step(0, 1, 1));
        settleAs(PROVIDER, step(0, 1, 1));
        assertBalance(PROVIDER, PRICE + BOND, "provider, for one hour of three");
    }

    function test_StepsBeyondTheQuantityTakeOthersMoney_WithoutNextStep() external {
        without(Defence.NextStep);
        Forward memory other = assignedForward("other");
        open(other);
        openAndAccept();
        settleAs(PROVIDER, step(0, 1, 2 * QUANTITY));
        assertBalance(PROVIDER, 2 * PRICE, "provider");
    }

    function test_BondWaitsForTheLastUnit() external {
        openAndAccept();
        settleAs(PROVIDER, step(0, 1, QUANTITY - 1));
        assertBalance(PROVIDER, uint256(PRICE) * (QUANTITY - 1) / QUANTITY, "provider, without the bond");
        assertEq(token.balanceOf(address(escrow)), PRICE / QUANTITY + BOND, "escrow");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      ACCEPTING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A buyer names a provider they trust, without a bond: a stranger in that place would lose nothing by doing nothing.
    function test_StrangerCannotTakeTheNamedProvidersPlace() external {
        forward = assignedForward();
        (forward.terms.provider, forward.terms.bond) = (PROVIDER, 0);
        open(forward);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_HolderInvalid.selector, OBSERVER, PROVIDER));
        vm.prank(OBSERVER);
        escrow.accept(forward, OBSERVER);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_HolderDidNotAgree.selector, PROVIDER, OBSERVER));
        vm.prank(OBSERVER);
        escrow.accept(forward, PROVIDER);
        accept(forward, PROVIDER);
        assertStatus(forward, Status.Pending);
    }

    function test_StrangerTakesTheNamedProvidersPlace_WithoutHolder() external {
        without(Defence.Holder);
        forward = assignedForward();
        (forward.terms.provider, forward.terms.bond) = (PROVIDER, 0);
        id = open(forward);
        accept(forward, OBSERVER);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyAccepted.selector, id, OBSERVER));
        vm.prank(PROVIDER);
        escrow.accept(forward, PROVIDER);
    }

    /// @dev Somebody who accepts first has staked the bond for it: it goes to the buyer if they deliver nothing.
    function test_WhoAcceptsAndDeliversNothingPaysForIt() external {
        forward = assignedForward();
        open(forward);
        accept(forward, OBSERVER);
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(BUYER, PRICE + BOND, "buyer");
        assertBalance(OBSERVER, 0, "who accepted");
    }

    /// @dev The buyer cannot let the bond be staked and then take it by changing what was agreed.
    function test_AcceptingPaysForTheTermsThatWereSeen() external {
        Forward memory seen = assignedForward();
        open(seen);
        forward = assignedForward();
        forward.terms.settleBy -= 1;
        token.mint(PROVIDER, BOND);
        vm.startPrank(PROVIDER);
        token.approve(address(escrow), BOND);
        id = escrow.forwardId(forward);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
        escrow.accept(forward, PROVIDER);
        vm.stopPrank();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                         TIME
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Both are sent for the same block. Whichever comes first, one of them is refused by the time alone.
    function test_SettlementAndReclaimNeverMeet() external {
        openAndAccept();
        vm.warp(SETTLE_BY - 1);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BeforeSettleBy.selector, SETTLE_BY, SETTLE_BY - 1));
        escrow.reclaim(forward);
        settleAs(PROVIDER, step(0, 1, 1));
        vm.warp(SETTLE_BY);
        expectRefusal(
            PROVIDER,
            step(1, 2, 1),
            abi.encodeWithSelector(Errors.ForwardEscrow_SettlementOver.selector, SETTLE_BY, SETTLE_BY)
        );
        escrow.reclaim(forward);
        assertBalance(BUYER, 2 * uint256(PRICE + BOND) / 3, "buyer");
    }

    function test_BuyerReclaimsBeforeAPendingSettlement_WithoutReclaim() external {
        without(Defence.Reclaim);
        openAndAccept();
        vm.prank(BUYER); // who has seen the output in the pending settlement
        escrow.reclaim(forward);
        expectRefusal(
            PROVIDER, step(0, 1, 1), abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id)
        );
        assertBalance(BUYER, PRICE + BOND, "buyer");
    }

    /// @dev Blocks around `end` are full of somebody else's transactions: what was delivered in time is paid until `settleBy`.
    function test_StuffedBlocksDoNotTakeWhatWasDeliveredInTime() external {
        openAndAccept();
        uint64 time = END - 1;
        for (uint64 i; i < 2; ++i) {
            vm.warp(time);
            settleAs(PROVIDER, step(i, i + 1, 1));
            time = SETTLE_BY - 1;
        }
        assertBalance(PROVIDER, 2 * uint256(PRICE) / 3, "provider");
    }

    /// @dev The commitment is fixed before the beacon is known, and no other may be shown afterwards.
    function test_CommitmentCannotFollowTheBeacon() external {
        (Delivery memory delivery, uint256 beacon) = lateCommitment();
        expectRefusal(
            PROVIDER, delivery, abi.encodeWithSelector(Errors.ForwardEscrow_RoundsInvalid.selector, id, 1, beacon)
        );
    }

    function test_CommitmentFollowsTheBeacon_WithoutRounds() external {
        without(Defence.Rounds);
        (Delivery memory delivery,) = lateCommitment();
        settleAs(PROVIDER, delivery);
        assertBalance(PROVIDER, PRICE + BOND, "provider, with a commitment made to fit");
    }

    function lateCommitment() internal returns (Delivery memory delivery, uint256 beacon) {
        forward = assignedForward();
        forward.terms.beaconBlock = uint64(block.number + 5);
        id = openAccepted(forward);
        IRounds rounds = escrow.ROUNDS();
        vm.startPrank(PROVIDER);
        rounds.commit(escrow, forward, 1);
        vm.roll(forward.terms.beaconBlock + 1);
        beacon = rounds.draw(escrow, forward);
        vm.expectRevert();
        rounds.commit(escrow, forward, 2);
        vm.stopPrank();
        delivery = step(0, 1, QUANTITY);
        (delivery.commitment, delivery.beacon) = (2, beacon);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  ONE SIDE'S ABSENCE
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev What either side is or does, the other gets its share at reclaim and at close.
    function test_BlocklistedSideHoldsNobodysShare() external {
        for (uint256 i; i < 2; ++i) {
            setUp();
            BlocklistToken blocklist = new BlocklistToken();
            token = blocklist;
            openAndAccept();
            settleAs(PROVIDER, deliver(forward, FUNDER, Step(0, 1, 1), somePayload(), H));
            blocklist.block_(i == 0 ? BUYER : PROVIDER, true);
            vm.warp(SETTLE_BY);
            escrow.reclaim(forward);
            uint256 toBuyer = 2 * uint256(PRICE + BOND) / 3;
            assertBalance(BUYER, i == 0 ? 0 : toBuyer, "buyer");
            assertBalance(PROVIDER, i == 0 ? BOND / 3 : 0, "provider");
            assertEq(escrow.owed(address(token), BUYER), i == 0 ? toBuyer : 0, "owed to the buyer");
            assertEq(escrow.owed(address(token), PROVIDER), i == 0 ? 0 : BOND / 3, "owed to the provider");
        }
    }

    function test_BlocklistedBuyerHoldsTheProvidersShare_WithoutCredit() external {
        without(Defence.Credit);
        BlocklistToken blocklist = new BlocklistToken();
        token = blocklist;
        openAndAccept();
        settleAs(PROVIDER, step(0, 1, 1));
        blocklist.block_(BUYER, true);
        vm.warp(SETTLE_BY);
        vm.expectRevert("refused");
        escrow.reclaim(forward);
        assertBalance(PROVIDER, PRICE / 3, "provider, whose bond is held by the buyer's trouble");
    }

    /// @dev A holder that burns all gas whenever it is called, and one that was never meant to hold a position.
    function test_UnreachableSideHoldsNobodysShare() external {
        address nobody = address(new Unreachable());
        openAndAccept();
        uint256 position = providerToken(forward);
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, nobody, position);
        vm.prank(nobody);
        escrow.setApprovalForAll(OBSERVER, true);
        settleAs(OBSERVER, deliver(forward, FUNDER, Step(0, 1, 1), somePayload(), H));
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(BUYER, 2 * uint256(PRICE + BOND) / 3, "buyer");
        assertEq(escrow.owed(address(token), nobody), BOND / 3, "owed to the provider");

        setUp();
        forward = assignedForward();
        forward.buyer = nobody;
        openAccepted(forward);
        settleAs(PROVIDER, step(0, 1, 1));
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(PROVIDER, PRICE / 3 + BOND / 3, "provider");
        assertEq(escrow.owed(address(token), nobody), 2 * uint256(PRICE + BOND) / 3, "owed to the buyer");
    }

    /// @dev A token whose transfers burn all they get: both sides are owed, and can wait for better times.
    function test_BurningTokenLeavesBothSharesOwed() external {
        RefusingToken refusing = new RefusingToken();
        token = refusing;
        openAndAccept();
        settleAs(PROVIDER, deliver(forward, FUNDER, Step(0, 1, 1), somePayload(), H));
        refusing.refuse(RefusingToken.Way.BurnsGas);
        vm.warp(SETTLE_BY);
        escrow.reclaim{gas: 2_000_000}(forward);
        assertEq(escrow.owed(address(token), BUYER), 2 * uint256(PRICE + BOND) / 3, "owed to the buyer");
        assertEq(escrow.owed(address(token), PROVIDER), BOND / 3, "owed to the provider");
    }

    /// @dev A key that delegates to code (EIP-7702) is a holder with code: owed, never called, and still itself when it sends.
    function test_DelegatedKeyIsOwedItsShare() external {
        openAndAccept();
        vm.signAndAttachDelegation(address(new Unreachable()), keyOf("provider"));
        settleAs(PROVIDER, deliver(forward, OBSERVER, Step(0, 1, 1), somePayload(), H));
        assertGt(PROVIDER.code.length, 0, "code of the provider");
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertEq(escrow.owed(address(token), PROVIDER), BOND / 3, "owed");
        vm.prank(PROVIDER);
        escrow.withdraw(address(token), PROVIDER);
        assertBalance(PROVIDER, BOND / 3, "provider");
    }

    /// @dev Where a key delegates to code, the code speaks for it: its own signature counts only if the code says so.
    function test_DelegatedKeyConsentsAsItsCodeSays() external {
        openAndAccept();
        bytes memory providers = consent("provider", forward, PRICE, START);
        vm.signAndAttachDelegation(address(new Unreachable()), keyOf("provider"));
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, PROVIDER));
        vm.prank(BUYER);
        escrow.close{gas: 5_000_000}(forward, PRICE, START, "", providers);
        vm.signAndAttachDelegation(address(new SigningWallet(PROVIDER)), keyOf("provider"));
        vm.prank(BUYER);
        escrow.close(forward, PRICE, START, "", providers);
        assertStatus(forward, Status.Closed);
    }

    /// @dev Tokens that somebody sends to the escrow are nobody's: no forward and no share counts them.
    function test_DonationChangesNothing() external {
        token.mint(address(escrow), 1_000_000);
        openAndAccept();
        token.mint(address(escrow), 1_000_000);
        settleAs(PROVIDER, step(0, 1, 1));
        token.mint(address(escrow), 1_000_000);
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(PROVIDER, PRICE / 3 + BOND / 3, "provider");
        assertBalance(BUYER, 2 * uint256(PRICE + BOND) / 3, "buyer");
        assertBalance(address(escrow), 3_000_000, "escrow");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       CONSENT
    //////////////////////////////////////////////////////////////////////////*/

    function closeAs(address caller, uint256 toBuyer, bytes memory buyers, bytes memory providers) internal {
        vm.prank(caller);
        escrow.close(forward, toBuyer, END, buyers, providers);
    }

    function expectCloseRefused(address caller, uint256 toBuyer, address holder, bytes memory signature) internal {
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, holder));
        closeAs(caller, toBuyer, signature, signature);
    }

    function test_NobodyClosesWithoutTheOther() external {
        openAndAccept();
        expectCloseRefused(BUYER, PRICE + BOND, PROVIDER, "");
        expectCloseRefused(PROVIDER, 0, BUYER, "");
        expectCloseRefused(OBSERVER, 0, BUYER, "");
    }

    function test_BuyerClosesForEverything_WithoutConsent() external {
        without(Defence.Consent);
        openAndAccept();
        closeAs(BUYER, PRICE + BOND, "", "");
        assertBalance(BUYER, PRICE + BOND, "buyer");
    }

    /// @dev Approvals move positions and deliver; they do not give away what a holder has not signed for.
    function test_OperatorCannotConsent() external {
        openAndAccept();
        vm.prank(PROVIDER);
        escrow.setApprovalForAll(OBSERVER, true);
        bytes memory buyers = consent("buyer", forward, PRICE + BOND, END);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_ConsentInvalid.selector, PROVIDER));
        closeAs(OBSERVER, PRICE + BOND, buyers, "");
    }

    function test_ConsentIsVoidAfterAnotherDelivery() external {
        openAndAccept();
        bytes memory buyers = consent("buyer", forward, 0, END);
        settleAs(PROVIDER, step(0, 1, 1));
        expectCloseRefused(PROVIDER, 0, BUYER, buyers);
    }

    function test_ConsentIsUsedOnce() external {
        openAndAccept();
        bytes memory buyers = consent("buyer", forward, 1, END);
        closeAs(PROVIDER, 1, buyers, "");
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyClosed.selector, id));
        closeAs(PROVIDER, 1, buyers, "");
    }

    function test_ConsentIsForOneChain() external {
        openAndAccept();
        bytes memory buyers = consent("buyer", forward, 1, END);
        vm.chainId(block.chainid + 1);
        id = escrow.forwardId(forward);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_UnknownForward.selector, id));
        closeAs(PROVIDER, 1, buyers, "");
    }

    function test_PreviousHoldersConsentIsVoid() external {
        openAndAccept();
        bytes memory buyers = consent("buyer", forward, 0, END);
        uint256 position = buyerToken(forward);
        vm.prank(BUYER);
        escrow.transferFrom(BUYER, OBSERVER, position);
        expectCloseRefused(PROVIDER, 0, OBSERVER, buyers);
    }

    /// @dev The provider offers to close for a split that is good for providers, then sells that side and buys the other.
    function test_ConsentOfOneSideIsNotTheOthers() external {
        openAndAccept();
        bytes memory providers = consent("provider", forward, 1, END);
        swapSides();
        expectCloseRefused(OBSERVER, 1, PROVIDER, providers);
    }

    function test_ConsentOfOneSideIsTheOthers_WithoutSides() external {
        without(Defence.Sides);
        openAndAccept();
        bytes memory providers = consent("provider", forward, 1, END);
        swapSides();
        closeAs(OBSERVER, 1, providers, "");
        assertBalance(PROVIDER, 1, "who holds the buyer's side now, and never agreed to that for it");
        assertBalance(OBSERVER, PRICE + BOND - 1, "who holds the provider's side now");
    }

    function swapSides() internal {
        uint256[2] memory positions = [buyerToken(forward), providerToken(forward)];
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, OBSERVER, positions[1]);
        vm.prank(BUYER);
        escrow.transferFrom(BUYER, PROVIDER, positions[0]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      POSITIONS
    //////////////////////////////////////////////////////////////////////////*/

    function test_SoldPositionDeliversForItsNewHolder() external {
        openAndAccept();
        settleAs(PROVIDER, step(0, 1, 1));
        uint256 position = providerToken(forward);
        vm.prank(PROVIDER);
        escrow.transferFrom(PROVIDER, OBSERVER, position);
        expectRefusal(
            PROVIDER,
            step(1, 2, 1),
            abi.encodeWithSelector(Errors.ForwardEscrow_NotProvider.selector, id, PROVIDER, OBSERVER)
        );
        settleAs(OBSERVER, deliver(forward, OBSERVER, Step(1, 2, 1), somePayload(), H));
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        assertBalance(PROVIDER, PRICE / 3, "provider");
        assertBalance(OBSERVER, PRICE / 3 + 2 * BOND / 3, "who bought the position");
    }

    /// @dev Who sold a position has no power over it left, whatever they approved before.
    function test_ApprovalsDoNotOutliveTheSale() external {
        openAndAccept();
        uint256 position = providerToken(forward);
        vm.startPrank(PROVIDER);
        escrow.approve(BUYER, position);
        escrow.setApprovalForAll(FUNDER, true);
        escrow.transferFrom(PROVIDER, OBSERVER, position);
        vm.stopPrank();
        address[3] memory callers = [PROVIDER, BUYER, FUNDER];
        for (uint256 i; i < callers.length; ++i) {
            expectRefusal(
                callers[i],
                step(0, 1, 1),
                abi.encodeWithSelector(Errors.ForwardEscrow_NotProvider.selector, id, callers[i], OBSERVER)
            );
            vm.expectRevert();
            vm.prank(callers[i]);
            escrow.transferFrom(OBSERVER, callers[i], position);
        }
    }

    /// @dev The two tokens of a forward are a bit apart: power over one is none over the other.
    function test_BuyersSideHasNoPowerOverTheProviders() external {
        openAndAccept();
        uint256[2] memory positions = [buyerToken(forward), providerToken(forward)];
        vm.startPrank(BUYER);
        escrow.approve(OBSERVER, positions[0]);
        vm.expectRevert();
        escrow.approve(OBSERVER, positions[1]);
        vm.expectRevert();
        escrow.transferFrom(PROVIDER, BUYER, positions[1]);
        vm.stopPrank();
        vm.startPrank(OBSERVER);
        vm.expectRevert();
        escrow.transferFrom(PROVIDER, OBSERVER, positions[1]);
        escrow.transferFrom(BUYER, OBSERVER, positions[0]);
        vm.stopPrank();
        assertEq(escrow.ownerOf(positions[0]), OBSERVER, "buyer's position");
        assertEq(escrow.ownerOf(positions[1]), PROVIDER, "provider's position");
        expectRefusal(
            OBSERVER,
            step(0, 1, 1),
            abi.encodeWithSelector(Errors.ForwardEscrow_NotProvider.selector, id, OBSERVER, PROVIDER)
        );
    }

    /// @dev Before anybody accepts, the provider's token does not exist: nothing can be prepared for it.
    function test_NothingIsPreparedForAPositionThatIsNotThere() external {
        forward = assignedForward();
        open(forward);
        uint256 position = providerToken(forward);
        vm.startPrank(BUYER);
        vm.expectRevert();
        escrow.approve(BUYER, position);
        vm.expectRevert();
        escrow.transferFrom(address(0), BUYER, position);
        vm.stopPrank();
    }

    /// @dev After the end positions are receipts: they move, and there is nothing in them.
    function test_ReceiptsMoveNoMoney() external {
        openAndAccept();
        vm.warp(SETTLE_BY);
        escrow.reclaim(forward);
        uint256 position = buyerToken(forward);
        vm.prank(BUYER);
        escrow.transferFrom(BUYER, OBSERVER, position);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyReclaimed.selector, id));
        escrow.reclaim(forward);
        assertBalance(OBSERVER, 0, "who got the receipt");
    }
}
