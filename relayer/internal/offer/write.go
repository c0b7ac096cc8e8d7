package offer

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// file is a signed offer as its file has it: numbers in decimal, bytes and hashes in lower-case hexadecimal, addresses with
// their checksum, times in UTC to the second, each in quotes and in its one form.
type file struct {
	Type      string    `json:"type"`
	ChainID   string    `json:"chainId"`
	Offers    string    `json:"offers"`
	Permit2   string    `json:"permit2,omitempty"`
	Terms     fileTerms `json:"terms"`
	Params    string    `json:"params"`
	LastPrice string    `json:"lastPrice"`
	RampStart string    `json:"rampStart"`
	RampEnd   string    `json:"rampEnd"`
	MinFill   string    `json:"minFill"`
	Expiry    string    `json:"expiry"`
	Nonce     string    `json:"nonce"`
	Salt      string    `json:"salt"`
	Buyer     string    `json:"buyer,omitempty"`  // of a bid
	Task      string    `json:"task,omitempty"`   // of a bid
	Review    string    `json:"review,omitempty"` // of an ask
	Signature string    `json:"signature"`
}

type fileTerms struct {
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

// The types of file, with the version of what is in them.
const (
	bidFile = "tercet-bid-1"
	askFile = "tercet-ask-1"
)

// never stands for a time of zero.
const never = "none"

// latest is the last second of the year 9999, beyond which times are not written.
const latest = 253402300799

// MarshalJSON writes the offer's file. Read reads it, and nothing that differs from it in more than white space and the order
// of fields.
func (s Signed) MarshalJSON() ([]byte, error) {
	if _, err := s.Digest(); err != nil {
		return nil, err
	}
	for _, at := range []uint64{s.Terms.AcceptBy, s.Terms.Start, s.Terms.End, s.Terms.SettleBy, s.RampStart, s.RampEnd, s.Expiry} {
		if at > latest {
			return nil, fmt.Errorf("write %s: time %d lies beyond the year 9999", s.Side, at)
		}
	}
	t := s.Terms
	written := file{
		Type: bidFile, ChainID: s.ChainID.String(), Offers: s.Contract.Hex(),
		Terms: fileTerms{
			Predicate: t.Predicate.Hex(), Params: wordText(t.Params), TaskHash: t.TaskHash.Hex(), Token: t.Token.Hex(),
			Price: t.Price.String(), Quantity: t.Quantity.String(), Unit: t.Unit.Hex(),
			AcceptBy: timeText(t.AcceptBy), Start: timeText(t.Start), End: timeText(t.End), SettleBy: timeText(t.SettleBy),
			Bond: t.Bond.String(), Provider: t.Provider.Hex(), BeaconBlock: strconv.FormatUint(t.BeaconBlock, 10),
			SealX: wordText(t.SealX), SealY: wordText(t.SealY),
		},
		Params: hexutil.Encode(s.Params), LastPrice: s.LastPrice.String(),
		RampStart: timeText(s.RampStart), RampEnd: timeText(s.RampEnd), MinFill: s.MinFill.String(),
		Expiry: timeText(s.Expiry), Nonce: s.Nonce.String(), Salt: s.Salt.Hex(), Signature: hexutil.Encode(s.Signature),
	}
	if s.Permit2 != (common.Address{}) {
		written.Permit2 = s.Permit2.Hex()
	}
	if s.Side == Ask {
		written.Type, written.Review = askFile, strconv.FormatUint(s.Review, 10)
	} else {
		written.Buyer, written.Task = s.Buyer.Hex(), hexutil.Encode(s.Task)
	}
	return json.Marshal(written)
}

// Encode is the offer's file, indented for people.
func (s Signed) Encode() ([]byte, error) {
	text, err := s.MarshalJSON()
	if err != nil {
		return nil, err
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, text, "", "  "); err != nil {
		return nil, fmt.Errorf("write %s: %w", s.Side, err)
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

func wordText(w statement.Word) string { return common.Hash(w.Bytes()).Hex() }

func timeText(unix uint64) string {
	if unix == 0 {
		return never
	}
	return time.Unix(int64(unix), 0).UTC().Format(time.RFC3339) //nolint:gosec // within the years that are written
}

func parseTime(text string) (uint64, bool) {
	if text == never {
		return 0, true
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil || at.Unix() <= 0 || at.Unix() > latest {
		return 0, false
	}
	unix := uint64(at.Unix()) //nolint:gosec // not negative
	return unix, timeText(unix) == text
}

func parseNumber(text string, bits int) (*big.Int, bool) {
	if len(text) == 0 || len(text) > 78 { // of 2^256
		return nil, false
	}
	x, ok := new(big.Int).SetString(text, 10)
	return x, ok && x.Sign() >= 0 && x.BitLen() <= bits && x.String() == text
}
