//go:build int

package main

const elementSize = 4

type Element = int32

func makeElement(i uint64) Element {
	return Element(i)
}

func number(x *Element) uint64 {
	return uint64(int64(*x))
}

func less(a, b *Element) bool {
	return *a < *b
}
