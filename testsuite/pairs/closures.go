package pairs

type handler struct{ f func(int) }

type counter struct{ n int }

var global *int

func twice(f func(int)) {
	f(1)
	f(2)
}

func capturedAndCalled() int {
	x := new(int) // truth: new: stays
	f := func() { *x++ }
	f()
	return *x
}

func capturedByReference() int {
	n := 0 // truth: local n: stays
	f := func() { n++ }
	f()
	f()
	return n
}

func capturedAndKept() {
	x := new(int) // truth: new: escapes
	f := func() { global = x }
	f()
}

func capturedAndReturned() *int {
	x := new(int) // truth: new: escapes
	f := func() *int { return x }
	return f()
}

func passedDown() int {
	sum := new(int) // truth: new: stays
	twice(func(n int) { *sum += n })
	return *sum
}

func passedDownAndKept() {
	sum := new(int) // truth: new: escapes
	twice(func(n int) { global = sum })
}

func argumentOfClosure() int {
	x := new(int) // truth: new: stays
	f := func(p *int) int { return *p }
	return f(x)
}

func argumentKeptByClosure() {
	x := new(int) // truth: new: escapes
	f := func(p *int) { global = p }
	f(x)
}

func argumentReturnedByClosure() int {
	x := new(int) // truth: new: stays
	f := func(p *int) *int { return p }
	return *f(x)
}

func assignedInClosure() int {
	var p *int // truth: local p: stays
	f := func() {
		p = new(int) // truth: new: stays
	}
	f()
	return *p
}

func oneOfTwoCaptured() int {
	x := new(int) // truth: new: escapes
	y := new(int) // truth: new: stays
	f := func() int {
		global = x
		return *y
	}
	return f()
}

func closureInClosure() int {
	x := new(int) // truth: new: stays
	f := func() {
		g := func() { *x++ }
		g()
	}
	f()
	return *x
}

func recursiveClosure() int {
	count := new(int) // truth: new: stays
	var f func(int)
	f = func(n int) {
		*count++
		if n > 0 {
			f(n - 1)
		}
	}
	f(3)
	return *count
}

func closureInStruct() int {
	sum := new(int) // truth: new: stays
	var h handler
	h.f = func(n int) { *sum += n }
	h.f(1)
	return *sum
}

func oneOfTwoClosures(c bool) int {
	x := new(int) // truth: new: stays
	f := func(p *int) { *p = 1 }
	if c {
		f = func(p *int) { *p = 2 }
	}
	f(x)
	return *x
}

func sharedByTwo() int {
	x := new(int) // truth: new: stays
	get := func() int { return *x }
	set := func(n int) { *x = n }
	set(4)
	return get()
}

func fresh() int {
	f := func() *counter {
		return &counter{} // truth: new: stays
	}
	return f().n
}

func storedThroughCapture() int {
	c := &counter{} // truth: new: stays
	x := &c         // truth: local c: stays
	f := func() {
		*x = &counter{} // truth: new: stays
	}
	f()
	return c.n
}
