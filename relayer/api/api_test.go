package api_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/api"
	"github.com/tercet-protocol/tercet/relayer/internal/index"
	"github.com/tercet-protocol/tercet/relayer/internal/index/indextest"
)

// world is an API over a chain that is made up, and a client of it.
type world struct {
	*indextest.Chain
	t     testing.TB
	index *index.Index
	api   *api.API
	url   string
	now   time.Time
	deps  api.Deps
}

func newWorld(t testing.TB, opts api.Options, change ...func(*api.Deps)) *world {
	t.Helper()
	w := &world{Chain: indextest.New(), t: t, now: time.Unix(indextest.Begin, 0)}
	w.index = index.New(index.Deps{
		Log: zerolog.Nop(), Blocks: w, Events: w, Bodies: w, Clock: time.Now,
	}, index.Options{Poll: time.Hour, Confirmations: 2})
	w.deps = api.Deps{Log: zerolog.Nop(), Index: w.index, Clock: func() time.Time { return w.now }}
	for _, do := range change {
		do(&w.deps)
	}
	opts.ChainID, opts.Escrow, opts.Version = indextest.ChainID.Uint64(), indextest.Escrow, "test"
	w.begin(opts)
	return w
}

// begin starts the API, anew if there was one.
func (w *world) begin(opts api.Options) {
	w.t.Helper()
	var err error
	w.api, err = api.New(w.deps, opts)
	require.NoError(w.t, err)
	server := httptest.NewServer(w.api.Handler())
	w.t.Cleanup(server.Close)
	w.t.Cleanup(w.api.Close) // before that
	w.url = server.URL
}

func (w *world) look() {
	w.t.Helper()
	require.NoError(w.t, w.index.Look(w.t.Context()))
}

// reply is what came, without its text.
type reply struct {
	Status int
	Header http.Header
}

// ask asks, and says what came.
func (w *world) ask(method, path string, headers ...string) (reply, string) {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, nil)
	require.NoError(w.t, err)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	require.NoError(w.t, err)
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	require.NoError(w.t, err)
	return reply{response.StatusCode, response.Header}, string(text)
}

// get asks for what has to be there.
func get[T any](w *world, path string) (out T) {
	w.t.Helper()
	response, text := w.ask(http.MethodGet, path)
	require.Equal(w.t, http.StatusOK, response.Status, text)
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	require.NoError(w.t, decoder.Decode(&out), text)
	return out
}

// refused asks for what is refused.
func (w *world) refused(status int, path string, headers ...string) (p api.Problem) {
	w.t.Helper()
	response, text := w.ask(http.MethodGet, path, headers...)
	require.Equal(w.t, status, response.Status, text)
	require.Equal(w.t, "application/problem+json", response.Header.Get("Content-Type"))
	require.NoError(w.t, json.Unmarshal([]byte(text), &p))
	require.Equal(w.t, status, p.Status)
	require.NotEmpty(w.t, p.Title)
	require.NotEmpty(w.t, p.Detail)
	require.NotEmpty(w.t, p.Help)
	return p
}

func ids(page api.ForwardPage) (all []string) {
	for _, f := range page.Items {
		all = append(all, string(f.ID))
	}
	return all
}

func TestStatusSaysHowFarItIs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	s := get[api.Status](w, "/v1/status")
	require.Equal(t, "reading", s.Index.State)
	require.Nil(t, s.Head)
	require.False(t, get[api.ForwardPage](w, "/v1/forwards").Complete)

	w.Fill(40, 2)
	w.look()
	s = get[api.Status](w, "/v1/status")
	require.Equal(t, "following", s.Index.State)
	require.InDelta(t, 1, s.Index.Progress, 0)
	require.Equal(t, 40, s.Forwards.Total)
	require.Equal(t, api.Statuses{Pending: 30, Settled: 10}, s.Forwards.ByStatus)
	require.EqualValues(t, 3, s.Head.Number)
	require.EqualValues(t, 2, s.Confirmed.Number)
	require.Equal(t, "2027-01-15T08:00:36Z", s.Head.Time.Format(time.RFC3339))

	w.Trouble(io.ErrUnexpectedEOF)
	require.Error(t, w.index.Look(t.Context()))
	require.Equal(t, "unexpected EOF", *get[api.Status](w, "/v1/status").Index.Trouble)
}

