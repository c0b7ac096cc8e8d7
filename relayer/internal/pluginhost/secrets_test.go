package pluginhost

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// What a plugin might take from us.

func TestPluginReadsTheEnvironment(t *testing.T) {
	t.Setenv("TERCET_SIGNER_SECRET", "0x1234")
	b := newBundle(t, nil)
	output, err := b.run(t, "environment")
	require.NoError(t, err)
	allowed := []string{
		"TMPDIR", sdk.LifelineEnv, sdk.Handshake.MagicCookieKey, "PLUGIN_MIN_PORT", "PLUGIN_MAX_PORT",
		"PLUGIN_PROTOCOL_VERSIONS", "PLUGIN_CLIENT_CERT", "PLUGIN_UNIX_SOCKET_DIR",
	}
	for _, one := range raced {
		name, _, _ := strings.Cut(one, "=")
		allowed = append(allowed, name)
	}
	var names []string
	for line := range strings.Lines(string(output)) {
		if name, _, found := strings.Cut(line, "="); found && strings.ToUpper(name) == name && !strings.Contains(name, "/") && !strings.Contains(name, "+") {
			names = append(names, name)
		}
	}
	require.Subset(t, allowed, names)
	require.Contains(t, names, "PLUGIN_CLIENT_CERT", "TLS on both sides")
	require.NotContains(t, string(output), "0x1234")
}

func TestPluginReadsStdin(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	output, err := b.run(t, "stdin")
	require.NoError(t, err)
	require.Empty(t, output)
}

func TestPluginWorksInAFolderOfItsOwn(t *testing.T) {
	t.Parallel()
	b := newBundle(t, nil)
	output, err := b.run(t, "folder")
	require.NoError(t, err)
	require.Equal(t, b.host.scratch.path, filepath.Dir(string(output)))
	info, err := os.Stat(string(output))
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
	info, err = os.Stat(b.host.scratch.path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o700), info.Mode().Perm())
}
