package pairs

type buffer struct {
	data []int32
	rest []int32
	next *buffer
}

var global []int32

func shrink(b *buffer, n int) { // truth: b: stays
	b.data = b.data[:n]
}

func reset(b *buffer) { // truth: b: stays
	b.data = nil
}

func advance(b *buffer, n int) []int32 { // truth: b: to result 1
	head := b.data[:n]
	b.data = b.data[n:]
	return head
}

func move(to, from *buffer) { // truth: to: stays; from: to param to 1
	to.data = from.data
	from.data = nil
}

func attach(b *buffer, data []int32) { // truth: b: stays; data: to param b 0
	b.data = data
}

func fill(b *buffer, data []int32) { // truth: b: stays; data: stays
	copy(b.data, data)
}

func drain(b *buffer, to []int32) int { // truth: b: stays; to: stays
	return copy(to, b.data)
}

func detach(b *buffer) []int32 { // truth: b: to result 1
	data := b.data
	b.data = nil
	return data
}

func unread(b *buffer) { // truth: b: to heap 1
	global = b.data
}

func filledStays() int32 {
	var b buffer              // truth: local b: stays
	data := make([]int32, 16) // truth: new: stays
	attach(&b, data)
	shrink(&b, 8)
	return b.data[3]
}

func detached() []int32 {
	var b buffer              // truth: local b: stays
	data := make([]int32, 16) // truth: new: escapes
	attach(&b, data)
	return detach(&b)
}

func movedStays() int32 {
	var a, b buffer           // truth: local a: stays; local b: stays
	data := make([]int32, 16) // truth: new: stays
	attach(&a, data)
	move(&b, &a)
	return b.data[2]
}

func insertAfter(b, c *buffer) { // truth: b: to param c 1; c: to param b 0
	c.next = b.next
	b.next = c
}

func chainStays() int {
	a := &buffer{} // truth: new: stays
	b := &buffer{} // truth: new: stays
	c := &buffer{} // truth: new: stays
	insertAfter(a, b)
	insertAfter(a, c)
	n := 0
	for ; a != nil; a = a.next {
		n++
	}
	return n
}
