package challenge_test

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

func TestNamedProfiles(t *testing.T) {
	t.Parallel()
	for _, model := range []string{"NVIDIA H100 80GB HBM3", "NVIDIA A100-SXM4-80GB", "NVIDIA GeForce RTX 4090", "NVIDIA L4"} {
		profile, err := challenge.Named(model)
		require.NoError(t, err)
		require.Equal(t, model, profile.Model)
		require.False(t, profile.Calibrated, "nobody measured one")
		require.GreaterOrEqual(t, uint64(profile.Blocks*profile.BlockWords*challenge.WordBytes), profile.Memory/10*9)
	}
	_, err := challenge.Named("NVIDIA H100")
	require.ErrorIs(t, err, challenge.ErrModel)
	require.ErrorContains(t, err, `"NVIDIA H100": those known are "NVIDIA H100 80GB HBM3", `)
}

func TestProfilesAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("profiles.json")
	require.NoError(t, err)
	profiles, err := challenge.ParseProfiles(text)
	require.NoError(t, err)
	again, err := challenge.MarshalProfiles(profiles)
	require.NoError(t, err)
	require.Equal(t, string(text), string(again))
}

func TestTablesThatAreRefused(t *testing.T) {
	t.Parallel()
	good, err := challenge.MarshalProfiles([]challenge.Profile{challengetest.Profile()})
	require.NoError(t, err)
	row := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(good)), "["), "]")
	for says, text := range map[string]string{
		"offset 65536, profiles: longer": strings.Repeat(" ", challenge.MaxProfiles+1),
		"offset 0, profiles":             "",
		"unknown field \"speed\"":        `[{"speed": 1}]`,
		"text after the end":             string(good) + "[]",
		"there is one of this model":     "[" + row + "," + row + "]",
		"profile 1, \"\": ":              "[{}]",
		"invalid duration \"soon\"":      strings.Replace(string(good), `"4s"`, `"soon"`, 1),
		"the deadline of fill is -4s":    strings.Replace(string(good), `"4s"`, `"-4s"`, 1),
		"cannot unmarshal number -1":     strings.Replace(string(good), "363000", "-1", 1),
	} {
		_, err := challenge.ParseProfiles([]byte(text))
		require.ErrorContains(t, err, says)
	}
	_, err = challenge.ParseProfiles(bytes.Repeat([]byte("[{},"), 2))
	require.Error(t, err)
}

// Each bound of a profile refuses by itself.
func TestBoundsOfAProfile(t *testing.T) {
	t.Parallel()
	require.NoError(t, challengetest.Profile().Check())
	for says, change := range map[string]func(p *challenge.Profile){
		"the model's name has 0 bytes":                 func(p *challenge.Profile) { p.Model = "" },
		"the model's name has 65 bytes":                func(p *challenge.Profile) { p.Model = strings.Repeat("x", 65) },
		"fewer than nine tenths":                       func(p *challenge.Profile) { p.Memory = 370_000 },
		"do not fit in a memory of 360000":             func(p *challenge.Profile) { p.Memory = 360_000 },
		"the number of blocks is 0":                    func(p *challenge.Profile) { p.Blocks = 0 },
		"the number of a block's words is 63":          func(p *challenge.Profile) { p.BlockWords = 63 },
		"a block has 65 words":                         func(p *challenge.Profile) { p.BlockWords = 65 },
		"n is 96: both must be multiples of 64":        func(p *challenge.Profile) { p.N = 96 },
		"n is 0":                                       func(p *challenge.Profile) { p.N = 0 },
		"the number of rounds is 9":                    func(p *challenge.Profile) { p.Rounds = 9 },
		"the number of lanes is 0":                     func(p *challenge.Profile) { p.Lanes = 0 },
		"1200 touches cannot be shared out among 7":    func(p *challenge.Profile) { p.Lanes = 7 },
		"the number of touches is 16777217":            func(p *challenge.Profile) { p.Touches = 1<<24 + 1 },
		"the number of steps is 65":                    func(p *challenge.Profile) { p.Steps = 65 },
		"the products have 17179869184 bytes together": func(p *challenge.Profile) { p.N, p.Steps = 1<<14, 16 },
		"the number of opened touches is 257":          func(p *challenge.Profile) { p.Pairs = 257 },
		"the number of opened rows is -1":              func(p *challenge.Profile) { p.Rows = -1 },
		"the deadline of touch is 0s":                  func(p *challenge.Profile) { p.Touch = 0 },
		"the deadline of open is 1h0m1s":               func(p *challenge.Profile) { p.Open = time.Hour + time.Second },
	} {
		profile := challengetest.Profile()
		change(&profile)
		require.ErrorContains(t, profile.Check(), says)
	}
}
