package opencl

import (
	_ "embed"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"unsafe"
)

//go:embed kernels.cl
var kernels string

const (
	buildLog = 0x1183
	blocking = 1
	readable = 1 << 0 // read and written by kernels
	maxLog   = 4096   // bytes of a compiler's complaint that are told
)

// session is a device with a queue and the kernels, ready for work.
type session struct {
	lib     *library
	device  handle
	context handle
	queue   handle
	program handle
	kernels map[string]handle
}

// open makes a session with kernels in the first of some dialects that the device's compiler takes, or leaves nothing behind.
func open(lib *library, device handle, dialects []string) (_ *session, err error) {
	s := &session{lib: lib, device: device, kernels: map[string]handle{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.close())
		}
	}()
	var status int32
	s.context = lib.CreateContext(0, 1, &device, 0, 0, &status)
	if err := check("clCreateContext", status); err != nil {
		return nil, err
	}
	s.queue = lib.CreateCommandQueue(s.context, device, 0, &status)
	if err := check("clCreateCommandQueue", status); err != nil {
		return nil, err
	}
	if err := s.build(dialects); err != nil {
		return nil, err
	}
	for _, name := range []string{"fill", "touch", "left_operand", "right_operand", "multiply", "absorb", "next_operand"} {
		s.kernels[name] = lib.CreateKernel(s.program, name, &status)
		if err := check("clCreateKernel "+name, status); err != nil {
			delete(s.kernels, name)
			return nil, err
		}
	}
	return s, nil
}

func (s *session) build(dialects []string) error {
	source := []byte(kernels)
	first, length := &source[0], uintptr(len(source))
	var pinner runtime.Pinner // OpenCL is given a pointer to a pointer
	pinner.Pin(first)
	defer pinner.Unpin()
	var status int32
	s.program = s.lib.CreateProgramWithSource(s.context, 1, &first, &length, &status)
	if err := check("clCreateProgramWithSource", status); err != nil {
		return err
	}
	for _, options := range dialects {
		status = s.lib.BuildProgram(s.program, 1, &s.device, options, 0, 0)
		if status == 0 {
			return nil
		}
	}
	if status == buildProgramFailure {
		return fmt.Errorf("%w: %s", check("clBuildProgram", status), s.log())
	}
	return check("clBuildProgram", status)
}

// plain is the kernels' common language. Every device knows it.
const plain = "-cl-std=CL1.2"

// dialects are the options to build the kernels with, the best first: with four products in one instruction where a device's
// extensions say that there is such a one. What a compiler does not know after all, it is not asked for again.
func (lib *library) dialects(device handle) ([]string, error) {
	extensions, err := lib.extensions(device)
	if err != nil {
		return nil, err
	}
	var list []string
	if extensions["cl_khr_integer_dot_product"] {
		list = append(list, "-cl-std=CL3.0 -DDOT_EXTENSION")
	}
	if extensions["cl_nv_device_attribute_query"] {
		list = append(list, plain+" -DDOT_PTX") // sm_61 and later
	}
	return append(list, plain), nil
}

// log is the beginning of what the compiler had to say.
func (s *session) log() string {
	ask := func(device handle, what uint32, size uintptr, value unsafe.Pointer, needed *uintptr) int32 {
		return s.lib.GetProgramBuildInfo(s.program, device, what, size, value, needed)
	}
	said, err := text("clGetProgramBuildInfo", ask, s.device, buildLog)
	if err != nil {
		return err.Error()
	}
	return said[:min(len(said), maxLog)]
}

// close releases what there is.
func (s *session) close() error {
	var errs []error
	release := func(call string, free func(handle) int32, objects ...handle) {
		for _, object := range objects {
			if object != 0 {
				errs = append(errs, check(call, free(object)))
			}
		}
	}
	for _, kernel := range s.kernels {
		release("clReleaseKernel", s.lib.ReleaseKernel, kernel)
	}
	release("clReleaseProgram", s.lib.ReleaseProgram, s.program)
	release("clReleaseCommandQueue", s.lib.ReleaseCommandQueue, s.queue)
	release("clReleaseContext", s.lib.ReleaseContext, s.context)
	*s = session{lib: s.lib}
	return errors.Join(errs...)
}

// buffer makes room in the device's memory.
func (s *session) buffer(size int) (handle, error) {
	var status int32
	buffer := s.lib.CreateBuffer(s.context, readable, uintptr(size), 0, &status)
	if err := check("clCreateBuffer", status); err != nil {
		return 0, fmt.Errorf("make room for %d bytes: %w", size, err)
	}
	return buffer, nil
}

// run runs a kernel to its end. Arguments are handles of buffers, numbers of 32 bits, and streams of four.
func (s *session) run(name string, global, local []uintptr, arguments ...any) error {
	kernel := s.kernels[name]
	for i, argument := range arguments {
		var status int32
		index := uint32(i)
		switch value := argument.(type) {
		case handle:
			status = s.lib.SetKernelArg(kernel, index, unsafe.Sizeof(value), to(&value))
		case uint32:
			status = s.lib.SetKernelArg(kernel, index, unsafe.Sizeof(value), to(&value))
		case [4]uint32:
			status = s.lib.SetKernelArg(kernel, index, unsafe.Sizeof(value), to(&value))
		default:
			return fmt.Errorf("run kernel %s: argument %d is a %T", name, i, argument)
		}
		if err := check(fmt.Sprintf("clSetKernelArg %s %d", name, i), status); err != nil {
			return err
		}
	}
	var group *uintptr
	if local != nil {
		group = &local[0]
	}
	dimensions := uint32(len(global)) //nolint:gosec // one or two
	if err := check("clEnqueueNDRangeKernel "+name, s.lib.EnqueueNDRangeKernel(s.queue, kernel, dimensions, 0, &global[0], group, 0, 0, 0)); err != nil {
		return err
	}
	return check("clFinish after "+name, s.lib.Finish(s.queue))
}

// read copies a whole buffer of so many numbers out of the device's memory.
func read[T int32 | uint64](s *session, buffer handle, count int) ([]T, error) {
	numbers := make([]T, count)
	size := uintptr(count) * unsafe.Sizeof(numbers[0])
	status := s.lib.EnqueueReadBuffer(s.queue, buffer, blocking, 0, size, to(&numbers[0]), 0, 0, 0)
	return numbers, check("clEnqueueReadBuffer", status)
}

// find is the device with an id.
func (lib *library) find(id string) (found, error) {
	list, err := lib.devices()
	if err != nil {
		return found{}, fmt.Errorf("list devices: %w", err)
	}
	at := slices.IndexFunc(list, func(d found) bool { return d.ID == id })
	if at < 0 {
		ids := make([]string, len(list))
		for i, device := range list {
			ids[i] = fmt.Sprintf("%s (%s)", device.ID, device.Name)
		}
		return found{}, fmt.Errorf("no device has the id %q; there are %d: %s", id, len(list), strings.Join(ids, ", "))
	}
	return list[at], nil
}
