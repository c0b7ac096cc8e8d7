package meter

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"

	"github.com/ethereum/go-ethereum/accounts"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/gpuhours"
	"github.com/tercet-protocol/tercet/circuits/statement"
	"github.com/tercet-protocol/tercet/plugins/gpu/peer"
)

const (
	maxHandle = 8 << 10 // bytes of a sealed handle
	maxSerial = 1000    // so that nobody fills a log with ever new words
)

// namesDevice is what an agent may call a device, such as GPU-5a1e….
var namesDevice = regexp.MustCompile(`^[A-Za-z0-9._:-]{1,64}$`)

// Registration is the provider's word where a forward's devices are, who may propose sheets, and how the buyer gets in.
type Registration struct {
	Forward  common.Hash   `json:"forward"`
	Serial   uint64        `json:"serial"` // a later one takes the place of an earlier one
	URL      string        `json:"url"`    // of the agent
	Agent    peer.Name     `json:"agent"`  // the key that the agent shows
	Devices  []Device      `json:"devices"`
	Consent  hexutil.Bytes `json:"consent"`  // the agent's own signature, see Consent
	Executor peer.Name     `json:"executor"` // who may read drafts and propose sheets
	Handle   hexutil.Bytes `json:"handle"`   // the buyer's way in, sealed to them
}

// consentDomain is what an agent's key signs consents for.
const consentDomain = "tercet/gpu/agent/consent/v1"

// Consent is an agent's word, by its key, that it answers for a forward as long as the provider's position is that account's. An agent
// answers meters for whatever forward they ask: without its consent anybody could name it for a forward of their own.
func Consent(agent peer.Key, chainID uint64, escrow common.Address, forward common.Hash, provider common.Address) (hexutil.Bytes, error) {
	signature, err := agent.Sign(consentDomain, consentText(chainID, escrow, forward, provider))
	if err != nil {
		return nil, fmt.Errorf("sign for the agent that it answers for forward %s: %w", forward, err)
	}
	return signature[:], nil
}

func consentText(chainID uint64, escrow common.Address, forward common.Hash, provider common.Address) []byte {
	text := binary.BigEndian.AppendUint64(nil, chainID)
	return slices.Concat(text, escrow[:], forward[:], provider[:])
}

// consented says whether the agent agreed to be named.
func (r Registration) consented(chainID uint64, escrow common.Address, provider common.Address) error {
	if len(r.Consent) != peer.SignatureSize {
		return fmt.Errorf("the agent's consent has %d bytes, %d are one", len(r.Consent), peer.SignatureSize)
	}
	by, err := peer.Signature(r.Consent).By(consentDomain, consentText(chainID, escrow, r.Forward, provider))
	if err == nil && by != r.Agent {
		err = fmt.Errorf("%s signed it", by)
	}
	if err != nil {
		return fmt.Errorf("agent %s did not agree to answer for forward %s of %s: %w", r.Agent, r.Forward, provider, err)
	}
	return nil
}

// Device is one GPU that is registered.
type Device struct {
	Name string      `json:"name"` // as the agent calls it
	Chip common.Hash `json:"chip"` // in classes A and B the device id of its attestation, else zero
}

// Check names what is wrong with a registration.
func (r Registration) Check() error {
	var errs []error
	if _, err := peer.ParseURL(r.URL); err != nil {
		errs = append(errs, err)
	}
	if r.Serial < 1 || r.Serial > maxSerial {
		errs = append(errs, fmt.Errorf("serial is %d: begin with 1, and end with %d", r.Serial, maxSerial))
	}
	if n := len(r.Devices); n < 1 || n > gpuhours.MaxDevices {
		errs = append(errs, fmt.Errorf("there are %d devices: name 1 to %d", n, gpuhours.MaxDevices))
	}
	names, chips := map[string]bool{}, map[common.Hash]bool{{}: false}
	for i, device := range r.Devices {
		if !namesDevice.MatchString(device.Name) || names[device.Name] {
			errs = append(errs, fmt.Errorf("device %d has no name of at most 64 letters, digits and . _ : -, or that of another one", i+1))
		}
		if chips[device.Chip] {
			errs = append(errs, fmt.Errorf("device %d is the same chip as another one", i+1))
		}
		names[device.Name], chips[device.Chip] = true, device.Chip != (common.Hash{})
	}
	if len(r.Handle) == 0 || len(r.Handle) > maxHandle {
		errs = append(errs, fmt.Errorf("the handle has %d bytes: seal the buyer's way in, at most %d bytes", len(r.Handle), maxHandle))
	}
	if r.Agent == (peer.Name{}) || r.Executor == (peer.Name{}) {
		errs = append(errs, errors.New("agent or executor has no name"))
	}
	return errors.Join(errs...)
}

