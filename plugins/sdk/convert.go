package sdk

import (
	"fmt"
	"math"
	"math/big"
	"time"

	"github.com/tercet-protocol/tercet/plugins/sdk/proto"
)

// Conversions between the plain types and the messages. Those that read check shapes (lengths, ranges of integers) and
// nothing else: whether the contents make sense is for the Check methods.

func (d Description) message() *proto.DescribeReply {
	return &proto.DescribeReply{
		Name: d.Name, Version: d.Version, Id: d.ID, Unit: d.Unit, ParamsSchema: d.ParamsSchema,
		EvidenceClass: d.EvidenceClass, Bundle: d.Bundle, PayloadWords: clamp(d.PayloadWords),
		TwoRounds: d.TwoRounds, AssignedOnly: d.Limits.AssignedOnly, WindowSeconds: d.Limits.WindowSeconds, StepUnits: d.Limits.StepUnits,
	}
}

func readDescription(m *proto.DescribeReply) Description {
	return Description{
		Name: m.GetName(), Version: m.GetVersion(), ID: m.GetId(), Unit: m.GetUnit(), ParamsSchema: m.GetParamsSchema(),
		EvidenceClass: m.GetEvidenceClass(), Bundle: m.GetBundle(), PayloadWords: int(m.GetPayloadWords()),
		TwoRounds: m.GetTwoRounds(),
		Limits:    Limits{AssignedOnly: m.GetAssignedOnly(), WindowSeconds: m.GetWindowSeconds(), StepUnits: m.GetStepUnits()},
	}
}

func (p Params) message() *proto.ParamsReply {
	return &proto.ParamsReply{Preimage: p.Preimage, Commitment: p.Commitment[:], Unit: p.Unit[:], Json: p.JSON}
}

func readParams(m *proto.ParamsReply) (Params, error) {
	commitment, err := readWord("commitment", m.GetCommitment())
	if err != nil {
		return Params{}, err
	}
	unit, err := readWord("unit", m.GetUnit())
	if err != nil {
		return Params{}, err
	}
	return Params{Preimage: m.GetPreimage(), Commitment: commitment, Unit: unit, JSON: m.GetJson()}, nil
}

func (r CheckRequest) message() *proto.CheckRequest {
	return &proto.CheckRequest{Preimage: r.Preimage, Task: r.Task, Output: r.Output}
}

func readCheckRequest(m *proto.CheckRequest) CheckRequest {
	return CheckRequest{Preimage: m.GetPreimage(), Task: m.GetTask(), Output: m.GetOutput()}
}

func (v Verdict) message() *proto.CheckReply {
	return &proto.CheckReply{Holds: v.Holds, Findings: findingMessages(v.Findings), Output: v.Output}
}

func readVerdict(m *proto.CheckReply) Verdict {
	return Verdict{Holds: m.GetHolds(), Findings: readFindings(m.GetFindings()), Output: m.GetOutput()}
}

func findingMessages(findings []Finding) []*proto.Finding {
	out := make([]*proto.Finding, len(findings))
	for i, finding := range findings {
		out[i] = &proto.Finding{Rule: finding.Rule, Line: clamp(finding.Line), Message: finding.Message}
	}
	return out
}

func readFindings(messages []*proto.Finding) []Finding {
	if len(messages) == 0 {
		return nil
	}
	out := make([]Finding, len(messages))
	for i, m := range messages {
		out[i] = Finding{Rule: m.GetRule(), Line: int(m.GetLine()), Message: m.GetMessage()}
	}
	return out
}

func (r CommitRequest) message() *proto.CommitOutputRequest {
	return &proto.CommitOutputRequest{Preimage: r.Preimage, Task: r.Task, Output: r.Output}
}

func readCommitRequest(m *proto.CommitOutputRequest) CommitRequest {
	return CommitRequest{Preimage: m.GetPreimage(), Task: m.GetTask(), Output: m.GetOutput()}
}

func (c OutputCommitment) message() *proto.CommitOutputReply {
	return &proto.CommitOutputReply{Commitment: c.Commitment[:], Opening: c.Opening}
}

func readCommitment(m *proto.CommitOutputReply) (OutputCommitment, error) {
	commitment, err := readWord("commitment", m.GetCommitment())
	if err != nil {
		return OutputCommitment{}, err
	}
	return OutputCommitment{Commitment: commitment, Opening: m.GetOpening()}, nil
}

func (r AssignRequest) message() *proto.AssignRequest {
	return &proto.AssignRequest{
		Header: join(r.Header[:]), Cursor: r.Cursor, KeyHash: r.KeyHash[:],
		Preimage: r.Preimage, Task: r.Task, Output: r.Output, Opening: r.Opening,
	}
}

func readAssignRequest(m *proto.AssignRequest) (AssignRequest, error) {
	header, err := readHeader(m.GetHeader())
	if err != nil {
		return AssignRequest{}, err
	}
	key, err := readWord("key hash", m.GetKeyHash())
	if err != nil {
		return AssignRequest{}, err
	}
	return AssignRequest{
		Header: header, Cursor: m.GetCursor(), KeyHash: key,
		Preimage: m.GetPreimage(), Task: m.GetTask(), Output: m.GetOutput(), Opening: m.GetOpening(),
	}, nil
}

