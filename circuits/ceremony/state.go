package ceremony

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math/bits"

	"github.com/consensys/gnark-crypto/ecc/bn254"
)

// state is what gnark knows of a phase: *mpcsetup.Phase1 or *mpcsetup.Phase2.
type state[S any] interface {
	io.WriterTo
	io.ReaderFrom
	Contribute()
	Verify(next S) error
}

// How many bytes gnark's encoding takes. A point of G1 has one coordinate and of G2 two, the other one's sign beside it.
const (
	sizeG1     = bn254.SizeOfG1AffineCompressed
	sizeG2     = bn254.SizeOfG2AffineCompressed
	sizeProof  = sizeG1 + sizeG2 // of the knowledge of what was contributed
	sizeLength = 4
)

// domain is the size of the circuit's domain: the constraints, rounded up to a power of two.
func domain(constraints int) uint64 {
	return 1 << bits.Len64(uint64(max(constraints, 1)-1))
}

// size is how many bytes a contribution to a phase has: it follows from the circuit.
func (t *Transcript) size(phase int) int64 {
	n, private := int64(t.Domain), int64(t.Private) //nolint:gosec // at most 2^28
	if phase == 0 {
		// Proofs of tau, alpha and beta, the domain, beta in G2, the powers but the zeroth in both groups, those with alpha and beta.
		return 3*sizeProof + 8 + sizeG2 + (2*n-2)*sizeG1 + (n-1)*sizeG2 + 2*n*sizeG1 + 1 + sumSize
	}
	// The number of commitments, delta in G1, the private wires, the vanishing polynomial's multiples, delta in G2, the proof of delta.
	return 2 + sizeG1 + sizeLength + private*sizeG1 + sizeLength + (n-1)*sizeG1 + sizeG2 + sizeProof + 1 + sumSize
}

// shaped refuses content whose own lengths are not those of the circuit: gnark would reserve what they say.
func (t *Transcript) shaped(phase int, content []byte) error {
	lengths := map[int]uint64{}
	if phase == 0 {
		lengths[3*sizeProof] = t.Domain
		return shaped(content, 8, lengths)
	}
	if !bytes.HasPrefix(content, []byte{0, 0}) {
		return fmt.Errorf("%w: it is about Groth16 commitments", ErrProof)
	}
	lengths[2+sizeG1] = uint64(t.Private)                        //nolint:gosec // positive
	lengths[2+sizeG1+sizeLength+t.Private*sizeG1] = t.Domain - 1 // the multiples' highest power is one lower
	return shaped(content, sizeLength, lengths)
}

func shaped(content []byte, width int, lengths map[int]uint64) error {
	for at, want := range lengths {
		var length [8]byte
		copy(length[8-width:], content[at:at+width])
		if got := binary.BigEndian.Uint64(length[:]); got != want {
			return fmt.Errorf("%w: it is of another size than the circuit (%d at byte %d, not %d)", ErrProof, got, at, want)
		}
	}
	return nil
}

// builtOn is the hash of what a contribution says it builds on: gnark's challenge, which its proofs depend on.
func builtOn(content []byte) Sum { return Sum(content[len(content)-sumSize:]) }

// skipped says that a contribution multiplied something by one, which leaves it as it was.
func skipped(phase int, content []byte) bool {
	_, _, generator, _ := bn254.Generators()
	one := generator.Bytes()
	offsets := []int{0, sizeProof, 2 * sizeProof} // tau, alpha, beta
	if phase > 0 {
		offsets = []int{len(content) - sumSize - 1 - sizeProof} // delta
	}
	for _, at := range offsets {
		if bytes.Equal(content[at:at+sizeG1], one[:]) {
			return true
		}
	}
	return false
}

// decode reads a state, every point of which is checked to be in its group, and refuses a second encoding of the same.
func (t *Transcript) decode(phase int, content []byte, into interface {
	io.WriterTo
	io.ReaderFrom
}) error {
	if err := t.shaped(phase, content); err != nil {
		return err
	}
	if _, err := into.ReadFrom(bytes.NewReader(content)); err != nil {
		return fmt.Errorf("%w: %w", ErrProof, err)
	}
	var again bytes.Buffer
	again.Grow(len(content))
	if _, err := into.WriteTo(&again); err != nil {
		return err
	}
	if !bytes.Equal(again.Bytes(), content) {
		return fmt.Errorf("%w: it is not in its one encoding", ErrProof)
	}
	return nil
}
