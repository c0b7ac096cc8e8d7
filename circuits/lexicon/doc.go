// Package lexicon is the dictionary of spoken British English that rhymes are judged by: about a hundred thousand words,
// each with one or more pronunciations, committed to as the root of a tree.
//
// It promises that every pronunciation it gives is a leaf of the tree under Root, and that the data are those of one
// pinned edition: README.md says where they come from, what was left out, and how they are built again.
//
// A leaf is word·2^20 + rhyme·2^4 + syllables, where word is packed in base 32 (Pack), rhyme is a 16-bit number, the
// place of the rhyme in the sorted list of all of them, and syllables is 1 to 15. The leaves stand in rising order between
// two that are no words, 0 and 2^220 - 1, so that whatever word is missing would stand between two neighbours. They are
// cut into groups of eight, of which each begins with the leaf that the one before ends with: any two neighbours are
// in one group. What is left of the tree's 2^17 places is 0. Four levels of arity eight (statement.Node) lead from them
// to 32 top nodes, and the root is the sponge over these.
package lexicon
