package statement_test

import (
	"bytes"
	"crypto/sha256"
	"math/big"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// entropy is an endless stream that only looks random: for tests.
type entropy struct {
	name string
	left bytes.Buffer
	n    byte
}

func (e *entropy) Read(p []byte) (int, error) {
	for e.left.Len() < len(p) {
		block := sha256.Sum256(append([]byte(e.name), e.n))
		e.left.Write(block[:])
		e.n++
	}
	return e.left.Read(p)
}

func secret(i int) statement.SealingKey {
	sk, err := statement.GenerateSealingKey(&entropy{name: "secret" + string(rune('a'+i))})
	if err != nil {
		panic(err)
	}
	return sk
}

func scalar(name string, i int) *big.Int {
	x, err := statement.RandomScalar(&entropy{name: name + string(rune('a'+i))})
	if err != nil {
		panic(err)
	}
	return x
}

func text(t *testing.T, sk statement.SealingKey) string {
	t.Helper()
	b, err := sk.MarshalText()
	require.NoError(t, err)
	return string(b)
}
