package pairs

type atLimit struct{ b [65536]byte }
type overLimit struct{ b [65537]byte }

func belowLimit() byte {
	s := make([]byte, 65535) // truth: new: stays
	return s[0]
}

func onLimit() byte {
	s := make([]byte, 65536) // truth: new: stays
	return s[0]
}

func aboveLimit() byte {
	s := make([]byte, 65537) // truth: new: stays, large
	return s[0]
}

func objectOnLimit() byte {
	p := new(atLimit) // truth: new: stays
	return p.b[0]
}

func objectAboveLimit() byte {
	p := new(overLimit) // truth: new: stays, large
	return p.b[0]
}

func unknownSize(n int) int {
	s := make([]int, n) // truth: new: stays, unsized
	return s[0]
}

func unknownCapacity(n int) int {
	s := make([]int, 1, n) // truth: new: stays, unsized
	return s[0]
}

func unknownSizeReturned(n int) []int {
	s := make([]int, n) // truth: new: escapes
	return s
}

func contentOfUnknownSize(n int) int {
	s := make([]*int, n) // truth: new: stays, unsized
	s[0] = new(int)      // truth: new: stays
	return *s[0]
}

func contentOfLarge() int {
	s := make([]*int, 65536) // truth: new: stays, large
	s[0] = new(int)          // truth: new: stays
	return *s[0]
}

func sizeInVariable() int {
	n := 10
	s := make([]int, n) // truth: new: stays
	return s[0]
}

func oneOfTwoSizes(c bool) int {
	n := 10
	if c {
		n = 20
	}
	s := make([]int, n) // truth: new: stays
	return s[0]
}

func computedSize() int {
	n := 10
	n = n*2 + 1
	s := make([]int, n) // truth: new: stays
	return s[0]
}

func makeFor(n int) []int {
	return make([]int, n) // truth: new: escapes
}

func sizeByArgument() int {
	s := makeFor(10) // truth: call: stays
	return s[0]
}

func mapOfUnknownSize(n int) int {
	m := make(map[int]int, n) // truth: new: stays
	m[1] = 1
	return m[1]
}

func emptySlice() int {
	s := make([]int, 0) // truth: new: stays
	return len(s)
}
