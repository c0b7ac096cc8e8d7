package matmul

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// packedAs is a packing as doc.go describes it, in other words than the package's.
func packedAs(values []int64, width uint, perWord, perRow int) []statement.Word {
	var words []statement.Word
	for start := 0; start < len(values); start += perRow {
		for i := 0; i < min(perRow, len(values)-start); i += perWord {
			sum := new(big.Int)
			for j := 0; j < perWord && i+j < perRow && start+i+j < len(values); j++ {
				digit := big.NewInt(values[start+i+j])
				sum.Add(sum, digit.Mul(digit, pow2(width*uint(j))))
			}
			words = append(words, *new(statement.Word).SetBigInt(sum))
		}
	}
	return words
}

func pow2(n uint) *big.Int { return new(big.Int).Lsh(big.NewInt(1), n) }

// The commitments are what doc.go says.
func TestPacking(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	for _, n := range []int{1, 5, 11, 12, 31, 32, 33, 64, 128} {
		a, b := random(r, n), random(r, n)
		c := a.product(b)
		var bytes, digits, product []int64
		for i := range n {
			for j := range n {
				bytes = append(bytes, a[i][j]&255)
				digits = append(digits, b[i][j])
				product = append(product, c[i][j]+1<<21-1)
			}
		}
		task := taskOf(a, b)
		want := append(packedAs(bytes, 8, 31, n*n), packedAs(digits, 22, 11, n)...)
		require.Equal(t, statement.Sponge("params", want), task.Commit())
		words, err := productOf(c).Encode()
		require.NoError(t, err)
		require.Equal(t, packedAs(product, 22, 11, n), words)
		commitment, err := productOf(c).Commit()
		require.NoError(t, err)
		require.Equal(t, statement.Sponge("product", words), commitment)

		require.Equal(t, productOf(c), task.Multiply())
		read, err := Decode(n, words)
		require.NoError(t, err)
		require.Equal(t, productOf(c), read)
		again, err := ParseTask(task.Bytes())
		require.NoError(t, err)
		require.Equal(t, task, again)
		require.Equal(t, byte(a[0][0]), task.Bytes()[0])
		require.Equal(t, byte(b[n-1][n-1]), task.Bytes()[2*n*n-1])
	}
}

// Every digit that a product of bytes can have is between 1 and 2^22 − 1, up to the largest size and not beyond it.
func TestDigitsFit(t *testing.T) {
	t.Parallel()
	require.Positive(t, -128*127*MaxSize+digitOffset)
	require.Less(t, 128*128*MaxSize+digitOffset, 1<<digitBits)
	require.GreaterOrEqual(t, 128*128*(MaxSize+1)+digitOffset, 1<<digitBits)
	require.LessOrEqual(t, digitBits*digitsPerWord, statement.MessageBits)
	require.LessOrEqual(t, entryBits*entriesPerWord, statement.MessageBits)
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	p := honest(t, 1, medium).Product
	words, err := p.Encode()
	require.NoError(t, err)
	_, err = Decode(medium, words[1:])
	require.ErrorContains(t, err, "it has 23 words, want 24")
	words[1].SetBigInt(pow2(digitBits)) // the second word of a row has one digit
	_, err = Decode(medium, words)
	require.ErrorContains(t, err, "more digits than entries")
}

func TestTaskRefuses(t *testing.T) {
	t.Parallel()
	for _, length := range []int{0, 1, 3, 2*25 - 2, 2*25 - 1, 2*25 + 1, 2*25 + 2, 2 * 129 * 129} {
		_, err := ParseTask(make([]byte, length))
		require.ErrorContains(t, err, fmt.Sprintf("%d bytes are not two square matrices", length))
	}
	task := honest(t, 1, small).Task
	p := Params{small, task.Commit()}
	read, err := p.Task(task.Bytes())
	require.NoError(t, err)
	require.Equal(t, task, read)
	_, err = Params{medium, task.Commit()}.Task(task.Bytes())
	require.ErrorContains(t, err, "matrices of size 5, this predicate is for size 12")
	other := task.Bytes()
	for i := range other {
		other[i]++
		_, err = p.Task(other)
		require.ErrorContains(t, err, "is not the one that the parameters commit to")
		other[i]--
	}
}

