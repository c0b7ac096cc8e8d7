package accuracy

import (
	"github.com/consensys/gnark/frontend"

	"github.com/tercet-protocol/tercet/circuits/gadget"
)

// answers asserts that enough of the drawn examples are classified right.
//
// A product of features and a layer's weights is checked by one sum an example: outputs are combined with powers of z,
// and so are the columns of the weights, once for all examples. Outputs, weights and features are fixed before z, so that
// two different outputs agree with a probability of outputs/2^248.
func (d *definition) answers() {
	api, s := d.api, d.shape
	var layers []combined
	weights := d.Weights
	for k, l := range s.layers() {
		n := (l.inputs + 1) * l.outputs
		layers = append(layers, d.combine(l, weights[:n], d.powers(l.outputs, k == len(s.layers())-1)))
		weights = weights[n:]
	}
	right := frontend.Variable(0)
	for _, draw := range d.Draws {
		labels := draw.Bits[s.indexBits() : s.indexBits()+s.Classes]
		inputs := d.features(draw.Bits[s.indexBits()+s.Classes:])
		if s.Hidden > 0 {
			inputs = d.hidden(draw, inputs, layers[0])
		}
		d.scores(draw, labels, inputs, layers[len(layers)-1])
		d.assert(ruleRight, func() { api.AssertIsBoolean(draw.Right) })
		right = api.Add(right, draw.Right)
	}
	d.assert(ruleThreshold, func() { gadget.AssertAtMost(api, d.Threshold, right, drawCountBits) })
}

// combined is a layer under the challenge: what its outputs are multiplied by, and its weights so multiplied, one number an
// input and one for the biases.
type combined struct{ powers, weights []frontend.Variable }

// powers is what a layer's outputs are multiplied by: powers of z. Those of the last layer have a sum of zero: what is
// checked under them is the scores but for a number that is added to all of them, and their differences are what counts.
func (d *definition) powers(n int, last bool) []frontend.Variable {
	out := []frontend.Variable{1}
	for len(out) < n {
		out = append(out, d.api.Mul(out[len(out)-1], d.z))
	}
	if last {
		out[0] = d.api.Neg(sum(d.api, out[1:]))
	}
	return out
}

func (d *definition) combine(l layer, weights, powers []frontend.Variable) combined {
	out := combined{powers, make([]frontend.Variable, l.inputs+1)}
	for i := range out.weights {
		row := make([]frontend.Variable, l.outputs)
		for o, power := range powers {
			row[o] = d.api.Mul(d.api.Sub(weights[i*l.outputs+o], weightOffset), power)
		}
		out.weights[i] = sum(d.api, row)
	}
	out.weights[l.inputs] = d.api.Mul(out.weights[l.inputs], l.constant)
	return out
}

// product is an example's inputs with a layer's weights.
func (d *definition) product(inputs []frontend.Variable, l combined) frontend.Variable {
	terms := []frontend.Variable{l.weights[len(inputs)]}
	for i, x := range inputs {
		terms = append(terms, d.api.Mul(x, l.weights[i]))
	}
	return sum(d.api, terms)
}

func (d *definition) features(bits []frontend.Variable) []frontend.Variable {
	out := make([]frontend.Variable, d.shape.Features)
	for i := range out {
		out[i] = gadget.Join(d.api, bits[i*FeatureBits:(i+1)*FeatureBits], 1)
	}
	return out
}

// hidden asserts the values of the hidden units and returns them, negative ones as zero: the uppermost bit of a shifted
// value says that it is not negative.
func (d *definition) hidden(draw DrawInput, inputs []frontend.Variable, l combined) []frontend.Variable {
	out := make([]frontend.Variable, len(draw.Hidden))
	total := frontend.Variable(0)
	for j, bits := range draw.Hidden {
		d.assertBits(ruleHidden, bits)
		positive := bits[len(bits)-1]
		value := d.api.Sub(gadget.Join(d.api, bits, 1), gadget.Pow2(len(bits)-1))
		total = d.api.Add(total, d.api.Mul(l.powers[j], value))
		out[j] = d.api.Mul(positive, value)
	}
	d.assert(ruleHiddenSum, func() { d.api.AssertIsEqual(total, d.product(inputs, l)) })
	return out
}

// scores asserts of an example that counts as right that its label's score is above every other one. A class's score and
// what it is below the label's are together the label's score, the same number for all classes: their sum is zero under
// powers whose sum is zero.
func (d *definition) scores(draw DrawInput, labels, inputs []frontend.Variable, l combined) {
	total := d.product(inputs, l)
	bits := d.shape.last().marginBits()
	for class, margin := range draw.Margins {
		// Were a margin below zero, the label's score would be the lesser one.
		d.assert(ruleMargins, func() { gadget.AssertBits(d.api, margin, bits) })
		below := d.api.Mul(d.api.Sub(1, labels[class]), d.api.Add(margin, 1))
		total = d.api.Add(total, d.api.Mul(l.powers[class], below))
	}
	d.assert(ruleScores, func() { d.api.AssertIsEqual(d.api.Mul(draw.Right, total), 0) })
}
