package accuracy

import (
	"encoding/json"
	"fmt"

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

func readOpening(opening []byte) (statement.Word, error) {
	if len(opening) != 32 {
		return statement.Word{}, fmt.Errorf("reading the opening of a commitment: %d bytes, want 32", len(opening))
	}
	return statement.WordFromBytes([32]byte(opening))
}

func randomWord() (statement.Word, error) {
	var word statement.Word
	if _, err := word.SetRandom(); err != nil {
		return statement.Word{}, fmt.Errorf("drawing a random word: %w", err)
	}
	return word, nil
}
