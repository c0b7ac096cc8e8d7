package journal

import (
	"math/big"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
)

// Stage is how far a delivery has come. What the chain knows (announced, settled) is read from the chain.
type Stage string

const (
	// Accepting: of a forward that nobody accepted yet, an acceptance was signed, and may be sent.
	Accepting Stage = "accepting"
	// Executing: the executor is being asked for outputs; Attempts says how many it gave.
	Executing Stage = "executing"
	// Held: an output holds, and is here. The executor is not asked again.
	Held Stage = "held"
	// Committed: of a forward with two rounds, the output's commitment and its opening are here too. Only from here on may it
	// be committed to, which cannot be taken back.
	Committed Stage = "committed"
	// Assigned: the witness, the payload and h are here too.
	Assigned Stage = "assigned"
	// Proved: the proof is here too and was verified. Only from here on may anything be announced.
	Proved Stage = "proved"
	// Reclaiming: its window is over, part of it was delivered, and what that kept of the bond is to be paid back.
	Reclaiming Stage = "reclaiming"
	// Confirmed: the settlement is final.
	Confirmed Stage = "confirmed"
	// Abandoned: nothing more will be done; Reason says why.
	Abandoned Stage = "abandoned"
)

// Finished says that nothing more will be done.
func (s Stage) Finished() bool { return s == Confirmed || s == Abandoned }

func (s Stage) known() bool {
	switch s {
	case Accepting, Executing, Held, Committed, Assigned, Proved, Reclaiming, Confirmed, Abandoned:
		return true
	}
	return false
}

