package peer

import (
	"cmp"
	"time"
)

// Limits bound what peers may take of a server. Zeros take the defaults.
type Limits struct {
	Connections int           // at once, all together: 256
	PerPeer     int           // connections of one peer at once: 16
	Header      int           // bytes of a request's line and headers: 8 KiB
	Body        int64         // bytes of a request's body: 64 KiB
	Read        time.Duration // from a request's first byte to its last: 30 s
	Write       time.Duration // from an answer's first byte to its last: 2 min
	Idle        time.Duration // between two requests: 1 min
	PerMinute   int           // requests of one peer a minute: 120
	Burst       int           // of them at once: 60
}

func (l Limits) withDefaults() Limits {
	return Limits{
		Connections: cmp.Or(l.Connections, 256),
		PerPeer:     cmp.Or(l.PerPeer, 16),
		Header:      cmp.Or(l.Header, 8<<10),
		Body:        cmp.Or(l.Body, 64<<10),
		Read:        cmp.Or(l.Read, 30*time.Second),
		Write:       cmp.Or(l.Write, 2*time.Minute),
		Idle:        cmp.Or(l.Idle, time.Minute),
		PerMinute:   cmp.Or(l.PerMinute, 120),
		Burst:       cmp.Or(l.Burst, 60),
	}
}
