//go:build race

package pluginhost

// raced is told to each plugin by a host that has the race detector in it, for it to read where it has it, too. Otherwise plugin and
// keeper would each wait a second before they end, and be killed for it.
var raced = []string{"GORACE=atexit_sleep_ms=0"}
