package ceremony

import (
	"errors"
	"fmt"
	"io"

	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/backend/groth16/bn254/mpcsetup"
	"github.com/consensys/gnark/constraint"
	cs "github.com/consensys/gnark/constraint/bn254"

	"github.com/tercet-protocol/tercet/circuits/keys"
)

// Made is what a ceremony leads to.
type Made struct {
	Proving   groth16.ProvingKey
	Verifying groth16.VerifyingKey
	Keys      Keys
}

// verifier follows one transcript.
type verifier struct {
	c          *Ceremony
	transcript *Transcript
	progress   Progress
}

// seal verifies the transcript whose last beacon is new, and puts in what follows from it.
func (v *verifier) seal(system constraint.ConstraintSystem) error {
	t := v.transcript
	compiled, err := v.begin(system)
	if err != nil {
		return err
	}
	commons, err := v.powers()
	if err != nil {
		return err
	}
	start, evaluations := v.specialise(compiled, commons)
	if t.Phases[1].Beacon == nil {
		sum, err := v.c.write(stateFile(1, 0), start)
		if err != nil {
			return err
		}
		t.Phases[1] = Phase{Start: &sum, Contributions: []Contribution{}}
		return nil
	}
	made, err := v.key(compiled, commons, start, evaluations)
	if err != nil {
		return err
	}
	v.progress("writing the keys")
	if _, err := v.c.write(ProvingFile, raw{made.Proving}); err != nil {
		return err
	}
	if _, err := v.c.write(VerifyingFile, raw{made.Verifying}); err != nil {
		return err
	}
	t.Keys = &made.Keys
	return nil
}

func (v *verifier) verify(system constraint.ConstraintSystem) (Made, error) {
	t := v.transcript
	compiled, err := v.begin(system)
	if err != nil {
		return Made{}, err
	}
	if t.Phases[0].Beacon == nil {
		if _, err := v.followPowers(); err != nil {
			return Made{}, err
		}
		return Made{}, fmt.Errorf("%w: phase 1 is not sealed", ErrUnfinished)
	}
	commons, err := v.powers()
	if err != nil {
		return Made{}, err
	}
	start, evaluations := v.specialise(compiled, commons)
	if t.Phases[1].Beacon == nil {
		if _, err := follow(v, 1, start, func() *mpcsetup.Phase2 { return new(mpcsetup.Phase2) }); err != nil {
			return Made{}, err
		}
		return Made{}, fmt.Errorf("%w: phase 2 is not sealed", ErrUnfinished)
	}
	made, err := v.key(compiled, commons, start, evaluations)
	if err != nil {
		return Made{}, err
	}
	if made.Keys != *t.Keys {
		return Made{}, fmt.Errorf("%w: it leads to %s, and names %s", ErrOtherKey, made.Keys.Hash, t.Keys.Hash)
	}
	return made, nil
}

// begin looks at everything that costs nothing: that the transcript agrees with itself and is of this circuit, and that
// each file is what it names and builds on the one before.
func (v *verifier) begin(system constraint.ConstraintSystem) (*cs.R1CS, error) {
	t := v.transcript
	compiled, err := checkSystem(system)
	if err != nil {
		return nil, err
	}
	sum, err := sumOf(compiled)
	if err != nil {
		return nil, err
	}
	if sum != t.System || compiled.GetNbConstraints() != t.Constraints || private(compiled) != t.Private {
		return nil, fmt.Errorf("%w: it names the constraint system %s, this one is %s", ErrOtherCircuit, t.System, sum)
	}
	v.progress("comparing the files with the transcript")
	for number := range t.Phases {
		phase := &t.Phases[number]
		for i, contribution := range phase.Contributions {
			content, err := v.c.content(number, i+1, contribution.Result)
			if err == nil && builtOn(content) != contribution.On {
				err = fmt.Errorf("%w: its proofs are for %s, it attests to build on %s", ErrOrder, builtOn(content), contribution.On)
			}
			if err == nil && skipped(number, content) {
				err = ErrSkipped
			}
			if err != nil {
				return nil, phase.at(number+1, i+1, err)
			}
		}
	}
	return compiled, nil
}

