//go:build u64

package main

const elementSize = 8

type Element = uint64

func makeElement(i uint64) Element {
	return i
}

func number(x *Element) uint64 {
	return *x
}

func less(a, b *Element) bool {
	return *a < *b
}
