package cmd

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
	"github.com/tercet-protocol/tercet/relayer/internal/pluginhost"
)

func bundleCommand() *cli.Command {
	json := &cli.BoolFlag{Name: "json", Usage: "print JSON"}
	return &cli.Command{
		Name:  "bundle",
		Usage: "build, verify, install and list circuits with their keys",
		Description: "A bundle is a folder: manifest, constraint system, proving and verifying key, the transcript of the ceremony that made\n" +
			"them or the mark of development keys, and a plugin if it brings one. Every file is named by sha256.",
		Subcommands: []*cli.Command{
			{
				Name:      "build",
				Usage:     "build a bundle",
				ArgsUsage: "DIR",
				Description: "From a built-in predicate (--predicate) or somebody else's circuit (--system and --name), and from a finished\n" +
					"ceremony. Without --ceremony the keys are development keys: whoever builds the bundle could forge under them.",
				Flags: circuitFlags(json, keysFlag(),
					&cli.StringFlag{Name: "version", Value: "1", Usage: "what the manifest calls this `VERSION`"},
					&cli.StringFlag{Name: "ceremony", TakesFile: true, Usage: "`FOLDER` of the finished ceremony of this circuit"},
					&cli.StringFlag{Name: "plugin", TakesFile: true, Usage: "`FILE` of the predicate's plugin, for the bundle to bring"}),
				Action: buildBundle,
			},
			{
				Name:      "verify",
				Usage:     "recompute everything about a bundle that can be",
				ArgsUsage: "DIR",
				Description: "The sha256 of every file, the checks of circuit and key, a built-in predicate's circuit from this program's source,\n" +
					"and the whole ceremony, from its beginning to the keys. That a transcript led to its keys is remembered by its\n" +
					"sha256. Exits with 0 if everything holds, and says so where the keys are development keys.",
				Flags:  []cli.Flag{json, keysFlag(), &cli.BoolFlag{Name: "ceremony", Usage: "follow the transcript although that was done before"}},
				Action: verifyBundle,
			},
			{
				Name:      "install",
				Usage:     "verify a bundle and copy it to where the other commands find it",
				ArgsUsage: "DIR",
				Description: "For its predicate the relayer, the development chain and the auditor use it from then on, before development keys.\n" +
					"With --plugins its plugin is put into that folder and pinned.",
				Flags:  []cli.Flag{json, keysFlag(), pluginsFlag()},
				Action: installBundle,
			},
			{
				Name:        "list",
				Usage:       "list the bundles there are",
				Description: "Installed ones, and development keys, of --keys: how many statements each proves at once, and the hash of its key.",
				Flags:       []cli.Flag{json, keysFlag()},
				Action:      listBundles,
			},
		},
	}
}

// bundleJSON is what is told of a bundle.
type bundleJSON struct {
	Folder   string        `json:"folder"`
	Manifest keys.Manifest `json:"manifest"`
	Key      string        `json:"key,omitempty"` // where it comes from, in words
}

func buildBundle(c *cli.Context) error {
	dir, err := oneArgument(c, "DIR")
	if err != nil {
		return err
	}
	source := bundles.Source{
		Name: c.String("predicate"), Version: c.String("version"), Batch: c.Int("batch"), Ceremony: c.String("ceremony"), Plugin: c.String("plugin"),
	}
	if source.Name == "" || c.String("system") != "" || c.String("name") != "" {
		if source.Name, source.System, err = circuit(c); err != nil {
			return err
		}
	}
	bundle, err := bundles.Folder(c.String("keys")).Build(c.Context, dir, source, stages(c))
	if err != nil {
		return err
	}
	if c.Bool("json") {
		return printJSON(c.App.Writer, bundleJSON{Folder: dir, Manifest: bundle.Manifest})
	}
	fmt.Fprintf(c.App.Writer, "%s\nin %s\n", bundle, dir)
	return nil
}

func verifyBundle(c *cli.Context) error {
	dir, err := oneArgument(c, "DIR")
	if err != nil {
		return err
	}
	if _, err := os.Stat(dir); err != nil {
		return usageError(err)
	}
	verified, err := bundles.Folder(c.String("keys")).Verify(c.Context, dir, c.Bool("ceremony"), stages(c))
	if err != nil {
		return interrupted(err)
	}
	return tellBundle(c, dir, verified)
}

func installBundle(c *cli.Context) error {
	dir, err := oneArgument(c, "DIR")
	if err != nil {
		return err
	}
	folder := c.String("keys")
	if folder == "" {
		return usageError(errors.New("say where bundles are kept: --keys FOLDER"))
	}
	verified, err := bundles.Folder(folder).Install(c.Context, dir, stages(c))
	if err != nil {
		return err
	}
	m := verified.Bundle.Manifest
	if sum, brings := m.Files[keys.PluginFile]; brings && c.String("plugins") != "" {
		if err := pluginhost.PinPredicate(c.String("plugins"), m.Name, filepath.Join(dir, keys.PluginFile), sum); err != nil {
			return err
		}
		stages(c)(fmt.Sprintf("plugin %s is in %s and pinned", m.Name, c.String("plugins")))
	} else if brings {
		stages(c)("its plugin was left where it is: --plugins FOLDER puts it there and pins it")
	}
	return tellBundle(c, dir, verified)
}

func tellBundle(c *cli.Context, dir string, verified *bundles.Verified) error {
	if c.Bool("json") {
		return printJSON(c.App.Writer, bundleJSON{Folder: dir, Manifest: verified.Bundle.Manifest, Key: verified.String()})
	}
	fmt.Fprintf(c.App.Writer, "%s\neverything that can be recomputed holds: %s\n", verified.Bundle, verified)
	return nil
}

func listBundles(c *cli.Context) error {
	entries, faults := bundles.Folder(c.String("keys")).List()
	if c.Bool("json") {
		list := []bundleJSON{}
		for _, entry := range entries {
			list = append(list, bundleJSON{Folder: entry.Dir, Manifest: entry.Manifest})
		}
		return errors.Join(printJSON(c.App.Writer, list), faults)
	}
	table := tabwriter.NewWriter(c.App.Writer, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "PREDICATE\tVERSION\tSTATEMENTS\tCONSTRAINTS\tKEYS\tKEY\tFOLDER")
	for _, entry := range entries {
		m := entry.Manifest
		fmt.Fprintf(table, "%s\t%s\t%d\t%d\t%s\t%s\t%s\n", m.Name, m.Version, max(m.Batch, 1), m.Constraints, m.Setup, m.KeyHash, entry.Dir)
	}
	return errors.Join(table.Flush(), faults)
}
