package onchain_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/chain/chaintest"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

// bazaar is a chain, an endpoint that can be made to lie, and somebody at a terminal.
type bazaar struct {
	*chaintest.World
	endpoint *chaintest.Endpoint
	folder   string
}

func newBazaar(t *testing.T) *bazaar {
	t.Helper()
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	b := &bazaar{World: chaintest.Start(t, devnet.Config{HTTP: true, Now: func() time.Time { return now }}), folder: t.TempDir()}
	b.endpoint = b.Endpoint()
	require.NoError(t, b.Deployment.Save(b.file("deployment.json")))
	for _, account := range devnet.Accounts() {
		require.NoError(t, chain.NewSigner(account.Key).Save(b.file(account.Name+".key")))
	}
	require.NoError(t, installPlugin(b.file("plugins")))
	return b
}

func (b *bazaar) file(name string) string { return filepath.Join(b.folder, name) }

// said is what a command wrote, and how it ended.
type said struct {
	out, err string
	status   int
}

// tercet runs a command for an account, through the endpoint.
func (b *bazaar) tercet(who string, args ...string) said {
	b.T.Helper()
	command := exec.CommandContext(b.T.Context(), "tercet", args...)
	command.Dir = b.folder
	command.Env = append(os.Environ(), "TZ=UTC", "TERCET_DEPLOYMENT=deployment.json", "TERCET_KEYS=no-keys", "TERCET_PLUGINS="+b.file("plugins"),
		"TERCET_RPC="+b.endpoint.URL, "TERCET_KEY_FILE="+who+".key")
	var out, err bytes.Buffer
	command.Stdout, command.Stderr = &out, &err
	ended := command.Run()
	if exit := (*exec.ExitError)(nil); ended != nil {
		require.ErrorAs(b.T, ended, &exit)
	}
	return said{out.String(), err.String(), command.ProcessState.ExitCode()}
}

func (s said) requireFails(t testing.TB, status int, want string) {
	t.Helper()
	require.Contains(t, s.err, want)
	require.Equal(t, status, s.status, "%s", s.err)
}

func (s said) requireWorks(t testing.TB) {
	t.Helper()
	require.Zero(t, s.status, "%s", s.err)
}

// bid is one for a thousand units with a bond, of the buyer, who let the offers take its price.
func (b *bazaar) bid(change func(*offer.Offer)) (offer.Signed, string) {
	b.T.Helper()
	terms := b.AssignedTerms()
	terms.Quantity, terms.Price, terms.Bond = big.NewInt(1000), big.NewInt(1_500_001), big.NewInt(300_007)
	made := offertest.Bid(terms, devnet.Named(devnet.Buyer).Address)
	b.approve(devnet.Buyer, 100_000_000)
	return b.sign(devnet.Buyer, made, change)
}

// ask is one of the provider, who let the offers take its bond and hold its positions.
func (b *bazaar) ask(change func(*offer.Offer)) (offer.Signed, string) {
	b.T.Helper()
	terms := b.AssignedTerms()
	terms.Quantity, terms.Price, terms.Bond = big.NewInt(1000), big.NewInt(1_500_001), big.NewInt(300_007)
	b.approve(devnet.Provider, 100_000_000)
	operator, err := b.Escrow.OperatorCall(b.Offers.Address(), true)
	b.Do(devnet.Provider, operator, err)
	return b.sign(devnet.Provider, offertest.Ask(terms, devnet.Named(devnet.Provider).Address), change)
}

func (b *bazaar) sign(who string, made offer.Offer, change func(*offer.Offer)) (offer.Signed, string) {
	b.T.Helper()
	made.Params, made.Expiry = []byte("root"), made.Terms.AcceptBy
	if change != nil {
		change(&made)
	}
	s := offer.Signed{Offer: made, ChainID: b.Client.ChainID(), Contract: b.Offers.Address()}
	require.NoError(b.T, s.Sign(chain.NewSigner(devnet.Named(who).Key)))
	return s, b.write(s, "offer.json")
}

