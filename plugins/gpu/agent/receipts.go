package agent

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

const (
	keptReceipts = 4               // of one device
	maxAhead     = 5 * time.Minute // how long before its time a receipt may be handed over
)

// receipts keeps the newest of each device.
type receipts struct {
	mu   sync.Mutex
	kept map[string][]*Receipt // by device, the newest last
}

// add keeps a receipt whose time is now or soon.
func (s *receipts) add(r *Receipt, now time.Time) error {
	if r.To <= seconds(now) {
		return fmt.Errorf("the receipt ended at %s, and it is %s", moment(r.To), now.UTC().Format(time.RFC3339))
	}
	if r.From > seconds(now.Add(maxAhead)) {
		return fmt.Errorf("the receipt begins at %s, more than %s from now: hand it over when its time has come", moment(r.From), maxAhead)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	list := slices.DeleteFunc(s.kept[r.Device], func(old *Receipt) bool { return old.To <= seconds(now) || *old == *r })
	if list = append(list, r); len(list) > keptReceipts {
		list = list[len(list)-keptReceipts:]
	}
	s.kept[r.Device] = list
	return nil
}

// covering is the newest receipt for a device whose time is now, or nil.
func (s *receipts) covering(device string, now time.Time) *Receipt {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range slices.Backward(s.kept[device]) {
		if at := seconds(now); r.From <= at && at < r.To {
			return r
		}
	}
	return nil
}
