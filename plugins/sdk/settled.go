package sdk

import (
	"encoding"
	"fmt"
	"math/big"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Predicates turn the wire's words into the statement's and back in one way.

// ReadHeader reads a header's words. An error names the word that is no field element.
func ReadHeader(header Header) ([statement.HeaderLen]statement.Word, error) {
	words, err := ReadWords(header[:])
	if err != nil {
		return [statement.HeaderLen]statement.Word{}, fmt.Errorf("reading the header: %w", err)
	}
	return [statement.HeaderLen]statement.Word(words), nil
}

// ReadWords reads words, such as a payload's. An error names the one that is no field element.
func ReadWords(words []Word) ([]statement.Word, error) {
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

// Assigned is an assignment out of a circuit's: its header with the progress that was decided on, its payload, h and witness.
func Assigned(header [statement.HeaderLen]statement.Word, payload []statement.Word, h statement.Word, witness encoding.BinaryMarshaler) (Assignment, error) {
	raw, err := witness.MarshalBinary()
	if err != nil {
		return Assignment{}, fmt.Errorf("writing the witness: %w", err)
	}
	from, to, amount := statement.ParseProgress(header[statement.ProgressWord])
	out := Assignment{Step: Step{From: from, To: to, Amount: new(big.Int).Set(amount)}, H: h.Bytes(), Witness: raw}
	for _, word := range payload {
		out.Payload = append(out.Payload, word.Bytes())
	}
	return out, nil
}

// Unseal opens a payload with the text of the buyer's secret key; one that is sealed to nobody needs none. what names the
// output in errors, such as "poem".
func Unseal(what string, header [statement.HeaderLen]statement.Word, payload []statement.Word, key []byte) ([]statement.Word, error) {
	sealedTo := statement.PublicKey{X: header[statement.SealXWord], Y: header[statement.SealYWord]}
	if sealedTo.IsZero() {
		return statement.Unsealed(payload)
	}
	if len(key) == 0 {
		return nil, fmt.Errorf("the %s is sealed to %s: give the secret key that belongs to it", what, sealedTo)
	}
	var secret statement.SealingKey
	if err := secret.UnmarshalText(key); err != nil {
		return nil, err
	}
	if secret.Public() != sealedTo {
		return nil, fmt.Errorf("the %s is sealed to %s, and this is the %s", what, sealedTo, secret)
	}
	return statement.Unseal(secret, header[statement.ClaimWord], header[statement.ProgressWord], payload)
}
