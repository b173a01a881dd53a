package pairs

import "fmt"

var global *int

func sum(base int, ps ...*int) int {
	for _, p := range ps {
		base += *p
	}
	return base
}

func keepFirst(n int, ps ...*int) {
	global = ps[0]
}

func first(n int, ps ...*int) *int {
	return ps[0]
}

func sumStays() int {
	x := new(int) // truth: new: stays
	y := new(int) // truth: new: stays
	return sum(2, x, y)
}

func sumOfLocals() int {
	x, y := 1, 2 // truth: local x: stays; local y: stays
	return sum(2, &x, &y)
}

func keptFirst() {
	x := new(int) // truth: new: escapes
	keepFirst(1, x)
}

func firstReturned() *int {
	x := new(int) // truth: new: escapes
	return first(1, x)
}

func firstStays() int {
	x := new(int) // truth: new: stays
	return *first(1, x)
}

func named(name *int, ps ...int) *int { // truth: name: to result 0
	*name = ps[0]
	return name
}

func namedStays() int {
	x := new(int) // truth: new: stays
	return *named(x, 1, 2)
}

func formatted() {
	x := new(int) // truth: new: stays
	fmt.Printf("%d %p\n", *x, x)
}

func text() string {
	s := make([]byte, 4) // truth: new: stays
	return fmt.Sprintf("%s", s)
}

func forwarded(ps ...*int) int {
	return sum(0, ps...)
}

func forwardedStays() int {
	x := new(int) // truth: new: stays
	return forwarded(x)
}

func ignoresAll(ps ...*int) int {
	return len(ps)
}

func ignored() int {
	x := new(int) // truth: new: stays
	return ignoresAll(x) + *x
}
