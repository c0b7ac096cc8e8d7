package api_test

import (
	"flag"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/api"
)

var update = flag.Bool("update", false, "write openapi.json anew")

// What clients are generated from is what the server does. scripts/gen writes it anew.
func TestTheDocumentIsTheServers(t *testing.T) {
	t.Parallel()
	const file = "openapi.json"
	text, err := api.Document()
	require.NoError(t, err)
	if *update {
		require.NoError(t, os.WriteFile(file, text, 0o644))
	}
	committed, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(committed), string(text), "run scripts/gen")
}
