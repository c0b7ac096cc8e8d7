package curve

import (
	"errors"
	"math"
	"slices"
)

// errSingular is for equations without one solution.
var errSingular = errors.New("the equations have no single solution")

// mul multiplies and rounds. Without the conversion a compiler may join a product with the sum it is in, which rounds once
// less, and another machine would get other digits.
func mul(a, b float64) float64 { return float64(a * b) }

// solve finds x with A·x = b, by Gaussian elimination with the largest pivot of each column, and one step that corrects what
// rounding left. It changes neither.
func solve(a [][]float64, b []float64) ([]float64, error) {
	lu, order, err := factor(a)
	if err != nil {
		return nil, err
	}
	x := substitute(lu, order, b)
	residual := make([]float64, len(b))
	for i, row := range a {
		residual[i] = b[i]
		for j, coefficient := range row {
			residual[i] -= mul(coefficient, x[j])
		}
	}
	for i, correction := range substitute(lu, order, residual) {
		x[i] += correction
	}
	return x, nil
}

// factor is the lower and the upper triangle of a matrix, whose rows come in an order. What is zero beyond the last number of a row
// is not looked at: matrices with little away from their diagonal take little time.
func factor(a [][]float64) (lu [][]float64, order []int, err error) {
	n := len(a)
	lu, order = make([][]float64, n), make([]int, n)
	ends := make([]int, n) // of the numbers of each row
	for i, row := range a {
		lu[i], order[i], ends[i] = slices.Clone(row), i, n
		for ends[i] > 0 && row[ends[i]-1] == 0 {
			ends[i]--
		}
	}
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(lu[i][k]) > math.Abs(lu[pivot][k]) {
				pivot = i
			}
		}
		if math.Abs(lu[pivot][k]) < 1e-12 {
			return nil, nil, errSingular
		}
		lu[k], lu[pivot] = lu[pivot], lu[k]
		order[k], order[pivot] = order[pivot], order[k]
		ends[k], ends[pivot] = ends[pivot], ends[k]
		for i := k + 1; i < n; i++ {
			if lu[i][k] == 0 {
				continue
			}
			lu[i][k] /= lu[k][k]
			for j := k + 1; j < ends[k]; j++ {
				lu[i][j] -= mul(lu[i][k], lu[k][j])
			}
			ends[i] = max(ends[i], ends[k])
		}
	}
	return lu, order, nil
}

func substitute(lu [][]float64, order []int, b []float64) []float64 {
	n := len(lu)
	x := make([]float64, n)
	for i := range n {
		x[i] = b[order[i]]
		for j := range i {
			x[i] -= mul(lu[i][j], x[j])
		}
	}
	for i := n - 1; i >= 0; i-- {
		for j := i + 1; j < n; j++ {
			x[i] -= mul(lu[i][j], x[j])
		}
		x[i] /= lu[i][i]
	}
	return x
}