// write writes an offer into a file, and returns its hash.
func (b *bazaar) write(s offer.Signed, file string) string {
	b.T.Helper()
	text, err := s.Encode()
	require.NoError(b.T, err)
	require.NoError(b.T, os.WriteFile(b.file(file), text, 0o600))
	hash, err := s.Hash()
	require.NoError(b.T, err)
	return hash.Hex()
}

// told is a time as commands tell it.
func told(unix uint64) string {
	return chain.Head{Time: unix}.At().UTC().Format("2006-01-02 15:04:05 UTC")
}

func (b *bazaar) approve(who string, amount int64) {
	b.T.Helper()
	call, err := b.Token.ApproveCall(b.Offers.Address(), big.NewInt(amount))
	b.Do(who, call, err)
}

func (b *bazaar) allowance(who string) int64 {
	b.T.Helper()
	allowed, err := b.Token.Allowance(b.T.Context(), b.Head(), devnet.Named(who).Address, b.Offers.Address())
	require.NoError(b.T, err)
	return allowed.Int64()
}

func (b *bazaar) operator(who string) bool {
	b.T.Helper()
	operator, err := b.Escrow.IsOperator(b.T.Context(), b.Head(), devnet.Named(who).Address, b.Offers.Address())
	require.NoError(b.T, err)
	return operator
}

func (b *bazaar) filled(s offer.Signed) int64 {
	b.T.Helper()
	taken, err := b.Offers.TakenOf(b.T.Context(), b.Head(), s.Offer)
	require.NoError(b.T, err)
	return taken.Filled.Int64()
}

// What is taken is what was looked at: its hash is asked for, and whoever changed the file meanwhile changed that.
func TestAnOfferIsTakenByTheHashThatWasLookedAt(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	s, hash := b.bid(func(made *offer.Offer) { made.Terms.SettleBy += 30 * 24 * 3600 })
	for _, first := range []said{b.tercet(devnet.Provider, "offer", "fill", "offer.json"), b.tercet(devnet.Provider, "offer", "fill", "offer.json", "--dry-run")} {
		require.Contains(t, first.err, "made between "+told(s.Terms.Start)+" and "+told(s.Terms.End)+" and settled before "+told(s.Terms.SettleBy))
		require.Contains(t, first.err, "with the parameters {}")
		require.Contains(t, first.err, "offer "+hash+" of chain 1337, taken by the contract at "+b.Offers.Address().Hex()+", for at most ")
		require.Contains(t, first.err, "the contract may take 0 WBTC of yours, and is approved 0.00300007 WBTC (300007 smallest units) in all")
		require.Contains(t, first.err, "the contract is made an operator of your positions until this is done")
	}
	b.tercet(devnet.Provider, "offer", "fill", "offer.json").requireFails(t, 2, "say which offer it is that you looked at: --offer "+hash+"; nothing was sent")
	b.tercet(devnet.Provider, "offer", "fill", "offer.json", "--offer", common.Hash{1}.Hex()).requireFails(t, 1, "nothing was sent")
	require.Zero(t, b.filled(s))

	_, dearer := b.bid(func(made *offer.Offer) { made.Terms.Bond = big.NewInt(1_500_000) })
	b.tercet(devnet.Provider, "offer", "fill", "offer.json", "--offer", hash).requireFails(t, 1, "the file holds bid "+dearer+", and you looked at "+hash)
	require.Zero(t, b.filled(s))
	b.write(s, "offer.json")
	b.tercet(devnet.Provider, "offer", "fill", "offer.json", "--offer", hash).requireWorks(t)
	require.EqualValues(t, 1000, b.filled(s))
}