// powers verifies the first phase and seals it.
func (v *verifier) powers() (*mpcsetup.SrsCommons, error) {
	last, err := v.followPowers()
	if err != nil {
		return nil, err
	}
	v.progress(fmt.Sprintf("phase 1, the beacon: about %v", v.transcript.contributing(0)))
	commons := last.Seal(v.transcript.Phases[0].Beacon.Value)
	return &commons, nil
}

func (v *verifier) followPowers() (*mpcsetup.Phase1, error) {
	t := v.transcript
	start := mpcsetup.NewPhase1(t.Domain)
	if t.Phases[0].Import != nil {
		v.progress("phase 1, checking the powers that it begins with")
		content, err := v.c.content(0, 0, *t.Phases[0].Start)
		if err == nil {
			err = t.decode(0, content, start)
		}
		if err == nil {
			err = checkStart(content)
		}
		if err != nil {
			return nil, fmt.Errorf("phase 1, before the first contribution: %w", err)
		}
	}
	return follow(v, 0, start, func() *mpcsetup.Phase1 { return new(mpcsetup.Phase1) })
}

// specialise makes what the second phase begins with.
func (v *verifier) specialise(system *cs.R1CS, commons *mpcsetup.SrsCommons) (*mpcsetup.Phase2, *mpcsetup.Phase2Evaluations) {
	v.progress(fmt.Sprintf("phase 2, from the powers to the circuit: about %v", v.transcript.specialising()))
	start := new(mpcsetup.Phase2)
	evaluations := start.Initialize(system, commons)
	return start, &evaluations
}

// key verifies the second phase and seals it.
func (v *verifier) key(system *cs.R1CS, commons *mpcsetup.SrsCommons, start *mpcsetup.Phase2, evaluations *mpcsetup.Phase2Evaluations) (Made, error) {
	last, err := follow(v, 1, start, func() *mpcsetup.Phase2 { return new(mpcsetup.Phase2) })
	if err != nil {
		return Made{}, err
	}
	v.progress("phase 2, the beacon")
	pk, vk := last.Seal(commons, evaluations, v.transcript.Phases[1].Beacon.Value)
	if err := keys.Check(system, vk); err != nil {
		return Made{}, err
	}
	made := Made{Proving: pk, Verifying: vk}
	made.Keys, err = keysOf(pk, vk)
	return made, err
}

// follow verifies the contributions to a phase, one after another, and returns the last.
func follow[S state[S]](v *verifier, number int, start S, fresh func() S) (S, error) {
	phase := &v.transcript.Phases[number]
	current := start
	if sum, err := sumOf(start); err != nil || sum != *phase.Start {
		return start, errors.Join(err, fmt.Errorf("phase %d: %w: it begins with %s, the transcript with %s", number+1, ErrOrder, sum, phase.Start))
	}
	for i, contribution := range phase.Contributions {
		v.progress(fmt.Sprintf("phase %d, verifying contribution %d of %d (%s)", number+1, i+1, len(phase.Contributions), contribution.Contributor))
		content, err := v.c.content(number, i+1, contribution.Result)
		if err != nil {
			return start, phase.at(number+1, i+1, err)
		}
		next := fresh()
		if err := v.transcript.decode(number, content, next); err != nil {
			return start, phase.at(number+1, i+1, err)
		}
		if err := current.Verify(next); err != nil {
			return start, phase.at(number+1, i+1, fmt.Errorf("%w: %w", ErrProof, err))
		}
		current = next
	}
	return current, nil
}

// keysOf names keys as files and contracts do.
func keysOf(pk groth16.ProvingKey, vk groth16.VerifyingKey) (k Keys, err error) {
	words, err := keys.KeyWords(vk)
	if err != nil {
		return k, err
	}
	k.Hash = keys.KeyHash(words)
	if k.Proving, err = sumOf(raw{pk}); err != nil {
		return k, err
	}
	k.Verifying, err = sumOf(raw{vk})
	return k, err
}

// raw writes a key as bundles keep it.
type raw struct {
	key interface {
		WriteRawTo(w io.Writer) (int64, error)
	}
}

func (r raw) WriteTo(w io.Writer) (int64, error) { return r.key.WriteRawTo(w) }
