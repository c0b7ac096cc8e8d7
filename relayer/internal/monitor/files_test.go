package monitor

import (
	"context"
	"encoding/json"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/tercet-protocol/tercet/circuits/keys"
	"github.com/tercet-protocol/tercet/relayer/internal/delivery"
	"github.com/tercet-protocol/tercet/relayer/internal/journal"
	"github.com/tercet-protocol/tercet/relayer/internal/prover"
)

const folder = "../../monitor"

// series is what a scrape has under one name: the values that each label takes.
type series map[string]map[string]bool

// exported is every series of a relayer to which everything has happened once, by name.
func exported(t *testing.T) map[string]series {
	t.Helper()
	b := follows(t)
	b.stand(delivery.ForwardStatus{Forward: one, Stage: journal.Held, SettleBy: 1})
	b.asks = []delivery.AskStatus{{Ask: one, Bond: big.NewInt(1)}}
	b.look(1)
	b.m.Plugins(func() []Plugin { return []Plugin{{Name: "square"}} })
	b.m.weigh(t.Context(), quiet, &purses{weighed: make(chan struct{}, 1)}, block(1, 'a'))
	bundle := &keys.Bundle{}
	bundle.Manifest.Name = "square"
	for _, err := range []error{nil, errNoSay} {
		_, _ = b.m.Proving(proofs{err}).Prove(context.Background(), bundle, prover.Job{}, nil)
	}
	return seriesOf(b.scrape())
}

// seriesOf are those of a scrape, by name.
func seriesOf(scrape string) map[string]series {
	names := map[string]series{}
	line := regexp.MustCompile(`^(\w+)(?:\{(.*)\})? `)
	label := regexp.MustCompile(`(\w+)="([^"]*)"`)
	for text := range strings.Lines(scrape) {
		parts := line.FindStringSubmatch(text)
		if parts == nil || strings.HasPrefix(text, "#") {
			continue
		}
		if names[parts[1]] == nil {
			names[parts[1]] = series{}
		}
		for _, pair := range label.FindAllStringSubmatch(parts[2], -1) {
			if names[parts[1]][pair[1]] == nil {
				names[parts[1]][pair[1]] = map[string]bool{}
			}
			names[parts[1]][pair[1]][pair[2]] = true
		}
	}
	return names
}

// expressions are those of dashboard and rules, by where they stand.
func expressions(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	var dashboard struct {
		Panels []struct {
			Title   string
			Type    string
			GridPos struct{ H, W, X, Y int }
			Targets []struct{ Expr, LegendFormat string }
		}
		Templating struct {
			List []struct {
				Name  string
				Query any
			}
		}
	}
	text, err := os.ReadFile(filepath.Join(folder, "grafana.json"))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &dashboard))
	for _, panel := range dashboard.Panels {
		require.LessOrEqual(t, panel.GridPos.X+panel.GridPos.W, 24, panel.Title)
		require.Equal(t, panel.Type == "row", len(panel.Targets) == 0, panel.Title)
		for _, target := range panel.Targets {
			found["panel "+panel.Title+": "+target.LegendFormat] = target.Expr
		}
	}
	require.Len(t, dashboard.Templating.List, 2)
	query, err := json.Marshal(dashboard.Templating.List[1].Query)
	require.NoError(t, err)
	require.Contains(t, string(query), "label_values(tercet_build_info, instance)")
	for name, alert := range alerts(t) {
		found["alert "+name] = alert.Expr
	}
	return found
}

type alert struct {
	Alert, Expr         string
	For                 string
	Labels, Annotations map[string]string
}

func alerts(t *testing.T) map[string]alert {
	t.Helper()
	var rules struct {
		Groups []struct {
			Name  string
			Rules []alert
		}
	}
	text, err := os.ReadFile(filepath.Join(folder, "alerts.yaml"))
	require.NoError(t, err)
	decoder := yaml.NewDecoder(strings.NewReader(string(text)))
	decoder.KnownFields(true)
	require.NoError(t, decoder.Decode(&rules))
	found := map[string]alert{}
	for _, group := range rules.Groups {
		for _, rule := range group.Rules {
			require.NotContains(t, found, rule.Alert, "twice")
			found[rule.Alert] = rule
		}
	}
	require.NotEmpty(t, found)
	return found
}

func TestEachAlertSaysWhatToDo(t *testing.T) {
	t.Parallel()
	for name, rule := range alerts(t) {
		require.NotEmpty(t, rule.Annotations["summary"], name)
		require.NotEmpty(t, rule.Annotations["action"], name)
		require.Contains(t, []string{"page", "warn"}, rule.Labels["severity"], name)
		if rule.For != "" {
			_, err := time.ParseDuration(rule.For)
			require.NoError(t, err, name)
		}
	}
}

var (
	metric  = regexp.MustCompile(`\b((?:tercet|process|go|up)(?:_[a-z0-9_]+)?)(?:\{([^}]*)\})?`)
	matcher = regexp.MustCompile(`(\w+)(=~|=|!=)"([^"]*)"`)
	by      = regexp.MustCompile(`by \(([^)]*)\)`)
)

// Whatever an expression names is exported, with the labels and values that it asks for.
func TestDashboardAndRulesNameWhatThereIs(t *testing.T) {
	t.Parallel()
	there := exported(t)
	there["up"] = series{"job": {"tercet": true}} // Prometheus's own
	for where, expr := range expressions(t) {
		require.Equal(t, strings.Count(expr, "("), strings.Count(expr, ")"), where)
		named := metric.FindAllStringSubmatch(expr, -1)
		require.NotEmpty(t, named, where)
		for _, name := range named {
			require.Contains(t, there, name[1], where)
			labels := there[name[1]]
			for _, m := range matcher.FindAllStringSubmatch(name[2], -1) {
				if m[1] == "instance" {
					continue
				}
				require.Contains(t, labels, m[1], "%s: label of %s", where, name[1])
				require.Contains(t, labels[m[1]], m[3], "%s: value of %s of %s", where, m[1], name[1])
			}
			for _, list := range by.FindAllStringSubmatch(expr, -1) {
				for label := range strings.SplitSeq(list[1], ", ") {
					require.Contains(t, labels, label, "%s: label of %s", where, name[1])
				}
			}
		}
	}
}

// And whatever is exported somebody looks at.
func TestEveryMetricIsUsed(t *testing.T) {
	t.Parallel()
	all := strings.Join(slices.Collect(maps.Values(expressions(t))), "\n")
	used := map[string]bool{}
	for _, name := range metric.FindAllStringSubmatch(all, -1) {
		used[family(name[1])] = true
	}
	for name := range exported(t) {
		if strings.HasPrefix(name, "tercet_") {
			require.Contains(t, used, family(name), "a new metric needs a panel or a rule in %s", folder)
		}
	}
}

// family is a metric's name without what histograms add to it.
func family(name string) string {
	for _, suffix := range []string{"_bucket", "_sum", "_count"} {
		name = strings.TrimSuffix(name, suffix)
	}
	return name
}

// Two programs with one account take each other's nonces, and settlements are late for it: that is told, and not only logged.
func TestSomebodyIsToldOfASharedAccount(t *testing.T) {
	t.Parallel()
	var rules []string
	for name, rule := range alerts(t) {
		if strings.Contains(rule.Expr, string(delivery.Displaced)) {
			rules = append(rules, name)
		}
	}
	require.Equal(t, []string{"TercetAccountShared"}, rules)
	require.Contains(t, exported(t)["tercet_events_total"]["kind"], string(delivery.Displaced))
}
