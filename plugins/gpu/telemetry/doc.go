// Package telemetry is what a driver tells of a GPU, as a meter asks for it and judges it.
//
// It promises that a sample which is read is within bounds, and that Judge finds what speaks against an hour: another device, too
// little memory, a slice of a GPU, a process or memory that is nobody's here. It promises nothing in the other direction:
// whoever owns the machine can answer what they like, so telemetry can only reduce what an hour is worth, never
// make it good. A sample that is malformed or missing counts as one that speaks against the hour.
package telemetry
