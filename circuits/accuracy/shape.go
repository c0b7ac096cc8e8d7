package accuracy

import (
	"errors"
	"fmt"
	"math/bits"

	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The numbers that all shapes have in common.
const (
	FeatureBits = 3
	MaxFeature  = 1<<FeatureBits - 1

	WeightBits   = 8
	weightOffset = 1 << (WeightBits - 1) // a weight is a byte less this

	// HiddenConstant is what a bias is the weight of in a layer over hidden units, whose values are of some thousands. In
	// a layer over features it is the weight of MaxFeature.
	HiddenConstant = 1 << 10
)

const (
	// weightsPerWord leaves room for a mark above the weights, so that no word of the payload is zero.
	weightsPerWord = 30
	markBit        = weightsPerWord * WeightBits

	// drawnBits of each word of the stream are used: what is above them keeps the lower ones uniform but for 2^-13.
	drawnBits = 240
)

// Shape is what a circuit is made for. A circuit has one shape, and the parameters of a forward name it.
type Shape struct {
	Name     string // of predicate and bundle
	Draws    int    // examples that the beacon draws: m
	Features int
	Hidden   int // units of the hidden layer; 0 for a regression, which has none
	Classes  int
	Levels   int // of the pool's tree, from the examples to the root: a pool has 8^Levels examples
}

// The shapes there are keys for.
var (
	Regression = Shape{Name: "accuracy", Draws: 200, Features: 64, Classes: 10, Levels: 4}
	MLP        = Shape{Name: "accuracy-mlp", Draws: 100, Features: 64, Hidden: 16, Classes: 10, Levels: 4}
)

// Check refuses a shape that the circuit cannot have.
func (s Shape) Check() error {
	var errs []error
	if s.Draws < 1 || s.Draws >= 1<<drawCountBits {
		errs = append(errs, fmt.Errorf("%d draws: want 1 to %d", s.Draws, 1<<drawCountBits-1))
	}
	if s.Features < 1 || s.Hidden < 0 || s.Classes < 2 || s.Classes > 10 {
		errs = append(errs, fmt.Errorf("%d features, %d hidden units, %d classes: want at least 1, 0 and 2, and at most 10 classes",
			s.Features, s.Hidden, s.Classes))
	}
	if s.Levels < 2 || s.Levels > 6 {
		errs = append(errs, fmt.Errorf("%d levels: want 2 to 6", s.Levels))
	}
	if n := s.exampleBits(); n > statement.MessageBits {
		errs = append(errs, fmt.Errorf("an example has %d bits, %d fit a word", n, statement.MessageBits))
	}
	return errors.Join(errs...)
}

// drawCountBits is how long the number of draws may be.
const drawCountBits = 16

// Pool is how many examples a pool has.
func (s Shape) Pool() int { return 1 << s.indexBits() }

// MessageWords is how many words the weights take, PayloadWords how many the circuit publishes: R and the message.
func (s Shape) MessageWords() int { return (s.weights() + weightsPerWord - 1) / weightsPerWord }

// PayloadWords is the most words that the circuit publishes: R and the weights.
func (s Shape) PayloadWords() int { return 2 + s.MessageWords() }

func (s Shape) indexBits() int { return s.Levels * bits.Len(gadget.Arity-1) }

// exampleBits is the length of an example as a word: its place in the pool, one bit a class, the features.
func (s Shape) exampleBits() int { return s.indexBits() + s.Classes + s.Features*FeatureBits }

// groups is how many nodes the pool's tree has just above the examples.
func (s Shape) groups() int { return s.Pool() / gadget.Arity }

// layer is one matrix of weights.
type layer struct {
	inputs, outputs int
	most            int64 // largest input; the least is 0
	constant        int64 // what the biases are weights of
}

// bound is the most that an output can be from zero.
func (l layer) bound() int64 { return weightOffset * (int64(l.inputs)*l.most + l.constant) }

// signedBits is how many bits an output takes when it is shifted to be positive.
func (l layer) signedBits() int { return bits.Len64(uint64(l.bound())) + 1 } //nolint:gosec // positive

// marginBits is how many bits a difference of two outputs takes, less one.
func (l layer) marginBits() int { return bits.Len64(uint64(2 * l.bound())) } //nolint:gosec // positive

// layers is the matrices in the order in which an example goes through them.
func (s Shape) layers() []layer {
	first := layer{inputs: s.Features, outputs: s.Classes, most: MaxFeature, constant: MaxFeature}
	if s.Hidden == 0 {
		return []layer{first}
	}
	first.outputs = s.Hidden
	return []layer{first, {inputs: s.Hidden, outputs: s.Classes, most: first.bound(), constant: HiddenConstant}}
}

func (s Shape) last() layer {
	layers := s.layers()
	return layers[len(layers)-1]
}

// weights is how many weights a model has, biases included.
func (s Shape) weights() int {
	n := 0
	for _, l := range s.layers() {
		n += (l.inputs + 1) * l.outputs
	}
	return n
}
