// Comparisons that Go programmers know, with Go's containers; field.c has the
// same in C.  The collector is on, as in `go test -bench'.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"unsafe"
)

const (
	nMaps   = 10
	entries = 8
	million = 1000000
	nTables = 4
	nInts   = 1024
	nWords  = 1024
	request = "id=17&name=a%20gopher&tags=small,blue,quick&page=3" +
		"&query=maps%26slices"
)

var names = [entries]string{"alpha", "beta", "gamma", "delta", "epsilon",
	"zeta", "eta", "theta"}

func mapsStringInt() uint64 {
	sum := 0
	s := make([]map[string]int, nMaps)
	for i := range s {
		s[i] = make(map[string]int)
		for j, name := range names {
			s[i][name] = j
		}
		sum += s[i][names[i%entries]]
	}
	return uint64(sum)
}

func mapsIntString() uint64 {
	sum := 0
	s := make([]map[int]string, nMaps)
	for i := range s {
		s[i] = make(map[int]string)
		for j, name := range names {
			s[i][j] = name
		}
		sum += len(s[i][i%entries])
	}
	return uint64(sum)
}

func insertMillion(m map[int]int) {
	for i := 0; i < million; i++ {
		m[i] = i
	}
}

func insertsPlain() uint64 {
	m := make(map[int]int)
	insertMillion(m)
	return uint64(len(m))
}

var maps = sync.Pool{New: func() any { return make(map[int]int) }}

func insertsPooled() uint64 {
	m := maps.Get().(map[int]int)
	insertMillion(m)
	n := len(m)
	for k := range m {
		delete(m, k)
	}
	maps.Put(m)
	return uint64(n)
}

func tablesMaps() uint64 {
	sum := 0
	s := make([]map[int]int, nTables)
	for i := range s {
		s[i] = make(map[int]int)
		s[i][i] = i + 1
	}
	for _, m := range s {
		sum += m[2]
	}
	return uint64(sum)
}

type table struct {
	len     int
	entries [entries]struct{ key, value int }
}

//go:noinline
func (t *table) put(key, value int) {
	i := 0
	for i < t.len && t.entries[i].key != key {
		i++
	}
	if i == t.len {
		t.entries[i].key = key
		t.len++
	}
	t.entries[i].value = value
}

//go:noinline
func (t *table) get(key int) int {
	for i := 0; i < t.len; i++ {
		if t.entries[i].key == key {
			return t.entries[i].value
		}
	}
	return 0
}

func tablesArray() uint64 {
	sum := 0
	var t struct{ all [nTables]table }
	for i := range t.all {
		t.all[i].put(i, i+1)
	}
	for i := range t.all {
		sum += t.all[i].get(2)
	}
	return uint64(sum)
}

func filled(s []int) ([]int, uint64) {
	var sum uint64
	for i := 0; i < nInts; i++ {
		s = append(s, i)
	}
	for _, x := range s {
		sum += uint64(x)
	}
	return s, sum
}

var sink []int

func intsHeap() uint64 {
	s, sum := filled(make([]int, 0, nInts))
	sink = s
	return sum
}

func intsStack() uint64 {
	_, sum := filled(make([]int, 0, nInts))
	return sum
}

var (
	packetWords [nWords]uint32
	packet      = unsafe.Slice((*byte)(unsafe.Pointer(&packetWords[0])),
		4*nWords)
	sinkWords []uint32
)

//go:noinline
func sumOf(words []uint32) uint64 {
	var sum uint64
	for _, x := range words {
		sum += uint64(x)
	}
	return sum
}

func wordsLoop() uint64 {
	words := make([]uint32, 0, len(packet)/4)
	for i := 0; i+4 <= len(packet); i += 4 {
		words = append(words, uint32(packet[i])|uint32(packet[i+1])<<8|
			uint32(packet[i+2])<<16|uint32(packet[i+3])<<24)
	}
	sinkWords = words
	return sumOf(words)
}

func wordsView() uint64 {
	return sumOf(unsafe.Slice((*uint32)(unsafe.Pointer(&packet[0])),
		len(packet)/4))
}

type field struct{ name, value []byte }

type decoder struct {
	buffer [4096]byte
	found  []field
}

func newDecoder() any {
	return &decoder{found: make([]field, 0, 8)}
}

func hex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return (c | 32) - 'a' + 10
}

func (d *decoder) decode(text string) {
	to := 0
	for i := 0; i < len(text); i++ {
		start, value := to, -1
		for ; i < len(text) && text[i] != '&'; i++ {
			if text[i] == '=' && value < 0 {
				value = to
			} else if text[i] == '%' && i+2 < len(text) {
				d.buffer[to] = hex(text[i+1])<<4 | hex(text[i+2])
				to++
				i += 2
			} else {
				d.buffer[to] = text[i]
				to++
			}
		}
		if value < 0 {
			value = to
		}
		d.found = append(d.found, field{d.buffer[start:value],
			d.buffer[value:to]})
	}
}

//go:noinline
func (d *decoder) answer() uint64 {
	size := 0
	d.decode(request)
	for _, f := range d.found {
		size += len(f.name) + len(f.value)
	}
	return uint64(size)
}

func handlerPlain() uint64 {
	return newDecoder().(*decoder).answer()
}

var decoders = sync.Pool{New: newDecoder}

func handlerPooled() uint64 {
	d := decoders.Get().(*decoder)
	size := d.answer()
	d.found = d.found[:0]
	decoders.Put(d)
	return size
}

// A tenth of a second of it, at least eight times.
func measure(name string, iteration func() uint64) {
	var before, after runtime.MemStats
	wanted := iteration()
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := 0
	start, took := now(), 0.0
	for took < 1e8 {
		for more := n/4 + 8; more > 0; more-- {
			if iteration() != wanted {
				panic(name)
			}
			n++
		}
		took = now() - start
	}
	runtime.ReadMemStats(&after)
	fmt.Printf("%s %.2f %.2f %.1f\n", name, took/float64(n),
		float64(after.Mallocs-before.Mallocs)/float64(n),
		float64(after.TotalAlloc-before.TotalAlloc)/float64(n))
}

func main() {
	for i := range packetWords {
		packetWords[i] = uint32(i) * 2654435769
	}
	measure("ten-maps/string-int", mapsStringInt)
	measure("ten-maps/int-string", mapsIntString)
	measure("million-inserts/plain", insertsPlain)
	measure("million-inserts/pooled", insertsPooled)
	measure("four-tables/maps", tablesMaps)
	measure("four-tables/array", tablesArray)
	measure("1024-ints/heap", intsHeap)
	measure("1024-ints/stack", intsStack)
	measure("1024-words/loop", wordsLoop)
	measure("1024-words/view", wordsView)
	measure("handler/plain", handlerPlain)
	measure("handler/pooled", handlerPooled)
}
