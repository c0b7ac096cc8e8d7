package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// What can be wrong with what `tercet serve` is told.
var (
	ErrListen = errors.New("no usable address to listen at")
	ErrHost   = errors.New("no name of a host")
	ErrOrigin = errors.New("no origin of a website")
	ErrRate   = errors.New("requests a second out of range")
	ErrProxy  = errors.New("no address of a proxy")
	ErrEvents = errors.New("number of events to keep out of range")
	ErrBook   = errors.New("no book of offers for it")
	ErrPeer   = errors.New("no address of a peer")
)

// Bounds of what an operator may ask for.
const (
	MaxRate   = 100_000
	MinEvents = 1000
	MaxEvents = 50_000_000
	MaxPeers  = 32
)

// Serve is everything `tercet serve` needs beside the chain and its contracts.
type Serve struct {
	// Listen is the address, HOST:PORT, that is listened at.
	Listen string
	// Hosts are names that requests may have as their Host, beside localhost and addresses. None by default: then requests from
	// this machine may have no other, and those from elsewhere any.
	Hosts []string
	// Origins are websites whose scripts may read: scheme, host and port, or * for all. None by default.
	Origins []string
	// Rate is how many requests a second each client address may make, on average.
	Rate int
	// TrustedProxies are the addresses (or networks, as in 10.0.0.0/8) of proxies in front of the server, whose X-Forwarded-For says
	// which client a request counts for. None by default: anybody can write that header.
	TrustedProxies []string
	// Confirmations is how many blocks, its own included, something needs to count as confirmed.
	Confirmations uint64
	// Poll is how often the chain is looked at.
	Poll time.Duration
	// MaxEvents is how many events of the escrow are kept in memory, about 300 bytes each.
	MaxEvents int
	// Book is the folder of the book of offers; empty for none.
	Book string
	// TakeOffers lets anybody post offers to the book.
	TakeOffers bool
	// Peers are the servers whose books this one shares offers with.
	Peers []string
}

// DefaultServe is the configuration of somebody who set nothing.
func DefaultServe() Serve {
	return Serve{Listen: "127.0.0.1:8080", Rate: 100, Confirmations: Default().Confirmations, Poll: Default().Poll, MaxEvents: 1_000_000}
}

// Check returns every fault there is, joined.
func (s Serve) Check() error {
	var faults []error
	fault := func(kind error, format string, args ...any) {
		faults = append(faults, fmt.Errorf("%w: "+format, append([]any{kind}, args...)...))
	}
	if _, _, err := net.SplitHostPort(s.Listen); err != nil {
		fault(ErrListen, "want HOST:PORT such as 127.0.0.1:8080; set --listen")
	}
	for _, host := range s.Hosts {
		if host == "" || strings.ToLower(host) != host || strings.ContainsAny(host, ":/@*[] ") {
			fault(ErrHost, "%q; want the name alone, in small letters, such as example.org; set --host", host)
		}
	}
	for _, origin := range s.Origins {
		u, err := url.Parse(origin)
		if origin != "*" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || origin != u.Scheme+"://"+strings.ToLower(u.Host)) {
			fault(ErrOrigin, "%q; want scheme, host and port alone, such as https://example.org, or *; set --allow-origin", origin)
		}
	}
	if s.Rate < 1 || s.Rate > MaxRate {
		fault(ErrRate, "%d is not between 1 and %d; set --rate", s.Rate, MaxRate)
	}
	if _, err := s.Proxies(); err != nil {
		faults = append(faults, err)
	}
	if s.Confirmations < 1 || s.Confirmations > MaxConfirmations {
		fault(ErrConfirmations, "%d is not between 1 and %d; set --confirmations", s.Confirmations, MaxConfirmations)
	}
	if s.Poll < MinPoll || s.Poll > MaxPoll {
		fault(ErrPoll, "%s is not between %s and %s; set --poll", s.Poll, MinPoll, MaxPoll)
	}
	if s.MaxEvents < MinEvents || s.MaxEvents > MaxEvents {
		fault(ErrEvents, "%d is not between %d and %d; set --max-events", s.MaxEvents, MinEvents, MaxEvents)
	}
	if s.Book == "" && (s.TakeOffers || len(s.Peers) > 0) {
		fault(ErrBook, "--take-offers and --peer go with a folder that offers are kept in; set --book")
	}
	for _, peer := range s.Peers {
		u, err := url.Parse(peer)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			fault(ErrPeer, "want one such as https://example.org, without a password and a query; set --peer")
		}
	}
	if len(s.Peers) > MaxPeers {
		fault(ErrPeer, "%d are more than %d; set --peer", len(s.Peers), MaxPeers)
	}
	return errors.Join(faults...)
}

// Proxies are the networks of TrustedProxies.
func (s Serve) Proxies() (proxies []netip.Prefix, err error) {
	for _, text := range s.TrustedProxies {
		proxy, fault := netip.ParsePrefix(text)
		if fault != nil {
			var address netip.Addr
			if address, fault = netip.ParseAddr(text); fault == nil {
				proxy, fault = address.Unmap().WithZone("").Prefix(address.Unmap().BitLen())
			}
		}
		switch {
		case fault != nil:
			err = errors.Join(err, fmt.Errorf("%w: %.60q; want one such as 10.0.0.1, or a network such as 10.0.0.0/8; set --trusted-proxy", ErrProxy, text))
		case proxy.Bits() == 0:
			err = errors.Join(err, fmt.Errorf("%w: %s is everybody, who could all write what they like; set --trusted-proxy", ErrProxy, text))
		}
		proxies = append(proxies, proxy)
	}
	return proxies, err
}
