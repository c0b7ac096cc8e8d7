package challenge_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// counting is a device that says how often it was filled and released, and fails where it is told to.
type counting struct {
	challengetest.Plain
	fills, releases              int
	noFill, noTouch, noMultiply  error
	fewValues, fewProducts, thin bool
}

func (d *counting) Fill(ctx context.Context, seed challenge.Seed, profile challenge.Profile) error {
	d.fills++
	return errors.Join(d.noFill, d.Plain.Fill(ctx, seed, profile))
}

func (d *counting) Touch(ctx context.Context, salt challenge.Salt) ([]uint64, error) {
	values, err := d.Plain.Touch(ctx, salt)
	if d.fewValues {
		values = values[1:]
	}
	return values, errors.Join(d.noTouch, err)
}

func (d *counting) Multiply(ctx context.Context, salt challenge.Salt) ([][]int32, error) {
	products, err := d.Plain.Multiply(ctx, salt)
	if d.fewProducts {
		products = products[1:]
	}
	if d.thin {
		products[1] = products[1][1:]
	}
	return products, errors.Join(d.noMultiply, err)
}

func (d *counting) Release() error {
	d.releases++
	return d.Plain.Release()
}

// questions are those of one challenge, as a meter asked them.
func questions(t *testing.T) (list [][]byte) {
	t.Helper()
	answerer := challenge.NewAnswerer(&challengetest.Plain{})
	ask := func(ctx context.Context, question []byte) ([]byte, error) {
		list = append(list, question)
		return answerer.Answer(ctx, question)
	}
	_, err := challenge.Conduct(t.Context(), challengetest.NewClock(), ask, challengetest.Profile(), seed)
	require.NoError(t, err)
	return list
}

func TestAnAnswererIsDeterministicAndForgets(t *testing.T) {
	t.Parallel()
	device := &counting{}
	answerer := challenge.NewAnswerer(device)
	asked := questions(t)
	var first [][]byte
	for round := range 2 {
		for i, question := range asked {
			answer, err := answerer.Answer(t.Context(), question)
			require.NoError(t, err)
			if round == 0 {
				first = append(first, answer)
			}
			require.Equal(t, first[i], answer)
		}
		require.Equal(t, round+1, device.fills)
		require.Equal(t, 2*(round+1), device.releases, "once before the fill, once after the openings")
		_, err := answerer.Answer(t.Context(), asked[3])
		require.ErrorContains(t, err, "question O is out of order: F is due")
		device.releases--
	}
}

// A question out of turn ends the challenge: nothing can be opened after another walk, or twice.
func TestQuestionsOutOfOrder(t *testing.T) {
	t.Parallel()
	asked := questions(t)
	for due := range 4 {
		for question := 1; question < 4; question++ {
			if question == due {
				continue
			}
			device := &counting{}
			answerer := challenge.NewAnswerer(device)
			for i := range due {
				_, err := answerer.Answer(t.Context(), asked[i])
				require.NoError(t, err)
			}
			before := device.releases
			_, err := answerer.Answer(t.Context(), asked[question])
			require.ErrorContains(t, err, "is out of order")
			require.Equal(t, before+1, device.releases)
			_, err = answerer.Answer(t.Context(), asked[max(due, 1)])
			require.ErrorContains(t, err, "F is due", "the challenge is over")
		}
	}
}

// Another challenge may begin at any time, and releases what was filled for the last one.
func TestANewFillBeginsAnew(t *testing.T) {
	t.Parallel()
	asked := questions(t)
	device := &counting{}
	answerer := challenge.NewAnswerer(device)
	for _, place := range []int{0, 1, 0, 0, 1, 2, 0, 1, 2, 3} {
		_, err := answerer.Answer(t.Context(), asked[place])
		require.NoError(t, err)
	}
	require.Equal(t, 4, device.fills)
	require.Equal(t, 5, device.releases)
}

func TestADeviceThatFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	asked := questions(t)
	for name, test := range map[string]struct {
		device *counting
		at     int
	}{
		"fill: broken":     {&counting{noFill: broken}, 0},
		"touch: broken":    {&counting{noTouch: broken}, 1},
		"multiply: broken": {&counting{noMultiply: broken}, 2},
		"touch: the device gave 1199 values, not 1200":   {&counting{fewValues: true}, 1},
		"multiply: the device gave 2 products, not 3":    {&counting{fewProducts: true}, 2},
		"multiply: product 2 has 4095 entries, not 4096": {&counting{thin: true}, 2},
	} {
		answerer := challenge.NewAnswerer(test.device)
		for i := range test.at {
			_, err := answerer.Answer(t.Context(), asked[i])
			require.NoError(t, err, name)
		}
		_, err := answerer.Answer(t.Context(), asked[test.at])
		require.ErrorContains(t, err, name)
		require.Equal(t, 2, test.device.releases, name)
	}
}

// What a stranger asks for is refused before any work is done.
func TestQuestionsThatAreRefused(t *testing.T) {
	t.Parallel()
	asked := questions(t)
	wide := challenge.EditAsked(asked[3], func(_, rows []int) ([]int, []int) { return []int{1200}, rows })
	deep := challenge.EditAsked(asked[3], func(touches, _ []int) ([]int, []int) { return touches, []int{192} })
	huge := append([]byte(nil), asked[0]...)
	huge[len(huge)-5] = 0xff // n
	for says, test := range map[string]struct {
		question []byte
		at       int
	}{
		"offset 0, protocol":                             {nil, 0},
		"offset 12, seed: needs 32 bytes, 31 are left":   {asked[0][:43], 0},
		"longer than any":                                {make([]byte, challenge.MaxRequest()+1), 0},
		"offset 44, profile: n is ":                      {huge, 0},
		"offset 44, after the request: 1 bytes too many": {append(append([]byte(nil), asked[1]...), 0), 1},
		"open touch 1200: there are 1200":                {wide, 3},
		"open row 192: there are 192":                    {deep, 3},
	} {
		device := &counting{}
		answerer := challenge.NewAnswerer(device)
		for i := range test.at {
			_, err := answerer.Answer(t.Context(), asked[i])
			require.NoError(t, err)
		}
		_, err := answerer.Answer(t.Context(), test.question)
		require.ErrorContains(t, err, says)
		require.LessOrEqual(t, device.fills, test.at)
	}
}

// Whoever waits for another question's end may give up.
func TestWaitingEnds(t *testing.T) {
	t.Parallel()
	started, hold := make(chan struct{}), make(chan struct{})
	answerer := challenge.NewAnswerer(&holding{started: started, hold: hold})
	question := questions(t)[0]
	done := make(chan error, 1)
	go func() {
		_, err := answerer.Answer(context.Background(), question)
		done <- err
	}()
	<-started
	impatient, giveUp := context.WithCancel(t.Context())
	giveUp()
	_, err := answerer.Answer(impatient, question)
	require.ErrorIs(t, err, context.Canceled)
	require.ErrorContains(t, err, "wait for the question before")
	close(hold)
	require.NoError(t, <-done)
}

// holding is a device that fills once it is let.
type holding struct {
	challengetest.Plain
	started, hold chan struct{}
}

func (d *holding) Fill(context.Context, challenge.Seed, challenge.Profile) error {
	close(d.started)
	<-d.hold
	return nil
}
