package opencl

import (
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unsafe"
)

// Kind is what a device is.
type Kind string

// The kinds.
const (
	GPU   Kind = "GPU"
	CPU   Kind = "CPU"
	Other Kind = "other"
)

// Info is what a driver says of a device. None of it is proved.
type Info struct {
	ID     string // see identify
	Name   string
	Vendor string
	Driver string
	Kind   Kind
	Memory uint64 // bytes
}

// found is a device with OpenCL's name for it.
type found struct {
	Info
	handle handle
}

// What is asked of platforms and devices, in cl.h's numbers.
const (
	platformName = 0x0902

	deviceType       = 0x1000
	deviceMaxAlloc   = 0x1010
	deviceMemory     = 0x101f
	deviceName       = 0x102b
	deviceVendor     = 0x102c
	deviceDriver     = 0x102d
	deviceExtensions = 0x1030
	deviceUUID       = 0x106a // cl_khr_device_uuid: 16 bytes
	devicePCI        = 0x410f // cl_khr_pci_bus_info: domain, bus, device, function
	deviceNVBus      = 0x4008 // cl_nv_device_attribute_query
	deviceNVSlot     = 0x4009
	deviceNVDomain   = 0x400a

	typeCPU = 1 << 1
	typeGPU = 1 << 2
	typeAll = 0xffffffff
)

// maxInfo limits what a driver may answer, and maxFound how many platforms, and devices of each, are looked at.
const (
	maxInfo  = 1 << 16
	maxFound = 64
)

// Devices lists what OpenCL finds on this machine.
func Devices() ([]Info, error) {
	lib, err := load()
	if err != nil {
		return nil, err
	}
	list, err := lib.devices()
	if err != nil {
		return nil, err
	}
	infos := make([]Info, len(list))
	for i, device := range list {
		infos[i] = device.Info
	}
	return infos, nil
}

func (lib *library) devices() (list []found, err error) {
	lib.listing.Lock()
	defer lib.listing.Unlock()
	platforms := make([]handle, maxFound)
	var count uint32
	status := lib.GetPlatformIDs(maxFound, &platforms[0], &count)
	if status == platformNotFound {
		return nil, nil // the loader is here, and no driver
	}
	if err := check("clGetPlatformIDs", status); err != nil {
		return nil, err
	}
	for _, platform := range platforms[:min(count, maxFound)] {
		name, err := text("clGetPlatformInfo", lib.GetPlatformInfo, platform, platformName)
		if err != nil {
			return nil, err
		}
		devices := make([]handle, maxFound)
		status := lib.GetDeviceIDs(platform, typeAll, maxFound, &devices[0], &count)
		if status == deviceNotFound {
			continue
		}
		if err := check("clGetDeviceIDs", status); err != nil {
			return nil, fmt.Errorf("platform %q: %w", name, err)
		}
		for i, device := range devices[:min(count, maxFound)] {
			info, err := lib.describe(device, name, i)
			if err != nil {
				return nil, fmt.Errorf("platform %q, device %d: %w", name, i, err)
			}
			list = append(list, found{info, device})
		}
	}
	return list, nil
}

func (lib *library) describe(device handle, platform string, place int) (info Info, err error) {
	var errs [6]error
	var kind uint64
	info.Name, errs[0] = lib.text(device, deviceName)
	info.Vendor, errs[1] = lib.text(device, deviceVendor)
	info.Driver, errs[2] = lib.text(device, deviceDriver)
	kind, errs[3] = lib.number(device, deviceType)
	info.Memory, errs[4] = lib.number(device, deviceMemory)
	info.ID, errs[5] = lib.identify(device, platform, place)
	switch {
	case kind&typeGPU != 0:
		info.Kind = GPU
	case kind&typeCPU != 0:
		info.Kind = CPU
	default:
		info.Kind = Other
	}
	return info, errors.Join(errs[:]...)
}

// notInNames is what no device's name has anywhere else here, and maxPlatform how much of a platform's name goes into one.
var notInNames = regexp.MustCompile(`[^A-Za-z0-9._]+`)

const maxPlatform = 40

// identify is a name that stays the same for a device while it stays in its place: its UUID, else where it is on the bus, else its
// place in the platform's list.
func (lib *library) identify(device handle, platform string, place int) (string, error) {
	has, err := lib.extensions(device)
	if err != nil {
		return "", err
	}
	platform = strings.Trim(notInNames.ReplaceAllString(platform, "-"), "-")
	platform = platform[:min(len(platform), maxPlatform)]
	switch {
	case has["cl_khr_device_uuid"]:
		var id [16]byte
		if err := lib.ask(device, deviceUUID, id[:]); err != nil {
			return "", err
		}
		return fmt.Sprintf("%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:]), nil
	case has["cl_khr_pci_bus_info"]:
		var place [16]byte
		if err := lib.ask(device, devicePCI, place[:]); err != nil {
			return "", err
		}
		number := func(i int) uint32 { return binary.LittleEndian.Uint32(place[4*i:]) }
		return fmt.Sprintf("%s:%04x:%02x:%02x.%x", platform, number(0), number(1), number(2), number(3)), nil
	case has["cl_nv_device_attribute_query"]:
		domain, errDomain := lib.number(device, deviceNVDomain)
		bus, errBus := lib.number(device, deviceNVBus)
		slot, errSlot := lib.number(device, deviceNVSlot)
		return fmt.Sprintf("%s:%04x:%02x:%02x.%x", platform, domain, bus, slot>>3, slot&7), errors.Join(errDomain, errBus, errSlot)
	}
	return fmt.Sprintf("%s:%d", platform, place), nil
}

func (lib *library) extensions(device handle) (map[string]bool, error) {
	names, err := lib.text(device, deviceExtensions)
	has := map[string]bool{}
	for _, name := range strings.Fields(names) {
		has[name] = true
	}
	return has, err
}

// number is a number of at most 64 bits that a device is described by.
func (lib *library) number(device handle, what uint32) (uint64, error) {
	var value [8]byte
	err := lib.ask(device, what, value[:])
	return binary.LittleEndian.Uint64(value[:]), err
}

func (lib *library) ask(device handle, what uint32, value []byte) error {
	return check(fmt.Sprintf("clGetDeviceInfo(0x%04x)", what), lib.GetDeviceInfo(device, what, uintptr(len(value)), to(&value[0]), nil))
}

func (lib *library) text(device handle, what uint32) (string, error) {
	return text("clGetDeviceInfo", lib.GetDeviceInfo, device, what)
}

// text is a text that something is described by, in one line of plain ASCII.
func text(call string, ask func(handle, uint32, uintptr, unsafe.Pointer, *uintptr) int32, of handle, what uint32) (string, error) {
	call = fmt.Sprintf("%s(0x%04x)", call, what)
	var size uintptr
	if err := check(call, ask(of, what, 0, nil, &size)); err != nil {
		return "", err
	}
	if size == 0 || size > maxInfo {
		return "", fmt.Errorf("%s: a text of %d bytes, it may have from 1 to %d", call, size, maxInfo)
	}
	value := make([]byte, size)
	if err := check(call, ask(of, what, size, to(&value[0]), nil)); err != nil {
		return "", err
	}
	plain := func(c rune) rune {
		if c < ' ' || c > '~' {
			return -1
		}
		return c
	}
	return strings.TrimSpace(strings.Map(plain, string(value))), nil
}
