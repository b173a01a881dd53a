package pairs

type object struct {
	name *int
	next *object
	size int
}

type pool struct{ free *object }

var global *object
var count int

func allocate() *object {
	count++
	return &object{} // truth: new: escapes
}

func allocateNamed(name *int) *object { // truth: name: to result 0
	o := allocate() // truth: call: escapes
	o.name = name
	return o
}

func allocateThrough() *object {
	o := allocateNamed(nil) // truth: call: escapes
	o.size = 1
	return o
}

func wrapperStays() int {
	o := allocate() // truth: call: stays
	return o.size
}

func deepWrapperStays() int {
	o := allocateThrough() // truth: call: stays
	return o.size
}

func namedStays() int {
	name := new(int)         // truth: new: stays
	o := allocateNamed(name) // truth: call: stays
	return *o.name
}

func wrapperKept() {
	global = allocateThrough() // truth: call: escapes
}

func create(out **object) bool { // truth: out: stays
	o := &object{} // truth: new: escapes
	if count > 100 {
		return false
	}
	*out = o
	return true
}

func outParameterStays() int {
	var o *object    // truth: local o: stays
	if !create(&o) { // truth: call: stays
		return 0
	}
	return o.size
}

func outParameterLeaves() *object {
	var o *object    // truth: local o: stays
	if !create(&o) { // truth: call: escapes
		return nil
	}
	return o
}

func get(p *pool) *object { // truth: p: to result 1
	if p.free == nil {
		return &object{} // truth: new: escapes
	}
	o := p.free
	p.free = o.next
	return o
}

func giveBack(p *pool, o *object) { // truth: p: to param o 1; o: to param p 0
	o.next = p.free
	p.free = o
}

func pooledStays() int {
	var p pool   // truth: local p: stays
	o := get(&p) // truth: call: stays
	o.size = 3
	giveBack(&p, o)
	return p.free.size
}

func duplicate(o *object) *object { // truth: o: to result 1
	d := new(object) // truth: new: escapes
	*d = *o
	return d
}

func duplicateOfNumbers(s []int) []int { // truth: s: stays
	d := make([]int, 64) // truth: new: escapes
	copy(d, s)
	return d
}

func duplicateStays() int {
	s := make([]int, 4)        // truth: new: stays
	d := duplicateOfNumbers(s) // truth: call: stays
	return d[0]
}

func grown(s []int) []int { // truth: s: to result 0
	if len(s) > 8 {
		return s
	}
	return make([]int, 16) // truth: new: escapes
}

func oneAllocatorForTwo() *object {
	a := allocate() // truth: call: stays
	b := allocate() // truth: call: escapes
	b.size = a.size
	return b
}

func errorPath(fail bool) *object {
	o := &object{} // truth: new: escapes
	if fail {
		return nil
	}
	return o
}

func onlyOnErrorPath(fail bool) int {
	o := &object{} // truth: new: escapes
	if fail {
		global = o
		return -1
	}
	return o.size
}
