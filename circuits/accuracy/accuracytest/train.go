package accuracytest

import (
	"math"

	"github.com/tercet-protocol/tercet/circuits/accuracy"
)

// What the trainer does: so many times through the examples, with a falling rate.
const (
	epochs = 20
	rate   = 0.05
)

// source is what the trainer needs of a seeded generator: *rand.Rand is one.
type source interface {
	NormFloat64() float64
	IntN(n int) int
}

// Train fits a model to examples by stochastic gradient descent on the cross-entropy of its scores, and quantises it. The
// same source gives the same model.
func Train(s accuracy.Shape, examples []accuracy.Example, r source) *accuracy.Model {
	n := newNetwork(s, r)
	for epoch := range epochs {
		step := rate * (1 - float64(epoch)/epochs)
		for range examples {
			n.learn(examples[r.IntN(len(examples))], step)
		}
	}
	return n.quantise()
}

// network is weights in floating point, as a model has them, for features from 0 to 1 and biases of 1.
type network struct {
	shape  accuracy.Shape
	layers [][][]float64
}

func newNetwork(s accuracy.Shape, r source) *network {
	n := &network{shape: s}
	for _, rows := range accuracy.NewModel(s).Layers {
		layer := make([][]float64, len(rows))
		for i := range rows {
			layer[i] = make([]float64, len(rows[i]))
			for o := range layer[i] {
				layer[i][o] = r.NormFloat64() / math.Sqrt(float64(len(rows)))
			}
		}
		n.layers = append(n.layers, layer)
	}
	return n
}

// forward is the inputs of each layer, the constant of the biases included, and the scores.
func (n *network) forward(e accuracy.Example) (inputs [][]float64, scores []float64) {
	x := make([]float64, len(e.Features))
	for i, feature := range e.Features {
		x[i] = float64(feature) / accuracy.MaxFeature
	}
	for k, layer := range n.layers {
		if k > 0 {
			for i := range x {
				x[i] = max(0, x[i])
			}
		}
		x = append(x, 1)
		inputs = append(inputs, x)
		out := make([]float64, len(layer[0]))
		for i, row := range layer {
			for o, w := range row {
				out[o] += w * x[i]
			}
		}
		x = out
	}
	return inputs, x
}

func (n *network) learn(e accuracy.Example, step float64) {
	inputs, gradient := n.forward(e)
	softmax(gradient)
	gradient[e.Label]--
	for k := len(n.layers) - 1; k >= 0; k-- {
		below := make([]float64, len(inputs[k])-1)
		for i, row := range n.layers[k] {
			for o := range row {
				if i < len(below) && inputs[k][i] > 0 {
					below[i] += row[o] * gradient[o]
				}
				row[o] -= step * gradient[o] * inputs[k][i]
			}
		}
		gradient = below
	}
}

func softmax(x []float64) {
	most, sum := x[0], 0.0
	for _, score := range x {
		most = max(most, score)
	}
	for i := range x {
		x[i] = math.Exp(x[i] - most)
		sum += x[i]
	}
	for i := range x {
		x[i] /= sum
	}
}

// quantise scales each layer so that its largest weight is 127. A layer's values grow by its factor and by that of its
// inputs; biases, which the model multiplies by constants of its own, follow.
func (n *network) quantise() *accuracy.Model {
	m := accuracy.NewModel(n.shape)
	inputs, constant := float64(accuracy.MaxFeature), float64(accuracy.MaxFeature)
	for k, layer := range n.layers {
		biases := len(layer) - 1
		most := 0.0
		for i, row := range layer {
			for o := range row {
				if i == biases {
					row[o] *= inputs / constant
				}
				most = max(most, math.Abs(row[o]))
			}
		}
		for i, row := range layer {
			for o, w := range row {
				m.Layers[k][i][o] = int8(math.Round(127 * w / most))
			}
		}
		inputs, constant = inputs*127/most, accuracy.HiddenConstant
	}
	return m
}
