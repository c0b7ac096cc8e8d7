// Package bindings holds the Go bindings of the contracts, with their bytecode.
//
// Everything but this file is written by scripts/bindings from contracts/ and is never edited. Only the relayer's
// chain package and the contracts' own programs use it: no other package sees these types.
package bindings
