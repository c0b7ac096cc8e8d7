package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// documentPath is where a running server has the OpenAPI document, with .json or .yaml after it.
const documentPath = "/v1/openapi"

func documentConfig() huma.Config {
	registry := huma.NewMapRegistry(schemas, huma.DefaultSchemaNamer)
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title: "Tercet", Version: version,
				Description: "Forwards for compute of one escrow, read from its chain. Amounts are decimal texts in smallest units, times are " +
					"RFC 3339 in UTC, hashes, addresses and bytes are hexadecimal. Problems are told as RFC 9457 has it.",
				License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Components: &huma.Components{Schemas: registry},
		},
		OpenAPIPath:   documentPath,
		Formats:       huma.DefaultFormats,
		DefaultFormat: "application/json",

		RejectUnknownQueryParameters: true,
	}
}

// Document is the OpenAPI document.
func Document() ([]byte, error) {
	a, err := New(Deps{Clock: time.Now}, Options{})
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(a.huma.OpenAPI())
	if err != nil {
		return nil, fmt.Errorf("write the OpenAPI document: %w", err)
	}
	var indented bytes.Buffer
	if err := json.Indent(&indented, text, "", "  "); err != nil {
		return nil, fmt.Errorf("write the OpenAPI document: %w", err)
	}
	indented.WriteByte('\n')
	return indented.Bytes(), nil
}

// nullable has the document say which fields may be null: those that are pointers, and what is JSON of its own kind. The library says
// so of some of them only.
func nullable(registry huma.Registry) {
	for name, schema := range registry.Map() {
		of := registry.TypeFromRef(refTo(name))
		for of != nil && of.Kind() == reflect.Pointer {
			of = of.Elem()
		}
		if of == nil || of.Kind() != reflect.Struct {
			continue
		}
		for _, field := range reflect.VisibleFields(of) {
			property := schema.Properties[field.Tag.Get("json")]
			if property == nil || field.Type.Kind() != reflect.Pointer {
				continue
			}
			if property.Ref != "" {
				schema.Properties[field.Tag.Get("json")] = &huma.Schema{
					Description: property.Description, AnyOf: []*huma.Schema{{Ref: property.Ref}, {Type: "null"}},
				}
				continue
			}
			property.Nullable = true
			if len(property.Enum) > 0 {
				property.Enum = append(property.Enum, nil)
			}
		}
	}
}

const schemas = "#/components/schemas/"

func refTo(name string) string { return schemas + name }

// reading is an operation that reads.
func reading(id, path, summary string, errors ...int) huma.Operation {
	return huma.Operation{
		OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Tags: []string{"forwards"},
		Errors: append([]int{http.StatusForbidden, http.StatusMisdirectedRequest, http.StatusUnprocessableEntity, http.StatusTooManyRequests, http.StatusInternalServerError}, errors...),
	}
}
