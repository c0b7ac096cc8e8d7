package opencl

import (
	"bytes"
	"strings"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// stub is a library with one platform and one device, which says of itself what a test wants.
func stub(device map[uint32][]byte) *library {
	answer := func(known map[uint32][]byte) func(handle, uint32, uintptr, unsafe.Pointer, *uintptr) int32 {
		return func(_ handle, what uint32, size uintptr, value unsafe.Pointer, needed *uintptr) int32 {
			said, found := known[what]
			if !found {
				return -30
			}
			if needed != nil {
				*needed = uintptr(len(said))
			}
			if value != nil {
				copy(unsafe.Slice((*byte)(value), size), said)
			}
			return 0
		}
	}
	return &library{functions: functions{
		GetPlatformIDs: func(_ uint32, platforms *handle, count *uint32) int32 {
			*platforms, *count = 1, 1
			return 0
		},
		GetPlatformInfo: answer(map[uint32][]byte{platformName: []byte("NVIDIA CUDA\x00")}),
		GetDeviceIDs: func(_ handle, _ uint64, _ uint32, devices *handle, count *uint32) int32 {
			*devices, *count = 2, 1
			return 0
		},
		GetDeviceInfo: answer(device),
	}}
}

// card is what a GPU says of itself, with extensions.
func card(extensions string) map[uint32][]byte {
	return map[uint32][]byte{
		deviceName: []byte("NVIDIA L4\x00"), deviceVendor: []byte("NVIDIA Corporation\x00"), deviceDriver: []byte("570.1\x00"),
		deviceType: {typeGPU, 0, 0, 0, 0, 0, 0, 0}, deviceMemory: {0, 0, 0, 0, 4, 0, 0, 0},
		deviceExtensions: []byte(extensions + "\x00"),
		deviceUUID:       bytes.Repeat([]byte{0xab}, 16),
		devicePCI:        {0, 0, 0, 0, 0x41, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0},
		deviceNVDomain:   {1, 0, 0, 0}, deviceNVBus: {0x42, 0, 0, 0}, deviceNVSlot: {3<<3 | 1, 0, 0, 0},
	}
}

// A device goes by the best id that its driver gives.
func TestIDs(t *testing.T) {
	t.Parallel()
	for extensions, want := range map[string]string{
		"cl_khr_fp64 cl_khr_device_uuid cl_khr_pci_bus_info": "abababab-abab-abab-abab-abababababab",
		"cl_khr_pci_bus_info cl_nv_device_attribute_query":   "NVIDIA-CUDA:0000:41:03.1",
		"cl_nv_device_attribute_query":                       "NVIDIA-CUDA:0001:42:03.1",
		"cl_khr_fp64 not_cl_khr_device_uuid":                 "NVIDIA-CUDA:0",
	} {
		devices, err := stub(card(extensions)).devices()
		require.NoError(t, err)
		require.Len(t, devices, 1)
		require.Equal(t, Info{want, "NVIDIA L4", "NVIDIA Corporation", "570.1", GPU, 16 << 30}, devices[0].Info)
	}
}

func TestDialectsFollowTheExtensions(t *testing.T) {
	t.Parallel()
	for extensions, want := range map[string][]string{
		"":                             {plain},
		"cl_nv_device_attribute_query": {plain + " -DDOT_PTX", plain},
		"cl_khr_integer_dot_product":   {"-cl-std=CL3.0 -DDOT_EXTENSION", plain},
	} {
		dialects, err := stub(card(extensions)).dialects(2)
		require.NoError(t, err)
		require.Equal(t, want, dialects)
	}
}

// What a driver says is no more than a text in one line, and not of any length.
func TestWhatADriverSaysIsNotTrusted(t *testing.T) {
	t.Parallel()
	said := card("")
	said[deviceName] = []byte("NVIDIA\x1b[2J\n L4\xff\x00")
	devices, err := stub(said).devices()
	require.NoError(t, err)
	require.Equal(t, "NVIDIA[2J L4", devices[0].Name)

	for _, name := range [][]byte{{}, []byte(strings.Repeat("x", maxInfo+1))} {
		said[deviceName] = name
		_, err = stub(said).devices()
		require.ErrorContains(t, err, `platform "NVIDIA CUDA", device 0: clGetDeviceInfo(0x102b): a text of `)
	}
	for what := range card("") {
		said := card("cl_khr_device_uuid")
		delete(said, what)
		if _, err := stub(said).devices(); what == devicePCI || what == deviceNVBus || what == deviceNVDomain || what == deviceNVSlot {
			require.NoError(t, err)
		} else {
			require.ErrorContains(t, err, "CL_INVALID_VALUE (-30)")
		}
	}
}

func TestAMachineWithNoDriver(t *testing.T) {
	t.Parallel()
	lib := stub(card(""))
	lib.GetPlatformIDs = func(uint32, *handle, *uint32) int32 { return platformNotFound }
	devices, err := lib.devices()
	require.NoError(t, err)
	require.Empty(t, devices)
	_, err = lib.find("x")
	require.ErrorContains(t, err, `no device has the id "x"; there are 0`)
	lib.GetPlatformIDs = func(uint32, *handle, *uint32) int32 { return -6 }
	_, err = lib.find("x")
	require.ErrorContains(t, err, "list devices: clGetPlatformIDs: CL_OUT_OF_HOST_MEMORY (-6)")

	lib = stub(card(""))
	lib.GetDeviceIDs = func(handle, uint64, uint32, *handle, *uint32) int32 { return deviceNotFound }
	devices, err = lib.devices()
	require.NoError(t, err)
	require.Empty(t, devices)
}

func TestTheEnvironmentNamesTheLibrary(t *testing.T) {
	t.Setenv(Environment, "")
	require.Equal(t, "libOpenCL.so.1", libraryName())
	t.Setenv(Environment, "/opt/libOpenCL.so")
	require.Equal(t, "/opt/libOpenCL.so", libraryName())
}