// A bid whose maker wants the bond, and one that locks money for an age, are refused.
func TestABidThatIsForItsBondIsRefused(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	for name, c := range map[string]struct {
		want   string
		change func(*offer.Offer)
	}{
		"all for the bond": {"its bond of 0.01500002 WBTC (1500002 smallest units) is more than its price of", func(made *offer.Offer) { made.Terms.Bond = big.NewInt(1_500_002) }},
		"a short window": {"less than 10m0s is not enough", func(made *offer.Offer) {
			made.Terms.End, made.Terms.SettleBy = made.Terms.Start+599, made.Terms.Start+4000
		}},
		"no time to settle": {"less than 10m0s is not enough", func(made *offer.Offer) {
			made.Terms.End, made.Terms.SettleBy = made.Terms.Start+1, made.Terms.Start+2
		}},
		"no time to commit": {"are too few to take it and to commit", func(made *offer.Offer) { made.Terms.BeaconBlock = b.Head().Number + 10 }},
		"a lock for an age": {"more than a year is not taken", func(made *offer.Offer) { made.Terms.SettleBy += 366 * 24 * 3600 }},
	} {
		s, hash := b.bid(c.change)
		said := b.tercet(devnet.Provider, "offer", "fill", "offer.json", "--offer", hash)
		require.Contains(t, said.err, c.want, name)
		require.Zero(t, b.filled(s), name)
	}
	s, hash := b.bid(func(made *offer.Offer) { made.Terms.Bond = big.NewInt(1_500_002) })
	b.tercet(devnet.Provider, "offer", "fill", "offer.json", "--offer", hash, "--max-bond", "0.015").requireFails(t, 1, "more than --max-bond")
	b.tercet(devnet.Provider, "offer", "fill", "offer.json", "--offer", hash, "--max-bond", "0.02").requireWorks(t)
	require.EqualValues(t, 1000, b.filled(s))
}

// What a part takes is lent for it and taken back: whatever becomes of it, no offer of the taker's own can be taken that could not be
// before, and none is out of reach that was not.
func TestWhatAPartTakesIsLentForIt(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	seal := []string{"--unsealed", "--task", "task"}
	fill := func(hash string, more ...string) said {
		return b.tercet(devnet.Buyer, append(append([]string{"offer", "fill", "offer.json", "--offer", hash, "--quantity", "100"}, seal...), more...)...)
	}
	rising := func(made *offer.Offer) {
		made.RampStart, made.RampEnd, made.LastPrice = b.Head().Time, b.Head().Time+1000, big.NewInt(2_500_000)
	}
	_, hash := b.ask(rising)
	for _, before := range []int64{0, 7, 1_000_000} {
		b.approve(devnet.Buyer, before)
		b.endpoint.Behave(b.refuseFills())
		fill(hash, "--max-price", "0.0024").requireFails(t, 1, "nothing of this")
		fill(hash, "--max-price", "0.0024").requireFails(t, 1, "nothing of this")
		require.Equal(t, before, b.allowance(devnet.Buyer), "after two that failed")
		b.endpoint.Behave(nil)
		balance, err := b.Token.Balance(t.Context(), b.Head(), devnet.Named(devnet.Buyer).Address)
		require.NoError(t, err)
		fill(hash, "--max-price", "0.0024").requireWorks(t)
		after, err := b.Token.Balance(t.Context(), b.Head(), devnet.Named(devnet.Buyer).Address)
		require.NoError(t, err)
		paid := balance.Sub(balance, after).Int64()
		require.Less(t, paid, int64(240_000))
		want := before
		if before > 240_000 {
			want -= paid
		}
		require.Equal(t, want, b.allowance(devnet.Buyer), "after one that cost less than its bound")
	}
	b.approve(devnet.Buyer, 0)
	b.endpoint.Behave(b.sayAllowance(new(big.Int).Lsh(big.NewInt(1), 254)))
	require.NotZero(t, fill(hash, "--max-price", "0.0024").status)
	require.Zero(t, b.allowance(devnet.Buyer), "an endpoint that lies about the allowance")
	b.endpoint.Behave(nil)

	s, hash := b.bid(nil)
	provide := []string{"offer", "fill", "offer.json", "--offer", hash, "--quantity", "100"}
	operator, err := b.Escrow.OperatorCall(b.Offers.Address(), false)
	b.Do(devnet.Provider, operator, err)
	b.endpoint.Behave(b.refuseFills())
	b.tercet(devnet.Provider, provide...).requireFails(t, 1, "what was approved for it was taken back")
	require.False(t, b.operator(devnet.Provider))
	b.endpoint.Behave(nil)
	b.tercet(devnet.Provider, provide...).requireWorks(t)
	require.False(t, b.operator(devnet.Provider), "nor after one that worked")
	require.EqualValues(t, 100, b.filled(s))
}

