// Package chain speaks to the contracts: one wrapper for each, in the words of the domain. Types of the generated bindings
// never leave it.
//
// It promises that
//   - an endpoint of another chain than the one asked for is refused before anything is read or sent;
//   - reads are made at the one block that the caller pins, and logs are checked again after they arrive: address, topics,
//     size, range, order, and the forward's id, which is computed from its terms. That some are left out is not seen;
//   - of several endpoints the first that works is read, and what is pinned to a block is read where the block was. One that has
//     trouble, or is behind the others, is left alone for a while, and asked for its chain before it is used again;
//   - what is read at a block that is [Client.Agreed] is what as many endpoints say as have to agree. No endpoint's silence makes
//     them fewer;
//   - a call is given up after a while, one that fails at once is made again, with the endpoint asked for its chain before, and an answer
//     that is too long is not read to its end;
//   - signed transactions go to every endpoint;
//   - the signed bytes of a transaction are handed out before they are sent, since "send failed" means unknown;
//   - what an external signer sends back is the transaction that it was asked to sign, or it is not sent;
//   - a transaction without a receipt is never called failed: it is waited for, sent again, or found replaced;
//   - what a contract reverts with is told in words ([Explain]).
package chain
