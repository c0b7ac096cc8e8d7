package bundles

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"

	"github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/gadget"
	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/matmul"
	"github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/terzarima"
)

// The circuits there are, by the names of their predicates.
const (
	Accuracy    = "accuracy"
	AccuracyMLP = "accuracy-mlp"
	GpuHours    = "gpu-hours"
	MatMul32    = "matmul-32"
	MatMul64    = "matmul-64"
	ProofOfWork = "proof-of-work"
	TerzaRima   = "terza-rima"
)

// circuits makes the circuit of one statement or, for n above zero, of a batch of up to n; nil where there is no such batch.
var circuits = map[string]func(n int) frontend.Circuit{
	Accuracy:    func(n int) frontend.Circuit { return accurate(accuracy.Regression, n) },
	AccuracyMLP: func(n int) frontend.Circuit { return accurate(accuracy.MLP, n) },
	GpuHours: func(n int) frontend.Circuit {
		if n > 0 {
			return gpuhours.NewBatch(n)
		}
		return new(gpuhours.Circuit)
	},
	MatMul32: func(n int) frontend.Circuit { return product(32, n) },
	MatMul64: func(n int) frontend.Circuit { return product(64, n) },
	TerzaRima: func(n int) frontend.Circuit {
		if n > 0 {
			return gadget.NewBatch[terzarima.Body](n)
		}
		return new(terzarima.Circuit)
	},
	ProofOfWork: func(n int) frontend.Circuit {
		if n > 0 {
			return proofofwork.NewBatch(n)
		}
		return new(proofofwork.Circuit)
	},
}

// accurate has no batches: four samples would take more than 2^19 constraints.
func accurate(shape accuracy.Shape, n int) frontend.Circuit {
	if n > 0 {
		return nil
	}
	return accuracy.NewCircuit(shape)
}

func product(rows, n int) frontend.Circuit {
	if n > 0 {
		return matmul.NewBatch(rows, n)
	}
	return matmul.NewCircuit(rows)
}

// MaxBatch is the most statements that a batch is compiled for here, to be measured. Keys are made for fewer, see Sizes.
const MaxBatch = 64

// MaxBatchConstraints is the most that a batch with keys has: beyond it, memory and the time of one proof get out of hand.
const MaxBatchConstraints = 1 << 19

// sizes are the batches of 4 and 16 that stay below MaxBatchConstraints. Four poems are 524,781 constraints, which is above.
var sizes = map[string][]int{
	GpuHours: {4}, MatMul32: {4, 16}, MatMul64: {4}, ProofOfWork: {4, 16},
}

// Sizes are the batches that keys are made for beside a built-in predicate's own.
func Sizes(name string) []int { return sizes[name] }

// Names lists the built-in circuits, in order.
func Names() []string { return slices.Sorted(maps.Keys(circuits)) }

// Compile compiles a built-in circuit from this program's source: for one statement or, with n above zero, for up to n.
func Compile(name string, n int) (constraint.ConstraintSystem, error) {
	circuit, err := circuitOf(name, n)
	if err != nil {
		return nil, err
	}
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, circuit)
	if err != nil {
		return nil, fmt.Errorf("compiling circuit %s: %w", name, err)
	}
	return system, nil
}

func circuitOf(name string, n int) (frontend.Circuit, error) {
	makes, known := circuits[name]
	if !known {
		return nil, fmt.Errorf("circuit %q is not built in; there are: %s; others come with `tercet bundle install`", name, strings.Join(Names(), ", "))
	}
	if n < 0 || n > MaxBatch {
		return nil, fmt.Errorf("a batch of %d statements: there are those of 1 to %d", n, MaxBatch)
	}
	circuit := makes(n)
	if circuit == nil {
		return nil, fmt.Errorf("circuit %s has no batches", name)
	}
	return circuit, nil
}

// BuiltIn says whether this program has the source of a predicate's circuit.
func BuiltIn(name string) bool { return circuits[name] != nil }
