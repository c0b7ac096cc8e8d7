package cmd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/urfave/cli/v2"
	"golang.org/x/term"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/meter"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/relayer/internal/secret"
)

func meterCommand() *cli.Command {
	return &cli.Command{
		Name:  "meter",
		Usage: "look whether rented GPUs are there, and sign for how long they were",
		Subcommands: []*cli.Command{
			meterKeyCommand(), meterAddressCommand(), meterRunCommand(), meterRegisterCommand(), meterTenantCommand(),
			meterStatusCommand(), meterSheetCommand(), meterHandleCommand(), meterAuditCommand(),
		},
	}
}

func passphraseFlag() cli.Flag {
	return &cli.StringFlag{
		Name: "passphrase-file", EnvVars: env("passphrase-file"), TakesFile: true,
		Usage: "`FILE` with the passphrase of the meter's key, for its owner alone to read (default: it is asked for)",
	}
}

func meterFileFlag() cli.Flag {
	return &cli.StringFlag{Name: "key", TakesFile: true, Usage: "`FILE` with the meter's key (`tercet meter key` makes one)"}
}

func meterKeyCommand() *cli.Command {
	return &cli.Command{
		Name:      "key",
		Usage:     "make a meter's key in a new file, encrypted",
		ArgsUsage: "FILE",
		Description: "The key signs sheets, hides when the meter looks, and is what the meter shows to those who connect. It is encrypted\n" +
			"under your passphrase. A meter has one key and one evidence log, which belong together. A file that exists is never\n" +
			"overwritten.",
		Flags: []cli.Flag{
			passphraseFlag(),
			&cli.BoolFlag{Name: "light", Usage: "for trials: make the passphrase quick to try, and to guess"},
			&cli.BoolFlag{Name: "json", Usage: "print JSON"},
		},
		Action: newMeterKey,
	}
}

func newMeterKey(c *cli.Context) error {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("make a meter key: %s is there already, and is never overwritten; name another file", path)
	}
	passphrase, err := readPassphrase(c, true)
	if err != nil {
		return usageError(err)
	}
	effort := meter.StandardEffort
	if c.Bool("light") {
		effort = meter.Effort{N: 2, P: 1}
	}
	first := uint64(time.Now().Unix()) / gpuhours.HourSeconds //nolint:gosec // after 1970
	identity, text, err := meter.NewIdentity(passphrase, first, effort)
	if err != nil {
		return err
	}
	if err := secret.Write(path, text); err != nil {
		return err
	}
	return tellMeter(c, meter.Address{Meter: identity.Key.Meter(), Name: identity.Peer.Name()})
}

func meterAddressCommand() *cli.Command {
	return &cli.Command{
		Name:        "address",
		Usage:       "print what others have to know to ask a meter, as the executor's file of meters has it",
		ArgsUsage:   "URL",
		Description: "A list of one, as JSON: put those of several meters into one list.",
		Flags:       []cli.Flag{meterFileFlag(), passphraseFlag()},
		Action: func(c *cli.Context) error {
			url, err := oneArgument(c, "URL")
			if err != nil {
				return err
			}
			if _, err := peer.ParseURL(url); err != nil {
				return usageError(err)
			}
			identity, err := openMeterKey(c)
			if err != nil {
				return err
			}
			return printJSON(c.App.Writer, []meter.Address{{Meter: identity.Key.Meter(), URL: url, Name: identity.Peer.Name()}})
		},
	}
}

func tellMeter(c *cli.Context, address meter.Address) error {
	if c.Bool("json") {
		return printJSON(c.App.Writer, struct {
			Meter gpuhours.Meter `json:"meter"`
			Name  peer.Name      `json:"name"`
		}{address.Meter, address.Name})
	}
	fmt.Fprintf(c.App.Writer, "meter  %s\nname   %s\n", address.Meter, address.Name)
	return nil
}

// openMeterKey opens the key that the flags name.
func openMeterKey(c *cli.Context) (meter.Identity, error) {
	path := c.String("key")
	if path == "" {
		return meter.Identity{}, usageError(errors.New("name the meter's key: --key FILE; `tercet meter key FILE` makes one"))
	}
	text, err := secret.Read(path)
	if err != nil {
		return meter.Identity{}, err
	}
	passphrase, err := readPassphrase(c, false)
	if err != nil {
		return meter.Identity{}, usageError(err)
	}
	identity, err := meter.OpenIdentity(text, passphrase)
	if err != nil {
		return meter.Identity{}, fmt.Errorf("key file %s: %w", path, err)
	}
	return identity, nil
}

// readPassphrase reads it from the file that is named, or asks at the terminal; twice for a new one.
func readPassphrase(c *cli.Context, twice bool) (string, error) {
	if path := c.String("passphrase-file"); path != "" {
		text, err := secret.Read(path)
		if err == nil && len(text) == 0 {
			err = fmt.Errorf("passphrase file %s: it is empty", path)
		}
		return string(text), err
	}
	stdin, isFile := c.App.Reader.(*os.File)
	if !isFile || !term.IsTerminal(int(stdin.Fd())) {
		return "", errors.New("there is no terminal to ask for the passphrase: set --passphrase-file")
	}
	ask := func(prompt string) ([]byte, error) {
		fmt.Fprint(c.App.ErrWriter, prompt)
		text, err := term.ReadPassword(int(stdin.Fd()))
		fmt.Fprintln(c.App.ErrWriter)
		if err == nil && len(text) == 0 {
			err = errors.New("the passphrase is empty")
		}
		return text, err
	}
	first, err := ask("passphrase: ")
	if err != nil || !twice {
		return string(first), err
	}
	again, err := ask("once more: ")
	if err == nil && !bytes.Equal(first, again) {
		err = errors.New("the two passphrases differ")
	}
	return string(first), err
}

// readSmall reads a file of bounded size, or standard input.
func readSmall(stdin io.Reader, path string) ([]byte, error) {
	text, err := readInput(stdin, path)
	return bytes.TrimSpace(text), err
}
