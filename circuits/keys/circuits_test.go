package keys

import (
	"errors"
	"math/big"
	"testing"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

const smallLen = statement.HeaderLen + 2

// small has the shape of a real circuit and a hash that hides nothing: h is the product of its words, each plus one, and a.
type small struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	V       [smallLen]frontend.Variable
	A       frontend.Variable
}

func (c *small) Define(api frontend.API) error {
	y, h := frontend.Variable(0), c.A
	for i := smallLen - 1; i >= 0; i-- {
		y = api.Add(api.Mul(y, c.Z), c.V[i])
		h = api.Mul(h, api.Add(c.V[i], 1))
	}
	api.AssertIsEqual(h, c.H)
	api.AssertIsEqual(y, c.Y)
	return nil
}

// committing uses a Groth16 commitment, as range checks and lookups do without saying so.
type committing struct{ small }

func (c *committing) Define(api frontend.API) error {
	committer, ok := api.Compiler().(frontend.Committer)
	if !ok {
		return errors.New("this compiler has no commitments")
	}
	x, err := committer.Commit(c.A)
	if err != nil {
		return err
	}
	api.AssertIsDifferent(x, 0)
	return c.small.Define(api)
}

// hinted takes advice from a function of its own, which no other program has.
type hinted struct{ small }

func (c *hinted) Define(api frontend.API) error {
	advice, err := api.Compiler().NewHint(ownHint, 1, c.A)
	if err != nil {
		return err
	}
	api.AssertIsEqual(api.Mul(advice[0], c.A), c.Y)
	return c.small.Define(api)
}

func ownHint(_ *big.Int, in, out []*big.Int) error {
	out[0].Set(in[0])
	return nil
}

// four has one public input too many.
type four struct {
	small
	More frontend.Variable `gnark:",public"`
}

func (c *four) Define(api frontend.API) error {
	api.AssertIsEqual(api.Mul(c.More, c.More), c.A)
	return c.small.Define(api)
}

// careless uses z nowhere: a proof holds for any challenge.
type careless struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	A       frontend.Variable
}

func (c *careless) Define(api frontend.API) error {
	api.AssertIsEqual(api.Mul(c.A, c.A), c.H)
	api.AssertIsEqual(api.Mul(c.A, c.H), c.Y)
	return nil
}

// summing uses two of its public inputs only as a sum: what one loses the other may gain.
type summing struct {
	H, Z, Y frontend.Variable `gnark:",public"`
	A       frontend.Variable
}

func (c *summing) Define(api frontend.API) error {
	api.AssertIsEqual(api.Mul(c.A, c.A), api.Add(c.H, c.Z))
	api.AssertIsEqual(api.Mul(c.A, c.Y), c.A)
	return nil
}

func compile(t *testing.T, circuit frontend.Circuit) constraint.ConstraintSystem {
	t.Helper()
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, circuit)
	require.NoError(t, err)
	return system
}

// unchecked does what Develop does, without its checks.
func unchecked(t *testing.T, circuit frontend.Circuit) (constraint.ConstraintSystem, groth16.ProvingKey, *groth16bn254.VerifyingKey) {
	t.Helper()
	system := compile(t, circuit)
	pk, vk, err := groth16.Setup(system)
	require.NoError(t, err)
	key, ok := vk.(*groth16bn254.VerifyingKey)
	require.True(t, ok)
	return system, pk, key
}

func prove(t *testing.T, system constraint.ConstraintSystem, pk groth16.ProvingKey, assignment frontend.Circuit) groth16.Proof {
	t.Helper()
	w, err := frontend.NewWitness(assignment, ecc.BN254.ScalarField())
	require.NoError(t, err)
	proof, err := groth16.Prove(system, pk, w)
	require.NoError(t, err)
	return proof
}

// assign is a statement of the small circuit and its witness.
func assign(keyHash [32]byte, header [statement.HeaderLen]statement.Word, payload []statement.Word) (*small, statement.Word) {
	v := append(header[:], payload...)
	padded := append(v[:len(v):len(v)], make([]statement.Word, smallLen-len(v))...)
	c := &small{A: 1}
	one := statement.WordFromUint64(1)
	h := one
	for i := range padded {
		c.V[i] = padded[i]
		h.Mul(&h, new(statement.Word).Add(&padded[i], &one))
	}
	z := statement.Challenge(keyHash, h, v)
	c.H, c.Z, c.Y = h, z, statement.Evaluate(padded, z)
	return c, h
}

func header() [statement.HeaderLen]statement.Word {
	var header [statement.HeaderLen]statement.Word
	for i := range header {
		header[i] = statement.U248(crypto.Keccak256Hash([]byte{byte(i)}))
	}
	return header
}
