// Command lexicon builds circuits/lexicon/lexicon.tsv.gz from Debian's wbritish and espeak-ng. Run it by hand in the
// repository's root when the words, the table of heteronyms or the rules change:
//
//	apt-get install espeak-ng wbritish && go run ./scripts/lexicon
//
// It promises that the same word list, table and release of espeak-ng give the same bytes. Every word of the list is in
// the lexicon or, with the reason, in left-out.tsv beside it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	words := flag.String("words", "/usr/share/dict/british-english", "word list, one a line")
	folder := flag.String("to", "circuits/lexicon", "folder of the lexicon")
	flag.Parse()
	if err := run(context.Background(), *words, *folder); err != nil {
		fmt.Fprintln(os.Stderr, "lexicon:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, words, folder string) error {
	list, err := os.ReadFile(words)
	if err != nil {
		return fmt.Errorf("reading the word list (apt-get install wbritish): %w", err)
	}
	table, err := os.ReadFile(filepath.Join(folder, "heteronyms.tsv"))
	if err != nil {
		return fmt.Errorf("reading the table of heteronyms: %w", err)
	}
	built, err := build(ctx, string(list), string(table))
	if err != nil {
		return err
	}
	if err := built.write(folder); err != nil {
		return err
	}
	fmt.Print(built.counts())
	return nil
}
