package matmul

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"strconv"

	"github.com/tercet-protocol/tercet/circuits/statement"
)

// Product is a matrix of Size rows and columns, row after row.
type Product struct {
	Size    int
	Entries []int32
}

// maxEntryText is how many bytes an entry has as text, the space after it included: "-2147483648 ".
const maxEntryText = 12

// ParseProduct reads a product as text, right or not: a line for each row, entries in decimal between spaces.
func ParseProduct(n int, text []byte) (Product, error) {
	p, err := parseProduct(n, text)
	if err != nil {
		return Product{}, fmt.Errorf("reading a product of size %d: %w", n, err)
	}
	return p, nil
}

func parseProduct(n int, text []byte) (Product, error) {
	if most := n * n * maxEntryText; len(text) > most {
		return Product{}, fmt.Errorf("it has %d bytes, at most %d are read", len(text), most)
	}
	p := Product{Size: n}
	rows := 0
	for line := range bytes.Lines(text) {
		fields := bytes.Fields(line)
		if len(fields) == 0 {
			continue
		}
		if rows++; rows > n || len(fields) != n {
			return Product{}, fmt.Errorf("row %d has %d entries; want %d rows of %d", rows, len(fields), n, n)
		}
		for column, field := range fields {
			entry, err := strconv.ParseInt(string(field), 10, 32)
			if err != nil {
				return Product{}, fmt.Errorf("row %d, column %d is no integer of 32 bits", rows, column+1)
			}
			p.Entries = append(p.Entries, int32(entry))
		}
	}
	if rows != n {
		return Product{}, fmt.Errorf("it has %d rows, want %d", rows, n)
	}
	return p, nil
}

// Text is what ParseProduct reads, in one form.
func (p Product) Text() []byte {
	var text []byte
	for i, entry := range p.Entries {
		text = strconv.AppendInt(text, int64(entry), 10)
		if (i+1)%p.Size == 0 {
			text = append(text, '\n')
		} else {
			text = append(text, ' ')
		}
	}
	return text
}

// Encode packs a product whose entries are possible ones: see shape.go.
func (p Product) Encode() ([]statement.Word, error) {
	for i, entry := range p.Entries {
		if digit := int64(entry) + digitOffset; digit < 0 || digit >= 1<<digitBits {
			return nil, fmt.Errorf("encoding a product: row %d, column %d is %d, which no product of bytes has", i/p.Size+1, i%p.Size+1, entry)
		}
	}
	return packRows(p.Size, p.Entries, digitOffset), nil
}

// Decode undoes Encode.
func Decode(n int, words []statement.Word) (Product, error) {
	if len(words) != n*rowWords(n) {
		return Product{}, fmt.Errorf("decoding a product of size %d: it has %d words, want %d", n, len(words), n*rowWords(n))
	}
	p := Product{Size: n}
	digit, mask := new(big.Int), big.NewInt(1<<digitBits-1)
	for i, word := range words {
		rest := statement.Big(word)
		for range digitsIn(n, i%rowWords(n)) {
			p.Entries = append(p.Entries, int32(digit.And(rest, mask).Int64()-digitOffset)) //nolint:gosec // 22 bits
			rest.Rsh(rest, digitBits)
		}
		if rest.Sign() != 0 {
			return Product{}, errors.New("decoding a product: a word has more digits than entries")
		}
	}
	return p, nil
}

// Commit is the commitment that a settlement publishes in place of a product that is larger than SealedSize.
func (p Product) Commit() (statement.Word, error) {
	words, err := p.Encode()
	if err != nil {
		return statement.Word{}, err
	}
	return statement.Sponge(statement.DomainProduct, words), nil
}
