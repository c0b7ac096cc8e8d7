package matmul

import (
	"errors"
	"fmt"
)

// RuleProduct is the one rule, as findings name it.
const RuleProduct = "product"

// A Finding is one row that is not the product's.
type Finding struct {
	Rule    string
	Row     int // from 1
	Message string
}

// Check finds every row of a product that is wrong; one that holds has no findings. It multiplies anew: at these sizes that
// takes no longer than reading the product.
func Check(t Task, p Product) ([]Finding, error) {
	n := t.Size
	if p.Size != n || len(p.Entries) != n*n || len(t.A) != n*n || len(t.B) != n*n {
		return nil, errors.New("checking a product: the matrices are not of one size")
	}
	var findings []Finding
	right := t.Multiply()
	for row := range n {
		wrong, first := 0, 0
		for column := n - 1; column >= 0; column-- {
			if at := row*n + column; p.Entries[at] != right.Entries[at] {
				wrong, first = wrong+1, column
			}
		}
		if wrong == 0 {
			continue
		}
		at := row*n + first
		message := fmt.Sprintf("row %d, column %d is %d, it should be %d", row+1, first+1, p.Entries[at], right.Entries[at])
		if wrong > 1 {
			message += fmt.Sprintf("; %d entries of this row are wrong", wrong)
		}
		findings = append(findings, Finding{RuleProduct, row + 1, message})
	}
	return findings, nil
}
