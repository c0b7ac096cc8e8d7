package sdk

import (
	"context"

	"github.com/hashicorp/go-plugin"
	"google.golang.org/grpc"

	"github.com/tercet-protocol/tercet/plugins/sdk/proto"
)

type probePlugin struct {
	plugin.NetRPCUnsupportedPlugin
	probe Probe
}

func (p *probePlugin) GRPCServer(_ *plugin.GRPCBroker, server *grpc.Server) error {
	proto.RegisterProbeServer(server, &probeServer{probe: p.probe})
	return nil
}

func (p *probePlugin) GRPCClient(_ context.Context, _ *plugin.GRPCBroker, conn *grpc.ClientConn) (any, error) {
	return &probeClient{client: proto.NewProbeClient(conn)}, nil
}

// probeClient is a Probe in another process.
type probeClient struct {
	client proto.ProbeClient
}

func (c *probeClient) Configure(ctx context.Context, settings map[string]string) error {
	_, err := c.client.Configure(ctx, &proto.ConfigureRequest{Settings: settings}, atMost(smallReply)...)
	return fromStatus(err)
}

func (c *probeClient) Describe(ctx context.Context) (ProbeDescription, error) {
	m, err := c.client.Describe(ctx, &proto.DescribeRequest{}, atMost(smallReply)...)
	if err != nil {
		return ProbeDescription{}, fromStatus(err)
	}
	return ProbeDescription{Name: m.GetName(), Version: m.GetVersion(), Answers: m.GetAnswers()}, nil
}

func (c *probeClient) Devices(ctx context.Context) ([]ProbeDevice, error) {
	m, err := c.client.Devices(ctx, &proto.DevicesRequest{}, atMost(devicesReply)...)
	if err != nil {
		return nil, fromStatus(err)
	}
	devices := make([]ProbeDevice, len(m.GetDevices()))
	for i, device := range m.GetDevices() {
		devices[i] = ProbeDevice{
			ID: device.GetId(), Name: device.GetName(), Memory: device.GetMemory(), Kind: device.GetKind(), Notes: device.GetNotes(),
		}
	}
	return devices, nil
}

func (c *probeClient) Answer(ctx context.Context, device string, request []byte) ([]byte, error) {
	m, err := c.client.Answer(ctx, &proto.AnswerRequest{Device: device, Request: request}, atMost(answerReply)...)
	if err != nil {
		return nil, fromStatus(err)
	}
	return m.GetAnswer(), nil
}

// probeServer answers the host's calls out of a Probe.
type probeServer struct {
	proto.UnimplementedProbeServer
	probe Probe
}

func (s *probeServer) Configure(ctx context.Context, m *proto.ConfigureRequest) (*proto.ConfigureReply, error) {
	if err := s.probe.Configure(ctx, m.GetSettings()); err != nil {
		return nil, toStatus(err)
	}
	return &proto.ConfigureReply{}, nil
}

func (s *probeServer) Describe(ctx context.Context, _ *proto.DescribeRequest) (*proto.ProbeDescribeReply, error) {
	description, err := s.probe.Describe(ctx)
	if err != nil {
		return nil, toStatus(err)
	}
	return &proto.ProbeDescribeReply{Name: description.Name, Version: description.Version, Answers: description.Answers}, nil
}

func (s *probeServer) Devices(ctx context.Context, _ *proto.DevicesRequest) (*proto.DevicesReply, error) {
	devices, err := s.probe.Devices(ctx)
	if err != nil {
		return nil, toStatus(err)
	}
	reply := &proto.DevicesReply{}
	for _, device := range devices {
		reply.Devices = append(reply.Devices, &proto.Device{
			Id: device.ID, Name: device.Name, Memory: device.Memory, Kind: device.Kind, Notes: device.Notes,
		})
	}
	return reply, nil
}

func (s *probeServer) Answer(ctx context.Context, m *proto.AnswerRequest) (*proto.AnswerReply, error) {
	answer, err := s.probe.Answer(ctx, m.GetDevice(), m.GetRequest())
	if err != nil {
		return nil, toStatus(err)
	}
	return &proto.AnswerReply{Answer: answer}, nil
}
