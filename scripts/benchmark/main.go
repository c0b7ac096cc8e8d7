// Command benchmark measures what a poem costs: constraints, setup, proof, check, memory and gas.
//
//	go run ./scripts/benchmark --help
//
// Times are wall times of this machine and mean little while something else runs on it. Gas does not depend on the
// machine.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/consensys/gnark/logger"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/terzarima"
)

// setupStage, as the first argument, makes this program the child that measures a setup: its memory is then its own.
const setupStage = "setup"

func main() {
	logger.Disable()
	if err := run(context.Background(), os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "benchmark:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 2 && args[0] == setupStage {
		return setup(ctx, args[1])
	}
	if len(args) == 2 && args[0] == idleStage {
		return idle(ctx, os.Stdout, args[1])
	}
	flags := flag.NewFlagSet("benchmark", flag.ContinueOnError)
	proofs := flags.Int("proofs", 9, "how many proofs the median is of")
	folder := flags.String("keys", "", "folder of circuit keys to use; without it a setup is made and measured")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *proofs < 1 || flags.NArg() > 0 {
		return errors.New("want at least one proof and nothing but flags: see --help")
	}

	var made *setupResult
	if *folder == "" {
		scratch, err := os.MkdirTemp("", "benchmark")
		if err != nil {
			return fmt.Errorf("make a folder for the keys: %w", err)
		}
		defer os.RemoveAll(scratch)
		if made, err = measureSetup(ctx, scratch); err != nil {
			return err
		}
		*folder = scratch
	}
	bundle, err := keys.Develop(ctx, *folder, circuitName, new(terzarima.Circuit), progress)
	if err != nil {
		return err
	}
	measured, err := measure(bundle, *proofs)
	if err != nil {
		return err
	}
	return report(os.Stdout, bundle, made, measured)
}

const circuitName = "terza-rima"

func progress(stage string) { fmt.Fprintln(os.Stderr, stage) }

// setupResult is what the child prints.
type setupResult struct {
	Took   time.Duration
	Memory uint64
	Bytes  int64 // of the proving key on disk
}

func measureSetup(ctx context.Context, folder string) (*setupResult, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	child := exec.CommandContext(ctx, self, setupStage, folder)
	child.Stderr = os.Stderr
	out, err := child.Output()
	if err != nil {
		return nil, fmt.Errorf("run a setup in a process of its own: %w", err)
	}
	var result setupResult
	if err := json.Unmarshal(out, &result); err != nil {
		return nil, fmt.Errorf("read the setup's figures: %w", err)
	}
	return &result, nil
}

// setup compiles the circuit, makes its keys in folder and prints what that took.
func setup(ctx context.Context, folder string) error {
	started := time.Now()
	bundle, err := keys.Develop(ctx, folder, circuitName, new(terzarima.Circuit), progress)
	if err != nil {
		return err
	}
	result := setupResult{Took: time.Since(started)}
	if result.Memory, err = peakMemory(); err != nil {
		return err
	}
	key, err := os.Stat(filepath.Join(bundle.Dir, "proving.key"))
	if err != nil {
		return fmt.Errorf("size of the proving key: %w", err)
	}
	result.Bytes = key.Size()
	return json.NewEncoder(os.Stdout).Encode(result)
}
