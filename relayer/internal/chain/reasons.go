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
	"ForwardEscrow_PriceZero":    func(reasonArguments) string { return "a forward has a price above zero" },
	"ForwardEscrow_QuantityZero": func(reasonArguments) string { return "a forward is for a quantity above zero" },
	"ForwardEscrow_ParamsNotInField": func(a reasonArguments) string {
		return fmt.Sprintf("the commitment to the parameters, %s, is no element of the field: the predicate's plugin makes one", a.text("params"))
	},
	"SafeERC20FailedOperation": func(a reasonArguments) string {
		return fmt.Sprintf("token %s did not do what it was asked to: it refuses the payment, or it is no token", a.text("token"))
	},
	"ERC20InvalidReceiver": func(a reasonArguments) string {
		return fmt.Sprintf("the token pays nothing to %s", a.text("receiver"))
	},
	"ERC721InvalidReceiver": func(a reasonArguments) string {
		return fmt.Sprintf("%s cannot hold a position", a.text("receiver"))
	},
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
		return fmt.Sprintf("what was not delivered of forward %s went back to its buyer", a.text("id"))
	},
	"ForwardEscrow_AlreadyClosed": func(a reasonArguments) string {
		return fmt.Sprintf("both sides of forward %s ended it and shared what was left", a.text("id"))
	},
	"ForwardEscrow_AlreadyAccepted": func(a reasonArguments) string {
		return fmt.Sprintf("forward %s has been accepted; its provider's position is held by %s", a.text("id"), a.text("provider"))
	},
	"ForwardEscrow_AcceptanceOver": func(a reasonArguments) string {
		return fmt.Sprintf("it can be accepted before %s only, and the block says %s; open forwards, which anybody delivers, have no such time",
			a.time("acceptBy"), a.time("timestamp"))
	},
	"ForwardEscrow_HolderInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("%s cannot be the provider: the terms name %s (the zero address stands for anybody)", a.text("holder"), a.text("provider"))
	},
	"ForwardEscrow_HolderDidNotAgree": func(a reasonArguments) string {
		return fmt.Sprintf("%s did not make %s an operator of its positions, so it cannot be made a provider by it", a.text("holder"), a.text("caller"))
	},
	"ForwardEscrow_NotAccepted": func(a reasonArguments) string {
		return fmt.Sprintf("forward %s has no provider: nobody accepted it, or it is an open one", a.text("id"))
	},
	"ForwardEscrow_NotProvider": func(a reasonArguments) string {
		return fmt.Sprintf("%s neither holds the provider's position of forward %s nor is approved for it; %s holds it",
			a.text("caller"), a.text("id"), a.text("provider"))
	},
	"ForwardEscrow_StepOutOfOrder": func(a reasonArguments) string {
		return fmt.Sprintf("the step from %s to %s for %s units does not fit: progress stands at %s, and %s units are left",
			a.text("from"), a.text("to"), a.text("amount"), a.text("cursor"), a.text("left"))
	},
	"ForwardEscrow_RoundsInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("commitment or challenge are not those kept for forward %s (%s and %s), or one of them is missing",
			a.text("id"), a.text("commitment"), a.text("beacon"))
	},
	"ForwardEscrow_BeforeAcceptBy": func(a reasonArguments) string {
		return fmt.Sprintf("it may still be accepted: reclaim from %s on, the block says %s", a.time("acceptBy"), a.time("timestamp"))
	},
	"ForwardEscrow_ShareTooLarge": func(a reasonArguments) string {
		return fmt.Sprintf("%s for the buyer is more than the %s that are left of price and bond", a.text("toBuyer"), a.text("left"))
	},
	"ForwardEscrow_ConsentExpired": func(a reasonArguments) string {
		return fmt.Sprintf("the consents were good until %s, the block says %s; sign anew", a.time("deadline"), a.time("timestamp"))
	},
	"ForwardEscrow_ConsentInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("%s holds a position and did not consent to this: a consent is good for one forward, split and deadline, "+
			"and as long as nothing more is delivered and no position changes hands", a.text("holder"))
	},
	"ForwardEscrow_OpenForwardNotPlain": func(a reasonArguments) string {
		return fmt.Sprintf("an open forward has no bond, no provider and no second round (%s, %s, %s); give it a time to be accepted by",
			a.text("bond"), a.text("provider"), a.text("beaconBlock"))
	},
	"ForwardEscrow_AcceptByInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("the time to accept by (%s) must lie after the block's (%s) and not after start (%s)",
			a.time("acceptBy"), a.time("timestamp"), a.time("start"))
	},
	"ForwardEscrow_BondZero": func(reasonArguments) string {
		return "an assigned forward that anybody may accept needs a bond; name a provider, or ask for one"
	},
	"ForwardEscrow_BeaconBlockPassed": func(a reasonArguments) string {
		return fmt.Sprintf("block %s, whose hash is the challenge, must lie ahead of block %s", a.text("beaconBlock"), a.text("blockNumber"))
	},
	"Rounds_CommitmentTooLate": func(a reasonArguments) string {
		return fmt.Sprintf("an output is committed to before block %s, whose hash is the challenge; this is block %s", a.text("beaconBlock"), a.text("blockNumber"))
	},
	"Rounds_AlreadyCommitted": func(reasonArguments) string {
		return "its provider committed to an output already, and that cannot be changed"
	},
	"Rounds_NotProvider": func(a reasonArguments) string {
		return fmt.Sprintf("%s may not act for its provider %s", a.text("caller"), a.text("provider"))
	},
	"Rounds_BeaconUnreadable": func(a reasonArguments) string {
		return fmt.Sprintf("the hash of block %s, the challenge, cannot be read in block %s: it is still to come, or more than 8,191 blocks old",
			a.text("beaconBlock"), a.text("blockNumber"))
	},
	"Rounds_OneRoundOnly": func(reasonArguments) string { return "it has one round: there is nothing to commit to or to draw" },
	"ForwardEscrow_BuyerInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("%s cannot hold the buyer's position", a.text("buyer"))
	},
	"ForwardEscrow_PredicateDeclined": func(a reasonArguments) string {
		return fmt.Sprintf("predicate %s did not take this one of the group", a.text("predicate"))
	},
	"ForwardEscrow_PredicateOther": func(a reasonArguments) string {
		return fmt.Sprintf("its terms name predicate %s, the group is of %s", a.text("predicate"), a.text("group"))
	},
	"ForwardEscrow_DeliveriesOverlap": func(reasonArguments) string {
		return "the calldata's parts overlap, which no usual encoding does"
	},
	"ForwardEscrow_QuantityTooLarge": func(a reasonArguments) string {
		return fmt.Sprintf("a quantity is at most %s, not %s: choose a larger unit", a.text("most"), a.text("quantity"))
	},
	"ForwardEscrow_GroupSizeInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("a group has 1 to 256 deliveries, not %s", a.text("count"))
	},
	"ForwardEscrow_GasTooLow": func(a reasonArguments) string {
		return fmt.Sprintf("%s gas is left where %s is needed; send it with more", a.text("available"), a.text("needed"))
	},
	"ERC721IncorrectOwner": func(a reasonArguments) string {
		return fmt.Sprintf("the position is held by %s, not by %s", a.text("owner"), a.text("sender"))
	},
	"ERC721InsufficientApproval": func(a reasonArguments) string {
		return fmt.Sprintf("%s may not act for the holder of this position", a.text("operator"))
	},
	"ERC721NonexistentToken": func(reasonArguments) string {
		return "there is no such position: the forward was not opened, or not accepted"
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
	"GpuHoursPredicate_HoursSold": func(a reasonArguments) string {
		return fmt.Sprintf("hours of device %s were settled before under these meters: those in the mask %s", a.text("device"), a.text("hours_"))
	},
	"Offers_Expired": func(a reasonArguments) string {
		return fmt.Sprintf("the offer could be taken before %s, the block says %s", a.time("expiry"), a.time("timestamp"))
	},
	"Offers_Cancelled": func(a reasonArguments) string {
		return fmt.Sprintf("its maker cancelled offer %s, by itself or by its nonce", a.text("offer"))
	},
	"Offers_QuantityInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("%s of the offer cannot be taken: %s are left, and the smallest part is %s", a.text("quantity"), a.text("left"), a.text("minFill"))
	},
	"Offers_RampInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("the price's ramp must start (%s) before it ends (%s)", a.time("rampStart"), a.time("rampEnd"))
	},
	"Offers_PriceTooLow": func(a reasonArguments) string {
		return fmt.Sprintf("the part pays %s of the token's smallest units, and at least %s was asked for", a.text("price"), a.text("minPrice"))
	},
	"Offers_PriceTooHigh": func(a reasonArguments) string {
		return fmt.Sprintf("the part costs %s of the token's smallest units, and at most %s was to be paid", a.text("price"), a.text("maxPrice"))
	},
	"Offers_SignatureInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("the signature is not that of its maker %s for exactly this offer, on this chain, for this contract", a.text("maker"))
	},
	"Offers_NotWhole": func(a reasonArguments) string {
		return fmt.Sprintf("an offer signed for Permit2 is taken as a whole: %s, not %s", a.text("total"), a.text("quantity"))
	},
	"Offers_ReviewWithoutTransfer": func(reasonArguments) string {
		return "an ask with a review moves no money of its provider's, so it cannot be signed for Permit2"
	},
	"Offers_HolderDidNotAgree": func(a reasonArguments) string {
		return fmt.Sprintf("%s did not make %s an operator of its positions, so nobody can take a bid for it", a.text("holder"), a.text("caller"))
	},
	"Offers_TaskInvalid": func(a reasonArguments) string {
		return fmt.Sprintf("the task has the hash %s, and the ask is for %s", a.text("taskHash"), a.text("asked"))
	},
	"Offers_ReviewInvalid": func(reasonArguments) string {
		return "an ask with a review names neither a task nor a time to accept by: both come with the buyer"
	},
	"Offers_AskWithSealingKey": func(reasonArguments) string {
		return "an ask names no sealing key: that is the buyer's to choose"
	},
	"Offers_NotMaker": func(a reasonArguments) string {
		return fmt.Sprintf("only its maker %s can cancel an offer, and this is %s", a.text("maker"), a.text("caller"))
	},
	"AllowanceExpired": func(a reasonArguments) string {
		return fmt.Sprintf("the allowance in Permit2 was good until %s", a.time("deadline"))
	},
	"InsufficientAllowance": func(a reasonArguments) string {
		return fmt.Sprintf("the allowance in Permit2 is %s of the token's smallest units, which is too little", a.text("amount"))
	},
	"InvalidNonce": func(reasonArguments) string {
		return "the nonce was used up in Permit2: the offer was taken, or another one with the same nonce"
	},
	"InvalidSigner": func(reasonArguments) string {
		return "the signature for Permit2 is not its maker's of exactly this transfer"
	},
	"SignatureExpired": func(a reasonArguments) string {
		return fmt.Sprintf("the signature for Permit2 was good until %s", a.time("signatureDeadline"))
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
