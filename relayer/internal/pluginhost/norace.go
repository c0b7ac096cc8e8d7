//go:build !race

package pluginhost

var raced []string
