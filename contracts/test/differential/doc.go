// Package differential holds the predicate's compiled code to gnark's verifier: what one takes the other takes, and what
// one refuses the other refuses, for proofs and statements changed in every way that an attacker might try. It also keeps
// what the code costs.
//
// The truth is told by keys.VerifySettlement and keys.VerifyBatch, which share no code with the contract.
package differential
