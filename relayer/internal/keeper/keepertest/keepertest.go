// Package keepertest has what tests of keepers need: a bomb that goes out by itself, and somebody who sees what was left.
package keepertest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// BombSize is how many processes a bomb is at most, and LongestLife how many seconds each of them lives.
const (
	BombSize    = 500
	LongestLife = "20"
)

// Bomb is a program whose processes start others that do the same, each in a session of its own, until there are BombSize. Each
// takes a byte out of a pipe that no more are put into, says by an empty line that there are none, and ends by itself.
func Bomb() *exec.Cmd {
	const step = `while read -r x <&9; do setsid sh -c "$step" & done; echo; exec sleep ` + LongestLife
	command := exec.Command("/bin/sh", "-c",
		`head -c `+strconv.Itoa(BombSize-1)+` /dev/zero | tr '\0' '\n' | sh -c "exec 9<&0; $step"`)
	command.Env = []string{"PATH=/usr/bin:/bin", "step=" + step}
	return command
}

// Left are the names of the children that this process has, all of which it ends and waits for, and of theirs, which become its
// own by that. It is for when nobody else waits for one.
func Left() (names []string) {
	for {
		lists, _ := filepath.Glob("/proc/self/task/*/children")
		found := false
		for _, list := range lists {
			children, _ := os.ReadFile(list)
			for _, text := range strings.Fields(string(children)) {
				found = true
				pid, err := strconv.Atoi(text)
				if err != nil {
					continue
				}
				name, _ := os.ReadFile("/proc/" + text + "/comm")
				names = append(names, strings.TrimSpace(string(name)))
				_ = syscall.Kill(pid, syscall.SIGKILL)
				_, _ = syscall.Wait4(pid, nil, 0, nil)
			}
		}
		if !found {
			return names
		}
	}
}
