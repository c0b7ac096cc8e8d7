package meter

import (
	"crypto/sha256"
	"crypto/sha3"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

const (
	horizon = 20 * 366 * 24 // hours that a meter's secrets last: twenty years
	stride  = 1024          // hours from one secret that is kept at hand to the next
)

// MaxRate is the most challenges an hour that a meter may ask for on average.
const MaxRate = 60

// ErrHorizon says that a meter has no secret for an hour.
var ErrHorizon = errors.New("the hour is not among those that the meter's secrets are for: make a new meter key")

// Secrets are the secret numbers that hide when a meter asks: one for each hour, each the SHA-256 of the next one's, so that
// an hour's tells those before it and none after it. The first one, the anchor, is public from the beginning: a meter
// cannot choose its secrets afterwards.
type Secrets struct {
	kept  []common.Hash // each stride-th one, the last hour's first
	first uint64
}

// NewSecrets are the secrets that a seed gives, from an hour on.
func NewSecrets(seed [32]byte, first uint64) Secrets {
	s := Secrets{[]common.Hash{seed}, first}
	for len(s.kept) <= horizon/stride {
		s.kept = append(s.kept, chain(s.kept[len(s.kept)-1], stride))
	}
	return s
}

// Anchor is what is public of the secrets.
type Anchor struct {
	Hour uint64      `json:"hour"`
	Hash common.Hash `json:"hash"`
}

// Anchor is the first hour's secret.
func (s Secrets) Anchor() Anchor {
	value, _ := s.Hour(s.first) // within the horizon
	return Anchor{s.first, value}
}

// Hour is an hour's secret: as secret as the meter keeps it until that hour is over.
func (s Secrets) Hour(hour uint64) (common.Hash, error) {
	if hour < s.first || hour-s.first >= horizon {
		return common.Hash{}, fmt.Errorf("secret of hour %d: %w", hour, ErrHorizon)
	}
	times := horizon - (hour - s.first)
	return chain(s.kept[times/stride], times%stride), nil
}

// Check says whether a secret is the hour's.
func (a Anchor) Check(hour uint64, secret common.Hash) error {
	if hour < a.Hour || hour-a.Hour >= horizon {
		return fmt.Errorf("secret of hour %d: %w", hour, ErrHorizon)
	}
	if chain(secret, hour-a.Hour) != a.Hash {
		return fmt.Errorf("secret of hour %d: it does not lead to the anchor of hour %d", hour, a.Hour)
	}
	return nil
}

func chain(value common.Hash, times uint64) common.Hash {
	for range times {
		value = sha256.Sum256(value[:])
	}
	return value
}

// instants are the seconds of an hour at which a meter asks, from the hour's beacon and secret alone, so that they are the same
// for all forwards and devices. One of them is drawn evenly, so that no hour is without; each other second is one with a
// probability that makes rate of them on average.
func instants(hour uint64, beacon, secret common.Hash, rate int) []int {
	source := sha3.NewSHAKE256()
	for _, part := range [][]byte{[]byte("tercet/v1/meter/instants"), binary.BigEndian.AppendUint64(nil, hour), beacon[:], secret[:]} {
		_, _ = source.Write(part) // a sponge takes any bytes
	}
	draw := func(below uint64) uint64 { // of 2^64 the rest is too little to matter
		var number [8]byte
		_, _ = source.Read(number[:])
		return binary.BigEndian.Uint64(number[:]) % below
	}
	drawn := []int{int(draw(gpuhours.HourSeconds))} //nolint:gosec // small
	for second := range gpuhours.HourSeconds {
		if draw(gpuhours.HourSeconds-1) < uint64(rate-1) && second != drawn[0] { //nolint:gosec // at least 0
			drawn = append(drawn, second)
		}
	}
	slices.Sort(drawn)
	return drawn
}

// seedOf is the seed of a challenge: of its forward and device, and as unforeseen as the instant.
func seedOf(beacon, secret, forward, device common.Hash, hour uint64, second int) (seed challenge.Seed) {
	source := sha3.NewSHAKE256()
	for _, part := range [][]byte{
		[]byte("tercet/v1/meter/seed"), beacon[:], secret[:], forward[:], device[:],
		binary.BigEndian.AppendUint64(nil, hour), binary.BigEndian.AppendUint64(nil, uint64(second)), //nolint:gosec // of an hour
	} {
		_, _ = source.Write(part) // a sponge takes any bytes
	}
	_, _ = source.Read(seed[:])
	return seed
}
