// Package meter is the daemon that looks whether rented GPUs are there, and signs for how long they were.
//
// What it does, hour by hour of unix time: it takes a block of the chain as the hour's beacon, draws from it and its own secret
// for this hour the instants at which it looks, the same ones for all forwards and devices, and looks. A look is a receipt of
// the buyer that they use the device, or a challenge (package challenge), with telemetry and attestation if there are any.
// When the hour is over it shows the secret, and credits each device with the share of looks that count. Sheets of package
// circuits/gpuhours say how many seconds that were; a signature says at least so many.
//
// # What it promises
//
//   - Everything that it credits or signs rests on entries of an evidence log that only grows, under a Merkle tree whose root goes
//     into every draft. Audit goes through a log and comes to the same sheets, or says where it is wrong.
//   - A device-hour is one forward's: the log takes no second one.
//   - An agent is named for a forward only with the consent of its key, and in the same hours by one provider only, the first. Make a new
//     key for each tenancy, and register before the buyer can read it.
//   - A device, an agent or an executor that is slow, full of words or silent costs nobody else a look.
//   - Who buys a position is not bound by what its seller registered: their serials and places are their own. Before each hour the chain
//     is asked who holds positions; what a seller signed counts for nothing from then on.
//   - A look that is missing, malformed, late or of something else counts for nothing. So does one that the meter missed, having
//     been down: a restart loses no evidence and makes none up.
//   - Instants cannot be foreseen by anybody but the meter, and the meter cannot choose them: its secrets are a hash chain whose
//     anchor is the log's first entry.
//   - A sheet is signed only for the executor whom the forward's provider named, and only if none of its seconds is more than the
//     meter saw itself.
//
// # What is trusted
//
// The meter, by whoever names it in a forward: it can sign what it did not see, and only comparing its log with the chain (terms and beacons;
// not who held positions when) and with other meters' shows that. The chain's endpoint, for beacons and for who holds a position. In
// class C, that a device answers says that an equal or better one with this memory answered, wherever it is.
package meter
