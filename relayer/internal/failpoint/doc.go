// Package failpoint names the places at which scripts/faults kills a relayer: right before and right after whatever leaves a
// trace. A binary without the build tag failpoints has none of it; one with the tag is for tests alone.
package failpoint
