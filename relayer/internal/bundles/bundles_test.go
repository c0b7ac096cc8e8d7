package bundles

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAnUnknownBundleIsRefusedByName(t *testing.T) {
	t.Parallel()
	_, err := Develop(t.Context(), t.TempDir(), "sonnet", func(string) {})
	require.ErrorContains(t, err, `circuit "sonnet" is not built in; there are: proof-of-work, terza-rima`)
}
