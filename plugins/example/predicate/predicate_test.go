package predicate

import (
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"

	"example.org/addition-chain/chain"
)

func TestConformance(t *testing.T) {
	t.Parallel()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &chain.Circuit{})
	require.NoError(t, err)
	plugintest.Exercise(t, Predicate{}, plugintest.Samples{
		Params: []byte(`{"target": 15, "steps": 5}`), OtherParams: []byte(`{"target": 15, "steps": 6}`),
		BadParams: [][]byte{
			nil, []byte(`{}`), []byte(`{"target": 15}`), []byte(`{"target": "15", "steps": 5}`),
			[]byte(`{"target": 1.5, "steps": 5}`), []byte(`{"target": 4294967297, "steps": 5}`), []byte(`[]`),
		},
		Good:        [][]byte{[]byte("1 2 3 6 12 15"), []byte("1\n2\n3\n5\n10\n15\n")},
		Bad:         [][]byte{[]byte("1 2 4 8 15"), []byte("1 2 3 6 7 14 15"), []byte("1 2 3 6 12"), []byte("0")},
		Unjudgeable: [][]byte{nil, []byte("one two three"), []byte("1, 2, 3"), []byte("1 -2")},
		System:      system,
	})
}

func TestChainIsDeliveredOnce(t *testing.T) {
	t.Parallel()
	params, err := Predicate{}.CommitParams(t.Context(), []byte(`{"target": 15, "steps": 5}`))
	require.NoError(t, err)
	_, err = Predicate{}.Assign(t.Context(), sdk.AssignRequest{Cursor: 1, Preimage: params.Preimage, Output: []byte("1 2 3 6 12 15")})
	require.ErrorContains(t, err, "already delivered")
}