func TestForwardsComeInPagesThatFitTogether(t *testing.T) {
	t.Parallel()
	for _, sort := range []string{"opened", "-opened", "start", "-start", "settleBy", "-settleBy"} {
		w := newWorld(t, api.Options{})
		w.Fill(60, 1)
		w.look()
		had := map[string]int{}
		for _, id := range ids(get[api.ForwardPage](w, "/v1/forwards?limit=500")) {
			had[id] = 0
		}
		require.Len(t, had, 60)
		path := "/v1/forwards?limit=9&sort=" + sort
		for cursor := ""; ; {
			page := get[api.ForwardPage](w, path+"&cursor="+url.QueryEscape(cursor))
			require.LessOrEqual(t, len(page.Items), 9)
			for _, id := range ids(page) {
				had[id]++
			}
			if page.Next == nil {
				break
			}
			cursor = *page.Next
			w.Fill(2, 1)
			w.MineAfter(2000) // statuses change, too
			w.look()
		}
		for id, times := range had {
			require.LessOrEqual(t, times, 1, id)
		}
		for _, id := range ids(get[api.ForwardPage](w, "/v1/forwards?sort=opened&limit=60")) {
			require.Equal(t, 1, had[id], "one that was there is on a page")
		}
	}
}

func TestForwardsAreFiltered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.Fill(40, 1)
	w.look()
	all := get[api.ForwardPage](w, "/v1/forwards?limit=500").Items
	for query, matches := range map[string]func(api.Forward) bool{
		"status=settled":         func(f api.Forward) bool { return f.Status == "settled" },
		"status=settled,pending": func(f api.Forward) bool { return f.Status == "settled" || f.Status == "pending" },
		"kind=assigned":          func(f api.Forward) bool { return f.Kind == "assigned" },
		"token=0x01ce000000000000000000000000000000000003":     func(f api.Forward) bool { return strings.HasPrefix(string(f.Token.Address), "0x01ce") },
		"unit=" + string(all[3].Unit):                          func(f api.Forward) bool { return f.Unit == all[3].Unit },
		"buyer=0xb0b0000000000000000000000000000000000004":     func(api.Forward) bool { return true },
		"buyer=0xB0B0000000000000000000000000000000000004":     func(api.Forward) bool { return true },
		"provider=" + string(*all[0].Provider):                 func(f api.Forward) bool { return f.Provider != nil && *f.Provider == *all[0].Provider },
		"predicate=0x0000000000000000000000000000000000000001": func(api.Forward) bool { return false },
		"from=" + all[9].End.Format(time.RFC3339):              func(f api.Forward) bool { return f.End.After(all[9].End) },
		"until=" + all[9].Start.Format(time.RFC3339):           func(f api.Forward) bool { return f.Start.Before(all[9].Start) },
		"kind=open&status=settled":                             func(f api.Forward) bool { return f.Kind == "open" && f.Status == "settled" },
	} {
		want := []string{}
		for _, f := range all {
			if matches(f) {
				want = append(want, string(f.ID))
			}
		}
		require.Equal(t, want, append([]string{}, ids(get[api.ForwardPage](w, "/v1/forwards?limit=500&"+query))...), query)
	}
}