func (r Registration) after(said serials) error { return after(r.Serial, said.machine) }

func (t Tenancy) after(said serials) error { return after(t.Serial, said.tenant) }

func after(serial, last uint64) error {
	if serial <= last {
		return fmt.Errorf("serial %d: there is one with serial %d already, number yours higher", serial, last)
	}
	return nil
}

// checkFor names what keeps a registration from being one for a forward with these parameters.
func (r Registration) checkFor(p gpuhours.Params) error {
	errs := []error{r.Check()}
	if p.Class == gpuhours.ClassA {
		errs = append(errs, errors.New("class A: no meter here judges what a confidential virtual machine says of itself; only B and C can be metered"))
	}
	for i, device := range r.Devices {
		if attested := device.Chip != (common.Hash{}); attested != (p.Class == gpuhours.ClassB) {
			errs = append(errs, fmt.Errorf("device %d: a chip goes with class B, and the forward's class is %s", i+1, p.Class))
		}
		if device.ID(r.Agent) == (common.Hash{}) {
			errs = append(errs, fmt.Errorf("device %d: its chip is none", i+1))
		}
	}
	return errors.Join(errs...)
}

// ID is what sheets call a device. An attested one goes by its chip. Of another one the agent is part of the id: whoever else calls
// a device so has another one, so that nobody can take somebody's device-hours; and that one device is not shown by two
// agents is for challenges to find out, which come to all at the same time.
func (d Device) ID(agent peer.Name) common.Hash {
	id := statement.U248(d.Chip)
	if d.Chip == (common.Hash{}) {
		id = statement.U248(crypto.Keccak256Hash([]byte("tercet/v1/gpu/device"), agent[:], []byte(d.Name)))
	}
	return id.Bytes()
}

// Tenancy is the buyer's word who uses a forward's devices.
type Tenancy struct {
	Forward common.Hash `json:"forward"`
	Serial  uint64      `json:"serial"`
	Key     peer.Name   `json:"key"`    // signs receipts that say that devices are busy
	Reader  peer.Name   `json:"reader"` // may read drafts and the sealed handle
}

// Check names what is wrong with a tenancy.
func (t Tenancy) Check() error {
	if t.Serial < 1 || t.Serial > maxSerial {
		return fmt.Errorf("serial is %d: begin with 1, and end with %d", t.Serial, maxSerial)
	}
	if t.Key == (peer.Name{}) || t.Reader == (peer.Name{}) {
		return errors.New("key or reader has no name")
	}
	return nil
}

// Signed is what somebody says, with an account's signature.
type Signed[T any] struct {
	Said      T             `json:"said"`
	Signature hexutil.Bytes `json:"signature"`
}

// Text is what an account signs, as wallets sign messages (EIP-191): the chain, the escrow, and what is said as JSON.
func Text(chainID uint64, escrow common.Address, said any) ([]byte, error) {
	body, err := json.MarshalIndent(said, "", " ")
	if err != nil {
		return nil, fmt.Errorf("write what is to be signed: %w", err)
	}
	kind := map[bool]string{true: "devices", false: "tenancy"}
	_, devices := said.(Registration)
	return fmt.Appendf(nil, "Tercet, %s of a GPU forward, chain %d, escrow %s:\n%s", kind[devices], chainID, escrow, body), nil
}

// Sign signs what is said with a function that signs the hash of a text, as EIP-191 has it.
func Sign[T any](chainID uint64, escrow common.Address, said T, sign func(hash []byte) ([]byte, error)) (Signed[T], error) {
	text, err := Text(chainID, escrow, said)
	if err != nil {
		return Signed[T]{}, err
	}
	signature, err := sign(accounts.TextHash(text))
	return Signed[T]{said, signature}, err
}

// Signer is the account that signed.
func (s Signed[T]) Signer(chainID uint64, escrow common.Address) (common.Address, error) {
	text, err := Text(chainID, escrow, s.Said)
	if err != nil {
		return common.Address{}, err
	}
	if len(s.Signature) != crypto.SignatureLength {
		return common.Address{}, fmt.Errorf("the signature has %d bytes, %d are one", len(s.Signature), crypto.SignatureLength)
	}
	signature := append([]byte{}, s.Signature...)
	if v := signature[crypto.RecoveryIDOffset]; v >= 27 { // as wallets write it
		signature[crypto.RecoveryIDOffset] = v - 27
	}
	key, err := crypto.SigToPub(accounts.TextHash(text), signature)
	if err != nil {
		return common.Address{}, fmt.Errorf("the signature is none: %w", err)
	}
	return crypto.PubkeyToAddress(*key), nil
}
