package cmd

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/envelope"
	"github.com/tercet-protocol/tercet/relayer/internal/secret"
)

// sealingPrefix begins a sealing key's file: the digits of an account's key look the same, and must not be taken for one.
const sealingPrefix = "tercet-sealing-key:"

func keyCommand() *cli.Command {
	json := &cli.BoolFlag{Name: "json", Usage: "print JSON"}
	return &cli.Command{
		Name:  "key",
		Usage: "make and show account keys, sealing keys and task keys",
		Subcommands: []*cli.Command{
			{
				Name:      "new",
				Usage:     "make a key in a new file that only you can read",
				ArgsUsage: "FILE",
				Description: "An account key signs and pays for transactions. A sealing key opens what was delivered to you, and only\n" +
					"it can: keep a copy. A task key opens tasks that buyers encrypt to you with --task-for. A file that exists is never overwritten. A keystore is an account key under a password, such as\n" +
					"wallets read and write (version 3, scrypt): whoever gets hold of the file alone has to guess it.",
				Flags: []cli.Flag{
					json,
					&cli.BoolFlag{Name: "seal", Usage: "make a sealing key instead of an account key"},
					&cli.BoolFlag{Name: "task", Usage: "make a task key instead of an account key"},
					&cli.BoolFlag{Name: "keystore", Usage: "encrypt the account key with the password in --password-file"},
					keyPasswordFlag(),
				},
				Action: newKey,
			},
			{
				Name:        "show",
				Usage:       "show the address or public key that belongs to a key file",
				ArgsUsage:   "FILE",
				Description: "The address is an account's, the public key is what outputs are sealed to. The key itself is not shown.",
				Flags:       []cli.Flag{json, keyPasswordFlag()},
				Action:      showKey,
			},
		},
	}
}

// keyPasswordFlag has no environment variable: that of the relayer's account is not the password of each key that is looked at.
func keyPasswordFlag() cli.Flag {
	return &cli.StringFlag{Name: "password-file", TakesFile: true, Usage: "`FILE` with the password of a keystore, on one line; only you may be able to read it"}
}

// keyJSON is what is public of a key.
type keyJSON struct {
	File    string `json:"file"`
	Kind    string `json:"kind"`
	Address string `json:"address,omitempty"`
	Public  string `json:"publicKey,omitempty"`
	Name    string `json:"name,omitempty"`
}

func newKey(c *cli.Context) error {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return err
	}
	password := c.String("password-file")
	switch keystore := c.Bool("keystore"); {
	case keystore && c.Bool("seal"):
		return usageError(errors.New("--keystore is for account keys, and --seal makes a sealing key: give one of them"))
	case c.Bool("task") && (keystore || c.Bool("seal")):
		return usageError(errors.New("--task makes a task key, --keystore an account key and --seal a sealing key: give one of them"))
	case keystore && password == "":
		return usageError(errors.New("--keystore: name a file with the password that the key is encrypted with, --password-file FILE"))
	case !keystore && password != "":
		return usageError(errors.New("--password-file goes with --keystore"))
	}
	if c.Bool("seal") {
		key, err := statement.GenerateSealingKey(rand.Reader)
		if err != nil {
			return err
		}
		if err := saveSealingKey(path, key); err != nil {
			return err
		}
		return tellKey(c, keyJSON{File: path, Kind: "sealing", Public: key.Public().String()})
	}
	if c.Bool("task") {
		key, err := age.GenerateX25519Identity()
		if err != nil {
			return err
		}
		if err := secret.Write(path, []byte(key.String())); err != nil {
			return err
		}
		return tellKey(c, keyJSON{File: path, Kind: "task", Public: key.Recipient().String()})
	}
	signer, err := chain.GenerateSigner()
	if err != nil {
		return err
	}
	if err := saveSigner(signer, path, password); err != nil {
		return err
	}
	return tellKey(c, keyJSON{File: path, Kind: "account", Address: signer.Address().Hex()})
}

// saveSigner writes an account's key in the open or, with a password's file, as a keystore.
func saveSigner(signer *chain.Signer, path, passwordFile string) error {
	if passwordFile == "" {
		return signer.Save(path)
	}
	password, err := secret.Password(passwordFile)
	if err != nil {
		return err
	}
	return signer.SaveKeystore(path, password)
}

func showKey(c *cli.Context) error {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return err
	}
	text, err := secret.Read(path)
	if err != nil {
		return usageError(err)
	}
	if strings.HasPrefix(string(text), sealingPrefix) {
		key, err := loadSealingKey(path)
		if err != nil {
			return usageError(err)
		}
		return tellKey(c, keyJSON{File: path, Kind: "sealing", Public: key.Public().String()})
	}
	if strings.HasPrefix(string(text), envelope.KeyPrefix) {
		key, err := loadTaskKey(path)
		if err != nil {
			return usageError(err)
		}
		return tellKey(c, keyJSON{File: path, Kind: "task", Public: key.Recipient().String()})
	}
	signer, err := chain.LoadSigner(path, c.String("password-file"))
	if err != nil {
		return usageError(err)
	}
	return tellKey(c, keyJSON{File: path, Kind: "account", Address: signer.Address().Hex()})
}

func tellKey(c *cli.Context, key keyJSON) error {
	if c.Bool("json") {
		return printJSON(c.App.Writer, key)
	}
	public := "address     " + key.Address
	switch {
	case key.Public != "":
		public = "public key  " + key.Public
	case key.Name != "":
		public = "name        " + key.Name
	}
	fmt.Fprintf(c.App.Writer, "kind        %s key\nfile        %s\n%s\n", key.Kind, key.File, public)
	return nil
}

func saveSealingKey(path string, key statement.SealingKey) error {
	text, err := key.MarshalText()
	if err != nil {
		return err
	}
	return secret.Write(path, append([]byte(sealingPrefix), text...))
}

// loadSealingKey reads a sealing key's file. Its errors do not repeat what the file holds.
func loadSealingKey(path string) (key statement.SealingKey, err error) {
	text, err := secret.Read(path)
	if err != nil {
		return key, err
	}
	digits, found := strings.CutPrefix(string(text), sealingPrefix)
	if !found {
		return key, fmt.Errorf("read sealing key %s: the file holds no sealing key; `tercet key new --seal FILE` makes one", path)
	}
	if err := key.UnmarshalText([]byte(digits)); err != nil {
		return key, fmt.Errorf("read sealing key %s: %w", path, err)
	}
	return key, nil
}

// loadTaskKey reads a task key's file. Its errors do not repeat what the file holds.
func loadTaskKey(path string) (*age.X25519Identity, error) {
	text, err := secret.Read(path)
	if err != nil {
		return nil, err
	}
	key, err := envelope.Key(string(text))
	if err != nil {
		return nil, fmt.Errorf("read task key %s: %w", path, err)
	}
	return key, nil
}

// oneArgument is the one argument that a command takes.
func oneArgument(c *cli.Context, what string) (string, error) {
	if c.NArg() != 1 || c.Args().First() == "" {
		return "", usageError(errors.New("it takes one argument: " + c.Command.HelpName + " " + what))
	}
	return c.Args().First(), nil
}