// refuseFills has the endpoint refuse to estimate what goes to the offers.
func (b *bazaar) refuseFills() chaintest.Fault {
	return chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		var call struct{ To common.Address }
		return json.Unmarshal(r.Params[0], &call) == nil && call.To == b.Offers.Address() && r.Refuse(w, -32000, "nothing of this")
	}, "eth_estimateGas")
}

// sayAllowance has the endpoint answer with an allowance.
func (b *bazaar) sayAllowance(amount *big.Int) chaintest.Fault {
	selector := common.Bytes2Hex(crypto.Keccak256([]byte("allowance(address,address)"))[:4])
	return chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		return strings.Contains(string(r.Params[0]), "0x"+selector) && r.Answer(w, common.BigToHash(amount).Hex())
	}, "eth_call")
}

// An endpoint takes the transaction and says that it did not: whoever tried again would take a second part.
func TestWhatMayStillBeMinedIsNotSaidToHaveFailed(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	s, hash := b.ask(nil)
	b.approve(devnet.Buyer, 1_000_000)
	b.endpoint.Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
		r.True()
		return r.Refuse(w, -32000, "there is trouble")
	}, "eth_sendRawTransaction"))
	said := b.tercet(devnet.Buyer, "offer", "fill", "offer.json", "--offer", hash, "--quantity", "100", "--unsealed", "--task", "task")
	said.requireFails(t, 2, "this transaction may still be mined: look what became of it before you try again")
	require.Contains(t, said.err, "send transaction 0x")
	require.Contains(t, said.err, "what was approved for it stays approved")
	require.EqualValues(t, 100, b.filled(s))
	b.tercet(devnet.Provider, "offer", "cancel", "offer.json").requireFails(t, 2, "may still be mined")
}

// Somebody is quicker than the cancellation: its maker has a forward now, and must know.
func TestCancelSaysWhatWasTakenMeanwhile(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	s, _ := b.ask(nil)
	b.approve(devnet.Buyer, 1_000_000)
	var once sync.Once
	b.endpoint.Behave(chaintest.Only(func(http.ResponseWriter, *chaintest.Request) bool {
		once.Do(func() {
			call, err := b.Offers.FillCall(s, offer.Fill{
				Quantity: big.NewInt(100), Bound: big.NewInt(1_000_000), Buyer: devnet.Named(devnet.Buyer).Address,
				TaskHash: s.Terms.TaskHash, Task: []byte("task"),
			})
			if err = errors.Join(err, b.Try(devnet.Buyer, call, err)); err != nil {
				t.Error(err)
			}
		})
		return false
	}, "eth_sendRawTransaction"))
	said := b.tercet(devnet.Provider, "offer", "cancel", "offer.json")
	require.Equal(t, 1, said.status, "%s", said.err)
	require.Contains(t, said.out, "100 UNITS WERE TAKEN BEFORE IT WAS CANCELLED")
	require.Contains(t, said.out, "900 of 1000 units were not taken")
}

