package cmd

import (
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/urfave/cli/v2"

	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
)

func gpuCommand() *cli.Command {
	return &cli.Command{
		Name:  "gpu",
		Usage: "rent GPUs out and use them, and verify what they sign of themselves",
		Subcommands: []*cli.Command{gpuServeCommand(), gpuDevicesCommand(), gpuBusyCommand(), gpuCalibrateCommand(), gpuHandleCommand(), gpuKeyCommand(), {
			Name:  "attestation",
			Usage: "reports that NVIDIA's GPUs sign",
			Subcommands: []*cli.Command{{
				Name:      "verify",
				Usage:     "verify a GPU's attestation report and its certificates",
				ArgsUsage: "FILE",
				Description: "FILE is evidence in the JSON form of NVIDIA's tools, or a report, as it is, in hexadecimal digits or in base64,\n" +
					"with its certificates in --chain. Exits with 0 if every check holds, with 1 if one does not, with 2 if\n" +
					"the evidence cannot be judged: it cannot be read, or no --nonce says that it is new. Measurements are not compared with\n" +
					"NVIDIA's reference values, and nobody is asked whether a certificate was revoked.",
				Flags: []cli.Flag{
					&cli.StringFlag{Name: "chain", TakesFile: true, Usage: "`FILE` with the certificates of a report, in PEM form"},
					&cli.StringFlag{Name: "nonce", Usage: "the nonce that the report was asked for with, as `HEX` digits"},
					&cli.StringFlag{Name: "at", Usage: "`TIME` at which the certificates have to be valid, such as 2026-12-24T18:00:00Z (default: now)"},
					&cli.StringFlag{Name: "root", TakesFile: true, Usage: "`FILE` with a root to trust instead of NVIDIA's, for trials: it vouches for no GPU"},
					&cli.BoolFlag{Name: "json", Usage: "print JSON"},
				},
				Action: verifyAttestation,
			}},
		}},
	}
}

// attestationJSON is what is told of one GPU's evidence.
type attestationJSON struct {
	Verdict      attestation.Status  `json:"verdict"`
	Device       string              `json:"device"`
	Trusted      bool                `json:"nvidiaRoot"` // false where --root took the place of NVIDIA's
	Model        string              `json:"model"`
	Driver       string              `json:"driver"`
	VBIOS        string              `json:"vbios"`
	Mode         string              `json:"mode,omitempty"`
	Firmware     hexutil.Bytes       `json:"firmware,omitempty"`
	Nonce        hexutil.Bytes       `json:"nonce"`
	Checks       []attestation.Check `json:"checks"`
	Certificates []certificateJSON   `json:"certificates"`
	Measurements []measurementJSON   `json:"measurements"` // reported, not judged
	Fields       []fieldJSON         `json:"fields"`
}

type certificateJSON struct {
	Position string    `json:"position"`
	Subject  string    `json:"subject"`
	Serial   string    `json:"serial"`
	SHA256   string    `json:"sha256"`
	From     time.Time `json:"from"`
	To       time.Time `json:"to"`
}

type measurementJSON struct {
	Index byte          `json:"index"`
	Type  string        `json:"type"`
	Value hexutil.Bytes `json:"value"`
}

type fieldJSON struct {
	Type  uint16        `json:"type"`
	Name  string        `json:"name"`
	Value hexutil.Bytes `json:"value"`
}

func verifyAttestation(c *cli.Context) error {
	question, err := readQuestion(c)
	if err != nil {
		return usageError(err)
	}
	verdicts, err := question.verifier.VerifyAll(question.evidence, question.nonce, question.at)
	if err != nil {
		return usageError(fmt.Errorf("judge %s: %w", inputName(c.Args().First()), err))
	}
	trusted := question.verifier.Root == nil || attestation.Fingerprint(question.verifier.Root) == attestation.NVIDIARootFingerprint
	told, status := []attestationJSON{}, attestation.Holds
	for _, verdict := range verdicts {
		told = append(told, tellAttestation(verdict, trusted))
		if one := verdict.Status(); status == attestation.Holds || one == attestation.Fails {
			status = one
		}
	}
	if c.Bool("json") {
		err = printJSON(c.App.Writer, told)
	} else {
		err = printAttestations(c.App.Writer, told)
	}
	switch {
	case err != nil:
		return err
	case status == attestation.Fails:
		return &exitError{status: exitFailed}
	case status == attestation.Unjudged:
		return usageError(errors.New("what was checked holds; give the nonce that the report was asked for with: --nonce HEX"))
	}
	return nil
}

