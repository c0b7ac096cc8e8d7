// Package gpuhours is the predicate of GPUs that were there: what is true of a sheet that meters signed, its check in plain
// Go with findings, and the circuit that proves it.
//
// # What is sold
//
// A unit of quantity is one GPU-second: a second during which one of the GPUs that a sheet names was available to the
// forward's buyer. So price/quantity is the price of a second; eight GPUs over thirty days are 20,736,000 units. Steps are
// counted in hours of unix time (time/3600), and hours come in epochs of 248, whose first one is a multiple of 248, so
// that a set of an epoch's hours is one word.
//
// # What is proved
//
// Parameters commit to the public keys of at most eight meters, how many of them must sign (at most three), how many
// devices a sheet may name (at most eight), and what the GPU is and on what kind of evidence meters go. A sheet is
//
//	forward, epoch, and for each device its id and 248 numbers of seconds
//
// A proof is for the hours from ≤ hour < to of one epoch, at least one, inside the forward's window. It says that
//
//   - the window is of whole hours, and start ≤ from < to ≤ end;
//   - as many different meters of the set as the parameters ask for signed the sheet: EdDSA with the challenge
//     Sponge("signature", R, key, Sponge("sheet", forward, epoch, ids, seconds)) and S below the order of the curve's
//     subgroup;
//   - the sheet names from one device to as many as the parameters allow, with ids that rise from above 0 to below 2^248, so
//     that none counts twice;
//   - no device has more than 3600 seconds in an hour;
//   - the payload has, for each device, the hours that count and in which it has any seconds at all: a bit is set exactly
//     if there are some;
//   - 0 < amount ≤ the sum of all devices' seconds in the hours that count.
//
// Seconds of other hours are signed and do not count; a later step may claim them from the same sheet. What the sheet lacks
// was not delivered.
//
// The payload is the hash of the set of meters, then id and mask of each device. A ledger that keeps, for a set of meters,
// the masks of each device and epoch keeps a GPU-hour from being sold twice: GpuHoursPredicate is one. The set's hash is of
// the keys alone, so that forwards that ask for other numbers of signatures or devices share a ledger. Meters in another
// set share none: what keeps a meter from signing one device-hour for two forwards is its own log.
//
// # Public inputs
//
// h, z and y, in this order; they stand for the vector of package statement with a payload of 17 words. These words of it
// are free, that is, the circuit accepts any value and says nothing about it; they are bound by h, z and y alone:
//
//   - claim, because it only says who is paid: the escrow computes it from the recipient. The sheet names the forward.
//   - quantity in window, except that it has 96 bits: the escrow enforces it.
//   - sealX and sealY, because nothing is published that could be sealed: masks are for everybody to see.
//
// Nothing is checked under z. The circuit's commitment is a random word, so that no two settlements have the same h.
//
// # What is trusted
//
// That the meters are honest, as many of them as must sign: a proof says that they signed, not that a GPU ran. That the
// parameters are ones that Params.Check accepts: a key of low order lets anybody sign, and only the buyer who chose it is
// hurt. That the forward is an assigned one, since whoever delivers in steps needs the right to. Who makes the verifying
// key: development keys protect nothing.
package gpuhours
