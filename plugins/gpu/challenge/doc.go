// Package challenge finds out whether a GPU with its memory is there now: four questions that a meter asks of an agent beside the
// device, and what it makes of the answers.
//
//	fill(seed)      fill nine tenths of the memory with blocks that follow from the seed
//	touch(salt)     walk through the memory, reading whole blocks: where a lane goes next follows from all the words of the last
//	                block; answer the root of all values
//	multiply(salt)  multiply int8 matrices in a chain, each product an operand of the next; answer the root of all rows
//	open(…)         give the values and rows with the indices drawn now
//
// Each has a deadline by the meter's clock. What is opened is checked exactly: blocks by making them again, rows of a product
// C = A·B by C·x = A·(B·x) modulo 2^61 − 1 with an x that the meter draws after the roots are in.
//
// It promises that what holds was worked out after it was asked for, but for a part that is small or lucky: who makes up a
// fraction f of the walk's steps or of the products' rows passes with (1 − f)^k, k the number of those opened.
//
// It is evidence of class C. It does not show which model answered: an equal or better device passes, and so does whatever else
// meets the deadlines, such as several devices together. What is trusted: the deadlines of the profile, which have to be
// measured on the model (opencl.Measure); the meter, who draws salts, indices and x, and whose clock it is. A transcript shows
// an auditor what a meter saw, if the meter is honest. See README.md for the threats and what remains of each.
//
// Both sides read what a stranger wrote: every message has a size limit and is refused with offset and field.
package challenge
