"""The whole program: what one unit does is known in the other."""

import json
import os
import pty
import re
import subprocess
import unittest

from harness import CC, HEADERS, PLUGIN, read_terminal
from program_case import ESCAPE, ProgramCase


RELATING = """
#include <stddef.h>
#include <stdint.h>
int at_most (void *x, uintptr_t n) { return (uintptr_t) x <= n; }
int order_at (const uintptr_t *x, const uintptr_t *y)
{ return *x < *y ? -1 : *x > *y; }
ptrdiff_t way (char *a, char *b) { return a - b; }
ptrdiff_t way_at (char **a, char **b) { return *a - *b; }
void set_way (ptrdiff_t *to, char *a, char *b) { *to = a - b; }
char *along (char *from, ptrdiff_t way) { return from + way; }
uintptr_t middle (uintptr_t low, uintptr_t high)
{ return low + (high - low) / 2; }
uintptr_t between (uintptr_t x, uintptr_t low, uintptr_t high)
{
  if (low >= high)
    return low;
  uintptr_t m = middle (low, high);
  return at_most ((void *) x, m) ? between (x, low, m)
                                 : between (x, m + 1, high);
}
uintptr_t count_to (uintptr_t x)
{ uintptr_t n = 0; while (n != x) n++; return n; }
void step_up (uintptr_t *n) { ++*n; }
"""

RELATED = """
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
int at_most (void *, uintptr_t);
int order_at (const uintptr_t *, const uintptr_t *);
ptrdiff_t way (char *, char *), way_at (char **, char **);
void set_way (ptrdiff_t *, char *, char *), step_up (uintptr_t *);
char *along (char *, ptrdiff_t);
uintptr_t middle (uintptr_t, uintptr_t);
uintptr_t between (uintptr_t, uintptr_t, uintptr_t), count_to (uintptr_t);
uintptr_t leaks_halved (void)
{
  void *p = malloc (8);
  uintptr_t low = 0, high = -1;
  while (low < high)
    {
      uintptr_t m = middle (low, high);
      if (at_most (p, m)) high = m; else low = m + 1;
    }
  return low;
}
uintptr_t leaks_in_memory (void)
{
  uintptr_t x = (uintptr_t) malloc (8), low = 0, high = -1, m;
  while ((m = low + (high - low) / 2, order_at (&x, &m)))
    if (m < 9) low = m + 1; else high = m;
  return m;
}
uintptr_t leaks_recursion (void)
{ return between ((uintptr_t) malloc (8), 0, -1); }
uintptr_t leaks_counted (void) { return count_to ((uintptr_t) malloc (8)); }
uintptr_t leaks_stepped (void)
{
  void *p = malloc (8);
  uintptr_t n = 0;
  while (!at_most (p, n)) step_up (&n);
  return n;
}
char *leaks_way (char *from) { return from + way (malloc (8), from); }
char *leaks_along (char *from)
{ return along (from, way (malloc (8), from)); }
char *leaks_way_at (char *from)
{ char *p = malloc (8); return from + way_at (&p, &from); }
char *leaks_set_way (char *from)
{ ptrdiff_t d; set_way (&d, malloc (8), from); return from + d; }
ptrdiff_t stays_width (void)
{
  char *p = malloc (8);
  if (!p) return 0;
  char *q = along (p, 4);
  ptrdiff_t d = way (q, p) + way_at (&q, &p);
  free (p);
  return d;
}
size_t stays_walked (size_t n)
{
  char *p = calloc (n, 1), *q = p;
  if (!p) return 0;
  while (at_most (q, (uintptr_t) (p + n - 1)) && *q) q++;
  n = count_to (q - p);
  free (p);
  return n;
}
int stays_found (uintptr_t *v, size_t n)
{
  uintptr_t x = (uintptr_t) malloc (8);
  size_t low = 0, high = n;
  while (low < high)
    {
      size_t m = middle (low, high);
      if (order_at (&v[m], &x) < 0) low = m + 1; else high = m;
    }
  free ((void *) x);
  return low;
}
"""


