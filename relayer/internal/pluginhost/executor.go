package pluginhost

import (
	"context"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// maxEvents is how often one attempt may report progress.
const maxEvents = 10_000

// executor runs jobs in a plugin and bounds what comes back.
type executor struct{ plugin *plugin }

// Configure implements sdk.Executor. The plugin starts anew with these settings.
func (e *executor) Configure(ctx context.Context, settings map[string]string) error {
	return e.plugin.configure(ctx, settings)
}

// Run implements sdk.Executor. An attempt ends at the job's deadline, which the plugin goes by itself, or after the configured
// time, whichever is first. A plugin that does not is ended.
func (e *executor) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	if err := withinAll(job.Params, job.Task, job.Previous); err != nil {
		return nil, err
	}
	job.Findings = sdk.Verdict{Findings: job.Findings[:min(len(job.Findings), sdk.MaxFindings)]}.Clean().Findings
	limit := e.plugin.limits.Run
	if !job.Deadline.IsZero() {
		left := job.Deadline.Sub(e.plugin.now())
		if left <= 0 {
			return nil, fmt.Errorf("plugin %s: the job's deadline %s has passed", e.plugin.info.Name, job.Deadline)
		}
		limit = min(limit, left+e.plugin.limits.Stop)
	}
	events := 0
	bounded := func(event sdk.Event) error {
		if events++; events > maxEvents {
			return fmt.Errorf("%w: more than %d events", sdk.ErrRefused, maxEvents)
		}
		return emit(sdk.Event{Message: sdk.Clean(event.Message)})
	}
	return call(ctx, e.plugin, "run", limit, func(ctx context.Context, i *instance) ([]byte, error) {
		output, err := i.executor.Run(ctx, job, bounded)
		if err != nil {
			return nil, err
		}
		return output, checkOutput(output)
	})
}
