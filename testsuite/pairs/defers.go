package pairs

type resource struct {
	data *int
	open bool
}

var global *int
var globalResource *resource

func closeIt(r *resource) { // truth: r: stays
	r.open = false
}

func keepIt(r *resource) { // truth: r: to heap 0
	globalResource = r
}

func deferredClose() int {
	r := &resource{} // truth: new: stays
	defer closeIt(r)
	r.data = new(int) // truth: new: stays
	return *r.data
}

func deferredKeep() {
	r := &resource{} // truth: new: escapes
	defer keepIt(r)
	r.open = true
}

func deferredClosure() int {
	x := new(int) // truth: new: stays
	defer func() { *x = 0 }()
	return *x
}

func deferredClosureKeeps() int {
	x := new(int) // truth: new: escapes
	defer func() { global = x }()
	return *x
}

func deferredInLoop(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		r := &resource{} // truth: new: stays
		defer closeIt(r)
		r.open = i > 2
		if r.open {
			sum++
		}
	}
	return sum
}

func deferredOnLocal() bool {
	var r resource // truth: local r: stays
	defer closeIt(&r)
	r.open = true
	return r.open
}

func twoDeferred() int {
	r := &resource{} // truth: new: stays
	s := &resource{} // truth: new: escapes
	defer closeIt(r)
	defer keepIt(s)
	if r.open {
		return 1
	}
	return 0
}

func contentReturned() *int {
	r := &resource{} // truth: new: stays
	defer closeIt(r)
	r.data = new(int) // truth: new: escapes
	return r.data
}
