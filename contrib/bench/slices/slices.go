// Go's slices at the work of work.h and work.c; the kind's file defines Element.
// The collector is off while Go is measured, so that its work does not count.
package main

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"
	"sort"
	"strconv"
)

type list = []Element

var (
	n, lists, again, moves int
	all, others            []list
	sum                    uint64
	quiet                  bool
	zero                   Element
)

func freeAll(which []list) {
	for i := range which {
		which[i] = nil
	}
	runtime.GC()
}

//go:noinline
func fill(hint int) list {
	l := make(list, 0, hint)
	for i := 0; i < n; i++ {
		l = append(l, makeElement(uint64(i)))
	}
	return l
}

//go:noinline
func sumByIndex(l list) uint64 {
	var s uint64
	for i := 0; i < len(l); i++ {
		s += number(&l[i])
	}
	return s
}

//go:noinline
func sumByWalk(l list) uint64 {
	var s uint64
	for _, x := range l {
		s += number(&x)
	}
	return s
}

func report(what string, start float64, operations int) {
	if !quiet {
		fmt.Printf("%s %.4f\n", what, (now()-start)/float64(operations))
	}
}

func measure() {
	start := now()
	for i := range all {
		all[i] = fill(0)
	}
	report("append", start, lists*n)
	freeAll(all)

	start = now()
	for i := range all {
		all[i] = fill(n)
	}
	report("append-hint", start, lists*n)

	start = now()
	for r := 0; r < again; r++ {
		for _, l := range all {
			sum += sumByIndex(l)
		}
	}
	report("index", start, lists*n*again)
	start = now()
	for r := 0; r < again; r++ {
		for _, l := range all {
			sum += sumByWalk(l)
		}
	}
	report("walk", start, lists*n*again)

	start = now()
	for i, l := range all {
		others[i] = append(list(nil), l...)
	}
	report("clone", start, lists*n)
	start = now()
	for r := 0; r < again; r++ {
		for i, l := range all {
			copy(others[i], l)
		}
	}
	report("copy", start, lists*n*again)
	freeAll(others)

	start = now()
	for i, l := range all {
		var o list
		o = append(o, l...)
		o = append(o, l...)
		others[i] = o
	}
	report("append-list", start, lists*n*2)
	sum += sumByIndex(others[0])
	freeAll(others)

	start = now()
	for i, l := range all {
		for j := 0; j < moves; j++ {
			l = append(l, zero)
			copy(l[n/2+1:], l[n/2:])
			l[n/2] = makeElement(uint64(j))
		}
		all[i] = l
	}
	report("insert", start, lists*moves)
	sum += sumByIndex(all[0])
	start = now()
	for i, l := range all {
		for j := 0; j < moves; j++ {
			l = append(l[:n/2], l[n/2+1:]...)
		}
		all[i] = l
	}
	report("delete", start, lists*moves)
	sum += sumByIndex(all[0])

	for _, l := range all {
		for j := range l {
			l[j] = makeElement(splitmix(uint64(j)))
		}
	}
	start = now()
	for _, l := range all {
		sort.Slice(l, func(a, b int) bool { return less(&l[a], &l[b]) })
	}
	report("sort", start, lists*n)
	for j := 0; j < n; j += n / 10 {
		sum += number(&all[0][j]) * uint64(j)
	}
	freeAll(all)
}

func main() {
	n, lists, again = 1000, 1, 1
	if len(os.Args) > 1 {
		n, _ = strconv.Atoi(os.Args[1])
	}
	if n < 20000 {
		lists = 20000 / n
	}
	if n < 200000 {
		again = 200000 / (n * lists) * 10
	}
	moves = 20000000/(n*elementSize) + 1
	if moves > n {
		moves = n
	}
	all = make([]list, lists)
	others = make([]list, lists)
	debug.SetGCPercent(-1)
	quiet = n < 2000000
	if quiet {
		measure()
	}
	quiet = false
	sum = 0
	measure()
	fmt.Printf("sum %d\n", sum)
}
