package attestation

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/sha512"
	"crypto/x509"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// The checks, in the order that they are told in. None of them rests on another one.
const (
	CheckNonce       = "nonce"       // the report was asked for with the nonce given
	CheckSignature   = "signature"   // the key of the firmware certificate signed every byte of the report
	CheckFirmware    = "firmware"    // report and firmware certificate name the same firmware
	CheckLinks       = "links"       // each certificate was signed by the next one's key
	CheckAuthorities = "authorities" // each certificate may sign what it signs
	CheckValidity    = "validity"    // each certificate is valid at the time asked about
	CheckRoot        = "root"        // the last certificate is the one trusted
	CheckModel       = "model"       // the device is a GPU
	CheckClaims      = "claims"      // what the file says in words is what the report says; only where it says something
	CheckDistinct    = "distinct"    // no other evidence beside it is of the same device; only where there is other evidence
)

// Status is what came of a check, or of all.
type Status string

// What can come of a check.
const (
	Holds    Status = "holds"
	Fails    Status = "fails"
	Unjudged Status = "not judged" // there was nothing to judge it by
)

// Check is one check's result.
type Check struct {
	Name   string `json:"name"`
	Status Status `json:"status"`
	Detail string `json:"detail"`
}

// Verdict is what evidence shows.
type Verdict struct {
	Report *Report
	Chain  Chain
	Checks []Check
}

// Status is Fails when a check fails, else Unjudged when one could not be made, else Holds.
func (v *Verdict) Status() Status {
	status := Holds
	for _, check := range v.Checks {
		if check.Status == Fails {
			return Fails
		}
		if check.Status != Holds {
			status = Unjudged
		}
	}
	return status
}

// Device is the chip that the evidence is of, once everything about it holds.
func (v *Verdict) Device() (DeviceID, error) {
	for _, check := range v.Checks {
		if check.Status != Holds {
			return DeviceID{}, fmt.Errorf("%s: %s: %s", check.Name, check.Status, check.Detail)
		}
	}
	return v.Chain.DeviceID(), nil
}

// Verifier judges evidence.
type Verifier struct {
	Root *x509.Certificate // instead of NVIDIA's, for tests and trials

	without map[string]bool // checks that are passed over; only tests can set it
}

// Verify judges evidence by the nonce that it was asked for with and a time. Without a nonce its age is not judged. The
// error is for what cannot be read.
func (v Verifier) Verify(evidence Evidence, nonce *Nonce, at time.Time) (*Verdict, error) {
	report, err := ParseReport(evidence.Report)
	if err != nil {
		return nil, fmt.Errorf("read the report: %w", err)
	}
	chain, err := ParseChain(evidence.Chain)
	if err != nil {
		return nil, fmt.Errorf("read the certificates: %w", err)
	}
	root := NVIDIARootFingerprint
	if v.Root != nil {
		root = Fingerprint(v.Root)
	}
	verdict := &Verdict{Report: report, Chain: chain}
	if nonce == nil {
		verdict.Checks = append(verdict.Checks, Check{CheckNonce, Unjudged, "no nonce was given: the report may be an old one"})
	} else {
		v.add(verdict, CheckNonce, "the report was asked for with it", report.checkNonce(*nonce))
	}
	v.add(verdict, CheckSignature, "the firmware's key signed the report", report.checkSignature(chain[Firmware]))
	detail, err := report.checkFirmware(chain)
	v.add(verdict, CheckFirmware, detail, err)
	v.add(verdict, CheckLinks, "each certificate is signed by the next one's key", chain.checkLinks())
	v.add(verdict, CheckAuthorities, "each certificate may sign what it signs", chain.checkAuthorities())
	from, to := chain.Validity()
	v.add(verdict, CheckValidity, fmt.Sprintf("all certificates are valid from %s to %s", from.Format(time.DateOnly), to.Format(time.DateOnly)),
		chain.checkValidity(at))
	v.add(verdict, CheckRoot, "the chain ends in "+rootName(root), checkRoot(chain, root))
	v.add(verdict, CheckModel, "the device is a GPU", chain.checkModel())
	if evidence.Claims != nil {
		v.add(verdict, CheckClaims, "what the file says in words is what the report says", evidence.Claims.check(report, chain))
	}
	return verdict, nil
}

// VerifyAll judges the evidence of several GPUs, as Verify does each: one GPU is not two.
func (v Verifier) VerifyAll(list []Evidence, nonce *Nonce, at time.Time) ([]*Verdict, error) {
	verdicts := make([]*Verdict, len(list))
	first := map[DeviceID]int{}
	for i, evidence := range list {
		var err error
		if verdicts[i], err = v.Verify(evidence, nonce, at); err != nil {
			return nil, fmt.Errorf("GPU %d: %w", i+1, err)
		}
		var again error
		if before, seen := first[verdicts[i].Chain.DeviceID()]; seen {
			again = fmt.Errorf("it is GPU %d once more", before+1)
		} else {
			first[verdicts[i].Chain.DeviceID()] = i
		}
		if len(list) > 1 {
			v.add(verdicts[i], CheckDistinct, "no GPU before it is the same", again)
		}
	}
	return verdicts, nil
}

func (v Verifier) add(verdict *Verdict, name, detail string, err error) {
	check := Check{name, Holds, detail}
	if err != nil && !v.without[name] {
		check.Status, check.Detail = Fails, strings.ReplaceAll(err.Error(), "\n", "; ")
	}
	verdict.Checks = append(verdict.Checks, check)
}

func (r *Report) checkNonce(nonce Nonce) error {
	if r.Nonce != nonce {
		return fmt.Errorf("the report was asked for with %x, not with %x", r.Nonce, nonce)
	}
	return nil
}

func (r *Report) checkSignature(signer *x509.Certificate) error {
	key, isECDSA := signer.PublicKey.(*ecdsa.PublicKey)
	if !isECDSA {
		return errors.New("the firmware certificate's key is not one of P-384")
	}
	digest := sha512.Sum384(r.signed)
	half := signatureSize / 2
	if !ecdsa.Verify(key, digest[:], new(big.Int).SetBytes(r.signature[:half]), new(big.Int).SetBytes(r.signature[half:])) {
		return errors.New("the key of the firmware certificate did not sign the report")
	}
	return nil
}

// checkFirmware compares what report and certificate say of the firmware. NVIDIA's verifiers, too, leave it at the
// certificate where the report says nothing, as with older drivers.
func (r *Report) checkFirmware(chain Chain) (string, error) {
	named := r.FirmwareID()
	certified, err := chain.FirmwareID()
	switch {
	case err != nil:
		return "", err
	case named == nil:
		return "the certificate names it, and this driver's report does not", nil
	case !bytes.Equal(named, certified):
		return "", fmt.Errorf("the report is of firmware %x, the certificate of %x", named, certified)
	}
	return "report and certificate name the same", nil
}

func checkRoot(chain Chain, fingerprint string) error {
	if found := Fingerprint(chain[Root]); found != fingerprint {
		return fmt.Errorf("the chain ends in %s, not in %s", rootName(found), rootName(fingerprint))
	}
	return nil
}

func rootName(fingerprint string) string {
	if fingerprint != NVIDIARootFingerprint {
		return "a root that is not NVIDIA's, " + fingerprint
	}
	return "NVIDIA's root"
}
