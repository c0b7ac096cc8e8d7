// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {Fn} from "./Model.sol";
import {Handler} from "./Handler.sol";
import {Status} from "../../src/types/Forward.sol";

/// @notice What holds after any sequence of calls. {Broken} names an invariant by its number here.
///
/// Money, for each token:
///  1. The escrow holds the rests of prices, the bonds of accepted forwards, what it owes and what was given to it.
///  2. No recipients are paid more than a forward's price.
///  3. They are paid ⌊price·delivered/quantity⌋, however the delivery was split.
///  4. A bond goes out once: with the last unit, or when the forward ends otherwise.
///  5. Of a cold forward nothing is left: paid, reclaimed and shared together are price and bond.
///  6. Of a warm forward nothing went back.
///  7. What is owed to somebody is what was credited to them and not withdrawn. Holders with code are always credited.
///  8. All that is owed is all credits less all withdrawals.
///  9. Everybody has what they were paid, to the last unit; nothing is created.
/// 10. Nothing lies anywhere else, and the escrow allows nobody to take anything.
/// 11. In the end the escrow holds what was given to it and nothing more.
/// 12. There is one transfer for each token and recipient of a batch, and none besides what is paid.
///
/// Forwards:
/// 13. What must be accepted is accepted, whatever the token, the predicate or the holder of another forward does; what
///     must be refused is refused and changes nothing. ({Misjudged})
/// 14. A forward moves as in `model/transitions.json`, by what that table names, and in no other way.
/// 15. Cold stays cold.
/// 16. `delivered` never falls and never exceeds the quantity.
/// 17. The cursor never goes back; in open forwards it stays 0.
/// 18. An open forward is delivered as a whole or not at all.
/// 19. The end is written once, by `reclaim` or `close`.
/// 20. The status is what state and time make it.
/// 21. The provider comes by `accept`, and changes by transfers alone.
/// 22. A position's owner changes by transfers alone; `ownerOf` and the state agree.
/// 23. Balances of positions are the numbers of tokens owned; no token is ever burned.
/// 24. Approvals are those given, and end with a transfer.
/// 25. The first announcement's time stays, until it is settled.
/// 26. While the escrow calls somebody, none of its functions can be called; while the offers do, none that takes or opens.
/// 27. A commitment is written once, by whom the provider trusts, before the block that challenges it.
/// 28. A challenge is the hash of that block and the forward, and never changes.
/// 29. No two forwards share an id or a token.
/// 30. From every state everybody gets to the end of theirs: what is warm can be reclaimed once its time is over, and what is
///     owed can be withdrawn.
/// 31. A batch moves what counts and is taken, once; of a group that fails nothing remains.
/// 32. A two-round forward is delivered only with commitment and challenge.
/// 33. A predicate that reverts, runs out of gas or returns too little gets nothing paid.
///
/// Offers:
/// 34. No more than the total is taken, in parts that are not too small; the offers know how much.
/// 35. All parts of a bid together cost what the total does rounded down once, those of an ask rounded up once; the offers
///     know what rounding left.
/// 36. A part becomes the forward that its maker signed, with amounts in proportion. (The ids are equal.)
/// 37. Money leaves a maker's wallet by parts of offers that they signed alone: the prices of a bid, the bonds of an ask, and
///     never more than for the total. Of an allowance the rest stays.
/// 38. What is expired, or was called off by itself or with its nonce, is never taken. Only its maker calls it off, for good.
/// 39. The bond of an ask with a review is not taken with it: the provider pays it by `accept`.
/// 40. Between calls the offers have no coins, no positions and no claims, and the escrow has no allowance from them.
/// 41. Every part is one forward of the escrow's, with 1 to 33, and no other forward is a part.
/// 42. A signature for Permit2 serves once, for the total.
///
/// Forbidden transitions, of any forward, are all that the table lacks. Above all: out of Settled, Reclaimed and Closed; into
/// None or Proposed; from Lapsed to anything but Reclaimed; from Pending to Settled; from Expired to Deliverable or Settled;
/// of open forwards any to or from Proposed, Lapsed and Closed, and from Deliverable to itself.
contract EscrowInvariants is Test {
    Handler internal handler;

    function setUp() external {
        handler = new Handler();
        handler.begin();

        bytes4[] memory selectors = new bytes4[](16);
        selectors[0] = handler.open.selector;
        selectors[1] = handler.accept.selector;
        selectors[2] = handler.announce.selector;
        selectors[3] = handler.settle.selector;
        selectors[4] = handler.settleMany.selector;
        selectors[5] = handler.reclaim.selector;
        selectors[6] = handler.close.selector;
        selectors[7] = handler.withdraw.selector;
        selectors[8] = handler.usePosition.selector;
        selectors[9] = handler.useRounds.selector;
        selectors[10] = handler.useCoin.selector;
        selectors[11] = handler.pass.selector;
        selectors[12] = handler.passTo.selector;
        selectors[13] = handler.fillBid.selector;
        selectors[14] = handler.fillAsk.selector;
        selectors[15] = handler.useOffers.selector;
        targetSelector(FuzzSelector(address(handler), selectors));
        targetContract(address(handler));
    }

    /// @dev One campaign for all of them: what takes time is the calls between.
    function invariant_AllOfThem() external view {
        handler.audit();
    }

    /// @dev Runs after each sequence: 5, 10, 11, 15, 23 and 30 for every forward there was, and 34 to 41 for every offer.
    function afterInvariant() external {
        handler.finish();
        string memory file = vm.envOr("TERCET_TALLIES", string(""));
        if (bytes(file).length != 0) vm.writeLine(file, _tallies());
    }

    /// @dev One line: accepted and refused calls of each function, forwards, calls from within calls, and offers.
    function _tallies() internal view returns (string memory line) {
        for (uint256 fn; fn <= uint256(type(Fn).max); ++fn) {
            (uint256 accepted, uint256 refused) = handler.tallyOf(Fn(fn));
            line = string.concat(line, vm.toString(accepted), " ", vm.toString(refused), " ");
        }
        (uint256 made, uint256 taken, uint256 parted) = handler.offerings();
        line = string.concat(line, vm.toString(handler.forwards()), " ", vm.toString(handler.intrusions()));
        return string.concat(line, " ", vm.toString(made), " ", vm.toString(taken), " ", vm.toString(parted));
    }

    /// @dev The table as it was read: without it, invariant 14 would forbid everything or nothing.
    function test_TheTableForbidsWhatItMust() external view {
        uint256 count;
        for (uint256 i; i < 2 * 9 * 9; ++i) {
            (uint256 kind, Status from, Status to) = (i / 81, Status(i / 9 % 9), Status(i % 9));
            if (!handler.mayFollow(kind, from, to)) continue;
            ++count;
            assertTrue(from < Status.Settled, "out of a cold status");
            assertTrue(to != Status.None, "nothing is forgotten");
            assertTrue(to != Status.Settled || from == Status.Deliverable, "settled out of time");
            assertTrue(from != Status.Lapsed || to == Status.Reclaimed, "lapsed");
            assertTrue(kind == 1 || (from != Status.Proposed && to != Status.Proposed && to != Status.Closed), "open");
        }
        assertEq(count, handler.transitions(), "transitions");
        assertEq(count, 20, "entries of the table");
    }
}
