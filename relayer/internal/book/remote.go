package book

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/ethereum/go-ethereum/common"

	"github.com/tercet-protocol/tercet/relayer/internal/offer"
)

// The bounds of what is asked of others' servers.
const (
	remoteTimeout = 20 * time.Second // for one answer
	maxAnswer     = 2 << 20          // bytes of one
	perPage       = 200              // offers
	wholeTimeout  = 5 * time.Minute  // for all offers of a book
	mostFailures  = 50               // of single offers, until no more are asked for
	mostWaits     = 5                // for one answer of a server that wants us to wait, so long at most:
	longestWait   = 10 * time.Second
)

// ErrRemote says that another server did not do what it was asked for.
var ErrRemote = errors.New("the server of the book did not do it")

// Remote is the book of another server. It is spoken to at that address and nowhere else: what it would lead to is not followed.
type Remote struct {
	address string
	client  *http.Client
}

// NewRemote is the book of the server at an address, such as https://example.org.
func NewRemote(address string) (*Remote, error) {
	if err := CheckAddress(address); err != nil {
		return nil, err
	}
	return &Remote{strings.TrimSuffix(address, "/"), &http.Client{
		Timeout:       remoteTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

// CheckAddress says what is wrong with the address of a server.
func CheckAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return fmt.Errorf("%.80q is no address of a server: want one such as https://example.org", address)
	}
	return nil
}

// Address is the server's.
func (r *Remote) Address() string { return r.address }

// Receipt is what a server says to an offer.
type Receipt struct {
	Hash     common.Hash `json:"hash"`
	Standing Standing    `json:"standing"`
	Known    bool        `json:"known"` // it was there before
}

// Post sends an offer. An error says what the server has against it.
func (r *Remote) Post(ctx context.Context, s offer.Signed) (Receipt, error) {
	var receipt Receipt
	text, err := json.Marshal(s)
	if err != nil {
		return receipt, err
	}
	hash, err := s.Hash()
	if err != nil {
		return receipt, err
	}
	if err := r.ask(ctx, http.MethodPost, "/v1/offers", text, &receipt); err != nil {
		return receipt, err
	}
	if receipt.Hash != hash {
		return receipt, fmt.Errorf("send offer %s to %s: %w: it took in %s", hash, r.address, ErrRemote, receipt.Hash)
	}
	return receipt, nil
}

// Hashes are those of the offers that can be taken, so many at most, the latest first.
func (r *Remote) Hashes(ctx context.Context, most int) (hashes []common.Hash, err error) {
	cursor := ""
	for range most/perPage + 1 {
		var page struct {
			Items []struct {
				Hash common.Hash `json:"hash"`
			} `json:"items"`
			Next *string `json:"next"`
		}
		path := fmt.Sprintf("/v1/offers?limit=%d", perPage)
		if cursor != "" {
			path += "&cursor=" + url.QueryEscape(cursor)
		}
		if err := r.ask(ctx, http.MethodGet, path, nil, &page); err != nil {
			return nil, err
		}
		for _, item := range page.Items {
			hashes = append(hashes, item.Hash)
		}
		if page.Next == nil || len(page.Items) == 0 || *page.Next == cursor {
			break
		}
		cursor = *page.Next
	}
	return hashes[:min(len(hashes), most)], nil
}

// Offer is the offer of a hash: none but that one.
func (r *Remote) Offer(ctx context.Context, hash common.Hash) (offer.Signed, error) {
	var told struct {
		File json.RawMessage `json:"file"`
	}
	if err := r.ask(ctx, http.MethodGet, "/v1/offers/"+hash.Hex(), nil, &told); err != nil {
		return offer.Signed{}, err
	}
	s, err := offer.Read(told.File)
	if err != nil {
		return offer.Signed{}, fmt.Errorf("ask %s for offer %s: %w: %w", r.address, hash, ErrRemote, err)
	}
	if got, err := s.Hash(); err != nil || got != hash {
		return offer.Signed{}, fmt.Errorf("ask %s for offer %s: %w: it answered with another one", r.address, hash, ErrRemote)
	}
	return s, nil
}

// Offers are those that can be taken, so many at most, and how many could not be read: one that has gone meanwhile, or cannot be
// read, costs the others nothing.
func (r *Remote) Offers(ctx context.Context, most int) (list []offer.Signed, left int, err error) {
	ctx, cancel := context.WithTimeout(ctx, wholeTimeout)
	defer cancel()
	hashes, err := r.Hashes(ctx, most)
	if err != nil {
		return nil, 0, err
	}
	for i, hash := range hashes {
		if left >= mostFailures || ctx.Err() != nil {
			return list, left + len(hashes) - i, nil
		}
		s, err := r.Offer(ctx, hash)
		if err != nil {
			left++
			continue
		}
		list = append(list, s)
	}
	return list, left, nil
}

// ask asks again where the server wants us to wait.
func (r *Remote) ask(ctx context.Context, method, path string, body []byte, answer any) error {
	for waits := 0; ; waits++ {
		wait, err := r.askOnce(ctx, method, path, body, answer)
		if err == nil || wait == 0 || waits == mostWaits {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(wait):
		}
	}
}

func (r *Remote) askOnce(ctx context.Context, method, path string, body []byte, answer any) (wait time.Duration, err error) {
	fail := func(err error) (time.Duration, error) {
		return wait, fmt.Errorf("ask %s: %w: %w", r.address, ErrRemote, err)
	}
	request, err := http.NewRequestWithContext(ctx, method, r.address+path, bytes.NewReader(body))
	if err != nil {
		return fail(err)
	}
	request.Header.Set("Accept", "application/json")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := r.client.Do(request)
	if err != nil {
		return fail(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer+1))
	if err != nil {
		return fail(err)
	}
	if len(text) > maxAnswer {
		return fail(fmt.Errorf("its answer has more than %d bytes", maxAnswer))
	}
	if response.StatusCode == http.StatusTooManyRequests {
		wait = time.Second
		if seconds, err := strconv.Atoi(response.Header.Get("Retry-After")); err == nil && seconds > 0 {
			wait = min(longestWait, time.Duration(min(seconds, 3600))*time.Second)
		}
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		var problem struct {
			Detail string `json:"detail"`
			Help   string `json:"help"`
		}
		if json.Unmarshal(text, &problem) == nil && problem.Detail != "" {
			return fail(fmt.Errorf("%d: %.500q (%.300q)", response.StatusCode, problem.Detail, problem.Help))
		}
		return fail(fmt.Errorf("it answers %s; does a book of offers stand there?", response.Status))
	}
	if err := json.Unmarshal(text, answer); err != nil {
		return fail(fmt.Errorf("its answer cannot be read: %w", err))
	}
	return 0, nil
}
