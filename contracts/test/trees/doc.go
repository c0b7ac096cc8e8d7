// Package trees holds the branching trees beside the Foundry tests to the tests, and the tests to the trees.
//
// A folder of contracts/test with a .tree file has one tree and one .t.sol file. Each condition of the tree ("when the
// price is zero", "given the forward is settled") has leaves ("it reverts with …") and exactly one test, named after it:
// test_RevertWhen_ThePriceIsZero where its first leaf says that it reverts, else test_When_ThePriceIsZero. Tests that are
// named test_ and belong to no condition are refused; fuzz tests are free.
package trees
