// Package canary holds what must fail. Its files carry the build tag canary, so that nothing but the canary section
// of scripts/test sees them: tests that fail, and an import for each forbidden direction between the packages.
package canary
