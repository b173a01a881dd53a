package pairs

import "unsafe"

type inner struct{ n int }

type outer struct {
	key int
	in  inner
}

type pair struct{ a, b *int }

func cast(p *int64) *float64 { // truth: p: to result 0
	return (*float64)(unsafe.Pointer(p))
}

func byNumber(p *int) *int { // truth: p: to result 0
	return (*int)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) + 8))
}

func containerOf(p *inner) *outer { // truth: p: to result 0
	return (*outer)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) - unsafe.Offsetof(outer{}.in)))
}

func castStays() float64 {
	p := new(int64) // truth: new: stays
	*p = 3
	return *cast(p)
}

func containerStays() int {
	o := &outer{} // truth: new: stays
	o.key = 4
	return containerOf(&o.in).key
}

func containerReturned() *outer {
	o := &outer{} // truth: new: escapes
	return containerOf(&o.in)
}

func storedAtOffset() int {
	t := &pair{} // truth: new: stays
	p := (**int)(unsafe.Pointer(uintptr(unsafe.Pointer(t)) + unsafe.Offsetof(t.b)))
	*p = new(int) // truth: new: stays
	return *t.b
}

func loadedAtOffset(t *pair) *int { // truth: t: to result 1
	return *(**int)(unsafe.Pointer(uintptr(unsafe.Pointer(t)) + 8))
}

func bytesOf(p *int64) byte { // truth: p: stays
	return (*[8]byte)(unsafe.Pointer(p))[3]
}

func viewed(p *int64) []byte { // truth: p: to result 0
	return (*[8]byte)(unsafe.Pointer(p))[:]
}

func viewStays() byte {
	p := new(int64) // truth: new: stays
	return viewed(p)[1]
}

func aligned(p *int) bool { // truth: p: stays
	return uintptr(unsafe.Pointer(p))%16 == 0
}

func alignedDown(p *int) *int { // truth: p: to result 0
	return (*int)(unsafe.Pointer(uintptr(unsafe.Pointer(p)) &^ 15))
}

func distance(p, q *int) int { // truth: p: stays; q: stays
	return int(uintptr(unsafe.Pointer(p)) - uintptr(unsafe.Pointer(q)))
}
