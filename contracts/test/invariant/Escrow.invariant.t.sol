// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {BlocklistToken} from "../mocks/Tokens.sol";
import {End, Forward, State, Status} from "../../src/types/Forward.sol";
import {ForwardEscrow} from "../../src/ForwardEscrow.sol";
import {Handler} from "./Handler.sol";
import {MockPredicate} from "../mocks/Predicates.sol";
import {Store} from "./Store.sol";
import {newEscrow} from "../Deploy.sol";

/// @notice What holds after any sequence of calls:
///
/// 1. The escrow holds what it owes: the prices of warm forwards, what is credited, and what was given to it.
/// 2. No forward is both paid and reclaimed.
/// 3. No forward is paid more than its price, nor reclaimed for more.
/// 4. A cold status has its money out: settled forwards were paid their price, reclaimed ones got it back, others nothing.
/// 5. What is owed to somebody is what was credited to them and not withdrawn.
/// 6. The first announcement's time stays.
/// 7. No forbidden transition: the handler looks at every forward before and after each call, and after each change of
///    time. Cold stays cold, and nothing goes back.
/// 8. State says what status says: delivered is the quantity or zero, and the end is what it was.
contract EscrowInvariants is Test {
    ForwardEscrow internal escrow;
    BlocklistToken internal token;
    Handler internal handler;
    Store internal store;

    address[4] internal people;

    function setUp() external {
        vm.warp(1_800_000_000);
        escrow = newEscrow(60);
        token = new BlocklistToken();
        store = new Store();
        // The last one has code: what it reclaims is owed to it.
        people = [makeAddr("ann"), makeAddr("bob"), makeAddr("eve"), address(new MockPredicate())];
        handler = new Handler(escrow, token, address(new MockPredicate()), store, people);

        targetContract(address(handler));
    }

    /// @dev One campaign for all of them: what takes time is the calls between.
    function invariant_AllOfThem() external view {
        check1TheEscrowHoldsWhatItOwes();
        check2NothingIsPaidAndReclaimed();
        check3NothingIsPaidMoreThanItsPrice();
        check4ColdForwardsHaveTheirMoneyOut();
        check5DebtsAreWhatWasCredited();
        check6TheFirstAnnouncementStays();
        check7NoForbiddenTransition();
        check8StateSaysWhatStatusSays();
    }

    function check1TheEscrowHoldsWhatItOwes() internal view {
        uint256 owed = store.debt(address(escrow));
        for (uint256 i; i < store.forwards(); ++i) {
            Status status = statusOf(i);
            if (status != Status.Settled && status != Status.Reclaimed) owed += store.forwardAt(i).terms.price;
        }
        for (uint256 i; i < people.length; ++i) {
            owed += escrow.owed(address(token), people[i]);
        }
        assertEq(token.balanceOf(address(escrow)), owed, "balance of the escrow");
    }

    function check2NothingIsPaidAndReclaimed() internal view {
        for (uint256 i; i < store.forwards(); ++i) {
            assertTrue(store.paid(i) == 0 || store.reclaimed(i) == 0, "paid and reclaimed");
        }
    }

    function check3NothingIsPaidMoreThanItsPrice() internal view {
        for (uint256 i; i < store.forwards(); ++i) {
            assertLe(store.paid(i) + store.reclaimed(i), store.forwardAt(i).terms.price, "paid and reclaimed");
        }
    }

    function check4ColdForwardsHaveTheirMoneyOut() internal view {
        for (uint256 i; i < store.forwards(); ++i) {
            (Status status, uint256 price) = (statusOf(i), store.forwardAt(i).terms.price);
            assertEq(store.paid(i), status == Status.Settled ? price : 0, "paid");
            assertEq(store.reclaimed(i), status == Status.Reclaimed ? price : 0, "reclaimed");
        }
    }

    function check5DebtsAreWhatWasCredited() internal view {
        for (uint256 i; i < people.length; ++i) {
            assertEq(escrow.owed(address(token), people[i]), store.debt(people[i]), "owed");
        }
    }

    function check6TheFirstAnnouncementStays() internal view {
        for (uint256 i; i < store.forwards(); ++i) {
            uint256[] memory announced = store.announcedAt(i);
            for (uint256 j; j < announced.length; ++j) {
                uint256 at = escrow.announcedAt(store.idAt(i), announced[j]);
                if (at == 0 && statusOf(i) == Status.Settled) continue; // the one that was settled is given up
                assertEq(at, store.announcedFirst(i, announced[j]), "time");
            }
        }
    }

    function check7NoForbiddenTransition() internal view {
        for (uint256 i; i < store.forwards(); ++i) {
            assertEq(uint256(store.previous(i)), uint256(statusOf(i)), "the handler saw every transition");
        }
    }

    /// @dev The table that the handler goes by: seven transitions of open forwards.
    function test_TheTransitionsAreTheseSeven() external view {
        uint256 allowed;
        for (uint256 from; from < 9; ++from) {
            for (uint256 to; to < 9; ++to) {
                if (from != to && handler.mayFollow(Status(from), Status(to))) ++allowed;
            }
            assertFalse(
                Status(from) != Status.Settled && handler.mayFollow(Status.Settled, Status(from)),
                "settled stays settled"
            );
            assertFalse(
                Status(from) != Status.Reclaimed && handler.mayFollow(Status.Reclaimed, Status(from)),
                "reclaimed stays reclaimed"
            );
            assertFalse(from != 0 && handler.mayFollow(Status(from), Status.None), "nothing is forgotten");
        }
        assertEq(allowed, 7, "transitions");
    }

    function check8StateSaysWhatStatusSays() internal view {
        for (uint256 i; i < store.forwards(); ++i) {
            State memory state = escrow.stateOf(store.idAt(i));
            (Status status, Forward memory forward) = (statusOf(i), store.forwardAt(i));
            assertEq(state.delivered, status == Status.Settled ? forward.terms.quantity : 0, "delivered");
            assertEq(state.buyer, forward.buyer, "buyer");
            assertEq(uint256(state.end), uint256(status == Status.Reclaimed ? End.Reclaimed : End.None), "end");
            assertEq(state.provider, address(0), "provider");
            assertEq(state.cursor, 0, "cursor");
        }
    }

    /// @dev The handler reaches what the invariants are about: one run from here, by hand.
    function test_TheHandlerReachesEverything() external {
        for (uint256 i; i < 6; ++i) {
            handler.open(1e6, 3, 1 hours, 1 hours, i);
        }
        handler.toggleBlock(1);
        handler.deliver(0, 0, 0);
        handler.deliver(1, 0, 1);
        handler.settle(2, 0, 0);
        handler.reclaim(3);
        handler.donate(5);
        handler.toggleBlock(1);
        handler.withdraw(1, 2);
        handler.announce(4, 1);
        for (uint256 i; i < 8; ++i) {
            handler.pass(12 hours);
        }
        handler.reclaim(2);
        handler.reclaim(3);

        string[10] memory things = [
            "open",
            "announce",
            "settle",
            "settle refused",
            "reclaim",
            "reclaim refused",
            "withdraw",
            "block",
            "donate",
            "pass"
        ];
        for (uint256 i; i < things.length; ++i) {
            assertGt(store.count(things[i]), 0, things[i]);
        }
        assertEq(escrow.owed(address(token), people[3]), 1e6, "owed to the one with code");
    }

    function statusOf(uint256 i) internal view returns (Status) {
        return escrow.statusOf(store.forwardAt(i));
    }
}
