package pairs

import (
	"errors"
	"fmt"
)

type shape interface{ area() int }

type square struct {
	side int
	name *int
}

type circle struct {
	radius int
	name   *int
}

func (s *square) area() int { return s.side * s.side }
func (c *circle) area() int { return 3 * c.radius * c.radius }

type keeper struct{ side int }

func (k *keeper) area() int {
	lastKeeper = k
	return k.side
}

type named interface{ label() *int }

func (s *square) label() *int { return s.name }

type scaled struct {
	in     shape
	factor int
}

func (s *scaled) area() int { return s.factor * s.in.area() }

var lastKeeper *keeper
var global any
var globalShape shape

func known() int {
	var s shape = &square{} // truth: new: stays
	return s.area()
}

func oneOfTwo(c bool) int {
	var s shape = &square{} // truth: new: stays
	if c {
		s = &circle{} // truth: new: stays
	}
	return s.area()
}

func oneOfTwoKeeps(c bool) int {
	var s shape = &square{} // truth: new: stays
	if c {
		s = &keeper{} // truth: new: escapes
	}
	return s.area()
}

func total(s []shape) int {
	sum := 0
	for _, one := range s {
		sum += one.area()
	}
	return sum
}

func shapes() int {
	s := make([]shape, 2) // truth: new: stays
	s[0] = &square{}      // truth: new: stays
	s[1] = &circle{}      // truth: new: stays
	return total(s)
}

func passedToFunction() int {
	q := &square{} // truth: new: stays
	return areaOf(q)
}

func areaOf(s shape) int {
	return s.area()
}

func keptShape() {
	globalShape = &square{} // truth: new: escapes
}

func returnedShape() shape {
	return &circle{} // truth: new: escapes
}

func contentByMethod() *int {
	q := &square{}    // truth: new: stays
	q.name = new(int) // truth: new: escapes
	var n named = q
	return n.label()
}

func contentByMethodStays() int {
	q := &square{}    // truth: new: stays
	q.name = new(int) // truth: new: stays
	var n named = q
	return *n.label()
}

func decorated() int {
	q := &square{}              // truth: new: stays
	var d shape = &scaled{q, 2} // truth: new: stays
	return d.area()
}

func anyStays() int {
	p := new(int) // truth: new: stays
	var v any = p
	return *v.(*int)
}

func anyLeaves() *int {
	p := new(int) // truth: new: escapes
	var v any = p
	return v.(*int)
}

func anyKept() {
	p := new(int) // truth: new: escapes
	global = p
}

func switched(v any) int {
	switch x := v.(type) {
	case *square:
		return x.side
	case *circle:
		return x.radius
	}
	return 0
}

func switchedStays() int {
	q := &square{} // truth: new: stays
	return switched(q)
}

func nameOf(v any) *int { // truth: v: to result 1
	switch x := v.(type) {
	case *square:
		return x.name
	case *circle:
		return x.name
	}
	return nil
}

func boxed(n int) any {
	return n // truth: new: escapes
}

func printed() {
	p := new(int) // truth: new: stays
	fmt.Println(*p)
}

func addressPrinted() {
	p := new(int) // truth: new: stays
	fmt.Println(p)
}

type failure struct{ code int }

func (f *failure) Error() string { return "failure" }

func fails() error {
	return &failure{1} // truth: new: escapes
}

func failsAndIsChecked() bool {
	err := fails() // truth: call: stays
	return err != nil
}

func sentinel() error {
	return errors.New("x") // truth: call: escapes
}
