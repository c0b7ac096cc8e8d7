package peer

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func hello(w http.ResponseWriter, r *http.Request) {
	name, _ := Caller(r.Context())
	_, _ = io.WriteString(w, name.String())
}

func TestPeersMeet(t *testing.T) {
	t.Parallel()
	b := newBundle(t, hello, Limits{})
	answer, err := get(t, b.dial(t, b.client))
	require.NoError(t, err)
	require.Equal(t, b.client.Name().String(), string(answer))
}

func TestAnotherServerKey(t *testing.T) {
	t.Parallel()
	b := newBundle(t, hello, Limits{})
	client, err := NewHTTPClient("https://"+b.address, generated(t).Name(), b.client)
	require.NoError(t, err)
	_, err = get(t, client)
	require.ErrorIs(t, err, ErrStranger)
	require.ErrorContains(t, err, "it is "+b.server.Name().String()+" that answers")
}

// A server has to want a key, and the right one: each way of having none fails, and nothing reaches the handler.
func TestAnotherClientKey(t *testing.T) {
	t.Parallel()
	b := newBundle(t, func(http.ResponseWriter, *http.Request) { panic("a stranger was let in") }, Limits{})
	_, err := get(t, b.dial(t, generated(t)))
	require.ErrorContains(t, err, "bad certificate")
	_, err = get(t, b.dial(t, Key{}))
	require.ErrorIs(t, err, errNoKey)

	for name, change := range map[string]func(*tls.Config){
		"no key": func(c *tls.Config) { c.GetClientCertificate = nil },
		"another's certificate": func(c *tls.Config) { // shows the right name, and cannot prove it
			c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
				certificate, err := b.client.certificate()
				certificate.PrivateKey = generated(t).private
				return certificate, err
			}
		},
		"two certificates": func(c *tls.Config) {
			c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) {
				certificate, err := b.client.certificate()
				certificate.Certificate = append(certificate.Certificate, certificate.Certificate[0])
				return certificate, err
			}
		},
		"ECDSA": func(c *tls.Config) {
			c.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return ecdsaCertificate(t), nil }
		},
		"TLS 1.2": func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS12, tls.VersionTLS12 },
	} {
		config := Client(b.client, b.server.Name())
		change(config)
		require.Error(t, speak(t, b.address, config), name)
	}
	require.ErrorContains(t, func() error { // the panic is caught by net/http: the client sees its connection end
		return speak(t, b.address, Client(b.client, b.server.Name()))
	}(), "EOF", "the attack succeeds with the right key")
}

// speak shakes hands and asks for something: with TLS 1.3 a client learns only then that it was refused.
func speak(t *testing.T, address string, config *tls.Config) error {
	t.Helper()
	conn, err := tls.DialWithDialer(&net.Dialer{Timeout: 5 * time.Second}, "tcp", address, config)
	if err != nil {
		return err
	}
	defer conn.Close()
	require.NoError(t, conn.SetDeadline(time.Now().Add(5*time.Second)))
	if _, err := io.WriteString(conn, "GET /x HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		return err
	}
	_, err = conn.Read(make([]byte, 1))
	return err
}

func ecdsaCertificate(t *testing.T) *tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	template := &x509.Certificate{SerialNumber: big.NewInt(1)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	require.NoError(t, err)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// A server that speaks TLS 1.2 at most, or shows more than its own certificate, is none.
func TestServersThatAreNone(t *testing.T) {
	t.Parallel()
	client, server := generated(t), generated(t)
	for name, change := range map[string]func(*tls.Config){
		"TLS 1.2": func(c *tls.Config) { c.MinVersion, c.MaxVersion = tls.VersionTLS12, tls.VersionTLS12 },
		"two certificates": func(c *tls.Config) {
			c.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
				certificate, err := server.certificate()
				certificate.Certificate = append(certificate.Certificate, certificate.Certificate[0])
				return certificate, err
			}
		},
		"ECDSA": func(c *tls.Config) {
			c.GetCertificate = func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return ecdsaCertificate(t), nil }
		},
	} {
		config := Server(server, allow(client.Name()))
		change(config)
		listener, err := tls.Listen("tcp", "127.0.0.1:0", config)
		require.NoError(t, err)
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				_, _ = conn.Read(make([]byte, 1)) // shakes hands
				_ = conn.Close()
			}
		}()
		_, err = tls.Dial("tcp", listener.Addr().String(), Client(client, server.Name()))
		require.Error(t, err, name)
		require.NoError(t, listener.Close())
	}
}