// An ask without review is for a task that its taker need not bring: the provider keeps it, where its relayer finds it.
func TestTheTaskOfAnAskIsKept(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	ask := []string{
		"offer", "ask", "--predicate", "cube-root", "--quantity", "20", "--price", "0.2", "--bond", "0.1", "--task", "hash work",
		"--start", "+1h", "--end", "+2h", "--settle-by", "+3h", "--out", "ask.json",
	}
	b.tercet(devnet.Provider, ask...).requireFails(t, 2, "say with --tasks FOLDER where the task is kept")
	require.NoFileExists(t, b.file("ask.json"))
	require.NoError(t, os.Mkdir(b.file("tasks"), 0o700))
	said := b.tercet(devnet.Provider, append(ask, "--tasks", "tasks")...)
	said.requireWorks(t)
	require.Contains(t, said.err, "who takes this need not bring it: it is kept in tasks")
	require.Regexp(t, "made between 2026-11-22 13:.* and 2026-11-22 14:.* and settled before 2026-11-22 15:", said.err)
	require.Contains(t, said.err, "it is for chain 1337 and the contract at "+b.Offers.Address().Hex())
	kept, err := os.ReadFile(b.file("tasks/" + crypto.Keccak256Hash([]byte("hash work")).Hex() + ".task"))
	require.NoError(t, err)
	require.Equal(t, "hash work", string(kept))
}

// The offers of an account share one allowance: it is raised to what one of them takes, named in all, and taken back.
func TestOffersShareOneAllowance(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	b.bid(nil)
	b.approve(devnet.Buyer, 1_500_000)
	said := b.tercet(devnet.Buyer, "offer", "approve", "offer.json")
	said.requireWorks(t)
	require.Contains(t, said.err, "approving 0.01500001 WBTC (1500001 smallest units) in all to the offers at")
	require.Contains(t, said.err, "it may take 0.015 WBTC (1500000 smallest units) now")
	require.EqualValues(t, 1_500_001, b.allowance(devnet.Buyer))
	b.tercet(devnet.Buyer, "offer", "approve", "offer.json", "--allowance", "0.03").requireWorks(t)
	require.EqualValues(t, 3_000_000, b.allowance(devnet.Buyer))
	b.tercet(devnet.Buyer, "offer", "approve", "offer.json").requireWorks(t)
	require.EqualValues(t, 3_000_000, b.allowance(devnet.Buyer))
	said = b.tercet(devnet.Buyer, "offer", "cancel", "offer.json")
	said.requireWorks(t)
	require.Contains(t, said.err, "your other offers may still take 0.03 WBTC (3000000 smallest units)")
	b.tercet(devnet.Buyer, "offer", "approve", "offer.json", "--allowance", "0.04").requireFails(t, 1, "its maker cancelled the offer")
	b.tercet(devnet.Buyer, "offer", "approve", "offer.json", "--allowance", "0").requireWorks(t)
	require.Zero(t, b.allowance(devnet.Buyer))
}

// What is signed for a chain that only an endpoint names could hold on another.
func TestAnOfferIsSignedForAChainThatTheDeploymentNames(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	_, hash := b.bid(nil)
	without := []string{"--deployment", "", "--escrow", b.Escrow.Address().Hex(), "--offers", b.Offers.Address().Hex()}
	b.tercet(devnet.Provider, append([]string{"offer", "show", "offer.json"}, without...)...).requireWorks(t)
	for _, args := range [][]string{
		{"offer", "fill", "offer.json", "--offer", hash},
		{"offer", "bid", "--predicate", b.Predicate.Address().Hex(), "--token", b.Token.Address().Hex(), "--price", "0.2", "--out", "new.json"},
	} {
		b.tercet(devnet.Provider, append(args, without...)...).requireFails(t, 2, "give --deployment FILE, which names it")
	}
}

