"""Slices have the capacities that Go's have.

One program in Go and one in C append to slices of elements of many sizes, one
at a time and several at once, and print every capacity.
"""

import shutil
import unittest

from harness import BUILD, CC, HEADERS, Case

SIZES = [1, 2, 3, 4, 5, 8, 12, 16, 24, 32, 40, 64, 96, 100, 128, 200, 1000]
ONE_AT_A_TIME = 3000
LENGTHS = [0, 1, 2, 3, 5, 7, 8, 9, 33, 100, 255, 256, 257, 300, 511, 1000]
EXTRAS = [1, 2, 3, 5, 9, 17, 100, 255, 257, 1000, 5000]


def go_text():
    rows = "".join(f"\trun([{size}]byte{{}})\n" for size in SIZES)
    numbers = [", ".join(map(str, row)) for row in (LENGTHS, EXTRAS)]
    return """package main

import "fmt"

func run[T any](x T) {
	var s []T
	last := 0
	for i := 0; i < %d; i++ {
		s = append(s, x)
		if cap(s) != last {
			last = cap(s)
			fmt.Println(last)
		}
	}
	for _, n := range []int{%s} {
		for _, extra := range []int{%s} {
			fmt.Println(cap(append(make([]T, n), make([]T, extra)...)))
		}
	}
}

func main() {
%s}
""" % (ONE_AT_A_TIME, *numbers, rows)


def c_text():
    types = "".join(f"""
typedef struct {{ char bytes[{size}]; }} type_{size};
#define SLICE_NAME slice_{size}
#define SLICE_TYPE type_{size}
#include <escape/slice.h>
static void
run_{size} (void)
{{
  slice_{size} s = {{ 0 }};
  type_{size} x = {{ {{ 0 }} }};
  size_t last = 0;
  for (int i = 0; i < {ONE_AT_A_TIME}; i++)
    {{
      s = slice_{size}_append (s, x);
      if (s.cap != last)
        printf ("%zu\\n", last = s.cap);
    }}
  slice_{size}_free (&s);
  for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
    for (size_t k = 0; k < sizeof extras / sizeof *extras; k++)
      {{
        slice_{size} t = slice_{size}_make (lengths[i], lengths[i]),
          u = slice_{size}_make (extras[k], extras[k]);
        t = slice_{size}_append_slice (t, u);
        printf ("%zu\\n", (size_t)t.cap);
        slice_{size}_free (&t);
        slice_{size}_free (&u);
      }}
}}
""" for size in SIZES)
    calls = "".join(f"  run_{size} ();\n" for size in SIZES)
    return """#include <escape/slice.h>
#include <stdio.h>
static const size_t lengths[] = { %s }, extras[] = { %s };
%s
int
main (void)
{
%s  return 0;
}
""" % (", ".join(map(str, LENGTHS)), ", ".join(map(str, EXTRAS)), types, calls)


@unittest.skipUnless(shutil.which("go"), "go is missing, install golang-go")
class Growth(Case):
    def test_capacities_are_go_s(self):
        self.write("growth.go", go_text())
        source = self.write("growth.c", c_text())
        self.assert_silent(self.run_here(
            *CC, "-I", HEADERS, "-O1", "-pthread", source,
            BUILD / "runtime/.libs/libescape.a", "-o", "growth-c"))
        self.assert_silent(self.run_here(
            "env", f"GOCACHE={self.directory}/cache", "GO111MODULE=off", "go",
            "build", "-o", "growth-go", "growth.go"))
        ours = self.run_here("./growth-c").output.split()
        go_s = self.run_here("./growth-go").output.split()
        self.assertGreater(len(go_s), len(SIZES) * len(LENGTHS) * len(EXTRAS))
        self.assertEqual(ours, go_s)


if __name__ == "__main__":
    unittest.main()
