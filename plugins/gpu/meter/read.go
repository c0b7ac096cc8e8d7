package meter

import (
	"database/sql"
	"errors"
	"fmt"
	"os"

	"github.com/gofrs/flock"
)

// ReadLog opens a log that is there, and never changes it: that of a meter at work, or a copy.
func ReadLog(path string) (*Log, error) {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("it is no file")
	}
	if err != nil {
		return nil, fmt.Errorf("read evidence log %s: %w", path, err)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro&_pragma=query_only(1)&_pragma=busy_timeout(10000)")
	if err != nil {
		return nil, fmt.Errorf("read evidence log %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return &Log{db, flock.New(path)}, nil // which is not taken
}
