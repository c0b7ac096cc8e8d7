package terzarima

import (
	"fmt"
	"math/big"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// A message word carries SymbolsPerWord symbols of seven bits, the first one in its highest place.
const (
	SymbolBits     = 7
	SymbolsPerWord = 35
	MessageWords   = (MaxSymbols + SymbolsPerWord - 1) / SymbolsPerWord
)

// Encode packs symbols into as many message words as they need; the last one is padded.
func Encode(symbols []byte) []statement.Word {
	words := make([]statement.Word, 0, MessageWords)
	for len(symbols) > 0 {
		n := min(SymbolsPerWord, len(symbols))
		x := new(big.Int)
		for _, s := range symbols[:n] {
			x.Lsh(x, SymbolBits).Or(x, big.NewInt(int64(s)))
		}
		x.Lsh(x, uint(SymbolBits*(SymbolsPerWord-n)))
		var word statement.Word
		word.SetBigInt(x)
		words = append(words, word)
		symbols = symbols[n:]
	}
	return words
}

// Decode reads the text out of message words. It accepts one encoding of each text: padding only after the last symbol.
func Decode(words []statement.Word) ([]byte, error) {
	if len(words) > MessageWords {
		return nil, fmt.Errorf("decoding a message of %d words: at most %d are allowed", len(words), MessageWords)
	}
	var text []byte
	symbols, ended := 0, false
	for i := range words {
		x := statement.Big(words[i])
		if x.BitLen() > SymbolBits*SymbolsPerWord {
			return nil, fmt.Errorf("decoding message word %d: above %d bits", i, SymbolBits*SymbolsPerWord)
		}
		for j := SymbolsPerWord - 1; j >= 0; j-- {
			symbol := byte(new(big.Int).Rsh(x, uint(SymbolBits*j)).Uint64() & (1<<SymbolBits - 1))
			r, ok := runeOf(symbol)
			switch {
			case symbol == Padding:
				ended = true
				continue
			case ended:
				return nil, fmt.Errorf("decoding message word %d: a symbol after the padding", i)
			case !ok:
				return nil, fmt.Errorf("decoding message word %d: 0x%02x is no symbol", i, symbol)
			case symbols == MaxSymbols:
				return nil, fmt.Errorf("decoding message word %d: more than %d symbols", i, MaxSymbols)
			}
			text = append(text, string(r)...)
			symbols++
		}
	}
	return text, nil
}
