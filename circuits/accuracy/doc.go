// Package accuracy is the predicate of a model that classifies well: what is true of it, inference in whole numbers, its
// check in plain Go with findings, and the circuit that proves it of weights that only their buyer can read.
//
// # What is proved
//
// The buyer commits to a pool of labelled examples, by the root of a tree of arity eight. The provider commits to a model;
// then the beacon draws m examples of the pool, and the model classifies at least x of them right. Shape says how many draws,
// features, classes and hidden units a circuit has; root, x and shape are the parameters.
//
// An example is right if the score of its label is larger than the score of every other class. A tie is a wrong answer,
// whichever of the two classes is the label.
//
// A proof is for the whole quantity: progress goes from 0 to 1, amount is the window's quantity.
//
// # Inference
//
// All numbers are integers, nothing is rounded. A feature is from 0 to 7, a weight from −128 to 127.
//
//	regression   score[c] = Σ feature[f]·W[f][c] + 7·W[last][c]
//	MLP          value[j] = Σ feature[f]·U[f][j] + 7·U[last][j]
//	             score[c] = Σ max(0, value[j])·V[j][c] + 1024·V[last][c]
//
// So a bias is the weight of a constant input. No score leaves the range that the ranges in the circuit are made for: see
// layer.bound.
//
// # Drawing
//
// The places that a beacon draws are Shape.Draw: a seed, Sponge("draw", beacon), gives a stream, of each word of which the
// lowest 240 bits are cut into places, from the lowest bits on. They are drawn with repetition: an example that is drawn
// twice counts twice. A word is uniform below the field's order and not below 2^240, so that some places are more likely
// than others, by less than 1/12,000; over ten words that makes no event more likely by a thousandth of what it is.
//
// Examples are drawn one by one, never in blocks, which would be cheaper. What is drawn together can be wrong together: a
// model that is right in four blocks of a hundred and nowhere else is right in all of ten drawn blocks with a probability
// of 2^-46. To be believed, a share needs draws that are independent.
//
// # What it says, and what it does not
//
// It is a statement about a sample. Say the model is right on a share a of the pool. However its errors lie in the pool, it
// meets the threshold in one draw with the probability that Chance gives, the upper tail of a binomial distribution; and
// whoever chooses the beacon may try some 2^48 of them (see IRounds). For 40 bits to remain, that probability must be below
// 2^-88, and Assured is the least share for which it is not. 180 right ones of 200 are asked for, and 55 % of the
// pool are assured; had nobody a choice of beacons, it would be 69 %. So the threshold has to be well above what the buyer
// must have.
//
// Chance cuts both ways. A model that is just as good as the threshold says misses it every other time, and a buyer who
// chooses the beacon can look for a draw against a model that is better, and take the bond: only where Miss is below 2^-48
// would they look in vain. Check tells the provider. Neither price nor bond should be worth a block builder's trouble.
//
// It says nothing about examples that are not in the pool. The pool is known before the model is committed to, so that the
// model may have been fitted to it, as far as its weights suffice. Nor does it say that the labels are true, or how the model was made.
//
// # Public inputs
//
// h, z and y, in this order; they stand for the vector of package statement with a payload of R.x, R.y and the weights,
// thirty a word (Model.Encode), sealed to the buyer's key, or in the clear if the key is (0, 0). Commitment is
// Sponge("model", salt, weights). These words are free, that is, the circuit accepts any value and says nothing about it:
//
//   - claim, because it only says who is paid: the escrow computes it from the recipient. It enters the key of the
//     stream, so that a sealed payload has one claim; of an unsealed one it is bound by h, z and y alone, like all words.
//   - forward, because the property does not depend on it. The beacon does: the contract hashes the forward's id into it.
//   - start and end in window, because a model has no time; the escrow enforces them. Quantity is used.
//
// Sealing keys are free among the points of the curve, commitments among those that the same weights open, and parameters
// among those of this shape whose pool has the drawn examples where they were drawn. Parameters that are not of this package's
// making (a pool that has two examples for one place, a threshold below zero) hurt their buyer only.
//
// # Challenge
//
// Two things are checked under z: that outputs are the products of inputs and weights (circuit_model.go), and that the nodes
// over the drawn examples are nodes of the pool's tree (circuit_draw.go). What they are about is fixed before z: weights by
// the commitment; the pool's nodes by its root, in params; the nodes over the drawn examples, how often each of the pool's
// is drawn, and all outputs, by the circuit's own commitment aux, which also hides them by a random word. Everything else
// is checked without z.
//
// # What is trusted
//
// That commitment and beacon are in this order, and that the beacon is drawn once: the contract Rounds. Who makes the
// verifying key: development keys protect nothing.
package accuracy
