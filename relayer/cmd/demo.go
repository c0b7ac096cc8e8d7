package cmd

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/rs/zerolog"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/internal/demo"
)

func demoCommand() *cli.Command {
	return &cli.Command{
		Name:  "demo",
		Usage: "tell the story of one forward on a chain inside this program",
		Description: "A buyer locks mock BTC for a poem, a relayer delivers it half a year later, the buyer reads it, an auditor\n" +
			"checks it, and everybody who tries to cheat is refused. The first telling makes circuit keys, for half a\n" +
			"minute; later ones take seconds. Exits with 0 if every step did what it says.",
		Flags: []cli.Flag{
			keysFlag(),
			&cli.StringFlag{Name: "bundle", TakesFile: true, Usage: "`FOLDER` of a bundle of terza-rima to settle with (default: development keys)"},
			pauseFlag(), logFlag(),
		},
		Action: func(c *cli.Context) error {
			config, err := demoConfig(c)
			if err != nil {
				return err
			}
			return demo.Run(c.Context, config)
		},
		Subcommands: []*cli.Command{{
			Name:  "gpu",
			Usage: "tell the story of a forward of GPU-hours",
			Description: "A buyer locks mock BTC for 254 hours of a GPU; whoever stakes the bond delivers; three meters look whether it is\n" +
				"there, two of whom must sign. Some hours are missing, and are not paid. Needs OpenCL. Exits with 0 if every\n" +
				"step did what it says.",
			Flags: []cli.Flag{
				keysFlag(), pauseFlag(), logFlag(),
				&cli.BoolFlag{Name: "allow-cpu", Usage: "take a device that is no GPU, such as PoCL's"},
			},
			Action: func(c *cli.Context) error {
				config, err := demoConfig(c)
				if err != nil {
					return err
				}
				return demo.RunGPU(c.Context, demo.GPUConfig{Config: config, AllowCPU: c.Bool("allow-cpu")})
			},
		}},
	}
}

func pauseFlag() cli.Flag {
	return &cli.BoolFlag{Name: "pause", Usage: "wait for the enter key after each screen"}
}

func logFlag() cli.Flag {
	return &cli.BoolFlag{Name: "log", Usage: "show what the parts log, on standard error"}
}

func demoConfig(c *cli.Context) (demo.Config, error) {
	if c.Args().Present() {
		return demo.Config{}, usageError(fmt.Errorf("%q is not a flag; `%s` takes nothing else", c.Args().First(), c.Command.HelpName))
	}
	if c.String("keys") == "" {
		return demo.Config{}, usageError(errors.New("there is no cache folder for circuit keys; set --keys"))
	}
	config := demo.Config{Out: c.App.Writer, Keys: c.String("keys"), Bundle: c.String("bundle"), Log: zerolog.Nop()}
	if c.Bool("log") {
		config.Log = newLog(c.App.ErrWriter)
	}
	if c.Bool("pause") {
		config.Pause = enter(c.App.Reader, c.App.Writer)
	}
	return config, nil
}

// enter waits for a line, or for the end of the context.
func enter(in io.Reader, out io.Writer) func(context.Context) error {
	lines := make(chan error)
	go func() {
		reader := bufio.NewReader(in)
		for {
			_, err := reader.ReadString('\n')
			lines <- err
		}
	}()
	return func(ctx context.Context) error {
		fmt.Fprint(out, "\n   [enter] ")
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-lines:
			if errors.Is(err, io.EOF) { // nobody there to wait for
				return nil
			}
			return err
		}
	}
}
