package api

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// forwardedFor is the header in which a proxy says whom it passes a request on for, at the end of what was in it before.
const forwardedFor = "X-Forwarded-For"

// fromClient is a request as its client would have made it to us, had no proxy that the operator trusts been in between. Anybody can write
// that header, and each address in it but those that trusted proxies wrote: so only what comes from a trusted proxy has one that counts,
// and of that the last address which is none of theirs. Whoever else sends it stays who they are, and has one rate.
func (a *API) fromClient(r *http.Request) *http.Request {
	at, known := addressAt(r.RemoteAddr)
	if !known || !a.trusts(at) || len(r.Header[forwardedFor]) == 0 {
		return r
	}
	hops := strings.Split(strings.Join(r.Header[forwardedFor], ","), ",")
	for _, hop := range slices.Backward(hops) {
		next, known := addressAt(strings.TrimSpace(hop))
		if !known { // what stands further left nobody vouches for
			break
		}
		at = next
		if !a.trusts(at) {
			break
		}
	}
	as := *r
	as.RemoteAddr = net.JoinHostPort(at.String(), "0")
	return &as
}

// trusts says that an address is a proxy's that the operator named.
func (a *API) trusts(address netip.Addr) bool {
	return slices.ContainsFunc(a.opts.Proxies, func(p netip.Prefix) bool { return p.Contains(address) })
}

// addressAt is an address that may have a port.
func addressAt(text string) (address netip.Addr, is bool) {
	if host, _, err := net.SplitHostPort(text); err == nil {
		text = host
	}
	address, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"))
	return address.Unmap().WithZone(""), err == nil
}