// One of two endpoints lies about what makes a whole token, or about what was cancelled: nothing is signed on the word of one.
func TestOneOfTwoEndpointsLies(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	s, hash := b.bid(nil)
	b.endpoint.URL += "," + b.Endpoint().URL
	fill := []string{"offer", "fill", "offer.json", "--offer", hash, "--min-price", "0.001"}
	cancel := []string{"offer", "cancel", "offer.json"}
	open := []string{
		"forward", "open", "--predicate", "cube-root", "--price", "0.2", "--task", "task", "--start", "+1h", "--end", "+2h",
		"--settle-by", "+3h", "--unsealed",
	}
	allow := []string{"forward", "allow", b.Token.Address().Hex(), "0.1"}
	b.Advance(time.Minute)
	b.Advance(time.Minute)
	b.tercet(devnet.Provider, append(fill, "--dry-run")...).requireWorks(t)
	for _, question := range []string{"decimals()", "takenOf(bytes32)", "cancelledNonces(address,uint256)"} {
		selector := "0x" + common.Bytes2Hex(crypto.Keccak256([]byte(question))[:4])
		b.endpoint.Behave(chaintest.Only(func(w http.ResponseWriter, r *chaintest.Request) bool {
			return strings.Contains(string(r.Params[0]), selector) && r.Answer(w, "0x"+strings.Repeat(common.BigToHash(big.NewInt(18)).Hex()[2:], 3))
		}, "eth_call"))
		answers := []said{b.tercet(devnet.Provider, fill...)}
		if question == "decimals()" {
			answers = append(answers, b.tercet(devnet.Buyer, open...), b.tercet(devnet.Provider, allow...))
		} else { // for which nothing has to be known of the token
			answers = append(answers, b.tercet(devnet.Buyer, cancel...))
		}
		for _, answer := range answers {
			answer.requireFails(t, 1, "answer differently about one block")
		}
		require.Zero(t, b.filled(s))
	}
	b.endpoint.Behave(nil)
	b.tercet(devnet.Buyer, open...).requireWorks(t)
	b.tercet(devnet.Provider, allow...).requireWorks(t)
}

// What a bid shows as its task need not be what the hash is of.
func TestATaskThatIsNotWhatTheHashIsOf(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	b.bid(func(made *offer.Offer) { made.Task = []byte("a nicer task") })
	require.Contains(t, b.tercet(devnet.Provider, "offer", "show", "offer.json").out, "a nicer task (THE HASH IS OF SOMETHING ELSE")
	s, _ := b.bid(func(made *offer.Offer) { made.Terms.End++ })
	require.Contains(t, b.tercet(devnet.Provider, "offer", "show", "offer.json", "--json").out, fmt.Sprintf(`"end": %q`, chain.Head{Time: s.Terms.End}.At().UTC().Format(time.RFC3339)))
	b.bid(func(made *offer.Offer) { made.Task = bytes.Repeat([]byte("task "), 2000) })
	require.Contains(t, b.tercet(devnet.Provider, "offer", "show", "offer.json").out, "(10000 bytes in all)")
}

// A predicate that only the offer names is not taken on the word of the endpoint that says what stands there.
func TestAPredicateThatOnlyTheOfferNames(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	b.bid(nil)
	other := b.Deployment
	known := other.Predicates[chaintest.PredicateName]
	known.Address = common.Address{1}
	other.Predicates = map[string]chain.DeployedPredicate{chaintest.PredicateName: known}
	require.NoError(t, other.Save(b.file("other.json")))
	fill := []string{"offer", "fill", "offer.json", "--dry-run", "--deployment", "other.json"}
	address := b.Predicate.Address().Hex()
	b.tercet(devnet.Provider, fill...).requireFails(t, 1, "is none that the deployment names; if it is the one you mean, give --predicate "+address)
	b.tercet(devnet.Provider, append(fill, "--predicate", b.Token.Address().Hex())...).requireFails(t, 1, "is none that the deployment names")
	b.tercet(devnet.Provider, append(fill, "--predicate", address)...).requireWorks(t)
}

