package ceremony

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/bits"
	"os"

	"github.com/consensys/gnark-crypto/ecc/bn254"
	"github.com/consensys/gnark-crypto/ecc/bn254/fp"
	crypto "github.com/consensys/gnark-crypto/ecc/bn254/mpcsetup"
	"github.com/consensys/gnark/backend/groth16/bn254/mpcsetup"
)

// ErrPowers says that a file holds no powers of tau that a ceremony could build on.
var ErrPowers = errors.New("no powers of tau to build on")

// Import is where the powers come from that the first contribution to phase 1 builds on. It adds the contributors of
// another ceremony to those of this one, and takes none of these away: what it says of them is not looked at.
type Import struct {
	File   Sum    `json:"file"` // of the whole .ptau file
	Source string `json:"source"`
}

// The sections of a .ptau file, as snarkjs 0.7 writes them: a magic word, a version, the number of sections, then each with
// its type and length. Numbers are little-endian, coordinates in Montgomery form. Further sections are not read.
const (
	sectionHeader   = 1
	sectionTau1     = 2 // 2^(power+1) − 1 points of G1
	sectionTau2     = 3 // 2^power points of G2
	sectionAlphaTau = 4 // 2^power points of G1
	sectionBetaTau  = 5
	sectionBeta2    = 6 // one point of G2
	ptauMagic       = "ptau"
	ptauVersion     = 1
	maxSections     = 64
	headerSize      = 4 + fp.Bytes + 4 + 4
	rawG1           = 2 * fp.Bytes
	rawG2           = 4 * fp.Bytes
)

// importPowers reads the powers of a domain from a .ptau file of the same or a larger one, and checks that they are powers:
// every point in its group, none infinite, and one ratio throughout.
func importPowers(path, source string, n uint64) (*Import, *bytes.Buffer, error) {
	if err := checkText("source", source, maxSource); err != nil {
		return nil, nil, err
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	commons, err := readPtau(file, n)
	if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w: %w", path, ErrPowers, err)
	}
	if err := checkPowers(commons); err != nil {
		return nil, nil, fmt.Errorf("checking %s: %w", path, err)
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, nil, err
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return nil, nil, err
	}
	var start bytes.Buffer
	var none crypto.UpdateProof
	for _, part := range []io.WriterTo{&none, &none, &none, commons} { // of tau, alpha and beta
		if _, err := part.WriteTo(&start); err != nil {
			return nil, nil, err
		}
	}
	start.WriteByte(0) // it names nothing that it builds on
	return &Import{File: Sum(hash.Sum(nil)), Source: source}, &start, nil
}

func readPtau(file *os.File, n uint64) (*mpcsetup.SrsCommons, error) {
	sections, err := ptauSections(file)
	if err != nil {
		return nil, err
	}
	power, err := ptauPower(sections[sectionHeader])
	if err != nil {
		return nil, err
	}
	all := int64(1) << power
	if n > uint64(all) { //nolint:gosec // at most 2^28
		return nil, fmt.Errorf("it has 2^%d powers, and the circuit needs %d", power, n)
	}
	for kind, size := range map[uint32]int64{
		sectionTau1: (2*all - 1) * rawG1, sectionTau2: all * rawG2, sectionAlphaTau: all * rawG1, sectionBetaTau: all * rawG1, sectionBeta2: rawG2,
	} {
		if section := sections[kind]; section == nil || section.Size() != size {
			return nil, fmt.Errorf("section %d is missing or has not the %d bytes of 2^%d powers", kind, size, power)
		}
	}
	var commons mpcsetup.SrsCommons
	var beta []bn254.G2Affine
	commons.G1.Tau, err = pointsG1(sections[sectionTau1], 2*n-1)
	if err == nil {
		commons.G2.Tau, err = pointsG2(sections[sectionTau2], n)
	}
	if err == nil {
		commons.G1.AlphaTau, err = pointsG1(sections[sectionAlphaTau], n)
	}
	if err == nil {
		commons.G1.BetaTau, err = pointsG1(sections[sectionBetaTau], n)
	}
	if err == nil {
		beta, err = pointsG2(sections[sectionBeta2], 1)
	}
	if err != nil {
		return nil, err
	}
	commons.G2.Beta = beta[0]
	return &commons, nil
}

func ptauSections(file *os.File) (map[uint32]*io.SectionReader, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	var head [12]byte
	if _, err := file.ReadAt(head[:], 0); err != nil {
		return nil, fmt.Errorf("it is too short: %w", err)
	}
	count := binary.LittleEndian.Uint32(head[8:])
	if string(head[:4]) != ptauMagic || binary.LittleEndian.Uint32(head[4:]) != ptauVersion || count > maxSections {
		return nil, errors.New("it is no .ptau file of version 1")
	}
	sections := map[uint32]*io.SectionReader{}
	at := int64(len(head))
	for range count {
		var entry [12]byte
		if _, err := file.ReadAt(entry[:], at); err != nil {
			return nil, fmt.Errorf("it ends at byte %d, before its last section: %w", at, err)
		}
		kind, size := binary.LittleEndian.Uint32(entry[:]), binary.LittleEndian.Uint64(entry[4:])
		at += int64(len(entry))
		if size > uint64(info.Size()-at) { //nolint:gosec // at is not beyond the end
			return nil, fmt.Errorf("section %d at byte %d is longer than the file", kind, at)
		}
		if sections[kind] != nil {
			return nil, fmt.Errorf("it has section %d twice", kind)
		}
		sections[kind] = io.NewSectionReader(file, at, int64(size)) //nolint:gosec // compared above
		at += int64(size)                                           //nolint:gosec // compared above
	}
	return sections, nil
}

