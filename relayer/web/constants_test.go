package web_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"testing"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr/poseidon2"
	"github.com/consensys/gnark-crypto/ecc/bn254/twistededwards"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

var update = flag.Bool("update", false, "write the constants anew")

// constants are what the page needs to open sealed outputs.
type constants struct {
	Note      string     `json:"note"`
	Modulus   string     `json:"modulus"`
	RoundKeys [][]string `json:"roundKeys"`
	Diagonal  []string   `json:"diagonal"`
	D         string     `json:"d"`
	Order     string     `json:"order"`
	Base      [2]string  `json:"base"`
}

// The page hashes and multiplies with the numbers that the circuits do. scripts/gen writes them anew.
func TestTheConstantsAreThoseOfTheStatement(t *testing.T) {
	t.Parallel()
	const file = "src/seal/constants.json"
	wide := poseidon2.NewParameters(statement.WideWidth, statement.FullRounds, statement.PartRounds)
	curve := twistededwards.GetEdwardsCurve()
	c := constants{
		Note:    "Poseidon2 of width 16 over BN254's scalar field, and its twisted Edwards curve with a = -1. Written by go test ./relayer/web -update.",
		Modulus: "0x" + fr.Modulus().Text(16), Diagonal: hexes(wide.DiagM1),
		D: hexes([]fr.Element{curve.D})[0], Order: "0x" + curve.Order.Text(16), Base: [2]string(hexes([]fr.Element{curve.Base.X, curve.Base.Y})),
	}
	for _, round := range wide.RoundKeys {
		c.RoundKeys = append(c.RoundKeys, hexes(round))
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", " ")
	require.NoError(t, encoder.Encode(c))
	if *update {
		require.NoError(t, os.WriteFile(file, text.Bytes(), 0o644))
	}
	committed, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(committed), text.String(), "run scripts/gen")
}

func hexes(list []fr.Element) []string {
	out := make([]string, len(list))
	for i := range list {
		out[i] = "0x" + list[i].Text(16)
	}
	return out
}