// What is wrong is said with where it is and what to do, and nothing wrong is taken for something else.
func TestWrongRequestsAreToldWhatIsWrong(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.Fill(20, 1)
	w.look()
	id := ids(get[api.ForwardPage](w, "/v1/forwards"))[0]
	cursor := *get[api.ForwardPage](w, "/v1/forwards?limit=1&sort=start").Next
	for path, want := range map[string]struct {
		status int
		where  string
	}{
		"/v1/forwards?limit=0":       {422, "query.limit"},
		"/v1/forwards?limit=501":     {422, "query.limit"},
		"/v1/forwards?limit=many":    {422, "query.limit"},
		"/v1/forwards?sort=price":    {422, "query.sort"},
		"/v1/forwards?status=setled": {422, "query.status[0]"},
		"/v1/forwards?buyer=0x12":    {422, "query.buyer"},
		"/v1/forwards?unit=none":     {422, "query.unit"},
		"/v1/forwards?buyers=0xb0b0000000000000000000000000000000000004":    {422, "query.buyers"},
		"/v1/forwards?from=yesterday":                                       {422, "query.from"},
		"/v1/forwards?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z": {422, "query.until"},
		"/v1/forwards?until=1960-01-01T00:00:00Z":                           {422, "query.until"},
		"/v1/forwards?cursor=abc!":                                          {422, "query.cursor"},
		"/v1/forwards?cursor=AA":                                            {422, "query.cursor"},
		"/v1/forwards?sort=-start&cursor=" + cursor:                         {422, "query.cursor"},
		"/v1/forwards/0x12":                                                 {422, "path.id"},
		"/v1/forwards/" + common.Hash{1}.Hex():                              {404, "path.id"},
		"/v1/forwards/" + id + "/settlements/0":                             {422, "path.number"},
		"/v1/forwards/" + id + "/settlements/99":                            {404, "path.number"},
		"/v1/forwards/" + common.Hash{1}.Hex() + "/audit":                   {404, "path.id"},
		"/v1/nothing":  {404, ""},
		"/v2/forwards": {404, ""},
		"/":            {404, ""},
		"/v1/events?after=" + strings.Repeat("x", 65): {422, "query.after"},
	} {
		p := w.refused(want.status, path)
		if want.where != "" {
			require.Equal(t, want.where, p.Errors[0].Location, path)
			require.NotEmpty(t, p.Errors[0].Message)
		}
	}
	response, text := w.ask(http.MethodPost, "/v1/forwards")
	require.Equal(t, http.StatusMethodNotAllowed, response.Status, text)
	require.Equal(t, "GET", response.Header.Get("Allow"))
}

// Times that RFC 3339 has no digits for are told as the latest there is, and exactly among the terms.
func TestTimesThatAreTooLate(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	terms := w.Terms()
	terms.End, terms.SettleBy = 1<<63, 1<<64-1
	id := w.Open(terms)
	w.Mine()
	w.look()
	f := get[api.ForwardDetail](w, "/v1/forwards/"+id.Hex())
	require.Equal(t, "9999-12-31T23:59:59Z", f.SettleBy.Format(time.RFC3339))
	require.EqualValues(t, "18446744073709551615", f.Terms.SettleBy)
}

// A forward with more settlements than anybody reads has a bounded answer.
func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.Fill(2, 1500)
	w.look()
	id := ids(get[api.ForwardPage](w, "/v1/forwards?kind=assigned"))[0]
	response, text := w.ask(http.MethodGet, "/v1/forwards/"+id)
	require.Equal(t, http.StatusOK, response.Status)
	require.Less(t, len(text), 4<<20)
	f := get[api.ForwardDetail](w, "/v1/forwards/"+id)
	require.Equal(t, 1500, f.SettlementCount)
	require.Len(t, f.Settlements, 1000)
	require.Equal(t, 1500, f.Settlements[0].Number)
	require.NotNil(t, f.Settlements[0].Body)
	require.Nil(t, f.Settlements[999].Body)
	require.Len(t, f.History, 1000)
	require.Equal(t, 1503, f.HistoryCount)
	require.NotNil(t, get[api.Settlement](w, "/v1/forwards/"+id+"/settlements/1").Body)
}

// stream reads events.
type stream struct {
	t     testing.TB
	lines *bufio.Scanner
	end   func()
}

// event is one that was read.
type event struct{ ID, Kind, Data string }

func (w *world) listen(after string) *stream {
	w.t.Helper()
	ctx, end := context.WithCancel(w.t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, w.url+"/v1/events", nil)
	require.NoError(w.t, err)
	if after != "" {
		request.Header.Set("Last-Event-ID", after)
	}
	response, err := http.DefaultClient.Do(request) //nolint:bodyclose // the stream's end closes it
	require.NoError(w.t, err)
	require.Equal(w.t, http.StatusOK, response.StatusCode)
	require.Equal(w.t, "text/event-stream", response.Header.Get("Content-Type"))
	s := &stream{w.t, bufio.NewScanner(response.Body), func() { end(); _ = response.Body.Close() }}
	w.t.Cleanup(s.end)
	require.True(w.t, s.lines.Scan())
	require.Equal(w.t, "retry: 2000", s.lines.Text())
	return s
}

