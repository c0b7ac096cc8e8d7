//go:build !cgo

package main

import "errors"

func serve() error {
	return errors.New("this was built without cgo, which NVML needs: build it with CGO_ENABLED=1")
}
