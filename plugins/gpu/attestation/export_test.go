package attestation

import "maps"

// Without is a verifier that passes over a check.
func (v Verifier) Without(check string) Verifier {
	v.without = maps.Clone(v.without)
	if v.without == nil {
		v.without = map[string]bool{}
	}
	v.without[check] = true
	return v
}
