package ceremony

import (
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

const snarkjsFile = "testdata/powers-5.ptau" // 32 powers; its README says how it was made

// section is where a section of a .ptau file begins and how long it is.
func section(t *testing.T, content []byte, kind uint32) (at, size int) {
	t.Helper()
	at = 12
	for {
		size := int(binary.LittleEndian.Uint64(content[at+4:]))
		if binary.LittleEndian.Uint32(content[at:]) == kind {
			return at + 12, size
		}
		at += 12 + size
		require.Less(t, at, len(content), "it has no section %d", kind)
	}
}

func TestCeremonyOnPublicPowers(t *testing.T) {
	t.Parallel()
	dir, system := t.TempDir(), compile(t, 1)
	_, err := InitOn(dir, "cube", system, snarkjsFile, "")
	require.ErrorContains(t, err, "the source has to be text")
	c, err := InitOn(dir, "cube", system, snarkjsFile, "our own test data")
	require.NoError(t, err)
	require.EqualValues(t, 16, c.transcript.Domain, "half of the powers are left out")
	require.ErrorIs(t, c.Seal(t.Context(), system, beacon(1), today, quiet), ErrNoContribution, "the file's contributors do not count")
	for phase := range 2 {
		add(t, c, "alice")
		require.NoError(t, c.Seal(t.Context(), system, beacon(phase+1), today, quiet))
	}
	auditor := t.TempDir()
	send(t, dir, auditor, c.transcript.Files()...)
	made, err := open(t, auditor).Verify(t.Context(), system, today, quiet)
	require.NoError(t, err)
	prove(t, system, made)

	// Other powers than those that the transcript names, and these without saying so.
	content := contentOf(t, dir, 0, 0)
	changed := append([]byte{}, content...)
	changed[len(changed)/2] ^= 1
	require.NoError(t, os.WriteFile(filepath.Join(auditor, stateFile(0, 0)), changed, 0o600))
	err = verify(t, auditor, 1)
	require.ErrorIs(t, err, ErrContent)
	require.ErrorContains(t, err, "phase 1, before the first contribution")
	send(t, dir, auditor, stateFile(0, 0))
	edit(t, auditor, func(transcript *Transcript) { transcript.Phases[0].Import = nil })
	require.ErrorIs(t, verify(t, auditor, 1), ErrOrder)
	edit(t, auditor, func(transcript *Transcript) { transcript.Phases[1].Import = &Import{Source: "elsewhere"} })
	require.ErrorIs(t, verify(t, auditor, 1), ErrMalformed)
}

func TestPublicPowersAreChecked(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(snarkjsFile)
	require.NoError(t, err)
	system := compile(t, 1)
	begin := func(content []byte) error {
		path := filepath.Join(t.TempDir(), "powers.ptau")
		require.NoError(t, os.WriteFile(path, content, 0o600))
		_, err := InitOn(t.TempDir(), "cube", system, path, "our own test data")
		return err
	}
	require.NoError(t, begin(whole))
	at := func(kind uint32) int { at, _ := section(t, whole, kind); return at }
	for name, c := range map[string]struct {
		change func(b []byte) []byte
		want   string
	}{
		"nothing":               {func(b []byte) []byte { return nil }, "too short"},
		"another magic word":    {func(b []byte) []byte { b[0]++; return b }, "no .ptau file"},
		"another version":       {func(b []byte) []byte { b[4]++; return b }, "no .ptau file"},
		"many sections":         {func(b []byte) []byte { b[9]++; return b }, "no .ptau file"},
		"a section more":        {func(b []byte) []byte { b[8]++; return b }, "before its last section"},
		"a cut end":             {func(b []byte) []byte { return b[:len(b)-1] }, "longer than the file"},
		"a section twice":       {func(b []byte) []byte { b[at(sectionTau2)-12] = sectionTau1; return b }, "section 2 twice"},
		"a section less":        {func(b []byte) []byte { b[at(sectionBeta2)-12] = 60; return b }, "section 6 is missing"},
		"another curve":         {func(b []byte) []byte { b[at(sectionHeader)+5]++; return b }, "another curve"},
		"another power":         {func(b []byte) []byte { b[at(sectionHeader)+36]++; return b }, "has not the"},
		"a huge power":          {func(b []byte) []byte { b[at(sectionHeader)+36] = 60; return b }, "its power is 60"},
		"too few powers":        {func(b []byte) []byte { b[at(sectionHeader)+36] = 3; return b }, "the circuit needs 16"},
		"alpha is zero":         {func(b []byte) []byte { clear(b[at(sectionAlphaTau):][:rawG1]); return b }, "infinite"},
		"tau is zero":           {func(b []byte) []byte { clear(b[at(sectionTau1)+rawG1:][:rawG1]); return b }, "infinite"},
		"beta is zero":          {func(b []byte) []byte { clear(b[at(sectionBeta2):][:rawG2]); return b }, "infinite"},
		"beyond the modulus":    {func(b []byte) []byte { b[at(sectionTau1)+31] |= 0x80; return b }, "not on the curve"},
		"other generator":       {swap(at(sectionTau1), rawG1), "do not begin with the generators"},
		"two powers swapped":    {swap(at(sectionTau1)+3*rawG1, rawG1), "not the powers of one number"},
		"two of G2 swapped":     {swap(at(sectionTau2)+3*rawG2, rawG2), "not the powers of one number"},
		"two of alpha swapped":  {swap(at(sectionAlphaTau), rawG1), "not the powers of one number"},
		"two of beta swapped":   {swap(at(sectionBetaTau)+5*rawG1, rawG1), "not the powers of one number"},
		"another beta in G2":    {func(b []byte) []byte { copy(b[at(sectionBeta2):][:rawG2], b[at(sectionTau2)+rawG2:]); return b }, "beta is not the same"},
		"beta's powers doubled": {func(b []byte) []byte { copy(b[at(sectionBetaTau):][:32*rawG1], b[at(sectionAlphaTau):]); return b }, "beta is not the same"},
	} {
		err := begin(c.change(append([]byte{}, whole...)))
		require.ErrorContains(t, err, c.want, name)
		require.ErrorIs(t, err, ErrPowers, name)
	}
	r := rand.New(rand.NewPCG(3, 5))
	for i := range 40 { // in the points that are read
		changed := append([]byte{}, whole...)
		start, size := section(t, whole, uint32(sectionTau1+i%5))
		bit := r.IntN(8 * (size / 2))
		changed[start+bit/8] ^= 1 << (bit % 8)
		require.ErrorIs(t, begin(changed), ErrPowers, "section %d, bit %d", sectionTau1+i%5, bit)
	}
}

// swap swaps two points that stand side by side.
func swap(at, size int) func(b []byte) []byte {
	return func(b []byte) []byte {
		first := append([]byte{}, b[at:at+size]...)
		copy(b[at:], b[at+size:][:size])
		copy(b[at+size:], first)
		return b
	}
}
