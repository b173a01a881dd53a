package pairs

type pair struct{ a, b *int }

var global *int

func makePair(p, q *int) pair { // truth: p: to result 0; q: to result 0
	return pair{p, q}
}

func oneOfPair() *int {
	x := new(int) // truth: new: escapes
	y := new(int) // truth: new: stays
	t := makePair(x, y)
	*t.b = 1
	return t.a
}

func pairStays() int {
	x := new(int) // truth: new: stays
	y := new(int) // truth: new: stays
	t := makePair(x, y)
	return *t.a + *t.b
}

func two(p, q *int) (*int, *int) { // truth: p: to result 0; q: to result 0
	return q, p
}

func firstOfTwo() *int {
	x := new(int) // truth: new: stays
	y := new(int) // truth: new: escapes
	a, b := two(x, y)
	*b = 1
	return a
}

func pick(c bool, p, q *int) (r *int) { // truth: p: to result 0; q: to result 0
	r = p
	if c {
		r = q
	}
	return
}

func ignoredResult() int {
	x := new(int) // truth: new: stays
	pick(true, x, x)
	return *x
}

func fresh() *int {
	return new(int) // truth: new: escapes
}

func freshStays() int {
	p := fresh() // truth: call: stays
	return *p
}

func freshReturned() *int {
	p := fresh() // truth: call: escapes
	*p = 1
	return p
}

func freshKept() {
	global = fresh() // truth: call: escapes
}

func freshOrNil(c bool) *int {
	if c {
		return nil
	}
	return new(int) // truth: new: escapes
}

func freshPair() pair {
	return pair{new(int), nil} // truth: new: escapes
}

func freshPairStays() int {
	t := freshPair() // truth: call: stays
	return *t.a
}

func addressOfFreshField() **int {
	t := &pair{} // truth: new: escapes
	return &t.b
}

func wrapped(p *int) *pair { // truth: p: to result 0
	return &pair{p, nil} // truth: new: escapes
}

func wrappedStays() int {
	x := new(int)   // truth: new: stays
	t := wrapped(x) // truth: call: stays
	return *t.a
}

func unwrapped() *int {
	x := new(int)   // truth: new: escapes
	t := wrapped(x) // truth: call: stays
	return t.a
}
