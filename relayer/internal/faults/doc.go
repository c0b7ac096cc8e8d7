// Package faults runs the relayer as it is, a process of its own, on a real chain (anvil), and does to it what happens to
// relayers: kill -9 at every boundary that leaves a trace, reorganisations, endpoints that lie, hang and break off, fees that
// jump, blocks that do not come. It promises that what is counted in its table was judged by an oracle that reads the chain
// alone, with its own reading of the events:
//
//   - each forward is paid for at most once, step after step, and the escrow holds what was not;
//   - each forward has one end, the same in the chain and in the journal, and is settled where that was possible;
//   - what is sent under one nonce are the same bytes, over all restarts, or others for more; after kill -9 what was signed before
//     it comes first.
//
// Everything is in tests with the build tag faults: scripts/faults builds what they need and runs them. A run is made again
// with its seed.
package faults
