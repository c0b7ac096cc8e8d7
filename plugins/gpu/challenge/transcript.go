package challenge

import (
	"encoding/binary"
	"time"
)

// A transcript begins with its name and version; then come the questions that were asked, each with its answer if it had one.
const transcriptHead = "tercet-gpu-transcript\x01"

// exchange is a question and its answer. Times are whole nanoseconds, as a transcript keeps them.
type exchange struct {
	asked    time.Time
	request  []byte
	ended    time.Time // when the answer was there, or when it was clear that none would come
	answered bool
	response []byte // where it is too long, as much of it as shows that
}

func (e exchange) took() time.Duration { return e.ended.Sub(e.asked) }

func encodeTranscript(exchanges []exchange) []byte {
	data := []byte(transcriptHead)
	for _, e := range exchanges {
		data = appendTime(data, e.asked)
		data = append(appendNumber(data, len(e.request)), e.request...)
		data = appendTime(data, e.ended)
		if !e.answered {
			data = append(data, 0)
			continue
		}
		data = append(data, 1)
		data = append(appendNumber(data, len(e.response)), e.response...)
	}
	return data
}

// parseTranscript reads a transcript of a challenge with a profile, up to its last byte.
func parseTranscript(p Profile, data []byte) (exchanges []exchange, err error) {
	r := newReader(data)
	r.want(transcriptHead, "transcript")
	for r.Err == nil && len(r.Data) > 0 && len(exchanges) < len(order) {
		e := exchange{asked: r.time("asked")}
		e.request = r.Take(r.below(maxRequest+1, "request, length"), "request")
		at := r.At
		e.ended = r.time("answered")
		if r.Err == nil && e.ended.Before(e.asked) {
			r.Fail(at, "answered", "%s is before the question, %s", e.ended, e.asked)
		}
		at = r.At
		if flag := r.Take(1, "whether answered"); flag != nil {
			e.answered = flag[0] == 1
			if flag[0] > 1 {
				r.Fail(at, "whether answered", "is %d, must be 0 or 1", flag[0])
			}
		}
		if e.answered {
			e.response = r.Take(r.below(p.MaxAnswer()+2, "answer, length"), "answer")
		}
		exchanges = append(exchanges, e)
	}
	if err := r.End("after the last question"); err != nil {
		return nil, err
	}
	return exchanges, nil
}

func (r *reader) time(field string) time.Time {
	return time.Unix(0, int64(r.uint64(field))).UTC() //nolint:gosec // any number is a time
}

func appendTime(data []byte, t time.Time) []byte {
	return binary.LittleEndian.AppendUint64(data, uint64(t.UnixNano()))
}
