// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {stdJson} from "forge-std/StdJson.sol";

import {Delivery, Forward, ForwardId, Group, Status, Step} from "../../src/types/Forward.sol";
import {Errors} from "../../src/libraries/Errors.sol";
import {Groth16Predicate} from "../../src/Groth16Predicate.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {PredicateWithoutCoefficients, UncheckedPredicate} from "../mocks/Harnesses.sol";
import {ProofSetting} from "./ProofSetting.sol";

/// @notice Attacks with real proofs that are verified many at once.
contract ProofBatchAttackTest is ProofSetting {
    using stdJson for string;

    bytes internal constant INVALID = abi.encodeWithSelector(Errors.Groth16Predicate_ProofInvalid.selector);

    /// @dev A point of the first group, to move others by.
    uint256[2] internal generator = [uint256(1), 2];

    function precompiled(uint160 at, bytes memory data) internal view returns (bytes memory answer) {
        bool success;
        (success, answer) = address(at).staticcall(data);
        assertTrue(success, "precompiled contract");
    }

    /// @dev Adds a point to C of proof `i`.
    function moveC(Many memory m, uint256 i, uint256 x, uint256 y) internal view {
        bytes memory moved = precompiled(6, abi.encode(wordAt(m.proof, 8 * i + 6), wordAt(m.proof, 8 * i + 7), x, y));
        setWord(m.proof, 8 * i + 6, wordAt(moved, 0));
        setWord(m.proof, 8 * i + 7, wordAt(moved, 1));
    }

    function exchange(bytes memory data, uint256 i, uint256 j) internal pure {
        uint256 word = wordAt(data, i);
        setWord(data, i, wordAt(data, j));
        setWord(data, j, word);
    }

    function exchange(uint256[] memory words, uint256 i, uint256 j) internal pure {
        (words[i], words[j]) = (words[j], words[i]);
    }

    /*//////////////////////////////////////////////////////////////////////////
                               ERRORS THAT CANCEL EACH OTHER
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Two proofs that are both wrong, by errors whose sum is nothing.
    function cancelling() internal view returns (Many memory m) {
        m = items(4);
        moveC(m, 1, generator[0], generator[1]);
        moveC(m, 2, generator[0], P - generator[1]);
    }

    function test_ErrorsDoNotCancelEachOther() external {
        expectRefusal(cancelling(), INVALID);
        Many memory m = items(4);
        exchange(m.proof, 6, 14); // the C of two proofs
        exchange(m.proof, 7, 15);
        expectRefusal(m, INVALID);
    }

    function test_ErrorsCancelEachOther_WithoutCoefficients() external {
        groth16 = new PredicateWithoutCoefficients(keys);
        assertSettles(cancelling(), "moved");
        Many memory m = items(4);
        exchange(m.proof, 6, 14);
        exchange(m.proof, 7, 15);
        assertSettles(m, "exchanged");

        // By itself each of them is refused, and so is one that no other cancels.
        m = cancelling();
        m.counted = 2;
        vm.expectRevert(INVALID);
        settleMany(m);
        m.counted = 3;
        vm.expectRevert(INVALID);
        settleMany(m);
    }

    /// @dev Coefficients that can be chosen, or known beforehand, can be met: here the first proof's error is multiplied by
    /// the second one's coefficient and the other way round. They depend on every word of both proofs, so they change.
    function test_ErrorsCannotBeFittedToCoefficients() external {
        Many memory m = items(2);
        (uint256 first, uint256 second) = coefficients(m);
        vm.expectCall(address(7), abi.encode(wordAt(m.proof, 6), wordAt(m.proof, 7), first));
        vm.expectCall(address(7), abi.encode(wordAt(m.proof, 14), wordAt(m.proof, 15), second));
        assertSettles(m, "with these coefficients");
        bytes memory point = precompiled(7, abi.encode(generator[0], generator[1], second));
        moveC(m, 0, wordAt(point, 0), wordAt(point, 1));
        point = precompiled(7, abi.encode(generator[0], P - generator[1], first));
        moveC(m, 1, wordAt(point, 0), wordAt(point, 1));
        (uint256 firstNow, uint256 secondNow) = coefficients(m);
        assertTrue(first != firstNow && second != secondNow, "other coefficients");
        expectRefusal(m, INVALID);
    }

    /// @dev As the contract draws them for two items, in plain words.
    function coefficients(Many memory m) internal view returns (uint256, uint256) {
        uint256[] memory z = batches.readUintArray(".items.z");
        uint256[] memory y = batches.readUintArray(".items.y");
        bytes32 seed = keccak256(
            abi.encodePacked(
                keccak256("tercet/v1/combination"),
                groth16.keyHash(1),
                uint256(2),
                abi.encodePacked(bytesOf(m.proof, 0, 256), m.places[1], z[0], y[0]),
                abi.encodePacked(bytesOf(m.proof, 256, 256), m.places[ITEM + 1], z[1], y[1])
            )
        );
        return (uint256(keccak256(abi.encode(seed, 0))) >> 128, uint256(keccak256(abi.encode(seed, 1))) >> 128);
    }

    /*//////////////////////////////////////////////////////////////////////////
                              PROOFS THAT ARE NOT THE PLACE'S
    //////////////////////////////////////////////////////////////////////////*/

    function test_CopiedProofDoesNotServeInABatch() external {
        Many memory m = items(3);
        for (uint256 i; i < 8; ++i) {
            setWord(m.proof, 8 + i, wordAt(m.proof, i)); // the first one's proof for the second one
        }
        expectRefusal(m, INVALID);
        m.places[ITEM + 1] = m.places[1]; // with its h as well
        expectRefusal(m, INVALID);
    }

    function test_ProofsCannotBeSwapped() external {
        Many memory m = items(2);
        for (uint256 i; i < 8; ++i) {
            exchange(m.proof, i, 8 + i);
        }
        expectRefusal(m, INVALID);
        for (uint256 i; i < ITEM; ++i) {
            exchange(m.places, i, ITEM + i); // with all that they prove they can
        }
        assertSettles(m, "swapped");
    }

    /// @dev The order of places is part of what one proof proves.
    function test_PlacesOfOneProofCannotBeSwapped() external {
        Many memory m = together(FULL_4);
        for (uint256 i; i < ITEM; ++i) {
            exchange(m.places, i, ITEM + i);
        }
        expectRefusal(m, INVALID);
    }

    function test_ProofOfAnotherKeyOrSizeIsRefused() external {
        Many memory m = together(THREE_OF_4);
        m.n = 16;
        expectRefusal(m, INVALID);
        m = together(FIVE_OF_16);
        m.n = 4;
        expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 5);

        // A settlement's own proof is none of a batch of one, nor the other way round.
        m = items(1);
        m.n = 4;
        expectRefusal(m, Errors.Groth16Predicate_ProofLength.selector, 256);
        m.proof = abi.encodePacked(m.places[1], m.proof);
        expectRefusal(m, INVALID);
        m = together(ONE_OF_4);
        m.n = 1;
        m.proof = bytesOf(m.proof, 32, 256);
        expectRefusal(m, INVALID);
    }

    /// @dev A key that another predicate has: the same proof under it proves nothing.
    function test_ProofUnderAnotherPredicatesKeyIsRefused() external {
        keys[0].words = keys[1].words;
        groth16 = new Groth16Predicate(keys);
        expectRefusal(items(2), INVALID);
        expectRefusal(items(1), INVALID);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    PLACES SWITCHED OFF
    //////////////////////////////////////////////////////////////////////////*/

    function test_PlacesCannotBeSwitchedOff() external {
        Many memory m = together(FULL_4);
        (m.count, m.counted) = (3, 7);
        expectRefusal(m, Errors.Groth16Predicate_PlacesLeftOver.selector, ITEM);
        m.places = cut(m.places, 3 * ITEM);
        expectRefusal(m, INVALID);
    }

    function test_PlacesCannotBeSwitchedOn() external {
        Many memory m = together(THREE_OF_4);
        (m.count, m.counted) = (4, 15);
        m.places = wordsOf(m.places, 0, 4 * ITEM);
        m.places[3 * ITEM] = 9;
        expectRefusal(m, INVALID); // all zero, as places that are off are in the circuit
        Many memory whole = together(FULL_4);
        m.places = whole.places;
        expectRefusal(m, INVALID);
    }

    function test_PlacesCannotBeCleared() external {
        for (uint256 i; i < 4; ++i) {
            Many memory m = together(FULL_4);
            for (uint256 j = 1; j < ITEM; ++j) {
                m.places[i * ITEM + j] = 0;
            }
            expectRefusal(m, INVALID);
        }
    }

    /// @dev Were powers of the challenge shared, a word of one place could stand for one of another.
    function test_WordsCannotMoveBetweenPlaces() external {
        Many memory m = together(FULL_4);
        exchange(m.places, 2, ITEM + 2);
        expectRefusal(m, INVALID);
        m = together(FULL_4);
        exchange(m.places, 1, 2); // h and the claim
        expectRefusal(m, INVALID);
    }

    function test_EmptyBatchProvesNothing() external {
        Many memory m;
        for (uint256 i; i < 3; ++i) {
            m.n = keys[i].n;
            m.proof = "";
            expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 0);
            m.proof = new bytes(288);
            expectRefusal(m, Errors.Groth16Predicate_PlaceCountUnsupported.selector, 0);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                    SECOND ENCODINGS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Each of these proofs holds for its statement, written in a second way.
    function test_AliasedInputsAreRefused() external {
        UncheckedPredicate unchecked_ = new UncheckedPredicate();
        for (uint256 i; i < 4; ++i) {
            Proved memory p = disguised(i);
            assertTrue(unchecked_.verify(key, p.header, p.payload, p.h, p.proof), "holds without the checks");
            Many memory m = items(1);
            (m.count, m.counted) = (2, 3);
            m.places = append(m.places, p);
            m.proof = abi.encodePacked(m.proof, p.proof);
            bytes4 selector = i == ENDS_IN_ZERO
                ? Errors.Groth16Predicate_PlaceEndsInZero.selector
                : Errors.Groth16Predicate_PlaceNotInField.selector;
            expectRefusal(m, selector, 1);
        }
    }

    function append(uint256[] memory places, Proved memory p) internal pure returns (uint256[] memory longer) {
        longer = push(push(places, 9 + p.payload.length), p.h);
        for (uint256 i; i < 9; ++i) {
            longer = push(longer, p.header[i]);
        }
        for (uint256 i; i < p.payload.length; ++i) {
            longer = push(longer, p.payload[i]);
        }
    }

    /// @dev Whoever copies a proof can write it in other ways: e(−A, −B) = e(A, B). It pays the same recipient.
    function test_MalleatedProofPaysTheSame() external view {
        Many memory m = items(2);
        setWord(m.proof, 1, P - wordAt(m.proof, 1));
        setWord(m.proof, 4, P - wordAt(m.proof, 4));
        setWord(m.proof, 5, P - wordAt(m.proof, 5));
        assertSettles(m, "A and B negated");
    }

    function test_MalformedPointsAreRefused() external {
        uint256[] memory outside = json.readUintArray(".outside");
        for (uint256 i; i < 2; ++i) {
            uint256 first = i == 0 ? 8 : 1; // of the second item's proof, or behind H
            Many memory m = i == 0 ? items(3) : together(FULL_4);
            for (uint256 j; j < 4; ++j) {
                setWord(m.proof, first + 2 + j, outside[j]);
            }
            expectRefusal(m, INVALID);
            for (uint256 point; point < 8; point += point == 2 ? 4 : 2) {
                m = i == 0 ? items(3) : together(FULL_4);
                setWord(m.proof, first + point, wordAt(m.proof, first + point) ^ 1); // off the curve
                expectRefusal(m, INVALID);
                for (uint256 j; j < (point == 2 ? 4 : 2); ++j) {
                    setWord(m.proof, first + point + j, 0); // infinite
                }
                expectRefusal(m, INVALID);
            }
            for (uint256 j; j < 8; ++j) {
                setWord(m.proof, first + j, 0); // all of them
            }
            expectRefusal(m, INVALID);
        }
    }

    /// @dev A call that fails takes all gas but a 64th. That is enough to say no, and would not be for another such call.
    function test_MalformedPointLeavesGasToRefuseIt() external view {
        for (uint256 i; i < 3; ++i) {
            for (uint256 point; point < 8; point += 6) {
                Many memory m = items(3);
                setWord(m.proof, 8 * i + point, wordAt(m.proof, 8 * i + point) ^ 1); // off the curve
                assertFalse(groth16.verifyMany{gas: 1_000_000}(m.n, m.count, m.places, m.proof), "verified");
            }
        }
    }

    /// @dev Where the precompiled contracts are missing, calls of them succeed and answer nothing: that is no yes.
    function test_ChainWithoutPairingsTakesNothing() external {
        Many[4] memory honest = [items(1), items(3), together(ONE_OF_4), together(FULL_4)];
        for (uint160 at = 6; at <= 8; ++at) {
            vm.mockCall(address(at), new bytes(0), new bytes(0));
        }
        for (uint256 i; i < honest.length; ++i) {
            expectRefusal(honest[i], INVALID);
        }
    }

    /*//////////////////////////////////////////////////////////////////////////
                                     IN THE ESCROW
    //////////////////////////////////////////////////////////////////////////*/

    function groupOf(Delivery memory d, uint32 n, bytes memory proof) internal view returns (Group[] memory groups) {
        groups = new Group[](1);
        groups[0].predicate = forward.terms.predicate;
        groups[0].n = n;
        groups[0].gasLimit = 3_000_000;
        groups[0].deliveries = new Delivery[](1);
        groups[0].deliveries[0] = d;
        groups[0].proof = proof;
    }

    function asDelivery(Proved memory p) internal view returns (Delivery memory) {
        return Delivery(forward, p.recipient, p.step, 0, 0, p.payload, p.h);
    }

    /// @dev The provider announced long ago, the observer saw the output and proved it for themselves: h fixes the claim.
    function test_OwnProofDoesNotFitAnothersAnnouncementInAGroup() external {
        Proved memory theft = proved(THEFT);
        theft.h = delivery.h;
        vm.expectEmit(address(escrow));
        emit IForwardEscrow.GroupSkipped(
            forward.terms.predicate,
            abi.encodeWithSelector(Errors.ForwardEscrow_PredicateRefused.selector, forward.terms.predicate, INVALID)
        );
        vm.prank(OBSERVER);
        escrow.settleMany(groupOf(asDelivery(theft), 1, theft.proof));
        assertEq(token.balanceOf(theft.recipient), 0, "thief");
        assertEq(uint256(escrow.statusOf(forward)), uint256(Status.Deliverable), "status");
    }

    function test_ObserverCannotCopyAProofIntoAGroup() external {
        Delivery memory d = asDelivery(delivery);
        d.recipient = OBSERVER;
        vm.prank(OBSERVER);
        escrow.settleMany(groupOf(d, 1, delivery.proof));
        assertEq(token.balanceOf(OBSERVER), 0, "observer");

        escrow.settleMany(groupOf(asDelivery(delivery), 1, delivery.proof));
        assertEq(token.balanceOf(provider), forward.terms.price, "provider");
    }

    /// @dev Who submits the proof again, or twice in one group, is not paid again.
    function test_RepeatedItemIsPaidOnce() external {
        Group[] memory groups = groupOf(asDelivery(delivery), 1, abi.encodePacked(delivery.proof, delivery.proof));
        groups[0].deliveries = new Delivery[](2);
        groups[0].deliveries[0] = asDelivery(delivery);
        groups[0].deliveries[1] = asDelivery(delivery);
        openForward(another()); // its money would be there
        escrow.settleMany(groups);
        assertEq(token.balanceOf(provider), forward.terms.price, "once");
        escrow.settleMany(groups);
        assertEq(token.balanceOf(provider), forward.terms.price, "once and for all");
    }

    function another() internal view returns (Forward memory other) {
        other = forward;
        other.salt = keccak256("another");
    }

    /*//////////////////////////////////////////////////////////////////////////
                                ONE PROOF IN THE ESCROW
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The forward of item `i`, which only the provider may deliver.
    function assigned(uint256 i) internal view returns (Forward memory f) {
        f = forward;
        f.terms.quantity = uint96(batches.readUint(".forward.quantity"));
        f.terms.acceptBy = uint64(batches.readUint(".forward.acceptBy"));
        f.terms.bond = uint128(batches.readUint(".forward.bond"));
        f.terms.provider = batches.readAddress(".forward.provider");
        f.salt = batches.readBytes32(string.concat(".items.salts[", vm.toString(i), "]"));
    }

    /// @dev Opened in time and accepted.
    function openAssigned(uint256 i) internal {
        Forward memory f = assigned(i);
        vm.warp(f.terms.acceptBy - 1);
        assertEq(
            ForwardId.unwrap(openForward(f)),
            batches.readBytes32(string.concat(".items.forwardIds[", vm.toString(i), "]")),
            "the proofs are about this forward"
        );
        token.mint(f.terms.provider, f.terms.bond);
        vm.startPrank(f.terms.provider);
        token.approve(address(escrow), f.terms.bond);
        escrow.accept(f, f.terms.provider);
        vm.stopPrank();
        vm.warp(f.terms.start);
    }

    /// @dev A group of a batch that is about these items.
    function groupOf(Many memory m, uint256[] memory which) internal view returns (Group[] memory groups) {
        Delivery memory none;
        groups = groupOf(none, m.n, m.proof);
        groups[0].deliveries = new Delivery[](m.count);
        for (uint256 i; i < m.count; ++i) {
            Forward memory f = assigned(which[i]);
            Step memory step = Step(0, uint64(batches.readUint(".items.to[0]")), f.terms.quantity);
            uint256 h = m.places[i * ITEM + 1];
            groups[0].deliveries[i] = Delivery(f, f.terms.provider, step, 0, 0, new uint256[](0), h);
        }
    }

    function firstOnes(uint256 count) internal pure returns (uint256[] memory which) {
        which = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            which[i] = i;
        }
    }

    function assertPaid(uint256 i, bool paid) internal view {
        Status expected = paid ? Status.Settled : Status.None;
        assertEq(uint256(escrow.statusOf(assigned(i))), uint256(expected), "status");
    }

    function settleAsProvider(Group[] memory groups) internal returns (uint256 paid) {
        uint256 before = token.balanceOf(assigned(0).terms.provider);
        vm.prank(assigned(0).terms.provider);
        escrow.settleMany(groups);
        return token.balanceOf(assigned(0).terms.provider) - before;
    }

    function test_OneProofPaysItsRecipientForAllPlaces() external {
        for (uint256 i; i < 4; ++i) {
            openAssigned(i);
        }
        uint256 each = forward.terms.price + assigned(0).terms.bond;
        Group[] memory groups = groupOf(together(FULL_4), firstOnes(4));
        vm.prank(OBSERVER);
        escrow.settleMany(groups); // not the provider: nothing counts
        assertEq(token.balanceOf(provider), 0, "by somebody else");
        assertEq(settleAsProvider(groups), 4 * each, "all");
        assertEq(settleAsProvider(groups), 0, "again");
    }

    /// @dev What was never opened is a place all the same: the proof is about it, and nobody is paid for it.
    function test_PlaceWithoutForwardIsNotPaid() external {
        openAssigned(0);
        openAssigned(2);
        uint256 each = forward.terms.price + assigned(0).terms.bond;
        token.mint(address(escrow), 2 * each); // of other forwards
        assertEq(settleAsProvider(groupOf(together(FULL_4), firstOnes(4))), 2 * each, "those there are");
        for (uint256 i; i < 4; ++i) {
            assertPaid(i, i % 2 == 0);
        }
    }

    /// @dev The circuit has nothing against a statement twice. The escrow has.
    function test_PlaceRepeatedInOneProofIsPaidOnce() external {
        openAssigned(0);
        uint256 each = forward.terms.price + assigned(0).terms.bond;
        token.mint(address(escrow), each); // of other forwards
        assertEq(settleAsProvider(groupOf(together(TWICE_OF_4), new uint256[](2))), each, "once");
    }

    function test_RecipientOfOneProofCannotBeChanged() external {
        for (uint256 i; i < 4; ++i) {
            openAssigned(i);
        }
        Group[] memory groups = groupOf(together(FULL_4), firstOnes(4));
        groups[0].deliveries[3].recipient = OBSERVER;
        assertEq(settleAsProvider(groups), 0, "provider");
        assertEq(token.balanceOf(OBSERVER), 0, "observer");
    }
}
