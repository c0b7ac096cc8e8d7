// Package keys makes, keeps, checks and encodes the Groth16 keys of the circuits.
//
// It promises that no key leaves it that fails [Check], that a damaged file is noticed before it is used, and that a
// verifying key and a proof have one encoding, the one the contracts take: an auditor can verify a settlement with
// [FromWords] and [VerifySettlement] from chain data alone.
//
// The only setup here is the development setup: this process draws the secret numbers behind a key itself and forgets
// them. Whoever controlled the process could have kept them and forge proofs of anything. Such keys are marked
// "development" in their manifest and wherever they are printed, and have no place where money is at stake. Package ceremony
// makes others. A bundle holds either, and this package does not look whether a transcript leads to its keys.
//
// gnark logs to standard output; a program that uses this package silences it once (gnark's logger.Disable).
package keys
