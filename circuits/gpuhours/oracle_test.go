package gpuhours

import (
	"math/big"

	"github.com/consensys/gnark-crypto/ecc/bn254/fr"
	"github.com/consensys/gnark-crypto/ecc/bn254/fr/poseidon2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/crypto"
)

// The oracle: what doc.go says, in plain numbers, without a line of this package, of statement or of the curve's library.

func decimal(s string) *big.Int {
	x, ok := new(big.Int).SetString(s, 10)
	if !ok {
		panic(s)
	}
	return x
}

var (
	prime     = decimal("21888242871839275222246405745257275088548364400416034343698204186575808495617")
	curveD    = decimal("12181644023421730124874158521699555681764249180949974110617291017600649128846")
	subgroup  = decimal("2736030358979909402780800718157159386076813972158567259200215660948447373041")
	generator = [2]*big.Int{
		decimal("9671717474070082183213120605117400219616337014328744928644933853176787189663"),
		decimal("16950150798460657717958625567821834550301663161624707787222815936182638968203"),
	}
)

// oracleSponge is Poseidon2 of width 16 with the domain and the length in its last lane.
func oracleSponge(domain string, in ...*big.Int) *big.Int {
	length := common.BigToHash(big.NewInt(int64(len(in))))
	capacity := crypto.Keccak256Hash([]byte("tercet/v1/"+domain), length[:])
	capacity[0] = 0
	var state [16]fr.Element
	state[15].SetBytes(capacity[:])
	for at := 0; at < len(in); at += 15 {
		for i := at; i < at+15 && i < len(in); i++ {
			var word fr.Element
			word.SetBigInt(in[i])
			state[i-at].Add(&state[i-at], &word)
		}
		if err := poseidon2.NewPermutation(16, 8, 57).Permutation(state[:]); err != nil {
			panic(err)
		}
	}
	return state[0].BigInt(new(big.Int))
}

// projective is x = X/Z, y = Y/Z on −x² + y² = 1 + d·x²·y².
type projective [3]*big.Int

func affine(x, y *big.Int) projective { return projective{x, y, big.NewInt(1)} }

func mulmod(x, y *big.Int) *big.Int { return new(big.Int).Mod(new(big.Int).Mul(x, y), prime) }

// plusPoint is the complete addition of Bernstein, Birkner, Joye, Lange and Peters.
func plusPoint(p, q projective) projective {
	a := mulmod(p[2], q[2])
	c, d := mulmod(p[0], q[0]), mulmod(p[1], q[1])
	b, e := mulmod(a, a), mulmod(curveD, mulmod(c, d))
	f, g := new(big.Int).Sub(b, e), new(big.Int).Add(b, e)
	cross := mulmod(new(big.Int).Add(p[0], p[1]), new(big.Int).Add(q[0], q[1]))
	cross.Sub(cross, c).Sub(cross, d)
	return projective{
		mulmod(a, mulmod(f, cross)), mulmod(a, mulmod(g, new(big.Int).Add(d, c))), mulmod(f, g),
	}
}

func timesPoint(p projective, scalar *big.Int) projective {
	sum := affine(new(big.Int), big.NewInt(1))
	for i := scalar.BitLen() - 1; i >= 0; i-- {
		sum = plusPoint(sum, sum)
		if scalar.Bit(i) == 1 {
			sum = plusPoint(sum, p)
		}
	}
	return sum
}

func samePoint(p, q projective) bool {
	return mulmod(p[0], q[2]).Cmp(mulmod(q[0], p[2])) == 0 && mulmod(p[1], q[2]).Cmp(mulmod(q[1], p[2])) == 0
}

func onCurve(x, y *big.Int) bool {
	xx, yy := mulmod(x, x), mulmod(y, y)
	right := mulmod(curveD, mulmod(xx, yy))
	left := new(big.Int).Sub(yy, xx)
	return left.Sub(left, right).Sub(left, big.NewInt(1)).Mod(left, prime).Sign() == 0
}

