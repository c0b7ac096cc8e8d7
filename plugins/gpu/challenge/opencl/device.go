package opencl

import (
	"context"
	"errors"
	"fmt"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/internal/work"
)

// ErrNoGPU says that a device is no GPU, and that nobody allowed that.
var ErrNoGPU = errors.New("the device is no GPU")

// Options are how a device is opened.
type Options struct {
	AllowCPU bool // for tests and trials: a device need not be a GPU
}

// Device is a challenge.Device that OpenCL found.
type Device struct {
	info    Info
	session *session
	limits  limits

	profile challenge.Profile
	seed    challenge.Seed
	blocks  []handle // buffers, each of perBuffer blocks but for the last
	per     int
	values  handle // of touches
	left    handle // A, by rows
	right   handle // B, by columns
	product handle // C
	rows    handle // what each row of C was absorbed to
}

var _ challenge.Device = (*Device)(nil)

// limits are how much is done at once. Drivers of desktops cut off kernels that take seconds.
type limits struct {
	buffer int // bytes of one buffer
	fill   int // blocks filled by one run of a kernel
	touch  int // bytes read by one run of a kernel
}

const (
	maxBuffers = 8  // that kernel touch takes
	tile       = 64 // TILE of the kernels
	groupSide  = 16 // SIDE
	walkers    = 64 // WALKERS
	rowState   = 16 // bytes that a row is absorbed to

	largestRoom = 1 << 40 // whatever a driver says of its buffers
)

// Open makes a device ready. Close gives it back.
func Open(id string, options Options) (*Device, error) {
	lib, err := load()
	if err != nil {
		return nil, err
	}
	device, err := lib.find(id)
	if err != nil {
		return nil, err
	}
	if device.Kind != GPU && !options.AllowCPU {
		return nil, fmt.Errorf("%w: %s (%s) is of kind %s: name another device, or allow it for a trial", ErrNoGPU, id, device.Name, device.Kind)
	}
	largest, err := lib.number(device.handle, deviceMaxAlloc)
	if err != nil {
		return nil, err
	}
	dialects, err := lib.dialects(device.handle)
	if err != nil {
		return nil, err
	}
	session, err := open(lib, device.handle, dialects)
	if err != nil {
		return nil, fmt.Errorf("open %s (%s): %w", id, device.Name, err)
	}
	return &Device{info: device.Info, session: session, limits: limits{int(min(largest, largestRoom)), 1 << 17, 1 << 32}}, nil
}

// Info is what the driver says of the device.
func (d *Device) Info() Info { return d.info }

// Close releases everything.
func (d *Device) Close() error { return errors.Join(d.Release(), d.session.close()) }

// Fill makes room for blocks and matrices, and fills the blocks.
func (d *Device) Fill(ctx context.Context, seed challenge.Seed, profile challenge.Profile) error {
	if err := d.Release(); err != nil {
		return err
	}
	d.seed, d.profile = seed, profile
	if err := d.makeRoom(); err != nil {
		return errors.Join(err, d.Release())
	}
	stream := flat(work.NewFill(seed, profile.BlockWords, profile.Rounds).Stream())
	for first := 0; first < profile.Blocks; {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("fill block %d: %w", first, err)
		}
		at := first % d.per
		count := min(d.limits.fill, d.per-at, profile.Blocks-first)
		err := d.session.run("fill", []uintptr{uintptr(count)}, nil,
			d.blocks[first/d.per], number(first), number(at), number(count), number(profile.BlockWords), number(profile.Rounds), stream)
		if err != nil {
			return fmt.Errorf("fill blocks from %d on: %w", first, err)
		}
		first += count
	}
	return nil
}

func (d *Device) makeRoom() (err error) {
	p := d.profile
	block := p.BlockWords * challenge.WordBytes
	d.per = min(d.limits.buffer/block, p.Blocks)
	if d.per == 0 || (p.Blocks+d.per-1)/d.per > maxBuffers {
		return fmt.Errorf("%d blocks of %d bytes do not fit in %d buffers of at most %d bytes", p.Blocks, block, maxBuffers, d.limits.buffer)
	}
	for made := 0; made < p.Blocks; made += d.per {
		buffer, err := d.session.buffer(min(d.per, p.Blocks-made) * block)
		if err != nil {
			return err
		}
		d.blocks = append(d.blocks, buffer)
	}
	for _, room := range []struct {
		buffer *handle
		size   int
	}{{&d.values, p.Touches * challenge.WordBytes}, {&d.left, p.N * p.N}, {&d.right, p.N * p.N}, {&d.product, 4 * p.N * p.N}, {&d.rows, rowState * p.N}} {
		if *room.buffer, err = d.session.buffer(room.size); err != nil {
			return err
		}
	}
	return nil
}

