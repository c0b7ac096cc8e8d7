//go:build prover

package cmd

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/database/databasetest"
)

// The same with the terza-rima plugin, whose lexicon takes the race detector half a minute to build, and with a chain, a
// relayer and a real proof, each in its own process.
func TestScriptsThatProve(t *testing.T) {
	t.Parallel()
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	runScripts(t, "testdata/prover", func(env *testscript.Env) {
		env.Setenv("TERCET_KEYS", filepath.Join(cache, "tercet", "keys"))
		require.NoError(t, setGo(env))
	})
}

// Several processes share a database, and some are killed.
func TestScriptsOfFleets(t *testing.T) {
	t.Parallel()
	cache, err := os.UserCacheDir()
	require.NoError(t, err)
	runScripts(t, "testdata/fleet", func(env *testscript.Env) {
		env.Setenv("TERCET_KEYS", filepath.Join(cache, "tercet", "keys"))
		env.Setenv("TERCET_DATABASE", databasetest.Postgres(t).URL)
	})
}

// kept waits until what the relayer in TERCET_DATA keeps of a forward matches a pattern: `kept 30s ID '"stage": "proved"'`.
func kept(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: kept TIME FORWARD PATTERN")
	}
	limit, err := time.ParseDuration(args[0])
	ts.Check(err)
	pattern, err := regexp.Compile(args[2])
	ts.Check(err)
	looks := time.NewTicker(200 * time.Millisecond)
	defer looks.Stop()
	for deadline := time.Now().Add(limit); ; <-looks.C {
		if ts.Exec("tercet", "delivery", "show", args[1]) == nil && pattern.MatchString(ts.ReadFile("stdout")) {
			return
		}
		if time.Now().After(deadline) {
			ts.Fatalf("it did not come to that within %s", limit)
		}
	}
}

// field puts a field of a JSON file into a variable: `field ID id forward.json`.
func field(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: field VARIABLE NAME FILE")
	}
	var object map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[2])), &object))
	value, ok := object[args[1]].(string)
	if !ok {
		ts.Fatalf("%s has no text called %s", args[2], args[1])
	}
	ts.Setenv(args[0], value)
}

// ahead moves the clock of a development chain: `ahead 3600 deployment.json`.
func ahead(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: ahead SECONDS DEPLOYMENT")
	}
	deployment, err := chain.LoadDeployment(ts.MkAbs(args[1]))
	ts.Check(err)
	seconds, err := strconv.Atoi(args[0])
	ts.Check(err)
	client, err := rpc.Dial(deployment.RPC)
	ts.Check(err)
	defer client.Close()
	var moved any
	ts.Check(client.Call(&moved, "evm_increaseTime", seconds))
	ts.Check(client.Call(&moved, "evm_mine"))
}

func init() {
	scriptCommands["field"], scriptCommands["ahead"], scriptCommands["kept"] = field, ahead, kept
}
