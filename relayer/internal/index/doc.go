// Package index knows every forward of one escrow, from its logs alone, in memory.
//
// It promises that
//   - blocks are read in the chain's order, in bounded pieces, and followed by their hashes: where some go away, what they told is
//     taken back to the last block that still stands;
//   - what is called confirmed lies so many blocks deep, and was read, or read again, at a block that as many endpoints have as
//     have to agree;
//   - what it holds is bounded: rows stay, long bytes (parameters, tasks, payloads, proofs) come and go. Once it is full it says
//     so, tells what it has, and reads no further;
//   - each change has a number, the next one's is higher, and the last few thousand changes are kept for who asks again: those of offers,
//     which strangers make, apart from all others;
//   - what it hands out never changes afterwards.
//
// It trusts the endpoints for what is in the chain, as every reader does. It signs nothing and sends nothing.
package index
