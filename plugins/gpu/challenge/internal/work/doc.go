// Package work is the arithmetic of a challenge, as device and meter both know it: what the blocks of a device's memory hold, where
// a walk goes, what the operands of the products are.
//
// It promises the same bits on every machine: all of it is of integers of 32 and 64 bits. The kernels in package opencl are the
// same functions once more, and a test holds one against the other.
//
// Everything is drawn with Philox, the counter-based generators of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as
// easy as 1, 2, 3" (SC 2011): Philox4x32-10 where a number has to be had by its index, and the rounds of Philox2x32 where numbers
// have to be had one after another. They are no ciphers. What is asked of them is that no way is known to work out the result of
// their rounds in fewer operations, and that nobody knows their keys, which are hashes of a seed and a salt, beforehand.
package work