// question is what the command is asked to judge.
type question struct {
	evidence []attestation.Evidence
	nonce    *attestation.Nonce
	at       time.Time
	verifier attestation.Verifier
}

// readQuestion reads arguments and files, and tells every fault at once.
func readQuestion(c *cli.Context) (q question, err error) {
	path, err := oneArgument(c, "FILE")
	if err != nil {
		return q, err
	}
	var faults []error
	note := func(err error) {
		if err != nil {
			faults = append(faults, err)
		}
	}
	q.at = time.Now()
	if text := c.String("at"); text != "" {
		q.at, err = parseMoment(text, q.at)
		note(err)
	}
	if digits := c.String("nonce"); digits != "" {
		nonce, err := attestation.ParseNonce(digits)
		note(err)
		q.nonce = &nonce
	}
	if path := c.String("root"); path != "" {
		q.verifier.Root, err = readRoot(c.App.Reader, path)
		note(err)
	}
	q.evidence, err = readEvidence(c.App.Reader, path, c.String("chain"))
	note(err)
	return q, errors.Join(faults...)
}

func readRoot(stdin io.Reader, path string) (*x509.Certificate, error) {
	text, err := readInput(stdin, path)
	if err != nil {
		return nil, err
	}
	root, err := attestation.ParseRoot(text)
	if err != nil {
		return nil, fmt.Errorf("read root %s: %w", inputName(path), err)
	}
	return root, nil
}

// readEvidence reads evidence in JSON, or a report and its certificates.
func readEvidence(stdin io.Reader, path, chain string) ([]attestation.Evidence, error) {
	file, err := readInput(stdin, path)
	if err != nil {
		return nil, err
	}
	if chain == "" {
		list, err := attestation.ParseEvidence(file)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w; a report needs its certificates: --chain FILE", inputName(path), err)
		}
		return list, nil
	}
	report, err := attestation.DecodeReport(file)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", inputName(path), err)
	}
	certificates, err := readInput(stdin, chain)
	if err != nil {
		return nil, err
	}
	return []attestation.Evidence{{Report: report, Chain: certificates}}, nil
}

func tellAttestation(v *attestation.Verdict, trusted bool) attestationJSON {
	report := v.Report
	told := attestationJSON{
		Verdict: v.Status(), Device: v.Chain.DeviceID().String(), Trusted: trusted, Model: v.Chain.Model(), Driver: report.DriverVersion(),
		VBIOS: report.VBIOSVersion(), Mode: report.Mode(), Firmware: report.FirmwareID(), Nonce: report.Nonce[:], Checks: v.Checks,
		Measurements: []measurementJSON{}, Fields: []fieldJSON{},
	}
	for i, certificate := range v.Chain {
		told.Certificates = append(told.Certificates, certificateJSON{
			attestation.Position(i).String(), v.Chain.Subject(attestation.Position(i)), fmt.Sprintf("%x", certificate.SerialNumber),
			attestation.Fingerprint(certificate), certificate.NotBefore, certificate.NotAfter,
		})
	}
	for _, m := range report.Measurements {
		told.Measurements = append(told.Measurements, measurementJSON{m.Index, m.Type.String(), m.Value})
	}
	for _, field := range report.Fields {
		told.Fields = append(told.Fields, fieldJSON{field.Type, field.Name(), field.Value})
	}
	return told
}

func printAttestations(out io.Writer, told []attestationJSON) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for i, gpu := range told {
		if i > 0 {
			fmt.Fprintln(table)
		}
		if !gpu.Trusted {
			fmt.Fprintln(table, "UNTRUSTED ROOT\t--root took the place of NVIDIA's: this says nothing about any GPU")
		}
		fmt.Fprintf(table, "device\t%s\n\t%s\n", gpu.Device, gpu.Model)
		fmt.Fprintf(table, "driver\t%s\nVBIOS\t%s\n", gpu.Driver, gpu.VBIOS)
		if gpu.Mode != "" {
			fmt.Fprintf(table, "mode\t%s\n", gpu.Mode)
		}
		fmt.Fprintf(table, "measurements\t%d, not compared with NVIDIA's reference values\n", len(gpu.Measurements))
		for _, c := range gpu.Certificates {
			fmt.Fprintf(table, "certificate\t%s: %s, %s to %s\n", c.Position, c.Subject, c.From.Format(time.DateOnly), c.To.Format(time.DateOnly))
		}
		for _, check := range gpu.Checks {
			fmt.Fprintf(table, "%s\t%s: %s\n", check.Name, check.Status, check.Detail)
		}
		fmt.Fprintf(table, "verdict\t%s\n", gpu.Verdict)
	}
	return table.Flush()
}
