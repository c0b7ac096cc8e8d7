package audit_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/trie"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
)

// How well a liar covers up: not at all; in the block's own header, so that the next one names another; in every header after
// it, so that only the hash of the last block gives it away, to whoever knows the true one.
const (
	bare = iota
	inHeader
	inChain
)

// liar is an endpoint that tells another history than the one that its chain has.
type liar struct {
	t        *testing.T
	chain    *rpc.Client
	headers  []*types.Header
	receipts []types.Receipts
	hashes   []common.Hash // the true ones
	numbers  map[common.Hash]int

	// hidden are logs that eth_getLogs leaves out, by block and index; more is what it adds.
	hidden func(*types.Log) bool
	more   func([]*types.Log) []*types.Log
	// answer replaces an answer; nil leaves it.
	answer func(method string, params []json.RawMessage, result json.RawMessage) any
	refuse map[string]bool // methods that it does not have
	code   map[common.Address][]byte
	// instead are answers to whatever is asked by a method.
	instead map[string]json.RawMessage
}

// honest is an endpoint that tells the world's history as it is.
func honest(t *testing.T, w *chaintest.World) *liar {
	t.Helper()
	l := &liar{t: t, chain: w.Devnet.Client().Client()}
	at := w.Head()
	for number := range at.Number + 1 {
		headers, err := w.Client.Headers(t.Context(), at, []uint64{number})
		require.NoError(t, err)
		l.headers = append(l.headers, headers[0])
		l.hashes = append(l.hashes, headers[0].Hash())
	}
	receipts, err := w.Client.BlockReceipts(t.Context(), at, l.hashes)
	require.NoError(t, err)
	l.receipts = receipts
	return l
}

// copied is the same endpoint for a test to spoil.
func (l *liar) copied(t *testing.T) *liar {
	c := &liar{t: t, chain: l.chain, hashes: l.hashes, refuse: map[string]bool{}}
	for _, header := range l.headers {
		c.headers = append(c.headers, types.CopyHeader(header))
	}
	for _, receipts := range l.receipts {
		var list types.Receipts
		for _, receipt := range receipts {
			r := *receipt
			r.Logs = nil
			for _, log := range receipt.Logs {
				one := *log
				one.Topics, one.Data = slices.Clone(log.Topics), slices.Clone(log.Data)
				r.Logs = append(r.Logs, &one)
			}
			list = append(list, &r)
		}
		c.receipts = append(c.receipts, list)
	}
	return c
}

// cover makes what is told look like a chain, as far as the liar goes. Logs get their places anew.
func (l *liar) cover(how int) {
	for i, header := range l.headers {
		if how >= inHeader && len(l.receipts[i]) > 0 {
			for _, receipt := range l.receipts[i] {
				receipt.Bloom = types.CreateBloom(receipt)
			}
			header.Bloom = types.MergeBloom(l.receipts[i])
			header.ReceiptHash = types.DeriveSha(l.receipts[i], trie.NewStackTrie(nil))
		}
		if how == inChain && i > 0 {
			header.ParentHash = l.headers[i-1].Hash()
		}
	}
	l.numbers = map[common.Hash]int{}
	for i, header := range l.headers {
		l.numbers[header.Hash()] = i
		var index uint
		for _, receipt := range l.receipts[i] {
			receipt.BlockHash = header.Hash()
			for _, log := range receipt.Logs {
				log.BlockHash, log.Index = header.Hash(), index
				index++
			}
		}
	}
}

// client connects to the endpoint.
func (l *liar) client() *chain.Client {
	l.t.Helper()
	server := httptest.NewServer(l)
	l.t.Cleanup(server.Close)
	client, err := chain.Dial(l.t.Context(), server.URL, 0)
	require.NoError(l.t, err)
	l.t.Cleanup(client.Close)
	return client
}

type question struct {
	ID     json.RawMessage   `json:"id"`
	Method string            `json:"method"`
	Params []json.RawMessage `json:"params"`
}

// ServeHTTP answers one question or several.
func (l *liar) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return
	}
	w.Header().Set("Content-Type", "application/json")
	var many []question
	if json.Unmarshal(body, &many) == nil {
		answers := make([]any, len(many))
		for i, q := range many {
			answers[i] = l.reply(q)
		}
		_ = json.NewEncoder(w).Encode(answers)
		return
	}
	var one question
	if json.Unmarshal(body, &one) == nil {
		_ = json.NewEncoder(w).Encode(l.reply(one))
	}
}

