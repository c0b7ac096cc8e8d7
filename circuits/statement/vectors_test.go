package statement_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"math/big"
	"os"
	"path/filepath"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

var update = flag.Bool("update", false, "write circuits/testdata/vectors.json anew")

var vectorsFile = filepath.Join("..", "testdata", "vectors.json")

// vectors is the shared file: words and hashes as 0x and 64 digits, integers as decimal strings.
type vectors struct {
	Note       string            `json:"note"`
	TypeHashes map[string]string `json:"typeHashes"`
	U248       []u248Vector      `json:"u248"`
	Capacity   []capacityVector  `json:"capacity"`
	Sponge     []spongeVector    `json:"sponge"`
	Node       []nodeVector      `json:"node"`
	Stream     []streamVector    `json:"stream"`
	Fold       []foldVector      `json:"fold"`
	Challenge  []challengeVector `json:"challenge"`
	Evaluate   []evaluateVector  `json:"evaluate"`
	Batch      []batchVector     `json:"batch"`
	Forward    []forwardVector   `json:"forward"`
	Claim      []claimVector     `json:"claim"`
	Header     []headerVector    `json:"header"`
	Seal       []sealVector      `json:"seal"`
}

type u248Vector struct {
	Hash string `json:"hash"`
	Out  string `json:"out"`
}

type capacityVector struct {
	Domain string `json:"domain"`
	N      int    `json:"n"`
	Out    string `json:"out"`
}

type spongeVector struct {
	Domain string   `json:"domain"`
	In     []string `json:"in"`
	Out    string   `json:"out"`
}

type nodeVector struct {
	Children []string `json:"children"`
	Out      string   `json:"out"`
}

type streamVector struct {
	Key string   `json:"key"`
	Out []string `json:"out"`
}

type foldVector struct {
	V []string `json:"v"`
	A string   `json:"a"`
	H string   `json:"h"`
}

type challengeVector struct {
	VKHash string   `json:"vkHash"`
	H      string   `json:"h"`
	V      []string `json:"v"`
	Z      string   `json:"z"`
}

type evaluateVector struct {
	V []string `json:"v"`
	Z string   `json:"z"`
	Y string   `json:"y"`
}

// batchVector is a batch of n places; h of each is the fold of its vector, filled up with zeros to words, and its a.
type batchVector struct {
	VKHash string   `json:"vkHash"`
	N      int      `json:"n"`
	Count  int      `json:"count"`
	Words  int      `json:"words"`
	A      []string `json:"a"`
	Places []string `json:"places"`
	H      string   `json:"h"`
	Z      string   `json:"z"`
	Y      string   `json:"y"`
}

type termsFields struct {
	Predicate   string `json:"predicate"`
	Params      string `json:"params"`
	TaskHash    string `json:"taskHash"`
	Token       string `json:"token"`
	Price       string `json:"price"`
	Quantity    string `json:"quantity"`
	Unit        string `json:"unit"`
	AcceptBy    string `json:"acceptBy"`
	Start       string `json:"start"`
	End         string `json:"end"`
	SettleBy    string `json:"settleBy"`
	Bond        string `json:"bond"`
	Provider    string `json:"provider"`
	BeaconBlock string `json:"beaconBlock"`
	SealX       string `json:"sealX"`
	SealY       string `json:"sealY"`
}

type forwardVector struct {
	Terms     termsFields `json:"terms"`
	TermsHash string      `json:"termsHash"`
	Buyer     string      `json:"buyer"`
	Salt      string      `json:"salt"`
	ChainID   string      `json:"chainId"`
	Escrow    string      `json:"escrow"`
	ForwardID string      `json:"forwardId"`
}

type claimVector struct {
	ChainID   string `json:"chainId"`
	Escrow    string `json:"escrow"`
	Forward   string `json:"forward"`
	Recipient string `json:"recipient"`
	Claim     string `json:"claim"`
}

type headerVector struct {
	ChainID    string   `json:"chainId"`
	Escrow     string   `json:"escrow"`
	Recipient  string   `json:"recipient"`
	Forward    string   `json:"forward"`
	Params     string   `json:"params"`
	Start      string   `json:"start"`
	End        string   `json:"end"`
	Quantity   string   `json:"quantity"`
	From       string   `json:"from"`
	To         string   `json:"to"`
	Amount     string   `json:"amount"`
	SealX      string   `json:"sealX"`
	SealY      string   `json:"sealY"`
	Commitment string   `json:"commitment"`
	Beacon     string   `json:"beacon"`
	Words      []string `json:"words"`
}

type sealVector struct {
	Secret   string   `json:"secret"` // empty where nothing is sealed
	KeyX     string   `json:"keyX"`
	KeyY     string   `json:"keyY"`
	Rho      string   `json:"rho"`
	Claim    string   `json:"claim"`
	Progress string   `json:"progress"`
	Message  []string `json:"message"`
	Payload  []string `json:"payload"`
}

// TestVectors holds the committed file to the code. Circuit and contracts hold themselves to the file.
func TestVectors(t *testing.T) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetIndent("", "  ")
	require.NoError(t, enc.Encode(makeVectors(t)))
	if *update {
		require.NoError(t, os.WriteFile(vectorsFile, buf.Bytes(), 0o644))
	}
	committed, err := os.ReadFile(vectorsFile)
	require.NoError(t, err)
	require.Equal(t, buf.String(), string(committed),
		"the encodings changed: every key, proof and open forward changes with them; if that is meant, run go test ./circuits/statement -run TestVectors -update")
}

// seed is a word that no structure hides in, the same on every run.
func seed(name string, i int) statement.Word {
	return statement.U248(seedHash(name, i))
}

func seedHash(name string, i int) common.Hash {
	return crypto.Keccak256Hash([]byte("tercet/vectors/"+name), common.BigToHash(big.NewInt(int64(i))).Bytes())
}

func seedAddress(name string) common.Address {
	return common.BytesToAddress(seedHash(name, 0).Bytes())
}

func seeds(name string, n int) []statement.Word {
	list := make([]statement.Word, n)
	for i := range list {
		list[i] = seed(name, i)
	}
	return list
}

func hex(w statement.Word) string { return common.Hash(w.Bytes()).Hex() }

func hexes(list []statement.Word) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = hex(list[i])
	}
	return out
}

// largest is the field's greatest element.
func largest() statement.Word {
	one, w := statement.WordFromUint64(1), statement.Word{}
	return *w.Sub(&w, &one)
}

func bits(n uint) *big.Int {
	x := new(big.Int).Lsh(big.NewInt(1), n)
	return x.Sub(x, big.NewInt(1))
}
