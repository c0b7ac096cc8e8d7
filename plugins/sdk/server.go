package sdk

import (
	"context"
	"fmt"

	"google.golang.org/grpc"

	"github.com/tercet-protocol/tercet/plugins/sdk/proto"
)

// predicateServer answers the host's calls out of a Predicate.
type predicateServer struct {
	proto.UnimplementedPredicateServer
	predicate Predicate
}

func (s *predicateServer) Configure(ctx context.Context, m *proto.ConfigureRequest) (*proto.ConfigureReply, error) {
	if err := s.predicate.Configure(ctx, m.GetSettings()); err != nil {
		return nil, toStatus(err)
	}
	return &proto.ConfigureReply{}, nil
}

func (s *predicateServer) Describe(ctx context.Context, _ *proto.DescribeRequest) (*proto.DescribeReply, error) {
	description, err := s.predicate.Describe(ctx)
	if err != nil {
		return nil, toStatus(err)
	}
	return description.message(), nil
}

func (s *predicateServer) CommitParams(ctx context.Context, m *proto.CommitParamsRequest) (*proto.ParamsReply, error) {
	params, err := s.predicate.CommitParams(ctx, m.GetJson())
	if err != nil {
		return nil, toStatus(err)
	}
	return params.message(), nil
}

func (s *predicateServer) OpenParams(ctx context.Context, m *proto.OpenParamsRequest) (*proto.ParamsReply, error) {
	params, err := s.predicate.OpenParams(ctx, m.GetPreimage())
	if err != nil {
		return nil, toStatus(err)
	}
	return params.message(), nil
}

func (s *predicateServer) Check(ctx context.Context, m *proto.CheckRequest) (*proto.CheckReply, error) {
	verdict, err := s.predicate.Check(ctx, readCheckRequest(m))
	if err != nil {
		return nil, toStatus(err)
	}
	return verdict.message(), nil
}

func (s *predicateServer) CommitOutput(ctx context.Context, m *proto.CommitOutputRequest) (*proto.CommitOutputReply, error) {
	committer, ok := s.predicate.(Committer)
	if !ok {
		return s.UnimplementedPredicateServer.CommitOutput(ctx, m)
	}
	commitment, err := committer.CommitOutput(ctx, readCommitRequest(m))
	if err != nil {
		return nil, toStatus(err)
	}
	return commitment.message(), nil
}

func (s *predicateServer) Assign(ctx context.Context, m *proto.AssignRequest) (*proto.AssignReply, error) {
	request, err := readAssignRequest(m)
	if err != nil {
		return nil, toStatus(err)
	}
	assignment, err := s.predicate.Assign(ctx, request)
	if err != nil {
		return nil, toStatus(err)
	}
	return assignment.message(), nil
}

func (s *predicateServer) Open(ctx context.Context, m *proto.OpenRequest) (*proto.OpenReply, error) {
	request, err := readOpenRequest(m)
	if err != nil {
		return nil, toStatus(err)
	}
	rendered, err := s.predicate.Open(ctx, request)
	if err != nil {
		return nil, toStatus(err)
	}
	return &proto.OpenReply{Rendered: rendered}, nil
}

// executorServer answers the host's calls out of an Executor.
type executorServer struct {
	proto.UnimplementedExecutorServer
	executor Executor
}

func (s *executorServer) Configure(ctx context.Context, m *proto.ConfigureRequest) (*proto.ConfigureReply, error) {
	if err := s.executor.Configure(ctx, m.GetSettings()); err != nil {
		return nil, toStatus(err)
	}
	return &proto.ConfigureReply{}, nil
}

func (s *executorServer) Run(m *proto.RunRequest, stream grpc.ServerStreamingServer[proto.RunReply]) error {
	emit := func(event Event) error {
		return stream.Send(&proto.RunReply{Reply: &proto.RunReply_Event{Event: &proto.Event{Message: Clean(event.Message)}}})
	}
	job, err := readJob(m)
	if err != nil {
		return toStatus(err)
	}
	ctx := stream.Context()
	if !job.Deadline.IsZero() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, job.Deadline)
		defer cancel()
	}
	output, err := s.executor.Run(ctx, job, emit)
	if err != nil && ctx.Err() != nil && stream.Context().Err() == nil {
		err = fmt.Errorf("the job's deadline %s has come", job.Deadline) // and not that of the call: nothing hangs
	}
	if err != nil {
		return toStatus(err)
	}
	return stream.Send(&proto.RunReply{Reply: &proto.RunReply_Output{Output: output}})
}
