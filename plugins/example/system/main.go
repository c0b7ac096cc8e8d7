// system compiles the circuit of addition chains and writes its constraint system to a file: `system FILE`.
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/consensys/gnark/logger"

	"example.org/addition-chain/chain"
)

func main() {
	logger.Disable() // it writes to standard output
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "system:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) != 1 {
		return errors.New("usage: system FILE")
	}
	compiled, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, &chain.Circuit{})
	if err != nil {
		return err
	}
	file, err := os.Create(args[0])
	if err != nil {
		return err
	}
	_, err = compiled.WriteTo(file)
	return errors.Join(err, file.Close())
}
