package meter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

// The kinds of entries, and what each says.
const (
	kindBegun    = "begun"    // begun: whose log it is
	kindForward  = "forward"  // Forward: what the chain says of a forward
	kindMachine  = "machine"  // Signed[Registration]: where a forward's devices are
	kindTenant   = "tenant"   // Signed[Tenancy]: who uses them
	kindHour     = "hour"     // hourBegun: an hour's beacon, before the first look
	kindLook     = "look"     // Look: at one device, once
	kindHourOver = "hourOver" // hourOver: its secret and what devices are credited with
	kindSigned   = "signed"   // signedSheet: what the meter gave its word for
)

// begun is the first entry.
type begun struct {
	ChainID uint64         `json:"chainId"`
	Escrow  common.Address `json:"escrow"`
	Meter   gpuhours.Meter `json:"meter"`
	Anchor  Anchor         `json:"anchor"`
}

// Beacon is a block of the chain that the meter follows: the last one that was ten minutes old when the hour began.
type Beacon struct {
	Number uint64      `json:"number"`
	Hash   common.Hash `json:"hash"`
	Time   uint64      `json:"time"`
}

type hourBegun struct {
	Hour   uint64 `json:"hour"`
	Beacon Beacon `json:"beacon"`
	Rate   int    `json:"rate"` // challenges an hour on average
}

// Look is what the meter saw of one device at one instant, and on what it rests.
type Look struct {
	Forward    common.Hash        `json:"forward"`
	Device     common.Hash        `json:"device"` // its id in sheets
	Hour       uint64             `json:"hour"`
	Second     int                `json:"second"`
	Outcome    Outcome            `json:"outcome"`
	Reason     string             `json:"reason,omitempty"`
	Receipt    hexutil.Bytes      `json:"receipt,omitempty"`    // the buyer's, that they use it
	Sample     hexutil.Bytes      `json:"sample,omitempty"`     // telemetry, as it came
	Report     hexutil.Bytes      `json:"report,omitempty"`     // attestation, as it came
	Profile    *challenge.Profile `json:"profile,omitempty"`    // of the challenge
	Seed       *common.Hash       `json:"seed,omitempty"`       // of the challenge
	Transcript *common.Hash       `json:"transcript,omitempty"` // of the challenge, kept apart
}

type hourOver struct {
	Hour    uint64      `json:"hour"`
	Secret  common.Hash `json:"secret"`
	Credits []Credit    `json:"credits"`
}

// Credit is what a device gets for an hour.
type Credit struct {
	Forward common.Hash `json:"forward"`
	Device  common.Hash `json:"device"`
	Asked   int         `json:"asked"`   // instants of the hour
	Counted int         `json:"counted"` // those that count for the provider
	Seconds uint16      `json:"seconds"`
}

type signedSheet struct {
	Sheet     json.RawMessage    `json:"sheet"`
	Hash      hexutil.Bytes      `json:"hash"`
	Signature gpuhours.Signature `json:"signature"`
}

// decode reads one JSON value, and nothing after it, with no field that is not known.
func decode(text []byte, to any) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(to); err != nil {
		return fmt.Errorf("byte %d: %w", decoder.InputOffset(), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("byte %d: there is something after the JSON value", decoder.InputOffset())
	}
	return nil
}
