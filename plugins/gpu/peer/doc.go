// Package peer is how meters, agents and executors know each other: by the fingerprints of Ed25519 keys, over mutual TLS 1.3.
//
// It promises that a connection is between exactly the two keys that both sides named beforehand (Server, Client), that
// whatever the other side sends, or holds back, is bounded in size and time (HTTPServer, HTTPClient), and that a
// Signature was made by the key of its Name for the domain that it is read in. A sealed Handle is read by the buyer's key
// alone, for the forward that it was sealed for.
//
// No authority is asked and nothing expires: a name is trusted until whoever named it takes it off the list. Not promised:
// who sealed a handle. Whoever knows the buyer's public key can seal one, so it has to come by a way that the buyer trusts.
// Nor can a server here keep its network free: whoever reaches its port without a key can hold a connection for as long
// as a handshake may take.
package peer
