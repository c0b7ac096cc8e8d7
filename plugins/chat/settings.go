package chat

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// The settings.
const (
	urlSetting             = "url"         // base address, to which /chat/completions is added
	modelSetting           = "model"       // as the service calls it
	keyFileSetting         = "key_file"    // file with the key, readable by its owner alone
	keySetting             = "key"         // the key itself
	systemSetting          = "system"      // what the model is told first; empty: nothing
	temperatureSetting     = "temperature" // 0 to 2; without it the service's own
	maxTokensSetting       = "max_tokens"  // most tokens of one answer
	tokensFieldSetting     = "tokens_field"
	timeoutSetting         = "timeout"      // of one attempt, such as 90s
	idleSetting            = "idle_timeout" // longest silence of the service
	stripFenceSetting      = "strip_fence"
	ledgerSetting          = "ledger" // file of what was spent
	forwardBudgetSetting   = "budget_tokens_per_forward"
	budgetSetting          = "budget"           // money, in the currency of the prices
	pricePromptSetting     = "price_prompt"     // of a million tokens
	priceCompletionSetting = "price_completion" // of a million tokens
	allowHTTPSetting       = "allow_http"
)

const (
	defaultTimeout   = 10 * time.Minute
	defaultIdle      = time.Minute
	defaultMaxTokens = 4096
	mostMaxTokens    = 1_000_000
	mostForward      = 1 << 40 // tokens
	maxModel         = 256     // bytes
)

const maxCompletionTokens = "max_completion_tokens" // the other tokens_field

var temperatures = regexp.MustCompile(`^([01](\.[0-9]{1,4})?|2(\.0{1,4})?)$`)

type settings struct {
	service     service
	model       string
	system      string
	temperature json.Number
	maxTokens   int64
	tokensField string
	timeout     time.Duration
	idleTimeout time.Duration
	stripFence  bool
	ledger      string
	caps        caps
}

// caps span attempts.
type caps struct {
	forwardTokens   int64    // most tokens of all attempts at one forward; zero: any
	money           *big.Rat // most money ever; nil: any
	pricePrompt     *big.Rat // of a million tokens; nil where money is
	priceCompletion *big.Rat
}

// parseSettings names every fault at once.
func parseSettings(raw map[string]string) (settings, error) {
	r := reader{raw: raw, known: map[string]bool{}}
	s := settings{
		model:       r.model(),
		system:      r.system(),
		temperature: json.Number(r.match(temperatureSetting, temperatures, "a number from 0 to 2, such as 0.7")),
		maxTokens:   r.whole(maxTokensSetting, defaultMaxTokens, mostMaxTokens),
		tokensField: r.choice(tokensFieldSetting, maxTokensSetting, maxCompletionTokens),
		timeout:     r.duration(timeoutSetting, defaultTimeout),
		idleTimeout: r.duration(idleSetting, defaultIdle),
		stripFence:  r.choice(stripFenceSetting, "true", "false") == "true",
		ledger:      r.text(ledgerSetting),
		caps: caps{
			forwardTokens: r.whole(forwardBudgetSetting, 0, mostForward), money: r.money(budgetSetting),
			pricePrompt: r.money(pricePromptSetting), priceCompletion: r.money(priceCompletionSetting),
		},
	}
	var err error
	s.service.base, err = parseURL(r.text(urlSetting), r.choice(allowHTTPSetting, "false", "true") == "true")
	r.fault(err)
	s.service.key, err = loadKey(r.text(keySetting), r.text(keyFileSetting))
	r.fault(err)
	for _, name := range slices.Sorted(maps.Keys(raw)) {
		if !r.known[name] {
			r.fault(fmt.Errorf("setting %.40q is unknown; there are %s", name, strings.Join(slices.Sorted(maps.Keys(r.known)), ", ")))
		}
	}
	if len(r.faults) == 0 {
		r.fault(s.checkCaps())
	}
	return s, errors.Join(r.faults...)
}

