package cmd

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// madeUpProbe is an external plugin of scripts: this binary under its name.
const madeUpProbe = "made-up"

func serveMadeUpProbe() { sdk.ServeProbe(madeUp{}) }

// madeUp is a probe with a device that does not exist.
type madeUp struct{}

func (madeUp) Configure(context.Context, map[string]string) error { return nil }

func (madeUp) Describe(context.Context) (sdk.ProbeDescription, error) {
	return sdk.ProbeDescription{Name: madeUpProbe, Version: "1", Answers: []string{sdk.CheckTelemetry}}, nil
}

func (madeUp) Devices(context.Context) ([]sdk.ProbeDevice, error) {
	return []sdk.ProbeDevice{{ID: "GPU-made-up", Name: "made-up H100", Memory: 80 << 30, Kind: sdk.DeviceGPU, Notes: []string{"it does not exist"}}}, nil
}

func (madeUp) Answer(context.Context, string, []byte) ([]byte, error) {
	return nil, errors.New("nobody is asked here")
}

// pinProbe puts the made-up probe into a folder of plugins: `probe FOLDER`.
func pinProbe(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: probe FOLDER")
	}
	own, err := os.Executable()
	ts.Check(err)
	binary, err := os.Open(own)
	ts.Check(err)
	defer binary.Close()
	folder := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(folder, 0o700))
	target, err := os.OpenFile(filepath.Join(folder, madeUpProbe), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o700)
	ts.Check(err)
	hash := sha256.New()
	_, err = io.Copy(io.MultiWriter(target, hash), binary)
	ts.Check(errors.Join(err, target.Close()))
	pins := fmt.Sprintf(`{%q: {"sha256": %q, "kind": "probe", "trusted": true}}`, madeUpProbe, hex.EncodeToString(hash.Sum(nil)))
	ts.Check(os.WriteFile(filepath.Join(folder, "pins.json"), []byte(pins), 0o600))
}

// freeAddress puts an address nobody listens at into a variable: `address VARIABLE`.
func freeAddress(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: address VARIABLE")
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], listener.Addr().String())
	ts.Check(listener.Close())
}

// listening waits until somebody listens: `listening ADDRESS`.
func listening(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: listening ADDRESS")
	}
	deadline, tick := time.After(30*time.Second), time.NewTicker(20*time.Millisecond)
	defer tick.Stop()
	for {
		conn, err := net.Dial("tcp", args[0])
		if err == nil {
			ts.Check(conn.Close())
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			ts.Fatalf("nobody listens: %v", err)
		}
	}
}

// within puts what an expression finds in the last standard output into a variable: `within VARIABLE EXPRESSION`.
func within(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: within VARIABLE EXPRESSION")
	}
	expression, err := regexp.Compile(args[1])
	ts.Check(err)
	found := expression.FindString(ts.ReadFile("stdout"))
	if found == "" {
		ts.Fatalf("%s is not in the output", args[1])
	}
	ts.Setenv(args[0], found)
}
