// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {Defence, WeakenedEscrow} from "../mocks/Weakened.sol";
import {Delivery, Forward, ForwardId, Group, Step} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {GpuHoursOfAnybody, GpuHoursWithoutLedger} from "../mocks/GpuHours.sol";
import {GpuHoursPredicate} from "../../src/GpuHoursPredicate.sol";
import {GpuHoursTest} from "../gpuhours/GpuHoursTest.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {MockWBTC} from "../mocks/MockWBTC.sol";
import {newEscrow} from "../Deploy.sol";

/// @notice Attacks on the ledger of GPU-hours, with real proofs, through the escrow. All three forwards of the proofs are
/// accepted by one provider, who has the same hours to sell to each.
contract GpuHoursAttackTest is GpuHoursTest {
    using stdJson for string;

    uint256 internal constant GROUP_GAS = 10_000_000;

    ForwardEscrow internal escrow;
    MockWBTC internal token;
    address internal provider;

    function setUp() public override {
        super.setUp();
        vm.chainId(json.readUint(".chainId"));
        escrow = ForwardEscrow(json.readAddress(".escrow"));
        token = MockWBTC(json.readAddress(".forward.token"));
        provider = json.readAddress(".forward.provider");
        vm.etch(address(escrow), address(newEscrow(60)).code);
        vm.etch(address(token), address(new MockWBTC()).code);
        put(gpu);
        vm.warp(json.readUint(".forward.acceptBy") - 1);
        openAccepted(FIRST);
        openAccepted(TWICE);
        openAccepted(OTHER_METERS);
        vm.warp(json.readUint(".forward.start"));
    }

    /// @dev Contracts stand where the proofs expect them.
    function put(GpuHoursPredicate predicate) internal {
        address at = json.readAddress(".forward.predicate");
        vm.etch(at, address(predicate).code);
        gpu = GpuHoursPredicate(at);
    }

    function forwardOf(uint256 i) internal view returns (Forward memory f) {
        Hours memory d = delivered(i);
        f.terms.predicate = json.readAddress(".forward.predicate");
        f.terms.params = d.params;
        f.terms.taskHash = json.readBytes32(".forward.taskHash");
        f.terms.token = address(token);
        f.terms.price = uint128(json.readUint(".forward.price"));
        f.terms.quantity = uint96(json.readUint(".forward.quantity"));
        f.terms.unit = json.readBytes32(".forward.unit");
        f.terms.acceptBy = uint64(json.readUint(".forward.acceptBy"));
        f.terms.start = uint64(json.readUint(".forward.start"));
        f.terms.end = uint64(json.readUint(".forward.end"));
        f.terms.settleBy = uint64(json.readUint(".forward.settleBy"));
        f.terms.bond = uint128(json.readUint(".forward.bond"));
        f.terms.provider = provider;
        f.buyer = json.readAddress(".forward.buyer");
        f.salt = d.salt;
    }

    function openAccepted(uint256 i) internal {
        Forward memory f = forwardOf(i);
        token.mint(address(this), f.terms.price);
        token.approve(address(escrow), f.terms.price);
        ForwardId id = escrow.open(f.terms, f.buyer, f.salt, "", "");
        string memory at = string.concat(".deliveries[", vm.toString(i), "].forwardId");
        assertEq(ForwardId.unwrap(id), json.readBytes32(at), "the proofs are about this forward");
        token.mint(provider, f.terms.bond);
        vm.startPrank(provider);
        token.approve(address(escrow), f.terms.bond);
        escrow.accept(f, provider);
        vm.stopPrank();
    }

    function deliveryOf(uint256 i) internal view returns (Delivery memory) {
        Hours memory d = delivered(i);
        return Delivery(forwardOf(i), provider, Step(d.from, d.to, d.amount), 0, 0, d.payload, d.h);
    }

    /// @dev A second of these forwards costs one unit of the token.
    function settleAndBePaid(uint256 i) internal {
        uint256 before = token.balanceOf(provider);
        Delivery memory delivery = deliveryOf(i);
        bytes memory proof = delivered(i).proof;
        vm.prank(provider);
        escrow.settle(delivery, proof);
        assertEq(token.balanceOf(provider) - before, delivery.step.amount, "paid");
    }

    function expectRefusal(uint256 i, bytes memory reason) internal {
        Delivery memory delivery = deliveryOf(i);
        bytes memory proof = delivered(i).proof;
        uint256 before = token.balanceOf(provider);
        vm.expectRevert(abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(gpu), reason));
        vm.prank(provider);
        escrow.settle(delivery, proof);
        assertEq(token.balanceOf(provider), before, "nothing is paid");
    }

    /// @dev All in one group, a proof for each.
    function settleGroup(uint256[] memory list) internal returns (uint256 paid) {
        Group[] memory groups = new Group[](1);
        groups[0] = Group(address(gpu), 1, GROUP_GAS, new Delivery[](list.length), "");
        for (uint256 i; i < list.length; ++i) {
            groups[0].deliveries[i] = deliveryOf(list[i]);
            groups[0].proof = abi.encodePacked(groups[0].proof, delivered(list[i]).proof);
        }
        uint256 before = token.balanceOf(provider);
        vm.prank(provider);
        escrow.settleMany(groups);
        return token.balanceOf(provider) - before;
    }

    function both(uint256 a, uint256 b) internal pure returns (uint256[] memory list) {
        list = new uint256[](2);
        (list[0], list[1]) = (a, b);
    }

    function amountOf(uint256 i) internal view returns (uint256) {
        return delivered(i).amount;
    }

    function expectDeclined(uint256 i) internal {
        string memory at = string.concat(".deliveries[", vm.toString(i), "].forwardId");
        bytes memory reason = abi.encodeWithSelector(Errors.ForwardEscrow_PredicateDeclined.selector, address(gpu));
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.Skipped(ForwardId.wrap(json.readBytes32(at)), reason);
    }

    /// @dev The hour of FIRST that TWICE sells again.
    function sharedHour() internal view returns (bytes memory) {
        return soldError(delivered(TWICE).payload[1], 1 << 99);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                 ONE HOUR, TWO FORWARDS
    //////////////////////////////////////////////////////////////////////////*/

    function test_AnHourIsNotSoldToTwoForwards() external {
        settleAndBePaid(FIRST);
        expectRefusal(TWICE, sharedHour());
        settleAndBePaid(OTHER_HOURS); // of the same device
        settleAndBePaid(NEXT_EPOCH);
    }

    function test_AnHourIsSoldToTwoForwards_WithoutLedger() external {
        put(new GpuHoursWithoutLedger(keys));
        settleAndBePaid(FIRST);
        settleAndBePaid(TWICE);
    }

    /// @dev The other hour of TWICE is one of NEXT.
    function test_NorInTwoStepsOfTheOther() external {
        settleAndBePaid(TWICE);
        expectRefusal(FIRST, sharedHour());
        expectRefusal(NEXT, soldError(delivered(TWICE).payload[1], 1 << 100));
        settleAndBePaid(NEXT_EPOCH);
    }

    function test_AnHourIsNotSoldTwiceInOneGroup() external {
        expectDeclined(TWICE);
        assertEq(settleGroup(both(FIRST, TWICE)), amountOf(FIRST), "paid");
        assertSold(gpu, address(escrow), delivered(FIRST));
    }

    function test_NorInTheOtherOrder() external {
        expectDeclined(FIRST);
        assertEq(settleGroup(both(TWICE, FIRST)), amountOf(TWICE), "paid");
        assertSold(gpu, address(escrow), delivered(TWICE));
    }

    function test_AnHourIsSoldTwiceInOneGroup_WithoutLedger() external {
        put(new GpuHoursWithoutLedger(keys));
        assertEq(settleGroup(both(FIRST, TWICE)), amountOf(FIRST) + amountOf(TWICE), "paid");
    }

    function test_AnHourIsNotSoldAloneAndThenInAGroup() external {
        settleAndBePaid(FIRST);
        expectDeclined(TWICE);
        assertEq(settleGroup(both(TWICE, NEXT)), amountOf(NEXT), "paid");
    }

    function test_NorInAGroupAndThenAlone() external {
        assertEq(settleGroup(both(FIRST, OTHER_METERS)), amountOf(FIRST) + amountOf(OTHER_METERS), "paid");
        expectRefusal(TWICE, sharedHour());
    }

    function test_AnHourIsSoldAloneAndInAGroup_WithoutLedger() external {
        put(new GpuHoursWithoutLedger(keys));
        settleAndBePaid(FIRST);
        assertEq(settleGroup(both(TWICE, NEXT)), amountOf(TWICE) + amountOf(NEXT), "paid");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                ONE HOUR, ONE FORWARD
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The escrow's cursor is the first to refuse; the ledger stands behind it.
    function test_AnHourIsNotSoldToOneForwardTwice_WithoutNextStep() external {
        vm.etch(address(escrow), address(new WeakenedEscrow(Defence.NextStep)).code);
        settleAndBePaid(FIRST);
        Hours memory d = delivered(FIRST);
        expectRefusal(FIRST, soldError(d.payload[1], d.payload[2]));
    }

    function test_AnHourIsSoldToOneForwardTwice_WithoutNextStepAndLedger() external {
        vm.etch(address(escrow), address(new WeakenedEscrow(Defence.NextStep)).code);
        put(new GpuHoursWithoutLedger(keys));
        settleAndBePaid(FIRST);
        settleAndBePaid(FIRST);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     GRIEFING
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev A proof can be read from a pending transaction, and the predicate called with it.
    function strangerSettles(uint256 i) internal {
        Hours memory d = delivered(i);
        vm.prank(STRANGER);
        gpu.settle(d.header, d.payload, d.h, d.proof);
    }

    function test_AStrangersCallUsesUpNobodysHours() external {
        strangerSettles(FIRST);
        assertUnsold(gpu, address(escrow), delivered(FIRST));
        settleAndBePaid(FIRST);
    }

    function test_AStrangersCallUsesUpHours_OfAnybody() external {
        put(new GpuHoursOfAnybody(keys));
        strangerSettles(FIRST);
        Hours memory d = delivered(FIRST);
        expectRefusal(FIRST, soldError(d.payload[1], d.payload[2]));
    }

    /// @dev What the escrow skips is not paid, and its hours are still for sale.
    function test_ASkippedDeliveryUsesUpNoHours() external {
        Forward memory f = forwardOf(TWICE);
        vm.warp(f.terms.settleBy);
        escrow.reclaim(f);
        vm.warp(f.terms.start);
        assertEq(settleGroup(both(TWICE, FIRST)), amountOf(FIRST), "paid");
        assertSold(gpu, address(escrow), delivered(FIRST));
    }

    function test_AGroupThatFailsUsesUpNoHours() external {
        Group[] memory groups = new Group[](1);
        groups[0] = Group(address(gpu), 1, GROUP_GAS, new Delivery[](2), "");
        (groups[0].deliveries[0], groups[0].deliveries[1]) = (deliveryOf(FIRST), deliveryOf(OTHER_METERS));
        groups[0].proof = abi.encodePacked(delivered(FIRST).proof, delivered(FIRST).proof);
        uint256 before = token.balanceOf(provider);
        vm.prank(provider);
        escrow.settleMany(groups);
        assertEq(token.balanceOf(provider), before, "nothing is paid");
        assertUnsold(gpu, address(escrow), delivered(FIRST));
        settleAndBePaid(FIRST);
    }

    /// @dev A place that the ledger declines leaves no hours behind, not those before the conflict either.
    function test_ADeclinedDeliveryUsesUpNoHours() external {
        settleAndBePaid(TWICE);
        expectDeclined(FIRST);
        assertEq(settleGroup(both(FIRST, OTHER_METERS)), amountOf(OTHER_METERS), "paid");
        Hours memory d = delivered(FIRST);
        for (uint256 i = 1; i < 17; i += 2) {
            uint256 sold = gpu.soldHours(address(escrow), d.payload[0], d.payload[i], EPOCH);
            uint256 expected = d.payload[i] == delivered(TWICE).payload[1] ? delivered(TWICE).payload[2] : 0;
            assertEq(sold, expected, "sold hours");
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      THE PROOF
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev With another set of meters, or other hours, there would be another ledger.
    function test_TheLedgerIsTheProvedOne() external {
        settleAndBePaid(FIRST);
        bytes memory proof = delivered(TWICE).proof;
        bytes memory invalid = abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector);
        for (uint256 i; i < 4; ++i) {
            Delivery memory delivery = deliveryOf(TWICE);
            if (i == 0) delivery.payload[0] = delivered(OTHER_METERS).payload[0];
            if (i == 1) delivery.payload[1] += 1;
            if (i == 2) delivery.payload[2] = 1 << 100;
            if (i == 3) (delivery.step.from, delivery.step.to) = (delivery.step.from + 248, delivery.step.to + 248);
            vm.expectRevert(
                abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, address(gpu), invalid)
            );
            vm.prank(provider);
            escrow.settle(delivery, proof);
        }
    }
}
