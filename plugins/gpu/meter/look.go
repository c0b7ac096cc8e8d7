package meter

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/agent"
	"github.com/tercet-protocol/tercet/plugins/gpu/attestation"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/telemetry"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// Machine is an agent that is asked.
type Machine interface {
	Receipt(ctx context.Context, device string) (*agent.Receipt, error)
	Turn(ctx context.Context, device string) error
	EndTurn(ctx context.Context, device string) error
	Ask(ctx context.Context, device, check string, request []byte) ([]byte, error)
}

// patience is how long a meter waits until it is its turn to challenge a device, and for each answer that has no deadline.
const patience = 2 * time.Minute

// Eyes look at devices.
type Eyes struct {
	// Dial is for asking the agent of a registration.
	Dial func(Registration) (Machine, func())
	// Profile is what is asked of a device of this kind.
	Profile func(gpuhours.Params) (challenge.Profile, error)
	Judge   Judge
	Wall    challenge.Clock
	// NoTelemetry looks at devices whose driver nobody can ask, for trials. Then no look is disputed.
	NoTelemetry bool
	// Projected asks by profiles whose deadlines nobody measured, too: where they are wide, less than the device may pass.
	Projected bool
}

// Judge says what answers of a device are worth, the same to a meter as to an auditor.
type Judge struct {
	Attestation attestation.Verifier
	// Profile is what an auditor expects to have been asked; without it a report only says what was.
	Profile func(gpuhours.Params) (challenge.Profile, error)
}

// profile says whether a challenge was the one that is expected.
func (j Judge) profile(look Look, params gpuhours.Params) error {
	if j.Profile == nil || look.Profile == nil {
		return nil
	}
	expected, err := j.Profile(params)
	if err != nil {
		return err
	}
	if *look.Profile != expected {
		return fmt.Errorf("its challenge is by the profile %+v, and %+v is expected", *look.Profile, expected)
	}
	return nil
}

// Look asks a device and says what it saw. A receipt of the buyer's stands for everything else.
func (e Eyes) Look(ctx context.Context, task Task) (Look, []byte) {
	began := e.Wall.Now()
	door, hang := e.Dial(task.Machine)
	defer hang()
	if look, busy := e.receipt(ctx, door, task); busy {
		return look, nil
	}
	look := Look{Outcome: Passed}
	if task.Params.Class == gpuhours.ClassB {
		if err := e.attest(ctx, door, task, &look); err != nil {
			return look.fail(err), nil
		}
	}
	profile, err := e.profile(task.Params)
	if err == nil && !e.NoTelemetry {
		err = e.sample(ctx, door, task, profile, &look)
	}
	if err != nil {
		return look.fail(err), nil
	}
	transcript, err := e.challenge(ctx, door, task, profile, &look, began)
	if err != nil && e.Judge.disputes(look) == nil {
		look = look.fail(err)
		look.Outcome = Disputed
		return look, transcript
	}
	if err != nil {
		return look.fail(err), transcript
	}
	return look, transcript
}

func (e Eyes) profile(params gpuhours.Params) (challenge.Profile, error) {
	profile, err := e.Profile(params)
	if err == nil && !profile.Calibrated && !e.Projected {
		err = fmt.Errorf("the deadlines of the profile of %q were not measured: measure them on such a device, or allow projected ones", profile.Model)
	}
	return profile, err
}

func (l Look) fail(err error) Look {
	l.Outcome, l.Reason = Failed, sdk.Clean(err.Error())
	return l
}

// receipt asks for the buyer's word that they use the device. One that does not hold is none.
func (e Eyes) receipt(ctx context.Context, door Machine, task Task) (Look, bool) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	receipt, err := door.Receipt(ctx, task.Device.Name)
	if err != nil || receipt == nil || task.Tenant == nil {
		return Look{}, false
	}
	look := Look{Outcome: Busy, Receipt: receipt.Bytes()}
	return look, e.Judge.receipt(look, task) == nil
}

func (Judge) receipt(look Look, task Task) error {
	if task.Tenant == nil {
		return errors.New("the buyer has named no key for receipts")
	}
	receipt, err := agent.ParseReceipt(look.Receipt)
	if err != nil {
		return err
	}
	return receipt.Verify(task.Tenant.Key, task.Forward.ID, task.Device.Name, task.at())
}

// at is the instant of a task.
func (t Task) at() time.Time {
	return time.Unix(int64(t.Hour)*gpuhours.HourSeconds+int64(t.Second), 0).UTC() //nolint:gosec // of this era
}

// attest asks for a report, with a nonce that follows from the challenge's seed.
func (e Eyes) attest(ctx context.Context, door Machine, task Task, look *Look) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	nonce := nonceOf(task.Seed)
	report, err := door.Ask(ctx, task.Device.Name, sdk.CheckAttestation, nonce[:])
	if err != nil {
		return fmt.Errorf("attestation: %w", err)
	}
	if len(report) > maxEntry/4 {
		return fmt.Errorf("attestation: %d bytes, at most %d are kept", len(report), maxEntry/4)
	}
	look.Report = report
	return e.Judge.report(*look, task)
}

