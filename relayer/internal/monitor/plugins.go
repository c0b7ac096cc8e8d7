package monitor

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Plugin is how a plugin stands. One that failed again and again is in quarantine, and not started, until a time.
type Plugin struct {
	Name             string    `json:"name"`
	QuarantinedUntil time.Time `json:"quarantinedUntil,omitzero"`
}

var quarantinedDesc = gauge("tercet_plugin_quarantined", "1 while a plugin is not started, having failed again and again.", "plugin")

// Plugins says who knows how all plugins stand.
func (m *Monitor) Plugins(source func() []Plugin) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.plugins = source
}

// allPlugins is how they stand: none while nobody knows.
func (m *Monitor) allPlugins() []Plugin {
	m.mu.Lock()
	source := m.plugins
	m.mu.Unlock()
	if source == nil {
		return nil
	}
	return source()
}

// quarantined are those that are in quarantine.
func (m *Monitor) quarantined() (some []Plugin) {
	for _, p := range m.allPlugins() {
		if !p.QuarantinedUntil.IsZero() {
			p.QuarantinedUntil = p.QuarantinedUntil.UTC()
			some = append(some, p)
		}
	}
	return some
}

func (m *Monitor) collectPlugins(out chan<- prometheus.Metric) {
	for _, p := range m.allPlugins() {
		value := 0.0
		if !p.QuarantinedUntil.IsZero() {
			value = 1
		}
		out <- prometheus.MustNewConstMetric(quarantinedDesc, prometheus.GaugeValue, value, p.Name)
	}
}
