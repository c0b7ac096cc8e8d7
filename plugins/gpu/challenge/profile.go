package challenge

import (
	"errors"
	"fmt"
	"time"
)

// Seed is what all of a challenge follows from, but for what is drawn while it runs. Nobody may know it before the challenge.
type Seed [32]byte

// Salt makes a question fresh: it is drawn when the question is asked.
type Salt [32]byte

// Limits of a profile. They keep a stranger's numbers within what both sides can hold.
const (
	maxModel    = 64
	MaxN        = 1 << 14
	maxSteps    = 64
	maxBlocks   = 1 << 24
	maxWords    = 1 << 20
	maxRounds   = 1 << 12
	minRounds   = 10 // what Philox2x32's authors ask for
	maxLanes    = 1 << 16
	maxTouches  = 1 << 24
	maxOpenings = 256
	maxProducts = 1 << 33 // bytes of all products, which an agent keeps until it has opened rows of them
	maxDeadline = time.Hour

	// Granule is what n and BlockWords have to be multiples of, so that kernels need not look after edges.
	Granule = 64
	// WordBytes is the size of a word of a block.
	WordBytes = 8
)

// Profile is what is asked of one model of GPU, and how long it may take.
type Profile struct {
	Model  string // as OpenCL names the device
	Memory uint64 // bytes advertised

	Blocks     int // that the memory is filled with
	BlockWords int // words of 64 bits in one
	Rounds     int // of mixing from each word to the next
	Lanes      int // that walk through the memory side by side
	Touches    int // steps of all lanes together
	N          int // rows and columns of the matrices
	Steps      int // products

	Pairs int // touches opened, each with the one before it in its lane
	Rows  int // rows opened, each with the row of the product before

	Fill, Touch, Multiply, Open time.Duration // deadlines

	Calibrated bool // the deadlines were measured on this model
}

// Check names everything that is wrong with a profile.
func (p Profile) Check() error {
	within := func(name string, value, low, high int) error {
		if value < low || value > high {
			return fmt.Errorf("%s is %d, it may be from %d to %d", name, value, low, high)
		}
		return nil
	}
	faults := []error{
		within("the number of opened touches", p.Pairs, 1, maxOpenings),
		within("the number of opened rows", p.Rows, 1, maxOpenings),
		p.checkWork(),
	}
	if p.Model == "" || len(p.Model) > maxModel {
		faults = append(faults, fmt.Errorf("the model's name has %d bytes, it may have from 1 to %d", len(p.Model), maxModel))
	}
	filled, rest := p.filled(), p.rest()
	if p.Memory/10*9 > filled {
		faults = append(faults, fmt.Errorf("%d bytes are filled of the memory's %d: fewer than nine tenths", filled, p.Memory))
	}
	if filled+rest > p.Memory {
		faults = append(faults, fmt.Errorf("%d bytes of blocks and %d of matrices and values do not fit in a memory of %d", filled, rest, p.Memory))
	}
	for name, deadline := range map[string]time.Duration{"fill": p.Fill, "touch": p.Touch, "multiply": p.Multiply, "open": p.Open} {
		if deadline <= 0 || deadline > maxDeadline {
			faults = append(faults, fmt.Errorf("the deadline of %s is %s, it may be from above 0 to %s", name, deadline, maxDeadline))
		}
	}
	return errors.Join(faults...)
}

// checkWork names what is wrong with the part of a profile that a device is told.
func (p Profile) checkWork() error {
	var faults []error
	for _, number := range []struct {
		name             string
		value, low, high int
	}{
		{"the number of blocks", p.Blocks, 1, maxBlocks},
		{"the number of a block's words", p.BlockWords, Granule, maxWords},
		{"the number of rounds", p.Rounds, minRounds, maxRounds},
		{"the number of lanes", p.Lanes, 1, maxLanes},
		{"the number of touches", p.Touches, 1, maxTouches},
		{"n", p.N, Granule, MaxN},
		{"the number of steps", p.Steps, 1, maxSteps},
	} {
		if number.value < number.low || number.value > number.high {
			faults = append(faults, fmt.Errorf("%s is %d, it may be from %d to %d", number.name, number.value, number.low, number.high))
		}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	if p.BlockWords%Granule != 0 || p.N%Granule != 0 {
		faults = append(faults, fmt.Errorf("a block has %d words and n is %d: both must be multiples of %d", p.BlockWords, p.N, Granule))
	}
	if p.Touches%p.Lanes != 0 {
		faults = append(faults, fmt.Errorf("%d touches cannot be shared out among %d lanes evenly", p.Touches, p.Lanes))
	}
	if products := 4 * p.Steps * p.N * p.N; products > maxProducts {
		faults = append(faults, fmt.Errorf("the products have %d bytes together, they may have up to %d", products, maxProducts))
	}
	return errors.Join(faults...)
}

// filled is the bytes of all blocks.
func (p Profile) filled() uint64 {
	return uint64(max(p.Blocks, 0)) * uint64(max(p.BlockWords, 0)) * WordBytes
}

// rest is the bytes of A, B and C, of a state for each row, and of the values of touches.
func (p Profile) rest() uint64 {
	n, touches := uint64(max(p.N, 0)), uint64(max(p.Touches, 0))
	return 6*n*n + 16*n + 8*touches
}

// laneSteps is how many steps each lane makes. Touch number lane·laneSteps + step is a lane's step.
func (p Profile) laneSteps() int { return p.Touches / p.Lanes }

// work is the part of a profile that a device is told.
func (p Profile) work() Profile {
	return Profile{
		Blocks: p.Blocks, BlockWords: p.BlockWords, Rounds: p.Rounds, Lanes: p.Lanes, Touches: p.Touches, N: p.N, Steps: p.Steps,
	}
}
