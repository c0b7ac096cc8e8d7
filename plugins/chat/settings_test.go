package chat

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestDefaults(t *testing.T) {
	t.Parallel()
	s, err := parseSettings(map[string]string{"url": "https://models.example/v1/", "model": "poet-1", "timeout": "", "max_tokens": ""})
	require.NoError(t, err)
	require.Equal(t, "https://models.example/v1/chat/completions", s.service.endpoint())
	s.service.base = nil
	require.Equal(t, settings{
		model: "poet-1", system: defaultSystem, maxTokens: 4096, tokensField: "max_tokens", timeout: 10 * time.Minute,
		idleTimeout: time.Minute, stripFence: true,
	}, s)
}

func TestSettingsThatAreRefused(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, test := range map[string]struct {
		settings map[string]string
		want     string
	}{
		"no url":           {map[string]string{"url": ""}, `setting "url" is missing: name the service's base address`},
		"no address":       {map[string]string{"url": "models.example/" + testPath}, `setting "url" is no address such as https://api.openai.com/v1`},
		"another scheme":   {map[string]string{"url": "ftp://models.example/" + testPath}, `setting "url" is no address`},
		"a broken address": {map[string]string{"url": "https://models.example/%zz" + testPath}, `setting "url" is no address`},
		"a long address":   {map[string]string{"url": "https://models.example/" + strings.Repeat("x", maxURL)}, `setting "url" is no address`},
		"a user":           {map[string]string{"url": "https://me:" + testKey + "@models.example"}, `no user, query or fragment; a key is given with "key_file"`},
		"a query":          {map[string]string{"url": "https://models.example?key=" + testKey}, "no user, query or fragment"},
		"whole address":    {map[string]string{"url": "https://models.example/" + testPath + "/chat/completions/"}, "leave /chat/completions away"},
		"in the open":      {map[string]string{"url": "http://models.example/" + testPath}, `take https://, or set "allow_http" to true`},
		"like this host":   {map[string]string{"url": "http://localhost.example"}, `take https://`},
		"no model":         {map[string]string{"model": ""}, `setting "model" is missing: name the model as the service calls it`},
		"model":            {map[string]string{"model": "po\x1bet"}, `setting "model" has control characters or more than 256 bytes`},
		"two keys":         {map[string]string{"key": testKey, "key_file": "/key"}, `settings "key" and "key_file" are both given`},
		"key":              {map[string]string{"key": testKey + "\n" + testKey}, `setting "key": the key has characters that no header can have`},
		"key as a file":    {map[string]string{"key_file": testKey}, `setting "key_file": it is not an absolute path`},
		"system":           {map[string]string{"system": "\xff"}, `setting "system" is not UTF-8 text`},
		"temperature":      {map[string]string{"temperature": "2.1"}, `setting "temperature" is "2.1": want a number from 0 to 2, such as 0.7`},
		"max_tokens":       {map[string]string{"max_tokens": "0"}, `setting "max_tokens" is "0": want a whole number from 1 to 1000000`},
		"tokens_field":     {map[string]string{"tokens_field": "tokens"}, `setting "tokens_field" is "tokens": want max_tokens or max_completion_tokens`},
		"timeout":          {map[string]string{"timeout": "-1s"}, `setting "timeout": "-1s" is no time such as 90s or 10m`},
		"idle_timeout":     {map[string]string{"idle_timeout": "10"}, `setting "idle_timeout": "10" is no time`},
		"strip_fence":      {map[string]string{"strip_fence": "yes"}, `setting "strip_fence" is "yes": want true or false`},
		"allow_http":       {map[string]string{"allow_http": "1"}, `setting "allow_http" is "1": want false or true`},
		"unknown":          {map[string]string{"urls": "x"}, `setting "urls" is unknown; there are allow_http, budget, budget_tokens_per_forward, idle_timeout, key, key_file,`},
		"budget": {map[string]string{"budget": "1"},
			`setting "budget" needs "ledger", a file for what was spent: without it each restart would begin the cap anew`},
		"forward tokens":   {map[string]string{"budget_tokens_per_forward": "5000"}, `setting "budget_tokens_per_forward" needs "ledger"`},
		"no cap":           {map[string]string{"ledger": "/l"}, `setting "ledger" is of no use without a cap: set "budget" or "budget_tokens_per_forward"`},
		"relative ledger":  {map[string]string{"ledger": "l", "budget_tokens_per_forward": "5000"}, `setting "ledger": "l" is not an absolute path`},
		"prices alone":     {map[string]string{"price_prompt": "1"}, `are of no use without "budget"`},
		"no prices":        {map[string]string{"budget": "1", "ledger": "/l", "price_prompt": "1"}, `setting "budget" needs "price_prompt" and "price_completion"`},
		"no price":         {priced("1", "1", "0"), `setting "price_completion" is zero, so that no answer would ever come to the budget`},
		"an odd price":     {priced("1", "1.0000001", "1"), `setting "price_prompt" is "1.0000001": want an amount such as 2.50, with at most six decimals`},
		"a price below":    {priced("1", "-1", "1"), `setting "price_prompt" is "-1": want an amount`},
		"a price as float": {priced("1", "1", "1e3"), `setting "price_completion" is "1e3": want an amount`},
		"a point":          {priced("1.", "1", "1"), `setting "budget" is "1.": want an amount`},
		"a small budget":   {priced("0.01", "1", "2.5"), `setting "budget" is 0.01, and one answer of 4096 tokens may cost 0.01024: raise it, or lower "max_tokens"`},
		"few tokens": {map[string]string{"ledger": "/l", "budget_tokens_per_forward": "4095"},
			`setting "budget_tokens_per_forward" is 4095, and one answer may take 4096 tokens: raise it, or lower "max_tokens"`},
	} {
		settings := map[string]string{"url": "https://models.example/v1", "model": "poet-1"}
		maps.Copy(settings, test.settings)
		err := New().Configure(t.Context(), settings)
		require.ErrorContains(t, err, test.want, name)
		requireNoSecrets(t, err.Error())
	}
	err := New().Configure(t.Context(), map[string]string{"max_tokens": "x", "ledger": folder + "/l", "budget": "1"})
	for _, want := range []string{`"url"`, `"model"`, `"max_tokens"`} {
		require.ErrorContains(t, err, want, "every fault at once")
	}
	require.NoFileExists(t, folder+"/l")
}

