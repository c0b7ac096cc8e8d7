package api

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// meant says that a request is for this server by a name that it has. Another website whose name suddenly leads to this machine would
// be of the same origin as this one to a browser, and read all of it: so whoever comes from this machine needs a name that cannot be
// a website's, or one that the operator gave. Where the operator gave names, so does everybody.
func (a *API) meant(r *http.Request) bool {
	host := nameOf(r.Host)
	if _, err := netip.ParseAddr(host); err == nil || host == "localhost" || slices.Contains(a.opts.Hosts, host) {
		return true
	}
	return len(a.opts.Hosts) == 0 && !overLoopback(r)
}

// foreign says that a browser asks for another website which the operator did not name. That it could not read the answer would not do:
// it would have the server work, and take what its visitor may have at once. Whoever follows a link asks for themselves.
func (a *API) foreign(r *http.Request) bool {
	if !strings.HasPrefix(r.URL.Path, "/v1/") || slices.Contains(a.opts.Origins, "*") {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin != "" && slices.Contains(a.opts.Origins, origin) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "same-origin", "none":
		return false
	case "": // the browser does not tell, or it is none
		return origin != "" && !a.own(origin, r)
	}
	return r.Method != http.MethodGet || r.Header.Get("Sec-Fetch-Mode") != "navigate" || r.Header.Get("Sec-Fetch-Dest") != "document"
}

// own says that an origin is this server's.
func (a *API) own(origin string, r *http.Request) bool {
	u, err := url.Parse(origin)
	return err == nil && u.Host != "" && (strings.EqualFold(u.Host, r.Host) || slices.Contains(a.opts.Hosts, nameOf(u.Host)))
}

// nameOf is a host without its port.
func nameOf(host string) string {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	return strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(host, "["), "]"), "."))
}

// overLoopback says that a connection came in at an address that only this machine reaches.
func overLoopback(r *http.Request) bool {
	local, is := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !is {
		return false
	}
	at, err := netip.ParseAddrPort(local.String())
	return err == nil && at.Addr().Unmap().IsLoopback()
}
