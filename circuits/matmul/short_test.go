//go:build !prover

package matmul

// long chooses the long form of tests.
const long = false
