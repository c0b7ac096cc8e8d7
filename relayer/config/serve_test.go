package config

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestEachFaultOfServeIsNamed(t *testing.T) {
	t.Parallel()
	require.NoError(t, DefaultServe().Check())
	for _, tc := range []struct {
		want  error
		spoil func(*Serve)
	}{
		{ErrListen, func(s *Serve) { s.Listen = "" }},
		{ErrListen, func(s *Serve) { s.Listen = "8080" }},
		{ErrHost, func(s *Serve) { s.Hosts = []string{"example.org", ""} }},
		{ErrHost, func(s *Serve) { s.Hosts = []string{"https://example.org"} }},
		{ErrHost, func(s *Serve) { s.Hosts = []string{"example.org:80"} }},
		{ErrHost, func(s *Serve) { s.Hosts = []string{"Example.org"} }},
		{ErrOrigin, func(s *Serve) { s.Origins = []string{"https://example.org", "example.org"} }},
		{ErrOrigin, func(s *Serve) { s.Origins = []string{"https://example.org/"} }},
		{ErrOrigin, func(s *Serve) { s.Origins = []string{"https://Example.org"} }},
		{ErrOrigin, func(s *Serve) { s.Origins = []string{"file://example.org"} }},
		{ErrOrigin, func(s *Serve) { s.Origins = []string{"null"} }},
		{ErrRate, func(s *Serve) { s.Rate = 0 }},
		{ErrRate, func(s *Serve) { s.Rate = MaxRate + 1 }},
		{ErrProxy, func(s *Serve) { s.TrustedProxies = []string{"10.0.0.1", "proxy.example"} }},
		{ErrProxy, func(s *Serve) { s.TrustedProxies = []string{"10.0.0.0/33"} }},
		{ErrProxy, func(s *Serve) { s.TrustedProxies = []string{"0.0.0.0/0"} }},
		{ErrProxy, func(s *Serve) { s.TrustedProxies = []string{"::/0"} }},
		{ErrConfirmations, func(s *Serve) { s.Confirmations = 0 }},
		{ErrConfirmations, func(s *Serve) { s.Confirmations = MaxConfirmations + 1 }},
		{ErrPoll, func(s *Serve) { s.Poll = MinPoll - 1 }},
		{ErrPoll, func(s *Serve) { s.Poll = MaxPoll + time.Second }},
		{ErrEvents, func(s *Serve) { s.MaxEvents = MinEvents - 1 }},
		{ErrEvents, func(s *Serve) { s.MaxEvents = MaxEvents + 1 }},
		{ErrBook, func(s *Serve) { s.TakeOffers = true }},
		{ErrBook, func(s *Serve) { s.Peers = []string{"https://example.org"} }},
		{ErrPeer, func(s *Serve) { s.Book, s.Peers = "book", []string{"example.org"} }},
		{ErrPeer, func(s *Serve) { s.Book, s.Peers = "book", []string{"https://name:word@example.org"} }},
		{ErrPeer, func(s *Serve) { s.Book, s.Peers = "book", slices.Repeat([]string{"https://example.org"}, MaxPeers+1) }},
	} {
		s := DefaultServe()
		tc.spoil(&s)
		require.ErrorIs(t, s.Check(), tc.want)
	}
	s := DefaultServe()
	s.Hosts = []string{"example.org", "tercet"}
	s.Origins = []string{"*", "http://localhost:5173", "https://example.org"}
	s.Book, s.TakeOffers, s.Peers = "book", true, []string{"https://example.org", "http://10.0.0.1:8080"}
	require.NoError(t, s.Check())
}
