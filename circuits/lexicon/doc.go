// Package lexicon is the dictionary of spoken British English that rhymes are judged by: about a hundred thousand words,
// each with one or more pronunciations, committed to as the root of a tree.
//
// It promises that every pronunciation it gives is a leaf of the tree under Root, and that the data are those of one
// pinned edition: README.md says where they come from, what was left out, and how they are built again.
//
// A leaf is word + syllables·2^208 + rhyme·2^212, where word is packed in base 32 (Pack), syllables is 1 to 15 and rhyme
// is a 16-bit number, the place of the rhyme in the sorted list of all of them. Leaves are sorted by packed word, then
// rhyme, then syllables; the tree has 2^17 of them, unused ones are 0. Four levels of arity eight (statement.Node) lead
// to 32 top nodes, and the root is the sponge over these.
package lexicon