class TestAcross(ProgramCase):
    """What one unit does is known in the other."""

    def test_free(self):
        one = self.compile("one", "#include <stdlib.h>\n"
                           "void drop (void *p) { free (p); }\n"
                           "void look (void *p) { *(char *) p = 1; }\n")
        two = self.compile("two", """
void drop (void *);
void look (void *);
int
main (void)
{
  char bad[8], good[8];
  look (good);
  drop (bad);
  return 0;
}
""")
        said = self.program("--m=1", one, two).output
        self.assertIn("two.c:9:3: warning: 'free' of 'bad', which is not on "
                      "the heap [escape:free]", said)
        self.assertIn("one.c:2:23: note: (3) released by 'free'", said)
        self.assertEqual(said.count("escape:free"), 1)
        self.assertIn("'good' does not escape", said)

    def test_parameters(self):
        one = self.compile("one", "void *where;\n"
                           "void keep (void *p) { where = p; }\n"
                           "int look (int *p) { return *p; }\n")
        two = self.compile("two", "void keep (void *);\nint look (int *);\n"
                           "int both (int *a, int *b)\n"
                           "{ keep (a); return look (b); }\n")
        found = self.verdicts(one, two)
        self.assertEqual(found["both", "a"]["leaks"],
                         [{"to": "heap", "level": 0}])
        self.assertEqual(found["both", "b"]["verdict"], "does-not-escape")

    def test_order(self):
        """Which of several statements comes first, and on which path."""
        one = self.compile("one", """
#include <stdlib.h>
int *kept;
void put (int *p) { kept = p; }
void drop (void) { kept = NULL; }
int
make (int n, char **out)
{
  char *p = malloc (8);
  if (!p)
    return -1;
  if (n < 0)
    {
      free (p);
      return -2;
    }
  *out = p;
  return 0;
}
void unmake (char *p) { free (p); }
""")
        two = self.compile("two", """
#include <stddef.h>
void put (int *);
void drop (void);
int make (int, char **);
void unmake (char *);
void dangles (void) { int there = 3; put (&there); }
void restores (void) { int gone = 3; put (&gone); drop (); }
int
lost (int n)
{
  char *s;
  if (make (n, &s))
    return 1;
  if (n == 7)
    return 2;
  unmake (s);
  return 0;
}
int
fine (int n)
{
  char *s;
  if (make (n, &s))
    return 1;
  unmake (s);
  return n == 7 ? 2 : 0;
}
""")
        for files in [one, two], [two, one]:
            said = self.program(*files).output
            self.assertEqual(
                re.findall(r"(?m)^(.*): warning: (.*)$", said),
                [("two.c:7:27", "address of local 'there' escapes its frame "
                  "[escape:stack]"),
                 ("two.c:13:7", "'make(...)' is not released on this path "
                  "[escape:pathleak]")])
            self.assertIn("two.c:16:12: note: (8) 'make(...)' is lost here",
                          said)
            self.assertIn("one.c:12:6: note: (4) when 'n >= 0'", said)
        found = self.verdicts(one, two)
        self.assertEqual(found["fine", "make"]["released"], "always")
        self.assertEqual(found["lost", "make"]["released"], "somewhere")

    def test_what_the_unit_has_found(self):
        unit = self.compile("unit", """
int *kept;
int
late (void)
{
  int *p;
  {
    int inner = 3;
    p = &inner;
  }
  return *p;
}
void over (void) { int x = 1; kept = &x; }
void back (void) { int y = 1; kept = &y; kept = 0; }
""")
        self.assertEqual(
            re.findall(r"(?m)^(.*): warning: (.*)$",
                       self.program(unit).output),
            [("unit.c:8:9", "address of local 'inner' outlives its block "
              "[escape:stack]"),
             ("unit.c:13:24", "address of local 'x' escapes its frame "
              "[escape:stack]")])

    def test_quotes_of_what_the_unit_has_found(self):
        """Those of the reader's locale, not of the compiler's, and once."""
        text = """
static void *pass (void *p) { void *volatile q = p; return q; }
static char *tail (char *p) { return p; }
void keep (char **to) { char x[3]; to[1] = pass (x); }
void hold (char **to) { char y[3]; to[1] = tail (y); }
"""
        self.write("unit.c", text)
        said = set()
        for locale in "C", "C.UTF-8":
            done = self.run_here("env", f"LC_ALL={locale}", *CC, "-c",
                                 f"-fplugin={PLUGIN}", "unit.c",
                                 "-fplugin-arg-escape-program",
                                 "-fplugin-arg-escape-ignore=all")
            self.assertEqual(done.status, 0, done.output)
            said.add(self.program("unit.o").output)
        self.assertEqual(len(said), 1)
        self.assertEqual(re.findall("warning: (.*)", said.pop()), [
            f"address of local '{name}' escapes its frame [escape:stack]"
            for name in "xy"])

    def test_alloc(self):
        one = self.compile("one", "#include <stdlib.h>\n"
                           "void *get (void) { return malloc (1); }\n"
                           "int pure (int n) { return n + 1; }\n")
        two = self.compile("two", """
void *get (void);
int pure (int);
__attribute__ ((escape_nonallocating)) void *breaks (void) { return get (); }
__attribute__ ((escape_nonallocating)) int holds (void) { return pure (1); }
""")
        said = self.program("--ignore=heap", one, two).output
        self.assertIn("'breaks' is declared 'nonallocating' but allocates "
                      "[escape:alloc]", said)
        self.assertNotIn("holds", said)

    def test_nil(self):
        """One unit has the map that was never made, the other writes to it;
        and the other way round."""
        headers = ["-I", str(HEADERS)]
        one = self.compile("one", """
#include <escape/hmaps.h>
struct table { int_int_map *m; };
void add (int_int_map *m, int k)
{
  if (k < 0)
    k = -k;
  int_int_map_put (m, k, 1);
}
void add_if_there (int_int_map *m, int k)
{
  if (m)
    int_int_map_put (m, k, 1);
}
void add_positive (int_int_map *m, int k)
{
  if (k > 0)
    int_int_map_put (m, k, 1);
}
void add_in_loop (int_int_map *m, int k)
{
  while (k-- > 0)
    int_int_map_put (m, k, 1);
}
int look (int_int_map *m, int k) { return int_int_map_get (m, k); }
static int_int_map *never, *once;
int_int_map *none (void) { return never; }
int_int_map *some (void) { return once; }
void make (void) { once = int_int_map_make (1); }
void fill_in (struct table *t) { t->m = int_int_map_make (1); }
void leave_out (struct table *t) { (void) t; }
""", *headers)
        text = """
#include <escape/hmaps.h>
struct table { int_int_map *m; };
void add (int_int_map *, int);
void add_if_there (int_int_map *, int);
void add_positive (int_int_map *, int);
void add_in_loop (int_int_map *, int);
int look (int_int_map *, int);
int_int_map *none (void);
int_int_map *some (void);
void make (void);
void fill_in (struct table *);
void leave_out (struct table *);
void unknown (struct table *);
void twice (int_int_map *m) { add (m, 1); add (m, 2); }
void
handing (int k)
{
  int_int_map *nil = 0;
  add (nil, k); /* Here.  */
  twice (nil); /* Here.  */
  add_if_there (nil, k);
  add_positive (nil, k);
  add_in_loop (nil, k);
  look (nil, k);
}
void
handed (int k)
{
  int_int_map_put (none (), k, 1); /* Here.  */
  int_int_map_put (some (), k, 1);
  add (none (), k); /* Here.  */
  add (some (), k);
  int_int_map *m = none ();
  if (m)
    add (m, k);
}
void
members (int k)
{
  struct table t = { 0 }, u = { 0 }, v = { 0 };
  leave_out (&t);
  add (t.m, k); /* Here.  */
  fill_in (&u);
  add (u.m, k);
  unknown (&v);
  add (v.m, k);
  int_int_map_free (u.m);
}
void __attribute__ ((escape_ok ("never called")))
silenced (int k) { add (none (), k); int_int_map_put (0, k, 1); }
int
main (void)
{
  make ();
  handing (1);
  handed (1);
  members (1);
  silenced (1);
}
"""
        two = self.compile("two", text, *headers)
        wanted = [(str(number), "assignment to entry in nil map [escape:nil]")
                  for number, line in enumerate(text.split("\n"), 1)
                  if "/* Here.  */" in line]
        self.run_program(["--export=one.escape", "--ignore=all", one])
        said = [self.program("--ignore=heap,leak", one, two),
                self.program("--ignore=heap,leak", two, one),
                self.program("--ignore=heap,leak", "--import=one.escape", two),
                self.gcc("-c", "two.c", *headers,
                         "-fplugin-arg-escape-import=one.escape",
                         ignore="heap,leak")]
        for done in said:
            found = re.findall(r"(?m)^two.c:(\d+):\d+: warning: (.*)$",
                               done.output)
            self.assertEqual(found, wanted)
        self.assertIn("two.c:20:3: note: (1) 'add' writes to it: make the map "
                      "before", said[0].output)
        self.assertNotIn("escape:nil", self.program(two).output)

    def test_error_path(self):
        """What only leaves where its function fails, by a callee of another
        unit: the path says so; not where the function fails all the same."""
        one = self.compile("one", "void *kept;\n"
                           "void keep (void *p) { kept = p; }\n")
        two = self.compile("two", """
#include <stdlib.h>
void keep (void *);
int fails (int n)
{
  char *p = malloc (8);
  if (n < 0)
    {
      keep (p);
      return -5;
    }
  free (p);
  return 0;
}
int always (int n)
{
  char *p = malloc (8);
  if (n < 0)
    keep (p);
  return -5;
}
""")
        done = self.program("--track=raw", "--ignore=leak,pathleak", one, two)
        self.assertIn("two.c:6:13: warning: ", done.output)
        self.assertIn("two.c:17:13: warning: ", done.output)
        self.assertEqual(re.findall(r"(?m)^.*this path fails.*$", done.output),
                         ["two.c:10:14: note: (4) this path fails: -5 is "
                          "returned"])

    def test_assert_is_an_error(self):
        one = self.compile("one", "void *where;\n"
                           "void keep (void *p) { where = p; }\n"
                           "void look (void *p) { *(char *) p = 1; }\n")
        two = self.compile("two", """
#include <stdlib.h>
void keep (void *);
void look (void *);
void
one (void)
{
  char *p __attribute__ ((escape_local)) = malloc (1);
  keep (p);
}
void
two (void)
{
  char *q __attribute__ ((escape_local)) = malloc (1);
  look (q);
  free (q);
}
""")
        said = self.program(one, two)
        self.assertEqual(said.status, 1)
        self.assertIn("error: 'p' is declared 'local' but escapes "
                      "[escape:assert]", said.output)
        self.assertNotIn("'q'", said.output)
        self.assertEqual(self.program("--warn=assert", one, two).status, 0)

    def test_callback(self):
        one = self.compile("one", "void each (void (*f) (void *), void *p)\n"
                           "{ f (p); }\n")
        two = self.compile("two", """
#include <stdlib.h>
void each (void (*) (void *), void *);
static void *where;
static void keep (void *p) { where = p; }
static void look (void *p) { *(char *) p = 1; }
int
main (void)
{
  each (keep, malloc (1));
  each (look, malloc (2));
  return 0;
}
void leaky (void) { each (look, malloc (3)); }
""")
        found = self.program("--track=raw", one, two).output
        self.assertIn("two.c:10:3: warning: 'malloc(...)' escapes to heap",
                      found)
        self.assertNotIn("two.c:11", found)

    def check_relations(self, lines):
        """The objects of RELATED."""
        found = {line["function"]: line["verdict"] for line in lines
                 if line["object"] == "allocation"}
        self.assertEqual(len(found), 12)
        for function, verdict in found.items():
            self.assertEqual(verdict, "does-not-escape"
                             if function.startswith("stays_") else "escapes",
                             function)

    def test_relations(self):
        """Differences and comparisons of another unit's pointers."""
        one = self.compile("one", RELATING)
        two = self.compile("two", RELATED)
        self.check_relations(self.verdicts(one, two).values())
        self.program("--export", "one.escape", "--ignore=all", one)
        self.gcc("-w", "-c", "two.c", "-fplugin-arg-escape-import=one.escape",
                 json="two.json", ignore="all")
        self.check_relations(map(json.loads,
                                 (self.directory / "two.json").read_text()
                                 .splitlines()))

    def test_many_relations(self):
        """More differences and comparisons than are told apart."""
        count = 20
        members = "".join(f"char *p{n}; " for n in range(count))
        shared = (f"struct many {{ {members}char *from; }};\n"
                  "long apart (const struct many *, int);\n"
                  "int is_below (const struct many *, char *, int);\n")

        def each(what):
            return "".join(f"    case {n}: return {what.format(f'm->p{n}')};\n"
                           for n in range(count))
        one = self.compile("one", shared + f"""
long
apart (const struct many *m, int which)
{{
  switch (which)
  {{
{each("{} - m->from")}  }}
  return 0;
}}
int
is_below (const struct many *m, char *p, int which)
{{
  switch (which)
  {{
{each("{} < p")}  }}
  return 0;
}}
""")
        two = self.compile("two", shared + f"""
#include <stdlib.h>
long
subtracted (void)
{{
  struct many m = {{ .from = (char *) &m }};
  m.p{count - 1} = malloc (1);
  return apart (&m, {count - 1});
}}
char *
searched (void)
{{
  struct many m = {{ 0 }};
  char *p = 0;
  m.p{count - 1} = malloc (2);
  while (!is_below (&m, p, {count - 1}))
    p++;
  return p;
}}
long
stays (void)
{{
  struct many m = {{ 0 }};
  char *p = malloc (3);
  m.p{count - 1} = p;
  long n = is_below (&m, p + 1, {count - 1});
  free (p);
  return n;
}}
""")
        found = {line["function"]: line["verdict"]
                 for line in self.verdicts(one, two).values()
                 if line["object"] == "allocation"}
        self.assertEqual(found, {"subtracted": "escapes",
                                 "searched": "escapes",
                                 "stays": "does-not-escape"})

    def test_relations_far_away(self):
        """What is compared is two loads from what callers have."""
        shared = ("struct item { char *key; }; "
                  "struct box { struct item *item; int seen; };\n"
                  "int is_below (struct box **, char *);\n"
                  "long gap (struct box **, char *);\n")
        one = self.compile("one", shared + """
static int
below (struct box *b, char *p)
{
  b->seen++;
  return b->item->key < p;
}
int is_below (struct box **b, char *p) { return below (*b, p); }
long gap (struct box **b, char *from) { return (*b)->item->key - from; }
""")
        two = self.compile("two", shared + """
#include <stdlib.h>
char *
searched (void)
{
  struct item item = { malloc (1) };
  struct box box = { &item, 0 }, *b = &box;
  char *p = 0;
  while (!is_below (&b, p))
    p++;
  return p;
}
long
subtracted (void)
{
  struct item item = { malloc (2) };
  struct box box = { &item, 0 }, *b = &box;
  return gap (&b, (char *) &box);
}
long
stays (void)
{
  struct item item = { malloc (3) };
  struct box box = { &item, 0 }, *b = &box;
  char *p = item.key;
  long n = is_below (&b, p + 1) + gap (&b, p);
  free (p);
  return n;
}
""")
        found = {line["function"]: line["verdict"]
                 for line in self.verdicts(one, two).values()
                 if line["object"] == "allocation"}
        self.assertEqual(found, {"searched": "escapes",
                                 "subtracted": "escapes",
                                 "stays": "does-not-escape"})

    def test_small_results(self):
        """Halves of a pointer that another unit hands out."""
        one = self.compile("one", """
#include <stdint.h>
uint32_t low (void *p) { return (uintptr_t) p; }
uint32_t high (void *p) { return (uint64_t) (uintptr_t) p >> 32; }
void *join (uint32_t low, uint32_t high)
{ return (void *) (uintptr_t) (low | (uint64_t) high << 32); }
""")
        text = """
#include <stdint.h>
#include <stdlib.h>
uint32_t low (void *), high (void *);
void *join (uint32_t, uint32_t);
void *joined (void)
{ void *p = malloc (8); return join (low (p), high (p)); }
uint32_t halves (uint32_t *h)
{ void *p = malloc (8); *h = high (p); return low (p); }
"""
        self.write("two.c", text)
        self.program("--export", "one.escape", "--ignore=all", one)
        self.gcc("-w", "-c", "two.c", "-fplugin-arg-escape-import=one.escape",
                 json="two.json", ignore="all")
        imported = {line["function"]: line for line in map(
            json.loads, (self.directory / "two.json").read_text()
            .splitlines()) if line["object"] == "allocation"}
        two = self.compile("two", text)
        for function in "joined", "halves":
            for files in (one, two), ("--import=one.escape", two):
                found = self.verdicts(*files)
                self.assertEqual(found[function, "malloc"]["verdict"],
                                 "escapes", files)
            self.assertEqual(imported[function]["verdict"], "escapes")

    def test_constructors(self):
        """What gives up, what makes one of two, what makes several."""
        one = self.compile("one", """
#include <stdlib.h>
char *
checked (int n)
{
  char *p = malloc (8);
  if (p && n > 100)
    {
      free (p);
      return NULL;
    }
  return p;
}
char *either (int big) { return big ? malloc (100) : malloc (40); }
void repeat (int n, void *(*make) (void), void **out)
{
  for (int i = 0; i < n; i++)
    out[0] = make ();
}
""")
        two = self.compile("two", """
#include <stdlib.h>
char *checked (int);
char *either (int);
void repeat (int, void *(*) (void), void **);
static void *make (void) { return malloc (16); }
int
lost (int n)
{
  char *p = checked (n);
  return p ? *p = 1 : 0;
}
int
larger (int n)
{
  char *p = either (n);
  int r = p ? *p = 1 : 0;
  free (p);
  return r;
}
int
several (int n)
{
  void *p = NULL;
  repeat (n, make, &p);
  return p != NULL;
}
""")
        found = self.verdicts(one, two)
        self.assertEqual(found["lost", "checked"]["released"], "never")
        self.assertEqual(found["larger", "either"]["size"], 100)
        self.assertTrue(found["larger", "either"]["promotable"])
        self.assertFalse(found["several", "make"]["promotable"])

    def test_table_of_functions_that_is_set_once(self):
        one = self.compile("one", """
#include <stdlib.h>
struct hooks { void *(*get) (size_t); void (*put) (void *); };
struct hooks hooks = { malloc, free };
void *own_malloc (size_t n) { return hooks.get (n); }
void own_free (void *p) { hooks.put (p); }
""")
        two = self.compile("two", """
#include <stddef.h>
void *own_malloc (size_t);
void own_free (void *);
int lost (void) { char *p = own_malloc (1); *p = 1; return 0; }
int fine (void)
{ char *p = own_malloc (1); *p = 1; own_free (p); return 0; }
int main (void) { return lost () + fine (); }
""")
        found = self.verdicts(one, two)
        self.assertEqual(found["lost", "own_malloc"]["released"], "never")
        # Not "always": a call through memory may not be what it was.
        self.assertEqual(found["fine", "own_malloc"]["released"], "somewhere")
        # Where its user can set it, what is handed to it may go anywhere.
        setter = self.compile("setter", """
struct hooks { void *(*get) (unsigned long); void (*put) (void *); };
extern struct hooks hooks;
void set (void (*put) (void *)) { hooks.put = put; }
""")
        fine = self.verdicts(one, two, setter)["fine", "own_malloc"]
        self.assertEqual((fine["verdict"], fine["grade"]),
                         ("escapes", "assumed"))

    def test_variable_that_its_unit_does_not_use(self):
        """What it holds is known, and that what it names can be called."""
        table = self.compile("table", """
static void *kept;
static void keep (void *p) { kept = p; }
static void look (void *p) { *(char *) p = 1; }
void (*const table[]) (void *) = { look, look };
void (*kept_table[]) (void *) = { keep };
static int real (int *p) { return *p; }
int other (int *) __attribute__ ((alias ("real")));
""")
        user = self.compile("user", """
#include <stdlib.h>
extern void (*const table[]) (void *);
extern void (*kept_table[]) (void *);
int other (int *);
int
main (int n, char **v)
{
  int local = 1;
  (void) v;
  table[n & 1] (malloc (1));
  kept_table[0] (malloc (2));
  return other (&local);
}
""")
        found = self.program("--track=raw", "--m=1", table, user).output
        self.assertNotIn("user.c:11:3: warning: 'malloc(...)' escapes",
                         found)
        self.assertIn("user.c:12:3: warning: 'malloc(...)' escapes", found)
        self.assertIn("'local' does not escape", found)
        self.assertNotIn("unknown code", found)
        # A library's user may look there too.
        self.assertIn("table.c:3:25: note: leaking param: 'p'", self.program(
            "--m=1", table).output)

    def test_static_functions_of_one_name(self):
        text = """
#include <stdlib.h>
static void *%s;
static void handle (void *p) { %s; }
void %s (void) { handle (malloc (1)); }
"""
        one = self.compile("one", text % ("here", "here = p", "keeps"))
        two = self.compile("two", text % ("there", "free (p)", "frees"))
        found = self.verdicts(one, two)
        self.assertEqual(found["keeps", "malloc"]["verdict"], "escapes")
        self.assertEqual(found["frees", "malloc"]["verdict"],
                         "does-not-escape")

    def test_strong_over_weak(self):
        weak = self.compile("weak", "void *where; __attribute__ ((weak))\n"
                            "void hook (void *p) { where = p; }\n")
        strong = self.compile("strong", "void hook (void *p)"
                              " { *(char *) p = 1; }")
        main = self.compile("main", "#include <stdlib.h>\n"
                            "void hook (void *);\n"
                            "int main (void) { char *p = malloc (1);\n"
                            "hook (p); free (p); return 0; }")
        for files in [weak, strong, main], [main, strong, weak]:
            found = self.verdicts(*files)
            self.assertEqual(found["main", "malloc"]["verdict"],
                             "does-not-escape")
        found = self.verdicts(weak, main)
        self.assertEqual(found["main", "malloc"]["verdict"], "escapes")

    def test_own_function_called_like_one_of_libc(self):
        main = self.compile("main", "#include <string.h>\n#include <stdlib.h>"
                            "\nint main (void) { char *p = malloc (1);\n"
                            "strdup (p); return 0; }", "-fno-builtin")
        own = self.compile("own", "char *kept;\nchar *strdup (const char *s)\n"
                           "{ kept = (char *) s; return kept; }\n",
                           "-fno-builtin")
        found = self.verdicts(main, own)
        self.assertEqual(found["main", "malloc"]["reasons"], ["global"])

    def test_recursion_that_is_too_large(self):
        """Its calls of itself are calls of unknown code, for both."""
        text = "struct n { struct n *l, *r, *u; };\nvoid see (struct n *);\n"
        text += "".join(f"void f{i} (struct n *, struct n *, int);\n"
                        for i in range(8))
        for i in range(8):
            text += (f"void f{i} (struct n *a, struct n *b, int k)\n"
                     "{\n  struct n t;\n  if (k < 0)\n    return;\n"
                     "  a->l = b->r;\n  b->u = a->l;\n"
                     "  t.l = a;\n  t.r = b;\n  see (b);\n")
            for j in range(3):
                text += (f"  f{(7 * i + 13 * j + 1) % 8} (a->{'lru'[j]}, "
                         f"b->{'lru'[(i + j) % 3]}, k - 1);\n")
            text += f"  f{(i + 1) % 8} (&t, b, k - 1);\n}}\n"
        note = re.compile(r"note: the recursion that 'f\d' is part of is too "
                          "large to analyse within the budget")
        local = "note: 't' is passed to unknown code"
        unit = self.compile("large", text)
        said = self.run_here(*CC, f"-fplugin={PLUGIN}", "-S", "large.c",
                             "-fplugin-arg-escape-m=1",
                             "-fplugin-arg-escape-budget=500")
        for done in said, self.program("--m", "1", "--budget", "500", unit):
            self.assertRegex(done.output, note)
            self.assertIn(local, done.output)
        done = self.program("--m", "1", unit)
        self.assertNotRegex(done.output, note)

    def test_progress(self):
        """On a terminal only."""
        unit = self.compile("many", "".join(
            f"int f{i} (int *p) {{ return p[{i}]; }}\n" for i in range(1500)))
        self.assertEqual(self.program(unit).output, "")
        terminal, end = pty.openpty()
        done = subprocess.run([ESCAPE, "program", unit], cwd=self.directory,
                              stderr=end, timeout=60)
        os.close(end)
        self.assertEqual(done.returncode, 0)
        said = read_terminal(terminal).decode()
        os.close(terminal)
        self.assertEqual(said, "\rescape: 1000 of 1500 functions\r\033[K")

    def test_units_of_one_name(self):
        (self.directory / "a").mkdir()
        (self.directory / "b").mkdir()
        files = []
        for folder in "a", "b":
            self.write(f"{folder}/x.c", "#include <stdlib.h>\n"
                       f"void *{folder} (void) {{ return malloc (1); }}\n")
            done = self.run_here(
                "sh", "-c", f"cd {folder} && {' '.join(CC)} "
                f"-fplugin={PLUGIN} -fplugin-arg-escape-program -c x.c")
            self.assertEqual(done.status, 0, done.output)
            files.append(f"{folder}/x.o")
        found = self.verdicts(*files)
        self.assertEqual([found[name, "malloc"]["unit"] for name in "ab"],
                         ["x.c", "x.c#2"])

    def test_frames_in_each_other(self):
        """What a frame holds that another unit keeps is left behind with it;
        not if it is taken back."""
        keep = self.compile("keep", """
struct frame { struct frame *up; int line; };
struct frame *innermost;
struct frame *
change (struct frame *f)
{
  struct frame *old = innermost;
  innermost = f;
  return old;
}
""")
        user = self.compile("user", """
struct frame { struct frame *up; int line; };
struct frame *change (struct frame *f);
int
left (int n)
{
  struct frame outer = { 0, n }, inner = { &outer, n };
  change (&inner);
  return n;
}
int
taken_back (int n)
{
  struct frame above = { 0, n }, below = { &above, n };
  struct frame *old = change (&below);
  below.line++;
  change (old);
  return n;
}
int
reused (int n)
{
  for (int i = 0; i < n; i++)
    {
      struct frame far = { 0, n }, near = { &far, n };
      change (&near);
      near.up = 0;
    }
  return n;
}
""")
        told = self.program(keep, user).output
        self.assertEqual(re.findall("address of local .(\\w+)", told),
                         ["outer", "inner", "near"])

    def test_stored_in_a_loop_by_another_unit(self):
        """A loop whose condition unseen code answers ends some time, and the
        caller's memory, which that code does not get, has the pointer."""
        put = self.compile("put", """
struct reader { char *line; int (*more) (void); int (*ask) (void *); };
void put (struct reader *r, char *line) { r->line = line; }
""")
        user = self.compile("user", """
struct reader { char *line; int (*more) (void); int (*ask) (void *); };
void put (struct reader *r, char *line);
void
left (struct reader *r)
{
  char kept[80];
  while (r->more ())
    put (r, kept);
}
void
taken_back (struct reader *r)
{
  char taken[80];
  while (r->more ())
    put (r, taken);
  put (r, 0);
}
void
seen_by_others (struct reader *r)
{
  char seen[80];
  while (r->ask (r))
    put (r, seen);
}
""")
        told = self.program(put, user).output
        self.assertEqual(re.findall("address of local .(\\w+)", told),
                         ["kept"])

    def test_left_with_the_kernel_by_another_unit(self):
        """What another unit registers is left behind; not where that has
        failed, nor where it is withdrawn, or unseen code may do so."""
        watch = self.compile("watch", """
#include <sys/epoll.h>
int
watch (int ep, int fd, void *data)
{
  struct epoll_event ev = { EPOLLIN, { .ptr = data } };
  return epoll_ctl (ep, EPOLL_CTL_ADD, fd, &ev);
}
""")
        user = self.compile("user", """
#include <stdlib.h>
#include <sys/epoll.h>
int watch (int ep, int fd, void *data);
void finish (int ep);
int
left (int ep, int fd)
{
  int behind = fd;
  if (watch (ep, fd, &behind))
    return -1;
  return behind;
}
int
only_failing (int ep, int fd)
{
  int failing = fd;
  if (!watch (ep, fd, &failing))
    exit (0);
  return failing;
}
int
withdrawn (int ep, int fd)
{
  int taken = fd;
  if (watch (ep, fd, &taken))
    return -1;
  epoll_ctl (ep, EPOLL_CTL_DEL, fd, NULL);
  return taken;
}
int
perhaps_withdrawn (int ep, int fd)
{
  int perhaps = fd;
  if (watch (ep, fd, &perhaps))
    return -1;
  finish (ep);
  return perhaps;
}
""")
        told = self.program(watch, user).output
        self.assertEqual(re.findall("address of local .(\\w+)", told),
                         ["behind"])
        self.assertRegex(told, r"passed to .epoll_ctl")
        self.assertRegex(told, r"when .watch\(\.\.\.\) == 0")

    def test_withdrawn_by_another_unit(self):
        """A stream that is closed keeps no buffer any more, whichever unit
        has handed it over, and whichever closes it."""
        give = self.compile("give", """
#include <stdio.h>
void give (FILE *f, char *b, size_t n) { setvbuf (f, b, _IOFBF, n); }
void finish (FILE *f) { fclose (f); }
void flush (FILE *f) { fflush (f); }
""")
        user = self.compile("user", """
#include <stdio.h>
struct output { FILE *f; };
void give (FILE *, char *, size_t);
void finish (FILE *);
void flush (FILE *);
void
closed_here (struct output *o)
{
  char here[64];
  give (o->f, here, sizeof here);
  fclose (o->f);
}
void
closed_there (struct output *o)
{
  char there[64];
  give (o->f, there, sizeof there);
  finish (o->f);
}
void
not_closed (struct output *o)
{
  char flushed[64];
  give (o->f, flushed, sizeof flushed);
  flush (o->f);
}
void
on_one_way (struct output *o, int n)
{
  char sometimes[64];
  give (o->f, sometimes, sizeof sometimes);
  if (n < 0)
    return;
  finish (o->f);
}
""")
        told = self.program(give, user).output
        self.assertEqual(re.findall("address of local .(\\w+)", told),
                         ["flushed", "sometimes"])


