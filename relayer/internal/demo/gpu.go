package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tercet-protocol/tercet/relayer/internal/bundles"
)

// GPUConfig says how the story of a GPU is told.
type GPUConfig struct {
	Config
	// AllowCPU takes a device for it that is no GPU.
	AllowCPU bool
}

// RunGPU tells the story of a forward of GPU-hours: who looks whether the GPU is there, and what is paid when it was not.
func RunGPU(ctx context.Context, config GPUConfig) (err error) {
	started := time.Now()
	screen := &screen{out: config.Out, pause: config.Pause}
	screen.title("Tercet: GPU-hours, paid for by the second")
	screen.say("A chain, an agent beside a device, three meters and a relayer start inside this program and speak to each",
		"other as they would over a network. Time moves when the story does. All else is as it would be.")
	s := &gpuStory{world: &world{screen: screen, config: config.Config}, allowCPU: config.AllowCPU}
	s.cast = cast{circuit: bundles.GpuHours, executor: "sheets", stage: s.prepare, settings: s.executorSettings}
	if err := s.build(ctx); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	for _, act := range []func(context.Context) error{s.lockHours, s.handOver, s.firstEpoch, s.secondEpoch, s.leftOver, s.checkLogs} {
		if err := act(ctx); err != nil {
			return err
		}
	}
	screen.title("That was all")
	screen.say(fmt.Sprintf("Every step did what it says, in %s.", time.Since(started).Round(100*time.Millisecond)),
		"Your turn: `tercet gpu serve` is the agent, `tercet meter run` a meter, `tercet run --executor sheets` delivers.")
	return nil
}
