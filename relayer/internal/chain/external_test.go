package chain_test

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/ethereum/go-ethereum/rpc"
	"github.com/ethereum/go-ethereum/signer/core/apitypes"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// holder is what holds the key in a signer of the tests. It may change what it is asked to sign.
type holder struct {
	key     *ecdsa.PrivateKey
	chainID *big.Int
	change  func(*types.Transaction) types.TxData
	deny    error
	asked   atomic.Int64
}

func (h *holder) sign(args apitypes.SendTxArgs) (*types.Transaction, error) {
	h.asked.Add(1)
	if h.deny != nil {
		return nil, h.deny
	}
	tx, err := args.ToTransaction()
	if err != nil {
		return nil, err
	}
	if h.change != nil {
		tx = types.NewTx(h.change(tx))
	}
	return types.SignTx(tx, types.LatestSignerForChainID(h.chainID), h.key)
}

// clef speaks as go-ethereum's signer, web3signer as that of Consensys.
type (
	clef       struct{ *holder }
	web3signer struct{ *holder }
)

// SignTransaction is account_signTransaction.
func (c clef) SignTransaction(_ context.Context, args apitypes.SendTxArgs, _ *string) (map[string]any, error) {
	tx, err := c.sign(args)
	if err != nil {
		return nil, err
	}
	raw, err := tx.MarshalBinary()
	return map[string]any{"raw": hexutil.Bytes(raw), "tx": tx}, err
}

// Accounts is eth_accounts.
func (w web3signer) Accounts() []common.Address {
	return []common.Address{crypto.PubkeyToAddress(w.key.PublicKey)}
}

// SignTransaction is eth_signTransaction.
func (w web3signer) SignTransaction(args apitypes.SendTxArgs) (hexutil.Bytes, error) {
	tx, err := w.sign(args)
	if err != nil {
		return nil, err
	}
	return tx.MarshalBinary()
}

func services(h *holder) map[string]rpc.API {
	return map[string]rpc.API{"clef": {Namespace: "account", Service: clef{h}}, "web3signer": {Namespace: "eth", Service: web3signer{h}}}
}

func newHolder() *holder {
	return &holder{key: devnet.Named(devnet.Buyer).Key, chainID: big.NewInt(devnet.ChainID)}
}

// serveSigner serves a signer of that kind over HTTP.
func serveSigner(t *testing.T, kind string, h *holder) *httptest.Server {
	t.Helper()
	server := rpc.NewServer()
	api := services(h)[kind]
	require.NoError(t, server.RegisterName(api.Namespace, api.Service))
	t.Cleanup(server.Stop)
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return web
}

func external(t *testing.T, address string) *chain.ExternalSigner {
	t.Helper()
	signer, err := chain.NewExternalSigner(address, devnet.Named(devnet.Buyer).Address)
	require.NoError(t, err)
	return signer
}

func TestAnExternalSignerSignsForItsAccount(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	h := newHolder()
	socket := filepath.Join(shortFolder(t), "clef.ipc")
	listener, _, err := rpc.StartIPCEndpoint(socket, []rpc.API{services(h)["clef"]})
	require.NoError(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	addresses := map[string]string{
		"clef": serveSigner(t, "clef", h).URL, "web3signer": serveSigner(t, "web3signer", h).URL, "clef's socket": socket,
	}
	for name, address := range addresses {
		signer := external(t, address)
		require.NoError(t, signer.Check(t.Context()), name)
		sender := chain.NewSender(w.Client, signer, chain.Fees{Poll: time.Millisecond})
		mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
		require.NoError(t, err)
		receipt, err := sender.Do(t.Context(), mint)
		require.NoError(t, err, name)
		require.Equal(t, types.ReceiptStatusSuccessful, receipt.Status)
	}
	require.EqualValues(t, 3, h.asked.Load())
}

// shortFolder is one for sockets, whose paths may not be long.
func shortFolder(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "t") //nolint:usetesting // t.TempDir is longer
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, os.RemoveAll(folder)) })
	return folder
}

