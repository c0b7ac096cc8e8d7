package opencl

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"reflect"
	"sync"
	"unsafe"

	"github.com/ebitengine/purego"
)

// Environment is the variable that may name the library.
const Environment = "TERCET_OPENCL"

const systemLibrary = "libOpenCL.so.1"

// ErrNoLibrary says that OpenCL cannot be loaded.
var ErrNoLibrary = errors.New("OpenCL is not here")

// handle is a pointer of OpenCL's to something of its own.
type handle uintptr

// library is OpenCL, loaded.
type library struct {
	functions
	listing sync.Mutex // drivers set themselves up when they are first asked for devices, and PoCL breaks when asked twice at once
}

// functions are OpenCL's, each in a field of its name. Lists of events and properties, which are not used, are 0.
type functions struct {
	GetPlatformIDs          func(room uint32, platforms *handle, count *uint32) int32
	GetPlatformInfo         func(platform handle, what uint32, size uintptr, value unsafe.Pointer, needed *uintptr) int32
	GetDeviceIDs            func(platform handle, kind uint64, room uint32, devices *handle, count *uint32) int32
	GetDeviceInfo           func(device handle, what uint32, size uintptr, value unsafe.Pointer, needed *uintptr) int32
	CreateContext           func(properties uintptr, count uint32, devices *handle, notify, data uintptr, status *int32) handle
	ReleaseContext          func(context handle) int32
	CreateCommandQueue      func(context, device handle, properties uint64, status *int32) handle
	ReleaseCommandQueue     func(queue handle) int32
	CreateProgramWithSource func(context handle, count uint32, texts **byte, lengths *uintptr, status *int32) handle
	BuildProgram            func(program handle, count uint32, devices *handle, options string, notify, data uintptr) int32
	GetProgramBuildInfo     func(program, device handle, what uint32, size uintptr, value unsafe.Pointer, needed *uintptr) int32
	ReleaseProgram          func(program handle) int32
	CreateKernel            func(program handle, name string, status *int32) handle
	ReleaseKernel           func(kernel handle) int32
	SetKernelArg            func(kernel handle, index uint32, size uintptr, value unsafe.Pointer) int32
	CreateBuffer            func(context handle, flags uint64, size, host uintptr, status *int32) handle
	ReleaseMemObject        func(buffer handle) int32
	EnqueueNDRangeKernel    func(queue, kernel handle, dimensions uint32, offset uintptr, global, local *uintptr, events uint32,
		list, event uintptr) int32
	EnqueueReadBuffer func(queue, buffer handle, blocking uint32, offset, size uintptr, to unsafe.Pointer, events uint32,
		list, event uintptr) int32
	Finish func(queue handle) int32
}

// load is the library that the environment names, or else the system's. It is looked for once.
var load = sync.OnceValues(func() (*library, error) { return loadFrom(libraryName()) })

func libraryName() string { return cmp.Or(os.Getenv(Environment), systemLibrary) }

func loadFrom(name string) (*library, error) {
	opened, err := purego.Dlopen(name, purego.RTLD_NOW|purego.RTLD_GLOBAL)
	if err != nil {
		return nil, fmt.Errorf("%w: load %s: %w: install the driver's OpenCL, on Debian ocl-icd-libopencl1 and the driver's own part, "+
			"or name the library in %s", ErrNoLibrary, name, err, Environment)
	}
	lib := &library{}
	fields := reflect.ValueOf(&lib.functions).Elem()
	for i := range fields.NumField() {
		function := "cl" + fields.Type().Field(i).Name
		address, err := purego.Dlsym(opened, function)
		if err != nil {
			return nil, fmt.Errorf("%w: %s has no %s: it is no library of OpenCL 1.2", ErrNoLibrary, name, function)
		}
		purego.RegisterFunc(fields.Field(i).Addr().Interface(), address)
	}
	return lib, nil
}

// to is a pointer that OpenCL reads or writes by, while a call lasts.
func to[T any](value *T) unsafe.Pointer {
	return unsafe.Pointer(value) //nolint:gosec // each call is given the value's size beside it, and keeps no pointer
}
