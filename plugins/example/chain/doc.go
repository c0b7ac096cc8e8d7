// Package chain is a predicate of somebody who does not work on Tercet: short addition chains. It has what is true of one,
// its check in plain Go with findings, and the circuit that proves it.
//
// An addition chain for a number N begins with 1, each further number is the sum of two before it (or twice one of them),
// and the last one is N. With a chain of s steps x^N takes s multiplications. Short chains are hard to find, pay off
// wherever one exponent is used often, and are easy to check: that is what makes them worth buying.
//
// # What is proved
//
// The buyer chooses N, from 2 to 2^32, and the most steps, from 1 to 32. The prover knows a chain for N of no more steps.
// The chain is sealed to the buyer, or public where the forward names no key. It is delivered whole, in one step:
// from = 0, to = 1, and the amount is the quantity.
//
// # Public inputs
//
// h, z and y, in this order; they stand for the vector of package statement, with a payload of R and the chain, packed.
// These words of it are free, that is, the circuit accepts any value; h, z and y bind them all the same:
//
//   - claim, because it only says who is paid. It enters the sealing.
//   - forward, because a chain is as good for one forward as for another.
//   - start, end and quantity in window, because a chain has no time and no parts.
//
// Nothing is checked under z. The circuit's commitment is a random word: without it, h would confirm a guess of the chain.
//
// # Advice
//
// Which two numbers a step adds is no part of the chain, and no hint of gnark's finds it. The prover of a relayer has only
// gnark's hints, so these places are secret inputs, and Assign finds them outside of the circuit.
//
// # What is trusted
//
// Who makes the verifying key: development keys protect nothing.
package chain
