package opencl

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/tercet-protocol/tercet/plugins/gpu/challenge"
	"github.com/tercet-protocol/tercet/plugins/gpu/challenge/challengetest"
)

// processor opens PoCL, or whatever other OpenCL there is.
func processor(t *testing.T) *Device {
	t.Helper()
	devices, err := Devices()
	require.NoError(t, err)
	require.NotEmpty(t, devices, "no OpenCL device is here: on Debian, apt-get install pocl-opencl-icd")
	device, err := Open(devices[0].ID, Options{AllowCPU: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, device.Close()) })
	return device
}

func TestADeviceDoesThePlainOnesWork(t *testing.T) {
	t.Parallel()
	challengetest.Exercise(t, processor(t))
}

// Blocks that lie in several buffers are found where they are, and work that is done in parts is the same work.
func TestWorkInParts(t *testing.T) {
	t.Parallel()
	profile := challengetest.Profile()
	seed, salt := challenge.Seed{1}, challenge.Salt{2}
	plain := &challengetest.Plain{}
	require.NoError(t, plain.Fill(t.Context(), seed, profile))
	want, err := plain.Touch(t.Context(), salt)
	require.NoError(t, err)
	device := processor(t)
	device.limits.fill, device.limits.touch = 100, 3*profile.Lanes*profile.BlockWords*challenge.WordBytes
	for _, buffers := range []int{2, 3, maxBuffers} {
		device.limits.buffer = (profile.Blocks + buffers - 1) / buffers * profile.BlockWords * challenge.WordBytes
		require.NoError(t, device.Fill(t.Context(), seed, profile))
		require.Len(t, device.blocks, buffers)
		got, err := device.Touch(t.Context(), salt)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
	device.limits.buffer = (profile.Blocks/maxBuffers - 1) * profile.BlockWords * challenge.WordBytes
	require.ErrorContains(t, device.Fill(t.Context(), seed, profile), "do not fit in 8 buffers")
	require.Nil(t, device.blocks, "nothing is left behind")
}

// A dialect that a compiler does not know is given up for the next, and with none left its complaint is told.
func TestDialects(t *testing.T) {
	t.Parallel()
	device := processor(t)
	lib, at := device.session.lib, device.session.device
	session, err := open(lib, at, []string{plain + " -DDOT_EXTENSION", plain})
	require.NoError(t, err)
	other := &Device{info: device.info, session: session, limits: device.limits}
	challengetest.Exercise(t, other)
	require.NoError(t, other.Close())

	_, err = open(lib, at, []string{plain + " -DDOT_EXTENSION"})
	require.ErrorContains(t, err, "clBuildProgram: CL_BUILD_PROGRAM_FAILURE (-11): ")
	require.ErrorContains(t, err, "dot_4x8packed_ss_int")
}
