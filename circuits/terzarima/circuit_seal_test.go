//go:build !race

// The race detector makes these tests many times slower, and nothing in them runs in parallel but the tests themselves.

package terzarima

import (
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// swallowing was found by trying ninety thousand: with this rho, the negative of one word of the stream is 35 symbols
// that can end a poem, and rhyme.
const swallowing = "1267650600228229401496703249332"

// The prover ends the poem with what cancels the stream. The published word is zero, and the buyer, whose payload ends
// before it, reads five lines.
func TestTheStreamCannotSwallowTheEndOfAPoem(t *testing.T) {
	t.Parallel()
	rho, _ := new(big.Int).SetString(swallowing, 10)
	params := DefaultParams(defaultLexicon(t))
	place, block := swallowed(t, deliver(t, params, "so"), rho)

	var text strings.Builder
	for _, end := range []string{"thread", "v", "bread", "rhee", "found"} {
		text.WriteString("we all go out to the red " + end + "\n")
	}
	shown := text.Len()
	require.LessOrEqual(t, shown, place*SymbolsPerWord)
	text.WriteString(strings.Repeat(" ", place*SymbolsPerWord-shown) + string(block))
	d := deliver(t, params, text.String())
	require.True(t, Check(d.Lexicon, params, d.Poem).Holds, "the text that is proved has the property")

	body := bodyOf(t, d)
	for i := range body.Rho {
		body.Rho[i] = number(int(rho.Bit(i)))
	}
	v, _ := state(t, body)
	payload := statement.Trim(v[statement.HeaderLen:])
	require.Len(t, payload, 2+place, "the last word of the text is not there")
	read, err := Decode(opened(t, v[:statement.HeaderLen], payload))
	require.NoError(t, err)
	poem, err := Parse(read)
	require.NoError(t, err)
	require.False(t, Check(d.Lexicon, params, poem).Holds, "the text that the buyer reads has not")

	require.Error(t, solve(t, conclude(t, body)))
	d.Rho = rho
	_, err = Assign(d)
	require.ErrorContains(t, err, "draw another rho")
}

// swallowed is the place and the symbols of the word that the stream of rho cancels.
func swallowed(t *testing.T, d Delivery, rho *big.Int) (place int, block []byte) {
	t.Helper()
	a := mustAssign(t, d)
	for i, word := range streamOf(t, a.Header[:], rho) {
		word.Neg(&word)
		if read, err := Decode([]statement.Word{word}); err == nil && len([]rune(string(read))) == SymbolsPerWord {
			return i, read
		}
	}
	t.Fatal("no word of the stream is text")
	return 0, nil
}

// streamOf is the key stream of the sealing, by the other party's way to the shared point.
func streamOf(t *testing.T, header []statement.Word, rho *big.Int) []statement.Word {
	t.Helper()
	var r, s twistededwards.PointAffine
	r.ScalarMultiplicationBase(rho)
	s.ScalarMultiplication(&r, big.NewInt(8*123456789))
	key := statement.Sponge(statement.DomainSeal, []statement.Word{
		s.X, s.Y, r.X, r.Y, header[statement.ClaimWord], header[statement.ProgressWord],
	})
	return statement.Stream(key, MessageWords)
}

func opened(t *testing.T, header, payload []statement.Word) []statement.Word {
	t.Helper()
	var key statement.SealingKey
	require.NoError(t, key.UnmarshalText(fmt.Appendf(nil, "0x%064x", 123456789)))
	message, err := statement.Unseal(key, header[statement.ClaimWord], header[statement.ProgressWord], payload)
	require.NoError(t, err)
	return message
}
