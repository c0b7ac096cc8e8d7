package cmd

import (
	"encoding/base64"
	"errors"
	"fmt"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

func gpuHandleCommand() *cli.Command {
	forward := &cli.StringFlag{Name: "forward", Usage: "`ID` of the forward that it is for (required)"}
	return &cli.Command{
		Name:  "handle",
		Usage: "seal to a buyer how to reach what they rented, and open it",
		Subcommands: []*cli.Command{
			{
				Name:      "seal",
				Usage:     "seal an agent's place and name, and how to log in, to the buyer's handle key",
				ArgsUsage: "FILE",
				Description: "FILE holds how to log in, in your own words, at most 4 KiB; - is standard input. Prints the sealed handle\n" +
					"in base64, which only the buyer can read, and only for that forward.",
				Flags: []cli.Flag{
					forward,
					&cli.StringFlag{Name: "agent", Usage: "`URL` at which the agent listens (required)"},
					&cli.StringFlag{Name: "agent-name", Usage: "`NAME` of the agent (required)"},
					&cli.StringFlag{Name: "to", Usage: "the buyer's public `KEY`: handle: and 64 digits (required)"},
				},
				Action: sealHandle,
			},
			{
				Name:      "open",
				Usage:     "open a sealed handle with your handle key",
				ArgsUsage: "FILE",
				Description: "FILE holds the sealed handle; - is standard input. It does not say who sealed it: whoever knows your public\n" +
					"key can. Take it from where the provider put it, and from nowhere else.",
				Flags: []cli.Flag{
					forward,
					&cli.StringFlag{Name: "key", TakesFile: true, Usage: "`FILE` with your handle key (required)"},
					&cli.BoolFlag{Name: "json", Usage: "print JSON"},
				},
				Action: openHandle,
			},
		},
	}
}

func sealHandle(c *cli.Context) error {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return err
	}
	forward, err := parseHash("--forward", c.String("forward"))
	name, unnamed := peer.ParseName(c.String("agent-name"))
	buyer, nobody := peer.ParseHandlePublic(c.String("to"))
	access, unread := readInput(c.App.Reader, path)
	if err := errors.Join(err, unnamed, nobody, unread); err != nil {
		return usageError(err)
	}
	sealed, err := peer.SealHandle(peer.Handle{Forward: forward, URL: c.String("agent"), Agent: name, Access: access}, buyer)
	if err != nil {
		return usageError(err)
	}
	fmt.Fprintln(c.App.Writer, base64.StdEncoding.EncodeToString(sealed))
	return nil
}

func openHandle(c *cli.Context) error {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return err
	}
	forward, err := parseHash("--forward", c.String("forward"))
	key, locked := loadHandleKey(c.String("key"))
	text, unread := readInput(c.App.Reader, path)
	if err := errors.Join(err, locked, unread); err != nil {
		return usageError(err)
	}
	sealed, err := base64.StdEncoding.DecodeString(string(text)) // which passes over line ends
	if err != nil {
		return usageError(fmt.Errorf("read %s: %w", inputName(path), err))
	}
	handle, err := peer.OpenHandle(sealed, forward, key)
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return printJSON(c.App.Writer, struct {
			Forward string `json:"forward"`
			Agent   string `json:"agent"`
			Name    string `json:"agentName"`
			Access  string `json:"access"`
		}{handle.Forward.Hex(), handle.URL, handle.Agent.String(), string(handle.Access)})
	}
	access := string(handle.Access)
	if isTerminal(c.App.Writer) {
		access = forTerminal(access)
	}
	fmt.Fprintf(c.App.Writer, "agent       %s\nagent name  %s\n\n%s", handle.URL, handle.Agent, access)
	return nil
}
