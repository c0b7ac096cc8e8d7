package challenge_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// A transcript that is read and written again is the same, and judging it ends. What holds has the genuine roots: nothing near the
// genuine transcript holds by chance, but with other times.
func FuzzReplay(f *testing.F) {
	p := challenge.Small()
	answerer := challenge.NewAnswerer(&challengetest.Plain{})
	trial := challenge.Trial{Random: rand.NewChaCha8([32]byte{1})} // the fuzzer's processes have to agree on what is genuine
	genuine, err := trial.Conduct(f.Context(), challengetest.NewClock(), answerer.Answer, p, seed)
	require.NoError(f, err)
	honest, err := challenge.ReadTranscript(p, genuine)
	require.NoError(f, err)
	f.Add([]byte{})
	f.Add(genuine)
	for count := range 4 {
		f.Add(challenge.FirstExchanges(p, genuine, count))
		f.Add(challenge.Unanswered(p, genuine, count+1))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		verdict := challenge.Replay(p, seed, data)
		recorded, err := challenge.ReadTranscript(p, data)
		if err != nil {
			var fault *challenge.FormatError
			require.ErrorAs(t, err, &fault)
			require.LessOrEqual(t, fault.Offset, len(data))
			require.ErrorAs(t, verdict, &fault)
			return
		}
		require.Equal(t, data, recorded.Again)
		if verdict != nil {
			return
		}
		require.Len(t, recorded.Answers, 4)
		require.Equal(t, honest.Answers[:3], recorded.Answers[:3])
		for _, took := range recorded.Took {
			require.LessOrEqual(t, took, time.Second)
		}
	})
}
