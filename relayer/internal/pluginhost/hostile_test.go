package pluginhost

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"strconv"
	"strings"
	"syscall"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/relayer/internal/prover/provertest"
)

// judge is a predicate that behaves as the output it is given says: "fine" or the name of an attack.
type judge struct{ name, version string }

func (*judge) Configure(context.Context, map[string]string) error { return nil }

func (j *judge) Describe(context.Context) (sdk.Description, error) {
	version := j.version
	if version == "" {
		version = "1"
	}
	return sdk.Description{
		Name: j.name, Version: version, ID: "test/" + j.name, Unit: "verdict", ParamsSchema: []byte(`{}`),
		EvidenceClass: "none", Bundle: "none", PayloadWords: 3,
	}, nil
}

func (j *judge) CommitParams(_ context.Context, json []byte) (sdk.Params, error) {
	switch string(json) {
	case `"not a field element"`:
		return sdk.Params{JSON: json, Commitment: sdk.Word(bytes.Repeat([]byte{0xff}, 32))}, nil
	case `"not JSON"`:
		return sdk.Params{JSON: []byte("{")}, nil
	}
	return sdk.Params{Preimage: []byte("preimage"), JSON: []byte(`{}`)}, nil
}

func (j *judge) OpenParams(_ context.Context, preimage []byte) (sdk.Params, error) {
	if string(preimage) == "another" {
		preimage = []byte("preimage")
	}
	return sdk.Params{Preimage: preimage, JSON: []byte(`{}`)}, nil
}

func (j *judge) Check(_ context.Context, request sdk.CheckRequest) (sdk.Verdict, error) {
	switch attack, argument, _ := strings.Cut(string(request.Output), " "); attack {
	case "hang":
		select {}
	case "meet":
		return sdk.Verdict{Holds: true}, meet(argument)
	case "hog":
		hog(argument)
	case "bomb":
		bomb()
	case "panic":
		if argument == "" || meet(argument) == nil {
			panic("on purpose")
		}
	case "exit":
		os.Exit(3) //nolint:forbidigo // on purpose
	case "orphan":
		if err := startGrandchild(attack, argument); err == nil {
			panic("on purpose")
		}
	case "noise":
		makeNoise(os.NewFile(2, "what the host reads; os.Stderr is go-plugin's by now"))
	case "chatter":
		makeNoise(os.Stdout)
	case "print":
		fmt.Fprintln(os.Stdout, "a line")
		select {}
	case "dial":
		return verdictOf(dial(argument)), nil
	}
	switch string(request.Output) {
	case "unjudgeable":
		return sdk.Verdict{}, sdk.Unjudgeable(errors.New("a zero-width space at line 3"))
	case "loud error":
		return sdk.Verdict{}, errors.New("\x1b[2J" + strings.Repeat("x", 10<<10))
	case "escape sequences":
		return sdk.Verdict{Findings: []sdk.Finding{{Rule: "r\x1b[31m", Line: 1, Message: "a\u202eb\nc"}}}, nil
	case "oversized":
		return sdk.Verdict{Holds: true, Output: make([]byte, 10<<20)}, nil
	case "many findings":
		return sdk.Verdict{Findings: make([]sdk.Finding, sdk.MaxFindings+1)}, nil
	case "long finding":
		return sdk.Verdict{Findings: []sdk.Finding{{Message: strings.Repeat("x", sdk.MaxText+1)}}}, nil
	case "negative line":
		return sdk.Verdict{Findings: []sdk.Finding{{Line: -1}}}, nil
	case "no reason":
		return sdk.Verdict{}, nil
	}
	return sdk.Verdict{Holds: true, Output: request.Output}, nil
}

// Assign makes an assignment that agrees with the header, and then breaks what the output says. It has no circuit: the
// witness's secret part is one element.
func (j *judge) Assign(_ context.Context, request sdk.AssignRequest) (sdk.Assignment, error) {
	assignment := sdk.Assignment{
		Step:    sdk.Step{From: request.Cursor, To: request.Cursor + 1, Amount: big.NewInt(1)},
		Payload: []sdk.Word{{31: 1}, {31: 2}},
		H:       sdk.Word{31: 7},
	}
	attack := string(request.Output)
	if folder, is := strings.CutPrefix(attack, "meet "); is {
		if err := meet(folder); err != nil {
			return sdk.Assignment{}, err
		}
	}
	if claimed, is := strings.CutPrefix(attack, "twelve squared is "); is {
		return squareOfTwelve(request, assignment.Step, claimed)
	}
	switch attack {
	case "step back":
		assignment.Step.From--
	case "more than the forward":
		assignment.Step.Amount = big.NewInt(1001)
	case "zero at the end":
		assignment.Payload = append(assignment.Payload, sdk.Word{})
	case "too many words":
		assignment.Payload = append(assignment.Payload, sdk.Word{31: 3}, sdk.Word{31: 4})
	case "payload not in the field":
		assignment.Payload[0] = sdk.Word(bytes.Repeat([]byte{0xff}, 32))
	}
	public, err := publicPart(request, assignment)
	if err != nil {
		return sdk.Assignment{Step: assignment.Step, H: assignment.H, Payload: assignment.Payload}, nil //nolint:nilerr // the host finds out
	}
	secret := sdk.Word{31: 9}
	switch attack {
	case "another recipient":
		request.Header[statement.ClaimWord][31] ^= 1
		if public, err = publicPart(request, assignment); err != nil {
			return sdk.Assignment{}, err
		}
	case "another y":
		public[2][31] ^= 1
	case "secret not in the field":
		secret = sdk.Word(bytes.Repeat([]byte{0xff}, 32))
	}
	witness := binary.BigEndian.AppendUint32(nil, 3)
	witness = binary.BigEndian.AppendUint32(witness, 1)
	witness = binary.BigEndian.AppendUint32(witness, 4)
	for _, word := range append(public, secret) {
		witness = append(witness, word[:]...)
	}
	if attack == "witness cut short" {
		witness = witness[:len(witness)-1]
	}
	assignment.Witness = witness
	return assignment, nil
}

