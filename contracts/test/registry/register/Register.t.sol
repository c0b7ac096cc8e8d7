// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BaseTest} from "../../BaseTest.sol";
import {Errors} from "../../../src/libraries/Errors.sol";
import {IPredicateRegistry} from "../../../src/interfaces/IPredicateRegistry.sol";
import {PredicateRegistry} from "../../../src/PredicateRegistry.sol";

contract RegisterTest is BaseTest {
    PredicateRegistry internal registry;

    function setUp() public override {
        super.setUp();
        registry = new PredicateRegistry();
        vm.roll(100);
    }

    function someClaim() internal view returns (IPredicateRegistry.Claim memory) {
        return IPredicateRegistry.Claim({
            codeHash: address(predicate).codehash,
            circuit: keccak256("circuit"),
            key: keccak256("key"),
            transcript: keccak256("transcript"),
            manifest: "https://example.org/manifest.json"
        });
    }

    function registerAs(address who, IPredicateRegistry.Claim memory claim) internal returns (uint256) {
        vm.prank(who);
        return registry.register(address(predicate), claim);
    }

    function assertAt(address who, uint256 index, IPredicateRegistry.Claim memory claim, uint256 expected)
        internal
        view
    {
        assertEq(registry.registeredAt(who, address(predicate), index, claim), expected, "block");
    }

    function test_RevertWhen_ThePredicateHasNoCode() external {
        IPredicateRegistry.Claim memory claim = someClaim();
        vm.expectRevert(abi.encodeWithSelector(Errors.PredicateRegistry_PredicateWithoutCode.selector, OBSERVER));
        registry.register(OBSERVER, claim);
    }

    function test_RevertWhen_TheCodeHashIsAnother() external {
        IPredicateRegistry.Claim memory claim = someClaim();
        claim.codeHash = keccak256("other code");
        bytes4 selector = Errors.PredicateRegistry_CodeOther.selector;
        vm.expectRevert(
            abi.encodeWithSelector(selector, address(predicate), claim.codeHash, address(predicate).codehash)
        );
        registry.register(address(predicate), claim);
    }

    function test_When_AnyPartOfAClaimIsAskedForThatIsAnother() external {
        registerAs(PROVIDER, someClaim());
        for (uint256 i; i < 5; ++i) {
            IPredicateRegistry.Claim memory claim = someClaim();
            if (i == 0) claim.codeHash = 0;
            if (i == 1) claim.circuit = 0;
            if (i == 2) claim.key = 0;
            if (i == 3) claim.transcript = 0;
            if (i == 4) claim.manifest = "";
            assertAt(PROVIDER, 0, claim, 0);
        }
        assertAt(OBSERVER, 0, someClaim(), 0);
        assertAt(PROVIDER, 1, someClaim(), 0);
        assertEq(registry.registeredAt(PROVIDER, address(token), 0, someClaim()), 0, "another predicate");
        assertAt(PROVIDER, 0, someClaim(), 100);
    }

    function test_When_SomebodyElseMakesTheSameClaim() external {
        registerAs(PROVIDER, someClaim());
        vm.roll(101);
        assertEq(registerAs(OBSERVER, someClaim()), 0, "index");
        assertAt(PROVIDER, 0, someClaim(), 100);
        assertAt(OBSERVER, 0, someClaim(), 101);
        assertEq(registry.countOf(PROVIDER, address(predicate)), 1, "count");
    }

    function test_When_TheSameClaimIsMadeAgain() external {
        registerAs(PROVIDER, someClaim());
        vm.roll(101);
        assertEq(registerAs(PROVIDER, someClaim()), 1, "index");
        assertAt(PROVIDER, 0, someClaim(), 100);
        assertAt(PROVIDER, 1, someClaim(), 101);
    }

    function test_When_ALaterClaimIsMade() external {
        registerAs(PROVIDER, someClaim());
        IPredicateRegistry.Claim memory later = someClaim();
        later.transcript = 0;
        vm.roll(101);
        registerAs(PROVIDER, later);
        assertAt(PROVIDER, 0, someClaim(), 100);
        assertAt(PROVIDER, 1, later, 101);
        assertEq(registry.countOf(PROVIDER, address(predicate)), 2, "count");
    }

    function test_When_EverythingIsInOrder() external {
        assertEq(registry.countOf(PROVIDER, address(predicate)), 0, "count before");
        vm.expectEmit(address(registry));
        emit IPredicateRegistry.Registered(PROVIDER, address(predicate), 0, someClaim());
        assertEq(registerAs(PROVIDER, someClaim()), 0, "index");
        assertAt(PROVIDER, 0, someClaim(), 100);
        assertEq(registry.countOf(PROVIDER, address(predicate)), 1, "count");
    }
}
