package web_test

import (
	"bytes"
	"encoding/json"
	"math/big"
	"os"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/state"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/core/vm/runtime"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/params"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
)

// code is what a contract's code is, but for the bytes that depend on where and how it was deployed.
type code struct {
	Length int         `json:"length"`
	Gaps   [][2]int    `json:"gaps"` // place and length of those bytes
	Hash   common.Hash `json:"hash"` // with zeros in them
	// Offers has the escrow, and Permit2, in these of its gaps.
	Escrow  []int `json:"escrow,omitempty"`
	Permit2 []int `json:"permit2,omitempty"`
}

type codes struct {
	Note   string `json:"note"`
	Offers code   `json:"offers"`
	Escrow code   `json:"escrow"`
}

// The page finds out through the wallet whether what stands at an address is the contract that it knows. scripts/gen writes this anew.
func TestTheCodeIsThatOfTheContracts(t *testing.T) {
	t.Parallel()
	const file = "src/wallet/code.json"
	made := codes{Note: "Deployed code of the contracts without their immutable values. Written by go test ./relayer/web -update."}
	var offers, escrows [][]byte
	for variant := range byte(4) {
		offers = append(offers, deployed(t, variant, bindings.OffersMetaData.Bin, bindings.NewOffers().PackConstructor(address(variant, 1), address(variant, 2))))
		escrows = append(escrows, deployed(t, variant, bindings.ForwardEscrowMetaData.Bin,
			bindings.NewForwardEscrow().PackConstructor(0x0101010101010101*uint64(variant+1), address(variant, 1), address(variant, 2))))
	}
	made.Offers, made.Escrow = inCommon(t, offers), inCommon(t, escrows)
	for i, gap := range made.Offers.Gaps {
		switch value := common.BytesToAddress(offers[0][gap[0] : gap[0]+gap[1]]); value {
		case address(0, 1):
			made.Offers.Escrow = append(made.Offers.Escrow, i)
		case address(0, 2):
			made.Offers.Permit2 = append(made.Offers.Permit2, i)
		default:
			t.Fatalf("gap %v of the offers holds %s", gap, value)
		}
	}
	require.NotEmpty(t, made.Offers.Escrow)
	require.NotEmpty(t, made.Offers.Permit2)
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", " ")
	require.NoError(t, encoder.Encode(made))
	if *update {
		require.NoError(t, os.WriteFile(file, text.Bytes(), 0o644))
	}
	committed, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(committed), text.String(), "run scripts/gen")
}

// address is one that differs between variants in each of its bytes.
func address(variant, which byte) common.Address {
	return common.Address(bytes.Repeat([]byte{16*which + variant + 1}, common.AddressLength))
}

// deployed is the code that a constructor leaves, on another chain and at another address in each variant.
func deployed(t *testing.T, variant byte, creation string, arguments []byte) []byte {
	t.Helper()
	world, err := state.New(types.EmptyRootHash, state.NewDatabaseForTesting())
	require.NoError(t, err)
	for which := range byte(3) {
		world.SetCode(address(variant, which), []byte{0}, 0)
	}
	config := *params.MergedTestChainConfig
	config.ChainID = new(big.Int).SetBytes(bytes.Repeat([]byte{variant + 1}, 8))
	left, _, _, err := runtime.Create(append(common.FromHex(creation), arguments...), &runtime.Config{
		ChainConfig: &config, State: world, Origin: address(variant, 3), GasLimit: 30_000_000,
	})
	require.NoError(t, err)
	return left
}

// inCommon is what several deployments of a contract have in common.
func inCommon(t *testing.T, all [][]byte) code {
	t.Helper()
	made := code{Length: len(all[0]), Gaps: [][2]int{}}
	same := bytes.Clone(all[0])
	for i := range same {
		differs := false
		for _, other := range all[1:] {
			require.Len(t, other, made.Length)
			differs = differs || other[i] != all[0][i]
		}
		if !differs {
			continue
		}
		same[i] = 0
		if last := len(made.Gaps) - 1; last >= 0 && made.Gaps[last][0]+made.Gaps[last][1] == i {
			made.Gaps[last][1]++
		} else {
			made.Gaps = append(made.Gaps, [2]int{i, 1})
		}
	}
	made.Hash = crypto.Keccak256Hash(same)
	return made
}
