// Package opencl does the work of challenges on GPUs, through the OpenCL library that their drivers bring along. The library is
// loaded when it is needed, without cgo: where it is missing, everything here says so and how to install it.
//
// It promises the bits of the plain device in challengetest. It is part of an agent, which nobody trusts: what a meter believes,
// it has checked itself. A device that is no GPU is refused unless the caller allows it, so that nobody runs a challenge on a
// processor by mistake.
//
// Everything is unverified on hardware: it was tried on PoCL, OpenCL on processors.
package opencl
