package chain

import (
	"cmp"
	"context"
	"fmt"

	"github.com/ethereum/go-ethereum"
	"github.com/ethereum/go-ethereum/core/types"
	"github.com/ethereum/go-ethereum/ethclient"
	"github.com/ethereum/go-ethereum/params"
)

// How much gas a transaction gets is what the endpoint estimates, within bounds. Who could be after what:
//
//   - whoever says too much would have the account keep that much ether back, and let a token burn it: a call gets MostGas at most;
//   - whoever says too little has no node take the transaction, or has it run out of gas. Either is paid for, with the gas or with the
//     bonds of what waits behind it: a call gets UsualGas at least, and none is signed with less than its bytes take;
//   - a chain that charges for its parent's gas may charge more by the time that a transaction waits, and no node takes it any more: what
//     takes its place gets more where that is estimated then, up to the same bound. It never gets less;
//   - whoever says too much then would have its fees never raised, since so much gas is too dear: they are raised for the gas that it has.
//
// What gas is not used is not paid for.

// gas is what the endpoint estimates and some room, since state may change until the transaction runs.
func (s *Sender) gas(ctx context.Context, call Call) (uint64, error) {
	estimate, err := s.estimate(ctx, ethereum.CallMsg{To: call.To, Data: call.Data})
	if err != nil {
		return 0, refusal(err)
	}
	most := cmp.Or(call.MostGas, params.MaxTxGas)
	if estimate > most {
		return 0, fmt.Errorf("%w: the endpoint estimates %d, and it may take %d; is the endpoint honest?", ErrGasTooHigh, estimate, most)
	}
	if least := bytesGas(call); max(estimate, call.UsualGas) < least {
		return 0, fmt.Errorf("%w: the endpoint estimates %d, and its bytes alone take %d; is the endpoint honest?", ErrGasTooLow, estimate, least)
	}
	return min(max(estimate+estimate/4, call.UsualGas), most), nil
}

func (s *Sender) estimate(ctx context.Context, call ethereum.CallMsg) (uint64, error) {
	call.From = s.Address()
	return ask(ctx, s.client, s.client.here(), func(ctx context.Context, eth *ethclient.Client) (uint64, error) {
		return eth.EstimateGas(ctx, call)
	})
}

// bytesGas is what no call takes less than: nodes ask that much before they run it. Newer forks ask more (EIP-7623).
func bytesGas(call Call) uint64 {
	gas := params.TxGas
	if call.To == nil {
		gas = params.TxGasContractCreation
	}
	for _, b := range call.Data {
		if b == 0 {
			gas += params.TxDataZeroGas
		} else {
			gas += params.TxDataNonZeroGasEIP2028
		}
	}
	return gas
}

// gasInstead is the gas of what does the same in the place of a transaction that waits. What cannot be estimated, since the contract
// would refuse it by now for instance, keeps what it has.
func (s *Sender) gasInstead(ctx context.Context, old *types.Transaction) uint64 {
	most := mostGasOf(old)
	if most <= old.Gas() {
		return old.Gas()
	}
	estimate, err := s.estimate(ctx, ethereum.CallMsg{To: old.To(), Value: old.Value(), Data: old.Data()})
	if err != nil || estimate <= old.Gas() {
		return old.Gas()
	}
	return min(estimate+estimate/4, most)
}

// mostGasOf is the MostGas of the call that a transaction of ours makes, 0 for those that a contract, or a token, of somebody else's could
// burn it in, or that have none.
func mostGasOf(tx *types.Transaction) uint64 {
	if method, err := escrowABI().MethodById(tx.Data()); err == nil {
		switch method.Name {
		case "announce":
			return announceGas
		case "accept":
			return acceptGas
		case "settle":
			return settleGas
		case "reclaim":
			return ReclaimGas
		case "settleMany":
			call, _ := new(Escrow).GroupCall(tx.Data())
			return call.MostGas
		}
	}
	if _, err := roundsABI().MethodById(tx.Data()); err == nil {
		return roundGas
	}
	return 0
}
