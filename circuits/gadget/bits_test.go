package gadget

import (
	"testing"

	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

func TestAssertBits(t *testing.T) {
	t.Parallel()
	g := compile(t, 1, 0, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		AssertBits(api, in[0], 8)
		return nil, nil
	})
	g.accepts([]statement.Word{word(0)}, nil)
	g.accepts([]statement.Word{word(255)}, nil)
	g.refuses([]statement.Word{word(256)}, nil)
	minusOne := word(0)
	one := word(1)
	minusOne.Sub(&minusOne, &one)
	g.refuses([]statement.Word{minusOne}, nil)
}

func TestAssertAtMost(t *testing.T) {
	t.Parallel()
	g := compile(t, 2, 0, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		AssertAtMost(api, in[0], in[1], 8)
		return nil, nil
	})
	g.accepts([]statement.Word{word(0), word(255)}, nil)
	g.accepts([]statement.Word{word(9), word(9)}, nil)
	g.refuses([]statement.Word{word(10), word(9)}, nil)
	g.refuses([]statement.Word{word(255), word(0)}, nil)
}

func TestJoin(t *testing.T) {
	t.Parallel()
	g := compile(t, 3, 1, func(api frontend.API, in []frontend.Variable) ([]frontend.Variable, error) {
		return []frontend.Variable{Join(api, in, 10)}, nil
	})
	in := []statement.Word{word(1), word(2), word(3)}
	g.accepts(in, []statement.Word{word(1 + 2<<10 + 3<<20)})
	g.refuses(in, []statement.Word{word(3 + 2<<10 + 1<<20)})
}
