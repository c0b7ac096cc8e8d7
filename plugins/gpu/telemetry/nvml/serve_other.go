//go:build !cgo

package main

import (
	"fmt"
	"os"
)

func serve() {
	fmt.Fprintln(os.Stderr, "nvml: this was built without cgo, which NVML needs: build it with CGO_ENABLED=1")
	os.Exit(1)
}