// next waits for the next event.
func (s *stream) next() (e event) {
	s.t.Helper()
	for s.lines.Scan() {
		name, value, _ := strings.Cut(s.lines.Text(), ": ")
		switch name {
		case "id":
			e.ID = value
		case "event":
			e.Kind = value
		case "data":
			e.Data = value
			return e
		}
	}
	s.t.Fatal("the stream ended")
	return e
}

func TestEventsGoOnWhereTheyWereCut(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.look()
	begun := get[api.Status](w, "/v1/status").Event
	first := w.listen("")
	id := w.Open(w.Terms())
	w.Mine()
	w.look()
	opened := first.next()
	require.Equal(t, "forward", opened.Kind)
	var told api.ForwardEvent
	require.NoError(t, json.Unmarshal([]byte(opened.Data), &told))
	require.EqualValues(t, id.Hex(), told.ID)
	require.Equal(t, "opened", told.What)
	require.EqualValues(t, 1, told.At.Block)
	require.Equal(t, "head", first.next().Kind)
	first.end()

	w.Fork(1)
	w.Mine()
	w.Mine()
	w.look()
	for _, after := range []string{begun, opened.ID} {
		resumed := w.listen(after)
		if after == begun {
			require.Equal(t, opened, resumed.next())
		}
		require.Equal(t, "head", resumed.next().Kind)
		reorg := resumed.next()
		require.Equal(t, "reorg", reorg.Kind)
		require.JSONEq(t, `{"sequence":4,"to":0,"blocks":1,"events":1}`, reorg.Data)
		require.Equal(t, "head", resumed.next().Kind)
	}
	// Of another run, or older than is kept: everything is to be read again.
	w.now = w.now.Add(time.Hour)
	w.begin(api.Options{})
	for range 5000 {
		w.Mine()
		w.look()
	}
	latest := get[api.Status](w, "/v1/status").Event
	run, _, _ := strings.Cut(latest, "-")
	for _, after := range []string{opened.ID, run + "-1", run + "-99999999", "nonsense", "-", run + "--1"} {
		reset := w.listen(after).next()
		require.Equal(t, "reset", reset.Kind, after)
		require.Equal(t, latest, reset.ID)
		require.Contains(t, reset.Data, `"of":"all"`)
	}
}

// However many offers are posted, who was cut off reads no forwards again: only what was told of offers has gone.
func TestAFloodOfOffersResetsNothingElse(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.look()
	begun := get[api.Status](w, "/v1/status").Event
	w.Open(w.Terms())
	w.Mine()
	w.look()
	for range 5000 {
		w.index.TellOffer(index.OfferChange{Side: "bid", Standing: "open", Left: "1"})
	}
	resumed := w.listen(begun)
	reset := resumed.next()
	require.Equal(t, "reset", reset.Kind)
	require.Equal(t, begun, reset.ID, "whoever is cut off here goes on from there")
	require.JSONEq(t, `{"sequence":1,"of":"offers"}`, reset.Data)
	require.Equal(t, "forward", resumed.next().Kind)
	require.Equal(t, "head", resumed.next().Kind)
	for range 4096 {
		require.Equal(t, "offer", resumed.next().Kind)
	}
}

// Who does not keep up is told to read everything again, and nobody waits for them.
func TestStreamsAreBounded(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.look()
	for range 16 {
		w.listen("")
	}
	p := w.refused(http.StatusServiceUnavailable, "/v1/events")
	require.Contains(t, p.Detail, "streams")
}

func TestStreamsEndWithTheServer(t *testing.T) {
	t.Parallel()
	w := newWorld(t, api.Options{})
	w.look()
	other, err := api.New(w.deps, api.Options{})
	require.NoError(t, err)
	server, err := other.Serve(t.Context(), zerolog.Nop(), "127.0.0.1:0")
	require.NoError(t, err)
	w.url = "http://" + server.Address()
	s := w.listen("")
	require.NoError(t, server.Stop())
	for s.lines.Scan() {
	}
	<-server.Stopped()
}
