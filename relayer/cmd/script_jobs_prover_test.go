//go:build prover

package cmd

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/accuracy/accuracytest"
	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/matmul"
	"github.com/tercet-protocol/tercet/circuits/proofofwork"
	"github.com/tercet-protocol/tercet/circuits/statement"
)

// What buyers, providers and meters bring to the scripts: data that no text file can hold, or that names a forward.

// seededSource makes the same bytes for the same seed.
type seededSource struct{ *rand.ChaCha8 }

func seeded(seed uint64) seededSource {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	return seededSource{rand.NewChaCha8(key)}
}

func meterKeys(ts *testscript.TestScript) []gpuhours.MeterKey {
	var keys []gpuhours.MeterKey
	for i := range uint64(3) {
		key, err := gpuhours.GenerateMeterKey(seeded(i))
		ts.Check(err)
		keys = append(keys, key)
	}
	return keys
}

// meters writes parameters that ask for two of three meters: `meters FILE`.
func meters(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: meters FILE")
	}
	var named []string
	for _, key := range meterKeys(ts) {
		named = append(named, key.Meter().String())
	}
	text, err := json.Marshal(map[string]any{"meters": named, "signatures": 2, "devices": 2, "class": "B", "model": "NVIDIA H100 80GB HBM3"})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

// sheet has the first and the third meter sign that devices were there in the hours from START + FROM to START + TO, each of
// them 3600 seconds but the second device's idle hour: `sheet FILE FORWARD START FROM TO IDLE`.
func sheet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 6 {
		ts.Fatalf("usage: sheet FILE FORWARD START FROM TO IDLE")
	}
	start, err := time.Parse(time.RFC3339, args[2])
	ts.Check(err)
	first := uint64(start.Unix()) / 3600
	var hours [3]uint64
	for i, text := range args[3:] {
		n, err := strconv.ParseUint(text, 10, 16)
		ts.Check(err)
		hours[i] = first + n
	}
	epoch := hours[0] / gpuhours.EpochHours
	evidence := gpuhours.Evidence{
		Sheet: gpuhours.Sheet{Forward: common.HexToHash(args[1]), Epoch: epoch}, From: hours[0], To: hours[1],
	}
	for id := range uint64(2) {
		device := gpuhours.Device{ID: statement.WordFromUint64(id + 7)}
		for hour := hours[0]; hour < hours[1]; hour++ {
			if id == 0 || hour != hours[2] {
				device.Seconds[hour-epoch*gpuhours.EpochHours] = gpuhours.HourSeconds
			}
		}
		evidence.Devices = append(evidence.Devices, device)
	}
	evidence.Amount = evidence.Sum()
	keys := meterKeys(ts)
	for _, key := range []gpuhours.MeterKey{keys[0], keys[2]} {
		signature, err := key.Sign(evidence.Hash())
		ts.Check(err)
		evidence.Signatures = append(evidence.Signatures, signature)
	}
	text, err := json.Marshal(evidence)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

// epoch puts the time some hours before the next epoch begins into variables, and how many seconds away it is: `epoch 3`
// sets START, END, EPOCH and WAIT.
func epoch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: epoch HOURS")
	}
	before, err := strconv.Atoi(args[0])
	ts.Check(err)
	const length = gpuhours.EpochHours * 3600
	now := time.Now().Unix()
	start := (now/length+1)*length - int64(before)*3600
	if start < now+3600 { // too little time to accept it
		start += length
	}
	ts.Setenv("START", time.Unix(start, 0).UTC().Format(time.RFC3339))
	ts.Setenv("END", time.Unix(start+int64(2*before)*3600, 0).UTC().Format(time.RFC3339))
	ts.Setenv("EPOCH", strconv.FormatInt(start/length, 10))
	ts.Setenv("WAIT", strconv.FormatInt(start-now, 10))
}

// model writes a pool of handwritten digits, the parameters that ask for it, and a model that was trained for it:
// `model FOLDER THRESHOLD` writes pool.txt, params.json and model.json.
func model(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: model FOLDER THRESHOLD")
	}
	training, examples := accuracytest.Digits()
	pool, err := accuracy.NewPool(accuracy.Regression, examples)
	ts.Check(err)
	root := pool.Root()
	trained, err := json.Marshal(accuracytest.Train(accuracy.Regression, training, rand.New(rand.NewPCG(1, 2))))
	ts.Check(err)
	folder := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(folder, 0o700))
	for name, text := range map[string]string{
		"pool.txt":    string(pool.Text()),
		"params.json": fmt.Sprintf(`{"pool": "%#x", "threshold": %s}`, root.Bytes(), strings.TrimSpace(args[1])),
		"model.json":  string(trained),
	} {
		ts.Check(os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
}

// hashWork does three units of hash work for a forward: `hash-work FILE FORWARD PARAMS`.
func hashWork(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: hash-work FILE FORWARD PARAMS")
	}
	params, err := proofofwork.ParseParams([]byte(args[2]))
	ts.Check(err)
	work, err := proofofwork.Search(context.Background(), params, common.HexToHash(args[1]), 0, 3, statement.WordFromUint64(1), func(int) {})
	ts.Check(err)
	text, err := json.Marshal(work)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o600))
}

// product multiplies the matrices of a task: `product FILE TASK`.
func product(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: product FILE TASK")
	}
	task, err := matmul.ParseTask([]byte(ts.ReadFile(args[1])))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), task.Multiply().Text(), 0o600))
}

func init() {
	scriptCommands["hash-work"], scriptCommands["product"] = hashWork, product
	scriptCommands["meters"], scriptCommands["sheet"], scriptCommands["epoch"], scriptCommands["model"] = meters, sheet, epoch, model
}
