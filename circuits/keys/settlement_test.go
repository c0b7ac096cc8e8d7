package keys

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

var update = flag.Bool("update", false, "make circuits/testdata/settlement.json anew, with keys of its own")

var settlementFile = filepath.Join("..", "testdata", "settlement.json")

// settlement is a statement of the small circuit with a proof that holds: what a predicate contract is given, and the
// values it derives.
type settlement struct {
	Note    string   `json:"note"`
	Key     []string `json:"key"`
	KeyHash string   `json:"keyHash"`
	Header  []string `json:"header"`
	Payload []string `json:"payload"`
	H       string   `json:"h"`
	Z       string   `json:"z"`
	Y       string   `json:"y"`
	Proof   string   `json:"proof"`
}

// TestSettlementFile holds the committed proof to what the contracts are held to as well.
func TestSettlementFile(t *testing.T) {
	if *update {
		writeSettlement(t)
	}
	content, err := os.ReadFile(settlementFile)
	require.NoError(t, err)
	var s settlement
	require.NoError(t, json.Unmarshal(content, &s))

	var key [Words]*big.Int
	require.Len(t, s.Key, Words)
	for i, word := range s.Key {
		key[i] = common.HexToHash(word).Big()
	}
	require.Equal(t, s.KeyHash, KeyHash(key).Hex())
	vk, err := FromWords(key)
	require.NoError(t, err)

	header := [statement.HeaderLen]statement.Word(parse(t, s.Header))
	payload, h := parse(t, s.Payload), parse(t, []string{s.H})[0]
	v := append(header[:], payload...)
	z := statement.Challenge(common.HexToHash(s.KeyHash), h, v)
	require.Equal(t, s.Z, text(z))
	require.Equal(t, s.Y, text(statement.Evaluate(v, z)))
	require.NoError(t, VerifySettlement(vk, header, payload, h, common.FromHex(s.Proof)))
}

func writeSettlement(t *testing.T) {
	t.Helper()
	system, pk, vk := unchecked(t, &small{})
	key, err := KeyWords(vk)
	require.NoError(t, err)
	keyHash, payload := KeyHash(key), []statement.Word{statement.WordFromUint64(7)}
	assignment, h := assign(keyHash, header(), payload)
	proof, err := ProofBytes(prove(t, system, pk, assignment))
	require.NoError(t, err)
	words := header()
	v := append(words[:], payload...)
	z := statement.Challenge(keyHash, h, v)
	s := settlement{
		Note:    "A proof that holds, of a circuit for tests only, under development keys nobody kept. Made anew by go test ./circuits/keys -run TestSettlementFile -update.",
		KeyHash: keyHash.Hex(), Header: texts(words[:]), Payload: texts(payload),
		H: text(h), Z: text(z), Y: text(statement.Evaluate(v, z)), Proof: fmt.Sprintf("0x%x", proof),
	}
	for _, word := range key {
		s.Key = append(s.Key, common.BigToHash(word).Hex())
	}
	content, err := json.MarshalIndent(s, "", "  ")
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(settlementFile, append(content, '\n'), 0o644))
}

func parse(t *testing.T, list []string) []statement.Word {
	t.Helper()
	out := make([]statement.Word, len(list))
	for i, s := range list {
		w, err := statement.WordFromBytes(common.HexToHash(s))
		require.NoError(t, err)
		out[i] = w
	}
	return out
}

func text(w statement.Word) string { return common.Hash(w.Bytes()).Hex() }

func texts(list []statement.Word) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = text(list[i])
	}
	return out
}
