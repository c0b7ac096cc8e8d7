package sdk

import (
	"context"
	"errors"
	"io"

	"google.golang.org/grpc"

	"github.com/tercet-protocol/tercet/plugins/sdk/proto"
)

// Largest answers, with room for framing. What is larger is refused before it is read.
const (
	slack          = 4 << 10
	smallReply     = slack
	describeReply  = MaxSchema + 6*MaxText + slack
	paramsReply    = 2*MaxParams + slack
	commitReply    = MaxOpening + slack
	checkReply     = MaxOutput + MaxFindings*(2*MaxText+32) + slack
	assignReply    = MaxWitness + MaxPayloadWords*wordBytes + slack
	openReply      = MaxOutput + slack
	runReply       = MaxOutput + slack
	devicesReply   = MaxDevices*(MaxNotes+2)*maxProbeName + slack
	answerReply    = MaxProbeAnswer + slack
	largestRequest = 2*MaxOutput + MaxTask + 2*MaxParams + MaxFindings*(2*MaxText+32) + MaxPayloadWords*wordBytes + slack
)

// predicateClient is a Predicate in another process.
type predicateClient struct {
	client proto.PredicateClient
}

func (c *predicateClient) Configure(ctx context.Context, settings map[string]string) error {
	_, err := c.client.Configure(ctx, &proto.ConfigureRequest{Settings: settings}, atMost(smallReply)...)
	return fromStatus(err)
}

func (c *predicateClient) Describe(ctx context.Context) (Description, error) {
	m, err := c.client.Describe(ctx, &proto.DescribeRequest{}, atMost(describeReply)...)
	if err != nil {
		return Description{}, fromStatus(err)
	}
	return readDescription(m), nil
}

func (c *predicateClient) CommitParams(ctx context.Context, json []byte) (Params, error) {
	m, err := c.client.CommitParams(ctx, &proto.CommitParamsRequest{Json: json}, atMost(paramsReply)...)
	if err != nil {
		return Params{}, fromStatus(err)
	}
	return readParams(m)
}

func (c *predicateClient) OpenParams(ctx context.Context, preimage []byte) (Params, error) {
	m, err := c.client.OpenParams(ctx, &proto.OpenParamsRequest{Preimage: preimage}, atMost(paramsReply)...)
	if err != nil {
		return Params{}, fromStatus(err)
	}
	return readParams(m)
}

func (c *predicateClient) Check(ctx context.Context, request CheckRequest) (Verdict, error) {
	m, err := c.client.Check(ctx, request.message(), atMost(checkReply)...)
	if err != nil {
		return Verdict{}, fromStatus(err)
	}
	return readVerdict(m), nil
}

func (c *predicateClient) CommitOutput(ctx context.Context, request CommitRequest) (OutputCommitment, error) {
	m, err := c.client.CommitOutput(ctx, request.message(), atMost(commitReply)...)
	if err != nil {
		return OutputCommitment{}, fromStatus(err)
	}
	return readCommitment(m)
}

func (c *predicateClient) Assign(ctx context.Context, request AssignRequest) (Assignment, error) {
	m, err := c.client.Assign(ctx, request.message(), atMost(assignReply)...)
	if err != nil {
		return Assignment{}, fromStatus(err)
	}
	return readAssignment(m)
}

func (c *predicateClient) Open(ctx context.Context, request OpenRequest) ([]byte, error) {
	m, err := c.client.Open(ctx, request.message(), atMost(openReply)...)
	if err != nil {
		return nil, fromStatus(err)
	}
	return m.GetRendered(), nil
}

// executorClient is an Executor in another process.
type executorClient struct {
	client proto.ExecutorClient
}

func (c *executorClient) Configure(ctx context.Context, settings map[string]string) error {
	_, err := c.client.Configure(ctx, &proto.ConfigureRequest{Settings: settings}, atMost(smallReply)...)
	return fromStatus(err)
}

func (c *executorClient) Run(ctx context.Context, job Job, emit func(Event) error) ([]byte, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // whatever the reason to leave, the plugin hears of it
	stream, err := c.client.Run(ctx, job.message(), atMost(runReply)...)
	if err != nil {
		return nil, fromStatus(err)
	}
	for {
		m, err := stream.Recv()
		switch {
		case errors.Is(err, io.EOF):
			return nil, refused("the executor ended without an output")
		case err != nil:
			return nil, fromStatus(err)
		}
		switch reply := m.GetReply().(type) {
		case *proto.RunReply_Event:
			if err := emit(Event{Message: reply.Event.GetMessage()}); err != nil {
				return nil, err
			}
		case *proto.RunReply_Output:
			return reply.Output, nil
		default:
			return nil, refused("the executor sent neither event nor output")
		}
	}
}

func atMost(reply int) []grpc.CallOption {
	return []grpc.CallOption{grpc.MaxCallRecvMsgSize(reply), grpc.MaxCallSendMsgSize(largestRequest)}
}
