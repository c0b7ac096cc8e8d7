// Package audit finds out, from chain data alone, whether a forward's payment was earned.
//
// It promises to take nobody's word: ids, headers, challenges and key hashes are computed anew, the proof is verified in Go
// and by the contract, and every check is told with its result and its reason. What it cannot see it calls incomplete, and
// says what is missing; it never counts silence as good, and whoever pays under a key of their own making, for which a proof
// of anything can be had, is never told that all is well.
//
// What it trusts is the endpoint, for what is in the chain; the token, for what its transfers mean; and, for a development
// key, whoever made that.
package audit
