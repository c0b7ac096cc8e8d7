package ceremony

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/mpcsetup"
	groth16bn254 "github.com/consensys/gnark/backend/groth16/bn254"
	gnarkmpc "github.com/consensys/gnark/backend/groth16/bn254/mpcsetup"
	cs "github.com/consensys/gnark/constraint/bn254"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// edit changes a transcript, whatever it says then.
func edit(t *testing.T, dir string, change func(*Transcript)) {
	t.Helper()
	path := filepath.Join(dir, TranscriptFile)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	var transcript Transcript
	require.NoError(t, json.Unmarshal(text, &transcript))
	change(&transcript)
	text, err = json.Marshal(transcript)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(path, text, 0o600))
}

func contentOf(t *testing.T, dir string, phase, position int) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, stateFile(phase, position)))
	require.NoError(t, err)
	return content
}

// replace puts another contribution in the place of one, and has the transcript attest to it.
func replace(t *testing.T, dir string, phase, position int, content []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(filepath.Join(dir, stateFile(phase, position)), content, 0o600))
	edit(t, dir, func(t *Transcript) {
		list := t.Phases[phase].Contributions
		list[position-1].Result = sha256.Sum256(content)
		if position < len(list) {
			list[position].On = list[position-1].Result
		}
	})
}

// Who changes a file and nothing else is told by the hash; who changes what was attested, too, by the proofs.
func TestTamperedContributionsAreNamed(t *testing.T) {
	t.Parallel()
	for phase := range 2 {
		for position := 1; position <= 2; position++ {
			who := []string{"alice", "bob"}[position-1]
			t.Run(fmt.Sprintf("phase %d, contribution %d", phase+1, position), func(t *testing.T) {
				t.Parallel()
				where := fmt.Sprintf("phase %d, contribution %d (%s)", phase+1, position, who)
				r := rand.New(rand.NewPCG(7, uint64(10*phase+position)))
				proofs, others := 0, 0
				for range 24 {
					dir := finished(t)
					content := contentOf(t, dir, phase, position)
					content[r.IntN(len(content))] ^= 1 << r.IntN(8)
					require.NoError(t, os.WriteFile(filepath.Join(dir, stateFile(phase, position)), content, 0o600))
					err := verify(t, dir, 1)
					require.ErrorIs(t, err, ErrContent)
					require.ErrorContains(t, err, where)

					replace(t, dir, phase, position, content)
					if position == 1 { // and the next one says that it builds on this
						next := contentOf(t, dir, phase, 2)
						sum := sha256.Sum256(content)
						copy(next[len(next)-sumSize:], sum[:])
						replace(t, dir, phase, 2, next)
					}
					err = verify(t, dir, 1)
					require.ErrorContains(t, err, where)
					if errors.Is(err, ErrProof) {
						proofs++
						continue
					}
					require.ErrorIs(t, err, ErrOrder) // its own challenge was hit
					others++
				}
				t.Logf("%d refused by proofs or encoding, %d by order", proofs, others)
				require.Greater(t, proofs, 20)
			})
		}
	}
}

func TestForgeableCeremoniesAreRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		attack func(t *testing.T, dir string)
		want   error
		where  string
	}{
		"nobody in phase 1": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[0].Contributions = nil })
		}, ErrNoContribution, "phase 1"},
		"nobody in phase 2": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[1].Contributions = nil })
		}, ErrNoContribution, "phase 2"},
		"the first one left out": {func(t *testing.T, dir string) {
			send(t, dir, dir, stateFile(0, 1))
			replaceAll(t, dir, 0, 2)
		}, ErrOrder, "phase 1, contribution 1 (bob)"},
		"reordered as attested": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) {
				list := t.Phases[1].Contributions
				list[0], list[1] = list[1], list[0]
			})
		}, ErrOrder, "phase 2, contribution 1 (bob)"},
		"reordered and attested anew": {func(t *testing.T, dir string) {
			replaceAll(t, dir, 1, 2, 1)
		}, ErrOrder, "phase 2, contribution 1 (bob)"},
		"the last one left out after the beacon": {func(t *testing.T, dir string) {
			replaceAll(t, dir, 1, 1)
		}, ErrOtherKey, "leads to"},
		"the beacon out before a contribution": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[0].Beacon.Time = t.Phases[0].Contributions[1].Time })
		}, ErrBeaconKnown, "phase 1, contribution 1 (alice)"},
		"a contribution after the beacon": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[1].Contributions[1].Time = t.Phases[1].Beacon.Time.Add(time.Second) })
		}, ErrBeaconKnown, "phase 2, contribution 2 (bob)"},
		"one beacon for both phases": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[1].Beacon.Value = t.Phases[0].Beacon.Value })
		}, ErrBeaconKnown, "it is the one of phase 1"},
		"the second beacon before the first": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) {
				for i := range t.Phases[1].Contributions {
					t.Phases[1].Contributions[i].Time = noon
				}
				t.Phases[1].Beacon.Time = t.Phases[0].Beacon.Time
			})
		}, ErrBeaconKnown, "when phase 1 was not yet sealed"},
		"another beacon than the one sealed with": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[1].Beacon.Value[0]++ })
		}, ErrOtherKey, "leads to"},
		"another first beacon": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[0].Beacon.Value[0]++ })
		}, ErrOrder, "phase 2"},
		"a verifying key that is not the transcript's": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Keys.Hash[0]++ })
		}, ErrOtherKey, "leads to"},
		"a verifying key's file that is not the transcript's": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Keys.Verifying[0]++ })
		}, ErrOtherKey, "leads to"},
		"a proving key that is not the transcript's": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Keys.Proving[0]++ })
		}, ErrOtherKey, "leads to"},
		"a beacon that is later than everything for ever": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[1].Beacon.Time = today.Add(time.Hour) })
		}, ErrBeaconAhead, "phase 2"},
		"one person counted twice": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[1].Contributions[1].Contributor = "alice" })
		}, errNameTwice, "phase 2, contribution 2 (alice)"},
		"a phase begun elsewhere": {func(t *testing.T, dir string) {
			edit(t, dir, func(t *Transcript) { t.Phases[0].Start[0]++; t.Phases[0].Contributions[0].On[0]++ })
		}, ErrOrder, "phase 1, contribution 1 (alice)"},
		"a contribution that is missing": {func(t *testing.T, dir string) {
			require.NoError(t, os.Remove(filepath.Join(dir, stateFile(1, 2))))
		}, ErrContent, "phase 2, contribution 2 (bob)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := finished(t)
			require.NoError(t, verify(t, dir, 1), "what is attacked holds")
			c.attack(t, dir)
			err := verify(t, dir, 1)
			require.ErrorIs(t, err, c.want)
			require.ErrorContains(t, err, c.where)
		})
	}
}

// replaceAll makes the contributions of a phase those at the positions given, attested to anew.
func replaceAll(t *testing.T, dir string, phase int, positions ...int) {
	t.Helper()
	var contents [][]byte
	for _, position := range positions {
		contents = append(contents, contentOf(t, dir, phase, position))
	}
	edit(t, dir, func(transcript *Transcript) {
		p := &transcript.Phases[phase]
		old, on := p.Contributions, *p.Start
		p.Contributions = nil
		for i, position := range positions {
			contribution := old[position-1]
			contribution.On, contribution.Result = on, sha256.Sum256(contents[i])
			on = contribution.Result
			p.Contributions = append(p.Contributions, contribution)
			require.NoError(t, os.WriteFile(filepath.Join(dir, stateFile(phase, i+1)), contents[i], 0o600))
		}
	})
}

func TestTranscriptOfAnotherCircuitIsRefused(t *testing.T) {
	t.Parallel()
	require.ErrorIs(t, verify(t, finished(t), 2), ErrOtherCircuit)

	// Nor does it help to name the other circuit: its part begins elsewhere.
	dir := finished(t)
	other, err := keys.SystemHash(compile(t, 2))
	require.NoError(t, err)
	edit(t, dir, func(transcript *Transcript) { require.NoError(t, transcript.System.UnmarshalText([]byte(other))) })
	err = verify(t, dir, 2)
	require.ErrorIs(t, err, ErrOrder)
	require.ErrorContains(t, err, "phase 2")
}

// Two circuits of one shape have contributions of one size.
func TestContributionSwappedBetweenCircuitsIsRefused(t *testing.T) {
	t.Parallel()
	dir, other := finished(t), unpack(t, hold(t, 2))
	for phase := range 2 {
		for position := 1; position <= 2; position++ {
			content := contentOf(t, other, phase, position)
			require.Len(t, content, len(contentOf(t, dir, phase, position)))
			swapped := unpack(t, ready.files)
			replace(t, swapped, phase, position, content)
			err := verify(t, swapped, 1)
			require.ErrorIs(t, err, ErrOrder)
			if phase > 0 || position > 1 { // the first of the first builds on the same in both
				require.ErrorContains(t, err, fmt.Sprintf("phase %d, contribution %d", phase+1, position))
				// With the challenge put right, the proofs do not hold.
				on := contentOf(t, dir, phase, position)
				copy(content[len(content)-sumSize:], on[len(on)-sumSize:])
				replace(t, swapped, phase, position, content)
				if position == 2 {
					err = verify(t, swapped, 1)
					require.ErrorIs(t, err, ErrProof)
					require.ErrorContains(t, err, fmt.Sprintf("phase %d, contribution %d (bob)", phase+1, position))
				}
			}
		}
	}
}

