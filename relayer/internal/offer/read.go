package offer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// MaxFile is the most bytes that a file of an offer has.
const MaxFile = 256 << 10

// maxSignature is more than any wallet's contract asks for.
const maxSignature = 4 << 10

// Read reads an offer's file. Whatever is not in its one form is refused by the name of its field, all faults at once: a field
// that is missing, unknown, there twice, out of range, or written otherwise than MarshalJSON does. It checks no signature.
func Read(text []byte) (Signed, error) {
	fail := func(err error) (Signed, error) { return Signed{}, fmt.Errorf("read offer: %w", err) }
	if len(text) > MaxFile {
		return fail(fmt.Errorf("it has more than the %d bytes that an offer may have", MaxFile))
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return fail(errors.New("it is empty"))
	}
	r := &reader{}
	top := r.object("", text)
	if top.fields == nil {
		return fail(errors.Join(r.faults...))
	}
	var s Signed
	switch kind := top.text("type"); kind {
	case bidFile:
		s.Side, s.Buyer, s.Task = Bid, top.address("buyer"), top.bytes("task", MaxBytes)
	case askFile:
		s.Side, s.Review = Ask, top.uint64("review")
	default:
		r.fault("type", "%s is neither %s nor %s", show(kind), bidFile, askFile)
		return fail(errors.Join(r.faults...)) // what else belongs here depends on it
	}
	s.ChainID, s.Contract = top.number("chainId", 64), top.address("offers")
	if top.has("permit2") {
		if s.Permit2 = top.address("permit2"); s.Permit2 == (common.Address{}) {
			r.fault("permit2", "leave it away where the signature is for no Permit2")
		}
	}
	s.Params, s.LastPrice = top.bytes("params", MaxBytes), top.number("lastPrice", 128)
	s.RampStart, s.RampEnd, s.Expiry = top.time("rampStart"), top.time("rampEnd"), top.time("expiry")
	s.MinFill, s.Nonce, s.Salt = top.number("minFill", 96), top.number("nonce", 256), top.hash("salt")
	s.Signature = top.bytes("signature", maxSignature)
	if raw, found := top.take("terms"); found {
		s.Terms = r.terms(raw)
	}
	top.end()
	if err := errors.Join(r.faults...); err != nil {
		return fail(err)
	}
	return s, nil
}

func (r *reader) terms(raw json.RawMessage) statement.Terms {
	in := r.object("terms.", raw)
	if in.fields == nil {
		return statement.Terms{}
	}
	t := statement.Terms{
		Predicate: in.address("predicate"), Params: in.word("params"), TaskHash: in.hash("taskHash"), Token: in.address("token"),
		Price: in.number("price", 128), Quantity: in.number("quantity", 96), Unit: in.hash("unit"),
		AcceptBy: in.time("acceptBy"), Start: in.time("start"), End: in.time("end"), SettleBy: in.time("settleBy"),
		Bond: in.number("bond", 128), Provider: in.address("provider"), BeaconBlock: in.uint64("beaconBlock"),
		SealX: in.word("sealX"), SealY: in.word("sealY"),
	}
	in.end()
	return t
}

// reader remembers what is wrong with a file.
type reader struct{ faults []error }

// mostFaults is how many are told of a file: whoever wrote it can have any number.
const mostFaults = 16

func (r *reader) fault(field, format string, arguments ...any) {
	if len(r.faults) > mostFaults {
		return
	}
	r.faults = append(r.faults, fmt.Errorf("%s: %s", field, fmt.Sprintf(format, arguments...)))
}

// object is a JSON object whose fields are taken out one by one.
type object struct {
	*reader
	prefix string
	fields map[string]json.RawMessage
}

// object splits an object into its fields; they are nil where it is none. encoding/json would let a field be there twice, and
// in capitals.
func (r *reader) object(prefix string, text []byte) object {
	none, o := object{r, prefix, nil}, object{r, prefix, map[string]json.RawMessage{}}
	what := strings.TrimSuffix(prefix, ".")
	if what == "" {
		what = "the file"
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	if opening, err := decoder.Token(); err != nil || opening != json.Delim('{') {
		r.fault(what, "it is no JSON object")
		return none
	}
	for decoder.More() {
		key, err := decoder.Token()
		name, isText := key.(string)
		if err != nil || !isText {
			r.fault(what, "it is not JSON after %d bytes", decoder.InputOffset())
			return none
		}
		if !isPlain(name) || !bytes.HasSuffix(text[:decoder.InputOffset()], []byte(`"`+name+`"`)) {
			r.fault(prefix+show(name), "this name has escapes, signs beyond ASCII, or more of them than any field's")
			return none
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			r.fault(prefix+name, "it is not JSON: %v", err)
			return none
		}
		if _, twice := o.fields[name]; twice {
			r.fault(prefix+name, "it is there twice")
		}
		o.fields[name] = value
	}
	if _, err := decoder.Token(); err != nil {
		r.fault(what, "it does not end: %v", err)
		return none
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		r.fault(what, "there is something after it")
	}
	return o
}

// isPlain says whether what is seen of a field's name is what it is.
func isPlain(name string) bool {
	const most = 32
	return len(name) <= most && !strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c > '~' || c == '"' || c == '\\' })
}

