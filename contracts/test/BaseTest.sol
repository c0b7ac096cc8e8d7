// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {ForwardEscrow} from "../src/ForwardEscrow.sol";
import {Delivery, Forward, ForwardId, Group, Status, Step, Terms} from "../src/types/Forward.sol";
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

    /// @dev Of assigned forwards.
    uint64 internal constant ACCEPT_BY = NOW + 10 days;
    uint128 internal constant BOND = 60_000;

    /// @dev More than a group of a few deliveries needs.
    uint256 internal constant GROUP_GAS = 3_000_000;

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

    /// @dev The default terms for whoever accepts them first, with a bond.
    function assignedForward() internal view returns (Forward memory) {
        return assignedForward(SALT);
    }

    function assignedForward(bytes32 salt) internal view returns (Forward memory forward) {
        forward = Forward(defaultTerms(), BUYER, salt);
        forward.terms.acceptBy = ACCEPT_BY;
        forward.terms.bond = BOND;
    }

    /// @dev Assigned forwards whose ids rise, none of them opened yet.
    function risingForwards(uint256 count) internal view returns (Forward[] memory forwards) {
        forwards = new Forward[](count);
        for (uint256 i; i < count; ++i) {
            Forward memory next = assignedForward(keccak256(abi.encode(i)));
            uint256 at = i;
            while (at > 0 && idOf(next) < idOf(forwards[at - 1])) {
                forwards[at] = forwards[at - 1];
                --at;
            }
            forwards[at] = next;
        }
    }

    function idOf(Forward memory forward) internal view returns (bytes32) {
        return ForwardId.unwrap(escrow.forwardId(forward));
    }

    function buyerToken(Forward memory forward) internal view returns (uint256) {
        return uint256(idOf(forward));
    }

    function providerToken(Forward memory forward) internal view returns (uint256) {
        return uint256(idOf(forward)) ^ 1;
    }

    /// @dev The private key behind `makeAddr(name)`.
    function keyOf(string memory name) internal pure returns (uint256) {
        return uint256(keccak256(bytes(name)));
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

    /// @dev A step of an assigned forward, paid to the provider.
    function stepOf(Forward memory forward, uint64 from, uint64 to, uint96 amount)
        internal
        view
        returns (Delivery memory)
    {
        return deliver(forward, PROVIDER, Step(from, to, amount), somePayload(), H);
    }

    /// @dev The whole of each forward, in one group of the default predicate.
    function groupOf(Forward[] memory forwards, uint32 n, bytes memory proof)
        internal
        view
        returns (Group memory group)
    {
        Delivery[] memory deliveries = new Delivery[](forwards.length);
        for (uint256 i; i < forwards.length; ++i) {
            deliveries[i] = stepOf(forwards[i], 0, 1, forwards[i].terms.quantity);
        }
        return groupOf(deliveries, n, proof);
    }

    function groupOf(Delivery[] memory deliveries, uint32 n, bytes memory proof) internal view returns (Group memory) {
        return Group(address(predicate), n, GROUP_GAS, deliveries, proof);
    }

    function only(Group memory group) internal pure returns (Group[] memory groups) {
        groups = new Group[](1);
        groups[0] = group;
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

    /// @dev Mints the bond to the holder, who accepts with it.
    function accept(Forward memory forward, address holder) internal {
        MintableToken(forward.terms.token).mint(holder, forward.terms.bond);
        vm.startPrank(holder);
        IERC20(forward.terms.token).forceApprove(address(escrow), forward.terms.bond);
        escrow.accept(forward, holder);
        vm.stopPrank();
    }

    /// @dev Opens a forward, has the provider accept it, and goes to its start.
    function openAccepted(Forward memory forward) internal returns (ForwardId id) {
        id = open(forward);
        accept(forward, PROVIDER);
        vm.warp(forward.terms.start);
    }

    /// @dev The same for several forwards, at once.
    function openAccepted(Forward[] memory forwards) internal {
        for (uint256 i; i < forwards.length; ++i) {
            open(forwards[i]);
            accept(forwards[i], PROVIDER);
        }
        vm.warp(START);
    }

    function settleAs(address caller, Delivery memory delivery) internal returns (uint256) {
        vm.prank(caller);
        return escrow.settle(delivery, PROOF);
    }

    function settleMany(Group memory group) internal {
        vm.prank(PROVIDER);
        escrow.settleMany(only(group));
    }

    function consent(string memory name, Forward memory forward, uint256 toBuyer, uint256 deadline)
        internal
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(keyOf(name), escrow.closeDigest(forward, toBuyer, deadline));
        return abi.encodePacked(r, s, v);
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
