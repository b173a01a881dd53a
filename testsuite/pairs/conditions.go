package pairs

type pair struct{ a, b *int }

const debug = false

var global *int
var globalPair pair

func onOnePath(c bool) {
	p := new(int) // truth: new: escapes
	if c {
		global = p
	}
}

func oneOfTwoReturned(c bool) *int {
	p := new(int) // truth: new: escapes
	q := new(int) // truth: new: escapes
	if c {
		return p
	}
	return q
}

func overwrittenVariable() {
	p := new(int) // truth: new: stays
	*p = 1
	p = new(int) // truth: new: escapes
	global = p
}

func setToNil() {
	p := new(int) // truth: new: stays
	*p = 1
	p = nil
	global = p
}

func structOverwritten() {
	var t pair
	t.a = new(int) // truth: new: stays
	*t.a = 1
	t = pair{}
	globalPair = t
}

func overwrittenOnBothPaths(c bool) pair {
	var t pair
	t.a = new(int) // truth: new: stays
	*t.a = 1
	if c {
		t.a = nil
	} else {
		t.a = new(int) // truth: new: escapes
	}
	return t
}

func overwrittenOnOnePath(c bool) pair {
	var t pair
	t.a = new(int) // truth: new: escapes
	*t.a = 1
	if c {
		t.a = nil
	}
	return t
}

func deadCode() int {
	p := new(int) // truth: new: stays
	if debug {
		global = p
	}
	return *p
}

func afterReturn(n int) int {
	p := new(int) // truth: new: stays
	*p = n
	if n > 0 {
		return *p
	}
	p = nil
	global = p
	return 0
}

func replacedBeforeKept(n int) {
	p := new(int) // truth: new: stays
	for i := 0; i < n; i++ {
		*p += i
	}
	p = nil
	if n > 3 {
		p = new(int) // truth: new: escapes
	}
	global = p
}

func selected(k int) *int {
	a := new(int) // truth: new: escapes
	b := new(int) // truth: new: escapes
	c := new(int) // truth: new: stays
	switch k {
	case 1:
		return a
	case 2:
		return b
	default:
		*c = k
		return nil
	}
}

func constantCondition() *int {
	p := new(int) // truth: new: stays
	q := new(int) // truth: new: escapes
	r := p
	n := 3
	if n > 2 {
		r = q
	}
	*p = 1
	return r
}

func comparedOnly(q *int) bool { // truth: q: stays
	p := new(int) // truth: new: stays
	return p == q
}

func restored(t *pair) int { // truth: t: stays
	x := 1 // truth: local x: stays
	old := t.a
	t.a = &x
	n := *t.a
	t.a = old
	return n
}
