package pairs

type pair struct{ a, b *int }

type deep struct {
	pp **int
	p  *int
}

type nest struct {
	in pair
	n  int
}

type row struct{ item [3]*int }

var global *int
var globalPair pair

func fieldOf(t pair) *int { // truth: t: to result 0
	return t.a
}

func loadFromField(t deep) *int { // truth: t: to result 1
	return *t.pp
}

func wholeOf(t pair) pair { // truth: t: to result 0
	return t
}

func keepField(t pair) { // truth: t: to heap 0
	global = t.b
}

func keepWhole(t pair) { // truth: t: to heap 0
	globalPair = t
}

func onlyRead(t pair) int { // truth: t: stays
	return *t.a + *t.b
}

func copyChanged(t pair, p *int) int { // truth: t: stays; p: stays
	t.a = p
	return *t.a + *t.b
}

func nestedOf(t nest) *int { // truth: t: to result 0
	return t.in.b
}

func elementOf(t row, i int) *int { // truth: t: to result 0
	return t.item[i]
}

func addressInside(t deep) **int { // truth: t: to result 0
	return t.pp
}

func oneFieldLeavesByCallee() *int {
	var t pair
	t.a = new(int) // truth: new: escapes
	t.b = new(int) // truth: new: stays
	return fieldOf(t)
}

func oneFieldKeptByCallee() {
	var t pair
	t.a = new(int) // truth: new: stays
	t.b = new(int) // truth: new: escapes
	keepField(t)
}

func noneLeavesByCallee() int {
	var t pair
	t.a = new(int) // truth: new: stays
	t.b = new(int) // truth: new: stays
	return onlyRead(t)
}

func contentOfArgument() *int {
	x := new(int) // truth: new: escapes
	y := new(int) // truth: new: stays
	*y = 1
	return loadFromField(deep{&x, y})
}

func callersCopyIsUnchanged() *int {
	var t pair
	t.a = new(int)           // truth: new: escapes
	t.b = new(int)           // truth: new: stays
	copyChanged(t, new(int)) // truth: new: stays
	return t.a
}

func storeStruct(q *pair, t pair) { // truth: q: stays; t: to param q 0
	*q = t
}

func copyStruct(q, t *pair) { // truth: q: stays; t: to param q 1
	*q = *t
}

func loadStruct(t *pair) pair { // truth: t: to result 1
	return *t
}

func storeNested(q *nest, t pair) { // truth: q: stays; t: to param q 0
	q.in = t
}

func compare(t, u pair) bool { // truth: t: stays; u: stays
	return t.a == u.a && t.b == u.b
}
