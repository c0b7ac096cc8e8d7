// Package detached makes and verifies proofs without a chain: a file holds a proof and everything that it is about.
//
// It promises that Verify takes nothing on trust that the file says: the parameters are committed to anew, the step is one
// that an escrow would take, the challenge of a predicate of two rounds is drawn anew, and the proof is verified with the key
// that the caller has. It promises, too, that no such proof can be settled: its claim is none that an escrow computes.
//
// A predicate of two rounds gets its challenge from a hash of the commitment and the rest of the header. Whoever proves can
// therefore draw again by committing again, as often as they can hash; on a chain they cannot. Its parameters must bear that.
package detached
