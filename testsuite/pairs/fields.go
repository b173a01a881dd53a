package pairs

type pair struct{ a, b *int }

type outer struct {
	in pair
	c  *int
}

type derived struct {
	pair
	c *int
}

var global *int

// One field leaves, the other does not.
func fieldApart() *int {
	var t pair
	t.a = new(int) // truth: new: escapes
	t.b = new(int) // truth: new: stays
	*t.b = 1
	return t.a
}

// The same in an object of its own.
func fieldOfHeapObject() *int {
	t := &pair{}   // truth: new: stays
	t.a = new(int) // truth: new: escapes
	t.b = new(int) // truth: new: stays
	*t.b = 1
	return t.a
}

func nestedField() *int {
	var o outer
	o.in.a = new(int) // truth: new: stays
	o.in.b = new(int) // truth: new: escapes
	o.c = new(int)    // truth: new: stays
	return o.in.b
}

func returnedStruct() pair {
	var t pair
	t.a = new(int) // truth: new: escapes
	t.b = new(int) // truth: new: escapes
	return t
}

func copiedWhole() *int {
	var t, u pair
	t.a = new(int) // truth: new: stays
	t.b = new(int) // truth: new: escapes
	u = t
	return u.b
}

func innerCopied() *int {
	var o outer
	o.in.a = new(int) // truth: new: escapes
	o.c = new(int)    // truth: new: stays
	t := o.in
	return t.a
}

func overwrittenField() *int {
	var t pair
	t.a = new(int) // truth: new: stays
	*t.a = 1
	t.a = new(int) // truth: new: escapes
	return t.a
}

func clearedBeforeItLeaves() pair {
	var t pair
	t.a = new(int) // truth: new: stays
	t.b = new(int) // truth: new: escapes
	*t.b = *t.a
	t.a = nil
	return t
}

func fieldToGlobal() {
	var t pair
	t.a = new(int) // truth: new: escapes
	t.b = new(int) // truth: new: stays
	global = t.a
}

func throughAddressOfField() *int {
	var t pair // truth: local t: stays
	p := &t.b
	*p = new(int)  // truth: new: escapes
	t.a = new(int) // truth: new: stays
	return t.b
}

func promotedField() *int {
	var d derived
	d.a = new(int) // truth: new: escapes
	d.c = new(int) // truth: new: stays
	return d.a
}

func swappedFields() *int {
	var t pair
	t.a = new(int) // truth: new: stays
	t.b = new(int) // truth: new: escapes
	t.a, t.b = t.b, t.a
	return t.a
}

func addressOfLocalInField() int {
	x := 1 // truth: local x: stays
	y := 2 // truth: local y: stays
	t := pair{&x, &y}
	return *t.a + *t.b
}

func fieldOfParam(t *pair) *int { // truth: t: to result 1
	return t.b
}

func fieldOfFieldKept(o *outer) { // truth: o: to heap 1
	global = o.in.b
}

func setField(t *pair, p *int) { // truth: t: stays; p: to param t 0
	t.a = p
}

func fieldOfCallee() int {
	var t pair             // truth: local t: stays
	setField(&t, new(int)) // truth: new: stays
	return *t.a
}
