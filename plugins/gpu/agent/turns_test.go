package agent

import (
	"context"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

var (
	one   = peer.Name{1}
	two   = peer.Name{2}
	three = peer.Name{3}
)

// shared is a device as meters share it. It remembers what happened to it, in order.
type shared struct {
	*turns
	log []string
}

func share(limits Turns) *shared {
	s := &shared{}
	s.turns = newTurns(limits, func() { s.log = append(s.log, "free") })
	return s
}

func standard() Turns {
	return Turns{Idle: 30 * time.Second, Whole: 10 * time.Minute, PerHour: 24, Queue: 8}
}

// question asks one that takes so long.
func (s *shared) question(t *testing.T, who peer.Name, text string, took time.Duration) error {
	t.Helper()
	_, err := s.ask(t.Context(), who, func(ctx context.Context) ([]byte, error) {
		s.log = append(s.log, text)
		select {
		case <-time.After(took):
			return []byte(text), nil
		case <-ctx.Done():
			s.log = append(s.log, text+" ended")
			return nil, context.Cause(ctx)
		}
	})
	return err
}

// Three meters that challenge at the same instant: each has all its questions answered without another one's in between.
func TestThreeMetersAtTheSameInstant(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := share(standard())
		defer s.stop()
		done := make(chan string, 3)
		for i, who := range []peer.Name{one, two, three} {
			go func() {
				<-time.After(time.Duration(i)) // by the bubble's clock: it puts them in order
				name := string(rune('a' + i))
				if s.take(t.Context(), who) != nil {
					return
				}
				for _, step := range []string{" fill", " touch", " multiply", " open"} {
					if s.question(t, who, name+step, time.Minute) != nil {
						return
					}
				}
				s.giveBack(who)
				done <- name
			}()
		}
		require.Equal(t, []string{"a", "b", "c"}, []string{<-done, <-done, <-done})
		synctest.Wait()
		require.Equal(t, []string{
			"a fill", "a touch", "a multiply", "a open", "free", "b fill", "b touch", "b multiply", "b open", "free",
			"c fill", "c touch", "c multiply", "c open", "free",
		}, s.log)
	})
}

// A meter that fills the device and says no more loses its turn, and what it filled is freed before the next one begins.
func TestMeterThatStalls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := share(standard())
		defer s.stop()
		begun := time.Now()
		require.NoError(t, s.take(t.Context(), one))
		require.NoError(t, s.question(t, one, "fill", time.Minute))
		require.NoError(t, s.take(t.Context(), two))
		require.Equal(t, 90*time.Second, time.Since(begun), "answering is not stalling")
		require.Equal(t, []string{"fill", "free"}, s.log)
		var busy *busyError
		require.ErrorAs(t, s.question(t, one, "touch", time.Second), &busy)
		require.Equal(t, []string{"fill", "free"}, s.log, "it does not reach the device")
	})
}

// A meter that never stalls and never ends loses its turn as well: its question ends, then the device is free, then
// the next one's turn begins.
func TestMeterThatGoesOnForEver(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := share(standard())
		defer s.stop()
		begun := time.Now()
		require.NoError(t, s.take(t.Context(), one))
		ended := make(chan error, 1)
		go func() {
			for {
				if err := s.question(t, one, "again", 4*time.Minute); err != nil {
					ended <- err
					return
				}
			}
		}()
		require.NoError(t, s.take(t.Context(), two))
		require.Equal(t, 10*time.Minute, time.Since(begun))
		require.ErrorIs(t, <-ended, errOver)
		require.Equal(t, []string{"again", "again", "again", "again ended", "free"}, s.log)
	})
}

// Whoever has had a turn stands behind all who wait.
func TestNobodyIsPassedBy(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := share(standard())
		defer s.stop()
		var order []peer.Name
		turn := func(who peer.Name) {
			if s.take(t.Context(), who) == nil {
				order = append(order, who)
			}
		}
		turn(one)
		go turn(two)
		synctest.Wait()
		s.giveBack(one)
		go turn(one)
		synctest.Wait()
		require.Equal(t, []peer.Name{one, two}, order)
		s.giveBack(two)
		synctest.Wait()
		require.Equal(t, []peer.Name{one, two, one}, order)
	})
}

