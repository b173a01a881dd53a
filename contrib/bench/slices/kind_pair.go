//go:build pair

package main

const elementSize = 8 * 2

type Element struct {
	word [2]uint64
}

func makeElement(i uint64) Element {
	return Element{[2]uint64{i, i}}
}

func number(x *Element) uint64 {
	return x.word[0]
}

func less(a, b *Element) bool {
	return a.word[0] < b.word[0]
}
