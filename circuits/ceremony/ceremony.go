package ceremony

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/bits"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/consensys/gnark/backend/groth16/bn254/mpcsetup"
	"github.com/consensys/gnark/constraint"
	cs "github.com/consensys/gnark/constraint/bn254"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

// Ceremony is a ceremony's folder.
type Ceremony struct {
	dir        string
	transcript Transcript
}

// Progress hears of each stage.
type Progress func(stage string)

// Init begins the ceremony of a circuit in a folder of its own. Where it was begun before it goes on with that one, if it
// is of the same circuit.
func Init(dir, name string, system constraint.ConstraintSystem) (*Ceremony, error) {
	return InitOn(dir, name, system, "", "")
}

// InitOn is Init on the powers of tau in a .ptau file, as snarkjs writes and other ceremonies publish them; source says
// where everybody finds it.
func InitOn(dir, name string, system constraint.ConstraintSystem, ptau, source string) (*Ceremony, error) {
	compiled, err := checkSystem(system)
	if err != nil {
		return nil, fmt.Errorf("beginning a ceremony: %w", err)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("beginning a ceremony: %w", err)
	}
	unlock, err := lock(dir)
	if err != nil {
		return nil, err
	}
	defer unlock()
	sum, err := sumOf(compiled)
	if err != nil {
		return nil, fmt.Errorf("beginning a ceremony: %w", err)
	}
	switch there, err := Open(dir); {
	case err == nil && there.transcript.System == sum && there.transcript.Name == name:
		return there, nil
	case err == nil:
		return nil, fmt.Errorf("beginning a ceremony in %s: %w: %s %s", dir, ErrOtherCircuit, there.transcript.Name, there.transcript.System)
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	t := Transcript{
		Format: format, Name: name, Curve: curve, System: sum, Constraints: compiled.GetNbConstraints(),
		Private: private(compiled), Domain: domain(compiled.GetNbConstraints()),
	}
	c := &Ceremony{dir: dir}
	var imported *Import
	var start Sum
	if ptau == "" {
		start, err = sumOf(mpcsetup.NewPhase1(t.Domain))
	} else {
		var powers io.WriterTo
		if imported, powers, err = importPowers(ptau, source, t.Domain); err == nil {
			start, err = c.write(stateFile(0, 0), powers)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("beginning a ceremony: %w", err)
	}
	t.Phases[0] = Phase{Start: &start, Import: imported, Contributions: []Contribution{}}
	t.Phases[1].Contributions = []Contribution{}
	if _, err := c.write(SystemFile, compiled); err != nil {
		return nil, err
	}
	return c, c.save(t)
}

// Open reads the transcript of a ceremony's folder.
func Open(dir string) (*Ceremony, error) {
	t, err := read(filepath.Join(dir, TranscriptFile))
	if err != nil {
		return nil, err
	}
	return &Ceremony{dir: dir, transcript: t}, nil
}

// Dir is the ceremony's folder.
func (c *Ceremony) Dir() string { return c.dir }

// Transcript is what was done so far.
func (c *Ceremony) Transcript() Transcript { return c.transcript }

// System reads the constraint system from the ceremony's folder.
func (c *Ceremony) System() (constraint.ConstraintSystem, error) {
	system, err := keys.ReadSystem(filepath.Join(c.dir, SystemFile), c.transcript.System.String())
	if err != nil {
		return nil, fmt.Errorf("reading the circuit of ceremony %s: %w", c.dir, err)
	}
	return system, nil
}

// Contribute adds a contribution to the phase that is open. The secret numbers are drawn, used and forgotten in this
// process. It looks whether the file that it builds on is the one that the transcript names, and leaves what was done
// before that to [Ceremony.Verify].
func (c *Ceremony) Contribute(ctx context.Context, contributor string, now time.Time, progress Progress) (Contribution, error) {
	unlock, err := lock(c.dir)
	if err != nil {
		return Contribution{}, err
	}
	defer unlock()
	t := c.transcript
	open := t.Open()
	if open == len(t.Phases) {
		return Contribution{}, fmt.Errorf("contributing: %w", ErrFinished)
	}
	phase := t.Phases[open]
	position, on := phase.last()
	added := Contribution{Contributor: contributor, Time: now.UTC(), On: on}
	phase.Contributions = append(phase.Contributions[:position:position], added)
	t.Phases[open] = phase
	if err := t.check(); err != nil { // before the work, not after it
		return Contribution{}, fmt.Errorf("contributing: %w", err)
	}
	progress(fmt.Sprintf("phase %d, contribution %d: about %v", open+1, position+1, t.contributing(open)))
	err = wait(ctx, func() (err error) {
		if open == 0 {
			added.Result, err = contribute(c, open, position, on, mpcsetup.NewPhase1(t.Domain))
		} else {
			added.Result, err = contribute(c, open, position, on, new(mpcsetup.Phase2))
		}
		return err
	})
	if err != nil {
		return Contribution{}, fmt.Errorf("contributing: %w", err)
	}
	phase.Contributions[position] = added
	return added, c.save(t)
}

func contribute[S state[S]](c *Ceremony, phase, position int, on Sum, current S) (Sum, error) {
	if position > 0 || c.transcript.startsWithFile(phase) {
		content, err := c.content(phase, position, on)
		if err != nil {
			return Sum{}, err
		}
		if err := c.transcript.decode(phase, content, current); err != nil {
			return Sum{}, err
		}
	}
	current.Contribute()
	return c.write(stateFile(phase, position+1), current)
}

// Seal ends the phase that is open with a beacon, once all of it was verified. Sealing the first phase makes what the
// second one begins with; sealing the second makes the keys.
func (c *Ceremony) Seal(ctx context.Context, system constraint.ConstraintSystem, beacon Beacon, now time.Time, progress Progress) error {
	unlock, err := lock(c.dir)
	if err != nil {
		return err
	}
	defer unlock()
	t := c.transcript
	open := t.Open()
	if open == len(t.Phases) {
		return fmt.Errorf("sealing: %w", ErrFinished)
	}
	beacon.Time = beacon.Time.UTC()
	phase := &t.Phases[open]
	phase.Beacon = &beacon
	if err := errors.Join(phase.check(open+1), t.checkBeacons(), t.checkOut(now)); err != nil { // before the work, not after it
		return fmt.Errorf("sealing: %w", err)
	}
	err = wait(ctx, func() error {
		v := verifier{c: c, transcript: &t, progress: progress}
		return v.seal(system)
	})
	if err != nil {
		return fmt.Errorf("sealing: %w", err)
	}
	return c.save(t)
}

// Verify follows a ceremony from its beginning to the keys, and returns them. It reads every file and trusts none; an
// error says which contribution is to blame. [ErrUnfinished] means that whatever was done so far holds. now refuses
// beacons that are still to come.
func (c *Ceremony) Verify(ctx context.Context, system constraint.ConstraintSystem, now time.Time, progress Progress) (Made, error) {
	t := c.transcript
	if err := t.checkOut(now); err != nil {
		return Made{}, fmt.Errorf("verifying the ceremony: %w", err)
	}
	var made Made
	err := wait(ctx, func() (err error) {
		v := verifier{c: c, transcript: &t, progress: progress}
		made, err = v.verify(system)
		return err
	})
	if errors.Is(err, ErrUnfinished) {
		return Made{}, err
	}
	if err != nil {
		return Made{}, fmt.Errorf("verifying the ceremony: %w", err)
	}
	return made, nil
}

// checkSystem refuses what no ceremony can be held for.
func checkSystem(system constraint.ConstraintSystem) (*cs.R1CS, error) {
	if err := keys.CheckSystem(system); err != nil {
		return nil, err
	}
	compiled, ok := system.(*cs.R1CS)
	if !ok || private(compiled) < 1 || compiled.GetNbConstraints() < 2 {
		return nil, fmt.Errorf("%w: a circuit has at least two constraints and one secret input", ErrMalformed)
	}
	return compiled, nil
}

func private(system *cs.R1CS) int {
	internal, secret, _ := system.GetNbVariables()
	return internal + secret
}

// wait does not wait longer than the context: gnark's setup cannot be interrupted, but the program can end.
func wait(ctx context.Context, do func() error) error {
	done := make(chan error, 1)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	go func() {
		defer func() {
			if r := recover(); r != nil { // gnark panics on some of what it does not expect
				done <- fmt.Errorf("%w: %v", ErrMalformed, r)
			}
		}()
		done <- do()
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// contributing estimates a contribution. The first phase runs on one processor.
func (t *Transcript) contributing(phase int) time.Duration {
	if phase == 0 {
		return whole(time.Duration(t.Domain) * 340 * time.Microsecond) //nolint:gosec // at most 2^28
	}
	return whole(time.Duration(t.Domain) * 2 * 100 * time.Microsecond / time.Duration(runtime.GOMAXPROCS(0))) //nolint:gosec // at most 2^28
}

// specialising estimates the making of the second phase's start.
func (t *Transcript) specialising() time.Duration {
	steps := t.Domain * uint64(bits.Len64(t.Domain))            //nolint:gosec // at most 2^33
	return whole(time.Duration(steps) * 110 * time.Microsecond) //nolint:gosec // at most 2^33
}

func whole(d time.Duration) time.Duration { return max(d.Round(time.Second), time.Second) }

// Fingerprint is the sha256 of a transcript as it lies in a folder. It names all that was done.
func Fingerprint(dir string) (string, error) {
	file, err := os.Open(filepath.Join(dir, TranscriptFile))
	if err != nil {
		return "", fmt.Errorf("reading a transcript: %w", err)
	}
	defer file.Close()
	sum, err := sumOf(writerTo{file})
	return hex.EncodeToString(sum[:]), err
}

type writerTo struct{ io.Reader }

func (r writerTo) WriteTo(w io.Writer) (int64, error) {
	return io.Copy(w, io.LimitReader(r.Reader, maxTranscript))
}
