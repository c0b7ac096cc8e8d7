// Package gas measures what the protocol's transactions cost.
//
// Its test promises that the committed figures in testdata/gas.txt are those of the committed bindings:
//
//	go test ./contracts/gas -update
package gas
