package bindings_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/bindings"
)

// Whoever gives these files to an explorer gets the very bytecode that is deployed: the compiler is asked, contract by
// contract, as an explorer asks it.
func TestStandardJSONCompilesToWhatIsDeployed(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	script := exec.CommandContext(t.Context(), "../scripts/standard-json", folder)
	script.Env = append(os.Environ(), "FOUNDRY_PROFILE=default") // what the bindings were built with
	output, err := script.CombinedOutput()
	require.NoError(t, err, string(output))

	deployed := map[string]string{
		"ForwardEscrow":       bindings.ForwardEscrowMetaData.Bin,
		"GpuHoursPredicate":   bindings.GpuHoursPredicateMetaData.Bin,
		"Groth16Predicate":    bindings.Groth16PredicateMetaData.Bin,
		"Offers":              bindings.OffersMetaData.Bin,
		"PredicateRegistry":   bindings.PredicateRegistryMetaData.Bin,
		"Rounds":              bindings.RoundsMetaData.Bin,
		"ZkvmPredicate":       bindings.ZkvmPredicateMetaData.Bin,
		"ConditionalTransfer": bindings.ConditionalTransferMetaData.Bin,
		"EtherEntry":          bindings.EtherEntryMetaData.Bin,
		"Lens":                bindings.LensMetaData.Bin,
		"PositionDescriptor":  bindings.PositionDescriptorMetaData.Bin,
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	require.NoError(t, err)
	require.Len(t, files, len(deployed), "files")
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		code, known := deployed[name]
		require.True(t, known, name)
		require.Equal(t, code, "0x"+compile(t, file, name), name)
	}
}

// compile gives a file to the compiler and returns the bytecode of the one contract that it asks for.
func compile(t *testing.T, file, name string) string {
	t.Helper()
	input, err := os.ReadFile(file)
	require.NoError(t, err)
	compiler := exec.CommandContext(t.Context(), "../contracts/solc", "--standard-json")
	compiler.Stdin = bytes.NewReader(input)
	answer, err := compiler.Output()
	require.NoError(t, err)
	var output struct {
		Contracts map[string]map[string]struct {
			EVM struct{ Bytecode struct{ Object string } }
		}
	}
	require.NoError(t, json.Unmarshal(answer, &output))
	require.Len(t, output.Contracts, 1, "%s: %.2000s", name, answer)
	for _, contracts := range output.Contracts {
		return contracts[name].EVM.Bytecode.Object
	}
	return ""
}
