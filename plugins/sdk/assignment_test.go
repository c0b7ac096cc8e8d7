package sdk_test

import (
	"encoding/binary"
	"math/big"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// settlement is a request and an assignment that agree.
type settlement struct {
	request    sdk.AssignRequest
	assignment sdk.Assignment
}

func newSettlement(t *testing.T) *settlement {
	t.Helper()
	window, err := statement.Window(10, 20, big.NewInt(100))
	require.NoError(t, err)
	s := &settlement{}
	for i := range s.request.Header {
		s.request.Header[i] = sdk.Word{31: byte(i + 1)}
	}
	s.request.Header[statement.WindowWord] = window.Bytes()
	s.request.Header[statement.ProgressWord] = sdk.Word{}
	s.request.KeyHash = [32]byte{1}
	s.assignment.Step = sdk.Step{From: 0, To: 1, Amount: big.NewInt(100)}
	s.assignment.Payload = []sdk.Word{{31: 100}, {}, {31: 102}}
	s.assignment.H = sdk.Word{31: 7}
	s.rewrite(t)
	return s
}

// rewrite makes the witness agree with the rest again.
func (s *settlement) rewrite(t *testing.T) {
	t.Helper()
	header, err := sdk.SettledHeader(s.request.Header, s.request.Cursor, s.assignment.Step)
	require.NoError(t, err)
	var vector []statement.Word
	for _, word := range append(header[:], s.assignment.Payload...) {
		element, err := statement.WordFromBytes(word)
		require.NoError(t, err)
		vector = append(vector, element)
	}
	h, err := statement.WordFromBytes(s.assignment.H)
	require.NoError(t, err)
	z := statement.Challenge(common.Hash(s.request.KeyHash), h, vector)
	y := statement.Evaluate(vector, z)
	s.assignment.Witness = encode(h.Bytes(), z.Bytes(), y.Bytes(), sdk.Word{31: 1}, sdk.Word{31: 2})
}

func encode(words ...sdk.Word) []byte {
	b := binary.BigEndian.AppendUint32(nil, 3)
	b = binary.BigEndian.AppendUint32(b, uint32(len(words)-3))
	b = binary.BigEndian.AppendUint32(b, uint32(len(words)))
	for _, word := range words {
		b = append(b, word[:]...)
	}
	return b
}

func (s *settlement) check() error { return sdk.CheckAssignment(s.request, s.assignment, 3) }

func TestCheckAssignment(t *testing.T) {
	t.Parallel()
	require.NoError(t, newSettlement(t).check())
}

// Every word of the header and of the payload, and the key: changed alone on the host's side, the witness is refused.
func TestEveryWordIsBound(t *testing.T) {
	t.Parallel()
	for i := range sdk.HeaderLen {
		if i == statement.ProgressWord {
			continue // not asked: the step decides it, below
		}
		s := newSettlement(t)
		s.request.Header[i][31] ^= 1
		require.ErrorIs(t, s.check(), sdk.ErrRefused, "header word %d", i)
	}
	for i := range 3 {
		s := newSettlement(t)
		s.assignment.Payload[i][31] ^= 1
		require.ErrorIs(t, s.check(), sdk.ErrRefused, "payload word %d", i)
	}
	for name, change := range map[string]func(*settlement){
		"key":      func(s *settlement) { s.request.KeyHash[0] ^= 1 },
		"h":        func(s *settlement) { s.assignment.H[31] ^= 1 },
		"from":     func(s *settlement) { s.assignment.Step.From, s.assignment.Step.To = 1, 2 },
		"to":       func(s *settlement) { s.assignment.Step.To++ },
		"amount":   func(s *settlement) { s.assignment.Step.Amount = big.NewInt(99) },
		"one less": func(s *settlement) { s.assignment.Payload = s.assignment.Payload[:1] },
	} {
		s := newSettlement(t)
		change(s)
		require.ErrorIs(t, s.check(), sdk.ErrRefused, name)
	}
}

func TestAssignmentsWithSeveralEncodings(t *testing.T) {
	t.Parallel()
	s := newSettlement(t)
	s.assignment.Payload = []sdk.Word{{31: 1}, {}}
	s.rewrite(t)
	require.ErrorContains(t, s.check(), "ends in a zero word")

	s = newSettlement(t)
	s.assignment.Payload = nil
	s.rewrite(t)
	require.NoError(t, s.check(), "a payload may be empty, and the last word of the header zero")
	s.request.Header[statement.BeaconWord] = sdk.Word{}
	s.rewrite(t)
	require.NoError(t, s.check())

	s = newSettlement(t)
	s.assignment.Payload = append(s.assignment.Payload, sdk.Word{31: 1})
	s.rewrite(t)
	require.ErrorContains(t, s.check(), "a payload of 4 words")

	for name, change := range map[string]func(*settlement){
		"header":  func(s *settlement) { s.request.Header[0] = order() },
		"payload": func(s *settlement) { s.assignment.Payload[0] = order() },
		"h":       func(s *settlement) { s.assignment.H = order() },
	} {
		s := newSettlement(t)
		change(s)
		require.ErrorContains(t, s.check(), "not below the field's order", name)
	}
}

func TestWitnessesThatAreNone(t *testing.T) {
	t.Parallel()
	good := newSettlement(t).assignment.Witness
	at := func(place int, b byte) []byte {
		bad := slices.Clone(good)
		bad[place] ^= b
		return bad
	}
	full := order()
	for name, bad := range map[string][]byte{
		"nothing":                     nil,
		"no counts":                   good[:8],
		"cut short":                   good[:len(good)-1],
		"a byte more":                 append(slices.Clone(good), 0),
		"two public inputs":           at(3, 1),
		"more secrets than announced": at(7, 1),
		"fewer words than announced":  at(11, 8),
		"counts that overflow":        append([]byte{0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 2}, good[12:76]...),
		"another h":                   at(12+31, 1),
		"another z":                   at(12+63, 1),
		"another y":                   at(12+95, 1),
		"a secret beyond the field":   append(slices.Clone(good[:len(good)-32]), full[:]...),
		"h a multiple of itself":      append(append(slices.Clone(good[:12]), plusOrder(good[12:44])...), good[44:]...),
	} {
		s := newSettlement(t)
		s.assignment.Witness = bad
		require.ErrorIs(t, s.check(), sdk.ErrRefused, name)
	}
	s := newSettlement(t)
	s.assignment.Witness = make([]byte, sdk.MaxWitness+1)
	require.ErrorContains(t, s.check(), "at most 268435456 are allowed")
}

// plusOrder is another encoding of the same element for a reader that reduces.
func plusOrder(word []byte) []byte {
	r := order()
	sum := new(big.Int).Add(new(big.Int).SetBytes(word), new(big.Int).SetBytes(r[:]))
	return sum.FillBytes(make([]byte, 32))
}
