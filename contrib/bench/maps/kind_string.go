//go:build string

package main

import "fmt"

type Key = string
type Value = uint64

func makeKey(i uint64) Key {
	return fmt.Sprintf("%016x", splitmix(i))
}

func makeValue(i uint64) Value {
	return Value(i)
}

func number(v *Value) uint64 {
	return uint64(*v)
}
