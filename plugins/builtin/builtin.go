// Package builtin lists the plugins that live in the relayer's own binary. It promises that Serve(name) works for every
// name in Kinds, and that nothing runs in the relayer's own process: it executes itself again and calls Serve there.
package builtin

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tercet-protocol/tercet/plugins/accuracy"
	"github.com/tercet-protocol/tercet/plugins/chat"
	"github.com/tercet-protocol/tercet/plugins/command"
	"github.com/tercet-protocol/tercet/plugins/files"
	"github.com/tercet-protocol/tercet/plugins/gpu/challengeprobe"
	"github.com/tercet-protocol/tercet/plugins/gpu/sheets"
	"github.com/tercet-protocol/tercet/plugins/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/matmul"
	"github.com/tercet-protocol/tercet/plugins/multiply"
	"github.com/tercet-protocol/tercet/plugins/proofofwork"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/terzarima"
	"github.com/tercet-protocol/tercet/plugins/work"
)

var executors = map[string]func() sdk.Executor{
	chat.Name:     func() sdk.Executor { return chat.New() },
	command.Name:  func() sdk.Executor { return command.New() },
	files.Name:    func() sdk.Executor { return files.New() },
	multiply.Name: func() sdk.Executor { return multiply.New() },
	sheets.Name:   func() sdk.Executor { return sheets.New() },
	work.Name:     func() sdk.Executor { return work.New() },
}

var predicates = map[string]func() sdk.Predicate{
	accuracy.Name:    func() sdk.Predicate { return accuracy.New() },
	accuracy.NameMLP: func() sdk.Predicate { return accuracy.NewMLP() },
	gpuhours.Name:    func() sdk.Predicate { return gpuhours.New() },
	matmul.Name(32):  func() sdk.Predicate { return matmul.New(32) },
	matmul.Name(64):  func() sdk.Predicate { return matmul.New(64) },
	proofofwork.Name: func() sdk.Predicate { return proofofwork.New() },
	terzarima.Name:   func() sdk.Predicate { return terzarima.New() },
}

var probes = map[string]func() sdk.Probe{
	challengeprobe.Name: func() sdk.Probe { return challengeprobe.New(challengeprobe.OpenCL{}) },
}

// Kinds is every built-in plugin and what it implements.
func Kinds() map[string]sdk.Kind {
	kinds := map[string]sdk.Kind{}
	for name := range predicates {
		kinds[name] = sdk.KindPredicate
	}
	for name := range executors {
		kinds[name] = sdk.KindExecutor
	}
	for name := range probes {
		kinds[name] = sdk.KindProbe
	}
	return kinds
}

// Names is Kinds without the kinds, in order.
func Names() []string { return slices.Sorted(maps.Keys(Kinds())) }

// Serve turns this process into the named plugin, until the host ends it.
func Serve(name string) error {
	if predicate, found := predicates[name]; found {
		sdk.ServePredicate(predicate())
		return nil
	}
	if executor, found := executors[name]; found {
		sdk.ServeExecutor(executor())
		return nil
	}
	if probe, found := probes[name]; found {
		sdk.ServeProbe(probe())
		return nil
	}
	return fmt.Errorf("serve plugin %q: no such plugin; there are: %s", name, strings.Join(Names(), ", "))
}
