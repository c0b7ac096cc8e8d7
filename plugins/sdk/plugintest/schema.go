package plugintest

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const dialect = "https://json-schema.org/draft/2020-12/schema"

// schemaShape is what the suite reads of a schema, to find values just outside of it.
type schemaShape struct {
	Dialect    string   `json:"$schema"`
	Title      string   `json:"title"`
	Required   []string `json:"required"`
	Properties map[string]struct {
		Minimum *int `json:"minimum"`
		Maximum *int `json:"maximum"`
	} `json:"properties"`
}

// schema holds the schema of the parameters to what CommitParams does: whoever fills in a form by it is not refused, and
// not misled.
func (e *exercise) schema(t *testing.T) {
	description, err := e.predicate.Describe(t.Context())
	require.NoError(t, err)
	compiled, shape := compile(t, description.ParamsSchema)
	require.Equal(t, dialect, shape.Dialect, "the schema names the edition it is written in")
	require.NotEmpty(t, shape.Title, "the schema's title says in a line what the parameters are")

	for _, text := range [][]byte{e.samples.Params, e.samples.OtherParams} {
		canonical := e.commit(t, text).JSON
		require.NoError(t, follow(t, compiled, canonical), "parameters as they are written back: %s", canonical)
		if len(bytes.TrimSpace(text)) > 0 {
			require.NoError(t, follow(t, compiled, text), "%s", text)
		}
	}
	for name, wrong := range e.wrongParams(t, shape) {
		require.Error(t, follow(t, compiled, wrong), "the schema lets through %s: %s", name, wrong)
		_, err := e.predicate.CommitParams(t.Context(), wrong)
		require.ErrorIs(t, err, sdk.ErrUnjudgeable, "%s: the schema refuses it and the predicate does not: %s", name, wrong)
	}
}

// wrongParams are good parameters with one thing made wrong.
func (e *exercise) wrongParams(t *testing.T, shape schemaShape) map[string][]byte {
	var good map[string]any
	require.NoError(t, json.Unmarshal(e.commit(t, e.samples.Params).JSON, &good))
	wrong := map[string][]byte{"a list": []byte(`[]`), "a text": []byte(`"text"`)}
	with := func(name, property string, value any) {
		changed := maps.Clone(good)
		changed[property] = value
		text, err := json.Marshal(changed)
		require.NoError(t, err)
		wrong[name] = text
	}
	with("one more property", "no such parameter", 1)
	for property := range good {
		with(property+" of another kind", property, map[string]any{"of": "another kind"})
		if slices.Contains(shape.Required, property) {
			without := maps.Clone(good)
			delete(without, property)
			text, err := json.Marshal(without)
			require.NoError(t, err)
			wrong["no "+property] = text
		}
	}
	for property, bounds := range shape.Properties {
		if bounds.Minimum != nil {
			with(property+" below the least", property, *bounds.Minimum-1)
		}
		if bounds.Maximum != nil {
			with(property+" above the most", property, *bounds.Maximum+1)
		}
	}
	return wrong
}

func compile(t *testing.T, schema []byte) (*jsonschema.Schema, schemaShape) {
	t.Helper()
	var shape schemaShape
	require.NoError(t, json.Unmarshal(schema, &shape))
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("params.json", document))
	compiled, err := compiler.Compile("params.json")
	require.NoError(t, err, "the schema is none")
	return compiled, shape
}

func follow(t *testing.T, schema *jsonschema.Schema, text []byte) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	return schema.Validate(value)
}
