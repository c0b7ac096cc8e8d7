// Package api tells over HTTP what is known of one escrow's forwards: to a page, and to programs, by an OpenAPI document that is
// part of it (openapi.json; a running server has it at /v1/openapi.json).
//
// It promises that
//   - it is read-only, but for offers that strangers post to a book where the operator lets them; they move no money (package book);
//   - amounts are decimal texts, times are RFC 3339 in UTC, hashes, addresses and bytes are hexadecimal with 0x;
//   - what is wrong with a request is told as RFC 9457 has it: what, where, and what to do. A request that cannot be served changes
//     nothing;
//   - lists come in pages that fit together whatever happens between them;
//   - each client address gets so many requests a second, remembers of clients are bounded, and so are sizes, times and connections;
//   - other websites' scripts read nothing here, unless the operator names them.
//
// What it tells is public: it is on the chain. Texts that strangers put there (tasks, names of tokens) are told as they are, apart
// from what surrounds them, and it is for whoever shows them to show them as texts.
package api