// A contribution of one has proofs that hold, and leaves everything as it was. gnark takes it.
func TestSkippedContributionIsRefused(t *testing.T) {
	t.Parallel()
	for phase := range 2 {
		dir := finished(t)
		before := contentOf(t, dir, phase, 1)
		challenge := sha256.Sum256(before)
		nothing := bytes.Clone(before)
		copy(nothing[len(nothing)-sumSize:], challenge[:])
		offsets := []int{0, sizeProof, 2 * sizeProof}
		if phase > 0 {
			offsets = []int{len(nothing) - sumSize - 1 - sizeProof}
		}
		for i, at := range offsets {
			var one fr.Element
			one.SetOne()
			proof := mpcsetup.UpdateValues(&one, challenge[:], byte(i))
			var encoded bytes.Buffer
			_, err := proof.WriteTo(&encoded)
			require.NoError(t, err)
			require.Equal(t, sizeProof, encoded.Len())
			copy(nothing[at:], encoded.Bytes())
		}
		if phase == 0 {
			first, second := new(gnarkmpc.Phase1), new(gnarkmpc.Phase1)
			accepted(t, first, second, before, nothing)
		} else {
			first, second := new(gnarkmpc.Phase2), new(gnarkmpc.Phase2)
			accepted(t, first, second, before, nothing)
		}
		replace(t, dir, phase, 2, nothing)
		err := verify(t, dir, 1)
		require.ErrorIs(t, err, ErrSkipped)
		require.ErrorContains(t, err, fmt.Sprintf("phase %d, contribution 2 (bob)", phase+1))
	}
}

func accepted[S state[S]](t *testing.T, first, second S, before, after []byte) {
	t.Helper()
	_, err := first.ReadFrom(bytes.NewReader(before))
	require.NoError(t, err)
	_, err = second.ReadFrom(bytes.NewReader(after))
	require.NoError(t, err)
	require.NoError(t, first.Verify(second), "gnark must take it, or this test shows nothing")
}

// Where nobody contributed to the second phase, delta follows from the beacon, which everybody knows. The key passes every
// check of a key, and anybody proves anything under it.
func TestPhaseWithoutContributionsCanBeForgedUnder(t *testing.T) {
	t.Parallel()
	system, ok := compile(t, 1).(*cs.R1CS)
	require.True(t, ok)
	powers := gnarkmpc.NewPhase1(domain(system.GetNbConstraints()))
	powers.Contribute()
	commons, err := gnarkmpc.VerifyPhase1(domain(system.GetNbConstraints()), []byte("first"), powers)
	require.NoError(t, err)
	start := new(gnarkmpc.Phase2)
	evaluations := start.Initialize(system, &commons)
	sum, err := sumOf(start)
	require.NoError(t, err)
	_, verifying := start.Seal(&commons, &evaluations, []byte("second"))
	require.NoError(t, keys.Check(system, verifying), "no check of the key alone shows it")

	delta := mpcsetup.BeaconContributions(sum[:], []byte("Groth16 MPC Setup - Phase2"), []byte("second"), 1)[0]
	vk, ok := verifying.(*groth16bn254.VerifyingKey)
	require.True(t, ok)
	h, z, y := statement.WordFromUint64(1), statement.WordFromUint64(2), statement.WordFromUint64(3)
	c := vk.G1.K[0]
	for i, w := range []statement.Word{h, z, y} {
		var term bn254.G1Affine
		term.ScalarMultiplication(&vk.G1.K[i+1], statement.Big(w))
		c.Add(&c, &term)
	}
	delta.Inverse(&delta).Neg(&delta)
	c.ScalarMultiplication(&c, delta.BigInt(new(big.Int)))
	forged := &groth16bn254.Proof{Ar: vk.G1.Alpha, Bs: vk.G2.Beta, Krs: c}
	require.NoError(t, keys.VerifyStatement(vk, h, z, y, forged))

	ceremony, err := Init(t.TempDir(), "cube", system)
	require.NoError(t, err)
	require.ErrorIs(t, ceremony.Seal(t.Context(), system, beacon(1), today, quiet), ErrNoContribution)
	add(t, ceremony, "alice")
	require.NoError(t, ceremony.Seal(t.Context(), system, beacon(1), today, quiet))
	require.ErrorIs(t, ceremony.Seal(t.Context(), system, beacon(2), today, quiet), ErrNoContribution)
}

