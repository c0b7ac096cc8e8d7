package monitor

import (
	"math"

	"github.com/prometheus/client_golang/prometheus"
)

// standing is what metrics tell of the moment in which they are asked for.
type standing struct{ m *Monitor }

func gauge(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

var (
	forwardsDesc   = gauge("tercet_forwards", "Forwards that something may still be done for, by stage.", "stage")
	troubledDesc   = gauge("tercet_troubled_forwards", "Forwards the last work on which ended in trouble.")
	coolDownDesc   = gauge("tercet_cool_down_seconds", "For how long nothing new is begun or accepted, since a window was missed; 0 if nothing keeps it.")
	unreadDesc     = gauge("tercet_unreadable_entries", "Entries of the journal that cannot be read: nothing is done for their forwards.")
	oldestDesc     = gauge("tercet_oldest_forward_age_seconds", "How long ago the oldest forward that is not over was taken or, where the journal does not say, seen first by this process.")
	windowDesc     = gauge("tercet_next_window_close_seconds", "How long until the first window of a forward that was taken and is not over ends; negative once it has.")
	lookAgeDesc    = gauge("tercet_successful_look_age_seconds", "How long ago a look at the chain last could read it; from the start on where none could.")
	headDesc       = gauge("tercet_head_block", "The newest block.")
	finalDesc      = gauge("tercet_final_block", "The newest block that counts as final.")
	headAgeDesc    = gauge("tercet_head_age_seconds", "How old the newest block is.")
	baseFeeDesc    = gauge("tercet_base_fee_wei", "What a block took per unit of gas.")
	balanceDesc    = gauge("tercet_wallet_balance_wei", "What the account holds.")
	runwayDesc     = gauge("tercet_wallet_runway_settlements", "How many settlements the account could pay for at present fees, each with the most gas it may take.")
	walletAgeDesc  = gauge("tercet_wallet_age_seconds", "How long ago the account was looked at.")
	standingsDescs = []*prometheus.Desc{
		forwardsDesc, troubledDesc, coolDownDesc, unreadDesc, oldestDesc, windowDesc, lookAgeDesc, headDesc, finalDesc, headAgeDesc, baseFeeDesc,
		balanceDesc, runwayDesc, walletAgeDesc, quarantinedDesc,
	}
)

// Describe implements prometheus.Collector.
func (s standing) Describe(out chan<- *prometheus.Desc) {
	for _, desc := range standingsDescs {
		out <- desc
	}
}

// Collect implements prometheus.Collector. What is not known is not there, rather than 0.
func (s standing) Collect(out chan<- prometheus.Metric) {
	s.m.collectPlugins(out)
	list, coolDown := s.m.list(), s.m.coolDown()
	now := s.m.opts.Clock()
	s.m.mu.Lock()
	defer s.m.mu.Unlock()
	tell := func(desc *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
	}
	head := s.m.read.Head
	clock := max(float64(now.Unix()), float64(head.Time)) // as the engine does, as long as it knows no better
	byStage := map[string]int{}
	troubled, taken, oldest, closes := 0, 0, now, math.Inf(1)
	for _, f := range list {
		stage := stageOf(f)
		byStage[stage]++
		if f.Failures > 0 {
			troubled++
		}
		if stage == stageWaiting {
			continue
		}
		taken++
		closes = min(closes, float64(f.SettleBy)-clock)
		begun := f.Begun
		if a := s.m.activities[f.Forward]; begun.IsZero() && a != nil {
			begun = a.first
		}
		if !begun.IsZero() && begun.Before(oldest) {
			oldest = begun
		}
	}
	for _, stage := range stages {
		tell(forwardsDesc, float64(byStage[stage]), stage)
	}
	tell(troubledDesc, float64(troubled))
	tell(coolDownDesc, max(0, coolDown.Until.Sub(now).Seconds()))
	tell(unreadDesc, float64(len(s.m.unread)))
	if taken > 0 {
		tell(oldestDesc, now.Sub(oldest).Seconds())
		tell(windowDesc, closes)
	}
	read := s.m.following
	if s.m.readAt.After(read) {
		read = s.m.readAt
	}
	tell(lookAgeDesc, now.Sub(read).Seconds())
	if s.m.read.Read {
		tell(headDesc, float64(head.Number))
		tell(finalDesc, float64(s.m.read.Final.Number))
		tell(headAgeDesc, float64(now.Unix())-float64(head.Time))
		tell(baseFeeDesc, float(head.BaseFee))
	}
	if !s.m.purseAt.IsZero() {
		tell(balanceDesc, float(s.m.purse.Balance))
		tell(runwayDesc, s.m.purse.Settlements())
		tell(walletAgeDesc, now.Sub(s.m.purseAt).Seconds())
	}
}
