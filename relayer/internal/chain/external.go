package chain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
)

// Why an external signer signed nothing that is sent.
var (
	// ErrSignerAway is nobody's no: the signer is asked again later.
	ErrSignerAway    = errors.New("the external signer does not answer")
	ErrSignerRefused = errors.New("the external signer refuses")
	// ErrSignerChanged says that what came back is not what was asked for. It is never sent.
	ErrSignerChanged = errors.New("the external signer signed something else than it was asked to")
)

const (
	// signTimeout ends every call of a signer. Ticks wait for it, so that one who asks a person first is no use.
	signTimeout = 10 * time.Second
	// maxSignerAnswer is more than any signed transaction, or list of accounts, takes.
	maxSignerAnswer = 4 << 20
	// methodMissing is JSON-RPC's code for a method that is not there.
	methodMissing = -32601
)

// ExternalSigner has another process sign the transactions of one account: Clef (account_signTransaction), or web3signer and
// others that have eth_accounts and eth_signTransaction. It signs nothing else. go-ethereum's accounts/external speaks to Clef
// alone, waits for it without end, quotes its address in errors, and believes what comes back.
type ExternalSigner struct {
	address string
	shown   string // what of the address may be
	account common.Address
	timeout time.Duration
}

// NewExternalSigner signs for an account by the signer at an address: http, https, or the path of Clef's socket. It is not
// asked yet.
func NewExternalSigner(address string, account common.Address) (*ExternalSigner, error) {
	parsed, err := url.Parse(address)
	switch {
	case err == nil && parsed.Host != "" && (parsed.Scheme == "http" || parsed.Scheme == "https"):
		return &ExternalSigner{address: address, shown: Endpoint(address), account: account, timeout: signTimeout}, nil
	case err == nil && parsed.Scheme == "" && strings.HasPrefix(address, "/"):
		return &ExternalSigner{address: address, shown: address, account: account, timeout: signTimeout}, nil
	}
	return nil, errors.New("the external signer's address: want one such as http://127.0.0.1:8550, or the path of a socket that begins with /")
}

// Address is the account that is signed for.
func (s *ExternalSigner) Address() common.Address { return s.account }

// String names account and signer, without what may be a secret of the latter's address.
func (s *ExternalSigner) String() string { return s.account.Hex() + " at " + s.shown }

// GoString keeps the whole address out of %#v as well.
func (s *ExternalSigner) GoString() string { return "chain.ExternalSigner of " + s.String() }

// Check asks whether the signer is there and, where it tells, whether it signs for the account: ErrSignerAway,
// ErrSignerRefused.
func (s *ExternalSigner) Check(ctx context.Context) error {
	_, err := s.method(ctx)
	return err
}

func (s *ExternalSigner) ready(ctx context.Context) error { return s.Check(ctx) }

// method is how the signer is asked. What a transaction says is told to no signer that has not got the method: web3signer hands
// on to a node what it does not know. Clef has no eth_accounts, and asks a person before it lists its own.
func (s *ExternalSigner) method(ctx context.Context) (string, error) {
	var accounts []common.Address
	err := s.call(ctx, &accounts, "eth_accounts")
	if missing := rpc.Error(nil); errors.As(err, &missing) && missing.ErrorCode() == methodMissing {
		return "account_signTransaction", nil
	}
	if err != nil {
		return "", err
	}
	if !slices.Contains(accounts, s.account) {
		return "", fmt.Errorf("%w: it has no key of %s, but of %d others; set --account to one of them", ErrSignerRefused, s.account, len(accounts))
	}
	return "eth_signTransaction", nil
}

func (s *ExternalSigner) sign(ctx context.Context, data types.TxData, chainID *big.Int) (*types.Transaction, error) {
	signed, err := s.ask(ctx, types.NewTx(data), chainID)
	if err != nil {
		return nil, fmt.Errorf("sign for %s: %w", s, err)
	}
	return signed, nil
}

func (s *ExternalSigner) ask(ctx context.Context, tx *types.Transaction, chainID *big.Int) (*types.Transaction, error) {
	method, err := s.method(ctx)
	if err != nil {
		return nil, err
	}
	var answer json.RawMessage
	if err := s.call(ctx, &answer, method, s.arguments(tx, chainID)); err != nil {
		return nil, err
	}
	signed, err := signedIn(answer)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrSignerChanged, err)
	}
	return signed, checkSigned(tx, signed, s.account, chainID)
}

// arguments say the transaction in the words that go-ethereum's signer and web3signer read.
func (s *ExternalSigner) arguments(tx *types.Transaction, chainID *big.Int) *apitypes.SendTxArgs {
	data := hexutil.Bytes(tx.Data())
	args := &apitypes.SendTxArgs{
		From: common.NewMixedcaseAddress(s.account), Nonce: hexutil.Uint64(tx.Nonce()), Gas: hexutil.Uint64(tx.Gas()),
		Value: hexutil.Big(*tx.Value()), Data: &data, ChainID: (*hexutil.Big)(chainID),
	}
	if to := tx.To(); to != nil {
		mixed := common.NewMixedcaseAddress(*to)
		args.To = &mixed
	}
	if tx.Type() == types.LegacyTxType {
		args.GasPrice = (*hexutil.Big)(tx.GasPrice())
	} else {
		args.MaxFeePerGas, args.MaxPriorityFeePerGas = (*hexutil.Big)(tx.GasFeeCap()), (*hexutil.Big)(tx.GasTipCap())
	}
	return args
}

