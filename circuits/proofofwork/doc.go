// Package proofofwork is the predicate of measured hash work: what is true of it, the search for it, its check in plain Go
// with findings, and the circuit that proves it.
//
// It is the smallest predicate that is delivered in several steps, and the one to read first.
//
// # What is proved
//
// A forward is for units of work, numbered from 0. A proof is for the units from ≤ i < to of one step, at least one and at
// most eight. Of each unit the prover knows a nonce, any field element, for which
//
//	Sponge("work", forward, i, nonce) < 2^(253 − bits)
//
// as an integer below the field's order r; bits, from 10 to 30, is the difficulty that the parameters commit to. As far as
// nobody can do better than to try nonces, a unit takes r/2^(253−bits) hashes on average, some 1.51·2^bits: see
// Params.Hashes.
//
// The step has amount to − from, and to is at most the forward's quantity.
//
// Work is never sold twice. The forward's id is hashed with each unit, so that work for one forward is none for another;
// within a forward the escrow takes only steps that begin where the last one ended or later. A forward's id commits to
// all its terms, parameters included. It is known from the moment its terms and salt are: whoever chooses both can work
// before it is opened.
//
// # Public inputs
//
// h, z and y, in this order; they stand for the vector of package statement without any payload: nonces stay secret, since
// nobody needs them. These words of it are free, that is, the circuit accepts any value and says nothing about it; they
// are bound by h, z and y alone:
//
//   - claim, because it only says who is paid: the escrow computes it from the recipient.
//   - start and end in window, because work has no time; the escrow enforces them. Quantity is used.
//   - sealX and sealY, because nothing is published that could be sealed.
//
// Parameters are free among the commitments to one word, the limit: parameters that are not of this package's making are
// commitments to limits that no person would choose, and only their buyer is hurt by them.
//
// Nothing is checked under z. The circuit's commitment is a random word, so that no two settlements have the same h.
//
// # What is trusted
//
// That Poseidon2 has no shortcut to small values. Who makes the verifying key: development keys protect nothing.
package proofofwork
