package chat

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/ethereum/go-ethereum/common"
	"github.com/gofrs/flock"
)

const (
	ledgerVersion = 1
	maxLedger     = 64 << 20 // bytes; half a million forwards
	mostTally     = 1 << 60  // tokens of one forward: what is more was not written here
	lockPoll      = 5 * time.Millisecond
	lockPatience  = 10 * time.Second
)

// ledger is a file with what was spent, and what may have been. It is read, changed and replaced as a whole, under a lock that
// processes share, and is on the disk before a call returns: what is asked for after it is in it, whatever happens.
type ledger struct {
	path string
	caps caps
}

// sums is what the file holds.
type sums struct {
	Version int              `json:"version"`
	Spent   string           `json:"spent"`  // money, in the currency of the prices
	Tokens  map[string]int64 `json:"tokens"` // by forward

	spent *big.Rat
}

// openLedger reads a ledger, or begins one where there is no file.
func openLedger(ctx context.Context, path string, caps caps) (*ledger, error) {
	l := &ledger{path, caps}
	info, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("look at the ledger's folder: %w", err)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return nil, fmt.Errorf("look at the ledger's folder: others may write to it and so raise the cap; run `chmod go-w %s`", filepath.Dir(path))
	}
	return l, l.locked(ctx, func() error {
		_, err := l.read()
		if errors.Is(err, fs.ErrNotExist) {
			return l.write(sums{Tokens: map[string]int64{}, spent: new(big.Rat)})
		}
		return err
	})
}

// reserve counts the most that a request may take as spent, or refuses where a cap would be passed. Without a ledger there is
// no cap.
func (l *ledger) reserve(ctx context.Context, forward string, most usage) error {
	if l == nil {
		return nil
	}
	return l.change(ctx, forward, func(s *sums, tokens int64) (int64, error) {
		if limit, would := l.caps.forwardTokens, tokens+most.Prompt+most.Completion; limit > 0 && would > limit {
			return 0, fmt.Errorf("no request is sent: %d tokens of this forward's %d are spent, and this might take %d more; raise setting %q",
				tokens, limit, most.Prompt+most.Completion, forwardBudgetSetting)
		}
		cost := l.caps.cost(most)
		would := new(big.Rat).Add(s.spent, cost)
		if l.caps.money != nil && would.Cmp(l.caps.money) > 0 {
			return 0, fmt.Errorf("no request is sent: %s of the budget of %s is spent, and this might cost %s; raise setting %q",
				amount(s.spent), amount(l.caps.money), amount(cost), budgetSetting)
		}
		s.spent = would
		return tokens + most.Prompt + most.Completion, nil
	})
}

// replace counts what a request did take in the place of what was reserved for it, also where the attempt has been given up.
func (l *ledger) replace(ctx context.Context, forward string, reserved, taken usage) error {
	if l == nil {
		return nil
	}
	return l.change(context.WithoutCancel(ctx), forward, func(s *sums, tokens int64) (int64, error) {
		s.spent.Add(s.spent, l.caps.cost(taken)).Sub(s.spent, l.caps.cost(reserved))
		if s.spent.Sign() < 0 { // somebody began the file anew meanwhile
			s.spent.SetInt64(0)
		}
		return max(0, tokens+taken.Prompt+taken.Completion-reserved.Prompt-reserved.Completion), nil
	})
}

// change reads, changes the sums and a forward's tokens, and writes.
func (l *ledger) change(ctx context.Context, forward string, change func(s *sums, tokens int64) (int64, error)) error {
	var id common.Hash
	if err := id.UnmarshalText([]byte(forward)); err != nil {
		return fmt.Errorf("read the forward's id %.80q: %w", forward, err)
	}
	return l.locked(ctx, func() error {
		s, err := l.read()
		if err != nil {
			return err
		}
		if s.Tokens[id.Hex()], err = change(&s, s.Tokens[id.Hex()]); err != nil {
			return err
		}
		return l.write(s)
	})
}

// locked has the ledger for itself: from other processes, and from others in this one.
func (l *ledger) locked(ctx context.Context, do func() error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, lockPatience, fmt.Errorf("another process has it for longer than %s", lockPatience))
	defer cancel()
	lock := flock.New(l.path+".lock", flock.SetFlag(os.O_CREATE|os.O_RDWR|syscall.O_NOFOLLOW))
	if _, err := lock.TryLockContext(ctx, lockPoll); err != nil {
		if ctx.Err() != nil {
			err = context.Cause(ctx)
		}
		return fmt.Errorf("lock ledger %s: %w", l.path, err)
	}
	return errors.Join(do(), lock.Close())
}

func (l *ledger) read() (s sums, err error) {
	file, err := os.Open(l.path)
	if err != nil {
		return s, fmt.Errorf("read ledger: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxLedger+1))
	if err != nil {
		return s, fmt.Errorf("read ledger: %w", err)
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	damaged := func(reason string) (sums, error) {
		return s, fmt.Errorf("read ledger %s: %s; mend it, or remove it to begin the caps anew", l.path, reason)
	}
	if err := decoder.Decode(&s); err != nil || len(text) > maxLedger || len(bytes.TrimSpace(text[decoder.InputOffset():])) > 0 {
		return damaged("it is not the JSON that was written")
	}
	if s.Version != ledgerVersion {
		return damaged(fmt.Sprintf("it has version %d, and this program reads %d", s.Version, ledgerVersion))
	}
	if s.spent, err = parseAmount(s.Spent, moneyDecimals); err != nil {
		return damaged(fmt.Sprintf("%.40q was spent, which is no amount", s.Spent))
	}
	if s.Tokens == nil {
		return damaged("it has no tokens")
	}
	for forward, tokens := range s.Tokens {
		if tokens < 0 || tokens > mostTally {
			return damaged(fmt.Sprintf("forward %.80q has %d tokens", forward, tokens))
		}
	}
	return s, nil
}

// write puts the sums in the file's place in one step: whoever reads sees the old ones or the new ones.
func (l *ledger) write(s sums) error {
	s.Version, s.Spent = ledgerVersion, amount(s.spent)
	text, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("write ledger: %w", err)
	}
	temporary := l.path + ".tmp"
	file, err := os.OpenFile(temporary, os.O_CREATE|os.O_WRONLY|os.O_TRUNC|syscall.O_NOFOLLOW, 0o600)
	if err != nil {
		return fmt.Errorf("write ledger: %w", err)
	}
	_, err = file.Write(append(text, '\n'))
	if err = errors.Join(err, file.Sync(), file.Close()); err == nil {
		err = os.Rename(temporary, l.path)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(l.path))
	}
	if err != nil {
		return fmt.Errorf("write ledger %s: %w", l.path, err)
	}
	return nil
}

// syncFolder makes a new name in a folder survive a power cut.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
