//go:build u64

package main

type Key = uint64
type Value = uint64

func makeKey(i uint64) Key {
	return splitmix(i)
}

func makeValue(i uint64) Value {
	return Value(i)
}

func number(v *Value) uint64 {
	return uint64(*v)
}
