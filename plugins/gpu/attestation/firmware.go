package attestation

import (
	"encoding/asn1"
	"errors"
)

// Where the firmware certificate names the hash of its firmware (TCG DICE): Hopper's in a CompositeDeviceID, Blackwell's in
// a DiceTcbInfo.
var (
	oidCompositeDeviceID = asn1.ObjectIdentifier{2, 23, 133, 5, 4, 1}
	oidTCBInfo           = asn1.ObjectIdentifier{2, 23, 133, 5, 4, 1, 1}
	oidSHA384            = asn1.ObjectIdentifier{2, 16, 840, 1, 101, 3, 4, 2, 2}
)

type firmwareHash struct {
	Algorithm asn1.ObjectIdentifier
	Digest    []byte
}

type compositeDeviceID struct {
	Version  int
	Device   asn1.RawValue // the key of the certificate above
	Firmware firmwareHash
}

// FirmwareID is the hash of the firmware that the chain's first key belongs to.
func (c Chain) FirmwareID() ([]byte, error) {
	for _, extension := range c[Firmware].Extensions {
		switch {
		case extension.Id.Equal(oidCompositeDeviceID):
			var id compositeDeviceID
			if err := unmarshal(extension.Value, &id); err != nil {
				return nil, err
			}
			return id.Firmware.sha384()
		case extension.Id.Equal(oidTCBInfo):
			return tcbInfoHash(extension.Value)
		}
	}
	return nil, errors.New("the firmware certificate does not name its firmware")
}

// tcbInfoHash is the first of the hashes in a DiceTcbInfo, which is the one that NVIDIA's verifier takes.
func tcbInfoHash(der []byte) ([]byte, error) {
	const hashes = 6 // the tag of the list
	var info []asn1.RawValue
	if err := unmarshal(der, &info); err != nil {
		return nil, err
	}
	for _, value := range info {
		if value.Class != asn1.ClassContextSpecific || value.Tag != hashes {
			continue
		}
		var first firmwareHash
		if _, err := asn1.Unmarshal(value.Bytes, &first); err != nil {
			return nil, err
		}
		return first.sha384()
	}
	return nil, errors.New("the firmware certificate's DiceTcbInfo has no hashes")
}

func (h firmwareHash) sha384() ([]byte, error) {
	if !h.Algorithm.Equal(oidSHA384) || len(h.Digest) != digestSize {
		return nil, errors.New("the firmware certificate names its firmware by another hash than SHA-384")
	}
	return h.Digest, nil
}

// unmarshal reads DER with nothing after it.
func unmarshal(der []byte, value any) error {
	rest, err := asn1.Unmarshal(der, value)
	if err == nil && len(rest) > 0 {
		err = errors.New("bytes after the end")
	}
	return err
}
