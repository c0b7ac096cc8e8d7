package chat

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const (
	maxURL = 2 << 10
	maxKey = 4 << 10 // more than any key takes
)

// service is whom requests go to, and the key that goes with them.
type service struct {
	base *url.URL
	key  string // empty where the service asks for none
}

// String implements fmt.Stringer: the path may be a secret, too.
func (s service) String() string { return s.base.Scheme + "://" + s.base.Host }

func (s service) endpoint() string { return s.base.JoinPath("chat", "completions").String() }

// quote makes what a service says fit to be shown: without key and path, and short.
func (s service) quote(text string) string {
	for _, secret := range []string{s.key, s.base.EscapedPath(), s.base.Path} {
		if strings.Trim(secret, "/") != "" {
			text = strings.ReplaceAll(text, secret, "…")
		}
	}
	text = strings.TrimSpace(sdk.Clean(text))
	if len(text) > maxQuote {
		text = strings.ToValidUTF8(text[:maxQuote], "") + "…"
	}
	return text
}

// parseURL reads the base address of a service. No error repeats it.
func parseURL(text string, allowHTTP bool) (*url.URL, error) {
	base, err := url.Parse(text)
	switch {
	case text == "":
		return nil, fmt.Errorf("setting %q is missing: name the service's base address, such as https://api.openai.com/v1", urlSetting)
	case len(text) > maxURL || err != nil || base.Scheme != "https" && base.Scheme != "http" || base.Hostname() == "":
		return nil, fmt.Errorf("setting %q is no address such as https://api.openai.com/v1", urlSetting)
	case base.User != nil || base.RawQuery != "" || base.ForceQuery || base.Fragment != "":
		return nil, fmt.Errorf("setting %q: it may have scheme, host and path, and no user, query or fragment; a key is given with %q", urlSetting, keyFileSetting)
	case strings.HasSuffix(strings.TrimRight(base.Path, "/"), "/chat/completions"):
		return nil, fmt.Errorf("setting %q: leave /chat/completions away, which is put behind it", urlSetting)
	case base.Scheme == "http" && !allowHTTP && !loopback(base.Hostname()):
		return nil, fmt.Errorf("setting %q: over http:// others can read key, tasks and answers; take https://, or set %q to true", urlSetting, allowHTTPSetting)
	}
	return base, nil
}

func loopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.Unmap().IsLoopback()
}

// loadKey takes the key from its setting or from its file. No error repeats any of it.
func loadKey(key, path string) (string, error) {
	name := keySetting
	if path != "" {
		if key != "" {
			return "", fmt.Errorf("settings %q and %q are both given: a key is in one place", keySetting, keyFileSetting)
		}
		text, err := readKey(path)
		if err != nil {
			return "", fmt.Errorf("setting %q: %w", keyFileSetting, err)
		}
		if name, key = keyFileSetting, text; key == "" {
			return "", fmt.Errorf("setting %q: %s is empty", name, path)
		}
	}
	for _, r := range key {
		if r <= ' ' || r > '~' {
			return "", fmt.Errorf("setting %q: the key has characters that no header can have; a key is one line of ASCII without spaces", name)
		}
	}
	return key, nil
}

// readKey reads a file that only its owner can read, without waiting for a pipe's other end.
func readKey(path string) (string, error) {
	if !filepath.IsAbs(path) {
		return "", errors.New("it is not an absolute path, and a plugin has a working folder of its own") // it may be the key
	}
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return "", err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%s is not a regular file", path)
	}
	if open := info.Mode().Perm() & 0o077; open != 0 && runtime.GOOS != "windows" {
		return "", fmt.Errorf("%s: others may read or change it (mode %04o); run: chmod 600 %s", path, info.Mode().Perm(), path)
	}
	text, err := io.ReadAll(io.LimitReader(file, maxKey+1))
	if err == nil && len(text) > maxKey {
		err = fmt.Errorf("%s has more than %d bytes, so it is no key", path, maxKey)
	}
	return string(bytes.TrimSpace(text)), err
}
