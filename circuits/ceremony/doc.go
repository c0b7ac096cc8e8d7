// Package ceremony makes Groth16 keys of a circuit together with people who do not trust each other, by gnark's
// multi-party setup over BN254 (https://eprint.iacr.org/2017/1050).
//
// It promises that the keys which [Ceremony.Verify] returns were made by the contributions that the transcript names, in
// that order, for that constraint system, and that they can be forged under only if everybody who contributed to a phase
// kept their numbers: one honest contributor in each phase is enough. It asks for at least one in each, because a phase
// that only its beacon moved has no secret at all.
//
// A ceremony is a folder:
//
//	transcript.json   what follows by sha256, in order, who attested to it, and both beacons
//	circuit.r1cs      the constraint system
//	phase1-0000       what the first contribution builds on, where that is the powers of another ceremony
//	phase1-0001 …     the contributions to the powers of tau
//	phase2-0000       what the first contribution to the second phase builds on, made of the sealed powers and the circuit
//	phase2-0001 …     the contributions to the circuit's own key
//	proving.key, verifying.key
//
// Who contributes needs transcript.json and the file that the transcript names last, nothing else, and sends back
// transcript.json and the file made. An attestation is the contributor's name, the sha256 of what they built on and that
// of what they made: who publishes theirs elsewhere, too, lets everybody see that they are in the transcript.
//
// A beacon is a value that nobody could know before a time after the last contribution. That time and the contributors'
// are what they say: [Ceremony.Verify] holds them against each other and cannot look into the past. A beacon known too
// early lets the last contributor choose among keys. It does not let them forge, as long as one contributor was honest.
package ceremony
