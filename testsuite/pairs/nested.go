package pairs

type record struct {
	list []*int
	seen map[string]int
}

var global []*int

func sliceOfMaps() int {
	s := make([]map[int]int, 10) // truth: new: stays
	for i := range s {
		s[i] = make(map[int]int) // truth: new: stays
	}
	s[3][1] = 2
	return s[3][1]
}

func mapTakenOutOfSlice(k int) map[int]int {
	s := make([]map[int]int, 10) // truth: new: stays
	for i := range s {
		s[i] = make(map[int]int) // truth: new: escapes
	}
	return s[k]
}

func sliceOfMapsReturned() []map[int]int {
	s := make([]map[int]int, 10) // truth: new: escapes
	for i := range s {
		s[i] = make(map[int]int) // truth: new: escapes
	}
	return s
}

func mapOfSlices() int {
	m := make(map[string][]*int) // truth: new: stays
	l := make([]*int, 0, 4)      // truth: new: stays
	x := new(int)                // truth: new: stays
	m["a"] = append(l, x)
	return *m["a"][0]
}

func elementOutOfMapOfSlices() *int {
	m := make(map[string][]*int) // truth: new: stays
	l := make([]*int, 4)         // truth: new: stays
	l[0] = new(int)              // truth: new: escapes
	m["a"] = l
	return m["a"][0]
}

func sliceOutOfMap() []*int {
	m := make(map[string][]*int) // truth: new: stays
	l := make([]*int, 4)         // truth: new: escapes
	l[0] = new(int)              // truth: new: escapes
	m["a"] = l
	return m["a"]
}

func matrix() int {
	rows := make([][]int, 3) // truth: new: stays
	for i := range rows {
		rows[i] = make([]int, 3) // truth: new: stays
	}
	rows[1][2] = 3
	return rows[1][2]
}

func rowOfMatrix(k int) []int {
	rows := make([][]int, 3) // truth: new: stays
	for i := range rows {
		rows[i] = make([]int, 3) // truth: new: escapes
	}
	return rows[k]
}

func mapOfMaps() int {
	m := make(map[int]map[int]*int) // truth: new: stays
	in := make(map[int]*int)        // truth: new: stays
	x := new(int)                   // truth: new: stays
	in[1] = x
	m[1] = in
	return *m[1][1]
}

func innerMapLeaves() map[int]*int {
	m := make(map[int]map[int]*int) // truth: new: stays
	in := make(map[int]*int)        // truth: new: escapes
	x := new(int)                   // truth: new: escapes
	in[1] = x
	m[1] = in
	return m[1]
}

func recordOfBoth() int {
	r := &record{}                // truth: new: stays
	r.list = make([]*int, 2)      // truth: new: stays
	r.seen = make(map[string]int) // truth: new: stays
	r.list[0] = new(int)          // truth: new: stays
	r.seen["a"] = *r.list[0]
	return r.seen["a"]
}

func listOfRecordLeaves() []*int {
	r := &record{}                // truth: new: stays
	r.list = make([]*int, 2)      // truth: new: escapes
	r.seen = make(map[string]int) // truth: new: stays
	r.list[0] = new(int)          // truth: new: escapes
	r.seen["a"] = *r.list[0]
	return r.list
}

func mapOfRecords() int {
	m := make(map[int]record) // truth: new: stays
	var r record
	r.list = make([]*int, 2) // truth: new: stays
	r.list[0] = new(int)     // truth: new: stays
	m[1] = r
	return *m[1].list[0]
}

func sliceOfRecordsKept() {
	s := make([]record, 2)      // truth: new: stays
	s[0].list = make([]*int, 2) // truth: new: escapes
	s[0].list[1] = new(int)     // truth: new: escapes
	global = s[0].list
}

func viewOfView() []int {
	s := make([]int, 10) // truth: new: escapes
	t := s[1:9]
	u := t[1:7]
	return u[1:2]
}

func elementOfElement(s [][]*int) *int { // truth: s: to result 2
	return s[0][1]
}

func appendRow(m [][]*int, p *int) { // truth: m: stays; p: to param m 0
	m[0][0] = p
}
