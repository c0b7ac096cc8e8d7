// search does the work: it reads a job, as the executor `command` writes it, and answers with an addition chain.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"example.org/addition-chain/chain"
)

// maxJob bounds what is read.
const maxJob = 4 << 20

func main() {
	if err := run(os.Stdin, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "search:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out, progress io.Writer) error {
	var job struct {
		Params json.RawMessage `json:"params"`
	}
	if err := json.NewDecoder(io.LimitReader(in, maxJob)).Decode(&job); err != nil {
		return fmt.Errorf("reading the job: %w", err)
	}
	params, err := chain.ParseParams(job.Params)
	if err != nil {
		return err
	}
	fmt.Fprintf(progress, "searching a chain for %d of at most %d steps\n", params.Target, params.Steps)
	found := Search(params)
	if found == nil {
		return errors.New("there is none in which each step adds to the number before")
	}
	fmt.Fprintln(out, found)
	return nil
}
