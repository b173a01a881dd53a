package pairs

import "sort"

type context struct {
	sum  int
	best *int
}

type operations struct {
	open func(*context)
	read func(*context) int
}

type item struct {
	key   int
	value *int
}

var global *int
var globalContext *context

func each(s []int, f func(*int, *context), c *context) {
	for i := range s {
		f(&s[i], c)
	}
}

func addUp(p *int, c *context) { // truth: p: stays; c: stays
	c.sum += *p
}

func keepBest(p *int, c *context) { // truth: p: to param c 0; c: stays
	c.best = p
}

func keepContext(p *int, c *context) { // truth: p: stays; c: to heap 0
	*p = 0
	globalContext = c
}

func contextStays() int {
	s := make([]int, 4) // truth: new: stays
	c := &context{}     // truth: new: stays
	each(s, addUp, c)
	return c.sum
}

func contextOnStack() int {
	s := make([]int, 4) // truth: new: stays
	var c context       // truth: local c: stays
	each(s, addUp, &c)
	return c.sum
}

func elementInContext() int {
	s := make([]int, 4) // truth: new: stays
	c := &context{}     // truth: new: stays
	each(s, keepBest, c)
	return *c.best
}

func elementOutOfContext() *int {
	s := make([]int, 4) // truth: new: escapes
	c := &context{}     // truth: new: stays
	each(s, keepBest, c)
	return c.best
}

func contextKept() int {
	s := make([]int, 4) // truth: new: stays
	c := &context{}     // truth: new: escapes
	each(s, keepContext, c)
	return s[0]
}

func oneOfTwoFunctions(b bool) int {
	x := new(int)   // truth: new: stays
	c := &context{} // truth: new: stays
	f := addUp
	if b {
		f = keepBest
	}
	f(x, c)
	return c.sum
}

func oneOfTwoKeeps(b bool) int {
	x := new(int)   // truth: new: stays
	c := &context{} // truth: new: escapes
	f := addUp
	if b {
		f = keepContext
	}
	f(x, c)
	return *x
}

func tableOfFunctions(i int) int {
	table := [2]func(*int, *context){addUp, keepBest}
	x := new(int)   // truth: new: stays
	c := &context{} // truth: new: stays
	table[i](x, c)
	return c.sum
}

func operationsStay() int {
	ops := operations{
		open: func(c *context) { c.sum = 1 },
		read: func(c *context) int { return c.sum },
	}
	c := &context{} // truth: new: stays
	ops.open(c)
	return ops.read(c)
}

func sorted() int {
	s := make([]int, 4) // truth: new: stays
	s[0] = 3
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	return s[0]
}

func sortedItems() *int {
	s := make([]item, 2)  // truth: new: stays
	s[0].value = new(int) // truth: new: escapes
	sort.Slice(s, func(i, j int) bool { return s[i].key < s[j].key })
	return s[0].value
}

func searched(key int) int {
	s := make([]int, 16) // truth: new: stays
	return sort.Search(len(s), func(i int) bool { return s[i] >= key })
}

func apply(f func(*int) *int, p *int) *int {
	return f(p)
}

func itself(p *int) *int { // truth: p: to result 0
	return p
}

func kept(p *int) *int { // truth: p: to heap 0
	global = p
	return nil
}

func applied() int {
	x := new(int) // truth: new: stays
	return *apply(itself, x)
}

func appliedAndReturned() *int {
	x := new(int) // truth: new: escapes
	return apply(itself, x)
}

func appliedAndKept() {
	x := new(int) // truth: new: escapes
	apply(kept, x)
}