func (o object) has(name string) bool {
	_, found := o.fields[name]
	return found
}

func (o object) take(name string) (json.RawMessage, bool) {
	value, found := o.fields[name]
	if delete(o.fields, name); !found {
		o.fault(o.prefix+name, "it is missing")
	}
	return value, found
}

// end refuses the fields that nobody took.
func (o object) end() {
	names := make([]string, 0, len(o.fields))
	for name := range o.fields {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		o.fault(o.prefix+show(name), "there is no such field")
	}
}

// text is a field in quotes, of printable ASCII and without escapes: what is seen is what is read.
func (o object) text(name string) string {
	raw, found := o.take(name)
	if !found {
		return ""
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(string(raw), `"`), `"`)
	switch plain := func(c rune) bool { return c >= ' ' && c <= '~' && c != '"' && c != '\\' }; {
	case len(raw) != len(inner)+2:
		o.fault(o.prefix+name, "it is not in quotes")
		return ""
	case strings.ContainsFunc(inner, func(c rune) bool { return !plain(c) }):
		o.fault(o.prefix+name, "it has escapes, or signs beyond ASCII")
		return ""
	}
	return inner
}

// read reads a field in its one form; an empty one was told of already.
func read[T any](o object, name, want string, parse func(text string) (T, bool)) T {
	var none T
	before := len(o.faults)
	text := o.text(name)
	if len(o.faults) > before {
		return none
	}
	value, ok := parse(text)
	if !ok {
		o.fault(o.prefix+name, "%s is not %s", show(text), want)
		return none
	}
	return value
}

func (o object) number(name string, bits int) *big.Int {
	x := read(o, name, fmt.Sprintf("a whole number from 0 to 2^%d-1 without leading zeros", bits), func(text string) (*big.Int, bool) {
		return parseNumber(text, bits)
	})
	if x == nil {
		return new(big.Int) // the fault is told of
	}
	return x
}

func (o object) uint64(name string) uint64 { return o.number(name, 64).Uint64() }

func (o object) time(name string) uint64 {
	return read(o, name, `a time such as 2027-05-22T12:00:00Z, or "none"`, parseTime)
}

func (o object) address(name string) common.Address {
	return read(o, name, "an address with its checksum: 0x and 40 hexadecimal digits, in capitals as EIP-55 has them", func(text string) (common.Address, bool) {
		address := common.HexToAddress(text)
		return address, address.Hex() == text
	})
}

func (o object) hash(name string) common.Hash {
	return read(o, name, "0x and 64 hexadecimal digits", parseHash)
}

func (o object) word(name string) statement.Word {
	return read(o, name, "0x and 64 hexadecimal digits of a number below the order of BN254's scalar field", func(text string) (statement.Word, bool) {
		hash, ok := parseHash(text)
		word, err := statement.WordFromBytes(hash)
		return word, ok && err == nil
	})
}

func (o object) bytes(name string, most int) []byte {
	return read(o, name, fmt.Sprintf("0x and hexadecimal digits of at most %d bytes", most), func(text string) ([]byte, bool) {
		content, err := hexutil.Decode(text)
		return content, err == nil && len(content) <= most && hexutil.Encode(content) == text
	})
}

func parseHash(text string) (common.Hash, bool) {
	content, err := hexutil.Decode(text)
	if err != nil || len(content) != common.HashLength {
		return common.Hash{}, false
	}
	hash := common.Hash(content)
	return hash, hash.Hex() == text
}

// show quotes what somebody else wrote, cut short.
func show(text string) string {
	const most = 48
	if len(text) > most {
		return fmt.Sprintf("%.*q…", most, text)
	}
	return fmt.Sprintf("%q", text)
}
