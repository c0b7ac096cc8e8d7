package meter

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

// maxTold bounds what a meter answers.
const maxTold = 1 << 20

// Address is where a meter is, and who it is.
type Address struct {
	Meter gpuhours.Meter `json:"meter"` // the key that forwards name
	URL   string         `json:"url"`
	Name  peer.Name      `json:"name"` // the key that it shows
}

// Client asks a meter, and believes only what carries its signature.
type Client struct {
	at   Address
	http *peer.HTTPClient
}

// Dial is for asking a meter. It does not connect yet.
func Dial(at Address, key peer.Key) (*Client, error) {
	client, err := peer.NewHTTPClient(at.URL, at.Name, key)
	if err != nil {
		return nil, err
	}
	return &Client{at, client}, nil
}

// Close ends connections that are kept for later.
func (c *Client) Close() { c.http.Close() }

// Address is where it asks.
func (c *Client) Address() Address { return c.at }

// About is what the meter says of itself.
func (c *Client) About(ctx context.Context) (About, error) {
	var about About
	return about, c.ask(ctx, http.MethodGet, nil, &about, "meter")
}

// Draft is what the meter would sign of an epoch of a forward now, over its signature.
func (c *Client) Draft(ctx context.Context, forward common.Hash, epoch uint64) (Draft, error) {
	var draft Draft
	if err := c.ask(ctx, http.MethodGet, nil, &draft, "forwards", forward.Hex(), "drafts", strconv.FormatUint(epoch, 10)); err != nil {
		return Draft{}, err
	}
	if err := draft.Check(c.at.Meter, forward, epoch); err != nil {
		return Draft{}, fmt.Errorf("ask meter %s: %w", c.at.URL, err)
	}
	return draft, nil
}

// Sign asks for the meter's signature of a sheet, and checks it.
func (c *Client) Sign(ctx context.Context, sheet gpuhours.Sheet) (gpuhours.Signature, error) {
	body, err := json.Marshal(gpuhours.Evidence{Sheet: sheet})
	if err != nil {
		return gpuhours.Signature{}, err
	}
	var signature gpuhours.Signature
	if err := c.ask(ctx, http.MethodPost, body, &signature, "sheets"); err != nil {
		return gpuhours.Signature{}, err
	}
	if signature.Meter != c.at.Meter || !signature.Verify(sheet.Hash()) {
		return gpuhours.Signature{}, fmt.Errorf("ask meter %s: the signature is not its own for this sheet", c.at.URL)
	}
	return signature, nil
}

// Register tells the meter where a forward's devices are.
func (c *Client) Register(ctx context.Context, signed Signed[Registration]) error {
	return c.tell(ctx, signed, "machines")
}

// Admit tells the meter who uses a forward's devices.
func (c *Client) Admit(ctx context.Context, signed Signed[Tenancy]) error {
	return c.tell(ctx, signed, "tenancies")
}

// Handle is the buyer's sealed way in.
func (c *Client) Handle(ctx context.Context, forward common.Hash) ([]byte, error) {
	var sealed hexutil.Bytes
	return sealed, c.ask(ctx, http.MethodGet, nil, &sealed, "forwards", forward.Hex(), "handle")
}

func (c *Client) tell(ctx context.Context, said any, path string) error {
	body, err := json.Marshal(said)
	if err != nil {
		return err
	}
	var nothing any
	return c.ask(ctx, http.MethodPost, body, &nothing, path)
}

func (c *Client) ask(ctx context.Context, method string, body []byte, to any, path ...string) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, errors.New("no answer in time"))
	defer cancel()
	text, err := c.http.Do(ctx, method, append([]string{"v1"}, path...), body, maxTold)
	if err != nil {
		return fmt.Errorf("ask meter %s: %w", c.at.URL, err)
	}
	if err := decode(text, to); err != nil {
		return fmt.Errorf("ask meter %s: read its answer: %w", c.at.URL, err)
	}
	return nil
}
