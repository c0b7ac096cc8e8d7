package cmd

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func outputCommand() *cli.Command {
	return &cli.Command{
		Name:  "output",
		Usage: "read what was delivered",
		Subcommands: []*cli.Command{{
			Name:      "open",
			Usage:     "open what was settled of a forward with your sealing key",
			ArgsUsage: "ID",
			Description: "Reads the settlement from the chain, unseals it here and prints it. The key goes to the predicate's plugin\n" +
				"and nowhere else.",
			Flags: chainFlags(keysFlag(), developmentChainFlag(), pluginsFlag(),
				&cli.StringFlag{
					Name: "seal-key", EnvVars: env("seal-key"), TakesFile: true,
					Usage: "`FILE` with the sealing key; not needed where nothing was sealed",
				},
				&cli.StringFlag{Name: "plugin", Usage: "`NAME` of the predicate plugin that reads it (default: the one that goes with the key)"},
				&cli.StringFlag{Name: "out", TakesFile: true, Usage: "write to a new `FILE` that only you can read, instead of the terminal"},
			),
			Action: openOutput,
		}},
	}
}

func openOutput(c *cli.Context) error {
	return withKnown(c, func(ctx context.Context, l *ledger, k known) error {
		forward, err := l.forward(c)
		if err != nil {
			return err
		}
		settlements, err := l.escrow.Settlements(ctx, l.head, forward)
		if err != nil {
			return err
		}
		if len(settlements) == 0 {
			return fmt.Errorf("open the output of forward %s: %w", forward.ID, chain.ErrNoSettlement)
		}
		plugin, err := l.reader(c, k, forward)
		if err != nil {
			return err
		}
		var rendered []byte
		for _, settlement := range settlements {
			request, err := openRequest(c, l.escrow, forward, settlement)
			if err != nil {
				return err
			}
			one, err := plugin.Open(ctx, request)
			if err != nil {
				return fmt.Errorf("open the output of forward %s from %d to %d: %w", forward.ID, settlement.Step.From, settlement.Step.To, err)
			}
			if rendered = append(rendered, one...); len(settlements) > 1 && !bytes.HasSuffix(rendered, []byte("\n")) {
				rendered = append(rendered, '\n')
			}
		}
		return writeOutput(c, forward, rendered)
	})
}

// reader is the plugin that reads a forward's output.
func (l *ledger) reader(c *cli.Context, k known, forward chain.Forward) (sdk.Predicate, error) {
	if name := c.String("plugin"); name != "" {
		return k.host.Predicate(name)
	}
	_, hashes, err := l.keysOf(c.Context, forward.Terms.Predicate)
	if err != nil {
		return nil, fmt.Errorf("find the plugin that reads forward %s: %w; name it with --plugin", forward.ID, err)
	}
	plugin, err := k.plugin(c.Context, hashes[0])
	if err == nil && plugin == nil {
		err = fmt.Errorf("no plugin here goes with key %s of predicate %s; name one with --plugin, or give --deployment",
			hashes[0], forward.Terms.Predicate)
	}
	return plugin, err
}

func openRequest(c *cli.Context, escrow *chain.Escrow, forward chain.Forward, s chain.Settlement) (sdk.OpenRequest, error) {
	request := sdk.OpenRequest{Preimage: forward.Params}
	header := escrow.Header(forward, s.Recipient, s.Step)
	header.Commitment, header.Beacon = s.Commitment, s.Beacon
	words, err := header.Words()
	if err != nil {
		return request, err
	}
	for i := range words {
		request.Header[i] = words[i].Bytes()
	}
	for i := range s.Payload {
		request.Payload = append(request.Payload, s.Payload[i].Bytes())
	}
	sealed := statement.PublicKey{X: forward.Terms.SealX, Y: forward.Terms.SealY}
	if sealed.IsZero() {
		return request, nil
	}
	if c.String("seal-key") == "" {
		return request, usageError(fmt.Errorf("the output is sealed to %s: give that key's file with --seal-key", sealed))
	}
	key, err := loadSealingKey(c.String("seal-key"))
	if err != nil {
		return request, err
	}
	if public := key.Public(); public != sealed {
		return request, fmt.Errorf("the output is sealed to %s, and %s holds the key of %s", sealed, c.String("seal-key"), public)
	}
	request.SealingKey, err = key.MarshalText()
	return request, err
}

func writeOutput(c *cli.Context, forward chain.Forward, rendered []byte) error {
	if path := c.String("out"); path != "" {
		return writeNew(path, rendered)
	}
	if c.Bool("json") {
		return printJSON(c.App.Writer, struct {
			Forward string `json:"forward"`
			Output  string `json:"output"`
		}{forward.ID.Hex(), string(rendered)})
	}
	text := string(rendered)
	if isTerminal(c.App.Writer) {
		text = forTerminal(text)
	}
	if !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	fmt.Fprint(c.App.Writer, text)
	return nil
}

// writeNew writes a file that was not there, for its owner alone.
// canWriteNew says what stands against a new file: another one is never written over.
func canWriteNew(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%s is there already, and is never overwritten; name another file", path)
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err == nil && !folder.IsDir() {
		err = fmt.Errorf("%s is no folder", filepath.Dir(path))
	}
	return err
}

func writeNew(path string, content []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write the output: %w", err)
	}
	_, err = file.Write(content)
	return errors.Join(err, file.Close())
}

// forTerminal makes lines that somebody else wrote safe to show: no escape sequences, nothing invisible.
func forTerminal(text string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return unicode.ReplacementChar
		}
		return r
	}, text)
}

func isTerminal(out io.Writer) bool {
	file, isFile := out.(*os.File)
	return isFile && term.IsTerminal(int(file.Fd()))
}
