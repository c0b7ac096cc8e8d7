package gadget

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/consensys/gnark/frontend"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// hexWord is a word as the shared vectors write it.
type hexWord struct{ statement.Word }

func (w *hexWord) UnmarshalText(text []byte) error {
	_, err := w.SetString(string(text))
	return err
}

func plain(words ...hexWord) []statement.Word {
	out := make([]statement.Word, len(words))
	for i := range words {
		out[i] = words[i].Word
	}
	return out
}

// vectors are those of the shared vectors that a circuit computes too.
type vectors struct {
	Sponge []struct {
		Domain string
		In     []hexWord
		Out    hexWord
	}
	Node []struct {
		Children []hexWord
		Out      hexWord
	}
	Stream []struct {
		Key hexWord
		Out []hexWord
	}
	Fold []struct {
		V    []hexWord
		A, H hexWord
	}
	Evaluate []struct {
		V    []hexWord
		Z, Y hexWord
	}
	Batch []struct {
		N, Count, Words int
		A, Places       []hexWord
		H, Z, Y         hexWord
	}
	Seal []struct {
		KeyX, KeyY, Rho, Claim, Progress hexWord
		Message, Payload                 []hexWord
	}
}

func readVectors(t *testing.T) vectors {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("..", "testdata", "vectors.json"))
	require.NoError(t, err)
	var v vectors
	require.NoError(t, json.Unmarshal(content, &v))
	for name, n := range map[string]int{
		"sponge": len(v.Sponge), "node": len(v.Node), "stream": len(v.Stream),
		"fold": len(v.Fold), "evaluate": len(v.Evaluate), "seal": len(v.Seal),
	} {
		require.NotZero(t, n, name)
	}
	return v
}

// known is a gadget with one input and its known output.
type known struct {
	name    string
	in, out []statement.Word
	define  func(api frontend.API, hash *Hash, in []frontend.Variable) []frontend.Variable
}

func TestKnownAnswers(t *testing.T) {
	t.Parallel()
	v := readVectors(t)
	var cases []known
	add := func(name string, in, out []statement.Word, define func(frontend.API, *Hash, []frontend.Variable) []frontend.Variable) {
		cases = append(cases, known{fmt.Sprintf("%s of %d", name, len(in)), in, out, define})
	}
	for _, c := range v.Sponge {
		add("sponge "+c.Domain, plain(c.In...), plain(c.Out), func(_ frontend.API, hash *Hash, in []frontend.Variable) []frontend.Variable {
			return []frontend.Variable{hash.Sponge(c.Domain, in...)}
		})
	}
	for _, c := range v.Node {
		add("node", plain(c.Children...), plain(c.Out), func(_ frontend.API, hash *Hash, in []frontend.Variable) []frontend.Variable {
			return []frontend.Variable{hash.Node([Arity]frontend.Variable(in))}
		})
	}
	for _, c := range v.Stream {
		add("stream", plain(c.Key), plain(c.Out...), func(_ frontend.API, hash *Hash, in []frontend.Variable) []frontend.Variable {
			return hash.Stream(in[0], len(c.Out))
		})
	}
	for _, c := range v.Fold {
		add("fold", plain(append(c.V, c.A)...), plain(c.H), func(_ frontend.API, hash *Hash, in []frontend.Variable) []frontend.Variable {
			return []frontend.Variable{hash.Fold(in[:len(in)-1], in[len(in)-1])}
		})
	}
	for _, c := range v.Evaluate {
		add("evaluate", plain(append(c.V, c.Z)...), plain(c.Y), func(api frontend.API, _ *Hash, in []frontend.Variable) []frontend.Variable {
			return []frontend.Variable{Evaluate(api, in[:len(in)-1], in[len(in)-1])}
		})
	}
	for _, c := range v.Seal {
		n := len(c.Message)
		in := plain(append([]hexWord{c.KeyX, c.KeyY, c.Claim, c.Progress}, c.Message...)...)
		out := append(plain(c.Payload...), make([]statement.Word, 2+n-len(c.Payload))...)
		for i := range n {
			used := word(1)
			if 2+i >= len(c.Payload) {
				used = word(0)
			}
			in = append(in, used)
		}
		in = append(in, bitsOf(statement.Big(c.Rho.Word))...)
		add("seal", in, out, func(api frontend.API, hash *Hash, in []frontend.Variable) []frontend.Variable {
			s := NewSealing(api, hash, Point{in[0], in[1]}, in[4+2*n:], in[2], in[3])
			return append([]frontend.Variable{s.R.X, s.R.Y}, s.Encrypt(in[4:4+n], in[4+n:4+2*n])...)
		})
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			g := compile(t, len(c.in), len(c.out), func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
				hash, err := NewHash(api)
				if err != nil {
					return nil, err
				}
				return c.define(api, hash, in), nil
			})
			g.accepts(c.in, c.out)
			if len(c.out) > 0 {
				g.refuses(c.in, plus(c.out, len(c.out)-1, 1))
			}
		})
	}
}