func priced(budget, prompt, completion string) map[string]string {
	return map[string]string{"ledger": "/l", "budget": budget, "price_prompt": prompt, "price_completion": completion}
}

func TestSettingsThatAreTaken(t *testing.T) {
	t.Parallel()
	for _, more := range []map[string]string{
		{"url": "http://127.0.0.1:8080"}, {"url": "http://localhost:8080/v1"}, {"url": "http://[::1]:8080"}, {"url": "http://[::ffff:127.0.0.1]"},
		{"url": "http://models.example", "allow_http": "true"}, {"temperature": "0"}, {"temperature": "2.0"}, {"key": testKey},
	} {
		settings := map[string]string{"url": "https://models.example/v1", "model": "poet-1"}
		maps.Copy(settings, more)
		require.NoError(t, New().Configure(t.Context(), settings), "%v", more)
	}
}

func TestKeyFiles(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	file := func(name, text string, mode os.FileMode) string {
		path := filepath.Join(folder, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		require.NoError(t, os.Chmod(path, mode))
		return path
	}
	pipe := filepath.Join(folder, "pipe")
	require.NoError(t, syscall.Mkfifo(pipe, 0o600))
	open := file("open", testKey, 0o640)
	for path, want := range map[string]string{
		open:                       "others may read or change it (mode 0640); run: chmod 600 " + open,
		pipe:                       "is not a regular file",
		folder:                     "is not a regular file",
		file("empty", "\n", 0o600): "empty is empty",
		file("large", testKey+strings.Repeat(" ", maxKey), 0o600): "more than 4096 bytes, so it is no key",
		file("two", testKey+"\n"+testKey, 0o600):                  "the key has characters that no header can have",
		filepath.Join(folder, "absent"):                           "no such file",
	} {
		err := New().Configure(t.Context(), map[string]string{"url": "https://models.example", "model": "poet-1", "key_file": path})
		require.ErrorContains(t, err, `setting "key_file": `)
		require.ErrorContains(t, err, want)
		requireNoSecrets(t, err.Error())
	}

	b := newBundle(t, nil, answers("one"))
	delete(b.settings, "key")
	b.settings["key_file"] = file("key", testKey+"\n", 0o400)
	b.executor = b.another(t)
	_, _, err := b.run(t, aJob())
	require.NoError(t, err, "the service got the key")
}