// What an endpoint does not answer about one offer of a book keeps nobody from the others, and ends as what could not be judged does.
func TestWhatCannotBeJudgedInABookIsTold(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	require.NoError(t, os.Mkdir(b.file("found"), 0o700))
	good, _ := b.bid(nil)
	dark := common.Address{0xda}
	s, _ := b.bid(func(o *offer.Offer) { o.Terms.Token = dark })
	goodHash, hash := b.write(good, "found/good.json"), b.write(s, "found/dark.json")
	b.tercet(devnet.Buyer, "curve", "--book", "found").requireWorks(t)
	b.endpoint.Behave(func(w http.ResponseWriter, r *chaintest.Request) bool {
		if r.Method == "" {
			return chaintest.Status(http.StatusBadRequest)(w, r) // it takes one question at a time
		}
		asksDark := r.Method == "eth_call" && strings.Contains(string(r.Params[0]), strings.ToLower(dark.Hex()))
		return asksDark && chaintest.Reset(w, r)
	})
	listed := b.tercet(devnet.Buyer, "offer", "list", "--book", "found")
	listed.requireFails(t, 2, "1 of 2 offers could not be judged")
	require.Contains(t, listed.err, "offer "+hash+" could not be judged: ")
	require.Regexp(t, goodHash+` .* can be taken\n`, listed.out)
	require.Regexp(t, hash+` .* could not be judged\n`, listed.out)
	listed = b.tercet(devnet.Buyer, "offer", "list", "--book", "found", "--json")
	listed.requireFails(t, 2, "1 of 2 offers could not be judged")
	require.Regexp(t, `(?s)"takeable": false,\s*"unjudged": ".*"takeable": true`, listed.out)
	curve := b.tercet(devnet.Buyer, "curve", "--book", "found")
	curve.requireFails(t, 2, "1 of 2 offers could not be judged")
	require.Contains(t, curve.err, "offer "+hash+" could not be judged: ")
	require.Contains(t, curve.out, "cube-root", "the other one is on it")
	b.tercet(devnet.Buyer, "offer", "list", "--book", "found", "--maker", "me").requireFails(t, 2, `--maker: "me" is not an address`)
}

// A book that lists offers and does not deliver them may keep back the best ones: nobody may take the rest for the whole of it.
func TestOffersThatABookKeepsBackAreTold(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	s, _ := b.bid(nil)
	hash := b.write(s, "bid.json")
	lists := func(hashes ...string) string {
		items := []map[string]string{}
		for _, one := range hashes {
			items = append(items, map[string]string{"hash": one})
		}
		answers := map[string]any{"/v1/offers": map[string]any{"items": items}, "/v1/offers/" + hash: map[string]any{"file": s}}
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			answer, is := answers[r.URL.Path]
			if !is {
				w.WriteHeader(http.StatusNotFound)
			} else if err := json.NewEncoder(w).Encode(answer); err != nil {
				panic(err)
			}
		}))
		t.Cleanup(server.Close)
		return server.URL
	}
	b.tercet(devnet.Buyer, "offer", "list", "--book", lists(hash)).requireWorks(t)
	b.tercet(devnet.Buyer, "curve", "--book", lists(hash)).requireWorks(t)

	short := lists(common.Hash{1}.Hex(), hash)
	const says = "1 offers that the book lists could not be read from it"
	listed := b.tercet(devnet.Buyer, "offer", "list", "--book", short)
	listed.requireFails(t, 2, says)
	require.Regexp(t, hash+` .* can be taken\n`, listed.out)
	curve := b.tercet(devnet.Buyer, "curve", "--book", short)
	curve.requireFails(t, 2, says)
	require.Contains(t, curve.out, "cube-root")
}

// A file that is there already is found before anything is signed, not after it.
func TestNothingIsSignedForAFileThatIsThere(t *testing.T) {
	t.Parallel()
	b := newBazaar(t)
	for file, says := range map[string]string{
		"deployment.json": "is there already, and is never overwritten", "plugins": "is there already", "nowhere/bid.json": "no such file", "deployment.json/bid": "is no folder",
	} {
		said := b.tercet(devnet.Buyer, "offer", "bid", "--out", file)
		said.requireFails(t, 2, says)
		require.NotContains(t, said.err, "signed")
	}
	b.tercet(devnet.Buyer, "offer", "bid", "--out", "bid.json", "--key-file", "nowhere.key").requireFails(t, 2, "open nowhere.key: no such file")
	b.tercet(devnet.Auditor, "audit", "--from", "999999").requireFails(t, 2, "--from: there is no block 999999 yet")
}
