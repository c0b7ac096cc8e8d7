package statement_test

import (
	"fmt"
	"math/big"
	"strconv"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

const maxTime = ^uint64(0)

func makeVectors(t *testing.T) vectors {
	t.Helper()
	v := vectors{
		Note: "What circuits/statement computes; contracts and circuits agree with it. Written by go test ./circuits/statement -run TestVectors -update.",
		TypeHashes: map[string]string{
			"terms":   statement.TermsTypeHash.Hex(),
			"forward": statement.ForwardTypeHash.Hex(),
			"claim":   statement.ClaimTypeHash.Hex(),
			"fold":    statement.FoldTag.Hex(),
			"batch":   statement.BatchTag.Hex(),
		},
		Forward: forwardVectors(t),
		Claim:   claimVectors(t),
		Header:  headerVectors(t),
		Seal:    sealVectors(t),
	}
	for i := range 2 {
		h := seedHash("u248", i)
		v.U248 = append(v.U248, u248Vector{h.Hex(), hex(statement.U248(h))})
	}
	full := common.BigToHash(bits(256))
	v.U248 = append(v.U248, u248Vector{full.Hex(), hex(statement.U248(full))})
	hashVectors(&v)
	foldVectors(&v)
	batchVectors(&v)
	return v
}

func hashVectors(v *vectors) {
	for _, domain := range []string{"fold", "batch", "params", "leaf", "node", "sheet", "seal", "stream", "signature", "aux", "work", "model", "draw"} {
		for _, n := range []int{1, 8, 41} {
			v.Capacity = append(v.Capacity, capacityVector{domain, n, hex(statement.Capacity(domain, n))})
		}
	}
	for _, n := range []int{1, 2, 6, 14, 15, 16, 30, 31, 32, 45, 46} {
		in := seeds("sponge", n)
		v.Sponge = append(v.Sponge, spongeVector{"params", hexes(in), hex(statement.Sponge("params", in))})
	}
	for _, in := range [][]statement.Word{make([]statement.Word, 16), {largest(), largest()}} {
		v.Sponge = append(v.Sponge, spongeVector{"aux", hexes(in), hex(statement.Sponge("aux", in))})
	}
	for _, children := range [][8]statement.Word{
		{}, [8]statement.Word(seeds("node", 8)), {0: largest(), 7: largest()},
	} {
		v.Node = append(v.Node, nodeVector{hexes(children[:]), hex(statement.Node(children))})
	}
	for _, n := range []int{1, 15, 16, 31} {
		v.Stream = append(v.Stream, streamVector{hex(seed("stream", n)), hexes(statement.Stream(seed("stream", n), n))})
	}
}

func foldVectors(v *vectors) {
	for _, n := range []int{9, 10, 30} {
		words := seeds("fold", n)
		words[n-1] = largest()
		for _, a := range []statement.Word{{}, seed("a", n)} {
			h := statement.Fold(words, a)
			v.Fold = append(v.Fold, foldVector{hexes(words), hex(a), hex(h)})
		}
		h, vk := seed("h", n), seedHash("vk", n)
		z := statement.Challenge(vk, h, words)
		v.Challenge = append(v.Challenge, challengeVector{vk.Hex(), hex(h), hexes(words), hex(z)})
		for _, point := range []statement.Word{{}, largest(), z} {
			v.Evaluate = append(v.Evaluate, evaluateVector{hexes(words), hex(point), hex(statement.Evaluate(words, point))})
		}
	}
}

// batchVectors are a full batch, one place alone, some places of different lengths, and the longest places there are.
func batchVectors(v *vectors) {
	for _, c := range []struct{ n, words, places int }{{4, 12, 4}, {4, 12, 1}, {16, 12, 5}, {2, statement.Stride - 1, 2}} {
		b := batchVector{VKHash: seedHash("batch key", c.places).Hex(), N: c.n, Count: c.places, Words: c.words}
		var places []statement.Place
		for i := range c.places {
			place, a := batchPlace(c.words, i)
			places, b.A = append(places, place), append(b.A, hex(a))
		}
		h := statement.FoldBatch(c.n, places)
		z := statement.BatchChallenge(seedHash("batch key", c.places), c.n, h, places)
		b.Places, b.H, b.Z = hexes(statement.Flatten(places)), hex(h), hex(z)
		b.Y = hex(statement.BatchEvaluate(places, z))
		v.Batch = append(v.Batch, b)
	}
}

// batchPlace has one word less than the place before it, down to the header.
func batchPlace(words, i int) (statement.Place, statement.Word) {
	full, a := make([]statement.Word, words), seed("batch a", i)
	used := max(words-i, statement.HeaderLen)
	copy(full, seeds(fmt.Sprintf("batch place %d", i), used-1))
	full[used-1] = largest()
	return statement.Place{H: statement.Fold(full, a), V: full[:used]}, a
}

// exampleTerms are of an ordinary open forward; extremeTerms have every field at its limit.
func exampleTerms() statement.Terms {
	key := secret(1).Public()
	return statement.Terms{
		Predicate: seedAddress("predicate"), Params: seed("params", 0), TaskHash: seedHash("task", 0),
		Token: seedAddress("token"), Price: big.NewInt(150_000), Quantity: big.NewInt(1), Unit: seedHash("unit", 0),
		Start: 1_900_000_000, End: 1_902_592_000, SettleBy: 1_903_196_800, Bond: new(big.Int),
		SealX: key.X, SealY: key.Y,
	}
}

func extremeTerms() statement.Terms {
	all := common.BytesToAddress(bits(160).Bytes())
	return statement.Terms{
		Predicate: all, Params: largest(), TaskHash: common.BigToHash(bits(256)),
		Token: all, Price: bits(128), Quantity: bits(96), Unit: common.BigToHash(bits(256)),
		AcceptBy: maxTime, Start: maxTime, End: maxTime, SettleBy: maxTime, Bond: bits(128), Provider: all,
		BeaconBlock: maxTime, SealX: largest(), SealY: largest(),
	}
}

func forwardVectors(t *testing.T) []forwardVector {
	var list []forwardVector
	for _, terms := range []statement.Terms{exampleTerms(), extremeTerms(), zeroTerms()} {
		for _, chainID := range []*big.Int{big.NewInt(1337), bits(256)} {
			buyer, salt, escrow := seedAddress("buyer"), seedHash("salt", len(list)), seedAddress("escrow")
			termsHash, err := statement.TermsHash(terms)
			require.NoError(t, err)
			id, err := statement.ForwardID(terms, buyer, salt, chainID, escrow)
			require.NoError(t, err)
			list = append(list, forwardVector{
				Terms: fields(terms), TermsHash: termsHash.Hex(), Buyer: buyer.Hex(), Salt: salt.Hex(),
				ChainID: chainID.String(), Escrow: escrow.Hex(), ForwardID: id.Hex(),
			})
		}
	}
	return list
}

func zeroTerms() statement.Terms {
	return statement.Terms{Price: new(big.Int), Quantity: new(big.Int), Bond: new(big.Int)}
}

func fields(t statement.Terms) termsFields {
	return termsFields{
		Predicate: t.Predicate.Hex(), Params: hex(t.Params), TaskHash: t.TaskHash.Hex(), Token: t.Token.Hex(),
		Price: t.Price.String(), Quantity: t.Quantity.String(), Unit: t.Unit.Hex(), AcceptBy: decimal(t.AcceptBy),
		Start: decimal(t.Start), End: decimal(t.End), SettleBy: decimal(t.SettleBy), Bond: t.Bond.String(),
		Provider: t.Provider.Hex(), BeaconBlock: decimal(t.BeaconBlock), SealX: hex(t.SealX), SealY: hex(t.SealY),
	}
}

func claimVectors(t *testing.T) []claimVector {
	var list []claimVector
	for _, chainID := range []*big.Int{new(big.Int), big.NewInt(1337), bits(256)} {
		escrow, recipient, forward := seedAddress("escrow"), seedAddress("recipient"), seedHash("forward", 0)
		claim, err := statement.Claim(chainID, escrow, forward, recipient)
		require.NoError(t, err)
		list = append(list, claimVector{chainID.String(), escrow.Hex(), forward.Hex(), recipient.Hex(), hex(claim)})
	}
	return list
}

func headerVectors(t *testing.T) []headerVector {
	forward := seedHash("forward", 0)
	example := exampleTerms().Header(big.NewInt(1337), seedAddress("escrow"), forward, seedAddress("recipient"))
	example.To, example.Amount = 1, big.NewInt(1)
	extreme := extremeTerms().Header(bits(256), seedAddress("escrow"), common.BigToHash(bits(256)), seedAddress("recipient"))
	extreme.From, extreme.To, extreme.Amount = maxTime, maxTime, bits(96)
	extreme.Commitment, extreme.Beacon = largest(), largest()
	least := zeroTerms().Header(new(big.Int), common.Address{}, common.Hash{}, common.Address{})

	var list []headerVector
	for _, h := range []statement.Header{example, extreme, least} {
		words, err := h.Words()
		require.NoError(t, err)
		list = append(list, headerVector{
			ChainID: h.ChainID.String(), Escrow: h.Escrow.Hex(), Recipient: h.Recipient.Hex(), Forward: h.Forward.Hex(),
			Params: hex(h.Params), Start: decimal(h.Start), End: decimal(h.End), Quantity: h.Quantity.String(),
			From: decimal(h.From), To: decimal(h.To), Amount: h.Amount.String(), SealX: hex(h.SealX), SealY: hex(h.SealY),
			Commitment: hex(h.Commitment), Beacon: hex(h.Beacon), Words: hexes(words[:]),
		})
	}
	return list
}

func sealVectors(t *testing.T) []sealVector {
	var list []sealVector
	for i, n := range []int{0, 1, 15, 16, 19} {
		sk, rho := secret(i), scalar("rho", i)
		message := seeds("message", n)
		if n > 2 {
			message[1] = statement.Word{} // an empty word in the middle is sealed like any other
		}
		message = append(message, statement.Word{}) // those at the end are left out
		list = append(list, sealed(t, sk.Public(), text(t, sk), rho, message))
	}
	return append(list,
		sealed(t, statement.PublicKey{}, "", new(big.Int), seeds("message", 3)),
		sealed(t, statement.PublicKey{}, "", new(big.Int), make([]statement.Word, 2)))
}

func sealed(t *testing.T, pk statement.PublicKey, secret string, rho *big.Int, message []statement.Word) sealVector {
	t.Helper()
	claim, progress := seed("claim", len(message)), seed("progress", len(message))
	payload, err := statement.Seal(pk, rho, claim, progress, message)
	require.NoError(t, err)
	return sealVector{
		Secret: secret, KeyX: hex(pk.X), KeyY: hex(pk.Y), Rho: common.BigToHash(rho).Hex(),
		Claim: hex(claim), Progress: hex(progress), Message: hexes(message), Payload: hexes(payload),
	}
}

func decimal(x uint64) string { return strconv.FormatUint(x, 10) }
