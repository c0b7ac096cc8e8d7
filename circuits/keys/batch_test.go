package keys

import (
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/backend/witness"
	"github.com/consensys/gnark/frontend"
	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

const batchSize = 3

// square is a body that publishes the square of a number that it knows.
type square struct {
	Header [statement.HeaderLen]frontend.Variable
	Root   frontend.Variable
}

func (b *square) Define(api frontend.API, _ frontend.Variable) (gadget.Statement, error) {
	return gadget.Statement{Header: b.Header, Payload: []frontend.Variable{api.Mul(b.Root, b.Root)}, Aux: 0}, nil
}

type squareSingle = gadget.Single[square, *square]

// squareOf is the statement about a number, and the witness of its own circuit under some key.
func squareOf(t *testing.T, root uint64) (statement.Place, witness.Witness) {
	t.Helper()
	words := header()
	words[statement.ForwardWord].SetUint64(root)
	place := statement.Place{V: append(words[:], statement.WordFromUint64(root*root))}
	place.H = statement.Fold(place.V, statement.Word{})
	z := statement.Challenge(common.Hash{9}, place.H, place.V)
	assignment := &squareSingle{H: place.H, Z: z, Y: statement.Evaluate(place.V, z), Body: square{Root: root}}
	for i, w := range words {
		assignment.Body.Header[i] = w
	}
	full, err := frontend.NewWitness(assignment, ecc.BN254.ScalarField())
	require.NoError(t, err)
	return place, full
}

func squares(t *testing.T, roots ...uint64) ([]statement.Place, []witness.Witness) {
	t.Helper()
	var places []statement.Place
	var singles []witness.Witness
	for _, root := range roots {
		place, single := squareOf(t, root)
		places, singles = append(places, place), append(singles, single)
	}
	return places, singles
}

func proveBatch(t *testing.T, bundle *Bundle, roots ...uint64) ([]statement.Place, []byte) {
	t.Helper()
	places, singles := squares(t, roots...)
	full, err := BatchWitness(bundle.KeyHash, batchSize, places, singles)
	require.NoError(t, err)
	proof, err := groth16.Prove(bundle.System, bundle.Proving, full)
	require.NoError(t, err)
	encoded, err := BatchProofBytes(statement.FoldBatch(batchSize, places), proof)
	require.NoError(t, err)
	require.Len(t, encoded, BatchProofSize)
	return places, encoded
}

func TestBatchFromSingleWitnesses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	made, err := Develop(t.Context(), dir, "square", gadget.NewBatch[square](batchSize), func(string) {})
	require.NoError(t, err)
	bundle, err := Load(made.Dir)
	require.NoError(t, err)
	require.Equal(t, batchSize, bundle.Manifest.Batch)
	require.Contains(t, bundle.String(), "batches of 3")

	vk, err := FromWords(bundle.KeyWords) // what an auditor has
	require.NoError(t, err)
	for _, roots := range [][]uint64{{5}, {5, 6}, {5, 6, 7}} {
		places, proof := proveBatch(t, bundle, roots...)
		require.NoError(t, VerifyBatch(vk, batchSize, places, proof))
	}

	places, proof := proveBatch(t, bundle, 5, 6)
	refused := func(name string, want error, n int, places []statement.Place, proof []byte) {
		require.ErrorIs(t, VerifyBatch(vk, n, places, proof), want, name)
	}
	changed := func(i int, change func(*statement.Place)) []statement.Place {
		out := append([]statement.Place(nil), places...)
		out[i].V = append([]statement.Word(nil), out[i].V...)
		change(&out[i])
		return out
	}
	for i := range places {
		refused("h", ErrNotProved, batchSize, changed(i, func(p *statement.Place) { p.H.SetUint64(1) }), proof)
		for j := range places[i].V {
			refused("a word", ErrNotProved, batchSize, changed(i, func(p *statement.Place) { p.V[j].SetUint64(77) }), proof)
		}
		refused("a zero at the end", ErrMalformed, batchSize,
			changed(i, func(p *statement.Place) { p.V = append(p.V, statement.Word{}) }), proof)
	}
	refused("fewer places", ErrNotProved, batchSize, places[:1], proof)
	refused("more places", ErrNotProved, batchSize, append(places[:2:2], places[0]), proof)
	refused("another order", ErrNotProved, batchSize, []statement.Place{places[1], places[0]}, proof)
	refused("another size", ErrNotProved, batchSize+1, places, proof)
	refused("no places", ErrMalformed, batchSize, nil, proof)
	refused("too many places", ErrMalformed, batchSize, append(places, places...), proof)
	refused("a byte less", ErrMalformed, batchSize, places, proof[:BatchProofSize-1])
	refused("a byte more", ErrMalformed, batchSize, places, append(proof[:BatchProofSize:BatchProofSize], 0))
	beyond := append([]byte{0xff}, proof[1:]...)
	refused("H beyond the field", ErrMalformed, batchSize, places, beyond)
	for i := range proof {
		flipped := append([]byte(nil), proof...)
		flipped[i] ^= 1
		require.Error(t, VerifyBatch(vk, batchSize, places, flipped), "byte %d", i)
	}
	require.ErrorIs(t, VerifySettlement(vk, [statement.HeaderLen]statement.Word(places[0].V), places[0].V[statement.HeaderLen:],
		places[0].H, proof[32:]), ErrNotProved, "a batch's proof is none of a single statement")
}

