// Package web is the page that `tercet serve` shows: its build, made of the sources beside this file with `npm run build`.
//
// It promises that the page is made of these files alone. What it may do is said by relayer/api, which serves it.
package web

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// Files are the page's, index.html among them.
func Files() fs.FS {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // only for a path that is none
	}
	return files
}
