package attestationtest_test

import (
	"encoding/hex"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation/attestationtest"
)

// made is where made-up evidence lies for those who want to try the commands: go test . -update writes it again.
const made = "../../testdata/made-up"

var update = flag.Bool("update", false, "write the files of "+made)

// files are two GPUs' evidence under a root that everybody knows the key of.
func files(t *testing.T) map[string][]byte {
	t.Helper()
	nonce := attestation.Nonce{0x11, 0x22, 0x33}
	hopper := attestationtest.New("made-up vendor", "one", "firmware")
	blackwell := attestationtest.NewBlackwell("made-up vendor", "two", "firmware")
	var list []attestation.Evidence
	for _, g := range []*attestationtest.GPU{hopper, blackwell} {
		evidence := g.Evidence(nonce)
		evidence.Claims = &attestation.Claims{Architecture: g.Architecture, Nonce: nonce, Driver: "999.12", VBIOS: "96.00.A5.00.01"}
		list = append(list, evidence)
	}
	text, err := attestation.MarshalEvidence(list)
	require.NoError(t, err)
	return map[string][]byte{
		"root.pem":      attestationtest.EncodePEM(hopper.Root()),
		"report.txt":    []byte(hex.EncodeToString(list[0].Report) + "\n"),
		"chain.pem":     list[0].Chain,
		"evidence.json": append(text, '\n'),
	}
}

func TestMadeUpFilesAreWhatTheyWere(t *testing.T) {
	t.Parallel()
	for name, want := range files(t) {
		path := filepath.Join(made, name)
		if *update {
			require.NoError(t, os.WriteFile(path, want, 0o600))
		}
		got, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), name)
	}
}
