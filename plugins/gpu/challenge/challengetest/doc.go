// Package challengetest is what tests of challenges need: a plain device in Go, devices and agents that cheat, a clock that is
// moved by hand, a small profile, and the suite that every device has to pass.
//
// The plain device is what other devices are held against, bit for bit. It is slow, and it holds all of the memory in Go's: it
// is for small profiles.
package challengetest
