package opencl

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestWithoutALibrary(t *testing.T) {
	t.Parallel()
	_, err := loadFrom("libOpenCL-that-is-not-here.so")
	require.ErrorIs(t, err, ErrNoLibrary)
	require.ErrorContains(t, err, "load libOpenCL-that-is-not-here.so")
	require.ErrorContains(t, err, "on Debian ocl-icd-libopencl1")
	require.ErrorContains(t, err, Environment)

	_, err = loadFrom("libc.so.6")
	require.ErrorIs(t, err, ErrNoLibrary)
	require.ErrorContains(t, err, "libc.so.6 has no clGetPlatformIDs")
}

func TestDevices(t *testing.T) {
	t.Parallel()
	devices, err := Devices()
	require.NoError(t, err)
	require.NotEmpty(t, devices, "no OpenCL device is here: on Debian, apt-get install pocl-opencl-icd")
	again, err := Devices()
	require.NoError(t, err)
	require.Equal(t, devices, again)
	ids := map[string]bool{}
	for _, device := range devices {
		require.NotEmpty(t, device.ID)
		require.False(t, ids[device.ID], "%s is two devices' id", device.ID)
		ids[device.ID] = true
		require.NotEmpty(t, device.Name)
		require.NotZero(t, device.Memory)
	}
}

// A processor is no GPU, whatever it can do.
func TestAProcessorIsNoGPU(t *testing.T) {
	t.Parallel()
	devices, err := Devices()
	require.NoError(t, err)
	refused := 0
	for _, device := range devices {
		if device.Kind == GPU {
			continue
		}
		_, err := Open(device.ID, Options{})
		require.ErrorIs(t, err, ErrNoGPU)
		require.ErrorContains(t, err, device.ID)
		opened, err := Open(device.ID, Options{AllowCPU: true})
		require.NoError(t, err)
		require.Equal(t, device, opened.Info())
		require.NoError(t, opened.Close())
		refused++
	}
	require.Positive(t, refused, "this test wants a device that is no GPU, such as PoCL's")
	_, err = Open("nothing", Options{AllowCPU: true})
	require.ErrorContains(t, err, `no device has the id "nothing"; there are `)
}

// Every error of OpenCL says which call it came of, and its name.
func TestErrorsHaveNames(t *testing.T) {
	t.Parallel()
	require.NoError(t, check("clFinish", 0))
	require.EqualError(t, check("clFinish", -5), "clFinish: CL_OUT_OF_RESOURCES (-5)")
	require.EqualError(t, check("clFinish", -9999), "clFinish: unknown error (-9999)")

	device := processor(t)
	_, err := device.session.buffer(0)
	require.ErrorContains(t, err, "make room for 0 bytes: clCreateBuffer: CL_INVALID_BUFFER_SIZE (-61)")
	require.ErrorContains(t, device.session.run("fill", []uintptr{1}, nil, "text"), "argument 0 is a string")
	var status *Error
	require.ErrorAs(t, device.session.run("fill", []uintptr{1}, nil, [4]uint32{}), &status)
	require.Equal(t, "clSetKernelArg fill 0", status.Call)
}
