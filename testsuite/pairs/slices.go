package pairs

type pair struct{ a, b *int }

type buffer struct {
	data []int
	n    int
}

var global *int
var globalInts []int

func sliceStays() int {
	s := make([]int, 10) // truth: new: stays
	s[3] = 4
	return s[3]
}

func sliceReturned() []int {
	s := make([]int, 10) // truth: new: escapes
	s[3] = 4
	return s
}

func sliceKept() {
	s := make([]int, 10) // truth: new: escapes
	globalInts = s[2:]
}

func elementStays() int {
	s := make([]*int, 1) // truth: new: stays
	s[0] = new(int)      // truth: new: stays
	return *s[0]
}

func elementLeaves(i int) *int {
	s := make([]*int, 8) // truth: new: stays
	s[i] = new(int)      // truth: new: escapes
	return s[0]
}

func elementLeavesWithSlice() []*int {
	s := make([]*int, 1) // truth: new: escapes
	s[0] = new(int)      // truth: new: escapes
	return s
}

func constantElementsApart() *int {
	s := make([]*int, 2) // truth: new: stays
	s[0] = new(int)      // truth: new: escapes
	s[1] = new(int)      // truth: new: stays
	*s[1] = 1
	return s[0]
}

func appendedStays() int {
	s := make([]*int, 0, 4) // truth: new: stays
	s = append(s, new(int)) // truth: new: stays
	return *s[0]
}

func appendedLeaves() *int {
	s := make([]*int, 0, 4) // truth: new: stays
	s = append(s, new(int)) // truth: new: escapes
	return s[len(s)-1]
}

func appendedAndReturned() []*int {
	s := make([]*int, 0, 4) // truth: new: escapes
	s = append(s, new(int)) // truth: new: escapes
	return s
}

func subSliceStays() int {
	s := make([]int, 10) // truth: new: stays
	t := s[2:4]
	t[0] = 1
	return s[2]
}

func subSliceReturned() []int {
	s := make([]int, 10) // truth: new: escapes
	return s[2:4]
}

func elementsCopied() []*int {
	s := make([]*int, 2) // truth: new: stays
	t := make([]*int, 2) // truth: new: escapes
	s[1] = new(int)      // truth: new: escapes
	copy(t, s)
	return t
}

func numbersCopied() []int {
	s := make([]int, 2) // truth: new: stays
	t := make([]int, 2) // truth: new: escapes
	s[1] = 1
	copy(t, s)
	return t
}

func literal() int {
	x, y := new(int), 2 // truth: new: stays; local y: stays
	s := []*int{x, &y}  // truth: new: stays
	return *s[0] + *s[1]
}

func sliceInStruct() int {
	var b buffer
	b.data = make([]int, 16) // truth: new: stays
	b.n = len(b.data)
	return b.data[b.n-1]
}

func sliceOfStructs(i int) *int {
	s := make([]pair, 4) // truth: new: stays
	s[i].a = new(int)    // truth: new: stays
	s[i].b = new(int)    // truth: new: escapes
	return s[0].b
}

func addressOfElement() *int {
	s := make([]int, 4) // truth: new: escapes
	return &s[1]
}

func first(s []*int) *int { // truth: s: to result 1
	return s[0]
}

func rest(s []int) []int { // truth: s: to result 0
	return s[1:]
}

func put(s []*int, p *int) { // truth: s: stays; p: to param s 0
	s[0] = p
}

func sum(s []int) int { // truth: s: stays
	n := 0
	for _, x := range s {
		n += x
	}
	return n
}

func keepAll(s []*int) { // truth: s: to heap 1
	for _, p := range s {
		global = p
	}
}

func copyInto(t, s []*int) { // truth: t: stays; s: to param t 1
	copy(t, s)
}

func sliceByCallees() int {
	s := make([]*int, 1) // truth: new: stays
	put(s, new(int))     // truth: new: stays
	return *first(s)
}
