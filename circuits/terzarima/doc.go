// Package terzarima is the predicate of a poem in terza rima: what is true of the poem, the check of it in plain Go with
// findings for the poet, and the circuit that proves it of a poem that only its buyer can read.
//
// # What is proved
//
// The payload is a text of at most 640 symbols (see alphabet.go), sealed to the buyer's key, or in the clear if the key is
// (0, 0). Words are runs of letters, of either case; an apostrophe, straight or curly, belongs to a word if it stands
// between two letters. A word has at most 40 letters, the poem at most 60 words. A line is what stands between newlines,
// lines without words dropping out. Under the parameters that the header commits to:
//
//   - There are six lines. Each has at least minWords words and between minSyllables and maxSyllables syllables.
//   - At most maxUnknown words are not in the lexicon, three or fewer; each of them counts one syllable. Of every other
//     word one leaf is opened, a pronunciation, and it is the one that all rules use.
//   - The last words of the lines are in the lexicon and pairwise different. Their rhymes are ABA BCB, where A, B and C, the
//     rhyme of the fifth line, are pairwise different.
//   - The required words occur.
//
// That the lexicon does not have a word is shown by two neighbours among its leaves, one of a lesser and one of a greater
// word: see circuit_gaps.go. So a word cannot be left unopened for being too long, and the circuit accepts a poem exactly
// if Check finds that it holds, with parameters that Params.Check accepts. The one limit that only Parse knows is that of
// 640 bytes of UTF-8: the circuit counts symbols, of which some have three bytes.
//
// A proof is for the whole quantity: progress goes from 0 to 1, amount is the window's quantity.
//
// # Public inputs
//
// h, z and y, in this order; they stand for the vector of package statement with a payload of at most 21 words, R.x, R.y and
// 19 words of 35 symbols. These words of it are free, that is, the circuit accepts any value and says nothing about it:
//
//   - claim, because it only says who is paid: the escrow computes it from the recipient. It enters the key of the
//     stream, so that a sealed payload has one claim; of an unsealed one it is bound by h, z and y alone, like all words.
//   - forward, because the poem's property does not depend on the forward; it too is bound by h, z and y.
//   - start and end in window, because a poem has no time; the escrow enforces them. Quantity is used.
//
// Sealing keys are free among the points of the curve, parameters among the commitments to a lexicon that the words are in.
//
// # Challenge
//
// The list of words is compared with the text under z. What is compared is fixed before z: the symbols by the payload,
// since R and the buyer's key determine the stream; the words and the newlines before them by the circuit's commitment
// aux, which also hides them by a random word. Everything else, the paths in the lexicon for one, is checked without z.
//
// A word of the payload is zero exactly where the text has ended, so that the buyer reads the very text that was proved: a
// prover who searches for a rho whose stream cancels the last symbols would else be paid for a text that nobody sees.
//
// # What is trusted
//
// The lexicon: that its root, which the parameters name, is over pronunciations as they should be, in the order and the
// groups that package lexicon puts them in. Who makes the verifying key: development keys protect nothing.
package terzarima
