// Package offer is what bids and asks are before they become forwards: their fields, what their makers sign (EIP-712), what a
// part of one costs at a time and which forward it makes, and the files that they travel in. It promises what the contract
// {Offers} does with the same values, to the last unit of rounding, and that a file is read in one way or not at all. It asks
// no chain: what was taken, cancelled or paid for is told to it.
package offer
