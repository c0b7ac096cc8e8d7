package chain

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/rpc"

	"github.com/tercet-protocol/tercet/bindings"
)

// RevertError is a contract's refusal.
type RevertError struct {
	Name   string       // of the contract's error, such as ForwardEscrow_NotAnnounced; empty if it gave none that is known
	Reason string       // in words
	Data   []byte       // as the contract gave it
	Inner  *RevertError // what a predicate refused with
}

// Error says that a contract refused, and why.
func (e *RevertError) Error() string { return "the contract refused: " + e.Reason }

// Unwrap leads to a predicate's own refusal.
func (e *RevertError) Unwrap() error {
	if e.Inner == nil {
		return nil
	}
	return e.Inner
}

// Explain says an error in words for people: a contract's reason if there is one, else the error itself.
func Explain(err error) string {
	if reverted := new(RevertError); errors.As(err, &reverted) {
		return reverted.Reason
	}
	return err.Error()
}

// RevertedWith says whether a contract refused with the error of that name, also inside a predicate.
func RevertedWith(err error, name string) bool {
	for reverted := new(RevertError); errors.As(err, &reverted); err = reverted.Unwrap() {
		if reverted.Name == name {
			return true
		}
	}
	return false
}

// refusal turns an endpoint's error about a revert into a *RevertError, and leaves others alone.
func refusal(err error) error {
	var coded rpc.DataError
	if !errors.As(err, &coded) {
		if err != nil && strings.Contains(err.Error(), "execution reverted") {
			return &RevertError{Reason: "it gave no reason"}
		}
		return err
	}
	text, isText := coded.ErrorData().(string)
	if !isText {
		return err
	}
	data, decodeErr := hexutil.Decode(text)
	if decodeErr != nil {
		return err
	}
	return decodeRevert(data, 0)
}

// maxNesting is how deep refusals inside refusals are followed: the escrow wraps a predicate's, once.
const maxNesting = 2

// decodeRevert puts what a contract reverted with into words. The bytes are the contract's own, and may be anything.
func decodeRevert(data []byte, depth int) *RevertError {
	reverted := &RevertError{Data: data}
	if len(data) < 4 {
		reverted.Reason = "it gave no reason"
		return reverted
	}
	if text, err := abi.UnpackRevert(data); err == nil { // Error(string) and Panic(uint256)
		reverted.Reason = fmt.Sprintf("%.200q", text)
		return reverted
	}
	known, values := lookUp(data)
	if known == nil {
		reverted.Reason = fmt.Sprintf("with an error that is not known here, 0x%x", data[:min(len(data), 36)])
		return reverted
	}
	reverted.Name = known.Name
	arguments := make(reasonArguments, len(values))
	for i, input := range known.Inputs {
		arguments[input.Name] = values[i]
	}
	if reason, wraps := arguments["reason"].([]byte); wraps && depth < maxNesting {
		reverted.Inner = decodeRevert(reason, depth+1)
		arguments["reason"] = reverted.Inner.Reason
	}
	if say, worded := reasons[known.Name]; worded {
		reverted.Reason = say(arguments)
	} else {
		reverted.Reason = arguments.list(known)
	}
	return reverted
}

// errorTable holds the custom errors of every contract spoken to.
var errorTable = sync.OnceValue(func() []abi.Error {
	var table []abi.Error
	for _, contract := range []*abi.ABI{escrowABI(), predicateABI(), gpuHoursABI(), roundsABI(), tokenABI(), offersABI(), permit2ABI()} {
		for _, known := range contract.Errors {
			table = append(table, known)
		}
	}
	return table
})

func lookUp(data []byte) (*abi.Error, []any) {
	for _, known := range errorTable() {
		if bytes.Equal(known.ID[:4], data[:4]) {
			if values, err := known.Inputs.Unpack(data[4:]); err == nil {
				return &known, values
			}
		}
	}
	return nil, nil
}

var (
	escrowABI    = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.ForwardEscrowMetaData.ParseABI()) })
	predicateABI = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.Groth16PredicateMetaData.ParseABI()) })
	gpuHoursABI  = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.GpuHoursPredicateMetaData.ParseABI()) })
	roundsABI    = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.RoundsMetaData.ParseABI()) })
	offersABI    = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.OffersMetaData.ParseABI()) })
	registryABI  = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.PredicateRegistryMetaData.ParseABI()) })
	tokenABI     = sync.OnceValue(func() *abi.ABI { return mustParse(bindings.MockWBTCMetaData.ParseABI()) })
)

func mustParse(parsed *abi.ABI, err error) *abi.ABI {
	if err != nil {
		panic(err) // the ABI is a constant of the generated bindings
	}
	return parsed
}