// Touch walks through the blocks.
func (d *Device) Touch(ctx context.Context, salt challenge.Salt) ([]uint64, error) {
	if d.blocks == nil {
		return nil, errors.New("touch: the memory is not filled")
	}
	p := d.profile
	arguments := make([]any, maxBuffers)
	for i := range arguments {
		arguments[i] = d.blocks[min(i, len(d.blocks)-1)]
	}
	steps := p.Touches / p.Lanes
	batch := max(1, d.limits.touch/(p.Lanes*p.BlockWords*challenge.WordBytes))
	stream := flat(work.NewWalk(d.seed, salt, p.Blocks).Stream())
	for from := 0; from < steps; from += batch {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("touch from step %d on: %w", from, err)
		}
		rest := []any{
			number(d.per), number(p.Blocks), number(p.BlockWords), d.values, number(steps), number(from), number(min(from+batch, steps)), stream,
		}
		err := d.session.run("touch", []uintptr{uintptr(p.Lanes * walkers)}, []uintptr{walkers}, append(arguments[:maxBuffers:maxBuffers], rest...)...)
		if err != nil {
			return nil, fmt.Errorf("touch from step %d on: %w", from, err)
		}
	}
	return read[uint64](d.session, d.values, p.Touches)
}

// Multiply makes the products.
func (d *Device) Multiply(ctx context.Context, salt challenge.Salt) (products [][]int32, err error) {
	if d.blocks == nil {
		return nil, errors.New("multiply: the memory is not filled")
	}
	n := uintptr(d.profile.N)
	stream := flat(work.NewOperands(d.seed, salt, d.profile.N).Stream())
	if err := d.session.run("left_operand", []uintptr{n * n / work.EntriesPerDraw}, nil, d.left, stream); err != nil {
		return nil, err
	}
	for step := 1; step <= d.profile.Steps; step++ {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("product %d: %w", step, err)
		}
		product, err := d.step(step, n, stream)
		if err != nil {
			return nil, fmt.Errorf("product %d: %w", step, err)
		}
		products = append(products, product)
	}
	return products, nil
}

// step makes one product, and the next left operand of it.
func (d *Device) step(step int, n uintptr, stream [4]uint32) ([]int32, error) {
	size := number(d.profile.N)
	if err := d.session.run("right_operand", []uintptr{n / 4, n / work.EntriesPerDraw}, nil, d.right, size, number(step), stream); err != nil {
		return nil, err
	}
	global := []uintptr{n / tile * groupSide, n / tile * groupSide}
	if err := d.session.run("multiply", global, []uintptr{groupSide, groupSide}, d.left, d.right, d.product, size); err != nil {
		return nil, err
	}
	if err := d.session.run("absorb", []uintptr{n}, nil, d.product, d.rows, size, number(step), stream); err != nil {
		return nil, err
	}
	if err := d.session.run("next_operand", []uintptr{n * n / work.EntriesPerDraw}, nil, d.left, d.rows, size); err != nil {
		return nil, err
	}
	return read[int32](d.session, d.product, d.profile.N*d.profile.N)
}

// Release gives back the room in the device's memory.
func (d *Device) Release() error {
	var errs []error
	for _, buffer := range append(d.blocks, d.values, d.left, d.right, d.product, d.rows) {
		if buffer != 0 {
			errs = append(errs, check("clReleaseMemObject", d.session.lib.ReleaseMemObject(buffer)))
		}
	}
	*d = Device{info: d.info, session: d.session, limits: d.limits}
	return errors.Join(errs...)
}

func number(n int) uint32 { return uint32(n) } //nolint:gosec // bounded by a profile's check

// flat is a stream as kernels take it.
func flat(s work.Stream) [4]uint32 { return [4]uint32{s.Key[0], s.Key[1], s.High[0], s.High[1]} }
