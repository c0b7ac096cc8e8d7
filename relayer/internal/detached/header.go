package detached

import (
	"math/big"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// The domains of what stands in a header in the place of what a chain would put there.
const (
	claimDomain  = "tercet/v1/detached/claim"
	beaconDomain = "tercet/v1/detached/beacon"
)

// Terms are what a chain would say of a forward.
type Terms struct {
	Claim      string      // what the proof is bound to, such as a question of whoever verifies it
	Forward    common.Hash // for predicates whose outputs name a forward
	Start, End uint64
	Quantity   *big.Int
	SealTo     statement.PublicKey // zero: the output is public
}

// header is that of an escrow, with zeros for progress, commitment and beacon.
func (t Terms) header(params statement.Word) (header [statement.HeaderLen]statement.Word, err error) {
	header[statement.ClaimWord] = claim(t.Claim)
	header[statement.ForwardWord] = statement.U248(t.Forward)
	header[statement.ParamsWord] = params
	header[statement.WindowWord], err = statement.Window(t.Start, t.End, t.Quantity)
	header[statement.SealXWord], header[statement.SealYWord] = t.SealTo.X, t.SealTo.Y
	return header, err
}

func claim(text string) statement.Word {
	return statement.U248(crypto.Keccak256Hash([]byte(claimDomain), crypto.Keccak256([]byte(text))))
}

// beacon is the challenge after a commitment. Progress is not part of it: what is delivered may depend on the challenge.
func beacon(header [statement.HeaderLen]statement.Word) statement.Word {
	text := []byte(beaconDomain)
	for i, word := range header {
		if i != statement.ProgressWord && i != statement.BeaconWord {
			encoded := word.Bytes()
			text = append(text, encoded[:]...)
		}
	}
	return statement.U248(crypto.Keccak256Hash(text))
}
