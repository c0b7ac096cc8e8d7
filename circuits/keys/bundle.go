package keys

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/big"
	"os"
	"runtime"
	"time"

	"github.com/consensys/gnark-crypto/ecc"
	"github.com/consensys/gnark/backend/groth16"
	"github.com/consensys/gnark/constraint"
	"github.com/consensys/gnark/frontend"
	"github.com/consensys/gnark/frontend/cs/r1cs"
	"github.com/ethereum/go-ethereum/common"
)

// How keys are made. The secret numbers of development keys were drawn by the process that made them; those of a ceremony
// by several people, whose contributions the bundle's transcript names. Whether it leads to the keys is not looked at here.
const (
	SetupDevelopment = "development"
	SetupCeremony    = "ceremony"
)

// Bundle is a circuit with its keys.
type Bundle struct {
	Dir       string
	Manifest  Manifest
	System    constraint.ConstraintSystem
	Proving   groth16.ProvingKey
	Verifying groth16.VerifyingKey
	KeyWords  [Words]*big.Int
	KeyHash   common.Hash
}

// String names the bundle with the standing of its keys.
func (b *Bundle) String() string {
	mark := ""
	if b.Manifest.Setup == SetupDevelopment {
		mark = " (DEVELOPMENT keys: whoever made them could forge; not for real money)"
	}
	size := ""
	if b.Manifest.Batch != 0 {
		size = fmt.Sprintf(" for batches of %d", b.Manifest.Batch)
	}
	return fmt.Sprintf("%s%s, %d constraints, key %s%s", b.Manifest.Name, size, b.Manifest.Constraints, b.KeyHash, mark)
}

// Develop compiles a circuit and returns it with development keys: those in dir if the same circuit had its setup there
// before, else new ones, which it stores. Several processes may call it at once; one makes the keys, the others wait
// for it. progress hears of each stage; a setup takes about 300 µs of processor time a constraint and cannot be
// interrupted, but Develop returns when ctx ends.
func Develop(ctx context.Context, dir, name string, circuit frontend.Circuit, progress func(stage string)) (*Bundle, error) {
	progress("compiling " + name)
	system, err := frontend.Compile(ecc.BN254.ScalarField(), r1cs.NewBuilder, circuit)
	if err != nil {
		return nil, fmt.Errorf("compiling circuit %s: %w", name, err)
	}
	if err := CheckSystem(system); err != nil {
		return nil, fmt.Errorf("checking circuit %s: %w", name, err)
	}
	hash, err := SystemHash(system)
	if err != nil {
		return nil, fmt.Errorf("hashing circuit %s: %w", name, err)
	}
	s := store{root: dir, name: hash}
	unlock, err := s.lock(ctx, func() { progress("waiting for another process that works on the keys of " + name) })
	if err != nil {
		return nil, err
	}
	defer unlock()
	if s.exists() {
		progress("loading the keys of " + name)
		return s.develop(system)
	}
	n := system.GetNbConstraints()
	progress(fmt.Sprintf("making development keys for %d constraints, about %v, once", n, estimate(n)))
	bundle, err := Setup(ctx, name, system)
	if err != nil {
		return nil, err
	}
	progress("storing the keys of " + name)
	if batch, ok := circuit.(interface{ Size() int }); ok { // a gadget.Batch
		bundle.Manifest.Batch = batch.Size()
	}
	if err := s.save(bundle, nil); err != nil {
		return nil, err
	}
	return bundle, nil
}

// New makes a bundle of a circuit and its keys, once [Check] accepts them. The manifest needs a name, a version and a setup.
func New(m Manifest, system constraint.ConstraintSystem, pk groth16.ProvingKey, vk groth16.VerifyingKey) (*Bundle, error) {
	hash, err := SystemHash(system)
	if err != nil {
		return nil, fmt.Errorf("hashing circuit %s: %w", m.Name, err)
	}
	m.System, m.Constraints = hash, system.GetNbConstraints()
	return assemble(m, system, pk, vk)
}

// Save writes a bundle with further files, name in the bundle to path, into a folder that must not exist yet.
func (b *Bundle) Save(dir string, more map[string]string) error {
	s := storeAt(dir)
	if s.exists() {
		return fmt.Errorf("storing the keys of %s: %s is there already", b.Manifest.Name, dir)
	}
	if err := os.MkdirAll(s.root, 0o700); err != nil {
		return fmt.Errorf("storing the keys of %s: %w", b.Manifest.Name, err)
	}
	return s.save(b, more)
}

// Load reads a bundle from its own folder. Every file is checked against the manifest, and the key by [Check].
//
// Warning: the checks find damage, not malice. Whoever can write to the folder can replace all of it.
func Load(dir string) (*Bundle, error) {
	return storeAt(dir).load(nil)
}

// SystemHash is the sha256 of a constraint system, the name of its folder. The same source always gives the same.
func SystemHash(system constraint.ConstraintSystem) (string, error) {
	h := sha256.New()
	if _, err := system.WriteTo(h); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Setup makes development keys for a circuit and keeps them nowhere. It returns when ctx ends, and cannot be interrupted.
func Setup(ctx context.Context, name string, system constraint.ConstraintSystem) (*Bundle, error) {
	type result struct {
		bundle *Bundle
		err    error
	}
	if ctx.Err() != nil {
		return nil, fmt.Errorf("setting up keys for %s: %w", name, context.Cause(ctx))
	}
	done := make(chan result, 1)
	go func() {
		pk, vk, err := groth16.Setup(system)
		if err != nil {
			done <- result{err: fmt.Errorf("setting up keys for %s: %w", name, err)}
			return
		}
		b, err := New(Manifest{Name: name, Setup: SetupDevelopment}, system, pk, vk)
		done <- result{b, err}
	}()
	select {
	case r := <-done:
		return r.bundle, r.err
	case <-ctx.Done():
		return nil, fmt.Errorf("setting up keys for %s: %w", name, context.Cause(ctx))
	}
}

func assemble(m Manifest, system constraint.ConstraintSystem, pk groth16.ProvingKey, vk groth16.VerifyingKey) (*Bundle, error) {
	if err := Check(system, vk); err != nil {
		return nil, fmt.Errorf("checking the keys of %s: %w", m.Name, err)
	}
	words, err := KeyWords(vk)
	if err != nil {
		return nil, err
	}
	return &Bundle{Manifest: m, System: system, Proving: pk, Verifying: vk, KeyWords: words, KeyHash: KeyHash(words)}, nil
}

func estimate(constraints int) time.Duration {
	d := time.Duration(constraints) * 300 * time.Microsecond / time.Duration(runtime.GOMAXPROCS(0))
	return max(d.Round(time.Second), time.Second)
}
