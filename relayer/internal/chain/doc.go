// Package chain speaks to the contracts: one wrapper for each, in the words of the domain. Types of the generated bindings
// never leave it.
//
// It promises that
//   - an endpoint of another chain than the one asked for is refused before anything is read or sent;
//   - reads are made at the one block that the caller pins, and logs are checked again after they arrive: address, topics,
//     size, and the forward's id, which is computed from its terms;
//   - the signed bytes of a transaction are handed out before they are sent, since "send failed" means unknown;
//   - a transaction without a receipt is never called failed: it is waited for, sent again, or found replaced;
//   - what a contract reverts with is told in words ([Explain]).
package chain
