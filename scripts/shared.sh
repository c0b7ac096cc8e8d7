# shellcheck shell=bash
# shellcheck disable=SC2034 # what is set here is read by the scripts that source it
# Sourced by the scripts of this folder: where things lie, and how they speak to the terminal.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/.build
cd "$root" || exit 1

# Nothing here needs cgo but the race detector, which asks for it by itself where it runs.
export CGO_ENABLED=0

# The build tags of tests that prove (prover) or that need espeak-ng (espeak).
test_tags=prover,espeak

# Those of scripts/faults: its tests, and places at which a relayer kills itself.
fault_tags=faults,failpoints

# The Go modules here: the project, and one as somebody else would write it.
go_modules=(. plugins/example)

# in_modules COMMAND... runs a command in the folder of each module, and stops at the first that fails.
in_modules() {
  local module
  for module in "${go_modules[@]}"; do
    (cd "$root/$module" && "$@") || return
  done
}

golangci_version=v2.15.0
golangci=$build/bin/golangci-lint-$golangci_version
gotestsum_version=v1.13.0
gotestsum=$build/bin/gotestsum-$gotestsum_version
sqlc_version=v1.31.1
sqlc=$build/bin/sqlc-$sqlc_version

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# go_tool FILE PACKAGE@VERSION builds a program once. The file comes into its place whole.
go_tool() {
  [ ! -x "$1" ] || return 0
  say "building $2 (a few minutes, once)"
  local scratch
  mkdir -p "$build/bin"
  scratch=$(mktemp -d "$build/bin/XXXXXX")
  GOBIN=$scratch GOFLAGS=-buildvcs=false nice go install "$2" && mv "$scratch"/* "$1"
  local status=$?
  rm -rf "$scratch"
  return $status
}

# cast runs the native program of that name, as contracts/forge does forge's: the wrapper that npm has of the latter
# exits 0 when tests fail.
cast() {
  local program
  for program in "$root"/contracts/node_modules/@foundry-rs/cast-*/bin/cast; do
    [ -x "$program" ] || die "cast is not installed: run scripts/tools"
    "$program" "$@"
    return
  done
}

# page_tools installs the npm packages of the page, once for each lock file.
page_tools() {
  [ ! relayer/web/node_modules/.package-lock.json -nt relayer/web/package-lock.json ] || return 0
  say "npm ci in relayer/web"
  (cd relayer/web && npm ci --no-audit --no-fund --loglevel=error)
}

# tree prints the hash of the working tree as git would store it now: untracked files included, ignored ones not.
tree() {
  local index
  index=$(mktemp)
  cp "$(git rev-parse --git-path index)" "$index"
  GIT_INDEX_FILE=$index git add -A . && GIT_INDEX_FILE=$index git write-tree
  rm -f "$index"
}