// signedIn reads a signer's answer: signed bytes, or an object with them.
func signedIn(answer json.RawMessage) (*types.Transaction, error) {
	var raw hexutil.Bytes
	if json.Unmarshal(answer, &raw) != nil {
		var object struct {
			Raw hexutil.Bytes `json:"raw"`
		}
		if json.Unmarshal(answer, &object) != nil {
			return nil, errors.New("its answer holds no signed bytes")
		}
		raw = object.Raw
	}
	signed := new(types.Transaction)
	if err := signed.UnmarshalBinary(raw); err != nil {
		return nil, fmt.Errorf("its %d bytes are no transaction", len(raw))
	}
	return signed, nil
}

// checkSigned says whether a transaction is the one that was asked for, signed by an account and for a chain. The hash that is
// signed covers every field; the names are for whoever has to find out why.
func checkSigned(asked, got *types.Transaction, account common.Address, chainID *big.Int) error {
	rules := types.LatestSignerForChainID(chainID)
	if got.Type() != asked.Type() || !got.Protected() || rules.Hash(got) != rules.Hash(asked) {
		return fmt.Errorf("%w: %s", ErrSignerChanged, strings.Join(changes(asked, got), ", "))
	}
	from, err := types.Sender(rules, got) // refuses a signature for another chain
	if err != nil {
		return fmt.Errorf("%w: %w", ErrSignerChanged, err)
	}
	if from != account {
		return fmt.Errorf("%w: it is signed by %s", ErrSignerChanged, from)
	}
	return nil
}

func changes(asked, got *types.Transaction) []string {
	var names []string
	add := func(name string, same bool) {
		if !same {
			names = append(names, name)
		}
	}
	to, toGot := asked.To(), got.To()
	add("another type", asked.Type() == got.Type())
	add("good for every chain", got.Protected())
	add("another nonce", asked.Nonce() == got.Nonce())
	add("another receiver", (to == nil) == (toGot == nil) && (to == nil || *to == *toGot))
	add("another value", asked.Value().Cmp(got.Value()) == 0)
	add("other data", bytes.Equal(asked.Data(), got.Data()))
	add("another gas limit", asked.Gas() == got.Gas())
	add("another tip", asked.GasTipCap().Cmp(got.GasTipCap()) == 0)
	add("another fee", asked.GasFeeCap().Cmp(got.GasFeeCap()) == 0)
	if len(names) == 0 {
		names = []string{"something that it was not asked for in its place"}
	}
	return names
}

// call asks the signer one thing, over a connection of its own: it may have been away, and restarted, since the last.
func (s *ExternalSigner) call(ctx context.Context, result any, method string, args ...any) error {
	limited, cancel := context.WithTimeout(ctx, s.timeout)
	defer cancel()
	client, err := s.dial(limited)
	if err == nil {
		defer client.Close()
		err = client.CallContext(limited, result, method, args...)
	}
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	refusal, status := rpc.Error(nil), rpc.HTTPError{}
	switch {
	case errors.As(err, &refusal):
		return &signerRefusal{refusal}
	case errors.As(err, &status) && status.StatusCode < http.StatusInternalServerError && status.StatusCode != http.StatusTooManyRequests:
		return fmt.Errorf("%w: it answers %s; is it the right address?", ErrSignerRefused, status.Status)
	case errors.As(err, &status): // what it says besides is of no known size or content
		return fmt.Errorf("%w: it answers %s", ErrSignerAway, status.Status)
	}
	if quoting := new(url.Error); errors.As(err, &quoting) {
		err = quoting.Err
	}
	return fmt.Errorf("%w: %w", ErrSignerAway, err)
}

func (s *ExternalSigner) dial(ctx context.Context) (*rpc.Client, error) {
	if s.shown == s.address && strings.HasPrefix(s.address, "/") {
		return rpc.DialIPC(ctx, s.address)
	}
	parsed, err := url.Parse(s.address)
	if err != nil {
		return nil, errors.New("its address cannot be read") // what the parser says quotes it
	}
	return rpc.DialOptions(ctx, s.shown, rpc.WithHTTPClient(&http.Client{
		Transport: signerAnswers{whole{parsed}}, Timeout: s.timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}))
}

// signerRefusal is what a signer says no with.
type signerRefusal struct{ cause rpc.Error }

func (e *signerRefusal) Error() string {
	const longest = 200
	text := e.cause.Error()
	return fmt.Sprintf("%v: %q", ErrSignerRefused, text[:min(len(text), longest)])
}

func (e *signerRefusal) Unwrap() []error { return []error{ErrSignerRefused, e.cause} }

// signerAnswers cuts what is larger than any answer of a signer.
type signerAnswers struct{ next http.RoundTripper }

// RoundTrip sends one request.
func (a signerAnswers) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := a.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	response.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(response.Body, maxSignerAnswer), response.Body}
	return response, nil
}
