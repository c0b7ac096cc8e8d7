package cmd

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// examples are those of the commands whose description has none of its own. 0x12… stands for an id, 0x34… for an address.
var examples = map[string]string{
	"demo":     "demo --pause",
	"demo gpu": "demo gpu --allow-cpu",
	"run":      "run --config tercet.toml",
	"worker":   "worker --database postgres://tercet@db.example/tercet --queue prove",
	"serve":    "serve --deployment devnet/deployment.json --listen 127.0.0.1:8080",
	"status":   "status --watch",
	"devnet":   "devnet --port 0 --predicate proof-of-work",

	"forward open": "forward open --predicate terza-rima --price 0.0015 --start +1h --end +180d --settle-by +181d --seal-key buyer.seal \\\n" +
		"      --task 'A poem in terza rima about rivers' --key-file buyer.key --dry-run",
	"forward list":    "forward list --status deliverable",
	"forward show":    "forward show 0x12…",
	"forward accept":  "forward accept 0x12… --key-file provider.key --dry-run",
	"forward allow":   "forward allow 0x34… 0.5 --key-file provider.key",
	"forward close":   "forward close 0x12… --to-buyer 0.001 --sign-only --key-file provider.key > consent.json\n   tercet forward close 0x12… --to-buyer 0.001 --consent consent.json --key-file buyer.key",
	"forward reclaim": "forward reclaim 0x12… --key-file buyer.key --dry-run",

	"offer allow": "offer allow 0x34… 0.5 --key-file provider.key",
	"offer post":  "offer post bid.json https://offers.example",

	"output open": "output open 0x12… --seal-key buyer.seal",
	"audit":       "audit 0x12…\n   tercet audit --all --compare https://another.example",
	"curve":       "curve --unit H100 --month 2027-03\n   tercet curve --simulate 1 --svg curve.svg",

	"delivery list": "delivery list --data data",
	"delivery show": "delivery show 0x12… --data data",

	"predicate list":     "predicate list",
	"predicate check":    "predicate check terza-rima --file poem.txt",
	"predicate prove":    "predicate prove terza-rima --file poem.txt --out proof.json",
	"predicate verify":   "predicate verify terza-rima --file proof.json",
	"predicate describe": "predicate describe terza-rima --schema",
	"predicate params":   "predicate params proof-of-work --params '{\"bits\": 10}'",

	"bundle build":   "bundle build chains --system circuit.r1cs --name addition-chain --plugin bin/addition-chain",
	"bundle verify":  "bundle verify chains",
	"bundle install": "bundle install chains --plugins plugins",
	"bundle list":    "bundle list",

	"ceremony init":       "ceremony init poems --predicate terza-rima",
	"ceremony contribute": "ceremony contribute poems --contributor 'Ada, example.org'",
	"ceremony seal":       "ceremony seal poems --beacon 0x5f… --source 'drand quicknet, round 14000000' --time 2026-12-24T18:00:00Z",
	"ceremony verify":     "ceremony verify poems",

	"gpu serve":              "gpu serve --key agent.key --meter peer:12… --buyer peer:34…",
	"gpu devices":            "gpu devices --agent https://10.0.0.7:8443 --agent-name peer:12… --key mine.key",
	"gpu busy":               "gpu busy --device GPU-0 --forward 0x12… --minutes 30 --agent https://10.0.0.7:8443 --agent-name peer:12… --key tenant.key",
	"gpu calibrate":          "gpu calibrate --model 'NVIDIA H100 80GB HBM3' > profile.json",
	"gpu handle seal":        "gpu handle seal login.txt --forward 0x12… --agent https://10.0.0.7:8443 --agent-name peer:12… --to handle:34…",
	"gpu handle open":        "gpu handle open sealed --forward 0x12… --key handle.key",
	"gpu key new":            "gpu key new agent.key",
	"gpu key show":           "gpu key show agent.key",
	"gpu attestation verify": "gpu attestation verify evidence.json --nonce 1122…",

	"meter key":      "meter key meter.key --passphrase-file passphrase",
	"meter address":  "meter address https://meter.example:7700 --key meter.key > meters.json",
	"meter run":      "meter run --key meter.key --profiles profiles.json",
	"meter register": "meter register 0x12… --meters meters.json --key executor.key --key-file provider.key --agent https://10.0.0.7:8443 \\\n      --agent-key agent.key --device GPU-0 --executor peer:12… --handle sealed",
	"meter tenant":   "meter tenant 0x12… --meters meters.json --key tenant.key --key-file buyer.key --tenant peer:12…",
	"meter status":   "meter status --meters meters.json --key mine.key",
	"meter sheet":    "meter sheet 0x12… 2017 --meters meters.json --key tenant.key",
	"meter handle":   "meter handle 0x12… --meters meters.json --key tenant.key > sealed",
	"meter audit":    "meter audit meter.db",

	"key new":      "key new --seal buyer.seal",
	"key show":     "key show buyer.key",
	"config check": "config check --config tercet.toml",
	"config show":  "config show > tercet.toml",
	"version":      "version",
}

// withExamples gives each command's help the example of its path.
func withExamples(commands []*cli.Command, path string) {
	for _, command := range commands {
		own := strings.TrimSpace(path + " " + command.Name)
		if example, found := examples[own]; found {
			command.Description = strings.TrimSpace(command.Description + "\n\n   tercet " + example)
		}
		withExamples(command.Subcommands, own)
	}
}
