package pluginhost

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"reflect"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/hashicorp/go-hclog"
	"golang.org/x/sync/semaphore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/failpoint"
)

// runs numbers the runs of all plugins, for their folders.
var runs atomic.Uint64

// plugin is one entry of the host: its process comes and goes.
type plugin struct {
	info    Info
	program program
	scratch string
	limits  Timeouts
	now     func() time.Time
	logger  hclog.Logger
	health  health
	room    *semaphore.Weighted

	turn        chan struct{} // holds one token: who has it may touch what follows
	settings    map[string]string
	current     *instance
	description sdk.Description      // of a predicate that was started at least once
	answers     sdk.ProbeDescription // of a probe that was
	startedAt   time.Time
	stopped     bool
}

func newPlugin(config Config, scratch string, program program, info Info) *plugin {
	logger := config.Logger.With().Str("plugin", info.Name).Logger()
	p := &plugin{
		info: info, program: program, scratch: scratch, limits: config.Timeouts, now: config.Now,
		logger:   newLogger(logger, config.Now),
		health:   health{now: config.Now, logger: logger},
		room:     newRoom(),
		turn:     make(chan struct{}, 1),
		settings: maps.Clone(config.Settings[info.Name]),
	}
	p.turn <- struct{}{}
	return p
}

// call does one call within a limit. Only answers that the plugin itself gave come back as they are.
func call[T any](ctx context.Context, p *plugin, what string, limit time.Duration, f func(context.Context, *instance) (T, error)) (T, error) {
	answer, crowded, err := callOnce(ctx, p, what, limit, f, false)
	if crowded && ctx.Err() == nil {
		answer, _, err = callOnce(ctx, p, what, limit, f, true)
	}
	return answer, err
}

// callOnce says whether the process ended under it while others asked, too.
func callOnce[T any](ctx context.Context, p *plugin, what string, limit time.Duration,
	f func(context.Context, *instance) (T, error), alone bool,
) (answer T, crowded bool, err error) {
	var none T
	leave, err := p.enter(ctx, alone)
	if err != nil {
		return none, false, err
	}
	defer leave()
	start := p.started
	if alone {
		start = p.startedSoon
	}
	i, err := start(ctx)
	if err != nil {
		return none, false, err
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	failpoint.Here("before plugin " + what)
	one := i.calls.enter()
	answer, err = f(limited, i)
	failpoint.Here("after plugin " + what)
	if errors.Is(err, sdk.ErrUnjudgeable) || err == nil {
		p.health.answered()
	}
	if err != nil {
		err = p.explain(ctx, limited, i, limit, err)
	}
	ended := errors.Is(err, ErrUnavailable)
	crowded = i.calls.leave(one, !ended && !errors.Is(err, ErrTimeout)) && ended
	if err != nil {
		return none, crowded, fmt.Errorf("plugin %s, %s: %w", p.info.Name, what, err)
	}
	return answer, false, nil
}

// started is a running process whose description was asked for and checked.
func (p *plugin) started(ctx context.Context) (*instance, error) {
	i, err := p.acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("plugin %s: %w", p.info.Name, err)
	}
	return i, nil
}

// explain turns a failed call into what to do about it, and ends a process that is of no more use.
func (p *plugin) explain(caller, limited context.Context, i *instance, limit time.Duration, err error) error {
	code := codes.OK
	var answer interface{ GRPCStatus() *status.Status }
	if errors.As(err, &answer) {
		code = answer.GRPCStatus().Code()
	}
	if code == codes.DeadlineExceeded { // the plugin's clock may be a moment ahead of ours
		select {
		case <-limited.Done():
		case <-time.After(time.Second):
		}
	}
	switch {
	case caller.Err() != nil:
		return context.Cause(caller)
	case limited.Err() != nil || code == codes.DeadlineExceeded:
		err = fmt.Errorf("%w: no answer within %s; it was ended and starts again at the next call", ErrTimeout, limit)
		p.discard(i, err)
		return err
	case code == codes.Unavailable || code == codes.Canceled:
		p.discard(i, nil)
		return fmt.Errorf("%w: it ended while it was asked (%w); it starts again at the next call", ErrUnavailable, i.process.err)
	case code == codes.ResourceExhausted:
		return fmt.Errorf("%w: it is larger than allowed (%s)", sdk.ErrRefused, status.Convert(err).Message())
	case code == codes.Unimplemented:
		return fmt.Errorf("it serves no %s as its pin says", p.info.Kind)
	default:
		return err
	}
}

