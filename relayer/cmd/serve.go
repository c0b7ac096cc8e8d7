package cmd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/config"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/web"
)

func serveCommand() *cli.Command {
	d := config.DefaultServe()
	return &cli.Command{
		Name:  "serve",
		Usage: "tell over HTTP what is known of forwards: an API for programs and for a page",
		Description: "Reads the escrow's whole history into memory, follows the chain, and answers at --listen: /v1/status, /v1/forwards and others,\n" +
			"which /v1/openapi.json describes. It needs no account, and keeps no data but the offers in --book. Other websites' scripts read nothing unless --allow-origin\n" +
			"names them.",
		Flags: chainFlags(
			&cli.StringFlag{Name: "listen", EnvVars: env("listen"), Value: d.Listen, Usage: "`ADDRESS` to listen at"},
			&cli.StringSliceFlag{
				Name: "host", EnvVars: env("host"),
				Usage: "`NAME` such as example.org that requests may ask for, beside localhost and addresses; may be given several times (default: any from other machines)",
			},
			&cli.StringSliceFlag{
				Name: "allow-origin", EnvVars: env("allow-origin"),
				Usage: "`ORIGIN` such as https://example.org of a website whose scripts may read, * for all; may be given several times (default: none)",
			},
			&cli.IntFlag{Name: "rate", EnvVars: env("rate"), Value: d.Rate, Usage: "requests a second that each client address may make"},
			&cli.StringSliceFlag{
				Name: "trusted-proxy", EnvVars: env("trusted-proxy"),
				Usage: "`ADDRESS` or network such as 10.0.0.0/8 of a proxy in front of this, whose X-Forwarded-For says which client a request counts for; may be given several times (default: none)",
			},
			&cli.Uint64Flag{
				Name: "confirmations", EnvVars: env("confirmations"), Value: d.Confirmations,
				Usage: "blocks, its own included, until something counts as confirmed",
			},
			&cli.DurationFlag{Name: "poll", EnvVars: env("poll"), Value: d.Poll, Usage: "how often the chain is looked at"},
			&cli.IntFlag{Name: "max-events", EnvVars: env("max-events"), Value: d.MaxEvents, Usage: "how many events of the escrow are kept, some 300 bytes each; beyond it nothing more is read"},
			&cli.StringFlag{Name: "book", EnvVars: env("book"), TakesFile: true, Usage: "`FOLDER` of the book of offers that is told of, a file each; nobody else writes to it (default: none)"},
			&cli.BoolFlag{Name: "take-offers", EnvVars: env("take-offers"), Usage: "let anybody post offers to --book"},
			&cli.StringSliceFlag{
				Name: "peer", EnvVars: env("peer"),
				Usage: "`URL` such as https://example.org of a server whose book --book shares offers with; may be given several times (default: none)",
			},
			keysFlag(), developmentChainFlag(), pluginsFlag(),
		),
		Action: serve,
	}
}

func readServeConfig(c *cli.Context) (config.Serve, error) {
	out := config.Serve{
		Listen: c.String("listen"), Hosts: c.StringSlice("host"), Origins: c.StringSlice("allow-origin"), Rate: c.Int("rate"),
		TrustedProxies: c.StringSlice("trusted-proxy"),
		Confirmations:  c.Uint64("confirmations"), Poll: c.Duration("poll"), MaxEvents: c.Int("max-events"),
		Book: c.String("book"), TakeOffers: c.Bool("take-offers"), Peers: c.StringSlice("peer"),
	}
	err := out.Check()
	if c.Args().Present() {
		err = errors.Join(fmt.Errorf("%q is not a flag; `tercet serve` takes nothing else", c.Args().First()), err)
	}
	return out, err
}

func serve(c *cli.Context) error {
	settings, err := readServeConfig(c)
	if err != nil {
		return usageError(err)
	}
	return withKnown(c, func(ctx context.Context, l *ledger, k known) error {
		return serveAPI(ctx, c, l, k, settings)
	})
}

func serveAPI(ctx context.Context, c *cli.Context, l *ledger, k known, settings config.Serve) (err error) {
	log := newLog(c.App.ErrWriter)
	x := index.New(index.Deps{Log: log, Blocks: l.client, Events: l.escrow, Bodies: l.escrow, Clock: time.Now}, index.Options{
		First: l.deployment.Block, Confirmations: settings.Confirmations, Poll: settings.Poll, MaxEvents: settings.MaxEvents,
	})
	names := knownNames{ledger: l, known: k}
	var opened closers
	defer func() { err = errors.Join(err, opened.close()) }()
	offers, err := openBook(ctx, log, l, k, x, settings, &opened)
	if err != nil {
		return err
	}
	deps := api.Deps{
		Log: log, Index: x, Names: names, Parameters: names, Curve: &knownCurve{ledger: l, known: k, book: offers}, Page: web.Files(), Clock: time.Now,
		Auditor: &audit.Auditor{Client: l.client, Escrow: l.escrow, From: l.deployment.Block, Predicates: k, Provenance: k, Development: k.chains},
	}
	if offers != nil {
		deps.Offers = offers
	}
	proxies, err := settings.Proxies()
	if err != nil {
		return usageError(err)
	}
	if c.String("deployment") != "" {
		deps.Orders = names
	}
	served, err := api.New(deps, api.Options{
		ChainID: l.client.ChainID().Uint64(), Escrow: l.escrow.Address(), Version: version(),
		Hosts: settings.Hosts, Origins: settings.Origins, Rate: settings.Rate, Burst: 2 * settings.Rate, Proxies: proxies,
		Offers: l.deployment.Offers, TakeOffers: settings.TakeOffers,
	})
	if err != nil {
		return err
	}
	opened.add(beside(ctx, x.Run))
	opened.add(beside(ctx, served.Run))
	server, err := served.Serve(ctx, log, settings.Listen)
	if err != nil {
		return fmt.Errorf("--listen: %w", err)
	}
	opened.add(server.Stop)
	if host, _, _ := net.SplitHostPort(server.Address()); !net.ParseIP(host).IsLoopback() {
		log.Warn().Str("address", server.Address()).Msg("others than this machine may reach this; put something in front of it that speaks TLS")
	}
	if err := tellListening(c, l, server.Address()); err != nil {
		return err
	}
	select {
	case <-ctx.Done():
		log.Info().Msg("stopped")
	case <-server.Stopped():
	}
	return nil
}

func tellListening(c *cli.Context, l *ledger, address string) error {
	if c.Bool("json") {
		return printJSON(c.App.Writer, struct {
			ChainID uint64         `json:"chainId"`
			Escrow  common.Address `json:"escrow"`
			URL     string         `json:"url"`
		}{l.client.ChainID().Uint64(), l.escrow.Address(), "http://" + address})
	}
	fmt.Fprintf(c.App.Writer, "escrow     %s on chain %s\nlistening  http://%s\n", l.escrow.Address(), l.client.ChainID(), address)
	return nil
}
