// Package proto is the wire format between host and plugin, generated from plugin.proto by scripts/proto. Nothing but
// package sdk speaks it; whoever writes a plugin in Go uses sdk, whoever writes one in another language uses the file.
package proto
