package cmd

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

const unitFile = "../systemd/tercet.service"

// unit is what a unit file says: by section and name, in order.
func unit(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(unitFile)
	require.NoError(t, err)
	said := map[string][]string{}
	section := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if inner, ok := strings.CutPrefix(line, "["); ok {
			section = strings.TrimSuffix(inner, "]")
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, found := strings.Cut(line, "=")
		require.True(t, found, line)
		said[section+"."+name] = append(said[section+"."+name], value)
	}
	return said
}

// The service starts a relayer with what it is given: systemd's names put in, the line is a good one.
func TestTheServiceStartsARelayer(t *testing.T) {
	said := unit(t)
	file := filepath.Join(t.TempDir(), "tercet.toml")
	require.NoError(t, os.WriteFile(file, []byte("[run]\nescrow = \"0x00000000000000000000000000000000000000e5\"\n"), 0o600))
	require.Len(t, said["Service.ExecStart"], 1)
	line := strings.NewReplacer("${CREDENTIALS_DIRECTORY}", "/run/credentials/tercet.service", "%S", "/var/lib",
		"/etc/tercet/tercet.toml", file).Replace(said["Service.ExecStart"][0])
	require.NotContains(t, line, "%")
	require.NotContains(t, line, "$")
	words := strings.Fields(line)
	require.Equal(t, []string{"/usr/local/bin/tercet", "run"}, words[:2])
	got, status, told := configOf(t, words[2:]...)
	require.Zero(t, status, told)
	require.Equal(t, common.HexToAddress("0xe5"), got.Escrow, "the file is read")

	credential, _, _ := strings.Cut(said["Service.LoadCredential"][0], ":")
	require.Equal(t, "/run/credentials/tercet.service/"+credential, got.KeyFile)
	state := "/var/lib/" + said["Service.StateDirectory"][0] + "/"
	require.True(t, strings.HasPrefix(got.Data, state), got.Data)
	require.True(t, strings.HasPrefix(got.Keys, state), "and nothing else may be written")
	require.Equal(t, usualMonitor, got.Monitor, "where `tercet status` looks")
	require.False(t, got.Pprof)
}

func TestTheServiceIsShutIn(t *testing.T) {
	said := unit(t)
	for name, want := range map[string]string{
		"DynamicUser": "yes", "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "ProtectSystem": "strict", "ProtectHome": "yes",
		"PrivateTmp": "yes", "UMask": "0077", "StateDirectoryMode": "0700", "LimitCORE": "0", "Restart": "on-failure",
		"KillMode": "mixed", "RestartPreventExitStatus": "2",
	} {
		require.Equal(t, []string{want}, said["Service."+name], name)
	}
}

// What a plugin may do within its limits, or is ended for, does not end the relayer: not two that have all the threads they may, nor
// one that the kernel ends, nor one that hides.
func TestTheServiceOutlivesItsPlugins(t *testing.T) {
	said := unit(t)
	require.Len(t, said["Service.TasksMax"], 1)
	tasks, err := strconv.Atoi(said["Service.TasksMax"][0])
	require.NoError(t, err)
	require.Greater(t, tasks, 2*pluginhost.DefaultProcesses*keeper.ThreadsOfOne+1024)
	require.Equal(t, []string{"continue"}, said["Service.OOMPolicy"])
	require.Subset(t, []string{"default"}, said["Service.ProtectProc"])
}

// Systemd's own check finds nothing.
func TestSystemdTakesTheService(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	require.NoError(t, err, "scripts/tools installs it")
	text, err := os.ReadFile(unitFile)
	require.NoError(t, err)
	itself, err := os.Executable()
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), filepath.Base(unitFile))
	require.NoError(t, os.WriteFile(file, []byte(strings.ReplaceAll(string(text), "/usr/local/bin/tercet", itself)), 0o644))
	said, err := exec.CommandContext(t.Context(), analyze, "verify", file).CombinedOutput()
	require.NoError(t, err, string(said))
	require.Empty(t, string(said))
}
