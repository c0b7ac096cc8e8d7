package matmul

import (
	"fmt"
	"math"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Task is what is to be multiplied: two matrices of Size rows and columns, row after row.
type Task struct {
	Size int
	A, B []int8
}

// ParseTask reads the buyer's task: a byte for each entry in two's complement, A row after row, then B.
func ParseTask(task []byte) (Task, error) {
	n := int(math.Sqrt(float64(len(task) / 2)))
	if err := checkSize(n); err != nil || 2*n*n != len(task) {
		return Task{}, fmt.Errorf("reading the matrices: %d bytes are not two square matrices of 1 to %d rows, a byte an entry", len(task), MaxSize)
	}
	entries := make([]int8, len(task))
	for i, b := range task {
		entries[i] = int8(b) //nolint:gosec // two's complement
	}
	return Task{n, entries[:n*n], entries[n*n:]}, nil
}

// Bytes is what ParseTask reads.
func (t Task) Bytes() []byte {
	task := make([]byte, 0, 2*len(t.A))
	for _, entries := range [][]int8{t.A, t.B} {
		for _, entry := range entries {
			task = append(task, byte(entry)) //nolint:gosec // two's complement
		}
	}
	return task
}

// Commit is the params word of a forward for this task.
func (t Task) Commit() statement.Word {
	return statement.Sponge(statement.DomainParams, append(packEntries(t.A), packRows(t.Size, t.B, 0)...))
}

// Multiply is the job itself.
func (t Task) Multiply() Product {
	n := t.Size
	c := make([]int32, n*n)
	for i := range n {
		row := c[i*n : (i+1)*n]
		for k := range n {
			a := int32(t.A[i*n+k])
			for j, b := range t.B[k*n : (k+1)*n] {
				row[j] += a * int32(b)
			}
		}
	}
	return Product{n, c}
}
