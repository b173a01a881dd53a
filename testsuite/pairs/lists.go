package pairs

type node struct {
	next *node
	data *int
}

type ring struct{ next, prev *ring }

type tree struct {
	left, right *tree
	key         int
}

type list struct{ head *node }

type array struct {
	items []*int
	n     int
}

type table struct{ slot [16]*node }

type arena struct {
	chunk [64]node
	used  int
}

var global *int

func listStays() int {
	var l list
	for i := 0; i < 4; i++ {
		n := &node{} // truth: new: stays
		n.next = l.head
		l.head = n
	}
	sum := 0
	for n := l.head; n != nil; n = n.next {
		sum++
	}
	return sum
}

func listReturned() *node {
	var head *node
	for i := 0; i < 4; i++ {
		n := &node{} // truth: new: escapes
		n.next = head
		head = n
	}
	return head
}

func push(l *list, p *int) { // truth: l: stays; p: to param l 0
	n := &node{} // truth: new: escapes
	n.data = p
	n.next = l.head
	l.head = n
}

func pop(l *list) *int { // truth: l: to result 2
	n := l.head
	l.head = nil
	return n.data
}

func pushedAndPopped() *int {
	var l list         // truth: local l: stays
	push(&l, new(int)) // truth: new: escapes
	return pop(&l)
}

func pushedAndSummed() int {
	var l list         // truth: local l: stays
	push(&l, new(int)) // truth: new: stays
	sum := 0
	for n := l.head; n != nil; n = n.next {
		sum += *n.data
	}
	return sum
}

func payloadLeaves() *int {
	n := &node{}           // truth: new: stays
	n.next = &node{}       // truth: new: stays
	n.data = new(int)      // truth: new: stays
	n.next.data = new(int) // truth: new: escapes
	return n.next.data
}

func ringOfLocals() int {
	var a, b ring // truth: local a: stays; local b: stays
	a.next, a.prev = &b, &b
	b.next, b.prev = &a, &a
	if a.next.next == &a {
		return 1
	}
	return 0
}

func ringOnHeap() int {
	a := &ring{} // truth: new: stays
	b := &ring{} // truth: new: stays
	a.next, a.prev = b, b
	b.next, b.prev = a, a
	if a.next.next == a {
		return 1
	}
	return 0
}

func insert(t *tree, key int) *tree { // truth: t: to result 0
	if t == nil {
		return &tree{nil, nil, key} // truth: new: escapes
	}
	if key < t.key {
		t.left = insert(t.left, key)
	} else {
		t.right = insert(t.right, key)
	}
	return t
}

func depth(t *tree) int { // truth: t: stays
	if t == nil {
		return 0
	}
	l, r := depth(t.left), depth(t.right)
	if l > r {
		return l + 1
	}
	return r + 1
}

func find(t *tree, key int) *tree { // truth: t: to result 0
	for t != nil && t.key != key {
		if key < t.key {
			t = t.left
		} else {
			t = t.right
		}
	}
	return t
}

func treeStays() int {
	root := &tree{}      // truth: new: stays
	root.left = &tree{}  // truth: new: stays
	root.right = &tree{} // truth: new: stays
	return depth(root)
}

func reverse(n *node) *node { // truth: n: to result 0, to param n 0
	var r *node
	for n != nil {
		next := n.next
		n.next = r
		r = n
		n = next
	}
	return r
}

func tableStays(k int) int {
	t := &table{}     // truth: new: stays
	n := &node{}      // truth: new: stays
	n.data = new(int) // truth: new: stays
	n.next = t.slot[k%16]
	t.slot[k%16] = n
	sum := 0
	for n := t.slot[k%16]; n != nil; n = n.next {
		sum += *n.data
	}
	return sum
}

func tableLookup(t *table, k int) *int { // truth: t: to result 2
	for n := t.slot[k%16]; n != nil; n = n.next {
		if *n.data == k {
			return n.data
		}
	}
	return nil
}

func add(a *array, p *int) { // truth: a: stays; p: to param a 0
	if a.n == len(a.items) {
		bigger := make([]*int, 64) // truth: new: escapes
		copy(bigger, a.items)
		a.items = bigger
	}
	a.items[a.n] = p
	a.n++
}

func arrayStays() int {
	var a array   // truth: local a: stays
	x := new(int) // truth: new: stays
	add(&a, x)
	add(&a, x)
	return *a.items[1]
}

func nodeOfArena(a *arena) *node { // truth: a: to result 0
	n := &a.chunk[a.used]
	a.used++
	return n
}

func arenaStays() int {
	a := &arena{} // truth: new: stays
	n := nodeOfArena(a)
	n.data = new(int) // truth: new: stays
	return *n.data
}

func arenaLeaves() *node {
	a := &arena{} // truth: new: escapes
	return nodeOfArena(a)
}
