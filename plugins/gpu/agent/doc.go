// Package agent runs inside the tenancy that a buyer of GPU-hours was handed. It lists the devices there and passes meters'
// questions on to check plugins (sdk.Probe), and it keeps what the buyer signs: busy receipts.
//
// It promises that only meters named beforehand ask, and only the buyer named beforehand leaves receipts; that one meter at a
// time challenges a device, in the order of arrival, so that nobody's fill breaks into another one's challenge; and that a
// meter that stalls loses its turn, after which the device's memory is free again. It signs nothing about devices and holds
// no key but the one of its own name.
//
// Nobody has to trust it. Who owns the machine can put another program in its place, so what it passes on is judged by
// meters: challenges by deadline and content, receipts by the buyer's signature. What an agent can do is refuse, or make
// meters wait; a meter counts both as it pleases, and should let nobody wait for longer than the other meters' turns take. What the owner of the
// machine can also do, outside confidential virtual machines, is read the buyer's key out of its memory and sign receipts with it.
package agent
