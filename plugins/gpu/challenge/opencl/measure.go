package opencl

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"math/bits"
	"time"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
)

// Calibration is how a device is measured. What is zero is chosen.
type Calibration struct {
	Memory uint64        // bytes advertised; what the driver says
	N      int           // 8192
	Mixing int           // rounds from word to word, 512
	Repeat int           // challenges, of which the slowest counts, 5
	Factor float64       // by which a deadline is above the longest time, 1.5; at least 1
	Travel time.Duration // for the way to the meter and back, on top of that, 250ms
	Trial  bool          // allows deadlines with room for a second challenge (ErrRoom): the profile is not to be sold by
}

// ErrRoom says that by the deadlines one device could answer for two that are asked at once: it has filled, walked, and filled
// again before the second fill is late.
var ErrRoom = errors.New("the deadlines leave room for a second challenge on the same device")

// Measure makes a profile of a device, by conducting challenges whose answers are checked. Its deadlines are Factor times the
// longest time that each question took, and Travel. Whoever calibrates for others has to do so on the model alone, with nothing
// else running, and has to be trusted: a profile from a slower device lets slower devices pass.
func Measure(ctx context.Context, clock challenge.Clock, device *Device, calibration Calibration) (challenge.Profile, error) {
	c := calibration.complete(device.Info())
	profile, err := c.measure(ctx, clock, device, c.sizes(device.Info().Name))
	if err != nil {
		return challenge.Profile{}, fmt.Errorf("measure %s (%s): %w", device.Info().ID, device.Info().Name, err)
	}
	return profile, nil
}

func (c Calibration) complete(info Info) Calibration {
	if c.Memory == 0 {
		c.Memory = info.Memory
	}
	if c.N == 0 {
		c.N = 8192
	}
	if c.Mixing == 0 {
		c.Mixing = 512
	}
	if c.Repeat == 0 {
		c.Repeat = 5
	}
	if c.Factor == 0 {
		c.Factor = 1.5
	}
	if c.Travel == 0 {
		c.Travel = 250 * time.Millisecond
	}
	return c
}

// sizes are those of a profile for so much memory: blocks of 128 KiB, which are read about seven times over.
func (c Calibration) sizes(model string) challenge.Profile {
	const words, openings, steps = 1 << 14, 48, 8
	const block = words * challenge.WordBytes
	blocks := int((c.Memory/1000*905 + block - 1) / block) //nolint:gosec // no memory has 2^63 bytes
	touches := 1 << bits.Len(uint(max(blocks, 1)*13/4))
	return challenge.Profile{
		Model: model, Memory: c.Memory, Blocks: blocks, BlockWords: words, Rounds: c.Mixing, Lanes: min(1<<12, max(touches/64, 1)),
		Touches: touches, N: c.N, Steps: steps, Pairs: openings, Rows: openings,
	}
}

func (c Calibration) measure(ctx context.Context, clock challenge.Clock, device challenge.Device, profile challenge.Profile) (
	challenge.Profile, error,
) {
	if c.Factor < 1 || c.Repeat < 1 || c.Travel < 0 {
		return challenge.Profile{}, errors.New("a calibration's factor and number of challenges must be at least 1, its travel time at least 0")
	}
	deadlines := []*time.Duration{&profile.Fill, &profile.Touch, &profile.Multiply, &profile.Open}
	for _, deadline := range deadlines {
		*deadline = time.Hour // long enough for whatever is to be measured
	}
	longest, shortest := make([]time.Duration, len(deadlines)), make([]time.Duration, len(deadlines))
	answerer := challenge.NewAnswerer(device)
	for i := range c.Repeat {
		question := 0
		ask := func(ctx context.Context, request []byte) ([]byte, error) {
			asked := clock.Now()
			answer, err := answerer.Answer(ctx, request)
			took := clock.Now().Sub(asked)
			longest[question] = max(longest[question], took)
			if i == 0 || took < shortest[question] {
				shortest[question] = took
			}
			question++
			return answer, err
		}
		var seed challenge.Seed
		if _, err := rand.Read(seed[:]); err != nil {
			return challenge.Profile{}, fmt.Errorf("draw a seed: %w", err)
		}
		if _, err := challenge.Conduct(ctx, clock, ask, profile, seed); err != nil {
			return challenge.Profile{}, fmt.Errorf("challenge %d of %d: %w", i+1, c.Repeat, err)
		}
	}
	const grain = 10 * time.Millisecond
	for i, deadline := range deadlines {
		*deadline = (time.Duration(c.Factor*float64(longest[i])) + c.Travel + grain - 1).Truncate(grain)
	}
	if again := 2*shortest[0] + shortest[1]; profile.Fill >= again && !c.Trial {
		return challenge.Profile{}, fmt.Errorf("%w: the deadline of fill is %s, and two fills with a walk between them take %s: "+
			"choose a smaller factor, less time for travel or more mixing", ErrRoom, profile.Fill, again)
	}
	profile.Calibrated = true
	return profile, profile.Check()
}
