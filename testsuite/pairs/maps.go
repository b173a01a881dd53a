package pairs

type pair struct{ a, b *int }

var global *int
var globalMap map[string]*int

func mapStays() int {
	m := make(map[int]int) // truth: new: stays
	m[1] = 2
	return m[1]
}

func mapReturned() map[int]int {
	m := make(map[int]int) // truth: new: escapes
	m[1] = 2
	return m
}

func mapKept() {
	m := make(map[string]*int) // truth: new: escapes
	m["a"] = new(int)          // truth: new: escapes
	globalMap = m
}

func valueStays() int {
	m := make(map[string]*int) // truth: new: stays
	m["a"] = new(int)          // truth: new: stays
	return *m["a"]
}

func valueTakenOut(k string) *int {
	m := make(map[string]*int) // truth: new: stays
	m["a"] = new(int)          // truth: new: escapes
	return m[k]
}

func addressAsValue() int {
	x := 1                     // truth: local x: stays
	m := make(map[string]*int) // truth: new: stays
	m["a"] = &x
	return *m["a"]
}

func keyStays() int {
	m := make(map[*int]int) // truth: new: stays
	k := new(int)           // truth: new: stays
	m[k] = 2
	return m[k]
}

func valueLeavesKeyStays() *int {
	m := make(map[*int]*int) // truth: new: stays
	k := new(int)            // truth: new: stays
	v := new(int)            // truth: new: escapes
	m[k] = v
	return m[k]
}

func keyTakenOut() *int {
	m := make(map[*int]int) // truth: new: stays
	k := new(int)           // truth: new: escapes
	m[k] = 2
	for found := range m {
		return found
	}
	return nil
}

func structValues() *int {
	m := make(map[int]pair) // truth: new: stays
	var t pair
	t.a = new(int) // truth: new: stays
	t.b = new(int) // truth: new: escapes
	m[1] = t
	return m[1].b
}

func filledByCallee() int {
	m := make(map[string]*int) // truth: new: stays
	put(m, new(int))           // truth: new: stays
	return *get(m)
}

func put(m map[string]*int, p *int) { // truth: m: stays; p: to param m 0
	m["a"] = p
}

func get(m map[string]*int) *int {
	return m["a"]
}

func count(m map[string]*int) int { // truth: m: stays
	n := 0
	for _, p := range m {
		n += *p
	}
	return n
}

func keepValues(m map[string]*int) { // truth: m: to heap 1
	for _, p := range m {
		global = p
	}
}

func makeMap() map[string]*int {
	return make(map[string]*int, 100) // truth: new: escapes
}

func madeByCallee() int {
	m := makeMap()    // truth: call: stays
	m["a"] = new(int) // truth: new: stays
	return *m["a"]
}

func deleted() int {
	m := make(map[int]*int) // truth: new: stays
	m[1] = new(int)         // truth: new: stays
	n := *m[1]
	delete(m, 1)
	return n
}

func movedBetweenMaps() map[string]*int {
	m := make(map[string]*int) // truth: new: stays
	r := make(map[string]*int) // truth: new: escapes
	m["a"] = new(int)          // truth: new: escapes
	for k, v := range m {
		r[k] = v
	}
	return r
}
