package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
)

// The policies of a page: it is made of its own files alone, speaks to this server alone, and stands in no frame.
const (
	pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
		"manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"

	kept     = "public, max-age=31536000, immutable" // what has its hash in its name
	keptPath = "assets/"
	index0   = "index.html"
)

// page tells files, each whole, by their path.
type page struct {
	files map[string]*file
}

type file struct {
	content []byte
	kind    string
	tag     string
}

// newPage reads all files of a page; nil has none.
func newPage(from fs.FS) (*page, error) {
	p := &page{files: map[string]*file{}}
	if from == nil {
		return p, nil
	}
	err := fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		kind := mime.TypeByExtension(path.Ext(name))
		if kind == "" {
			kind = http.DetectContentType(content)
		}
		sum := sha256.Sum256(content)
		p.files[name] = &file{content, kind, `"` + hex.EncodeToString(sum[:16]) + `"`}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	if p.files[index0] == nil {
		return nil, fmt.Errorf("read the page: it has no %s", index0)
	}
	return p, nil
}

// ServeHTTP tells a file. A path without one that could be a view of the page is the page.
func (p *page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	found := p.files[name]
	if found == nil && path.Ext(name) == "" && !strings.HasPrefix(name, keptPath) {
		name, found = index0, p.files[index0]
	}
	if found == nil {
		answer(w, problem(http.StatusNotFound, "there is nothing at "+r.URL.Path, ""))
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		wrong := problem(http.StatusMethodNotAllowed, r.Method+" is nothing that can be done to "+r.URL.Path, "")
		wrong.headers = http.Header{"Allow": {"GET, HEAD"}}
		answer(w, wrong)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Content-Type", found.kind)
	h.Set("ETag", found.tag)
	h.Set("Cache-Control", fresh)
	if strings.HasPrefix(name, keptPath) {
		h.Set("Cache-Control", kept)
	}
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(found.content))
}
