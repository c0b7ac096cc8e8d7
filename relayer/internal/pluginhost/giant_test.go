package pluginhost

import (
	"fmt"
	"math"
	"testing"

	goplugin "github.com/hashicorp/go-plugin"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/encoding/protowire"

	"github.com/tercet-protocol/tercet/plugins/sdk"
	"github.com/tercet-protocol/tercet/plugins/sdk/proto"
)

// inflating makes messages of a gigabyte out of some, well-formed ones.
type inflating struct{ encoding.CodecV2 }

// serveGiants serves a predicate or an executor without the bounds that the sdk sets for a plugin of good will.
func serveGiants(predicate sdk.Predicate, executor sdk.Executor) {
	goplugin.Serve(&goplugin.ServeConfig{
		HandshakeConfig: sdk.Handshake,
		Plugins:         sdk.Plugins(predicate, executor, nil),
		GRPCServer: func(options []grpc.ServerOption) *grpc.Server {
			codec := inflating{encoding.GetCodecV2("proto")}
			return grpc.NewServer(append(options, grpc.ForceServerCodecV2(codec), grpc.MaxSendMsgSize(math.MaxInt32))...)
		},
	})
}

func (c inflating) Marshal(message any) (mem.BufferSlice, error) {
	data, err := c.CodecV2.Marshal(message)
	if err != nil {
		return nil, err
	}
	verdict, judged := message.(*proto.CheckReply)
	reply, ran := message.(*proto.RunReply)
	giant := judged && string(verdict.GetOutput()) == "gigabyte" || ran && string(reply.GetOutput()) == "gigabyte"
	if giant || fmt.Sprintf("%T", message) == "*plugin.StdioData" {
		const unknownField, chunk, chunks = 1000, 1 << 20, 1 << 10
		head := protowire.AppendVarint(protowire.AppendTag(nil, unknownField, protowire.BytesType), chunk*chunks)
		data = append(data, mem.SliceBuffer(head))
		for one := make(mem.SliceBuffer, chunk); len(data) < chunks+2; {
			data = append(data, one)
		}
	}
	return data, nil
}

// What a plugin announces to go-plugin's broker would be kept for each number that it makes up.
func TestPluginAnnouncesConnections(t *testing.T) {
	t.Parallel()
	conn, err := grpc.NewClient("passthrough:nowhere", append(narrow(), grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	require.NoError(t, err)
	defer conn.Close()
	_, err = conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, "/plugin.GRPCBroker/StartStream")
	require.ErrorContains(t, err, "there is no broker")
}
