package pairs

type node struct {
	next *node
	data *int
}

type frame struct {
	up    *frame
	depth int
}

var global *int

func countDown(p *int, n int) { // truth: p: stays
	*p++
	if n > 0 {
		countDown(p, n-1)
	}
}

func countedDown() int {
	x := new(int) // truth: new: stays
	countDown(x, 3)
	return *x
}

func even(n *node) bool { // truth: n: stays
	if n == nil {
		return true
	}
	return odd(n.next)
}

func odd(n *node) bool { // truth: n: stays
	if n == nil {
		return false
	}
	return even(n.next)
}

func walk(n *node, sum *int) { // truth: n: stays; sum: stays
	if n != nil {
		*sum += *n.data
		walk(n.next, sum)
	}
}

func walked(n *node) int { // truth: n: stays
	sum := 0 // truth: local sum: stays
	walk(n, &sum)
	return sum
}

func lastOf(n *node) *node { // truth: n: to result 0
	if n.next == nil {
		return n
	}
	return lastOf(n.next)
}

func nest(up *frame) int { // truth: up: stays
	here := frame{up, 0} // truth: local here: stays
	if up != nil {
		here.depth = up.depth + 1
	}
	if here.depth > 9 {
		return here.depth
	}
	return nest(&here)
}

func keepAtTheEnd(p *int, n int) { // truth: p: to heap 0
	if n == 0 {
		global = p
	} else {
		keepAtTheEnd(p, n-1)
	}
}

func keptAtTheEnd() {
	x := new(int) // truth: new: escapes
	keepAtTheEnd(x, 3)
}

func build(n int) *node {
	if n == 0 {
		return nil
	}
	one := &node{} // truth: new: escapes
	one.next = build(n - 1)
	return one
}

func builtStays() int {
	list := build(3) // truth: call: stays
	sum := 0
	for n := list; n != nil; n = n.next {
		sum++
	}
	return sum
}

func swapDown(p, q *int, n int) *int { // truth: p: to result 0; q: to result 0
	if n == 0 {
		return p
	}
	return swapDown(q, p, n-1)
}

func ping(p, q **int) *int { // truth: p: to result 1; q: to result 1
	if *p == nil {
		return *q
	}
	return pong(q, p)
}

func pong(p, q **int) *int { // truth: p: to result 1; q: to result 1
	if *p == nil {
		return nil
	}
	return ping(p, q)
}

func firstOnly(p, q *int, n int) *int { // truth: p: to result 0; q: stays
	*q = n
	if n == 0 {
		return p
	}
	return firstOnly(p, q, n-1)
}

func firstOnlyUsed() *int {
	x := new(int) // truth: new: escapes
	y := new(int) // truth: new: stays
	return firstOnly(x, y, 2)
}

func appendLast(n *node, p *int) { // truth: n: stays; p: to param n 0
	if n.next != nil {
		appendLast(n.next, p)
	} else {
		n.data = p
	}
}

func appended() int {
	n := &node{}     // truth: new: stays
	n.next = &node{} // truth: new: stays
	x := new(int)    // truth: new: stays
	appendLast(n, x)
	return *n.next.data
}

func newInEveryRound(n int) int {
	x := new(int) // truth: new: stays
	*x = n
	if n > 0 {
		*x += newInEveryRound(n - 1)
	}
	return *x
}

type sink struct {
	put func(*sink, *int)
	at  *int
}

func putThere(s *sink, p *int) { // truth: s: stays; p: to param s 0
	s.at = p
}

func putInGlobal(s *sink, p *int) { // truth: s: stays; p: to heap 0
	global = p
}

func putBelow(s *sink, p *int, n int) { // truth: s: to heap 0; p: to heap 0
	if n > 0 {
		putBelow(s, p, n-1)
	} else {
		s.put(s, p)
	}
}

func putThereBelow(n int) int {
	x := new(int)             // truth: new: stays
	s := &sink{put: putThere} // truth: new: stays
	putBelow(s, x, n)
	return *s.at
}

func putInGlobalBelow(n int) {
	x := new(int)                // truth: new: escapes
	s := &sink{put: putInGlobal} // truth: new: stays
	putBelow(s, x, n)
}
