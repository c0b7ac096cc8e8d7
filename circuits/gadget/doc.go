// Package gadget holds what every Tercet circuit is built from: the hash, the statement's fold, trees, the sealing
// curve and the wrapper that turns a body into a circuit.
//
// It promises three things. Each gadget computes what package statement computes natively. None of them adds a Groth16
// commitment, which would change the format of proof and verifier; this is why the curve is done here and not by
// gnark's own package, whose scalar multiplication commits. And none needs a hint but gnark's own, so that a host can
// solve a circuit that it was handed as a file.
package gadget
