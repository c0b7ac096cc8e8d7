//go:build faults

package faults

import (
	"bytes"
	"encoding/json"
	"net/url"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
	"github.com/stretchr/testify/require"
)

// toxic is what toxiproxy does to connections, as it takes it: https://github.com/Shopify/toxiproxy#toxics.
type toxic struct {
	Type       string         `json:"type"`
	Stream     string         `json:"stream"`
	Toxicity   float64        `json:"toxicity"` // which part of the connections
	Attributes map[string]any `json:"attributes"`
}

// poison puts a proxy before an endpoint. What it returns does something to the connections that are made from then on.
func (e *endpoint) poison() func(toxic) {
	e.w.Helper()
	upstream, err := url.Parse(e.own)
	require.NoError(e.w, err)
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(prometheus.NewRegistry()), zerolog.Nop())
	proxy := toxiproxy.NewProxy(server, "endpoint", "127.0.0.1:0", upstream.Host)
	require.NoError(e.w, proxy.Start())
	e.w.Cleanup(proxy.Stop)
	e.address = "http://" + proxy.Listen
	return func(t toxic) {
		e.w.Helper()
		text, err := json.Marshal(t)
		require.NoError(e.w, err)
		_, err = proxy.Toxics.AddToxicJson(bytes.NewReader(text))
		require.NoError(e.w, err)
	}
}
