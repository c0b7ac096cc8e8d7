package challenge

import (
	"errors"
	"fmt"
)

// Reason is why a device fails. Each but Malformed is one check; none of them rests on another one.
type Reason string

// The reasons.
const (
	LateFill     Reason = "late fill"
	LateTouch    Reason = "late touch"
	LateMultiply Reason = "late multiply"
	LateOpen     Reason = "late openings"
	Malformed    Reason = "malformed"      // an answer cannot be read
	Count        Reason = "number"         // more or fewer openings than asked for
	Indices      Reason = "indices"        // openings of other places, or in another order
	TouchPath    Reason = "path of touch"  // a value is not under the root that was answered
	RowPath      Reason = "path of row"    // a row is not under the root that was answered
	Touch        Reason = "touch"          // a value is not what the block there gives
	Row          Reason = "row"            // a row is not that of the product
	Question     Reason = "other question" // a transcript is of another challenge; only Replay finds that
)

// Refusal is what a device fails for.
type Refusal struct {
	Reason Reason
	Detail string
}

func (r *Refusal) Error() string { return fmt.Sprintf("%s: %s", r.Reason, r.Detail) }

// ErrUnanswered says that a question had no answer, without being late. It is no device's fault that is proved; for credit it
// counts as one.
var ErrUnanswered = errors.New("no answer")

// ErrUnfinished says that a transcript ends before the last question, with nothing wrong until there.
var ErrUnfinished = errors.New("the transcript ends before the last question")
