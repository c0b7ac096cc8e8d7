package demo

import (
	"bytes"
	"context"
	"crypto/rand"
	"regexp"
	"strings"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/audit"
	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

// read is the buyer opening what they paid for, and somebody else who cannot.
func (w *world) read(ctx context.Context) error {
	w.chapter("The buyer reads the poem from the settlement's event; nobody else can")
	settlement, err := w.settlement(ctx)
	if err != nil {
		return err
	}
	text, err := w.unseal(ctx, settlement.Recipient, settlement.Step, settlement.Payload, w.sealing)
	if err != nil {
		return err
	}
	w.verse(text)
	if !bytes.Equal(text, w.poem) {
		return deviation("what the buyer opened is not the poem that was delivered")
	}
	w.good("opened with the buyer's key")
	other, err := statement.GenerateSealingKey(rand.Reader)
	if err != nil {
		return err
	}
	if _, err := w.unseal(ctx, settlement.Recipient, settlement.Step, settlement.Payload, other); err == nil {
		return deviation("another key opened the poem")
	}
	w.bad("with any other key it stays %d words of noise: %.40s…", len(settlement.Payload),
		common.Hash(settlement.Payload[len(settlement.Payload)-1].Bytes()).Hex())
	return w.end(ctx)
}

// unseal opens a payload, settled or still on its way.
func (w *world) unseal(ctx context.Context, recipient common.Address, step chain.Step, payload []statement.Word,
	key statement.SealingKey,
) ([]byte, error) {
	words, err := w.escrow.Header(w.forward, recipient, step).Words()
	if err != nil {
		return nil, err
	}
	secret, err := key.MarshalText()
	if err != nil {
		return nil, err
	}
	request := sdk.OpenRequest{Preimage: w.forward.Params, SealingKey: secret}
	for i := range words {
		request.Header[i] = words[i].Bytes()
	}
	for i := range payload {
		request.Payload = append(request.Payload, payload[i].Bytes())
	}
	return w.plugin.Open(ctx, request)
}

// audit is somebody who trusts neither side and has the chain.
func (w *world) audit(ctx context.Context) error {
	w.chapter("An auditor checks every step from chain data alone")
	head, err := w.client.Head(ctx)
	if err != nil {
		return err
	}
	auditor := audit.Auditor{Client: w.client, Escrow: w.escrow, Predicates: knowledge{w}, Provenance: knowledge{w}}
	report, err := auditor.Audit(ctx, head, w.forward.ID)
	if err != nil {
		return err
	}
	for _, check := range report.Checks {
		mark := w.good
		if check.Result != audit.Holds {
			mark = w.bad
		}
		lines := wrap(shorten(check.Words), width-26)
		mark("%-18s %s", check.Name, lines[0])
		for _, line := range lines[1:] {
			w.under("%-18s %s", "", line)
		}
		if check.Result != audit.Holds {
			return deviation("the auditor's check of %s: %s", check.Name, check.Result)
		}
	}
	for _, warning := range report.Warnings {
		for i, line := range wrap("warning: "+warning, width-6) {
			if i == 0 {
				w.gap()
			}
			w.say(line)
		}
	}
	if report.Verdict != audit.Holds {
		return deviation("the auditor's verdict: %s", report.Verdict)
	}
	return w.end(ctx)
}

// knowledge is what the auditor knows beside the chain: the predicate's plugin and how the key was made.
type knowledge struct{ w *world }

// Params implements audit.Predicates.
func (k knowledge) Params(ctx context.Context, keyHash common.Hash, preimage []byte) (statement.Word, common.Hash, bool, error) {
	if keyHash != k.w.bundle.KeyHash {
		return statement.Word{}, common.Hash{}, false, nil
	}
	params, err := k.w.plugin.OpenParams(ctx, preimage)
	if err != nil {
		return statement.Word{}, common.Hash{}, true, err
	}
	commitment, err := statement.WordFromBytes(params.Commitment)
	return commitment, params.Unit, true, err
}

// Origin implements audit.Provenance.
func (k knowledge) Origin(_ context.Context, keyHash common.Hash) (audit.Origin, bool, error) {
	return k.w.origin, keyHash == k.w.bundle.KeyHash, nil
}

// shorten leaves the beginning of long numbers. The whole ones stand in `tercet audit`.
func shorten(text string) string {
	return longNumber.ReplaceAllString(text, "$1…")
}

var longNumber = regexp.MustCompile(`(0x[0-9a-f]{16})[0-9a-f]{47,}`)

// wrap breaks a text into lines of at most so many characters, one at least.
func wrap(text string, most int) []string {
	lines := []string{""}
	for word := range strings.FieldsSeq(text) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case len([]rune(*last))+1+len([]rune(word)) <= most:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