// checkCaps looks at what settings say together.
func (s settings) checkCaps() error {
	c := s.caps
	switch {
	case s.ledger == "" && c.money != nil:
		return needsLedger(budgetSetting)
	case s.ledger == "" && c.forwardTokens > 0:
		return needsLedger(forwardBudgetSetting)
	case s.ledger != "" && c.money == nil && c.forwardTokens == 0:
		return fmt.Errorf("setting %q is of no use without a cap: set %q or %q", ledgerSetting, budgetSetting, forwardBudgetSetting)
	case s.ledger != "" && !filepath.IsAbs(s.ledger):
		return fmt.Errorf("setting %q: %q is not an absolute path: a plugin has a working folder of its own", ledgerSetting, s.ledger)
	case c.money == nil && (c.pricePrompt != nil || c.priceCompletion != nil):
		return fmt.Errorf("settings %q and %q are of no use without %q", pricePromptSetting, priceCompletionSetting, budgetSetting)
	case c.money != nil && (c.pricePrompt == nil || c.priceCompletion == nil):
		return fmt.Errorf("setting %q needs %q and %q, the prices of a million tokens in the same currency", budgetSetting, pricePromptSetting, priceCompletionSetting)
	case c.money != nil && c.priceCompletion.Sign() == 0:
		return fmt.Errorf("setting %q is zero, so that no answer would ever come to the budget: leave %q away", priceCompletionSetting, budgetSetting)
	case c.money != nil && c.cost(usage{0, s.maxTokens}).Cmp(c.money) > 0:
		return fmt.Errorf("setting %q is %s, and one answer of %d tokens may cost %s: raise it, or lower %q",
			budgetSetting, amount(c.money), s.maxTokens, amount(c.cost(usage{0, s.maxTokens})), maxTokensSetting)
	case c.forwardTokens > 0 && c.forwardTokens < s.maxTokens:
		return fmt.Errorf("setting %q is %d, and one answer may take %d tokens: raise it, or lower %q",
			forwardBudgetSetting, c.forwardTokens, s.maxTokens, maxTokensSetting)
	}
	return nil
}

func needsLedger(name string) error {
	return fmt.Errorf("setting %q needs %q, a file for what was spent: without it each restart would begin the cap anew", name, ledgerSetting)
}

// reader reads settings by name. An empty one is one that is not given, and none of those that may be secrets is repeated.
type reader struct {
	raw    map[string]string
	known  map[string]bool
	faults []error
}

func (r *reader) fault(err error) {
	if err != nil {
		r.faults = append(r.faults, err)
	}
}

func (r *reader) text(name string) string {
	r.known[name] = true
	return r.raw[name]
}

func (r *reader) model() string {
	model := r.text(modelSetting)
	switch {
	case model == "":
		r.fault(fmt.Errorf("setting %q is missing: name the model as the service calls it", modelSetting))
	case len(model) > maxModel || sdk.Clean(model) != model:
		r.fault(fmt.Errorf("setting %q has control characters or more than %d bytes", modelSetting, maxModel))
	}
	return model
}

func (r *reader) system() string {
	system := r.text(systemSetting)
	if _, given := r.raw[systemSetting]; !given {
		return defaultSystem
	}
	if !utf8.ValidString(system) {
		r.fault(fmt.Errorf("setting %q is not UTF-8 text", systemSetting))
	}
	return system
}

func (r *reader) match(name string, pattern *regexp.Regexp, want string) string {
	text := r.text(name)
	if text != "" && !pattern.MatchString(text) {
		r.fault(fmt.Errorf("setting %q is %.40q: want %s", name, text, want))
	}
	return text
}

func (r *reader) whole(name string, otherwise, most int64) int64 {
	text := r.text(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 || n > most {
		r.fault(fmt.Errorf("setting %q is %.40q: want a whole number from 1 to %d", name, text, most))
	}
	return n
}

// choice takes the first one where none is given.
func (r *reader) choice(name string, choices ...string) string {
	text := r.text(name)
	if text == "" {
		return choices[0]
	}
	if !slices.Contains(choices, text) {
		r.fault(fmt.Errorf("setting %q is %.40q: want %s", name, text, strings.Join(choices, " or ")))
	}
	return text
}

func (r *reader) duration(name string, otherwise time.Duration) time.Duration {
	text := r.text(name)
	if text == "" {
		return otherwise
	}
	duration, err := time.ParseDuration(text)
	if err != nil || duration <= 0 {
		r.fault(fmt.Errorf("setting %q: %.40q is no time such as 90s or 10m", name, text))
	}
	return duration
}

func (r *reader) money(name string) *big.Rat {
	text := r.text(name)
	if text == "" {
		return nil
	}
	value, err := parseAmount(text, 6)
	if err != nil {
		r.fault(fmt.Errorf("setting %q is %.40q: want an amount such as 2.50, with at most six decimals", name, text))
	}
	return value
}
