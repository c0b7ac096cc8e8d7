package cmd

import (
	"encoding"
	"errors"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/relayer/internal/secret"
)

func gpuKeyCommand() *cli.Command {
	json := &cli.BoolFlag{Name: "json", Usage: "print JSON"}
	return &cli.Command{
		Name:  "key",
		Usage: "make and show the keys by which meters, agents and buyers know each other",
		Subcommands: []*cli.Command{
			{
				Name:      "new",
				Usage:     "make a key in a new file that only you can read",
				ArgsUsage: "FILE",
				Description: "A peer key proves its name, which is what you tell the others. A handle key opens what a provider seals to\n" +
					"you: how to reach what you rented. A file that exists is never overwritten.",
				Flags:  []cli.Flag{json, &cli.BoolFlag{Name: "handle", Usage: "make a handle key instead of a peer key"}},
				Action: newGPUKey,
			},
			{
				Name:        "show",
				Usage:       "show the name or public key that belongs to a key file",
				ArgsUsage:   "FILE",
				Description: "That is what others are told. The key itself is not shown.",
				Flags:       []cli.Flag{json},
				Action:      showGPUKey,
			},
		},
	}
}

func newGPUKey(c *cli.Context) error {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return err
	}
	if c.Bool("handle") {
		key, err := peer.GenerateHandleKey()
		if err != nil {
			return err
		}
		if err := saveGPUKey(path, key); err != nil {
			return err
		}
		return tellKey(c, keyJSON{File: path, Kind: "handle", Public: key.Public().String()})
	}
	key, err := peer.GenerateKey()
	if err != nil {
		return err
	}
	if err := saveGPUKey(path, key); err != nil {
		return err
	}
	return tellKey(c, keyJSON{File: path, Kind: "peer", Name: key.Name().String()})
}

func saveGPUKey(path string, key encoding.TextMarshaler) error {
	text, err := key.MarshalText()
	if err != nil {
		return err
	}
	return secret.Write(path, text)
}

func showGPUKey(c *cli.Context) error {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return err
	}
	text, err := secret.Read(path)
	if err != nil {
		return err
	}
	if strings.HasPrefix(string(text), peer.HandleKeyPrefix) {
		key, err := loadHandleKey(path)
		if err != nil {
			return err
		}
		return tellKey(c, keyJSON{File: path, Kind: "handle", Public: key.Public().String()})
	}
	key, err := loadPeerKey(path)
	if err != nil {
		return err
	}
	return tellKey(c, keyJSON{File: path, Kind: "peer", Name: key.Name().String()})
}

// loadPeerKey reads a peer key's file. Its errors do not repeat what the file holds.
func loadPeerKey(path string) (key peer.Key, err error) {
	if path == "" {
		return key, errors.New("name the file with your peer key: --key FILE; `tercet gpu key new FILE` makes one")
	}
	err = loadGPUKey(path, &key)
	return key, err
}

// loadHandleKey reads a handle key's file. Its errors do not repeat what the file holds.
func loadHandleKey(path string) (key peer.HandleKey, err error) {
	if path == "" {
		return key, errors.New("name the file with your handle key: --key FILE; `tercet gpu key new --handle FILE` makes one")
	}
	err = loadGPUKey(path, &key)
	return key, err
}

func loadGPUKey(path string, into encoding.TextUnmarshaler) error {
	text, err := secret.Read(path)
	if err != nil {
		return err
	}
	if err := into.UnmarshalText(text); err != nil {
		return fmt.Errorf("key file %s: %w", path, err)
	}
	return nil
}
