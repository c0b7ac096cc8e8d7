package agent

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
	"github.com/tercet-protocol/tercet/plugins/sdk"
)

const maxInventory = 1 << 20

// Client asks an agent. It believes nothing of it: what comes back is bounded, and for others to judge.
type Client struct {
	http *peer.HTTPClient
	err  error // of a URL that is none
}

// Dial is for asking the agent with that name at a URL. It does not connect yet; a URL that is none is told by every call.
func Dial(url string, name peer.Name, key peer.Key) *Client {
	client, err := peer.NewHTTPClient(url, name, key)
	return &Client{client, err}
}

// Devices is what there is.
func (c *Client) Devices(ctx context.Context) (Inventory, error) {
	text, err := c.do(ctx, http.MethodGet, nil, maxInventory, "devices")
	if err != nil {
		return Inventory{}, err
	}
	inventory, err := readInventory(text)
	if err != nil {
		return Inventory{}, fmt.Errorf("read the list of devices: %w", err)
	}
	return inventory, nil
}

func readInventory(text []byte) (inventory Inventory, err error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&inventory); err != nil {
		return Inventory{}, fmt.Errorf("offset %d: %w", decoder.InputOffset(), err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Inventory{}, fmt.Errorf("offset %d: there is more behind it", decoder.InputOffset())
	}
	return inventory, inventory.check()
}

// check refuses an inventory beyond bounds. Text in it is fit for a terminal after that.
func (i Inventory) check() error {
	var devices []sdk.ProbeDevice
	for _, device := range i.Devices {
		devices = append(devices, device.ProbeDevice)
		for n, check := range device.Checks {
			if !slices.Contains(sdk.Checks(), check) || slices.Contains(device.Checks[:n], check) {
				return fmt.Errorf("device %.80q: check %d is %.80q, which is none or is there twice", device.ID, n+1, check)
			}
		}
	}
	for n, fault := range i.Faults {
		if fault.Probe != sdk.Clean(fault.Probe) || fault.Reason != sdk.Clean(fault.Reason) {
			return fmt.Errorf("fault %d has control characters or more than %d bytes", n+1, sdk.MaxText)
		}
	}
	return sdk.CheckDevices(devices)
}

// Turn waits until it is this meter's turn to challenge the device, however long the other meters' turns take or the context
// allows. Waiting is no part of a challenge's deadlines, so take the turn first. It ends with EndTurn, or when the meter
// asks nothing for some time.
func (c *Client) Turn(ctx context.Context, device string) error {
	_, err := c.do(ctx, http.MethodPost, nil, 0, "devices", device, "turn")
	return err
}

// EndTurn gives the turn to the next meter and the device's memory back to the buyer.
func (c *Client) EndTurn(ctx context.Context, device string) error {
	_, err := c.do(ctx, http.MethodDelete, nil, 0, "devices", device, "turn")
	return err
}

// Ask asks one question of a check about a device. A question of a challenge outside the meter's turn waits for it.
func (c *Client) Ask(ctx context.Context, device, check string, request []byte) ([]byte, error) {
	if err := sdk.CheckProbeRequest(request); err != nil {
		return nil, err
	}
	return c.do(ctx, http.MethodPost, request, sdk.MaxProbeAnswer, "devices", device, check)
}

// Receipt is the busy receipt for now that the buyer left for a device, or nil. Whether it holds, its Verify says.
func (c *Client) Receipt(ctx context.Context, device string) (*Receipt, error) {
	data, err := c.do(ctx, http.MethodGet, nil, int64(MaxReceipt), "devices", device, "receipt")
	if err != nil || len(data) == 0 {
		return nil, err
	}
	return ParseReceipt(data)
}

// Leave hands over a receipt. Only the buyer's key may.
func (c *Client) Leave(ctx context.Context, receipt *Receipt) error {
	if receipt == nil {
		return errors.New("leave a receipt: there is none")
	}
	_, err := c.do(ctx, http.MethodPost, receipt.Bytes(), 0, "receipts")
	return err
}

// Close ends connections that are kept for later.
func (c *Client) Close() {
	if c.http != nil {
		c.http.Close()
	}
}

func (c *Client) do(ctx context.Context, method string, body []byte, most int64, path ...string) ([]byte, error) {
	if c.err != nil {
		return nil, c.err
	}
	return c.http.Do(ctx, method, append([]string{"v1"}, path...), body, most)
}
