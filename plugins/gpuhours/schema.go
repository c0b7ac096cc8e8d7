package gpuhours

// paramsSchema describes what CommitParams reads. It is for editors and forms; the limits are the parser's.
const paramsSchema = `{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "Parameters of GPU-hours",
  "type": "object",
  "additionalProperties": false,
  "required": ["meters", "signatures", "class", "model"],
  "properties": {
    "meters": {"type": "array", "minItems": 1, "maxItems": 8, "items": {"type": "string", "pattern": "^0x[0-9a-f]{128}$"}, "description": "public keys of the meters whose signatures count"},
    "signatures": {"type": "integer", "minimum": 1, "maximum": 3, "description": "how many of them must sign a sheet"},
    "devices": {"type": "integer", "minimum": 1, "maximum": 8, "default": 8, "description": "most GPUs in one sheet"},
    "class": {"enum": ["A", "B", "C"], "description": "evidence: A an attested GPU inside a confidential virtual machine, B an attested GPU, C challenges and telemetry"},
    "model": {"type": "string", "minLength": 1, "maxLength": 64, "description": "of the GPU; in class C its memory, as in 80 GiB: an equal or better device answered"},
    "disputed": {"enum": ["denied", "credited"], "default": "denied", "description": "whether a challenge counts that failed while only the buyer's own processes ran, as the machine's telemetry has it"}
  }
}`
