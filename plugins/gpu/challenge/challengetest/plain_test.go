package challengetest_test

import (
	"testing"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

func TestPlain(t *testing.T) {
	t.Parallel()
	challengetest.Exercise(t, &challengetest.Plain{})
}
