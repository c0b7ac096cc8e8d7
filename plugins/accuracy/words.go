package accuracy

import (
	"encoding/json"
	"fmt"
	"math/big"

	circuit "github.com/tercet-protocol/tercet/circuits/accuracy"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

func answer(params circuit.Params) (sdk.Params, error) {
	text, err := json.Marshal(params)
	if err != nil {
		return sdk.Params{}, err
	}
	commitment := params.Commit()
	return sdk.Params{Preimage: params.Preimage(), Commitment: commitment.Bytes(), Unit: params.Unit(), JSON: text}, nil
}

func pack(assigned *circuit.Assignment) (sdk.Assignment, error) {
	full, err := assigned.Witness()
	if err != nil {
		return sdk.Assignment{}, err
	}
	witness, err := full.MarshalBinary()
	if err != nil {
		return sdk.Assignment{}, fmt.Errorf("writing the witness: %w", err)
	}
	from, to, amount := statement.ParseProgress(assigned.Header[statement.ProgressWord])
	out := sdk.Assignment{
		Step: sdk.Step{From: from, To: to, Amount: new(big.Int).Set(amount)}, H: assigned.H.Bytes(), Witness: witness,
	}
	for _, word := range assigned.Payload {
		out.Payload = append(out.Payload, word.Bytes())
	}
	return out, nil
}

func unseal(header [statement.HeaderLen]statement.Word, payload []statement.Word, text []byte) ([]statement.Word, error) {
	sealedTo := statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]}
	if sealedTo.IsZero() {
		return statement.Unsealed(payload)
	}
	if len(text) == 0 {
		return nil, fmt.Errorf("the model is sealed to %s: give the secret key that belongs to it", sealedTo)
	}
	var key statement.SealingKey
	if err := key.UnmarshalText(text); err != nil {
		return nil, err
	}
	if key.Public() != sealedTo {
		return nil, fmt.Errorf("the model is sealed to %s, and this is the %s", sealedTo, key)
	}
	return statement.Unseal(key, header[statement.ClaimWord], header[statement.ProgressWord], payload)
}

func readOpening(opening []byte) (statement.Word, error) {
	if len(opening) != 32 {
		return statement.Word{}, fmt.Errorf("reading the opening of a commitment: %d bytes, want 32", len(opening))
	}
	return statement.WordFromBytes([32]byte(opening))
}

func readHeader(header sdk.Header) ([statement.HeaderLen]statement.Word, error) {
	words, err := readWords(header[:])
	if err != nil {
		return [statement.HeaderLen]statement.Word{}, fmt.Errorf("reading the header: %w", err)
	}
	return [statement.HeaderLen]statement.Word(words), nil
}

func readWords(words []sdk.Word) ([]statement.Word, error) {
	out := make([]statement.Word, len(words))
	for i, word := range words {
		element, err := statement.WordFromBytes(word)
		if err != nil {
			return nil, fmt.Errorf("word %d: %w", i, err)
		}
		out[i] = element
	}
	return out, nil
}

func randomWord() (statement.Word, error) {
	var word statement.Word
	if _, err := word.SetRandom(); err != nil {
		return statement.Word{}, fmt.Errorf("drawing a random word: %w", err)
	}
	return word, nil
}
