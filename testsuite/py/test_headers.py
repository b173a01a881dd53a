"""The runtime's headers compile everywhere without a warning.

Their own warnings count here (ESCAPE_HEADER_WARNINGS), each header is enough
by itself, and the bodies of the templates are compiled with all that they can
do.
"""

import itertools
import shutil
import unittest

from harness import BUILD, CC, CXX, HEADERS, Case

C_COMPILERS = ["gcc-11", "gcc-12", "clang-14", "clang-19",
               "arm-linux-gnueabihf-gcc"]
CXX_COMPILERS = ["g++-11", "g++-12", "clang++-14", "clang++-19"]
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"]
BUILDS = ["-DESCAPE_CHECKED", "-DESCAPE_NO_BOUNDS_CHECK",
          "-DESCAPE_POOL_FIRST", "-DESCAPE_NO_SIMD"]
PARTS = ("_template.h", "hmap_walk.h", "hmap_whole.h", "slice_array.h",
         "slice_grow.h", "slice_order.h")
ALONE = sorted(path.name for path in (HEADERS / "escape").glob("*.h")
               if not path.name.endswith(PARTS))

TEMPLATES = """
#include <stdlib.h>
struct pair { short first; char *second; };

#define SLICE_NAME pairs
#define SLICE_TYPE struct pair
#define SLICE_EQUAL(x, y) ((x).first == (y).first)
#define SLICE_LESS(x, y) ((x).first < (y).first)
#include <escape/slice.h>

#define SLICE_NAME pairs
#define SLICE_ORDER by_second
#define SLICE_LESS(x, y) ((x).second < (y).second)
#include <escape/slice_order.h>

#define HMAP_NAME owned
#define HMAP_KEY char *
#define HMAP_VALUE struct pair
#define HMAP_KEY_STRING
#define HMAP_FREE_KEY free
#define HMAP_FREE_VALUE(pair) free ((pair).second)
#include <escape/hmap.h>

struct tree;
SLICE_DECLARE (trees, struct tree);
struct tree { int value; trees children; };
#define SLICE_NAME trees
#define SLICE_TYPE struct tree
#define SLICE_DECLARED
#define SLICE_FREE(t) trees_free (&(t).children)
#include <escape/slice.h>

#define HMAP_NAME pair_counts
#define HMAP_KEY bytes
#define HMAP_VALUE struct pair
#define HMAP_KEY_BYTES
#include <escape/hmap.h>

int use (int);
int
use (int n)
{
  ARENA_ON_STACK (a, 100);
  SLICE_ON_STACK (ints, s, 4);
  SLICE_ON_STACK (pairs, p, 4);
  HMAP_ON_STACK (int_int_map, m, 8);
  ints t = slice_literal (ints, 1, 2);
  s = slice_append (ints, s, n);
  t = slice_insert_in (ints, &a.allocator, t, 0, slice_at (s, 0));
  hmap_put (int_int_map, m, 1, n);
  n = 0;
  HMAP_EACH (int_int_map, it, m)
    n += *it.value;
  SLICE_EACH (ints, x, s)
    *x -= n;
  pairs_sort (p);
  pairs_free (&p);
  ints_free (&s);
  ints_free (&t);
  return n;
}
"""

# What the optimisers see when all is inlined into small functions with small
# arrays: they warned of reads that never happen.
USES = """
#include <escape/arena.h>
#include <escape/bytes.h>
#include <escape/slices.h>

ints
array_is_inserted (ints s)
{
  int two[] = { 1, 2 };
  return ints_append_many (ints_insert_many (s, 0, two, 2), two, 1);
}

ints
spilled_and_cloned (int n)
{
  SLICE_ON_STACK (ints, s, 4);
  s = ints_insert (ints_append (s, n), 0, 3);
  ints copy = ints_clone (s);
  ints_free (&s);
  return ints_clip (ints_insert_many (copy, 0, copy.ptr, 1));
}

ints
literal (void)
{
  ints s = ints_delete (slice_literal (ints, 1, 2, 3), 0, 1);
  ints_sort (s);
  ints_reverse (s);
  return s;
}

int
in_arena (void)
{
  ARENA_ON_STACK (a, 64);
  ints s = ints_append_in (&a.allocator, (ints) { 0 }, 3);
  s = ints_insert_many_in (&a.allocator, s, 0, s.ptr, 1);
  return slice_at (s, 0);
}

size_t
text (const char *format)
{
  bytes b = bytes_append_format ((bytes) { 0 }, "%s", format);
  size_t n = bytes_trim (b, bytes_view_string ("x")).len;
  BYTES_EACH_WORD (it, bytes_view_string ("a b"))
    n += it.part.len;
  bytes_free (&b);
  return n;
}
"""


class Headers(Case):
    def compiles(self, compiler, options, text, suffix):
        source = self.write(f"unit{suffix}", text + "extern int unit;\n")
        self.assert_silent(self.run_here(
            *compiler, *options, *WARNINGS, "-I", HEADERS, "-fsyntax-only",
            "-DESCAPE_HEADER_WARNINGS", source))

    def each(self, compilers, standards, suffix):
        present = [[name] for name in compilers if shutil.which(name)]
        together = "".join(f"#include <escape/{name}>\n" for name in ALONE)
        ways = [[f"-std={standard}"] for standard in standards]
        ways += [[*ways[0], build] for build in BUILDS]
        for compiler, way in itertools.product(present, ways):
            with self.subTest(compiler=compiler, way=way):
                self.compiles(compiler, way, together + TEMPLATES, suffix)

    def test_c(self):
        self.each(C_COMPILERS, ["c11", "c17", "c2x", "gnu11"], ".c")

    def test_cxx(self):
        self.each(CXX_COMPILERS, ["c++17", "gnu++20"], ".cc")

    def test_optimisers_have_nothing_to_say(self):
        source = self.write("uses.c", USES)
        for compiler, options in itertools.product(
                filter(shutil.which, C_COMPILERS),
                (["-O1"], ["-O2", "-D_FORTIFY_SOURCE=2"], ["-O3"])):
            with self.subTest(compiler=compiler, options=options):
                self.assert_silent(self.run_here(
                    compiler, "-Wall", "-Wextra", *options, "-I", HEADERS,
                    "-c", source))

    def test_cxx_runs(self):
        source = self.write("unit.cc", "#include <escape/local.h>\n"
                            "#include <escape/arena.h>\n"
                            "#include <escape/hmaps.h>\n"
                            "#include <escape/slices.h>\n" + TEMPLATES
                            + "int main () { return use (42) != 42; }\n")
        self.assert_silent(self.run_here(
            *CXX, "-std=c++17", "-fsanitize=address,undefined", "-pthread",
            "-I", HEADERS, source, BUILD / "runtime/.libs/libescape.a",
            "-o", "unit"))
        self.assert_silent(self.run_here("./unit"))

    def test_each_header_is_enough_by_itself(self):
        for name in ALONE:
            with self.subTest(header=name):
                text = f"#include <escape/{name}>\n"
                self.compiles(CC, ["-std=c11"], text, ".c")
                self.compiles(CXX, ["-std=c++17"], text, ".cc")

    def test_some_compilers_are_there(self):
        for names in C_COMPILERS, CXX_COMPILERS:
            self.assertTrue(any(map(shutil.which, names)))


if __name__ == "__main__":
    unittest.main()
