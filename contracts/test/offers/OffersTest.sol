// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {Ask, AskFill, Bid, BidFill, Offer} from "../../src/types/Offer.sol";
import {BaseTest} from "../BaseTest.sol";
import {Forward, ForwardId, State} from "../../src/types/Forward.sol";
import {IPermit2} from "../../src/interfaces/IPermit2.sol";
import {Offers} from "../../src/Offers.sol";
import {ContractWallet, OfferDefence, WeakenedOffers} from "../mocks/Offers.sol";
import {MintableToken} from "../mocks/Tokens.sol";

/// @notice What Permit2 offers its owners.
interface IPermit2Owner {
    function approve(address token, address spender, uint160 amount, uint48 expiration) external;
    function invalidateUnorderedNonces(uint256 word, uint256 mask) external;
    function DOMAIN_SEPARATOR() external view returns (bytes32);
}

/// @notice A buyer and a provider who sign offers and take each other's.
abstract contract OffersTest is BaseTest {
    using SafeERC20 for IERC20;

    uint96 internal constant TOTAL = 1000;
    uint96 internal constant MIN_FILL = 100;
    uint128 internal constant TOTAL_PRICE = 1_500_001;
    uint128 internal constant TOTAL_BOND = 300_007;
    uint64 internal constant EXPIRY = NOW + 5 days;
    uint64 internal constant REVIEW = 1 hours;
    uint256 internal constant NONCE = 0x107;
    uint256 internal constant NONCE_WORD = 1;
    uint256 internal constant NONCE_BIT = 1 << 7;
    uint128 internal constant MONEY = 100_000_000;

    /// @dev The keys behind BUYER and PROVIDER.
    uint256 internal constant BUYER_KEY = uint256(keccak256("buyer"));
    uint256 internal constant PROVIDER_KEY = uint256(keccak256("provider"));

    Offers internal offers;
    IPermit2 internal permit2;

    function setUp() public virtual override {
        super.setUp();
        // Permit2's code has the domain of chain 31337 at another address in it, and computes any other chain's anew.
        vm.chainId(8453);
        string memory fixture = vm.readFile("contracts/test/fixtures/permit2.json");
        permit2 = IPermit2(vm.parseJsonAddress(fixture, ".address"));
        vm.etch(address(permit2), vm.parseJsonBytes(fixture, ".runtime"));
        offers = new Offers(escrow, permit2);
        equip();
    }

    /// @dev Gives both sides money and lets the offers have it.
    function equip() internal {
        address[2] memory sides = [BUYER, PROVIDER];
        for (uint256 i; i < 2; ++i) {
            token.mint(sides[i], MONEY - token.balanceOf(sides[i]));
            vm.startPrank(sides[i]);
            IERC20(token).forceApprove(address(offers), type(uint256).max);
            escrow.setApprovalForAll(address(offers), true);
            vm.stopPrank();
        }
    }

    function without(OfferDefence defence) internal {
        offers = new WeakenedOffers(defence, escrow, permit2);
        equip();
    }

    /// @dev From now on everything is paid in another token.
    function use(MintableToken token_) internal {
        token = token_;
        equip();
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       BUILDERS
    //////////////////////////////////////////////////////////////////////////*/

    function defaultBid() internal view returns (Bid memory bid) {
        Offer memory offer = bid.offer;
        offer.terms = defaultTerms();
        offer.terms.quantity = TOTAL;
        offer.terms.price = TOTAL_PRICE;
        offer.terms.bond = TOTAL_BOND;
        offer.terms.acceptBy = ACCEPT_BY;
        offer.params = "params";
        offer.lastPrice = TOTAL_PRICE;
        offer.minFill = MIN_FILL;
        offer.expiry = EXPIRY;
        offer.nonce = NONCE;
        offer.salt = SALT;
        bid.buyer = BUYER;
        bid.task = "task";
    }

    function openBid() internal view returns (Bid memory bid) {
        bid = defaultBid();
        bid.offer.terms.acceptBy = 0;
        bid.offer.terms.bond = 0;
    }

    function defaultAsk() internal view returns (Ask memory ask) {
        ask.offer = defaultBid().offer;
        ask.offer.terms.provider = PROVIDER;
        ask.offer.terms.sealX = 0;
        ask.offer.terms.sealY = 0;
    }

    function reviewAsk() internal view returns (Ask memory ask) {
        ask = defaultAsk();
        ask.review = REVIEW;
        ask.offer.terms.taskHash = 0;
        ask.offer.terms.acceptBy = 0;
    }

    function bidFill(uint96 quantity) internal view returns (BidFill memory) {
        return BidFill({quantity: quantity, minPrice: 0, holder: PROVIDER, byPermit2: false});
    }

    function askFill(uint96 quantity) internal view returns (AskFill memory) {
        return AskFill({
            quantity: quantity,
            maxPrice: type(uint128).max,
            buyer: BUYER,
            byPermit2: false,
            sealX: SEAL_X,
            sealY: SEAL_Y,
            taskHash: defaultTerms().taskHash,
            task: "task"
        });
    }

    /// @dev With a price that falls, or rises, between tomorrow and the day after.
    function withRamp(Offer memory offer, uint128 first, uint128 last) internal pure {
        offer.terms.price = first;
        offer.lastPrice = last;
        offer.rampStart = NOW + 1 days;
        offer.rampEnd = NOW + 2 days;
    }

    function forwardOf(Bid memory bid, uint96 quantity) internal view returns (Forward memory forward) {
        (forward.terms, forward.salt) = offers.quoteBid(bid, quantity);
        forward.buyer = bid.buyer;
    }

    function forwardOf(Ask memory ask, AskFill memory taking) internal view returns (Forward memory forward) {
        (forward.terms, forward.salt) = offers.quoteAsk(ask, taking);
        forward.buyer = taking.buyer;
    }

    /*//////////////////////////////////////////////////////////////////////////
                                      SIGNATURES
    //////////////////////////////////////////////////////////////////////////*/

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function signed(Bid memory bid) internal view returns (bytes memory) {
        return sign(BUYER_KEY, offers.digest(offers.bidHash(bid)));
    }

    function signed(Ask memory ask) internal view returns (bytes memory) {
        return sign(PROVIDER_KEY, offers.digest(offers.askHash(ask)));
    }

    /// @dev A bid as the witness of a transfer of at most `amount`.
    function signedForPermit2(Bid memory bid, uint256 amount) internal view returns (bytes memory) {
        (string memory types,) = offers.witnessTypes();
        return sign(BUYER_KEY, permit2Digest(bid.offer, amount, types, offers.bidHash(bid)));
    }

    function signedForPermit2(Ask memory ask, uint256 amount) internal view returns (bytes memory) {
        (, string memory types) = offers.witnessTypes();
        return sign(PROVIDER_KEY, permit2Digest(ask.offer, amount, types, offers.askHash(ask)));
    }

    function permit2Digest(Offer memory offer, uint256 amount, string memory types, bytes32 witness)
        internal
        view
        returns (bytes32)
    {
        bytes32 typehash = keccak256(
            abi.encodePacked(
                "PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,",
                types
            )
        );
        bytes32 permitted = keccak256(
            abi.encode(keccak256("TokenPermissions(address token,uint256 amount)"), offer.terms.token, amount)
        );
        bytes32 message =
            keccak256(abi.encode(typehash, permitted, address(offers), offer.nonce, uint256(offer.expiry), witness));
        return keccak256(abi.encodePacked("\x19\x01", IPermit2Owner(address(permit2)).DOMAIN_SEPARATOR(), message));
    }

    /// @dev A wallet with code that may take part on either side.
    function newWallet() internal returns (ContractWallet wallet) {
        wallet = new ContractWallet();
        token.mint(address(wallet), MONEY);
        wallet.approve(token, address(offers));
        wallet.setOperator(escrow, address(offers));
    }

    /// @dev Takes the allowance of the offers away and gives it to Permit2.
    function moveAllowanceToPermit2(address who) internal {
        vm.startPrank(who);
        token.approve(address(offers), 0);
        token.approve(address(permit2), type(uint256).max);
        vm.stopPrank();
    }

    function allowInPermit2(address who, uint160 amount) internal {
        moveAllowanceToPermit2(who);
        vm.prank(who);
        IPermit2Owner(address(permit2)).approve(address(token), address(offers), amount, type(uint48).max);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                        ACTIONS
    //////////////////////////////////////////////////////////////////////////*/

    /// @dev The provider takes part of a bid that its buyer signed.
    function fill(Bid memory bid, uint96 quantity) internal returns (ForwardId) {
        bytes memory signature = signed(bid);
        vm.prank(PROVIDER);
        return offers.fillBid(bid, signature, bidFill(quantity));
    }

    /// @dev The buyer takes part of an ask that its provider signed.
    function fill(Ask memory ask, uint96 quantity) internal returns (ForwardId) {
        bytes memory signature = signed(ask);
        AskFill memory taking = askFill(quantity);
        if (ask.review == 0) taking.taskHash = ask.offer.terms.taskHash;
        vm.prank(BUYER);
        return offers.fillAsk(ask, signature, taking);
    }

    /// @dev For refusals: everything before the call itself is done before the refusal is expected.
    function fillExpecting(Bid memory bid, bytes memory signature, BidFill memory taking, bytes memory reason)
        internal
    {
        vm.expectRevert(reason);
        vm.prank(PROVIDER);
        offers.fillBid(bid, signature, taking);
    }

    function fillExpecting(Ask memory ask, bytes memory signature, AskFill memory taking, bytes memory reason)
        internal
    {
        vm.expectRevert(reason);
        vm.prank(BUYER);
        offers.fillAsk(ask, signature, taking);
    }

    /*//////////////////////////////////////////////////////////////////////////
                                       ASSERTIONS
    //////////////////////////////////////////////////////////////////////////*/

    function assertNothingStays() internal view {
        assertBalance(address(offers), 0, "nothing stays in the offers");
        assertEq(token.allowance(address(offers), address(escrow)), 0, "no allowance is left to the escrow");
    }

    function assertTaken(bytes32 offer, uint96 filled) internal view {
        assertEq(offers.takenOf(offer).filled, filled, "filled");
    }

    function assertHolders(ForwardId id, address buyer, address provider) internal view {
        State memory state = escrow.stateOf(id);
        assertEq(state.buyer, buyer, "buyer's position");
        assertEq(state.provider, provider, "provider's position");
    }
}
