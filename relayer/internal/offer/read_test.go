package offer_test

import (
	"encoding/json"
	"math/big"
	"strings"
	"testing"

	"github.com/ethereum/go-ethereum/common"
	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
	"github.com/tercet-protocol/tercet/relayer/internal/offer/offertest"
)

func TestFilesAreReadBack(t *testing.T) {
	t.Parallel()
	stream := offertest.NewStream("files")
	written, beyond := 0, 0
	for range 300 {
		s := offer.Signed{Offer: stream.Offer(), ChainID: stream.Uint(64), Contract: stream.Address(), Signature: stream.Bytes()}
		if stream.Below(2) == 0 {
			s.Permit2 = common.Address{9}
		}
		if stream.Below(2) == 0 { // times that a calendar has
			for _, at := range []*uint64{&s.Terms.AcceptBy, &s.Terms.Start, &s.Terms.End, &s.Terms.SettleBy, &s.RampStart, &s.RampEnd, &s.Expiry} {
				*at %= 253402300800
			}
		}
		text, err := s.Encode()
		if err != nil {
			require.ErrorContains(t, err, "lies beyond the year 9999")
			beyond++
			continue
		}
		read, err := offer.Read(text)
		require.NoError(t, err)
		again, err := read.Encode()
		require.NoError(t, err)
		require.Equal(t, string(text), string(again))
		first, err := s.Digest()
		require.NoError(t, err)
		second, err := read.Digest()
		require.NoError(t, err)
		require.Equal(t, first, second)
		written++
	}
	require.Greater(t, min(written, beyond), 20, "%d written, %d refused", written, beyond)
}

// A file has one reading: what is in it twice, otherwise, too large or not known is refused by the name of its field.
func TestReadNamesTheField(t *testing.T) {
	t.Parallel()
	replace := func(old, new string) func(string) string {
		return func(text string) string { return strings.Replace(text, old, new, 1) }
	}
	texts := map[offer.Side]string{}
	for _, side := range []offer.Side{offer.Bid, offer.Ask} {
		text, err := json.Marshal(signed(t, side))
		require.NoError(t, err)
		texts[side] = string(text)
		read, err := offer.Read(text)
		require.NoError(t, err)
		require.NoError(t, read.VerifyKey())
	}
	for _, c := range []struct {
		want   string
		change func(string) string
	}{
		{`the file: it is no JSON object`, func(string) string { return "[]" }},
		{`it is empty`, func(string) string { return "" }},
		{`the file: there is something after it`, func(text string) string { return text + "{}" }},
		{`the file: it does not end`, func(text string) string { return strings.TrimSuffix(text, "}") }},
		{`it is not JSON`, func(text string) string { return text[:len(text)/2] }},
		{`type: "tercet-bid-2" is neither tercet-bid-1 nor tercet-ask-1`, replace("tercet-bid-1", "tercet-bid-2")},
		{`review: it is missing`, replace("tercet-bid-1", "tercet-ask-1")},
		{`buyer": there is no such field`, replace("tercet-bid-1", "tercet-ask-1")},
		{`chainId: "01337" is not a whole number`, replace(`"1337"`, `"01337"`)},
		{`chainId: "0x539" is not a whole number`, replace(`"1337"`, `"0x539"`)},
		{`chainId: it is not in quotes`, replace(`"1337"`, `1337`)},
		{`terms.price: it is there twice`, replace(`"price":"1500001"`, `"price":"1500001","price":"1"`)},
		{`terms."Price": there is no such field`, replace(`"price":"1500001"`, `"price":"1500001","Price":"1"`)},
		{`terms.price: it is missing`, replace(`"price":"1500001",`, ``)},
		{`terms.price: "1500001.0" is not`, replace(`"1500001"`, `"1500001.0"`)},
		{`terms.price: "+1500001" is not`, replace(`"1500001"`, `"+1500001"`)},
		{`terms.price: "-1" is not`, replace(`"1500001"`, `"-1"`)},
		{`terms.price: "1_500_001" is not`, replace(`"1500001"`, `"1_500_001"`)},
		{`terms.price: "" is not`, replace(`"1500001"`, `""`)},
		{`terms.price: "340282366920938463463374607431768211456" is not a whole number from 0 to 2^128-1`,
			replace(`"1500001"`, `"340282366920938463463374607431768211456"`)},
		{`terms.price: "111111111111111111111111111111111111111111111111"… is not`, replace(`"1500001"`, `"`+strings.Repeat("1", 1000)+`"`)},
		{`terms.price: it has escapes`, replace(`"1500001"`, `"15\u00300001"`)},
		{`terms.quantity: "79228162514264337593543950336" is not a whole number from 0 to 2^96-1`, replace(`"quantity":"1000"`, `"quantity":"79228162514264337593543950336"`)},
		{`terms.predicate: "0x01`, replace(`"0x0100000000000000000000000000000000000000"`, `"0x01"`)},
		{`is not an address with its checksum`, func(text string) string { return strings.Replace(text, "0xCc", "0xcc", 1) }},
		{`terms.params: "0x30644e72e131a029b85045b68181585d2833e84879b970"… is not 0x and 64 hexadecimal digits of a number below`,
			replace("0x0000000000000000000000000000000000000000000000000000000000000007", "0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001")},
		{`terms.start: "2027-01-15T09:00:00+00:00" is not a time`, replace(`"start":"2027-01-15T09:00:00Z"`, `"start":"2027-01-15T09:00:00+00:00"`)},
		{`terms.start: "2027-01-15T09:00:00.5Z" is not a time`, replace(`"start":"2027-01-15T09:00:00Z"`, `"start":"2027-01-15T09:00:00.5Z"`)},
		{`terms.start: "1969-01-15T09:00:00Z" is not a time`, replace(`"start":"2027-01-15T09:00:00Z"`, `"start":"1969-01-15T09:00:00Z"`)},
		{`terms.start: "1800003600" is not a time`, replace(`"start":"2027-01-15T09:00:00Z"`, `"start":"1800003600"`)},
		{`params: "0x706172616D73" is not 0x and hexadecimal digits`, replace(`"0x706172616d73"`, `"0x706172616D73"`)},
		{`params: "0x7" is not 0x and hexadecimal digits`, replace(`"0x706172616d73"`, `"0x7"`)},
		{`salt: "0x03" is not 0x and 64`, replace(`"0x0300000000000000000000000000000000000000000000000000000000000000"`, `"0x03"`)},
		{`permit2: leave it away`, replace(`},"params":"0x`, `},"permit2":"0x0000000000000000000000000000000000000000","params":"0x`)},
		{`"surprise": there is no such field`, replace(`},"params":"0x`, `},"surprise":true,"params":"0x`)},
		{`terms."surprise": there is no such field`, replace(`"price":`, `"surprise":{},"price":`)},
		{`terms: it is no JSON object`, func(text string) string {
			from, to := strings.Index(text, `{"predicate"`), strings.Index(text, `},"params"`)
			return text[:from] + "null" + text[to+1:]
		}},
	} {
		text := c.change(texts[offer.Bid])
		require.NotEqual(t, texts[offer.Bid], text, c.want)
		_, err := offer.Read([]byte(text))
		require.ErrorContains(t, err, c.want)
	}
	_, err := offer.Read(make([]byte, offer.MaxFile+1))
	require.ErrorContains(t, err, "more than the 262144 bytes that an offer may have")
}

func TestReadTellsAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(signed(t, offer.Ask))
	require.NoError(t, err)
	broken := strings.NewReplacer(`"price":"1500001"`, `"price":"01"`, `"nonce":"6"`, `"nonce":6`, `"review":"0"`, `"review":"never"`).Replace(string(text))
	_, err = offer.Read([]byte(broken))
	for _, want := range []string{"terms.price:", "nonce:", "review:"} {
		require.ErrorContains(t, err, want)
	}
}

// Whatever bytes are read as an offer are the one writing of it, but for white space and the order of fields.
func TestChangedBytesAreRefusedOrSeen(t *testing.T) {
	t.Parallel()
	s := signed(t, offer.Bid)
	text, err := s.Encode()
	require.NoError(t, err)
	stream := offertest.NewStream("bytes")
	refused, unsigned := 0, 0
	for range 2000 {
		changed := append([]byte{}, text...)
		changed[stream.Below(uint64(len(changed)))] = byte(' ' + stream.Below(95))
		read, err := offer.Read(changed)
		if err != nil {
			refused++
			continue
		}
		if read.VerifyKey() != nil {
			unsigned++
			continue
		}
		again, err := read.Encode()
		require.NoError(t, err)
		require.Equal(t, string(text), string(again), "what is read and holds is what was signed")
	}
	require.Greater(t, min(refused, unsigned), 100, "%d refused, %d not what was signed", refused, unsigned)
}

func TestStakeIsWhatTheMakerMayLose(t *testing.T) {
	t.Parallel()
	require.Equal(t, big.NewInt(1_500_001), bid().Stake())
	require.Equal(t, big.NewInt(2_000_000), with(bid(), func(o *offer.Offer) { o.RampEnd, o.LastPrice = now, big.NewInt(2_000_000) }).Stake())
	require.Equal(t, big.NewInt(300_007), ask().Stake())
	require.Zero(t, with(ask(), reviewed(60)).Stake().Sign())
}

// A file cannot write to the terminal by the names of its fields, nor hide one by writing it otherwise.
func TestReadRefusesNamesThatAreNotSeen(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"\u001b[2J": 1, "\u001b[2J": 2}`, `{"t\u0079pe": "tercet-bid-1"}`, `{"type": "tercet-bid-1", "terms": {"pri\u0063e": "1"}}`,
		`{"` + strings.Repeat("a", 33) + `": 1}`, "{\"a\u202eb\": 1}",
	} {
		_, err := offer.Read([]byte(text))
		require.ErrorContains(t, err, "this name has escapes")
		require.NotContains(t, err.Error(), "\x1b")
		require.NotContains(t, err.Error(), "\u202e")
	}
}
