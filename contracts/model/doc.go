// Package model holds the state machine of the escrow: transitions.json says which statuses a forward has and what
// moves it from one to another, forward.pml is a model in Promela of what people, time and a reorganisation can do.
//
// The tests let Spin search every state of the model and hold its transitions to the table; the invariant tests of the
// contract hold the contract's to the same table.
package model