func (a Assignment) message() *proto.AssignReply {
	step := &proto.Step{From: a.Step.From, To: a.Step.To}
	if a.Step.Amount != nil {
		step.Amount = a.Step.Amount.Bytes()
	}
	return &proto.AssignReply{Step: step, Payload: join(a.Payload), H: a.H[:], Witness: a.Witness}
}

func readAssignment(m *proto.AssignReply) (Assignment, error) {
	amount := m.GetStep().GetAmount()
	if len(amount) > MaxAmountBits/8 {
		return Assignment{}, refused("an amount of %d bytes, at most %d are allowed", len(amount), MaxAmountBits/8)
	}
	payload, err := split("payload", m.GetPayload())
	if err != nil {
		return Assignment{}, err
	}
	h, err := readWord("h", m.GetH())
	if err != nil {
		return Assignment{}, err
	}
	return Assignment{
		Step: Step{
			From: m.GetStep().GetFrom(), To: m.GetStep().GetTo(), Amount: new(big.Int).SetBytes(amount),
		},
		Payload: payload, H: h, Witness: m.GetWitness(),
	}, nil
}

func (r OpenRequest) message() *proto.OpenRequest {
	return &proto.OpenRequest{
		Preimage: r.Preimage, Header: join(r.Header[:]), Payload: join(r.Payload), SealingKey: r.SealingKey,
	}
}

func readOpenRequest(m *proto.OpenRequest) (OpenRequest, error) {
	header, err := readHeader(m.GetHeader())
	if err != nil {
		return OpenRequest{}, err
	}
	payload, err := split("payload", m.GetPayload())
	if err != nil {
		return OpenRequest{}, err
	}
	return OpenRequest{
		Preimage: m.GetPreimage(), Header: header, Payload: payload, SealingKey: m.GetSealingKey(),
	}, nil
}

func (j Job) message() *proto.RunRequest {
	m := &proto.RunRequest{
		ForwardId: j.ForwardID, Predicate: j.Predicate, Task: j.Task, Params: j.Params, Attempt: clamp(j.Attempt),
		Previous: j.Previous, Findings: findingMessages(j.Findings), Cursor: j.Cursor,
	}
	if j.Left != nil {
		m.Left = j.Left.Bytes()
	}
	if !j.Deadline.IsZero() {
		m.DeadlineMs = j.Deadline.UnixMilli()
	}
	return m
}

func readJob(m *proto.RunRequest) (Job, error) {
	if len(m.GetLeft()) > MaxAmountBits/8 {
		return Job{}, refused("%d bytes of units left, at most %d are allowed", len(m.GetLeft()), MaxAmountBits/8)
	}
	job := Job{
		ForwardID: m.GetForwardId(), Predicate: m.GetPredicate(), Task: m.GetTask(), Params: m.GetParams(),
		Attempt: int(m.GetAttempt()), Previous: m.GetPrevious(), Findings: readFindings(m.GetFindings()),
		Cursor: m.GetCursor(),
	}
	if len(m.GetLeft()) > 0 {
		job.Left = new(big.Int).SetBytes(m.GetLeft())
	}
	if m.GetDeadlineMs() != 0 {
		job.Deadline = time.UnixMilli(m.GetDeadlineMs()).UTC()
	}
	return job, nil
}

func readHeader(b []byte) (Header, error) {
	if len(b) != HeaderLen*wordBytes {
		return Header{}, fmt.Errorf("reading a header: %d bytes, want %d", len(b), HeaderLen*wordBytes)
	}
	var header Header
	for i := range header {
		header[i] = Word(b[i*wordBytes:])
	}
	return header, nil
}

func readWord(name string, b []byte) (Word, error) {
	if len(b) != wordBytes {
		return Word{}, refused("%s of %d bytes, want %d", name, len(b), wordBytes)
	}
	return Word(b), nil
}

func join(words []Word) []byte {
	out := make([]byte, 0, len(words)*wordBytes)
	for _, word := range words {
		out = append(out, word[:]...)
	}
	return out
}

func split(name string, b []byte) ([]Word, error) {
	if len(b)%wordBytes != 0 || len(b) > MaxPayloadWords*wordBytes {
		return nil, refused("a %s of %d bytes, want at most %d words of %d", name, len(b), MaxPayloadWords, wordBytes)
	}
	out := make([]Word, len(b)/wordBytes)
	for i := range out {
		out[i] = Word(b[i*wordBytes:])
	}
	return out, nil
}

// clamp keeps an integer that a plugin got wrong (a negative line) wrong, instead of wrapping it into a good one.
func clamp(n int) uint32 {
	if n < 0 || n > math.MaxUint32 {
		return math.MaxUint32
	}
	return uint32(n)
}
