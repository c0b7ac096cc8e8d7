// Package audit finds out, from chain data alone, whether payments were earned: of one forward, of some, or of a whole history.
//
// It promises to take nobody's word: ids, headers, challenges and key hashes are computed anew; proofs are verified in Go, and by
// the contracts' code, which is fetched, rebuilt and run here; every check is told with its result and its reason. What it cannot
// see it calls incomplete, and says what is missing; it never counts silence as good, and whoever pays under a key of their own
// making, for which a proof of anything can be had, is never told that all is well.
//
// # How an endpoint is held to its word
//
// The audited block's hash is that of its header, which has its state's root and the hash of the block before. From it follow
//
//   - headers: each is the one that the next one names. With HeadersEvents only those of blocks with events are read;
//   - what happened in a block: its receipts hash to what the header says, and events are taken from these. Blocks are those that
//     eth_getLogs tells of and, where every header is read, those whose bloom has the escrow: what eth_getLogs leaves out, adds or
//     alters is found;
//   - code and state: by Merkle proofs (eth_getProof). A story that lacks a settlement, a reclaim or a transfer contradicts the
//     state that the escrow keeps of the forward.
//
// # What is trusted
//
// The hash of the audited block is the endpoint's word, unless it is known from elsewhere; two endpoints can be compared. So are
// the hashes of transactions, which receipts do not have; claims in the registry; with HeadersEvents that blocks with events
// are in the chain, and that no block with an opening is left out; where an endpoint has no eth_getProof, code and state; where it has
// no eth_getBlockReceipts, or the chain has transactions of its own kind, what happened in a block. The summary says which.
//
// Trusted besides are the token, for what its transfers mean; whoever made a development key; and that the contracts' code does
// what it should: that both sides consented to a close, and that whoever settled an assigned forward was allowed to, is not in any
// event. It is in calldata only where the sender called the escrow itself, so transactions are not read.
package audit
