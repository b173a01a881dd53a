package pairs

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

type job struct {
	input *int
	next  *job
}

type queue struct {
	lock sync.Mutex
	slot [4]*int
	n    int
}

var global *int
var once sync.Once
var shared struct {
	lock sync.Mutex
	p    *int
}

func work(p *int) { // truth: p: stays
	*p++
}

func workOnJob(j *job) { // truth: j: stays
	*j.input++
}

func detached() {
	p := new(int) // truth: new: escapes
	go work(p)
}

func jobDetached() {
	j := &job{}        // truth: new: escapes
	j.input = new(int) // truth: new: escapes
	go workOnJob(j)
}

func joined() int {
	p := new(int) // truth: new: stays
	done := make(chan bool)
	go func() {
		work(p)
		done <- true
	}()
	<-done
	return *p
}

func besideThread() int {
	p := new(int) // truth: new: escapes
	q := new(int) // truth: new: stays
	go work(p)
	work(q)
	return *q
}

func locked() int {
	var lock sync.Mutex // truth: local lock: stays
	p := new(int)       // truth: new: stays
	lock.Lock()
	*p = 3
	lock.Unlock()
	return *p
}

func keptUnderLock() {
	p := new(int) // truth: new: escapes
	shared.lock.Lock()
	shared.p = p
	shared.lock.Unlock()
}

func notKeptUnderLock() int {
	p := new(int) // truth: new: stays
	shared.lock.Lock()
	shared.p = nil
	*p = 2
	shared.lock.Unlock()
	return *p
}

func send(q *queue, p *int) { // truth: q: stays; p: to param q 0
	q.lock.Lock()
	q.slot[q.n%4] = p
	q.n++
	q.lock.Unlock()
}

func receive(q *queue) *int { // truth: q: to result 1
	q.lock.Lock()
	q.n--
	p := q.slot[q.n%4]
	q.lock.Unlock()
	return p
}

func sentAndReceived() int {
	q := &queue{} // truth: new: stays
	x := new(int) // truth: new: stays
	send(q, x)
	return *receive(q)
}

func receivedAndReturned() *int {
	q := &queue{} // truth: new: stays
	x := new(int) // truth: new: escapes
	send(q, x)
	return receive(q)
}

func counted() int64 {
	var n int64 // truth: local n: stays
	atomic.AddInt64(&n, 2)
	return atomic.LoadInt64(&n)
}

func atomicallyStored() int {
	x := new(int)        // truth: new: stays
	var p unsafe.Pointer // truth: local p: stays
	atomic.StorePointer(&p, unsafe.Pointer(x))
	return *(*int)(atomic.LoadPointer(&p))
}

func atomicallyExchanged() int {
	x := new(int)          // truth: new: stays
	y := new(int)          // truth: new: stays
	p := unsafe.Pointer(x) // truth: local p: stays
	old := atomic.SwapPointer(&p, unsafe.Pointer(y))
	return *(*int)(old) + *(*int)(p)
}

func publish(to *unsafe.Pointer, p *int) { // truth: to: stays; p: to param to 0
	atomic.StorePointer(to, unsafe.Pointer(p))
}

func setUp() {
	global = new(int) // truth: new: escapes
}

func initialised() int {
	x := new(int) // truth: new: stays
	once.Do(setUp)
	*x = *global
	return *x
}

func tryExchange(to *unsafe.Pointer, old, p *int) bool { // truth: to: stays; old: stays; p: to param to 0
	return atomic.CompareAndSwapPointer(to, unsafe.Pointer(old), unsafe.Pointer(p))
}