// squareOfTwelve is the assignment that provertest's circuit takes for the square, made for whatever is claimed to be it.
func squareOfTwelve(request sdk.AssignRequest, step sdk.Step, claimed string) (sdk.Assignment, error) {
	header, err := settledWords(request, step)
	if err != nil {
		return sdk.Assignment{}, err
	}
	number, err := strconv.ParseUint(claimed, 10, 64)
	if err != nil {
		return sdk.Assignment{}, err
	}
	honest, err := provertest.Assign(request.KeyHash, header, 12)
	if err != nil {
		return sdk.Assignment{}, err
	}
	square := statement.WordFromUint64(number)
	h := statement.Fold(append(header[:], square), statement.Word{})
	answer := sdk.Assignment{Step: step, Payload: []sdk.Word{square.Bytes()}, H: h.Bytes()}
	public, err := publicPart(request, answer)
	if err != nil {
		return sdk.Assignment{}, err
	}
	const counts, size = 12, 32 // what a witness begins with
	answer.Witness = honest.Witness[:counts:counts]
	for _, word := range public {
		answer.Witness = append(answer.Witness, word[:]...)
	}
	answer.Witness = append(answer.Witness, honest.Witness[counts+len(public)*size:]...)
	return answer, nil
}

func settledWords(request sdk.AssignRequest, step sdk.Step) (words [statement.HeaderLen]statement.Word, err error) {
	header, err := sdk.SettledHeader(request.Header, request.Cursor, step)
	if err != nil {
		return words, err
	}
	for i, word := range header {
		if words[i], err = statement.WordFromBytes(word); err != nil {
			return words, err
		}
	}
	return words, nil
}

func publicPart(request sdk.AssignRequest, assignment sdk.Assignment) ([]sdk.Word, error) {
	header, err := sdk.SettledHeader(request.Header, request.Cursor, assignment.Step)
	if err != nil {
		return nil, err
	}
	var vector []statement.Word
	for _, word := range append(header[:], assignment.Payload...) {
		element, err := statement.WordFromBytes(word)
		if err != nil {
			return nil, err
		}
		vector = append(vector, element)
	}
	h, err := statement.WordFromBytes(assignment.H)
	if err != nil {
		return nil, err
	}
	z := statement.Challenge(common.Hash(request.KeyHash), h, vector)
	y := statement.Evaluate(vector, z)
	return []sdk.Word{h.Bytes(), z.Bytes(), y.Bytes()}, nil
}

func (j *judge) Open(_ context.Context, request sdk.OpenRequest) ([]byte, error) {
	if string(request.SealingKey) == "oversized" {
		return make([]byte, 10<<20), nil
	}
	return []byte("opened"), nil
}

// worker is an executor that does what the task says.
type worker struct{}

func (worker) Configure(_ context.Context, settings map[string]string) error {
	if reason := settings["refuse"]; reason != "" {
		return sdk.Unjudgeable(errors.New(reason))
	}
	return nil
}

func (worker) Run(ctx context.Context, job sdk.Job, emit func(sdk.Event) error) ([]byte, error) {
	task, argument, _ := strings.Cut(string(job.Task), " ")
	switch task {
	case "environment":
		return []byte(strings.Join(os.Environ(), "\n")), nil
	case "stdin":
		return io.ReadAll(os.Stdin)
	case "folder":
		folder, err := os.Getwd()
		return []byte(folder), err
	case "pid":
		return fmt.Append(nil, os.Getpid()), nil
	case "kill":
		return nil, syscall.Kill(os.Getppid(), syscall.SIGKILL)
	case "grandchild", "escape", "orphan":
		return nil, startGrandchild(task, argument)
	case "read":
		return os.ReadFile(argument)
	case "write":
		return nil, os.WriteFile(argument, []byte("written"), 0o600)
	case "processes":
		return []byte(strings.Join(processes(), " ")), nil
	case "hog":
		hog(argument)
	case "take":
		take(argument)
	case "bomb":
		bomb()
	case "panic":
		panic("on purpose")
	case "gigabyte":
		return []byte(task), nil // of which a codec makes one
	case "chatter":
		for {
			if err := emit(sdk.Event{Message: "still \x1b[1m at it"}); err != nil {
				return nil, err
			}
		}
	case "progress":
		return []byte("done"), emit(sdk.Event{Message: "half \x1b[1m way"})
	case "oversized":
		return make([]byte, 10<<20), nil
	case "wait":
		if err := emit(sdk.Event{Message: "waiting"}); err != nil {
			return nil, err
		}
		<-ctx.Done()
		return nil, ctx.Err()
	case "hang":
		if err := emit(sdk.Event{Message: "hanging"}); err != nil {
			return nil, err
		}
		select {}
	case "die":
		return nil, syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
	return []byte("done"), nil
}

func ignore(sdk.Event) error { return nil }

// listenAndSayNothing announces a socket and never completes a handshake on it.
func listenAndSayNothing(path string) {
	listener, err := net.Listen("unix", path)
	if err != nil {
		panic(err)
	}
	fmt.Fprintf(os.Stdout, "1|1|unix|%s|grpc\n", path)
	for {
		if _, err := listener.Accept(); err != nil {
			panic(err)
		}
	}
}
