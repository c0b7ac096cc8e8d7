package challenge

import "context"

// Device does what a challenge asks of a GPU. Package opencl has one for hardware, challengetest a plain one in Go, with whose
// answers every other one's have to agree bit for bit. Its methods are called one at a time, in the order in which they stand
// here; only Release may come at any time.
type Device interface {
	// Fill makes room in the device's memory and fills it with the seed's blocks. Of the profile it goes by sizes and rounds alone.
	Fill(ctx context.Context, seed Seed, profile Profile) error
	// Touch walks through the memory. Value number lane·(touches/lanes) + step is what a lane's step made of its block.
	Touch(ctx context.Context, salt Salt) ([]uint64, error)
	// Multiply gives the products C_1 to C_s, each row after row. The blocks stay where they are meanwhile.
	Multiply(ctx context.Context, salt Salt) ([][]int32, error)
	// Release gives back all that Fill made room for. Without a fill it does nothing.
	Release() error
}
