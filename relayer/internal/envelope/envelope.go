// Package envelope encrypts a buyer's task to providers, as age does to X25519 recipients (age-encryption.org/v1), so that a chain can
// carry what only they may read.
//
// It promises that what it opens was put in for the buyer, predicate, parameters and sealing key that the forward names: whoever copies an
// envelope from the chain into a forward of their own, to have its task done for them and read the output, has copied nothing. Which task is
// in it the hash in the terms says, and the caller checks that. Everybody sees that hash: a task that can be guessed can be recognized by it.
package envelope

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/big"
	"strings"

	"filippo.io/age"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

const (
	// KeyPrefix begins the text of a key that opens envelopes.
	KeyPrefix = "AGE-SECRET-KEY-1"
	// magic begins every file that age encrypted.
	magic = "age-encryption.org/"
	// maxRecipients bounds what one task is encrypted to: each is 100 bytes on the chain.
	maxRecipients = 16
)

// Context is what an envelope is put in for: it opens in no other one.
type Context struct {
	ChainID       *big.Int
	Escrow, Buyer common.Address
	Terms         *statement.Terms // of which the predicate, the parameters and the sealing key count
}

// hash is the Keccak-256 of the context's words after a domain of its own.
func (c Context) hash() []byte {
	params, x, y := c.Terms.Params.Bytes(), c.Terms.SealX.Bytes(), c.Terms.SealY.Bytes()
	return crypto.Keccak256([]byte("tercet task envelope v1"), common.BigToHash(c.ChainID).Bytes(), c.Escrow[:], c.Buyer[:], c.Terms.Predicate[:],
		params[:], x[:], y[:])
}

// ErrNotOurs says that none of the keys opens an envelope.
var ErrNotOurs = errors.New("it is encrypted to others")

// ErrElsewhere says that an envelope was put in for another forward.
var ErrElsewhere = errors.New("it was encrypted for another buyer, predicate, parameters or sealing key: somebody may have copied it")

// Is says whether a task is in an envelope.
func Is(task []byte) bool { return bytes.HasPrefix(task, []byte(magic)) }

// Recipients reads the public keys of those who shall read a task, such as "age1…".
func Recipients(names []string) ([]age.Recipient, error) {
	if len(names) > maxRecipients {
		return nil, fmt.Errorf("a task is encrypted to %d at most, and these are %d", maxRecipients, len(names))
	}
	recipients := make([]age.Recipient, len(names))
	for i, name := range names {
		if strings.HasPrefix(strings.ToUpper(name), KeyPrefix) {
			return nil, errors.New("this is the secret key that opens tasks, keep it to yourself; `tercet key show FILE` tells the public one, which begins with age1")
		}
		recipient, err := age.ParseX25519Recipient(name)
		if err != nil {
			return nil, fmt.Errorf("%q is no key that tasks are encrypted to; `tercet key new --task FILE` makes one: %w", name, err)
		}
		recipients[i] = recipient
	}
	return recipients, nil
}

// Key reads a key that opens envelopes. Its errors do not repeat the text.
func Key(text string) (*age.X25519Identity, error) {
	key, err := age.ParseX25519Identity(strings.TrimSpace(text))
	if err != nil {
		return nil, errors.New("it is no key that opens tasks; `tercet key new --task FILE` makes one")
	}
	return key, nil
}

// Seal puts a task into an envelope.
func Seal(in Context, task []byte, to ...age.Recipient) ([]byte, error) {
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, to...)
	if err != nil {
		return nil, fmt.Errorf("encrypt task: %w", err)
	}
	if _, err = w.Write(append(in.hash(), task...)); err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("encrypt task: %w", err)
	}
	return sealed.Bytes(), nil
}

// Open takes the task out of an envelope. It is an ErrNotOurs where no key fits, and an ErrElsewhere in another context.
func Open(in Context, sealed []byte, keys ...age.Identity) ([]byte, error) {
	if len(keys) == 0 {
		return nil, ErrNotOurs
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), keys...)
	var other *age.NoIdentityMatchError
	if errors.As(err, &other) {
		return nil, ErrNotOurs
	}
	if err != nil {
		return nil, fmt.Errorf("decrypt task: %w", err)
	}
	text, err := io.ReadAll(r) // shorter than what it was encrypted to
	if err != nil {
		return nil, fmt.Errorf("decrypt task: %w", err)
	}
	context, task := text[:min(len(text), common.HashLength)], text[min(len(text), common.HashLength):]
	if !bytes.Equal(context, in.hash()) {
		return nil, ErrElsewhere
	}
	return task, nil
}
