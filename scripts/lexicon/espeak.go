package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"
)

// voice is the accent of the lexicon, Received Pronunciation.
const voice = "en-gb-x-rp"

// speak transcribes each line by itself.
func speak(ctx context.Context, lines []string) ([]string, error) {
	transcriptions := make([]string, len(lines))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	const share = 8192
	for start := 0; start < len(lines); start += share {
		end := min(start+share, len(lines))
		group.Go(func() error { return speakShare(ctx, lines[start:end], transcriptions[start:end]) })
	}
	return transcriptions, group.Wait()
}

func speakShare(ctx context.Context, lines, transcriptions []string) error {
	command := exec.CommandContext(ctx, "espeak-ng", "-q", "--ipa", "-v", voice)
	command.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		return fmt.Errorf("running espeak-ng (apt-get install espeak-ng): %w %s", err, stderr.Bytes())
	}
	spoken := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	if len(spoken) != len(lines) {
		return fmt.Errorf("espeak-ng gave %d lines for the %d from %q to %q", len(spoken), len(lines), lines[0], lines[len(lines)-1])
	}
	for i := range spoken {
		transcriptions[i] = strings.TrimSpace(spoken[i])
	}
	return nil
}
