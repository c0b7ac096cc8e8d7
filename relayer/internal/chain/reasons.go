package chain

import (
	"fmt"
	"math/big"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/common"
)

// reasonArguments are the values of a custom error, by name.
type reasonArguments map[string]any

// reasons says in words what a contract's error means and, where something can be done, what. Errors without an entry are
// told by name and values.
var reasons = map[string]func(reasonArguments) string{
	"ForwardEscrow_UnknownForward": func(a reasonArguments) string {
		return fmt.Sprintf("no forward %s was ever opened here; its id changes with its terms, buyer, salt, chain and escrow", a.text("id"))
	},
	"ForwardEscrow_AlreadyOpened": func(a reasonArguments) string {
		return fmt.Sprintf("forward %s exists; another salt makes another forward", a.text("id"))
	},
	"ForwardEscrow_AlreadySettled": func(a reasonArguments) string {
		return fmt.Sprintf("forward %s has been delivered and paid", a.text("id"))
	},
	"ForwardEscrow_AlreadyReclaimed": func(a reasonArguments) string {
		return fmt.Sprintf("the money of forward %s went back to its buyer", a.text("id"))
	},
	"ForwardEscrow_BeforeStart": func(a reasonArguments) string {
		return fmt.Sprintf("the delivery window has not begun: settle from %s on, the block says %s", a.time("start"), a.time("timestamp"))
	},
	"ForwardEscrow_SettlementOver": func(a reasonArguments) string {
		return fmt.Sprintf("the time to settle is over: it ended at %s, the block says %s", a.time("settleBy"), a.time("timestamp"))
	},
	"ForwardEscrow_NotAnnounced": func(a reasonArguments) string {
		return "nobody announced this settlement; an announcement is good for one forward, recipient, step and payload"
	},
	"ForwardEscrow_AnnouncementTooRecent": func(a reasonArguments) string {
		return fmt.Sprintf("the claim delay has not passed since the announcement: settle from %s on, the block says %s",
			a.time("settleFrom"), a.time("timestamp"))
	},
	"ForwardEscrow_StepInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("an open forward is delivered in one step from 0 for the whole quantity of %s; this one goes from %s to %s for %s",
			a.text("quantity"), a.text("from"), a.text("to"), a.text("amount"))
	},
	"ForwardEscrow_RecipientInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("%s cannot be paid", a.text("recipient"))
	},
	"ForwardEscrow_PredicateRefused": func(a reasonArguments) string {
		return fmt.Sprintf("predicate %s does not take the delivery: %s", a.text("predicate"), a.text("reason"))
	},
	"ForwardEscrow_BeforeSettleBy": func(a reasonArguments) string {
		return fmt.Sprintf("a delivery may still come: reclaim from %s on, the block says %s", a.time("settleBy"), a.time("timestamp"))
	},
	"ForwardEscrow_NothingOwed": func(a reasonArguments) string {
		return fmt.Sprintf("the escrow owes %s nothing in token %s", a.text("who"), a.text("token"))
	},
	"ForwardEscrow_WindowInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("the window must go from start (%s) over end (%s) to settle-by (%s)", a.time("start"), a.time("end"), a.time("settleBy"))
	},
	"ForwardEscrow_WindowOver": func(a reasonArguments) string {
		return fmt.Sprintf("the window is over already: settle-by is %s, the block says %s", a.time("settleBy"), a.time("timestamp"))
	},
	"ForwardEscrow_SealingKeyInvalid": func(reasonArguments) string {
		return "the sealing key is not a point of the curve; make one with: tercet key new --seal"
	},
	"ForwardEscrow_TokenDeliversOther": func(a reasonArguments) string {
		return fmt.Sprintf("token %s delivered %s instead of %s; tokens that keep a part cannot pay for a forward",
			a.text("token"), a.text("received"), a.text("expected"))
	},
	"ForwardEscrow_PredicateWithoutCode": func(a reasonArguments) string {
		return fmt.Sprintf("there is no contract at the predicate's address %s", a.text("predicate"))
	},
	"ForwardEscrow_TokenWithoutCode": func(a reasonArguments) string {
		return fmt.Sprintf("there is no contract at the token's address %s", a.text("token"))
	},
	"Groth16Predicate_ProofInvalid": func(reasonArguments) string {
		return "the proof does not prove this statement: recipient, forward, step, payload or proof is another one"
	},
	"Groth16Predicate_PayloadEndsInZero": func(reasonArguments) string {
		return "the payload ends in a zero word, which belongs left out"
	},
	"ERC20InsufficientBalance": func(a reasonArguments) string {
		return fmt.Sprintf("%s holds %s of the token's smallest units and needs %s", a.text("sender"), a.text("balance"), a.text("needed"))
	},
	"ERC20InsufficientAllowance": func(a reasonArguments) string {
		return fmt.Sprintf("%s may take %s of the token's smallest units and needs %s; approve it first",
			a.text("spender"), a.text("allowance"), a.text("needed"))
	},
}

func (a reasonArguments) text(name string) string {
	switch value := a[name].(type) {
	case string:
		return value
	case [32]byte:
		return common.Hash(value).Hex()
	case []byte:
		return fmt.Sprintf("0x%.72x", value)
	default:
		return fmt.Sprint(value)
	}
}

func (a reasonArguments) time(name string) string {
	switch value := a[name].(type) {
	case uint64:
		return moment(value).Format(time.DateTime)
	case *big.Int:
		if value.IsUint64() {
			return moment(value.Uint64()).Format(time.DateTime)
		}
	}
	return a.text(name)
}

// list tells an error without words of its own: Name(argument: value, …).
func (a reasonArguments) list(known *abi.Error) string {
	parts := make([]string, len(known.Inputs))
	for i, input := range known.Inputs {
		parts[i] = input.Name + ": " + a.text(input.Name)
	}
	return known.Name + "(" + strings.Join(parts, ", ") + ")"
}