// What is off is a copy: any true body would do, and no other statement is needed.
func TestBatchWitnessFillsUpWithTheFirstBody(t *testing.T) {
	t.Parallel()
	places, singles := squares(t, 5, 6)
	full, err := BatchWitness(common.Hash{1}, batchSize, places, singles)
	require.NoError(t, err)
	want := gadget.NewBatch[square](batchSize)
	want.H = statement.FoldBatch(batchSize, places)
	z := statement.BatchChallenge(common.Hash{1}, batchSize, statement.FoldBatch(batchSize, places), places)
	want.Z, want.Y, want.Count = z, statement.BatchEvaluate(places, z), 2
	for i, root := range []uint64{5, 6, 5} {
		words := header()
		words[statement.ForwardWord].SetUint64(root)
		for j, w := range words {
			want.Bodies[i].Header[j] = w
		}
		want.Bodies[i].Root = root
	}
	expected, err := frontend.NewWitness(want, ecc.BN254.ScalarField())
	require.NoError(t, err)
	require.Equal(t, expected.Vector(), full.Vector())
	require.NoError(t, compile(t, gadget.NewBatch[square](batchSize)).IsSolved(full))
}

func TestBatchWitnessRefuses(t *testing.T) {
	t.Parallel()
	places, singles := squares(t, 5, 6)
	other, err := frontend.NewWitness(&small{H: places[1].H, Z: 1, Y: 1, A: 1, V: [smallLen]frontend.Variable{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}, ecc.BN254.ScalarField())
	require.NoError(t, err)
	empty, err := witness.New(ecc.BN254.ScalarField())
	require.NoError(t, err)
	foreign, err := witness.New(ecc.BLS12_381.ScalarField())
	require.NoError(t, err)
	for want, c := range map[string]struct {
		n       int
		places  []statement.Place
		singles []witness.Witness
	}{
		"a batch of 1 places":             {1, places, singles},
		"3 statements for a batch of 2":   {2, append(places[:2:2], places[0]), singles},
		"1 witnesses for 2 places":        {3, places, singles[:1]},
		"2 witnesses for 1 places":        {3, places[:1], singles},
		"place 0 is not one of a":         {3, places, []witness.Witness{singles[1], singles[0]}},
		"witness of place 1 is not over":  {3, places, []witness.Witness{singles[0], foreign}},
		"place 1 has 12 secret elements":  {3, places, []witness.Witness{singles[0], other}},
		"place 1 has -3 secret elements":  {3, places, []witness.Witness{singles[0], empty}},
		"place 0 is not one of a stateme": {3, places, []witness.Witness{empty, singles[1]}},
	} {
		_, err := BatchWitness(common.Hash{1}, c.n, c.places, c.singles)
		require.ErrorContains(t, err, want)
	}
}