func (l *liar) reply(q question) any {
	answer := map[string]any{"jsonrpc": "2.0", "id": q.ID}
	if l.refuse[q.Method] {
		answer["error"] = map[string]any{"code": -32601, "message": "the method does not exist"}
		return answer
	}
	if other, is := l.instead[q.Method]; is {
		answer["result"] = other
		return answer
	}
	result, err := l.tell(q)
	if err != nil {
		answer["error"] = map[string]any{"code": -32000, "message": err.Error()}
		return answer
	}
	answer["result"] = result
	return answer
}

func (l *liar) tell(q question) (any, error) {
	switch q.Method {
	case "eth_getBlockByNumber":
		var number hexutil.Uint64
		if json.Unmarshal(q.Params[0], &number) == nil && int(number) >= len(l.headers) {
			return nil, nil
		}
		return l.headers[l.number(q.Params[0])], nil
	case "eth_getBlockReceipts":
		var hash common.Hash
		if err := json.Unmarshal(q.Params[0], &hash); err != nil {
			return nil, err
		}
		if at, is := l.numbers[hash]; is {
			return append(types.Receipts{}, l.receipts[at]...), nil
		}
		return nil, nil
	case "eth_getTransactionReceipt":
		var hash common.Hash
		if err := json.Unmarshal(q.Params[0], &hash); err != nil {
			return nil, err
		}
		for _, receipts := range l.receipts {
			for _, receipt := range receipts {
				if receipt.TxHash == hash {
					return receipt, nil
				}
			}
		}
		return nil, nil
	case "eth_getLogs":
		return l.logs(q.Params[0])
	}
	for i, param := range q.Params { // a block by its hash
		var by struct {
			BlockHash common.Hash `json:"blockHash"`
		}
		if json.Unmarshal(param, &by) == nil && by.BlockHash != (common.Hash{}) {
			text, err := json.Marshal(map[string]any{"blockHash": l.hashes[l.numbers[by.BlockHash]]})
			if err != nil {
				return nil, err
			}
			q.Params[i] = text
		}
	}
	args := make([]any, len(q.Params))
	for i, param := range q.Params {
		args[i] = param
	}
	var result json.RawMessage
	if err := l.chain.CallContext(l.t.Context(), &result, q.Method, args...); err != nil {
		return nil, err
	}
	var asked common.Address
	if q.Method == "eth_getCode" && json.Unmarshal(q.Params[0], &asked) == nil && l.code[asked] != nil {
		return hexutil.Bytes(l.code[asked]), nil
	}
	if l.answer != nil {
		if other := l.answer(q.Method, q.Params, result); other != nil {
			return other, nil
		}
	}
	return result, nil
}

func (l *liar) number(param json.RawMessage) int {
	var number hexutil.Uint64
	if err := json.Unmarshal(param, &number); err != nil {
		return len(l.headers) - 1 // the latest
	}
	return min(int(number), len(l.headers)-1)
}

func (l *liar) logs(param json.RawMessage) ([]*types.Log, error) {
	var query struct {
		From    json.RawMessage   `json:"fromBlock"`
		To      json.RawMessage   `json:"toBlock"`
		Address []common.Address  `json:"address"`
		Topics  []json.RawMessage `json:"topics"`
	}
	if err := json.Unmarshal(param, &query); err != nil {
		return nil, err
	}
	wanted := make([][]common.Hash, len(query.Topics))
	for i, topic := range query.Topics {
		if err := json.Unmarshal(topic, &wanted[i]); err != nil {
			return nil, err
		}
	}
	found := []*types.Log{}
	for number := l.number(query.From); number <= l.number(query.To); number++ {
		for _, receipt := range l.receipts[number] {
			for _, log := range receipt.Logs {
				fits := slices.Contains(query.Address, log.Address) && len(log.Topics) >= len(wanted)
				for i, topics := range wanted {
					fits = fits && (len(topics) == 0 || slices.Contains(topics, log.Topics[i]))
				}
				if fits && (l.hidden == nil || !l.hidden(log)) {
					found = append(found, log)
				}
			}
		}
	}
	if l.more != nil {
		found = l.more(found)
	}
	return found, nil
}