MAKER = """
void *malloc (__SIZE_TYPE__);
void *
make (void **kept)
{
  void *made = malloc (8), *stored = malloc (16);
%s  return made;
}
""" % "".join(f"  kept[{i}] = stored;\n" for i in range(70))

MADE = """
void *make (void **kept);
void *
hand_on (void **kept)
{
  return make (kept);
}
"""


class TestCoarse(ProgramCase):
    """Of a function of which only the rough is known to callers, what becomes
    of its own objects is as sure as where they are made."""

    def test_returned(self):
        found = self.verdicts(self.compile("maker", MAKER),
                              self.compile("made", MADE))
        line = found["hand_on", "make"]
        self.assertEqual((line["verdict"], line["grade"]),
                         ("escapes", "shown"))
        self.assertIn("returned", line["reasons"])


STACKS = """
struct node { struct node *next; int value; };
struct stack { struct node *top; int n; };
void reset (struct stack *);
void push (struct stack *, struct node *);
int height (const struct stack *);
void keep (struct stack *);
void somewhere_else (struct stack *);
void *malloc (__SIZE_TYPE__);
"""

STACK = """
struct stack *kept;
void reset (struct stack *s) { s->top = 0; s->n = 0; }
void push (struct stack *s, struct node *n)
{
  n->next = s->top;
  s->top = n;
  s->n++;
}
int height (const struct stack *s) { return s->n; }
void keep (struct stack *s) { kept = s; }
"""

