package multiply_test

import (
	"context"
	"encoding/base64"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/multiply"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/plugintest"
)

// job is for a task and for parameters that commit to another one, or the same.
func job(task, committed string) sdk.Job {
	return sdk.Job{Task: []byte(task), Params: []byte(`{"matrices": "` + base64.StdEncoding.EncodeToString([]byte(committed)) + `"}`), Attempt: 1}
}

func TestConformance(t *testing.T) {
	t.Parallel()
	same := job("abcdefgh", "abcdefgh")
	stranger := same
	stranger.Params = []byte(`{"bits": 10}`)
	plugintest.ExerciseExecutor(t, multiply.New(), plugintest.Jobs{
		Works: []sdk.Job{same},
		Fails: []sdk.Job{
			job("abcdefgi", "abcdefgh"), job("abcdefgh", "ab"), job("", ""), job("abc", "abc"), job("ab", "abcdefgh"), stranger,
		},
	})
}

func TestProduct(t *testing.T) {
	t.Parallel()
	const task = "\x01\x02\xff\x80" + "\x7f\x80\x03\xfd" // 1 2, −1 −128; 127 −128, 3 −3
	var told []string
	output, err := multiply.New().Run(t.Context(), job(task, task), func(event sdk.Event) error {
		told = append(told, event.Message)
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, "133 -134\n-511 512\n", string(output))
	require.Equal(t, []string{"multiplying two 2 by 2 matrices"}, told)
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	gone := errors.New("the host is gone")
	_, err := multiply.New().Run(t.Context(), job("ab", "ab"), func(sdk.Event) error { return gone })
	require.ErrorIs(t, err, gone)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = multiply.New().Run(ctx, job("ab", "ab"), func(sdk.Event) error { return nil })
	require.ErrorIs(t, err, context.Canceled)
}