// A signer that is broken, or that somebody broke into, would have the account pay for something else.
func TestWhatAnExternalSignerChangesIsNotSent(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	dynamic := func(change func(*types.DynamicFeeTx)) func(*holder) {
		return func(h *holder) {
			h.change = func(tx *types.Transaction) types.TxData {
				changed := &types.DynamicFeeTx{
					ChainID: tx.ChainId(), Nonce: tx.Nonce(), To: tx.To(), Value: tx.Value(), Data: tx.Data(), Gas: tx.Gas(),
					GasTipCap: tx.GasTipCap(), GasFeeCap: tx.GasFeeCap(),
				}
				change(changed)
				return changed
			}
		}
	}
	thief := devnet.Named(devnet.Thief)
	for want, spoil := range map[string]func(*holder){
		"another nonce":     dynamic(func(tx *types.DynamicFeeTx) { tx.Nonce++ }),
		"another receiver":  dynamic(func(tx *types.DynamicFeeTx) { tx.To = &thief.Address }),
		"another value":     dynamic(func(tx *types.DynamicFeeTx) { tx.Value = big.NewInt(1) }),
		"other data":        dynamic(func(tx *types.DynamicFeeTx) { tx.Data = append(slices.Clone(tx.Data), 0) }),
		"another gas limit": dynamic(func(tx *types.DynamicFeeTx) { tx.Gas-- }),
		"another tip":       dynamic(func(tx *types.DynamicFeeTx) { tx.GasTipCap = new(big.Int).Add(tx.GasTipCap, common.Big1) }),
		"another fee":       dynamic(func(tx *types.DynamicFeeTx) { tx.GasFeeCap = new(big.Int).Add(tx.GasFeeCap, common.Big1) }),
		"something that it was not asked for": dynamic(func(tx *types.DynamicFeeTx) {
			tx.AccessList = types.AccessList{{Address: thief.Address}}
		}),
		"another type": func(h *holder) {
			h.change = func(tx *types.Transaction) types.TxData {
				return &types.LegacyTx{Nonce: tx.Nonce(), To: tx.To(), Value: tx.Value(), Data: tx.Data(), Gas: tx.Gas(), GasPrice: tx.GasFeeCap()}
			}
		},
		"it is signed by " + thief.Address.Hex(): func(h *holder) { h.key = thief.Key },
		"invalid chain id": func(h *holder) {
			h.chainID = big.NewInt(1)
			dynamic(func(tx *types.DynamicFeeTx) { tx.ChainID = big.NewInt(1) })(h)
		},
	} {
		h := newHolder()
		address := serveSigner(t, "clef", h).URL
		spoil(h)
		_, err := chain.NewSender(w.Client, external(t, address), chain.Fees{}).Prepare(t.Context(), mint)
		require.ErrorIs(t, err, chain.ErrSignerChanged, want)
		require.ErrorContains(t, err, want)
	}
}

func TestAnExternalSignerThatSaysNo(t *testing.T) {
	t.Parallel()
	w := chaintest.New(t)
	mint, err := w.Token.MintCall(common.HexToAddress("0xbeef"), big.NewInt(1))
	require.NoError(t, err)
	for _, kind := range []string{"clef", "web3signer"} {
		h := newHolder()
		h.deny = errors.New("request denied\x1b[2J")
		_, err = chain.NewSender(w.Client, external(t, serveSigner(t, kind, h).URL), chain.Fees{}).Prepare(t.Context(), mint)
		require.ErrorIs(t, err, chain.ErrSignerRefused)
		require.ErrorContains(t, err, `"request denied\x1b[2J"`)
	}
	h := newHolder()
	h.key = devnet.Named(devnet.Thief).Key
	signer := external(t, serveSigner(t, "web3signer", h).URL)
	require.ErrorIs(t, signer.Check(t.Context()), chain.ErrSignerRefused)
	require.ErrorContains(t, signer.Check(t.Context()), "it has no key of "+devnet.Named(devnet.Buyer).Address.Hex())
}

// A signer that is away is waited for. What it says, and where it is, may be secret.
func TestAnExternalSignerThatIsAway(t *testing.T) {
	t.Parallel()
	answers := func(status int, text string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://127.0.0.1:1/")
			w.WriteHeader(status)
			fmt.Fprint(w, text)
		}))
		t.Cleanup(server.Close)
		return server.URL
	}
	for address, want := range map[string]error{
		"http://127.0.0.1:1":                                        chain.ErrSignerAway,
		filepath.Join(t.TempDir(), "clef.ipc"):                      chain.ErrSignerAway,
		answers(http.StatusBadGateway, "s3cret"):                    chain.ErrSignerAway,
		answers(http.StatusTooManyRequests, "s3cret"):               chain.ErrSignerAway,
		answers(http.StatusOK, "s3cret"):                            chain.ErrSignerAway,
		answers(http.StatusUnauthorized, "s3cret"):                  chain.ErrSignerRefused,
		answers(http.StatusTemporaryRedirect, "s3cret"):             chain.ErrSignerRefused,
		answers(http.StatusOK, `{"jsonrpc":"2.0","id":1,"result":`): chain.ErrSignerAway,
	} {
		err := external(t, address).Check(t.Context())
		require.ErrorIs(t, err, want, address)
		require.NotContains(t, err.Error(), "s3cret")
	}
	for _, address := range []string{"http://user:s3cret@127.0.0.1:1/s3cret?s3cret", "https://127.0.0.1:1/s3cret"} {
		signer := external(t, address)
		for _, shown := range []string{signer.Check(t.Context()).Error(), fmt.Sprint(signer), fmt.Sprintf("%#v %+v", signer, signer)} {
			require.NotContains(t, shown, "s3cret")
			require.Contains(t, shown, "127.0.0.1:1")
		}
	}
	for _, address := range []string{"", "127.0.0.1:8550", "ws://s3cret:1", "clef.ipc", "http://", "http://s3cret\x00"} {
		_, err := chain.NewExternalSigner(address, common.Address{1})
		require.ErrorContains(t, err, "want one such as http://127.0.0.1:8550")
		require.NotContains(t, err.Error(), "s3cret")
	}
}

// An endpoint that estimates a settlement sees the output. Nobody could send it while the signer is away.
func TestNothingIsShownWhileTheExternalSignerIsAway(t *testing.T) {
	t.Parallel()
	w := served(t)
	d := ready(t, w)
	settle, err := w.Escrow.SettleCall(d)
	require.NoError(t, err)
	client, seen := spied(t, w, common.FromHex("feedfacecafe"), honest)
	_, err = chain.NewSender(client, external(t, "http://127.0.0.1:1"), chain.Fees{}).Prepare(t.Context(), settle)
	require.ErrorIs(t, err, chain.ErrSignerAway)
	require.Zero(t, seen.Load())
}
