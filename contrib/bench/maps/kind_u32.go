//go:build u32

package main

type Key = uint32
type Value = uint32

func makeKey(i uint64) Key {
	return uint32(i+1) * 2654435769
}

func makeValue(i uint64) Value {
	return Value(i)
}

func number(v *Value) uint64 {
	return uint64(*v)
}
