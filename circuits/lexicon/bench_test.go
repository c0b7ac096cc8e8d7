package lexicon

import "testing"

func BenchmarkBuild(b *testing.B) {
	for b.Loop() {
		l, err := unpack()
		if err != nil {
			b.Fatal(err)
		}
		r := l.Root(); b.Log(len(l.words), r.String())
	}
}
