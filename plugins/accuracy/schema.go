package accuracy

import (
	"fmt"

	circuit "github.com/tercet-protocol/tercet/circuits/accuracy"
)

const paramsSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Parameters of a model that classifies well",
  "description": "%[1]s. The pool is the forward's task: %[2]d lines, each a label from 0 to %[3]d, a space, and %[4]d features from 0 to 7, a figure each. The beacon draws %[5]d of them, one by one and with repetition, after the model is committed to. What is proved is that so many of the drawn ones are classified right, a tie being wrong; with the usual threshold of %[6]d it assures that the model is right on %.0[7]f %% of the pool, whoever chose among 2^48 beacons. Nothing is said about examples outside of the pool, which is known to whoever makes the model, and nothing about the labels being true.",
  "type": "object",
  "additionalProperties": false,
  "required": ["pool"],
  "properties": {
    "pool": {"type": "string", "pattern": "^0x[0-9a-fA-F]{64}$", "description": "root of the pool's tree; a check under another root names it"},
    "threshold": {"type": "integer", "minimum": 1, "maximum": %[5]d, "default": %[6]d, "description": "how many of the drawn examples must be classified right"}
  }
}`

func schema(s circuit.Shape) []byte {
	kind := "A multinomial regression"
	if s.Hidden > 0 {
		kind = fmt.Sprintf("A network with one hidden layer of %d units", s.Hidden)
	}
	usual := circuit.UsualThreshold(s)
	assured := circuit.Assured(s.Draws, usual, circuit.GrindingBits+circuit.SecurityBits)
	return fmt.Appendf(nil, paramsSchema, kind, s.Pool(), s.Classes-1, s.Features, s.Draws, usual, 100*assured)
}
