package devnet_test

import (
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/chain"
	"github.com/tercet-protocol/tercet/relayer/internal/devnet"
)

// deployment is a chain and a plan for it, with a token in the place of wrapped ether.
type deployment struct {
	net    *devnet.Devnet
	client *chain.Client
	plan   chain.Plan
}

func newDeployment(t *testing.T) deployment {
	t.Helper()
	net, err := devnet.Start(devnet.Config{HTTP: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, net.Stop()) })
	client, err := chain.New(t.Context(), net.Client(), devnet.ChainID)
	require.NoError(t, err)
	d := deployment{net: net, client: client}
	token, err := chain.DeployMockToken(t.Context(), d.sender(t, devnet.Buyer))
	require.NoError(t, err)
	d.plan = chain.Plan{ClaimDelay: time.Minute, WETH: token.Address(), Permit2: common.Address{1}}
	return d
}

func (d deployment) sender(t *testing.T, name string) *chain.Sender {
	t.Helper()
	sender, err := d.net.Sender(t.Context(), devnet.Named(name))
	require.NoError(t, err)
	return sender
}

func (d deployment) codes(t *testing.T) map[common.Address][]byte {
	t.Helper()
	a, err := d.plan.Addresses()
	require.NoError(t, err)
	head, err := d.client.Head(t.Context())
	require.NoError(t, err)
	codes := map[common.Address][]byte{}
	for _, address := range []common.Address{
		a.Rounds, a.Descriptor, a.Escrow, a.Offers, a.Registry, a.Lens, a.ConditionalTransfer, a.EtherEntry,
	} {
		require.NotZero(t, address)
		codes[address], err = d.client.Code(t.Context(), head, address)
		require.NoError(t, err)
	}
	require.Len(t, codes, 8, "different addresses")
	return codes
}

// requireNothingSent deploys once more, for somebody else, and finds everything there.
func (d deployment) requireNothingSent(t *testing.T) {
	t.Helper()
	sender := d.sender(t, devnet.Thief)
	addresses, err := d.plan.Deploy(t.Context(), sender)
	require.NoError(t, err)
	expected, err := d.plan.Addresses()
	require.NoError(t, err)
	require.Equal(t, expected, addresses)
	nonce, err := d.client.Nonce(t.Context(), sender.Address())
	require.NoError(t, err)
	require.Zero(t, nonce, "transactions")
}

func TestDeploymentIsWhereThePlanSays(t *testing.T) {
	t.Parallel()
	d := newDeployment(t)
	for address, code := range d.codes(t) {
		require.Empty(t, code, "before: %s", address)
	}
	addresses, err := d.plan.Deploy(t.Context(), d.sender(t, devnet.Deployer))
	require.NoError(t, err)
	for address, code := range d.codes(t) {
		require.NotEmpty(t, code, "after: %s", address)
	}
	head, err := d.client.Head(t.Context())
	require.NoError(t, err)
	escrow := chain.NewEscrow(d.client, addresses.Escrow)
	require.NoError(t, escrow.CheckCode(t.Context(), head))
	d.requireNothingSent(t)
}

func TestDeploymentFollowsFromThePlan(t *testing.T) {
	t.Parallel()
	plan := chain.Plan{ClaimDelay: time.Minute}
	first, err := plan.Addresses()
	require.NoError(t, err)
	require.Zero(t, first.EtherEntry, "without wrapped ether")
	plan.ClaimDelay = 2 * time.Minute
	second, err := plan.Addresses()
	require.NoError(t, err)
	require.Equal(t, first.Rounds, second.Rounds, "what does not depend on the delay")
	require.NotEqual(t, first.Escrow, second.Escrow)
	require.NotEqual(t, first.Offers, second.Offers, "what knows the escrow")

	plan.ClaimDelay = 1500 * time.Millisecond
	_, err = plan.Addresses()
	require.ErrorContains(t, err, "1.5s")
}

func TestForgeScriptAndBindingsDeployTheSame(t *testing.T) {
	t.Parallel()
	byScript, byBindings := newDeployment(t), newDeployment(t)
	require.Equal(t, byScript.plan, byBindings.plan)

	script := exec.CommandContext(t.Context(), "../../../contracts/forge", "script", "contracts/script/Deploy.s.sol",
		"--sig", "run(uint64,address,address)", "60", byScript.plan.WETH.Hex(), byScript.plan.Permit2.Hex(),
		"--rpc-url", byScript.net.URL(), "--broadcast", "--slow",
		"--private-key", hexutil.Encode(crypto.FromECDSA(devnet.Named(devnet.Deployer).Key)))
	script.Env = append(os.Environ(), "FOUNDRY_PROFILE=default") // what the bindings were built with
	output, err := script.CombinedOutput()
	require.NoError(t, err, string(output))

	_, err = byBindings.plan.Deploy(t.Context(), byBindings.sender(t, devnet.Provider))
	require.NoError(t, err)
	codes := byScript.codes(t)
	require.Equal(t, byBindings.codes(t), codes)
	for address, code := range codes {
		require.NotEmpty(t, code, "%s; the script says:\n%s", address, output)
	}
	byScript.requireNothingSent(t)
}
