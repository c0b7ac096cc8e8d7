package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

// The settings.
const (
	commandSetting     = "command"     // JSON array of strings, or words with nothing a shell would read
	environmentSetting = "environment" // JSON object: variables for the program
	timeoutSetting     = "timeout"     // of one attempt, such as 90s
)

const (
	defaultTimeout = 30 * time.Minute
	searchPath     = "/usr/local/bin:/usr/bin:/bin"
)

// shellCharacters mean something to a shell. There is none here, so a command line that has them would not do what its
// writer thinks.
const shellCharacters = "\"'`\\$&|;<>(){}*?~#!\n"

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

type settings struct {
	argv        []string
	environment []string
	timeout     time.Duration
}

func parseSettings(raw map[string]string) (settings, error) {
	var s settings
	var errArgv, errEnvironment, errTimeout error
	s.argv, errArgv = parseCommand(raw[commandSetting])
	s.environment, errEnvironment = parseEnvironment(raw[environmentSetting])
	s.timeout, errTimeout = parseTimeout(raw[timeoutSetting])
	errs := []error{errArgv, errEnvironment, errTimeout}
	for name := range raw {
		if name != commandSetting && name != environmentSetting && name != timeoutSetting {
			errs = append(errs, fmt.Errorf("setting %q is unknown; there are %s, %s and %s",
				name, commandSetting, environmentSetting, timeoutSetting))
		}
	}
	return s, errors.Join(errs...)
}

func parseCommand(text string) ([]string, error) {
	var argv []string
	switch {
	case strings.TrimSpace(text) == "":
		return nil, fmt.Errorf(`setting %q is missing: name the program to run, such as ["python3", "/srv/poet.py"]`, commandSetting)
	case strings.HasPrefix(strings.TrimSpace(text), "["):
		if err := json.Unmarshal([]byte(text), &argv); err != nil {
			return nil, fmt.Errorf("setting %q: read it as a JSON array of strings: %w", commandSetting, err)
		}
	case strings.ContainsAny(text, shellCharacters):
		return nil, fmt.Errorf(`setting %q: %q has characters that only a shell understands, and there is none; `+
			`write a JSON array, such as ["sh", "-c", "…"]`, commandSetting, text)
	default:
		argv = strings.Fields(text)
	}
	if len(argv) == 0 || argv[0] == "" {
		return nil, fmt.Errorf("setting %q: it names no program", commandSetting)
	}
	program, err := lookUp(argv[0])
	if err != nil {
		return nil, fmt.Errorf("setting %q: %w", commandSetting, err)
	}
	argv[0] = program
	return argv, nil
}

// lookUp finds a program by absolute path or by name, and never in a folder that depends on where we were started.
func lookUp(name string) (string, error) {
	candidates := []string{name}
	if !strings.ContainsRune(name, filepath.Separator) {
		candidates = nil
		for _, folder := range filepath.SplitList(searchPath) {
			candidates = append(candidates, filepath.Join(folder, name))
		}
	} else if !filepath.IsAbs(name) {
		return "", fmt.Errorf("program %q is a relative path: a plugin has a working folder of its own, give the absolute one", name)
	}
	for _, candidate := range candidates {
		if info, err := os.Stat(candidate); err == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o111 != 0 {
			return candidate, nil
		}
	}
	return "", fmt.Errorf("program %q: no executable file at %s", name, strings.Join(candidates, ", "))
}

func parseEnvironment(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	variables := map[string]string{}
	if err := json.Unmarshal([]byte(text), &variables); err != nil {
		// The error would show a part of the text, and the text may hold secrets.
		return nil, fmt.Errorf("setting %q is not a JSON object of strings", environmentSetting)
	}
	var environment []string
	for name, value := range variables {
		if !variableName.MatchString(name) || strings.ContainsRune(value, 0) {
			return nil, fmt.Errorf("setting %q: variable %q has a name or a value that no environment can hold", environmentSetting, name)
		}
		environment = append(environment, name+"="+value)
	}
	return environment, nil
}

func parseTimeout(text string) (time.Duration, error) {
	if text == "" {
		return defaultTimeout, nil
	}
	timeout, err := time.ParseDuration(text)
	if err != nil || timeout <= 0 {
		return 0, fmt.Errorf("setting %q: %q is no time such as 90s or 10m", timeoutSetting, text)
	}
	return timeout, nil
}
