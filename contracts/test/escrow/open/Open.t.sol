// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {FeeToken, TokenWithoutReturn} from "../../mocks/Tokens.sol";
import {Forward, ForwardId, State, Status, Terms} from "../../../src/types/Forward.sol";
import {IForwardEscrow} from "../../../src/interfaces/IForwardEscrow.sol";

contract OpenTest is BaseTest {
    Terms internal terms;

    function setUp() public override {
        super.setUp();
        terms = defaultTerms();
        token.mint(address(this), PRICE);
        token.approve(address(escrow), type(uint256).max);
    }

    function openAs(address buyer) internal returns (ForwardId) {
        return escrow.open(terms, buyer, SALT, "params", "task");
    }

    function expectRefusal(bytes memory reason) internal {
        vm.expectRevert(reason);
        openAs(BUYER);
    }

    function expectOpened() internal {
        ForwardId id = openAs(BUYER);
        assertEq(escrow.stateOf(id).buyer, BUYER, "buyer");
        assertBalance(address(escrow), PRICE, "escrow");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    OPEN FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_AnOpenForwardHasABond() external {
        terms.bond = 1;
        expectNotPlain();
    }

    function test_RevertWhen_AnOpenForwardNamesAProvider() external {
        terms.provider = PROVIDER;
        expectNotPlain();
    }

    function test_RevertWhen_AnOpenForwardHasASecondRound() external {
        terms.beaconBlock = uint64(block.number + 1);
        expectNotPlain();
    }

    function expectNotPlain() internal {
        expectRefusal(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_OpenForwardNotPlain.selector, terms.bond, terms.provider, terms.beaconBlock
            )
        );
    }

    /*//////////////////////////////////////////////////////////////////////////
                                  ASSIGNED FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_AnAssignedForwardCouldNotBeAcceptedAnyMore() external {
        terms = assignedForward().terms;
        vm.warp(ACCEPT_BY);
        expectRefusal(
            abi.encodeWithSelector(Errors.ForwardEscrow_AcceptByInvalid.selector, ACCEPT_BY, START, ACCEPT_BY)
        );
    }

    function test_RevertWhen_AnAssignedForwardCouldBeAcceptedAfterItsStart() external {
        terms = assignedForward().terms;
        terms.acceptBy = START + 1;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_AcceptByInvalid.selector, START + 1, START, NOW));
    }

    function test_When_AnAssignedForwardCanBeAcceptedForASecond() external {
        terms = assignedForward().terms;
        vm.warp(ACCEPT_BY - 1);
        expectOpened();
    }

    function test_When_AnAssignedForwardCanBeAcceptedUntilItsStart() external {
        terms = assignedForward().terms;
        terms.acceptBy = START;
        expectOpened();
    }

    function test_RevertWhen_AnAssignedForwardHasNeitherBondNorProvider() external {
        terms = assignedForward().terms;
        terms.bond = 0;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_BondZero.selector));
    }

    function test_When_AnAssignedForwardHasAProviderInsteadOfABond() external {
        terms = assignedForward().terms;
        terms.bond = 0;
        terms.provider = PROVIDER;
        expectOpened();
    }

    function test_RevertWhen_TheBeaconsBlockIsThisOne() external {
        terms = assignedForward().terms;
        terms.beaconBlock = uint64(block.number);
        expectRefusal(
            abi.encodeWithSelector(Errors.ForwardEscrow_BeaconBlockPassed.selector, block.number, block.number)
        );
    }

    function test_When_TheBeaconsBlockIsTheNextOne() external {
        terms = assignedForward().terms;
        terms.beaconBlock = uint64(block.number + 1);
        expectOpened();
    }

    function test_When_AnAssignedForwardIsInOrder() external {
        terms = assignedForward().terms;
        vm.expectEmit(address(escrow));
        emit IERC721.Transfer(address(0), BUYER, buyerToken(assignedForward()));
        ForwardId id = openAs(BUYER);
        assertEq(escrow.ownerOf(buyerToken(assignedForward())), BUYER, "buyer's position");
        assertEq(escrow.balanceOf(BUYER), 1, "positions");
        assertEq(escrow.stateOf(id).provider, address(0), "provider");
        assertBalance(address(escrow), PRICE, "escrow");
        assertBalance(address(this), 0, "payer");
        assertStatus(assignedForward(), Status.Proposed);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        TERMS
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_ThePriceIsZero() external {
        terms.price = 0;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_PriceZero.selector));
    }

    function test_RevertWhen_TheQuantityIsZero() external {
        terms.quantity = 0;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_QuantityZero.selector));
    }

    function test_When_TheQuantityIsAsLargeAsThereIsRoomFor() external {
        terms.quantity = type(uint88).max;
        expectOpened();
    }

    function test_RevertWhen_TheQuantityIsLargerThanThereIsRoomFor() external {
        uint96 most = type(uint88).max;
        terms.quantity = most + 1;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_QuantityTooLarge.selector, most + 1, most));
    }

    function test_RevertWhen_TheStartIsNotBeforeTheEnd() external {
        terms.end = START;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_WindowInvalid.selector, START, START, SETTLE_BY));
    }

    function test_RevertWhen_TheEndIsNotBeforeTheLastSettlement() external {
        terms.settleBy = END;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_WindowInvalid.selector, START, END, END));
    }

    function test_RevertWhen_TheWindowIsOver() external {
        vm.warp(SETTLE_BY);
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_WindowOver.selector, SETTLE_BY, SETTLE_BY));
    }

    function test_When_TheWindowHasBegun() external {
        vm.warp(SETTLE_BY - 1);
        expectOpened();
    }

    function test_RevertWhen_TheParamsAreNotInTheField() external {
        terms.params = R;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_ParamsNotInField.selector, R));
    }

    function test_RevertWhen_TheSealingKeyIsNotOnTheCurve() external {
        terms.sealY = SEAL_Y + 1;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_SealingKeyInvalid.selector, SEAL_X, SEAL_Y + 1));
    }

    function test_RevertWhen_TheSealingKeyIsNotInTheField() external {
        terms.sealX = SEAL_X + R; // the same point, were it reduced
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_SealingKeyInvalid.selector, SEAL_X + R, SEAL_Y));
        terms.sealX = SEAL_X;
        terms.sealY = SEAL_Y + R;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_SealingKeyInvalid.selector, SEAL_X, SEAL_Y + R));
    }

    function test_RevertWhen_HalfOfTheSealingKeyIsZero() external {
        terms.sealY = 0;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_SealingKeyInvalid.selector, SEAL_X, 0));
        terms.sealX = 0;
        terms.sealY = SEAL_Y;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_SealingKeyInvalid.selector, 0, SEAL_Y));
    }

    function test_When_NothingIsSealed() external {
        terms.sealX = 0;
        terms.sealY = 0;
        expectOpened();
    }

    function test_When_TheSealingKeyHasLowOrder() external {
        terms.sealX = 0;
        terms.sealY = 1;
        expectOpened();
    }

    function test_RevertWhen_ThePredicateHasNoCode() external {
        terms.predicate = PROVIDER;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateWithoutCode.selector, PROVIDER));
    }

    function test_RevertWhen_TheTokenHasNoCode() external {
        terms.token = PROVIDER;
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_TokenWithoutCode.selector, PROVIDER));
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       POSITION
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheBuyerIsZero() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BuyerInvalid.selector, address(0)));
        openAs(address(0));
    }

    function test_RevertWhen_TheBuyerIsTheEscrow() external {
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_BuyerInvalid.selector, address(escrow)));
        openAs(address(escrow));
    }

    function test_RevertGiven_TheForwardIsOpen() external {
        ForwardId id = openAs(BUYER);
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyOpened.selector, id));
    }

    function test_RevertGiven_TheForwardIsSettled() external {
        ForwardId id = openAs(BUYER);
        escrow.announce(id, H);
        vm.warp(START);
        settleDefault();
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyOpened.selector, id));
    }

    function test_RevertGiven_TheForwardIsReclaimed() external {
        openAs(BUYER);
        vm.warp(SETTLE_BY);
        escrow.reclaim(defaultForward());
        expectRefusal(abi.encodeWithSelector(Errors.ForwardEscrow_WindowOver.selector, SETTLE_BY, SETTLE_BY));
    }

    function test_RevertGiven_TheForwardIsClosed() external {
        Forward memory forward = assignedForward();
        forward.buyer = PROVIDER;
        ForwardId id = open(forward);
        accept(forward, PROVIDER);
        vm.prank(PROVIDER);
        escrow.close(forward, 0, NOW, "", "");
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_AlreadyOpened.selector, id));
        escrow.open(forward.terms, PROVIDER, SALT, "", "");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        MONEY
    //////////////////////////////////////////////////////////////////////////*/

    function test_RevertWhen_TheTokenDeliversLessThanThePrice() external {
        FeeToken fee = new FeeToken();
        fee.mint(address(this), PRICE);
        fee.approve(address(escrow), PRICE);
        terms.token = address(fee);
        expectRefusal(
            abi.encodeWithSelector(
                Errors.ForwardEscrow_TokenDeliversOther.selector, address(fee), PRICE, PRICE - PRICE / 100
            )
        );
    }

    function test_RevertWhen_ThePayerDidNotApprove() external {
        token.approve(address(escrow), PRICE - 1);
        expectRefusal(
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), PRICE - 1, PRICE)
        );
    }

    function test_When_TheTokenReturnsNothing() external {
        TokenWithoutReturn silent = new TokenWithoutReturn();
        silent.mint(address(this), PRICE);
        silent.approve(address(escrow), PRICE);
        terms.token = address(silent);
        openAs(BUYER);
        assertEq(silent.balanceOf(address(escrow)), PRICE, "escrow");
    }

    function test_When_SomebodyElsePays() external {
        ForwardId id = openAs(BUYER);
        assertEq(escrow.stateOf(id).buyer, BUYER, "position");
        assertBalance(address(this), 0, "caller");
        assertBalance(BUYER, 0, "buyer");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      HAPPY PATH
    //////////////////////////////////////////////////////////////////////////*/

    function test_When_TheTermsCanBeKept() external {
        ForwardId expected = escrow.forwardId(defaultForward());
        assertStatus(defaultForward(), Status.None);

        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Opened(expected, BUYER, address(predicate), terms, SALT, "params", "task");
        ForwardId id = openAs(BUYER);

        assertId(id, expected);
        State memory state = escrow.stateOf(id);
        assertEq(state.buyer, BUYER, "buyer");
        assertEq(state.delivered, 0, "delivered");
        assertEq(state.provider, address(0), "provider");
        assertEq(state.cursor, 0, "cursor");
        assertEq(uint256(state.end), 0, "end");
        assertBalance(address(this), 0, "payer");
        assertBalance(address(escrow), PRICE, "escrow");
        assertStatus(defaultForward(), Status.Pending);
    }

    /// @dev Terms are hashed as they lie in the calldata, so none may carry bits that their types do not have.
    function test_RevertWhen_AFieldHasBitsBeyondItsType() external {
        bytes memory call = abi.encodeCall(escrow.open, (terms, BUYER, SALT, "params", "task"));
        uint8[18] memory bits = [160, 0, 0, 160, 128, 96, 0, 64, 64, 64, 64, 128, 160, 64, 0, 0, 160, 0];
        uint256 tried;
        for (uint256 i; i < bits.length; ++i) {
            if (bits[i] == 0) continue;
            bytes memory dirty = bytes.concat(call);
            assembly ("memory-safe") {
                let at := add(add(dirty, 0x24), shl(5, i))
                mstore(at, or(mload(at), shl(mload(add(bits, shl(5, i))), 1)))
            }
            (bool success,) = address(escrow).call(dirty);
            assertFalse(success, vm.toString(i));
            ++tried;
        }
        assertEq(tried, 12, "fields");
        (bool clean,) = address(escrow).call(call);
        assertTrue(clean, "without them");
    }

    function testFuzz_TwoSlotsAreWritten(Terms memory fuzzed, address buyer, bytes32 salt) external {
        fuzzed = bounded(fuzzed);
        vm.assume(buyer != address(0) && buyer != address(escrow));
        token.mint(address(this), fuzzed.price);

        vm.record();
        ForwardId id = escrow.open(fuzzed, buyer, salt, "", "");
        (, bytes32[] memory writes) = vm.accesses(address(escrow));

        assertEq(writes.length, 2, "slots written: state and number of positions");
        assertId(id, escrow.forwardId(Forward(fuzzed, buyer, salt)));
        assertBalance(address(escrow), fuzzed.price, "escrow");
    }

    function testFuzz_NoTwoForwardsShareAnId(Terms memory fuzzed, uint256 field) external view {
        ForwardId id = escrow.forwardId(Forward(fuzzed, BUYER, SALT));
        ForwardId other = escrow.forwardId(changed(Forward(fuzzed, BUYER, SALT), bound(field, 0, 17)));
        assertNotEq(ForwardId.unwrap(id), ForwardId.unwrap(other), "ids of two forwards");
    }

    /// @dev Terms that can be kept.
    function bounded(Terms memory fuzzed) internal view returns (Terms memory) {
        fuzzed.predicate = address(predicate);
        fuzzed.params = bound(fuzzed.params, 0, R - 1);
        fuzzed.token = address(token);
        fuzzed.price = uint128(bound(fuzzed.price, 1, type(uint128).max - PRICE));
        fuzzed.quantity = uint96(bound(fuzzed.quantity, 1, type(uint88).max));
        fuzzed.settleBy = uint64(bound(fuzzed.settleBy, NOW + 1, type(uint64).max));
        fuzzed.end = uint64(bound(fuzzed.end, 1, fuzzed.settleBy - 1));
        fuzzed.start = uint64(bound(fuzzed.start, 0, fuzzed.end - 1));
        bool assigned = fuzzed.acceptBy % 2 == 1 && fuzzed.start > NOW;
        fuzzed.acceptBy = assigned ? uint64(bound(fuzzed.acceptBy, NOW + 1, fuzzed.start)) : 0;
        fuzzed.bond = assigned && fuzzed.bond == 0 ? 1 : assigned ? fuzzed.bond : 0;
        fuzzed.provider = assigned ? fuzzed.provider : address(0);
        bool isTwoRounds = assigned && fuzzed.beaconBlock > block.number;
        fuzzed.beaconBlock = isTwoRounds ? fuzzed.beaconBlock : 0;
        bool isSealed = fuzzed.sealX % 2 == 1;
        (fuzzed.sealX, fuzzed.sealY) = isSealed ? (SEAL_X, SEAL_Y) : (0, 0);
        return fuzzed;
    }

    /// @dev The forward with one of its 18 fields changed.
    function changed(Forward memory f, uint256 field) internal pure returns (Forward memory) {
        unchecked {
            // Wrapping is what makes every value of a field have another one.
            if (field == 0) f.terms.predicate = address(uint160(f.terms.predicate) + 1);
            else if (field == 1) ++f.terms.params;
            else if (field == 2) f.terms.taskHash = ~f.terms.taskHash;
            else if (field == 3) f.terms.token = address(uint160(f.terms.token) + 1);
            else if (field == 4) ++f.terms.price;
            else if (field == 5) ++f.terms.quantity;
            else if (field == 6) f.terms.unit = ~f.terms.unit;
            else if (field == 7) ++f.terms.acceptBy;
            else if (field == 8) ++f.terms.start;
            else if (field == 9) ++f.terms.end;
            else if (field == 10) ++f.terms.settleBy;
            else if (field == 11) ++f.terms.bond;
            else if (field == 12) f.terms.provider = address(uint160(f.terms.provider) + 1);
            else if (field == 13) ++f.terms.beaconBlock;
            else if (field == 14) ++f.terms.sealX;
            else if (field == 15) ++f.terms.sealY;
            else if (field == 16) f.buyer = address(uint160(f.buyer) + 1);
            else f.salt = ~f.salt;
        }
        return f;
    }
}
