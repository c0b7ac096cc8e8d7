package lexicon

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// MaxLetters is the length of the longest word that can be packed, apostrophes included.
const MaxLetters = 40

// WordBits is the size of a packed word.
const WordBits = MaxLetters * letterBits

// letterBits is the size of one symbol of a packed word: a to z are 1 to 26, the apostrophe is 27, 0 is no symbol.
const letterBits = 5

const apostrophe = 27

// Pack writes a word as one field element, big-endian in base 32. The word is lower case, its apostrophes stand between
// letters; anything else is refused.
func Pack(word string) (statement.Word, error) {
	if err := checkWord(word); err != nil {
		return statement.Word{}, fmt.Errorf("packing the word %q: %w", abridge(word), err)
	}
	x := new(big.Int)
	for i := range len(word) {
		code := int64(apostrophe)
		if word[i] != '\'' {
			code = int64(word[i]-'a') + 1
		}
		x.Lsh(x, letterBits).Or(x, big.NewInt(code))
	}
	var packed statement.Word
	packed.SetBigInt(x)
	return packed, nil
}

// Compare is the order of packed words: of two lengths the shorter is first, of one length letter by letter with the
// apostrophe after z.
func Compare(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(strings.ReplaceAll(a, "'", "{"), strings.ReplaceAll(b, "'", "{"))
}

// Unpack reads a word back. It accepts exactly what Pack makes.
func Unpack(packed statement.Word) (string, error) {
	x := statement.Big(packed)
	if x.BitLen() > WordBits {
		return "", fmt.Errorf("unpacking the word 0x%x: longer than %d symbols", x, MaxLetters)
	}
	var word []byte
	for rest := new(big.Int).Set(x); rest.Sign() > 0; rest.Rsh(rest, letterBits) {
		switch code := rest.Uint64() & (1<<letterBits - 1); {
		case code == 0 || code > apostrophe:
			return "", fmt.Errorf("unpacking the word 0x%x: %d stands for no letter", x, code)
		case code == apostrophe:
			word = append(word, '\'')
		default:
			word = append(word, 'a'+byte(code-1))
		}
	}
	slices.Reverse(word)
	if err := checkWord(string(word)); err != nil {
		return "", fmt.Errorf("unpacking the word 0x%x: %w", x, err)
	}
	return string(word), nil
}

func checkWord(word string) error {
	if word == "" {
		return fmt.Errorf("it has no letter")
	}
	if len(word) > MaxLetters {
		return fmt.Errorf("it has %d symbols, at most %d are allowed", len(word), MaxLetters)
	}
	for i := range len(word) {
		switch {
		case isLetter(word[i]):
		case word[i] == '\'' && i > 0 && i+1 < len(word) && isLetter(word[i-1]) && isLetter(word[i+1]):
		case word[i] == '\'':
			return fmt.Errorf("the apostrophe at place %d does not stand between two letters", i+1)
		default:
			return fmt.Errorf("there is something else than a to z and apostrophes at place %d", i+1)
		}
	}
	return nil
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' }

func abridge(word string) string {
	if len(word) <= MaxLetters {
		return word
	}
	return word[:MaxLetters] + "…"
}
