// What the programs that measure Go share; common.h has it in C.
package main

import (
	"syscall"
	"unsafe"
)

// A number for each i: no two are the same.
func splitmix(i uint64) uint64 {
	z := (i + 1) * 0x9e3779b97f4a7c15
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	return z ^ (z >> 31)
}

// CPU time of the process in nanoseconds.
func now() float64 {
	const processCPU = 2
	var t syscall.Timespec
	syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, processCPU,
		uintptr(unsafe.Pointer(&t)), 0)
	return float64(t.Nano())
}
