package peer

import (
	"crypto/ed25519"
	"crypto/tls"
	"errors"
	"fmt"
	"sync"
)

// Server is the side that listens. Whoever connects has to prove a name that is allowed.
func Server(key Key, allowed func(Name) bool) *tls.Config {
	config := base(key)
	config.ClientAuth = tls.RequireAnyClientCert // any, since there are no authorities: VerifyConnection asks for the key
	config.VerifyConnection = func(state tls.ConnectionState) error {
		name, err := NameIn(state)
		if err != nil {
			return err
		}
		if !allowed(name) {
			return fmt.Errorf("%w: %s is not one of those who may connect", ErrStranger, name)
		}
		return nil
	}
	return config
}

// Client is the side that connects. The other one has to prove that it is the server named.
func Client(key Key, server Name) *tls.Config {
	config := base(key)
	config.InsecureSkipVerify = true // there are no authorities: VerifyConnection wants the one key
	config.VerifyConnection = func(state tls.ConnectionState) error {
		name, err := NameIn(state)
		if err != nil {
			return err
		}
		if name != server {
			return fmt.Errorf("%w: it is %s that answers, not %s", ErrStranger, name, server)
		}
		return nil
	}
	return config
}

// ErrStranger says that the other side proved a name that was not expected.
var ErrStranger = errors.New("a stranger")

// NameIn is the name that the other side of a connection has proved.
func NameIn(state tls.ConnectionState) (Name, error) {
	if len(state.PeerCertificates) != 1 {
		return Name{}, fmt.Errorf("the other side shows %d certificates, want its own and no other", len(state.PeerCertificates))
	}
	public, isEd25519 := state.PeerCertificates[0].PublicKey.(ed25519.PublicKey)
	if !isEd25519 {
		return Name{}, fmt.Errorf("the other side's key is of %s, want Ed25519", state.PeerCertificates[0].PublicKeyAlgorithm)
	}
	return NameOf(public)
}

// base is what both sides want. Sessions are not resumed: whoever was taken off the list is a stranger at the next
// connection.
func base(key Key) *tls.Config {
	certificate := sync.OnceValues(key.certificate)
	return &tls.Config{
		MinVersion:             tls.VersionTLS13,
		SessionTicketsDisabled: true,
		NextProtos:             []string{"http/1.1"},
		GetCertificate:         func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return certificate() },
		GetClientCertificate:   func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return certificate() },
	}
}