func ptauPower(header *io.SectionReader) (uint32, error) {
	var text [headerSize]byte
	if header == nil || header.Size() != headerSize {
		return 0, errors.New("it has no header")
	}
	if _, err := io.ReadFull(header, text[:]); err != nil {
		return 0, err
	}
	prime := bytes.Clone(text[4 : 4+fp.Bytes])
	for i, j := 0, len(prime)-1; i < j; i, j = i+1, j-1 {
		prime[i], prime[j] = prime[j], prime[i]
	}
	if binary.LittleEndian.Uint32(text[:]) != fp.Bytes || !bytes.Equal(prime, fp.Modulus().FillBytes(make([]byte, fp.Bytes))) {
		return 0, errors.New("it is for another curve than BN254")
	}
	power := binary.LittleEndian.Uint32(text[4+fp.Bytes:])
	if power < 1 || uint64(1)<<min(power, 63) > maxDomain {
		return 0, fmt.Errorf("its power is %d", power)
	}
	return power, nil
}

func pointsG1(section *io.SectionReader, n uint64) ([]bn254.G1Affine, error) {
	points := make([]bn254.G1Affine, n)
	raw := make([]byte, rawG1)
	for i := range points {
		if _, err := io.ReadFull(section, raw); err != nil {
			return nil, err
		}
		p := &points[i]
		if !coordinates(raw, &p.X, &p.Y) || p.IsInfinity() || !p.IsInSubGroup() {
			return nil, fmt.Errorf("the point at %d is infinite or not on the curve", i)
		}
	}
	return points, nil
}

func pointsG2(section *io.SectionReader, n uint64) ([]bn254.G2Affine, error) {
	points := make([]bn254.G2Affine, n)
	raw := make([]byte, rawG2)
	for i := range points {
		if _, err := io.ReadFull(section, raw); err != nil {
			return nil, err
		}
		p := &points[i]
		if !coordinates(raw, &p.X.A0, &p.X.A1, &p.Y.A0, &p.Y.A1) || p.IsInfinity() || !p.IsOnCurve() || !p.IsInSubGroup() {
			return nil, fmt.Errorf("the point of G2 at %d is infinite or not in the curve's subgroup", i)
		}
	}
	return points, nil
}

// coordinates reads field elements in Montgomery form, which is how the library holds them, if they are below the modulus.
func coordinates(raw []byte, into ...*fp.Element) bool {
	modulus := fp.Modulus().FillBytes(make([]byte, fp.Bytes))
	for i, x := range into {
		var borrow uint64
		for limb := range x {
			x[limb] = binary.LittleEndian.Uint64(raw[i*fp.Bytes+8*limb:])
			_, borrow = bits.Sub64(x[limb], binary.BigEndian.Uint64(modulus[fp.Bytes-8*(limb+1):]), borrow)
		}
		if borrow == 0 {
			return false
		}
	}
	return true
}

// checkPowers refuses what are not the powers of one tau, alone and with one alpha and one beta. An infinite point stays
// infinite whatever is contributed.
func checkPowers(commons *mpcsetup.SrsCommons) error {
	_, _, g1, g2 := bn254.Generators()
	if commons.G1.Tau[0] != g1 || commons.G2.Tau[0] != g2 {
		return fmt.Errorf("%w: they do not begin with the generators", ErrPowers)
	}
	if commons.G1.Tau[1].IsInfinity() || commons.G1.AlphaTau[0].IsInfinity() || commons.G1.BetaTau[0].IsInfinity() {
		return fmt.Errorf("%w: tau, alpha or beta is zero", ErrPowers)
	}
	if err := crypto.SameRatioMany(commons.G1.Tau, commons.G2.Tau, commons.G1.AlphaTau, commons.G1.BetaTau); err != nil {
		return fmt.Errorf("%w: they are not the powers of one number: %w", ErrPowers, err)
	}
	var negated bn254.G1Affine
	negated.Neg(&g1)
	same, err := bn254.PairingCheck([]bn254.G1Affine{commons.G1.BetaTau[0], negated}, []bn254.G2Affine{g2, commons.G2.Beta})
	if err != nil || !same {
		return fmt.Errorf("%w: beta is not the same in both groups", ErrPowers)
	}
	return nil
}

// checkStart checks the powers that a ceremony was begun with, from the file in its folder.
func checkStart(content []byte) error {
	var commons mpcsetup.SrsCommons
	if _, err := commons.ReadFrom(bytes.NewReader(content[3*sizeProof:])); err != nil {
		return fmt.Errorf("%w: %w", ErrPowers, err)
	}
	return checkPowers(&commons)
}
