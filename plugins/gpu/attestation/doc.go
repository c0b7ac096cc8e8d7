// Package attestation reads and verifies what an NVIDIA GPU signs of itself: an SPDM GET_MEASUREMENTS request (DMTF DSP0274)
// with the chip's response, and the certificates from the key that signed it to NVIDIA's root.
//
// It promises that evidence which holds was signed, for the nonce asked for, by firmware that a chip of NVIDIA's vouched for,
// and which chip that was (DeviceID). Measurements are reported, not judged: they are not compared with NVIDIA's reference
// values (RIMs), so firmware that NVIDIA has withdrawn, or a debug driver, holds as well. Nor is anything asked of NVIDIA's
// revocation service. A report says nothing of the machine around the chip, of who uses it, or of how it is partitioned.
//
// Everything read here comes from outside: sizes have limits, and what cannot be read is refused with offset and field.
package attestation
