// Package devnet is a whole Ethereum chain inside this process, for demonstrations, development and tests: go-ethereum
// with today's rules (Osaka; the future forks that its development configuration enables are cleared), funded accounts
// that are the same on every run, Tercet's contracts, and a clock that can be moved months ahead.
//
// It keeps everything in memory and listens on 127.0.0.1 only. It promises nothing about money: the keys of its accounts
// are public, and its chain id, [ChainID], is the one at which clients tolerate development keys.
package devnet