// acquire is the running process, started if there is none.
func (p *plugin) acquire(ctx context.Context) (*instance, error) {
	if err := p.take(ctx); err != nil {
		return nil, err
	}
	defer p.give()
	if p.stopped {
		return nil, fmt.Errorf("%w: the host is stopping", ErrUnavailable)
	}
	if p.current != nil {
		select {
		case <-p.current.process.done:
			p.bury(p.current, nil)
		default:
			return p.current, nil
		}
	}
	if err := p.health.refuse(); err != nil {
		return nil, err
	}
	i, err := p.start(ctx)
	if err != nil {
		if ctx.Err() == nil {
			err = p.health.unasked(err)
		}
		return nil, err
	}
	p.current, p.startedAt = i, p.now()
	return i, nil
}

// start launches, configures and, for a predicate, asks for the description.
func (p *plugin) start(ctx context.Context) (*instance, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, p.limits.Start,
		fmt.Errorf("%w: it did not start within %s", ErrTimeout, p.limits.Start))
	defer cancel()
	dir := filepath.Join(p.scratch, strconv.FormatUint(runs.Add(1), 10))
	i, err := launch(ctx, p.program, p.info.Kind, dir, p.limits, p.logger)
	if err != nil {
		return nil, fmt.Errorf("start: %w", err)
	}
	if err := p.introduce(ctx, i); err != nil {
		i.stop()
		switch {
		case ctx.Err() != nil:
			err = context.Cause(ctx)
		case errors.Is(err, sdk.ErrUnjudgeable): // nobody has given it anything to judge
			err = errors.New(err.Error())
		}
		return nil, err
	}
	return i, nil
}

func (p *plugin) introduce(ctx context.Context, i *instance) error {
	if err := i.configure(ctx, p.settings); err != nil {
		if status.Code(err) == codes.Unimplemented {
			return fmt.Errorf("start: it serves no %s", p.info.Kind)
		}
		return fmt.Errorf("configure: %w", err)
	}
	if i.probe != nil {
		return p.introduceProbe(ctx, i)
	}
	if i.predicate == nil {
		return nil
	}
	description, err := i.predicate.Describe(ctx)
	if err == nil {
		err = description.Check()
	}
	if err == nil && description.Name != p.info.Name {
		err = fmt.Errorf("%w: it calls itself %q", sdk.ErrRefused, description.Name)
	}
	if err == nil && p.description.Name != "" && !reflect.DeepEqual(description, p.description) {
		err = fmt.Errorf("%w: it describes itself otherwise than before", sdk.ErrRefused)
	}
	if err != nil {
		return fmt.Errorf("describe: %w", err)
	}
	p.description, i.description = description, description
	return nil
}

// discard ends a process that failed a call, unless another call has done so already. Without a fault it is how it ended.
func (p *plugin) discard(i *instance, fault error) {
	<-p.turn
	defer p.give()
	if p.current == i {
		p.bury(i, fault)
	}
}

func (p *plugin) bury(i *instance, fault error) {
	i.stop()
	p.current = nil
	if fault == nil {
		fault = fmt.Errorf("it ended: %w", i.process.err)
	}
	p.health.failed(fault, p.now().Sub(p.startedAt))
}

// configure replaces the settings; a running process ends and the next one learns them.
func (p *plugin) configure(ctx context.Context, settings map[string]string) error {
	if err := p.take(ctx); err != nil {
		return err
	}
	p.settings = maps.Clone(settings)
	p.health.reset()
	if p.current != nil {
		p.current.stop()
		p.current = nil
	}
	p.give()
	if _, err := p.acquire(ctx); err != nil {
		return fmt.Errorf("plugin %s: %w", p.info.Name, err)
	}
	return nil
}

func (p *plugin) stop() {
	<-p.turn
	defer p.give()
	p.stopped = true
	if p.current != nil {
		p.current.stop()
		p.current = nil
	}
}

func (p *plugin) take(ctx context.Context) error {
	select {
	case <-p.turn:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (p *plugin) give() { p.turn <- struct{}{} }