// signed is a signature in a sample: key, R and S.
type signed struct{ keyX, keyY, rx, ry, s *big.Int }

func (s signed) challenge(sheet *big.Int) *big.Int {
	return oracleSponge("signature", s.rx, s.ry, s.keyX, s.keyY, sheet)
}

// valid says S·G = R + e·key.
func (s signed) valid(sheet *big.Int) bool {
	if s.s.Cmp(subgroup) >= 0 || !onCurve(s.rx, s.ry) || !onCurve(s.keyX, s.keyY) {
		return false
	}
	right := plusPoint(affine(s.rx, s.ry), timesPoint(affine(s.keyX, s.keyY), s.challenge(sheet)))
	return samePoint(timesPoint(affine(generator[0], generator[1]), s.s), right)
}

// cells is one device of a sample.
type cells struct {
	id      *big.Int
	seconds [248]int64
}

// sample is one delivery, right or wrong, and the chain's idea of it.
type sample struct {
	keys             [][2]*big.Int
	need, most       int
	named, asked     common.Hash // the forward of the sheet, and that of the settlement
	epoch            uint64
	devices          []cells
	from, to, amount uint64
	start, end       uint64
	signatures       []signed
}

func short(hash common.Hash) *big.Int {
	hash[0] = 0
	return hash.Big()
}

// sheet is what meters sign, for a sheet of this forward.
func (s *sample) sheet(forward common.Hash) *big.Int {
	in := []*big.Int{short(forward), new(big.Int).SetUint64(s.epoch)}
	for d := range 8 {
		id := new(big.Int)
		if d < len(s.devices) {
			id = s.devices[d].id
		}
		in = append(in, id)
	}
	for d := range 8 {
		for w := range 12 {
			word := new(big.Int)
			for i := 21 * w; i < 21*w+21 && i < 248 && d < len(s.devices); i++ {
				part := big.NewInt(s.devices[d].seconds[i])
				word.Add(word, part.Lsh(part, uint(12*(i-21*w))))
			}
			in = append(in, word)
		}
	}
	return oracleSponge("sheet", in...)
}

// counted is the seconds of the hours from …, to ….
func (s *sample) counted() (sum uint64) {
	for _, device := range s.devices {
		for i, seconds := range device.seconds {
			if hour := s.epoch*248 + uint64(i); hour >= s.from && hour < s.to {
				sum += uint64(seconds)
			}
		}
	}
	return sum
}

// signers is how many meters of the set signed the sheet, and which signature is the first of each.
func (s *sample) signers() (valid []int) {
	sheet := s.sheet(s.asked)
	seen := map[string]bool{}
	for i, signature := range s.signatures {
		member := false
		for _, key := range s.keys {
			member = member || key[0].Cmp(signature.keyX) == 0 && key[1].Cmp(signature.keyY) == 0
		}
		if member && !seen[signature.keyX.String()] && signature.valid(sheet) {
			seen[signature.keyX.String()] = true
			valid = append(valid, i)
		}
	}
	return valid
}

// judge says whether the sample is worth what it claims.
func (s *sample) judge() bool {
	if len(s.devices) < 1 || len(s.devices) > s.most {
		return false
	}
	last := new(big.Int)
	for _, device := range s.devices {
		if device.id.Cmp(last) <= 0 || device.id.BitLen() > 248 {
			return false
		}
		last = device.id
		for _, seconds := range device.seconds {
			if seconds > 3600 {
				return false
			}
		}
	}
	switch {
	case s.named != s.asked,
		s.from >= s.to, s.from/248 != s.epoch, (s.to-1)/248 != s.epoch,
		s.start%3600 != 0, s.end%3600 != 0, s.start > 3600*s.from, s.end < 3600*s.to,
		s.amount == 0, s.amount > s.counted():
		return false
	}
	return len(s.signers()) >= s.need
}
