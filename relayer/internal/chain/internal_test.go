package chain

import (
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/stretchr/testify/require"
)

// Every error that has words of its own exists, and its words use arguments that it has.
func TestReasonsMatchTheContracts(t *testing.T) {
	t.Parallel()
	known := map[string]abi.Error{}
	for _, entry := range errorTable() {
		known[entry.Name] = entry
	}
	for name, say := range reasons {
		entry, exists := known[name]
		require.True(t, exists, "no contract has the error %s", name)
		arguments := reasonArguments{}
		for _, input := range entry.Inputs {
			arguments[input.Name] = "given"
		}
		require.NotContains(t, say(arguments), "nil", name)
	}

	// What any contract here refuses with is known by its selector, and told without it.
	for name, entry := range known {
		selector := entry.ID.Bytes()[:4]
		arguments := reasonArguments{}
		for _, input := range entry.Inputs {
			arguments[input.Name] = "given"
		}
		told := arguments.list(&entry)
		if say, worded := reasons[name]; worded {
			told = say(arguments)
		}
		require.NotContains(t, told, common.Bytes2Hex(selector), name)
	}
	for _, name := range []string{"ForwardEscrow_", "Offers_"} { // what an account's own transaction can meet has words
		for _, left := range unworded(known, name) {
			require.Contains(t, []string{
				"ForwardEscrow_CallerNotEscrow", "ForwardEscrow_ClaimDelayZero", "ForwardEscrow_PartWithoutCode", "ForwardEscrow_SomeDeclined", "Offers_EscrowWithoutCode",
			}, left, "nothing in words for a refusal")
		}
	}
}

// unworded are the errors with that prefix that are told by name and values alone.
func unworded(known map[string]abi.Error, prefix string) (list []string) {
	for name := range known {
		if reasons[name] == nil && strings.HasPrefix(name, prefix) {
			list = append(list, name)
		}
	}
	return list
}

// The bindings' own decoder panics on fewer than four bytes, and a predicate reverts with what it likes.
func TestRevertsOfHostileContracts(t *testing.T) {
	t.Parallel()
	for data, reason := range map[string]string{
		"0x":         "it gave no reason",
		"0x08c379":   "it gave no reason",
		"0x08c379a0": "not known here",
		"0xdeadbeef": "not known here, 0xdeadbeef",
		"0x" + common.Bytes2Hex(escrowABI().Errors["ForwardEscrow_NotAnnounced"].ID.Bytes()[:4]):                           "not known here",
		"0x" + common.Bytes2Hex(escrowABI().Errors["ForwardEscrow_NotAnnounced"].ID.Bytes()[:4]) + strings.Repeat("f", 30): "not known here",
		"0x" + strings.Repeat("ab", 100_000): "not known here",
	} {
		decoded := decodeRevert(hexutil.MustDecode(data), 0)
		require.Contains(t, decoded.Reason, reason)
		require.Less(t, len(decoded.Reason), 400)
	}
}

func TestRefusalsInsideRefusalsAreFollowedTwiceAtMost(t *testing.T) {
	t.Parallel()
	refused := escrowABI().Errors["ForwardEscrow_PredicateRefused"]
	wrap := func(reason []byte) []byte {
		packed, err := refused.Inputs.Pack(common.Address{}, reason)
		require.NoError(t, err)
		return append(refused.ID.Bytes()[:4], packed...)
	}
	data := []byte{}
	for range 50 {
		data = wrap(data)
	}
	decoded, depth := decodeRevert(data, 0), 0
	for ; decoded != nil; decoded = decoded.Inner {
		depth++
	}
	require.Equal(t, maxNesting+1, depth)
}

func TestErrorsWithoutWordsOfTheirOwnAreListed(t *testing.T) {
	t.Parallel()
	entry := predicateABI().Errors["Groth16Predicate_ProofLength"]
	packed, err := entry.Inputs.Pack(big.NewInt(255))
	require.NoError(t, err)
	decoded := decodeRevert(append(entry.ID.Bytes()[:4], packed...), 0)
	require.Equal(t, "Groth16Predicate_ProofLength(length: 255)", decoded.Reason)
	require.Equal(t, "the contract refused: Groth16Predicate_ProofLength(length: 255)", decoded.Error())
	require.Equal(t, "other trouble", Explain(errors.New("other trouble")))
}

// An endpoint may answer with logs that nobody asked for.
func TestLogsAreCheckedAgain(t *testing.T) {
	t.Parallel()
	contract, event := common.HexToAddress("0x1"), common.HexToHash("0x2")
	good := types.Log{Address: contract, Topics: []common.Hash{event, {}}}
	require.NoError(t, checkLog(&good, contract, event, 2))
	for name, change := range map[string]func(*types.Log){
		"address":     func(l *types.Log) { l.Address[0] ^= 1 },
		"event":       func(l *types.Log) { l.Topics = []common.Hash{{}, {}} },
		"few topics":  func(l *types.Log) { l.Topics = l.Topics[:1] },
		"no topics":   func(l *types.Log) { l.Topics = nil },
		"many topics": func(l *types.Log) { l.Topics = append(l.Topics[:2:2], common.Hash{}) },
		"removed":     func(l *types.Log) { l.Removed = true },
		"size":        func(l *types.Log) { l.Data = make([]byte, maxLogData+1) },
	} {
		bad := good
		change(&bad)
		require.Error(t, checkLog(&bad, contract, event, 2), name)
	}
}

func TestMomentsOfHostileTerms(t *testing.T) {
	t.Parallel()
	require.Equal(t, "2026-11-22 12:00:00", moment(1795348800).Format("2006-01-02 15:04:05"))
	require.NotPanics(t, func() { _ = moment(^uint64(0)).Format("2006") })
}

// What a group may cost is asked for before an endpoint sees it, also where its call comes from a journal.
func TestAGroupNeedsWhatItMayCost(t *testing.T) {
	t.Parallel()
	e := NewEscrow(nil, common.HexToAddress("0xe5c0"))
	packed, err := e.SettleManyCall(Group{N: 16, GasLimit: 3_000_000, Proof: make([]byte, 288)})
	require.NoError(t, err)
	read, err := e.GroupCall(packed.Data)
	require.NoError(t, err)
	require.Equal(t, packed.Needs, read.Needs)
	require.Equal(t, packed.MostGas, read.MostGas)
	require.Greater(t, read.Needs, uint64(3_000_000)*64/63)
	require.Equal(t, read.Needs, read.MostGas)
	require.EqualValues(t, 3_000_000, read.LeastGas, "or an endpoint would see it and nobody pay for it")
	require.Equal(t, packed.LeastGas, read.LeastGas)
	_, err = e.GroupCall(packed.Data[:100])
	require.Error(t, err)
}