func TestPlacesInTheQueue(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limits := standard()
		limits.Queue = 1
		s := share(limits)
		defer s.stop()
		require.NoError(t, s.take(t.Context(), one))
		require.NoError(t, s.take(t.Context(), one), "a meter keeps its turn")
		ctx, hangUp := context.WithCancelCause(t.Context())
		waiting := make(chan error, 1)
		go func() { waiting <- s.take(ctx, two) }()
		synctest.Wait()
		var busy *busyError
		require.ErrorAs(t, s.take(t.Context(), two), &busy)
		require.Equal(t, "this meter waits for its turn already", busy.reason)
		require.ErrorAs(t, s.take(t.Context(), three), &busy)
		require.Equal(t, "1 meters wait for their turn already", busy.reason)
		require.Equal(t, 10*time.Minute, busy.wait)
		hangUp(errors.New("hung up"))
		require.EqualError(t, <-waiting, "hung up")
		go func() { waiting <- s.take(t.Context(), three) }()
		synctest.Wait()
		s.giveBack(two) // not its turn: nothing happens
		s.giveBack(one)
		require.NoError(t, <-waiting, "who hung up is not waited for")
	})
}

func TestOneQuestionAtATime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := share(standard())
		defer s.stop()
		require.NoError(t, s.take(t.Context(), one))
		first := make(chan error, 1)
		go func() { first <- s.question(t, one, "fill", time.Minute) }()
		synctest.Wait()
		require.ErrorContains(t, s.question(t, one, "fill", time.Minute), "still being answered")
		require.NoError(t, <-first)
		require.ErrorContains(t, s.question(t, two, "fill", time.Minute), "not this meter's turn")
	})
}

// A meter cannot keep a device from its buyer by challenging it all the time.
func TestChallengesPerHour(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limits := standard()
		limits.PerHour = 3
		s := share(limits)
		defer s.stop()
		for range 3 {
			require.NoError(t, s.take(t.Context(), one))
			s.giveBack(one)
			s.ends.Wait()
		}
		<-time.After(10 * time.Minute)
		var busy *busyError
		require.ErrorAs(t, s.take(t.Context(), one), &busy)
		require.True(t, busy.tooMany)
		require.Equal(t, 50*time.Minute, busy.wait)
		require.NoError(t, s.take(t.Context(), two))
		s.giveBack(two)
		s.ends.Wait()
		<-time.After(busy.wait)
		require.NoError(t, s.take(t.Context(), one))
	})
}

// Whatever meters do, in any order: questions come within turns, and the device is freed after each turn.
func TestTurnsAtRandom(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := share(standard())
		names, counts := []peer.Name{one, two, three}, map[string]int{}
		random := rand.New(rand.NewPCG(7, 7)).IntN
		for range 400 {
			who := names[random(3)]
			switch random(4) {
			case 0:
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(random(40))*time.Second)
				if s.take(ctx, who) == nil {
					counts["turns"]++
					s.log = append(s.log, "turn of "+who.String())
				} else {
					counts["no turns"]++
				}
				cancel()
			case 1, 2:
				if s.question(t, who, who.String(), time.Duration(random(20))*time.Second) == nil {
					counts["answers"]++
				} else {
					counts["no answers"]++
				}
			case 3:
				s.giveBack(who)
				s.ends.Wait()
			}
		}
		s.stop()
		var holder string
		for i, entry := range s.log {
			switch {
			case entry == "free":
				holder = ""
			case len(entry) > 8 && entry[:8] == "turn of ":
				require.True(t, holder == "" || holder == entry[8:], "entry %d: a turn within another one's", i)
				holder = entry[8:]
			default:
				require.Equal(t, holder, strings.TrimSuffix(entry, " ended"), "entry %d: a question outside its turn", i)
			}
		}
		for _, kind := range []string{"turns", "no turns", "answers", "no answers"} {
			require.Greater(t, counts[kind], 20, "%v", counts)
		}
		t.Log(counts)
	})
}