func nonceOf(seed challenge.Seed) attestation.Nonce {
	return sha256.Sum256(append([]byte("tercet/v1/meter/nonce"), seed[:]...))
}

func (j Judge) report(look Look, task Task) error {
	list, err := attestation.ParseEvidence(look.Report)
	if err != nil {
		return fmt.Errorf("attestation: %w", err)
	}
	if len(list) != 1 {
		return fmt.Errorf("attestation: evidence of %d GPUs, of one it was asked for", len(list))
	}
	nonce := nonceOf(task.Seed)
	verdict, err := j.Attestation.Verify(list[0], &nonce, task.at())
	if err != nil {
		return fmt.Errorf("attestation: %w", err)
	}
	device, err := verdict.Device()
	if err != nil {
		return fmt.Errorf("attestation: %w", err)
	}
	if statement.U248(common.Hash(device)) != statement.U248(task.Device.Chip) {
		return fmt.Errorf("attestation: it is chip %s, and %s is registered", device, task.Device.Chip)
	}
	return nil
}

// reserve is the memory that drivers keep for themselves, at most.
const reserve = 2 << 30

// sample asks the driver. What it tells can only speak against the device.
func (e Eyes) sample(ctx context.Context, door Machine, task Task, profile challenge.Profile, look *Look) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	text, err := door.Ask(ctx, task.Device.Name, sdk.CheckTelemetry, []byte(telemetry.Question))
	if err != nil {
		return fmt.Errorf("telemetry: %w", err)
	}
	if len(text) > telemetry.MaxSample {
		return fmt.Errorf("telemetry: %d bytes, at most %d are kept", len(text), telemetry.MaxSample)
	}
	look.Sample, look.Profile = text, &profile
	return e.Judge.sample(*look, task)
}

func (Judge) sample(look Look, task Task) error {
	sample, err := telemetry.Parse(look.Sample)
	if err != nil {
		return fmt.Errorf("telemetry: %w", err)
	}
	expected := telemetry.Expectations{UUID: task.Device.Name, Reserve: reserve}
	if look.Profile != nil {
		expected.Memory = look.Profile.Memory
	}
	if findings := telemetry.Judge(sample, nil, expected); len(findings) > 0 {
		return fmt.Errorf("telemetry, %s: %s", findings[0].Rule, findings[0].Message)
	}
	return nil
}

// inUse is the share of a device's memory, in per cent, above which a challenge, which takes nine tenths of it, finds no room.
const inUse = 10

// disputes says why a look whose challenge failed is not one that processes of the tenancy, and no others, stood in the way of.
func (Judge) disputes(look Look) error {
	sample, err := telemetry.Parse(look.Sample)
	if err != nil {
		return fmt.Errorf("telemetry: %w", err)
	}
	var used uint64
	for _, process := range sample.Processes {
		used += process.Memory
	}
	if used < sample.MemoryTotal/100*inUse {
		return fmt.Errorf("telemetry: processes of the tenancy used %d bytes of %d, which left room for a challenge", used, sample.MemoryTotal)
	}
	return nil
}

// prompt is how long a device that no chip names may let itself be waited for: half of what its challenge may take. All devices are
// challenged at the same time; one that had time for another challenge first could stand in for two.
func prompt(p challenge.Profile) time.Duration { return (p.Fill + p.Touch + p.Multiply + p.Open) / 2 }

// challenge has the device do work that only one with this memory can do in time. Waiting for other meters' challenges to end
// is no part of it, but in class C it may not be long.
func (e Eyes) challenge(ctx context.Context, door Machine, task Task, profile challenge.Profile, look *Look, began time.Time) ([]byte, error) {
	waiting, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := door.Turn(waiting, task.Device.Name); err != nil {
		return nil, fmt.Errorf("challenge: wait for the device: %w", err)
	}
	defer func() { _ = door.EndTurn(context.WithoutCancel(waiting), task.Device.Name) }() // it ends by itself, too
	if waited, most := e.Wall.Now().Sub(began), prompt(profile); task.Params.Class != gpuhours.ClassB && waited > most {
		return nil, fmt.Errorf("challenge: the device was not free for %s, %s are allowed: it may have answered for another one first", waited, most)
	}
	ask := func(ctx context.Context, request []byte) ([]byte, error) {
		return door.Ask(ctx, task.Device.Name, sdk.CheckChallenge, request)
	}
	transcript, err := challenge.Conduct(ctx, e.Wall, ask, profile, task.Seed)
	seed := common.Hash(task.Seed)
	look.Profile, look.Seed = &profile, &seed
	if len(transcript) > 0 {
		hash := common.Hash(tlog.RecordHash(transcript))
		look.Transcript = &hash
	}
	if err != nil {
		return transcript, fmt.Errorf("challenge: %w", err)
	}
	return transcript, nil
}
