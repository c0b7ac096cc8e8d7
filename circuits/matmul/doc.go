// Package matmul is the predicate of a matrix product: what is true of it, its check in plain Go with findings, and the
// circuit that proves it with n² multiplications instead of n³.
//
// # What is proved
//
// The parameters commit to two matrices A and B of n rows and columns of bytes, −128 … 127; the task has them, 2·n² bytes.
// C is their product over the integers. A proof is for the whole quantity: progress goes from 0 to 1, amount is the window's
// quantity.
//
// What the buyer gets depends on the size:
//
//   - Up to 32 rows the payload is C, sealed to the buyer's key, or in the clear if the key is (0, 0). Who pays has C.
//   - Of larger matrices the payload is one word, the commitment to C. The settlement pays for a proof that this commitment is
//     to A·B. It does not deliver C: a provider who keeps C to themselves has been paid all the same, and nothing on the chain
//     gives C back. Buy it only where C comes by another way that does not depend on the provider's good will after the
//     payment, or where the commitment is what is wanted: whoever is shown some C can hash it, and needs neither A nor B.
//
// C is a function of A and B, which are public: sealing keeps it from those who do not multiply, and nothing else. Neither
// commitment hides what can be guessed.
//
// # How
//
// Matrices stand in words (shape.go): A's entries, a byte each, 31 a word; those of B and C as digits to the base 2^22, 11 a
// word, never two rows in one. The words of a row are the coefficients of a polynomial, at which the challenge z is put in:
// with W(z) for both, packing and powers of z, each row of C·W(z) is asserted to be that of A·(B·W(z)). That is Freivalds'
// check with a vector that z and the packing give, and so B and C are multiplied as they are packed: only A is taken apart.
//
// It is sound, because everything in this equation is fixed by h, hence before z is known:
//
//   - The words of A and B by the params word, the sponge of all of them.
//   - The words of C by the payload. Where they are sealed, R and the buyer's key determine the stream, and the stream with
//     the ciphertext the words: degenerate keys included. Where they are not, the payload is their sponge.
//   - The entries of A by its words: each is ranged to its 8·31 bits, which it therefore has in one way. Without, a prover
//     who knows z would solve the equation for other entries of the same words.
//
// A row of C with a wrong word gives a polynomial that is not zero and has at most ⌈n/11⌉ − 1 zeros: a probability of
// 11/2^248 at most for each z that somebody draws, at 128 rows. The equation is one between field elements, and C's words
// are what A times B's words is, each with an offset. As an integer this is between 0 and 2^242, hence below the field's
// order, and its digits are the entries of A·B plus 2^21 − 1, each between 1 and 2^22 − 1: there is one such word, and one
// way to read it. So C is not ranged: a word with digits out of bounds, borrowed, carried or wrapped around the order, is
// either the right word or another one, which is refused.
//
// B is not ranged either. The proof says of its words what it says of B as long as they are those of a matrix of bytes. The
// buyer's client computes the params word from the task, and the provider refuses a task that it is not of (Params.Task);
// auditors can do the same. A commitment to anything else hurts the buyer who made it.
//
// # Public inputs
//
// h, z and y, in this order; they stand for the vector of package statement, whose payload has R.x, R.y and the 96 words of C
// at 32 rows, and one word from 33 on. These words of it are free, that is, the circuit accepts any value and says nothing
// about it:
//
//   - claim, because it only says who is paid. It enters the key of the stream, so that a sealed payload has one claim;
//     else it is bound by h, z and y alone, like all words.
//   - forward, because the product does not depend on the forward; it too is bound by h, z and y.
//   - start and end in window, because a product has no time; the escrow enforces them. Quantity is used.
//   - sealX and sealY from 33 rows on, because nothing is sealed. Below, keys are free among the points of the curve.
//
// The circuit's own commitment is a random word, so that no two settlements have the same h.
//
// # Where the constraints go
//
//	rows                           32      64
//	bits of A                   8,226  32,901
//	product                     1,185   4,804
//	commitment to A and B       4,995  19,425
//	sealing of C                8,422
//	commitment to C                    14,430
//	header and fold             4,774     792
//	together                   27,602  72,352
//
// testdata/constraints.txt holds the circuit to these, and has the batches. The product itself takes n² + 2·⌈n/11⌉·n or so;
// what it stands on costs more: the bits of A are 8·n², and those of B would be as many once more. In full the product would
// be n³, 262,144 at 64 rows.
//
// # What is trusted
//
// Who makes the verifying key: development keys protect nothing.
package matmul
