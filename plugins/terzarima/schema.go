package terzarima

// paramsSchema describes what CommitParams reads. It is for editors and forms; the limits are the parser's.
const paramsSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Parameters of a poem in terza rima",
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "root": {"type": "string", "pattern": "^0x[0-9a-f]{64}$", "description": "the lexicon's; leave it out"},
    "minWords": {"type": "integer", "minimum": 1, "maximum": 10, "default": 4, "description": "least words a line"},
    "minSyllables": {"type": "integer", "minimum": 0, "maximum": 255, "default": 8, "description": "least syllables a line"},
    "maxSyllables": {"type": "integer", "minimum": 1, "maximum": 255, "default": 12, "description": "most syllables a line"},
    "maxUnknown": {"type": "integer", "minimum": 0, "maximum": 3, "default": 3, "description": "most words outside the lexicon, never at a line's end"},
    "required": {"type": "array", "maxItems": 4, "items": {"type": "string"}, "description": "words that must occur"}
  }
}`
