package pairs

type leaf struct{ p *int }

type branch struct {
	leaf *leaf
	self *branch
}

var global *int

func storeThrough() int {
	var x *int // truth: local x: stays
	pp := &x
	*pp = new(int) // truth: new: stays
	return *x
}

func storeTwoDeep() int {
	var x *int // truth: local x: stays
	pp := &x   // truth: local pp: stays
	ppp := &pp
	**ppp = new(int) // truth: new: stays
	return *x
}

func storeThenReturn() *int {
	var x *int // truth: local x: stays
	pp := &x
	*pp = new(int) // truth: new: escapes
	return x
}

func storeInChain() int {
	b := &branch{}      // truth: new: stays
	b.leaf = &leaf{}    // truth: new: stays
	b.leaf.p = new(int) // truth: new: stays
	return *b.leaf.p
}

func chainReturned() *branch {
	b := &branch{}      // truth: new: escapes
	b.leaf = &leaf{}    // truth: new: escapes
	b.leaf.p = new(int) // truth: new: escapes
	return b
}

func endOfChainReturned() *int {
	b := &branch{}      // truth: new: stays
	b.leaf = &leaf{}    // truth: new: stays
	b.leaf.p = new(int) // truth: new: escapes
	return b.leaf.p
}

func storeToEither(c bool) *int {
	var x, y *int // truth: local x: stays; local y: stays
	pp := &x
	if c {
		pp = &y
	}
	*pp = new(int) // truth: new: escapes
	return y
}

func addressStoredThrough() int {
	x := 1 // truth: local x: stays
	var p *int
	pp := &p
	*pp = &x
	return *p
}

func refersToItself() int {
	b := &branch{} // truth: new: stays
	b.self = b
	if b.self.self == b {
		return 1
	}
	return 0
}

func localsThatPointAtEachOther() int {
	var a, b branch // truth: local a: stays; local b: stays
	a.self = &b
	b.self = &a
	a.self.self.leaf = nil
	if a.self.self.self == &b {
		return 1
	}
	return 0
}

func storeInGlobalByPointer() {
	pg := &global
	*pg = new(int) // truth: new: escapes
}

func storeByCallee() int {
	var x *int        // truth: local x: stays
	set(&x, new(int)) // truth: new: stays
	return *x
}

func set(q **int, p *int) { // truth: q: stays; p: to param q 0
	*q = p
}

func setFrom(q, p **int) { // truth: q: stays; p: to param q 1
	*q = *p
}

func setDeep(q ***int, p *int) { // truth: q: stays; p: to param q 0
	**q = p
}

func moveBetweenLocals() *int {
	x := new(int) // truth: new: escapes
	y := new(int) // truth: new: stays
	p, q := x, y  // truth: local p: stays; local q: stays
	setFrom(&q, &p)
	*y = 1
	return q
}

func swap(p, q **int) { // truth: p: to param q 1; q: to param p 1
	*p, *q = *q, *p
}

func swapLocals() *int {
	x := new(int) // truth: new: stays
	y := new(int) // truth: new: escapes
	swap(&x, &y)
	*y = 1
	return x
}
