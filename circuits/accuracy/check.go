package accuracy

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The rules, as findings name them.
const (
	RuleAccuracy = "accuracy" // of the whole pool, the share of right answers is that of the threshold
	RuleConfused = "confused" // which classes are taken for which
	RuleChance   = "chance"   // a draw may miss the threshold all the same
)

// A Finding is something to act on.
type Finding struct{ Rule, Message string }

// Verdict is what was found of a model, by running it on the whole pool.
type Verdict struct {
	Holds    bool
	Right    int // of the pool's examples
	Findings []Finding
}

// sureEnough is the chance of missing the threshold up to which nobody finds a beacon that does, trying for it.
var sureEnough = math.Exp2(-GrindingBits)

// Check runs a model on the whole pool. It holds if its share of right answers is at least that of the threshold; what the
// beacon draws is known only later, so that a verdict that holds also says how likely a draw is to miss the threshold, unless
// it is so unlikely that whoever builds the beacon's block would look for one in vain.
func Check(p Params, pool *Pool, m *Model) (Verdict, error) {
	if pool.Root() != p.Root {
		return Verdict{}, fmt.Errorf("checking a model: the pool has root %s, the parameters name %s", text(pool.Root()), text(p.Root))
	}
	v := Verdict{}
	confused := map[[2]int]int{}
	for _, e := range pool.Examples {
		if given := m.Predict(e.Features); given == e.Label {
			v.Right++
		} else {
			confused[[2]int{e.Label, given}]++
		}
	}
	n := len(pool.Examples)
	v.Holds = v.Right*p.Shape.Draws >= p.Threshold*n
	if !v.Holds {
		v.Findings = append(v.Findings, Finding{RuleAccuracy, fmt.Sprintf(
			"%d of %d examples are classified right, %.1f %%; %d of %d are asked for, %.1f %%",
			v.Right, n, percent(v.Right, n), p.Threshold, p.Shape.Draws, percent(p.Threshold, p.Shape.Draws))})
		v.Findings = append(v.Findings, confusions(confused)...)
	}
	if miss := Miss(float64(v.Right)/float64(n), p.Shape.Draws, p.Threshold); v.Holds && miss > sureEnough {
		v.Findings = append(v.Findings, Finding{RuleChance, fmt.Sprintf(
			"%d of %d examples are classified right: %.2g of all draws miss the threshold of %d of %d, and with it the bond; "+
				"whoever builds the beacon's block can look for such a draw", v.Right, n, miss, p.Threshold, p.Shape.Draws)})
	}
	return v, nil
}

// mostConfusions is how many pairs of classes are reported, the most frequent ones.
const mostConfusions = 5

func confusions(confused map[[2]int]int) []Finding {
	var pairs [][2]int
	for pair := range confused {
		pairs = append(pairs, pair)
	}
	slices.SortFunc(pairs, func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(confused[b], confused[a]), slices.Compare(a[:], b[:]))
	})
	var out []Finding
	for _, pair := range pairs[:min(mostConfusions, len(pairs))] {
		message := fmt.Sprintf("class %d is taken for %d in %d examples", pair[0], pair[1], confused[pair])
		if pair[1] == Undecided {
			message = fmt.Sprintf("class %d shares the largest score in %d examples, and a tie is a wrong answer", pair[0], confused[pair])
		}
		out = append(out, Finding{RuleConfused, message})
	}
	return out
}

// ErrMissed says that of the drawn examples too few are classified right.
var ErrMissed = errors.New("the model misses the threshold on the examples that were drawn")

// answered is which of the drawn examples a model classifies right, and an error that is ErrMissed if they are too few.
func answered(p Params, pool *Pool, m *Model, drawn []int) ([]bool, error) {
	right, out := 0, make([]bool, len(drawn))
	for i, index := range drawn {
		e := pool.Examples[index]
		if out[i] = m.Predict(e.Features) == e.Label; out[i] {
			right++
		}
	}
	if right < p.Threshold {
		return out, fmt.Errorf("%w: %d of %d, and %d are needed", ErrMissed, right, len(drawn), p.Threshold)
	}
	return out, nil
}

func percent(part, whole int) float64 { return 100 * float64(part) / float64(whole) }

func text(w statement.Word) string {
	b := w.Bytes()
	return fmt.Sprintf("0x%x", b[:])
}
