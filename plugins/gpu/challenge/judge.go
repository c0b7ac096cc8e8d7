package challenge

import (
	"context"
	"fmt"
	"time"
)

// judge hears one exchange after another, and says of each whether it holds.
type judge struct {
	verifier
	profile Profile
	seed    Seed

	heard     int // exchanges
	touchSalt Salt
	rowSalt   Salt
	touchRoot Digest
	rowRoot   Digest
}

func newJudge(v verifier, profile Profile, seed Seed) *judge {
	return &judge{verifier: v, profile: profile, seed: seed}
}

// refuse is a refusal, but for a check that is passed over.
func (v verifier) refuse(reason Reason, format string, values ...any) error {
	if v.without[reason] {
		return nil
	}
	return &Refusal{reason, fmt.Sprintf(format, values...)}
}

func (j *judge) deadline(kind byte) time.Duration {
	return map[byte]time.Duration{
		kindFill: j.profile.Fill, kindTouch: j.profile.Touch, kindMultiply: j.profile.Multiply, kindOpen: j.profile.Open,
	}[kind]
}

// hear judges the next exchange. What was asked is judged as well: in a transcript it may be anything.
func (j *judge) hear(ctx context.Context, e exchange) error {
	kind := order[j.heard]
	j.heard++
	question, err := parseRequest(e.request)
	if err != nil {
		return fmt.Errorf("read question %c: %w", kind, err)
	}
	if err := j.checkQuestion(kind, question); err != nil {
		return err
	}
	took, deadline := e.took(), j.deadline(kind)
	if took < 0 {
		return fmt.Errorf("question %c: the clock went back by %s while it was answered", kind, -took)
	}
	if took > deadline {
		late := map[byte]Reason{kindFill: LateFill, kindTouch: LateTouch, kindMultiply: LateMultiply, kindOpen: LateOpen}[kind]
		if err := j.refuse(late, "it took %s, and may take %s", took, deadline); err != nil {
			return err
		}
	}
	if !e.answered {
		return fmt.Errorf("question %c: %w", kind, ErrUnanswered)
	}
	return j.hearAnswer(ctx, question, e.response)
}

// checkQuestion says whether a question is the one that was due, of this challenge.
func (j *judge) checkQuestion(kind byte, question request) error {
	if question.kind != kind {
		return &Refusal{Question, fmt.Sprintf("%c was asked where %c is due", question.kind, kind)}
	}
	switch kind {
	case kindFill:
		if question.seed != j.seed {
			if err := j.refuse(Question, "seed %x was asked, not %x", question.seed, j.seed); err != nil {
				return err
			}
			j.seed = question.seed
		}
		if question.profile != j.profile.work() {
			return &Refusal{Question, "other sizes were asked than the profile's"}
		}
	case kindOpen:
		if touches, rows := len(question.open.touches), len(question.open.rows); touches != j.profile.Pairs || rows != j.profile.Rows {
			return &Refusal{Question, fmt.Sprintf("%d touches and %d rows were asked, not %d and %d",
				touches, rows, j.profile.Pairs, j.profile.Rows)}
		}
	}
	return nil
}

func (j *judge) hearAnswer(ctx context.Context, question request, response []byte) error {
	if longest := j.profile.MaxAnswer(); len(response) > longest {
		return &Refusal{Malformed, fmt.Sprintf("the answer to question %c has more than %d bytes", question.kind, longest)}
	}
	var err error
	var opened openings
	switch question.kind {
	case kindFill:
		err = parseFilled(response)
	case kindTouch:
		j.touchSalt = question.salt
		j.touchRoot, err = parseRoot(kindTouch, response)
	case kindMultiply:
		j.rowSalt = question.salt
		j.rowRoot, err = parseRoot(kindMultiply, response)
	default:
		opened, err = parseOpenings(j.profile, response)
	}
	if err != nil {
		return &Refusal{Malformed, fmt.Sprintf("the answer to question %c: %s", question.kind, err)}
	}
	if question.kind == kindOpen {
		return j.verify(ctx, question.open, opened)
	}
	return nil
}