// Delivery is what the journal keeps of one forward.
type Delivery struct {
	Forward common.Hash    `json:"forward"`
	ChainID uint64         `json:"chainId"`
	Escrow  common.Address `json:"escrow"`
	Stage   Stage          `json:"stage"`
	// Bid is the signed bid whose filling opens and accepts the forward: its acceptances are that. Zero where it was opened otherwise.
	Bid common.Hash `json:"bid,omitzero"`
	// Refused is when it was found that the contract refused to fill the bid; zero if it did not. Maker is whose bid that was, zero
	// where it was no trick of theirs.
	Refused time.Time      `json:"refused,omitzero"`
	Maker   common.Address `json:"maker,omitzero"`
	// Reason says why a delivery was abandoned, or a bid is not filled whose forward is there all the same.
	Reason string `json:"reason,omitempty"`
	// Missed is when it was found that the window was over though the delivery was in hand, or that nothing comes of what was accepted
	// by itself; zero if it was not missed.
	Missed time.Time `json:"missed,omitzero"`
	// Bonded says that the chain has the forward accepted for this account, whose bond it is, though no acceptance is here: it was
	// accepted by hand, by a signed ask, or after a copy was made of the journal that was brought back.
	Bonded bool `json:"bonded,omitempty"`
	// Begun is when something was begun for the forward; zero where an earlier version wrote the entry.
	Begun time.Time `json:"begun,omitzero"`
	// Attempts counts the outputs of the executor that were judged, those of earlier processes included.
	Attempts int `json:"attempts,omitempty"`
	// Unjudged says that Output is what the executor gave and no verdict is there yet: it is shown to the predicate again, and the
	// executor is not asked.
	Unjudged bool `json:"unjudged,omitempty"`
	// Crashes counts the processes that began what comes next and did not live to see its end, the present one included.
	Crashes int `json:"crashes,omitempty"`
	// Errors counts the runs of the executor since its last output that ended without one or, of an output that is not judged, how
	// often the predicate failed over it.
	Errors int `json:"errors,omitempty"`
	// Executed is how long the executor took for the outputs so far, of the present step.
	Executed time.Duration `json:"executedNs,omitempty"`
	// Proving is how long the last proof for the forward took, without waiting for its turn, and ProvingKey the key it was made under:
	// that of a batch where it is about several. Whoever made it, and wherever, others reckon with it.
	Proving    time.Duration `json:"provingNs,omitempty"`
	ProvingKey common.Hash   `json:"provingKey,omitzero"`
	// Findings are those of the last output that was refused: the executor gets them with its next attempt.
	Findings []Finding `json:"findings,omitempty"`

	// Steps counts those of an assigned forward that were settled; Cursor and Delivered are how far it had come then, which is
	// where the step that the rest of this is about begins.
	Steps     int      `json:"steps,omitempty"`
	Cursor    uint64   `json:"cursor,omitempty"`
	Delivered *big.Int `json:"delivered,omitempty"`

	// Commitment is what the chain is told of the output before Beacon, the challenge, is known. Both are zero where there is
	// one round. They are the forward's: each of its steps is proved under them.
	Commitment common.Hash `json:"commitment,omitzero"`
	Beacon     common.Hash `json:"beacon,omitzero"`

	// Recipient is who the proof pays. It does not change once a proof is announced.
	Recipient common.Address `json:"recipient"`
	Step      Step           `json:"step"`
	Payload   []common.Hash  `json:"payload,omitempty"`
	H         common.Hash    `json:"h"`
	KeyHash   common.Hash    `json:"keyHash"`
	Proof     hexutil.Bytes  `json:"proof,omitempty"`
	// Group is what the delivery is settled with; where one proof is about several, it has no Proof of its own. Alone says
	// that it is not to be proved with others again.
	Group *Group `json:"group,omitempty"`
	Alone bool   `json:"alone,omitempty"`

	// The transactions signed for each purpose, oldest first. They are written before sending.
	Accept       []Transaction `json:"accept,omitempty"`
	Commit       []Transaction `json:"commit,omitempty"`
	Draw         []Transaction `json:"draw,omitempty"`
	Announcement []Transaction `json:"announcement,omitempty"`
	Settlement   []Transaction `json:"settlement,omitempty"`
	Reclaim      []Transaction `json:"reclaim,omitempty"`
	// Void are those that are for nothing any more and may still be mined, and those that were signed to take the place of one
	// and do nothing.
	Void []Transaction `json:"void,omitempty"`

	// Passed are settlements of the steps before the present one, which are sent again if a reorganisation takes those back.
	Passed []Transaction `json:"passed,omitempty"`
	// Final is the number of the block by which a settled delivery counts as ended: if that goes away, it may not have. 0 where nothing
	// is known of that, or it cannot be settled again.
	Final uint64 `json:"final,omitempty"`
	// Doubted says that blocks went away since that counted as final, and that it was not found out yet whether the end did.
	Doubted bool `json:"doubted,omitempty"`

	// Order is what the work goes by: the forward, and what was found out about it when it was begun. Output is the canonical
	// output, Opening what opens its commitment, Witness the whole assignment. They are kept beside the rest.
	Order   []byte `json:"-"`
	Output  []byte `json:"-"`
	Opening []byte `json:"-"`
	Witness []byte `json:"-"`
}

// Step is the part of the predicate's progress that the proof is about.
type Step struct {
	From   uint64   `json:"from"`
	To     uint64   `json:"to"`
	Amount *big.Int `json:"amount,omitempty"`
}

// Group is several deliveries that one transaction settles. Each of them has it, the same.
type Group struct {
	ID      common.Hash   `json:"id"`
	Members []common.Hash `json:"members"` // their forwards, in the order of the places
	// Call is the calldata that settles them, proofs included.
	Call hexutil.Bytes `json:"call,omitempty"`
	// Combined says that each has its own proof; otherwise one is about all of them.
	Combined bool `json:"combined,omitempty"`
}

// Finding is one reason why an output was refused.
type Finding struct {
	Rule    string `json:"rule"`
	Line    int    `json:"line,omitempty"`
	Message string `json:"message"`
}

// Transaction is one signed transaction.
type Transaction struct {
	Hash  common.Hash   `json:"hash"`
	Nonce uint64        `json:"nonce"`
	Raw   hexutil.Bytes `json:"raw"`
	// Tried says that it was given to an endpoint, whatever came of that, or was about to be. Without it nobody has seen it.
	Tried bool `json:"tried,omitempty"`
	// Cost is the most wei that its gas may cost.
	Cost *big.Int `json:"cost,omitempty"`
}
