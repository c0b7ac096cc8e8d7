package cmd

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"testing"

	"github.com/ethereum/go-ethereum/rpc"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
)

func TestAStartWaitsForAnEndpointThatIsBusy(t *testing.T) {
	t.Parallel()
	answers := func(status int) error { return rpc.HTTPError{StatusCode: status, Status: http.StatusText(status)} }
	for name, c := range map[string]struct {
		err   error
		tries int
	}{
		"too many requests":   {answers(http.StatusTooManyRequests), 2},
		"a gateway fails":     {errors.Join(answers(http.StatusBadGateway)), 2},
		"an answer cut off":   {fmt.Errorf("read the latest block: %w", io.ErrUnexpectedEOF), 2},
		"a refusal":           {answers(http.StatusBadRequest), 1},
		"not allowed":         {answers(http.StatusUnauthorized), 1},
		"another chain":       {chain.ErrWrongChain, 1},
		"another contract":    {chain.ErrOtherCode, 1},
		"a fault of the file": {errors.New("give one of the two"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tries := 0
			_, err := patiently(t.Context(), zerolog.Nop(), func() (struct{}, error) {
				if tries++; tries > 1 {
					return struct{}{}, nil
				}
				return struct{}{}, c.err
			})
			require.Equal(t, c.tries, tries)
			require.Equal(t, c.tries == 1, err != nil)
		})
	}
}
