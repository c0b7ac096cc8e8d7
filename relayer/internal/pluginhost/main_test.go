package pluginhost

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

// stdinSecret lies in this process's standard input: no plugin may read it.
const stdinSecret = "a line meant for the relayer alone"

// TestMain makes this binary its own plugins, as the relayer's is: built-in ones by arguments, external ones (copies of
// this file) by the name they are run under.
func TestMain(m *testing.M) {
	if len(os.Args) == 4 && os.Args[1] == "plugin" && os.Args[2] == "serve" {
		serve(os.Args[3])
		return
	}
	if len(os.Args) == 3 && os.Args[1] == "grandchild" {
		holdLock(os.Args[2])
		return
	}
	if len(os.Args) == 3 && os.Args[1] == "host" {
		hostUntilKilled(os.Args[2])
		return
	}
	if os.Getenv(sdk.Handshake.MagicCookieKey) != "" {
		serve(filepath.Base(os.Args[0]))
		return
	}
	if err := fillStdin(); err != nil {
		panic(err)
	}
	m.Run()
}

func fillStdin() error {
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	if _, err := write.WriteString(stdinSecret + "\n"); err != nil {
		return err
	}
	os.Stdin = read
	return write.Close()
}

func serve(name string) {
	switch name {
	case "judge", "pinned":
		sdk.ServePredicate(&judge{name: name})
	case "liar":
		sdk.ServePredicate(&judge{name: "terza-rima"})
	case "chameleon":
		sdk.ServePredicate(&judge{name: name, version: fmt.Sprint(os.Getpid())})
	case "worker":
		sdk.ServeExecutor(worker{})
	case "prober":
		sdk.ServeProbe(&prober{name: name})
	case "silent":
		select {}
	case "abroad":
		fmt.Fprintln(os.Stdout, "1|1|tcp|127.0.0.1:1|grpc")
		select {}
	case "next-door":
		listenAndSayNothing(filepath.Join(os.Getenv("TMPDIR"), "socket"))
	case "mute":
		listenAndSayNothing(filepath.Join(os.Getenv("PLUGIN_UNIX_SOCKET_DIR"), "socket"))
	default:
		if err := builtin.Serve(name); err != nil {
			panic(err)
		}
	}
}
