package sdk

import (
	"encoding/json"
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// What no question and no answer may exceed, in bytes unless it says otherwise.
const (
	MaxText         = 2 << 10 // a finding's message, an event, an error, a one-line description
	MaxFindings     = 100     // how many
	MaxSchema       = 64 << 10
	MaxParams       = 64 << 10 // preimage and JSON, each
	MaxTask         = 1 << 20
	MaxOutput       = 1 << 20
	MaxOpening      = 64 << 10
	MaxPayloadWords = 4096 // how many
	MaxWitness      = 256 << 20
	MaxAmountBits   = 96
	MaxSettings     = 64 << 10 // all of them together
)

// Clean makes a plugin's text fit for a terminal and a log: control and format characters (escape sequences,
// overriding text direction, zero-width ones) become spaces, and what is beyond MaxText is cut.
func Clean(text string) string {
	text = strings.ToValidUTF8(text, "�")
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text)
	if len(text) <= MaxText {
		return text
	}
	end := MaxText
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end]
}

// Check refuses a description that is incomplete or beyond bounds.
func (d Description) Check() error {
	for _, field := range []struct{ name, text string }{
		{"name", d.Name}, {"version", d.Version}, {"id", d.ID}, {"unit", d.Unit},
		{"evidence class", d.EvidenceClass}, {"bundle", d.Bundle},
	} {
		if field.text == "" {
			return refused("the description has no %s", field.name)
		}
		if field.text != Clean(field.text) {
			return refused("the description's %s has control characters or more than %d bytes", field.name, MaxText)
		}
	}
	if len(d.ParamsSchema) > MaxSchema || !json.Valid(d.ParamsSchema) {
		return refused("the parameter schema is not JSON of at most %d bytes", MaxSchema)
	}
	if d.PayloadWords < 0 || d.PayloadWords > MaxPayloadWords {
		return refused("%d payload words, at most %d are allowed", d.PayloadWords, MaxPayloadWords)
	}
	return nil
}

// Check refuses parameters beyond bounds or with a commitment that is no field element.
func (p Params) Check() error {
	if len(p.Preimage) > MaxParams {
		return refused("a parameter preimage of %d bytes, at most %d are allowed", len(p.Preimage), MaxParams)
	}
	if len(p.JSON) > MaxParams || !json.Valid(p.JSON) {
		return refused("the parameters are not JSON of at most %d bytes", MaxParams)
	}
	if _, err := statement.WordFromBytes(p.Commitment); err != nil {
		return refused("the parameters' commitment: %w", err)
	}
	return nil
}

// Check refuses a verdict that contradicts itself or goes beyond bounds.
func (v Verdict) Check() error {
	if len(v.Findings) > MaxFindings {
		return refused("%d findings, at most %d are allowed", len(v.Findings), MaxFindings)
	}
	for i, finding := range v.Findings {
		if len(finding.Rule) > MaxText || len(finding.Message) > MaxText {
			return refused("finding %d has more than %d bytes", i+1, MaxText)
		}
		if finding.Line < 0 || finding.Line > MaxOutput {
			return refused("finding %d is about line %d", i+1, finding.Line)
		}
	}
	if !v.Holds && len(v.Findings) == 0 {
		return refused("an output was judged not to hold without any finding")
	}
	if len(v.Output) > MaxOutput {
		return refused("a canonical output of %d bytes, at most %d are allowed", len(v.Output), MaxOutput)
	}
	return nil
}

// Check refuses a commitment that is no field element, or zero: on chain, zero is none.
func (c OutputCommitment) Check() error {
	if _, err := statement.WordFromBytes(c.Commitment); err != nil {
		return refused("the commitment to an output: %w", err)
	}
	if c.Commitment == (Word{}) {
		return refused("the commitment to an output is zero")
	}
	if len(c.Opening) > MaxOpening {
		return refused("an opening of %d bytes, at most %d are allowed", len(c.Opening), MaxOpening)
	}
	return nil
}

// Clean is the verdict with its findings fit for a terminal.
func (v Verdict) Clean() Verdict {
	findings := make([]Finding, len(v.Findings))
	for i, finding := range v.Findings {
		findings[i] = Finding{Rule: Clean(finding.Rule), Line: finding.Line, Message: Clean(finding.Message)}
	}
	v.Findings = findings
	return v
}

// Check refuses a step that goes back, nowhere, or pays more than there is.
func (s Step) Check(cursor uint64, quantity *big.Int) error {
	switch {
	case s.From < cursor:
		return refused("a step from %d, and %d is already delivered", s.From, cursor)
	case s.To <= s.From:
		return refused("a step from %d to %d", s.From, s.To)
	case s.Amount == nil || s.Amount.Sign() <= 0 || s.Amount.BitLen() > MaxAmountBits:
		return refused("a step's amount is not between 1 and 2^%d-1", MaxAmountBits)
	case s.Amount.Cmp(quantity) > 0:
		return refused("a step's amount of %s, and the whole forward is %s", s.Amount, quantity)
	}
	return nil
}
