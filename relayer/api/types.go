package api

import (
	"math/big"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
)

// Hash is 32 bytes in hexadecimal.
type Hash string

// Schema describes it.
func (Hash) Schema(huma.Registry) *huma.Schema {
	return text("32 bytes in hexadecimal, in small letters", `^0x[0-9a-f]{64}$`, "0xaaff8db9d0075498f192ae0ec43d6fe21a69fd8e7b121b5ae8b9ec569c9fab8a")
}

// Address is an account's or a contract's.
type Address string

// Schema describes it.
func (Address) Schema(huma.Registry) *huma.Schema {
	return text("an address, 20 bytes in hexadecimal, in small letters", `^0x[0-9a-f]{40}$`, "0x52908400098527886e0f7030069857d2e4169ee7")
}

// Bytes are bytes in hexadecimal.
type Bytes string

// Schema describes them.
func (Bytes) Schema(huma.Registry) *huma.Schema {
	return text("bytes in hexadecimal", `^0x([0-9a-f]{2})*$`, "0x00ff")
}

// Amount is a whole number that may be too large for a number of JSON.
type Amount string

// Schema describes it.
func (Amount) Schema(huma.Registry) *huma.Schema {
	return text("a whole number, in decimal digits", `^[0-9]+$`, "150000")
}

func text(what, pattern, example string) *huma.Schema {
	return &huma.Schema{Type: huma.TypeString, Description: what, Pattern: pattern, Examples: []any{example}}
}

// Block is one block of the chain.
type Block struct {
	Number uint64    `json:"number"`
	Hash   Hash      `json:"hash"`
	Time   time.Time `json:"time"`
}

// Place is where and when in the chain something happened.
type Place struct {
	Block       uint64    `json:"block" doc:"number of the block"`
	BlockHash   Hash      `json:"blockHash"`
	Transaction Hash      `json:"transaction"`
	LogIndex    uint64    `json:"logIndex" doc:"number of the event in its block"`
	Time        time.Time `json:"time" doc:"of the block"`
	Confirmed   bool      `json:"confirmed" doc:"lies as many blocks deep as are asked for; what does not may go away again"`
}

// Token is what prices are in. What it calls itself is no proof of what it is.
type Token struct {
	Address  Address `json:"address"`
	Symbol   *string `json:"symbol" doc:"as the token calls itself; null while it is not known"`
	Decimals *int    `json:"decimals" doc:"how many digits of an amount stand behind the point; null while it is not known"`
}

// PredicateName is the contract that decides about deliveries, and its name where that is known here.
type PredicateName struct {
	Address Address `json:"address"`
	Name    *string `json:"name" doc:"of the circuit that it verifies, such as terza-rima; null if its key is not known here"`
}

func hashOf(h common.Hash) Hash          { return Hash(h.Hex()) }
func addressOf(a common.Address) Address { return Address(hexutil.Encode(a[:])) }
func bytesOf(b []byte) Bytes             { return Bytes(hexutil.Encode(b)) }
func amountOf(x *big.Int) Amount         { return Amount(x.String()) }
func numberOf(x uint64) Amount           { return amountOf(new(big.Int).SetUint64(x)) }

// orNull is nil for the zero address.
func orNull(a common.Address) *Address {
	if a == (common.Address{}) {
		return nil
	}
	address := addressOf(a)
	return &address
}

// latestTime is the latest that RFC 3339 can say.
const latestTime = 253402300799

// timeOf is a time in unix seconds; one that is later than can be said is told as the latest there is.
func timeOf(unix uint64) time.Time { return time.Unix(int64(min(unix, latestTime)), 0).UTC() }

func timeOrNull(unix uint64) *time.Time {
	if unix == 0 {
		return nil
	}
	t := timeOf(unix)
	return &t
}

func blockOf(h chain.Head) *Block {
	if h.Hash == (common.Hash{}) {
		return nil
	}
	return &Block{Number: h.Number, Hash: hashOf(h.Hash), Time: timeOf(h.Time)}
}

func placeOf(m index.Moment, s *index.Standing) Place {
	return Place{
		Block: m.Block, BlockHash: hashOf(m.BlockHash), Transaction: hashOf(m.Tx), LogIndex: uint64(m.Log), Time: timeOf(m.Time),
		Confirmed: m.Block <= s.Confirmed.Number,
	}
}
