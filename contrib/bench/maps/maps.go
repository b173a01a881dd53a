// Go's map at the work of work.h and work.c; the kind's file defines Key, Value.
// The collector is off while Go is measured, so that its work does not count.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"
)

type table = map[Key]Value

var (
	n, tables, again        int
	keys, mixedKeys, others []Key
	all                     []table
	sum                     uint64
	quiet                   bool
)

func makeKeys() {
	keys = make([]Key, n)
	others = make([]Key, n)
	for i := range keys {
		keys[i] = makeKey(uint64(i))
		others[i] = makeKey(uint64(n + i))
	}
	mixedKeys = append([]Key(nil), keys...)
	for i := n; i > 1; i-- {
		j := int(splitmix(uint64(i)) % uint64(i))
		mixedKeys[i-1], mixedKeys[j] = mixedKeys[j], mixedKeys[i-1]
	}
}

func fill(t table) {
	for i, k := range keys {
		t[k] = makeValue(uint64(i))
	}
}

func insert(hint int) {
	for i := range all {
		all[i] = make(table, hint)
		fill(all[i])
	}
}

func freeAll() {
	for i := range all {
		all[i] = nil
	}
	runtime.GC()
}

func tableSum(t table) uint64 {
	var s uint64
	for _, v := range t {
		s += number(&v)
	}
	return s
}

func clone(t table) table {
	c := make(table, len(t))
	for k, v := range t {
		c[k] = v
	}
	return c
}

func report(what string, start float64, operations int) {
	if !quiet {
		fmt.Printf("%s %.3f\n", what, (now()-start)/float64(operations))
	}
}

func measure() {
	start := now()
	insert(0)
	report("insert", start, tables*n)
	freeAll()

	start = now()
	insert(n)
	report("insert-hint", start, tables*n)
	freeAll()

	insert(0)
	start = now()
	for _, t := range all {
		for r := 0; r < again; r++ {
			for _, k := range mixedKeys {
				v := t[k]
				sum += number(&v)
			}
		}
	}
	report("hit", start, tables*n*again)
	start = now()
	for _, t := range all {
		for r := 0; r < again; r++ {
			for _, k := range others {
				if _, ok := t[k]; ok {
					sum++
				}
			}
		}
	}
	report("miss", start, tables*n*again)
	start = now()
	for _, t := range all {
		for r := 0; r < again; r++ {
			sum += tableSum(t)
		}
	}
	report("iterate", start, tables*n*again)
	start = now()
	for _, t := range all {
		for r := 0; r < again; r++ {
			for j, k := range mixedKeys {
				t[k] = makeValue(uint64(j))
			}
		}
	}
	report("replace", start, tables*n*again)

	copies := make([]table, tables)
	start = now()
	for i, t := range all {
		copies[i] = clone(t)
	}
	report("clone", start, tables*n)
	sum += tableSum(copies[0])
	start = now()
	for _, t := range all {
		for j, k := range mixedKeys {
			if _, ok := t[k]; ok {
				sum++
			}
			t[others[j]] = makeValue(uint64(j))
			delete(t, keys[j])
		}
	}
	report("mixed", start, tables*n*3)
	sum += tableSum(all[0])
	freeAll()
	copy(all, copies)
	copies = nil

	start = now()
	for _, t := range all {
		for k := range t {
			delete(t, k)
		}
		fill(t)
	}
	report("refill", start, tables*n)
	start = now()
	for _, t := range all {
		for _, k := range mixedKeys {
			delete(t, k)
		}
	}
	report("delete", start, tables*n)
	sum += tableSum(all[0])
	freeAll()
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func memory() {
	before := heap()
	insert(0)
	fmt.Printf("bytes %.2f\n", float64(heap()-before)/float64(tables*n))
	freeAll()
}

func slowestOfThree(fresh bool) float32 {
	best := make([]float32, n)
	var most float32
	for run := 0; run < 3; run++ {
		if fresh {
			debug.FreeOSMemory()
		}
		t := table{}
		begin := time.Now()
		before := time.Duration(0)
		for i, k := range keys {
			t[k] = makeValue(uint64(i))
			after := time.Since(begin)
			took := float32(after - before)
			if run == 0 || took < best[i] {
				best[i] = took
			}
			before = after
		}
		t = nil
		runtime.GC()
	}
	for _, took := range best {
		if took > most {
			most = took
		}
	}
	return most
}

func slowest() {
	fmt.Printf("fresh %.0f\n", slowestOfThree(true))
	fmt.Printf("used %.0f\n", slowestOfThree(false))
}

func main() {
	n, tables, again = 1000, 1, 1
	if len(os.Args) > 1 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	if n < 20000 {
		tables, again = 20000/n, 10
	}
	all = make([]table, tables)
	debug.SetGCPercent(-1)
	makeKeys()
	if len(os.Args) > 2 {
		slowest()
		return
	}
	memory()
	quiet = n < 200000
	if quiet {
		measure()
	}
	quiet = false
	sum = 0
	measure()
	fmt.Printf("sum %d\n", sum)
}
