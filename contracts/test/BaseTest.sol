// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ForwardEscrow} from "../src/ForwardEscrow.sol";
import {Delivery, Forward, ForwardId, Status, Step, Terms} from "../src/types/Forward.sol";
import {MintableToken} from "./mocks/Tokens.sol";
import {MockPredicate} from "./mocks/Predicates.sol";
import {newEscrow} from "./Deploy.sol";

/// @notice An escrow, a token, a predicate that takes what it is told, and the people around them.
abstract contract BaseTest is Test {
    using SafeERC20 for IERC20;

    uint256 internal constant R = 21888242871839275222246405745257275088548364400416034343698204186575808495617;

    uint64 internal constant CLAIM_DELAY = 60;
    uint64 internal constant NOW = 1_800_000_000;
    uint64 internal constant START = NOW + 30 days;
    uint64 internal constant END = START + 7 days;
    uint64 internal constant SETTLE_BY = END + 1 days;
    uint128 internal constant PRICE = 150_000;
    uint96 internal constant QUANTITY = 3;
    bytes32 internal constant SALT = keccak256("salt");

    /// @dev The base point of the curve that outputs are sealed on.
    uint256 internal constant SEAL_X = 9671717474070082183213120605117400219616337014328744928644933853176787189663;
    uint256 internal constant SEAL_Y = 16950150798460657717958625567821834550301663161624707787222815936182638968203;

    uint256 internal constant H = uint256(keccak256("h")) >> 8;
    bytes internal constant PROOF = "a proof";

    address internal immutable BUYER = makeAddr("buyer");
    address internal immutable PROVIDER = makeAddr("provider");
    address internal immutable OBSERVER = makeAddr("observer");
    address internal immutable FUNDER = makeAddr("funder");

    ForwardEscrow internal escrow;
    MintableToken internal token;
    MockPredicate internal predicate;

    function setUp() public virtual {
        vm.warp(NOW);
        escrow = newEscrow(CLAIM_DELAY);
        token = new MintableToken();
        predicate = new MockPredicate();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       BUILDERS
    //////////////////////////////////////////////////////////////////////////*/

    function defaultTerms() internal view returns (Terms memory terms) {
        terms.predicate = address(predicate);
        terms.params = 7;
        terms.taskHash = keccak256("task");
        terms.token = address(token);
        terms.price = PRICE;
        terms.quantity = QUANTITY;
        terms.unit = keccak256("unit");
        terms.start = START;
        terms.end = END;
        terms.settleBy = SETTLE_BY;
        terms.sealX = SEAL_X;
        terms.sealY = SEAL_Y;
    }

    function defaultForward() internal view returns (Forward memory) {
        return Forward(defaultTerms(), BUYER, SALT);
    }

    /// @dev The same terms, opened a second time.
    function otherForward() internal view returns (Forward memory) {
        return Forward(defaultTerms(), BUYER, keccak256("other salt"));
    }

    function wholeStep() internal pure returns (Step memory) {
        return Step(0, 1, QUANTITY);
    }

    /// @dev One round only.
    function deliver(Forward memory forward, address recipient, Step memory step, uint256[] memory payload, uint256 h)
        internal
        pure
        returns (Delivery memory)
    {
        return Delivery(forward, recipient, step, 0, 0, payload, h);
    }

    function defaultDelivery() internal view returns (Delivery memory) {
        return deliver(defaultForward(), PROVIDER, wholeStep(), somePayload(), H);
    }

    function somePayload() internal pure returns (uint256[] memory payload) {
        payload = new uint256[](3);
        payload[0] = 1;
        payload[2] = R - 1;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ACTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev Mints the price to the funder and opens with it.
    function open(Forward memory forward) internal returns (ForwardId) {
        MintableToken(forward.terms.token).mint(FUNDER, forward.terms.price);
        vm.startPrank(FUNDER);
        IERC20(forward.terms.token).forceApprove(address(escrow), forward.terms.price);
        ForwardId id = escrow.open(forward.terms, forward.buyer, forward.salt, "params", "task");
        vm.stopPrank();
        return id;
    }

    function openDefault() internal returns (ForwardId) {
        return open(defaultForward());
    }

    /// @dev Opens the default forward and brings it to where `H` can be settled.
    function openAnnounced() internal returns (ForwardId id) {
        id = openDefault();
        escrow.announce(id, H);
        vm.warp(START + CLAIM_DELAY);
    }

    function settle(Forward memory forward, address recipient) internal returns (uint256) {
        return escrow.settle(deliver(forward, recipient, wholeStep(), somePayload(), H), PROOF);
    }

    function settleDefault() internal returns (uint256) {
        return settle(defaultForward(), PROVIDER);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ASSERTIONS
    //////////////////////////////////////////////////////////////////////////*/

    function assertStatus(Forward memory forward, Status expected) internal view {
        assertEq(uint256(escrow.statusOf(forward)), uint256(expected), "status");
    }

    function assertBalance(address who, uint256 expected, string memory label) internal view {
        assertEq(token.balanceOf(who), expected, label);
    }

    function assertId(ForwardId actual, ForwardId expected) internal pure {
        assertEq(ForwardId.unwrap(actual), ForwardId.unwrap(expected), "id");
    }

    function assertReason(bytes memory reason, bytes4 selector) internal pure {
        assertGe(reason.length, 4, "length of the reason");
        // forge-lint: disable-next-line(unsafe-typecast): the selector is what is wanted
        assertEq(bytes4(reason), selector, "reason");
    }
}
