package pairs

type node struct {
	next *node
	key  int
}

var global *int

func eachRound(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		p := new(int) // truth: new: stays
		*p = i
		sum += *p
	}
	return sum
}

func lastRound(n int) int {
	var last *int
	for i := 0; i < n; i++ {
		last = new(int) // truth: new: stays
		*last = i
	}
	if last == nil {
		return 0
	}
	return *last
}

func lastRoundReturned(n int) *int {
	var last *int
	for i := 0; i < n; i++ {
		last = new(int) // truth: new: escapes
		*last = i
	}
	return last
}

func chained(n int) int {
	var head *node
	for i := 0; i < n; i++ {
		one := &node{} // truth: new: stays
		one.key = i
		one.next = head
		head = one
	}
	sum := 0
	for ; head != nil; head = head.next {
		sum += head.key
	}
	return sum
}

func brokenOut(n int) *int {
	for i := 0; i < n; i++ {
		p := new(int) // truth: new: escapes
		*p = i * i
		if *p > 10 {
			return p
		}
	}
	return nil
}

func byGoto(n int) int {
	i, sum := 0, 0
again:
	p := new(int) // truth: new: stays
	*p = i
	sum += *p
	i++
	if i < n {
		goto again
	}
	return sum
}

func keptByGoto(n int) *int {
	i := 0
	var p, q *int
again:
	q = p
	p = new(int) // truth: new: escapes
	*p = i
	i++
	if i < n {
		goto again
	}
	return q
}

func fallsThrough(k int) *int {
	p := new(int) // truth: new: escapes
	q := new(int) // truth: new: stays
	r := new(int) // truth: new: stays
	switch k {
	case 0:
		r = p
		fallthrough
	case 1:
		*q = 1
		return p
	}
	*r = 2
	return nil
}

func swapped(n int) int {
	a := new(int) // truth: new: stays
	b := new(int) // truth: new: stays
	for i := 0; i < n; i++ {
		a, b = b, a
		*a = i
	}
	return *b
}

func addressEachRound(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		x := i  // truth: local x: stays
		p := &x // truth: local p: stays
		pp := &p
		*pp = &x
		sum += **pp
	}
	return sum
}

func nestedLoops(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		row := make([]*int, 8) // truth: new: stays
		for j := range row {
			row[j] = new(int) // truth: new: stays
			*row[j] = i * j
		}
		sum += *row[3]
	}
	return sum
}

func keptInOneRound(n int) {
	for i := 0; i < n; i++ {
		p := new(int) // truth: new: escapes
		if i == 3 {
			global = p
		}
	}
}

func continued(n int) int {
	sum := 0
	var old *int
	for i := 0; i < n; i++ {
		if old != nil && *old > 4 {
			continue
		}
		p := new(int) // truth: new: stays
		*p = i
		old = p
		sum += *old
	}
	return sum
}

func appendedInLoop(n int) int {
	s := make([]*int, 0, 8) // truth: new: stays
	for i := 0; i < n; i++ {
		p := new(int) // truth: new: stays
		*p = i
		s = append(s, p)
	}
	sum := 0
	for _, p := range s {
		sum += *p
	}
	return sum
}
