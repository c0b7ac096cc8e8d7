package pluginhost

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tercet-protocol/tercet/plugins/builtin"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/keeper"
)

// stdinSecret lies in this process's standard input: no plugin may read it.
const stdinSecret = "a line meant for the relayer alone"

// TestMain makes this binary its own plugins, as the relayer's is: built-in ones by arguments, external ones (copies of
// this file) by the name they are run under.
func TestMain(m *testing.M) {
	switch arguments := strings.Join(os.Args[1:min(len(os.Args), 3)], " "); {
	case len(os.Args) == 4 && arguments == "plugin serve":
		serve(os.Args[3])
		return
	case len(os.Args) == 4 && arguments == "plugin keep":
		if err := keeper.Keep(os.Args[3]); err != nil {
			panic(err)
		}
		return
	case len(os.Args) > 1 && roles[os.Args[1]] != nil:
		roles[os.Args[1]](append(os.Args[2:], "", ""))
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

// roles are what else this binary is started as, by plugins and tests.
var roles = map[string]func(arguments []string){
	"grandchild": func(arguments []string) { holdLock(arguments[0]) },
	"parent":     func(arguments []string) { leaveOrphan(arguments[0]) },
	"host":       func(arguments []string) { hostUntilKilled(arguments[0], arguments[1]) },
	"resist":     func(arguments []string) { resist(arguments[0]) },
	"attack":     func(arguments []string) { attack(arguments[0], arguments[1]) },
	"hungry":     func(arguments []string) { hog(arguments[0]) },
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
	case "judge", "pinned", "second", "swapped":
		sdk.ServePredicate(&judge{name: name})
	case "liar":
		sdk.ServePredicate(&judge{name: "terza-rima"})
	case "chameleon":
		sdk.ServePredicate(&judge{name: name, version: fmt.Sprint(time.Now().UnixNano())})
	case "worker", "friend", "bounded":
		sdk.ServeExecutor(worker{})
	case "prober":
		sdk.ServeProbe(&prober{name: name})
	case "giant":
		serveGiants(&judge{name: name}, nil)
	case "colossus":
		serveGiants(nil, worker{})
	case "noisy":
		makeNoise(os.Stdout)
		select {}
	case "endless":
		for { // no line ever ends
			if _, err := os.Stdout.WriteString(strings.Repeat("x", 1<<20)); err != nil {
				return
			}
		}
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