func TestSealRefusesBeacons(t *testing.T) {
	t.Parallel()
	system := compile(t, 1)
	c, err := Init(t.TempDir(), "cube", system)
	require.NoError(t, err)
	last := add(t, c, "alice")
	for name, change := range map[string]func(*Beacon){
		"that are too short":        func(b *Beacon) { b.Value = b.Value[:minBeacon-1] },
		"that are too long":         func(b *Beacon) { b.Value = make([]byte, maxBeacon+1) },
		"from nowhere":              func(b *Beacon) { b.Source = "" },
		"whose source drives":       func(b *Beacon) { b.Source = "a\x1b[2J" },
		"without a time":            func(b *Beacon) { b.Time = time.Time{} },
		"of the last one's moment":  func(b *Beacon) { b.Time = last.Time },
		"still to come":             func(b *Beacon) { b.Time = today.Add(1) },
		"known before the last one": func(b *Beacon) { b.Time = last.Time.Add(-time.Hour) },
	} {
		b := beacon(1)
		change(&b)
		require.Error(t, c.Seal(t.Context(), system, b, today, quiet), name)
		require.Nil(t, open(t, c.dir).transcript.Phases[0].Beacon, name)
	}
	require.NoError(t, c.Seal(t.Context(), system, beacon(1), today, quiet))
	add(t, c, "alice")
	again := beacon(2)
	again.Value = beacon(1).Value
	require.ErrorIs(t, c.Seal(t.Context(), system, again, today, quiet), ErrBeaconKnown)
	require.NoError(t, c.Seal(t.Context(), system, beacon(2), today, quiet))
}

func TestContributeRefuses(t *testing.T) {
	t.Parallel()
	c, err := Init(t.TempDir(), "cube", compile(t, 1))
	require.NoError(t, err)
	add(t, c, "alice")
	for name, who := range map[string]string{
		"no name": "", "the name of before": "alice", "a long name": strings.Repeat("a", maxName+1), "what drives a terminal": "\x1b[2J",
	} {
		_, err := c.Contribute(t.Context(), who, noon, quiet)
		require.Error(t, err, name)
	}
	content := contentOf(t, c.dir, 0, 1)
	content[len(content)/2] ^= 1
	require.NoError(t, os.WriteFile(filepath.Join(c.dir, stateFile(0, 1)), content, 0o600))
	_, err = c.Contribute(t.Context(), "bob", noon, quiet)
	require.ErrorIs(t, err, ErrContent, "what is built on is what the transcript names")
	require.Len(t, open(t, c.dir).transcript.Phases[0].Contributions, 1)
}

// A length in a file says how much memory its reader takes.
func TestLengthsAreTheCircuits(t *testing.T) {
	t.Parallel()
	for phase, offsets := range [][]int{{3 * sizeProof}, {0, 2 + sizeG1, 2 + sizeG1 + sizeLength + open(t, finished(t)).transcript.Private*sizeG1}} {
		for _, at := range offsets {
			dir := finished(t)
			content := contentOf(t, dir, phase, 2)
			binary.BigEndian.PutUint16(content[at:], 1<<14)
			replace(t, dir, phase, 2, content)
			err := verify(t, dir, 1)
			require.ErrorIs(t, err, ErrProof)
			require.ErrorContains(t, err, fmt.Sprintf("phase %d, contribution 2 (bob)", phase+1))
		}
	}
	dir := finished(t)
	require.NoError(t, os.WriteFile(filepath.Join(dir, stateFile(0, 2)), append(contentOf(t, dir, 0, 2), 0), 0o600))
	require.ErrorIs(t, verify(t, dir, 1), ErrContent)
}

func TestMalformedTranscriptsAreRefused(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*Transcript){
		"another format":           func(t *Transcript) { t.Format = 2 },
		"another curve":            func(t *Transcript) { t.Curve = "bls12_381" },
		"another domain":           func(t *Transcript) { t.Domain *= 2 },
		"a huge domain":            func(t *Transcript) { t.Domain, t.Constraints = 1<<40, 1<<40 },
		"no name":                  func(t *Transcript) { t.Name = "" },
		"a name that drives":       func(t *Transcript) { t.Name = "\a" },
		"no private wires":         func(t *Transcript) { t.Private = 0 },
		"keys before the end":      func(t *Transcript) { t.Phases[1].Beacon = nil },
		"no keys at the end":       func(t *Transcript) { t.Keys = nil },
		"phase 2 before the first": func(t *Transcript) { t.Phases[0].Beacon = nil },
		"no start":                 func(t *Transcript) { t.Phases[1].Start = nil },
	} {
		dir := finished(t)
		edit(t, dir, change)
		_, err := Open(dir)
		require.ErrorIs(t, err, ErrMalformed, name)
	}
	for name, text := range map[string]string{
		"no JSON": "{", "a field that nobody knows": `{"formatting": 1}`, "a hash in capitals": `{"system": "` + strings.Repeat("AB", 32) + `"}`,
		"too long": strings.Repeat(" ", maxTranscript+1),
	} {
		_, err := Parse([]byte(text))
		require.ErrorIs(t, err, ErrMalformed, name)
	}
}
