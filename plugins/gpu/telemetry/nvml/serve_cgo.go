//go:build cgo

package main

import (
	"os"
	"strconv"

	"github.com/NVIDIA/go-nvml/pkg/nvml"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func serve() error {
	sdk.ServeProbe(newProbe(nvml.New(), visible))
	return nil
}

// visible says whether a process can be seen here.
func visible(pid uint32) bool {
	_, err := os.Stat("/proc/" + strconv.FormatUint(uint64(pid), 10))
	return err == nil
}
