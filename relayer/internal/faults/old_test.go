//go:build faults

package faults

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
)

// oldNode is a node of a chain that is older than London (EIP-1559), as some have stayed: its blocks have no base fee, and it takes
// transactions of type 0 alone. The contracts need a newer machine than such chains have, so that it is anvil's chain with that taken out of
// its blocks. They have hashes of their own then, which it puts in the place of the true ones, wherever those are told or asked for.
type oldNode struct {
	w *world

	mu     sync.Mutex
	height uint64 // below which blocks are known
	ours   map[string]string
	truth  map[string]string
}

// newer are the fields of blocks that came with London and later.
var newer = []string{
	"baseFeePerGas", "withdrawals", "withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot", "requestsHash", "blockAccessListHash", "slotNumber",
}

// unknown are the methods that such nodes have not got.
var unknown = []string{"eth_maxPriorityFeePerGas", "eth_feeHistory", "eth_blobBaseFee"}

var hashes = regexp.MustCompile(`0x[0-9a-f]{64}\b`)

// newOldNode is where such a node listens, before the world's chain.
func (w *world) newOldNode() (address string) {
	w.Helper()
	server := httptest.NewServer(&oldNode{w: w, ours: map[string]string{}, truth: map[string]string{}})
	w.Cleanup(server.Close)
	w.Cleanup(server.CloseClientConnections)
	return server.URL
}

// ServeHTTP passes calls on, one or a batch, as an old node would answer them. The world's chain stands still meanwhile: the endpoint
// before this one holds it.
func (n *oldNode) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer, err := n.answer(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(answer)
}

func (n *oldNode) answer(request io.Reader) ([]byte, error) {
	body, err := io.ReadAll(request)
	if err != nil {
		return nil, err
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if err := n.learn(); err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		return n.call(body)
	}
	var calls, answers []json.RawMessage
	if err := json.Unmarshal(body, &calls); err != nil {
		return nil, err
	}
	for _, one := range calls {
		answer, err := n.call(one)
		if err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	return json.Marshal(answers)
}

// call answers one call.
func (n *oldNode) call(body []byte) ([]byte, error) {
	c := first(body)
	if slices.Contains(unknown, c.Method) {
		return refused(c, -32601, "the method does not exist")
	}
	if c.Method == "eth_sendRawTransaction" && !strings.HasPrefix(string(c.Params[0]), `"0xf`) { // a list; the others begin with their type
		return refused(c, -32000, "transaction type not supported")
	}
	response, err := http.Post(n.w.node.url, "application/json", bytes.NewReader(replaced(body, n.truth))) //nolint:noctx // the chain answers
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	var answer, block map[string]json.RawMessage
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if json.Unmarshal(answer["result"], &block) == nil && block["baseFeePerGas"] != nil {
		for _, field := range newer {
			delete(block, field)
		}
		if answer["result"], err = json.Marshal(block); err != nil {
			return nil, err
		}
	}
	text, err := json.Marshal(answer)
	return replaced(text, n.ours), err
}

// learn gives each block that came since a hash of an old one.
func (n *oldNode) learn() error {
	top, err := n.w.node.eth.BlockNumber(context.Background())
	if err != nil {
		return err
	}
	for ; n.height <= top; n.height++ {
		var block map[string]json.RawMessage
		if err := n.w.node.rpc.CallContext(context.Background(), &block, "eth_getBlockByNumber", hexutil.Uint64(n.height), false); err != nil {
			return err
		}
		for _, field := range newer {
			delete(block, field)
		}
		text, err := json.Marshal(block)
		if err != nil {
			return err
		}
		header, hash := new(types.Header), ""
		if err := errors.Join(json.Unmarshal(replaced(text, n.ours), header), json.Unmarshal(block["hash"], &hash)); err != nil { // with its parent's
			return err
		}
		n.ours[hash], n.truth[header.Hash().Hex()] = header.Hash().Hex(), hash
	}
	return nil
}

// replaced is a text with other hashes in it.
func replaced(text []byte, by map[string]string) []byte {
	return hashes.ReplaceAllFunc(text, func(hash []byte) []byte {
		if other, known := by[string(hash)]; known {
			return []byte(other)
		}
		return hash
	})
}

func refused(c *call, code int, message string) ([]byte, error) {
	return json.Marshal(map[string]any{"jsonrpc": "2.0", "id": c.ID, "error": map[string]any{"code": code, "message": message}})
}
