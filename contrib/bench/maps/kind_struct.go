//go:build struct

package main

type Key = uint64
type Value = [7]uint64

func makeKey(i uint64) Key {
	return splitmix(i)
}

func makeValue(i uint64) Value {
	return Value{i, i, i, i, i, i, i}
}

func number(v *Value) uint64 {
	return v[0]
}
