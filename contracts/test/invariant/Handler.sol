// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {BlocklistToken} from "../mocks/Tokens.sol";
import {Delivery, Forward, ForwardId, Status, Step} from "../../src/types/Forward.sol";
import {IForwardEscrow} from "../../src/interfaces/IForwardEscrow.sol";
import {Store} from "./Store.sol";

/// @notice What people do with the escrow, in any order. Calls that must be refused are made as well, and must be.
contract Handler is Test {
    uint256 internal constant MAX_FORWARDS = 6;
    uint256 internal constant DISTINCT_H = 3;

    IForwardEscrow internal immutable ESCROW;
    BlocklistToken internal immutable TOKEN;
    address internal immutable PREDICATE;
    Store internal immutable STORE;

    address[4] internal people;

    constructor(
        IForwardEscrow escrow,
        BlocklistToken token,
        address predicate,
        Store store,
        address[4] memory people_
    ) {
        ESCROW = escrow;
        TOKEN = token;
        PREDICATE = predicate;
        STORE = store;
        people = people_;
        token.approve(address(escrow), type(uint256).max);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       HELPERS
    //////////////////////////////////////////////////////////////////////////*/

    function somePlace(uint256 seed) internal view returns (bool any, uint256 place) {
        uint256 count = STORE.forwards();
        if (count == 0) return (false, 0);
        return (true, seed % count);
    }

    function person(uint256 seed) internal view returns (address) {
        return people[seed % people.length];
    }

    function statusOf(uint256 place) internal view returns (Status) {
        return ESCROW.statusOf(STORE.forwardAt(place));
    }

    /// @dev Looks at every forward before and after an action, so that no transition goes unseen.
    modifier watched() {
        watch();
        _;
        watch();
    }

    function watch() internal {
        for (uint256 i; i < STORE.forwards(); ++i) {
            (Status before, Status now_) = (STORE.previous(i), statusOf(i));
            assertTrue(mayFollow(before, now_), "transition");
            if (before != now_) STORE.remember(i, now_);
        }
    }

    /// @notice The transitions that exist. All others are forbidden, above all those out of a cold status.
    function mayFollow(Status from, Status to) public pure returns (bool) {
        if (from == to) return true;
        if (from == Status.None) return to == Status.Pending || to == Status.Deliverable;
        if (from == Status.Pending) return to == Status.Deliverable || to == Status.Expired;
        if (from == Status.Deliverable) return to == Status.Settled || to == Status.Expired;
        if (from == Status.Expired) return to == Status.Reclaimed;
        return false;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ACTIONS
    //////////////////////////////////////////////////////////////////////////*/

    function open(uint128 price, uint96 quantity, uint32 wait, uint32 length, uint256 buyer) external watched {
        if (STORE.forwards() >= MAX_FORWARDS) return;
        Forward memory forward;
        forward.terms.predicate = PREDICATE;
        forward.terms.token = address(TOKEN);
        forward.terms.price = uint128(bound(price, 1, 1e30));
        forward.terms.quantity = uint96(bound(quantity, 1, type(uint88).max));
        forward.terms.start = uint64(block.timestamp + bound(wait, 0, 2 days));
        forward.terms.end = uint64(forward.terms.start + bound(length, 1, 2 days));
        forward.terms.settleBy = forward.terms.end + 1 hours;
        forward.buyer = person(buyer);
        forward.salt = bytes32(STORE.forwards());
        TOKEN.mint(address(this), forward.terms.price);

        ForwardId id = ESCROW.open(forward.terms, forward.buyer, forward.salt, "", "");

        STORE.add(forward, id);
        STORE.tally("open");
    }

    function announce(uint256 seed, uint256 h) external watched {
        (bool any, uint256 place) = somePlace(seed);
        Status status = any ? statusOf(place) : Status.None;
        if (!any || status == Status.Settled || status == Status.Reclaimed) return;
        h = 1 + h % DISTINCT_H;
        ESCROW.announce(STORE.idAt(place), h);
        STORE.announce(place, h, block.timestamp);
        STORE.tally("announce");
    }

    function settle(uint256 seed, uint256 h, uint256 recipient) external watched {
        (bool any, uint256 place) = somePlace(seed);
        if (any) settleOrBeRefused(place, 1 + h % DISTINCT_H, person(recipient));
    }

    function settleOrBeRefused(uint256 place, uint256 h, address recipient) internal {
        Forward memory forward = STORE.forwardAt(place);
        Step memory step = Step(0, 1, forward.terms.quantity);
        uint256 at = STORE.announcedFirst(place, h);
        bool allowed = statusOf(place) == Status.Deliverable && at != 0 && block.timestamp >= at + ESCROW.CLAIM_DELAY();

        try ESCROW.settle(Delivery(forward, recipient, step, 0, 0, new uint256[](0), h), "proof") returns (
            uint256 paid
        ) {
            assertTrue(allowed, "settled against the rules");
            STORE.pay(place, paid);
            if (TOKEN.blocked(recipient)) STORE.owe(recipient, paid);
            STORE.tally("settle");
        } catch {
            assertFalse(allowed, "refused against the rules");
            STORE.tally("settle refused");
        }
    }

    function reclaim(uint256 seed) external watched {
        (bool any, uint256 place) = somePlace(seed);
        if (any) reclaimOrBeRefused(place);
    }

    function reclaimOrBeRefused(uint256 place) internal {
        Forward memory forward = STORE.forwardAt(place);
        bool allowed = statusOf(place) == Status.Expired;
        uint256 before = TOKEN.balanceOf(forward.buyer) + ESCROW.owed(address(TOKEN), forward.buyer);

        try ESCROW.reclaim(forward) {
            assertTrue(allowed, "reclaimed against the rules");
            uint256 afterwards = TOKEN.balanceOf(forward.buyer) + ESCROW.owed(address(TOKEN), forward.buyer);
            STORE.giveBack(place, afterwards - before);
            if (TOKEN.blocked(forward.buyer) || forward.buyer.code.length != 0) {
                STORE.owe(forward.buyer, afterwards - before);
            }
            STORE.tally("reclaim");
        } catch {
            assertFalse(allowed, "refused against the rules");
            STORE.tally("reclaim refused");
        }
    }

    function withdraw(uint256 who, uint256 to) external watched {
        (address from, address target) = (person(who), person(to));
        uint256 debt = STORE.debt(from);
        if (debt == 0 || TOKEN.blocked(target)) return;
        vm.prank(from);
        assertEq(ESCROW.withdraw(address(TOKEN), target), debt, "withdrawn");
        STORE.take(from, debt);
        STORE.tally("withdraw");
    }

    /// @dev Puts somebody on the token's list, or takes them off.
    function toggleBlock(uint256 who) external watched {
        TOKEN.block_(person(who), !TOKEN.blocked(person(who)));
        STORE.tally("block");
    }

    /// @dev Somebody sends tokens to the escrow for nothing.
    function donate(uint64 amount) external watched {
        TOKEN.mint(address(ESCROW), amount);
        STORE.owe(address(ESCROW), amount);
        STORE.tally("donate");
    }

    function pass(uint32 time) external watched {
        vm.warp(block.timestamp + bound(time, 1, 12 hours));
        STORE.tally("pass");
    }

    /// @dev What mostly happens: something is announced, time goes by, it is settled.
    function deliver(uint256 seed, uint256 h, uint256 recipient) external watched {
        (bool any, uint256 place) = somePlace(seed);
        if (!any) return;
        Status status = statusOf(place);
        if (status != Status.Pending && status != Status.Deliverable) return;
        h = 1 + h % DISTINCT_H;
        ESCROW.announce(STORE.idAt(place), h);
        STORE.announce(place, h, block.timestamp);
        uint256 start = STORE.forwardAt(place).terms.start;
        uint256 ready = block.timestamp + ESCROW.CLAIM_DELAY();
        vm.warp(ready > start ? ready : start);
        watch();
        settleOrBeRefused(place, h, person(recipient));
    }
}
