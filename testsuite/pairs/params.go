package pairs

type node struct {
	value int
	next  *node
}

var global *int
var globals **int

func identity(p *int) *int { // truth: p: to result 0
	return p
}

func load(p **int) *int { // truth: p: to result 1
	return *p
}

func loadTwice(p ***int) *int { // truth: p: to result 2
	return **p
}

func addressOfField(n *node) *int { // truth: n: to result 0
	return &n.value
}

func nextButOne(n *node) *node { // truth: n: to result 2
	return n.next.next
}

func keep(p *int) { // truth: p: to heap 0
	global = p
}

func keepContent(p **int) { // truth: p: to heap 1
	global = *p
}

func either(c bool, p, q *int) *int { // truth: p: to result 0; q: to result 0
	if c {
		return p
	}
	return q
}

func fetch(p *int, q **int) int { // truth: p: stays; q: stays
	return *p + **q
}

func put(p *int, q **int) { // truth: p: stays; q: stays
	*p = 1
	**q = 2
}

func contentKeptAndReturned(p **int) **int { // truth: p: to result 0, to heap 1
	global = *p
	return p
}

func keptAndReturned(p **int) **int { // truth: p: to heap 0
	globals = p
	return p
}

func last(n *node) *node { // truth: n: to result 0
	for n.next != nil {
		n = n.next
	}
	return n
}

func lastOfRest(n *node) *node { // truth: n: to result 1
	n = n.next
	for n.next != nil {
		n = n.next
	}
	return n
}

func length(n *node) int { // truth: n: stays
	count := 0
	for ; n != nil; n = n.next {
		count++
	}
	return count
}

func byCall(p **int) *int { // truth: p: to result 1
	return identity(*p)
}

func keptByCall(p **int, q *int) { // truth: p: to heap 1; q: to heap 0
	keepContent(p)
	keep(q)
}

func throughLocal(p *int) *int { // truth: p: to result 0
	q := p
	qq := &q
	return load(qq)
}

func onlyOneReturned(p, q *int) *int { // truth: p: to result 0; q: stays
	t := struct{ a, b *int }{p, q}
	*t.b = 1
	return t.a
}

func reassigned(p, q *int) *int { // truth: p: stays; q: to result 0
	*p = 1
	p = q
	return p
}

func localPassedDown() int {
	x := 1  // truth: local x: stays
	p := &x // truth: local p: stays
	return *load(&p) + fetch(&x, &p)
}

func localPassedToKeep() {
	x := new(int) // truth: new: escapes
	keep(x)
}

func contentPassedToKeep() {
	x := new(int) // truth: new: escapes
	p := x        // truth: local p: stays
	keepContent(&p)
}

func chain(a, b *node) { // truth: a: stays; b: to param a 0
	a.next = b
}

func chainNext(a, b *node) { // truth: a: stays; b: to param a 1
	a.next = b.next
}