STACK_USER = """
extern void *registry;
int %s (void)
{
  struct stack s[2];
  struct node *n = malloc (sizeof *n);
  if (!n)
    return 0;
  reset (&s[1]);
  push (&s[1], n);
  int h = height (&s[1]);
  %s;
  registry = s[1].top;
  return h;
}
"""

# What comes between a push and a read, and whether the read still finds what
# was pushed.
BETWEEN = {
    "emptied": ("reset (&s[1])", False),
    "emptied_part": ("s[1].top = 0; height (s)", False),
    "other_emptied": ("reset (&s[0])", True),
    "looked_at": ("height (&s[1])", True),
    "sometimes": ("if (h > 1) reset (&s[1])", True),
    "by_other_name": ("struct stack *o = h ? s : s + 1; reset (o)",
                      True),
    "kept_before": ("keep (s); reset (&s[1]); height (s)", True),
    "unknown": ("reset (&s[1]); somewhere_else (s)", True),
}


class TestLocalsOfSeveralUnits(ProgramCase):
    """What a callee of another unit overwrites in a local is gone, as in one
    file."""

    def test_between(self):
        users = "".join(STACK_USER % (name, text)
                        for name, (text, _) in BETWEEN.items())
        main = "void *registry;\nint main (void) { return 0; }\n"
        several = [self.compile("stack", STACKS + STACK),
                   self.compile("user", STACKS + users),
                   self.compile("main", main)]
        one = [self.compile("one", STACKS + STACK + users + main)]
        for files in several, one:
            found = self.verdicts(*files)
            for name, (_, held) in BETWEEN.items():
                self.assertEqual(found[name, "malloc"]["verdict"],
                                 "escapes" if held else "does-not-escape",
                                 (files, name))


if __name__ == "__main__":
    unittest.main()