func TestProductText(t *testing.T) {
	t.Parallel()
	p, err := ParseProduct(2, []byte("\n 1  -02\r\n\n+3\t-2147483648 \n\n"))
	require.NoError(t, err)
	require.Equal(t, Product{2, []int32{1, -2, 3, -2147483648}}, p)
	require.Equal(t, "1 -2\n3 -2147483648\n", string(p.Text()))
	longest := Product{2, []int32{-2147483648, -2147483648, -2147483648, -2147483648}}
	again, err := ParseProduct(2, longest.Text())
	require.NoError(t, err)
	require.Equal(t, longest, again)
	for text, want := range map[string]string{
		"":                      "it has 0 rows, want 2",
		"1 2":                   "it has 1 rows, want 2",
		"1 2\n3":                "row 2 has 1 entries; want 2 rows of 2",
		"1 2\n3 4\n5 6":         "row 3 has 2 entries",
		"1 2 3\n4":              "row 1 has 3 entries",
		"1 2\n3 four":           "row 2, column 2 is no integer",
		"1 2147483648\n3 4":     "row 1, column 2 is no integer of 32 bits",
		"1 0x2\n3 4":            "row 1, column 2 is no integer",
		"1 2.0\n3 4":            "row 1, column 2 is no integer",
		strings.Repeat(" ", 49): "it has 49 bytes, at most 48 are read",
	} {
		_, err := ParseProduct(2, []byte(text))
		require.ErrorContains(t, err, want, text)
	}
}

func TestCheckRefusesOtherSizes(t *testing.T) {
	t.Parallel()
	d := honest(t, 1, small)
	findings, err := Check(d.Task, d.Product)
	require.NoError(t, err)
	require.Empty(t, findings)
	for _, bad := range []Product{{4, d.Product.Entries}, {small, d.Product.Entries[1:]}, {}} {
		_, err := Check(d.Task, bad)
		require.ErrorContains(t, err, "not of one size")
	}
}

func TestParams(t *testing.T) {
	t.Parallel()
	task := honest(t, 1, MaxSize).Task
	encoded := base64.StdEncoding.EncodeToString(task.Bytes())
	p, err := ParseParams(MaxSize, []byte(`{"matrices": "`+encoded+`"}`))
	require.NoError(t, err)
	require.Equal(t, Params{MaxSize, task.Commit()}, p)
	text, err := json.Marshal(p)
	require.NoError(t, err)
	again, err := ParseParams(MaxSize, text)
	require.NoError(t, err)
	require.Equal(t, p, again)
	again, err = ParsePreimage(MaxSize, p.Preimage())
	require.NoError(t, err)
	require.Equal(t, p, again)
	size := common.BigToHash(big.NewInt(MaxSize))
	require.Equal(t, crypto.Keccak256Hash(crypto.Keccak256([]byte("tercet/predicate/matmul/v1")), size[:]), p.Unit())

	order := common.BigToHash(fr.Modulus())
	for text, want := range map[string]string{
		"":   "EOF",
		"{}": "give either",
		`[]`: `want {"matrices"`,
		`{"matrices": "` + encoded + `", "commitment": "` + common.Hash{}.Hex() + `"}`: "give either",
		`{"matrices": ""}`:                      "0 bytes are not two square matrices",
		`{"matrices": "AAEC"}`:                  "3 bytes are not two square matrices",
		`{"matrices": "AAE="}`:                  "the matrices are of size 1, this predicate is for size 128",
		`{"matrices": "?"}`:                     "illegal base64",
		`{"commitment": "0x12"}`:                "hex string has length 2",
		`{"commitment": "` + order.Hex() + `"}`: "not below the field's order",
		`{"size": 32}`:                          "unknown field",
		string(text) + "{}":                     "delete it",
		strings.Repeat(" ", maxParamsJSON+1):    "at most 49152 are read",
	} {
		_, err := ParseParams(MaxSize, []byte(text))
		require.ErrorContains(t, err, want, text)
		require.ErrorContains(t, err, "reading the matmul parameters")
	}
	for want, preimage := range map[string][]byte{
		"it has 0 bytes, want 32":     nil,
		"it has 33 bytes, want 32":    make([]byte, 33),
		"not below the field's order": order[:],
	} {
		_, err := ParsePreimage(small, preimage)
		require.ErrorContains(t, err, want)
	}
}
