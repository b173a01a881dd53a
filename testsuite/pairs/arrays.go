package pairs

type items struct {
	n    int
	item [4]*int
}

func constantIndex() *int {
	var a [2]*int
	a[0] = new(int) // truth: new: escapes
	a[1] = new(int) // truth: new: stays
	*a[1] = 1
	return a[0]
}

func variableIndex(i, j int) *int {
	var a [8]*int
	a[i] = new(int) // truth: new: escapes
	return a[j]
}

func arrayStays(i int) int {
	var a [8]*int
	a[0] = new(int) // truth: new: stays
	a[i] = new(int) // truth: new: stays
	return *a[0]
}

func arrayCopied() *int {
	var a, b [3]*int
	a[0] = new(int) // truth: new: stays
	a[1] = new(int) // truth: new: escapes
	b = a
	return b[1]
}

func twoDimensions() *int {
	var a [2][2]*int
	a[0][1] = new(int) // truth: new: stays
	a[1][0] = new(int) // truth: new: escapes
	return a[1][0]
}

func pointerToArray() *int {
	var a [2]*int // truth: local a: stays
	p := &a
	p[0] = new(int) // truth: new: stays
	p[1] = new(int) // truth: new: escapes
	return p[1]
}

func arrayInStruct() *int {
	var t items
	t.item[1] = new(int) // truth: new: escapes
	t.item[2] = new(int) // truth: new: stays
	t.n = *t.item[2]
	return t.item[1]
}

func copiedInPart() *int {
	var a, b [2]*int // truth: local a: stays; local b: stays
	a[0] = new(int)  // truth: new: escapes
	a[1] = new(int)  // truth: new: stays
	copy(b[:1], a[:1])
	return b[0]
}

func arrayReturned() items {
	var t items
	t.item[0] = new(int) // truth: new: escapes
	t.item[3] = new(int) // truth: new: escapes
	return t
}

func elementOfParam(a *[2]*int) *int { // truth: a: to result 1
	return a[1]
}

func addressOfElement(a *[4]int, i int) *int { // truth: a: to result 0
	return &a[i]
}

func elementOverwritten() *int {
	var a [2]*int
	a[0] = new(int) // truth: new: stays
	*a[0] = 1
	a[0] = new(int) // truth: new: escapes
	return a[0]
}

func sumOfAll() int {
	sum := 0
	x, y := 1, 2 // truth: local x: stays; local y: stays
	a := [2]*int{&x, &y}
	for _, p := range a {
		sum += *p
	}
	return sum
}

func storeInParam(a *[2]*int, p *int, i int) { // truth: a: stays; p: to param a 0
	a[i] = p
}

func arrayOfStructs() *int {
	var t [2]struct{ a, b *int }
	t[0].a = new(int) // truth: new: stays
	t[0].b = new(int) // truth: new: stays
	t[1].a = new(int) // truth: new: escapes
	return t[1].a
}

func fieldAtVariableIndex(i, j int) *int {
	var t [4]struct{ a, b *int }
	t[i].a = new(int) // truth: new: stays
	t[i].b = new(int) // truth: new: escapes
	return t[j].b
}
