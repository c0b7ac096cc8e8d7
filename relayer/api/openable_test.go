package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
)

// stubOrders offers one predicate, whose parameters are {"n": 1}.
type stubOrders struct{ fault error }

// Openable implements what an API wants.
func (s stubOrders) Openable(context.Context) ([]api.Offered, []common.Address, error) {
	return []api.Offered{
		{Address: indextest.Predicate, Name: "poems", Unit: "poem", Evidence: "proof", Schema: []byte(`{"type":"object"}`), Distrust: "nobody knows its key"},
	}, []common.Address{indextest.Token}, s.fault
}

// Commit implements what an API wants.
func (s stubOrders) Commit(_ context.Context, predicate common.Address, text []byte) (api.Committed, error) {
	switch {
	case s.fault != nil:
		return api.Committed{}, s.fault
	case predicate != indextest.Predicate:
		return api.Committed{}, api.ErrNotOffered
	case string(text) != `{"n": 1}`:
		return api.Committed{}, fmt.Errorf("%w: n is missing", api.ErrUnreadable)
	}
	return api.Committed{
		Parameters: api.Parameters{JSON: []byte(`{"n":1}`), Commitment: common.Hash{31: 1}, Unit: common.Hash{31: 2}}, Preimage: []byte{3},
	}, nil
}

func withOrders(s stubOrders) func(*api.Deps) { return func(d *api.Deps) { d.Orders = s } }

// commit asks for parameters.
func (w *world) commit(predicate common.Address, parameters string) (status int, body string) {
	w.t.Helper()
	text, err := json.Marshal(map[string]string{"parameters": parameters})
	require.NoError(w.t, err)
	request, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.url+"/v1/predicates/"+predicate.Hex()+"/parameters", strings.NewReader(string(text)))
	require.NoError(w.t, err)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	require.NoError(w.t, err)
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	require.NoError(w.t, err)
	return response.StatusCode, string(answer)
}

func TestWhatCanBeOpened(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{}, withOrders(stubOrders{}))
	found := get[api.Openable](w, "/v1/openable")
	require.Len(t, found.Predicates, 1)
	require.Equal(t, "poems", found.Predicates[0].Name)
	require.Equal(t, "nobody knows its key", *found.Predicates[0].Distrust)
	require.JSONEq(t, `{"type":"object"}`, string(found.Predicates[0].Schema))
	require.Equal(t, strings.ToLower(indextest.Token.Hex()), string(found.Tokens[0].Address))
	require.Positive(t, found.MaxTask)
	require.True(t, found.Deployment)
}

// A server that was started without a deployment is in no trouble: it says that there is none.
func TestWithoutADeploymentNothingIsOffered(t *testing.T) {
	t.Parallel()
	bare := newWorld(t, api.Options{})
	found := get[api.Openable](bare, "/v1/openable")
	require.False(t, found.Deployment)
	require.Empty(t, found.Predicates)
	require.Empty(t, found.Tokens)
	status, body := bare.commit(indextest.Predicate, "")
	require.Equal(t, http.StatusNotFound, status)
	require.Contains(t, body, "without a deployment")
}

func TestParametersAreCommittedToOrRefusedWithTheReason(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{}, withOrders(stubOrders{}))
	status, body := w.commit(indextest.Predicate, `{"n": 1}`)
	require.Equal(t, http.StatusOK, status, body)
	var made api.CommittedParameters
	require.NoError(t, json.Unmarshal([]byte(body), &made))
	require.Equal(t, api.Bytes("0x03"), made.Data)
	require.Equal(t, common.Hash{31: 1}, common.HexToHash(string(made.Commitment)))
	require.Equal(t, common.Hash{31: 2}, common.HexToHash(string(made.Unit)))

	status, body = w.commit(indextest.Predicate, `{}`)
	require.Equal(t, http.StatusUnprocessableEntity, status)
	require.Contains(t, body, "n is missing")
	require.Contains(t, body, `"location":"body.parameters"`)
	status, body = w.commit(indextest.Buyer, `{"n": 1}`)
	require.Equal(t, http.StatusNotFound, status)
	require.Contains(t, body, `"location":"path.predicate"`)
	status, _ = w.commit(indextest.Predicate, strings.Repeat(" ", 1<<17))
	require.Equal(t, http.StatusRequestEntityTooLarge, status)

	troubled := newWorld(t, api.Options{}, withOrders(stubOrders{fault: errors.New("a secret of the endpoint")}))
	status, body = troubled.commit(indextest.Predicate, "")
	require.Equal(t, http.StatusServiceUnavailable, status)
	require.NotContains(t, body, "secret")
}
