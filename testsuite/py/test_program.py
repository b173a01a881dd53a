"""The whole program: `escape program' on units that know little alone."""

import concurrent.futures
import json
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from harness import BUILD, CC, HEADERS, PLUGIN, SOURCE, TESTS, Case

sys.path.insert(0, str(TESTS / "observe"))
import split  # noqa: E402

ESCAPE = BUILD / "plugin/escape"

ALLOCATOR = """
#include <stdio.h>
#include <stdlib.h>
void *
xmalloc (size_t size)
{
  void *p = malloc (size);
  if (!p)
    {
      fputs ("out of memory\\n", stderr);
      exit (1);
    }
  return p;
}
void
xfree (void *p)
{
  free (p);
}
"""

USER = """
#include <stddef.h>
void *xmalloc (size_t);
void xfree (void *);
extern int *registry;
int
lost (void)
{
  int *p = xmalloc (4);
  *p = 1;
  return 0;
}
int
released (void)
{
  int *p = xmalloc (8);
  *p = 1;
  xfree (p);
  return 0;
}
void
kept (void)
{
  registry = xmalloc (12);
}
"""

MAIN = """
int *registry;
int lost (void);
int released (void);
void kept (void);
int
main (void)
{
  kept ();
  return lost () + released ();
}
"""


class ProgramCase(Case):
    """Units, and what `escape program' says of them."""

    def compile(self, name, text, *options, program=True):
        self.write(f"{name}.c", text)
        asked = ["-fplugin-arg-escape-program"] if program else []
        done = self.run_here(*CC, f"-fplugin={PLUGIN}", *asked,
                             "-fplugin-arg-escape-ignore=all", "-w", *options,
                             "-c", f"{name}.c")
        self.assertEqual((done.status, done.output), (0, ""))
        return f"{name}.o"

    def program(self, *arguments):
        """What it says; and that a cache changes nothing of it, neither one
        of what was there before nor one that has just been written."""
        plain = self.run_program(arguments)
        for _ in range(2):
            cached = self.run_program(arguments, "--cache=cache")
            self.assertEqual(plain, cached)
        return plain[0]

    def run_program(self, arguments, *options):
        done = self.run_here(ESCAPE, "program", *options, *arguments)
        words = [str(word) for word in arguments]
        files = [word.split("=")[1] for word in words
                 if re.match("--(json|export)=.", word)]
        files += [words[i + 1] for i, word in enumerate(words[:-1])
                  if word in ("--json", "--export")]
        paths = [self.directory / name for name in files]
        return done, [path.read_bytes() for path in paths if path.exists()]

    def verdicts(self, *arguments):
        """The lines of JSON by function, object and name."""
        done = self.program("--json", "all.json", "--ignore=all", *arguments)
        self.assertEqual((done.status, done.output), (0, ""))
        lines = (self.directory / "all.json").read_text().splitlines()
        found = {}
        for line in map(json.loads, lines):
            found[line["function"], line["name"]] = line
        return found

    def three(self, *options):
        return [self.compile("memory", ALLOCATOR, *options),
                self.compile("user", USER, *options),
                self.compile("main", MAIN, *options)]

    def assert_three(self, *files):
        found = self.verdicts(*files)
        lost, released, kept = (found[function, "xmalloc"] for function
                                in ("lost", "released", "kept"))
        self.assertEqual(lost["verdict"], "does-not-escape")
        self.assertEqual(lost["released"], "never")
        self.assertEqual(lost["size"], 4)
        self.assertEqual(lost["unit"], "user.c")
        self.assertEqual(released["released"], "always")
        self.assertEqual((kept["verdict"], kept["reasons"], kept["grade"]),
                         ("escapes", ["global"], "shown"))
        said = self.program("--ignore=heap", *files)
        self.assertEqual(said.status, 0)
        self.assertEqual(
            re.findall(r"(?m)^(.*): warning: (.*)$", said.output),
            [("user.c:9:12", "'xmalloc(...)' is never released "
              "[escape:leak]")])


class TestFiles(ProgramCase):
    """One program in all the shapes in which it can be handed over."""

    def test_objects(self):
        self.assert_three(*self.three())

    def test_any_order_and_twice_the_same_bytes(self):
        files = self.three()
        one = self.program("--m=2", "--json=1", *files)
        two = self.program("--m=2", "--json=2", *files)
        self.assertEqual(one, two)
        self.assertEqual((self.directory / "1").read_bytes(),
                         (self.directory / "2").read_bytes())
        self.assert_three(*reversed(files))

    def test_archive(self):
        memory, user, main = self.three()
        other = self.compile("other", "int unused_member (void)"
                             " { return 0; }")
        for kind in "rcs", "rcsT":
            self.run_here("rm", "-f", "libthree.a")
            self.run_here("ar", kind, "libthree.a", memory, user, other)
            self.assert_three(main, "libthree.a")

    def test_archive_member_that_is_not_needed_is_not_there(self):
        self.compile("first", "int used (void) { return 1; }")
        self.compile("second", "#include <stdlib.h>\n"
                     "void leaks (void) { malloc (1); }")
        main = self.compile("main", "int used (void);\n"
                            "int main (void) { return used (); }")
        self.run_here("ar", "rcs", "libtwo.a", "first.o", "second.o")
        self.assert_silent(self.program(main, "libtwo.a"))
        self.assertIn("escape:leak", self.program("libtwo.a").output)

    def link(self, *options):
        done = self.run_here(*CC, *options)
        self.assertEqual(done.status, 0, done.output)

    def test_executable(self):
        self.link("-o", "three", *self.three("-ffunction-sections"),
                  "-Wl,--gc-sections")
        self.assert_three("three")
        self.run_here("strip", "three")
        self.assert_three("three")

    def test_relocatable(self):
        self.link("-r", "-nostdlib", "-o", "all.o", *self.three())
        self.assert_three("all.o")

    def test_shared_library(self):
        self.link("-shared", "-o", "libthree.so", *self.three("-fPIC"))
        self.run_here("strip", "libthree.so")
        self.assert_three("libthree.so")

    def test_needed_library(self):
        """Where RUNPATH or LD_LIBRARY_PATH leads to it, and its own ones."""
        (self.directory / "lib").mkdir()
        memory, user, main = self.three("-fPIC")
        self.link("-shared", "-o", "lib/libmemory.so", memory)
        self.link("-shared", "-o", "lib/libuser.so", user, "-Llib",
                  "-lmemory", "-Wl,-rpath,$ORIGIN")
        libraries = ["-Llib", "-luser", "-Wl,-rpath-link,lib"]
        self.link("-o", "three", main, *libraries,
                  "-Wl,-rpath,nowhere:${ORIGIN}/lib")
        self.assert_three("three")
        self.assert_three("three", "lib/libmemory.so")
        self.link("-o", "three", main, *libraries)
        self.assertNotIn("never", self.program("three").output)
        done = self.run_here("env", "LD_LIBRARY_PATH=lib", ESCAPE, "program",
                             "--ignore=heap", "three")
        self.assertEqual(re.findall(r"warning: (.*)", done.output),
                         ["'xmalloc(...)' is never released [escape:leak]"])
        # A library hands on what is known of its own functions only.
        for library, times in ("user", 0), ("memory", 1):
            self.program("--ignore=all", f"--export={library}.escape",
                         f"lib/lib{library}.so")
            done = self.program(f"--import={library}.escape", user)
            self.assertEqual(done.output.count("never released"), times)
        # One that says nothing is unknown code, and that is no news.
        self.run_here("objcopy", "-R", ".gnu.escape", "lib/libmemory.so")
        self.assertEqual(self.program("lib/libuser.so").status, 0)
        self.assertNotIn("has no section",
                         self.program("lib/libuser.so").output)

    def test_lto(self):
        for shape in [], ["-ffat-lto-objects"]:
            options = ["-flto", *shape, f"-fplugin={PLUGIN}",
                       "-fplugin-arg-escape-program"]
            self.assert_three(*self.three("-flto", *shape))
            self.link("-o", "three", *options, *self.three("-flto", *shape))
            self.assert_three("three")

    def test_same_code_but_for_the_section(self):
        self.write("user.c", USER)
        for name, asked in ("with", ["-fplugin-arg-escape-program"]), \
                ("without", []):
            done = self.run_here(
                *CC, f"-fplugin={PLUGIN}", *asked, "-O2", "-c", "user.c",
                "-fplugin-arg-escape-ignore=all", "-o", f"{name}.o")
            self.assertEqual(done.status, 0, done.output)
            self.run_here("objcopy", "-R", ".gnu.escape", f"{name}.o")
        self.assertEqual((self.directory / "with.o").read_bytes(),
                         (self.directory / "without.o").read_bytes())


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
        said = os.read(terminal, 4096).decode()
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


LIBRARY = """
#include <stdio.h>
#include <stdlib.h>
struct thing { char *name; struct thing *next; };
static struct thing *registry;
static void *last;
void *
xmalloc (size_t size)
{
  void *p = malloc (size);
  if (!p)
    {
      fputs ("out of memory\\n", stderr);
      exit (1);
    }
  return p;
}
struct thing *
thing_new (void)
{
  struct thing *t = xmalloc (sizeof *t);
  t->name = xmalloc (8);
  t->next = NULL;
  return t;
}
void thing_free (struct thing *t) { free (t->name); free (t); }
int thing_look (const struct thing *t) { return t->name[0]; }
void thing_keep (struct thing *t) { registry = t; }
void note (void *p) { last = p; }
void forget (void) { last = NULL; }
void
each (struct thing *t, void (*f) (struct thing *, void *), void *data)
{
  for (; t; t = t->next)
    f (t, data);
}
void *same (void *p) { return p; }
__attribute__ ((visibility ("hidden"))) void inner (void *p) { last = p; }
__attribute__ ((weak)) void hook (void *p) { *(char *) p = 1; }
const char *version (void) { return "1.0"; }
"""

LIBRARY_USER = """
#include <stddef.h>
struct thing;
void *xmalloc (size_t);
struct thing *thing_new (void);
void thing_free (struct thing *);
int thing_look (const struct thing *);
void thing_keep (struct thing *);
void note (void *);
void forget (void);
void each (struct thing *, void (*) (struct thing *, void *), void *);
void *same (void *);
void inner (void *);
void hook (void *);
const char *version (void);
int lost (void) { return thing_look (thing_new ()); }
int
released (void)
{
  struct thing *t = thing_new ();
  int r = thing_look (t);
  thing_free (t);
  return r;
}
void kept (void) { thing_keep (thing_new ()); }
void
wrong (void)
{
  char buffer[40];
  thing_free ((struct thing *) buffer);
}
void dangles (void) { int in_last = 1; note (&in_last); }
void restores (void) { int taken_back = 1; note (&taken_back); forget (); }
static void count (struct thing *t, void *n) { (void) t; ++*(int *) n; }
static void keep (struct thing *t, void *n) { (void) t; note (n); }
int
counted (struct thing *t)
{
  int counter = 0;
  each (t, count, &counter);
  return counter;
}
void counts_badly (struct thing *t) { int bad = 0; each (t, keep, &bad); }
int round_about (void) { int near = 0; return *(int *) same (&near); }
void unknown (void) { int hidden, weak; inner (&hidden); hook (&weak); }
void text (const char **p) { *p = version (); }
"""


class TestExchange(ProgramCase):
    """Facts of a library, in the compiler and for other programs."""

    def library(self, *options):
        self.write("library.c", LIBRARY)
        done = self.run_here(*CC, f"-fplugin={PLUGIN}", "-fPIC", "-shared",
                             "-fplugin-arg-escape-program", "-o", "lib.so",
                             "-fplugin-arg-escape-ignore=all", "library.c",
                             *options)
        self.assertEqual(done.status, 0, done.output)
        done = self.program("--ignore=all", "--export", "lib.escape",
                            "lib.so")
        self.assertEqual((done.status, done.output), (0, ""))
        return "lib.escape"

    def user(self, *imports, **options):
        self.write("user.c", LIBRARY_USER)
        return self.gcc("-c", "user.c", *(f"-fplugin-arg-escape-import={name}"
                                          for name in imports), **options)

    def check(self, lines):
        found = {(line["function"], line["name"]): line for line in lines}
        lost, released, kept = (found[function, "thing_new"] for function
                                in ("lost", "released", "kept"))
        self.assertEqual(lost["size"], 24)
        self.assertEqual((lost["verdict"], lost["released"]),
                         ("does-not-escape", "never"))
        self.assertEqual(released["verdict"], "does-not-escape")
        self.assertIn(released["released"], ("somewhere", "always"))
        self.assertEqual((kept["reasons"], kept["grade"]),
                         (["global"], "shown"))
        for function, name in (("counted", "counter"),
                               ("round_about", "near")):
            self.assertEqual(found[function, name]["verdict"],
                             "does-not-escape", name)
        for function, name in ("counts_badly", "bad"), ("dangles", "in_last"):
            self.assertEqual((found[function, name]["reasons"],
                              found[function, name]["grade"]),
                             (["global"], "shown"), name)
        for name in "hidden", "weak":
            self.assertEqual(found["unknown", name]["grade"], "assumed", name)

    def warnings(self, output):
        return sorted(re.findall(r"(?m)^user.c:\d+:\d+: warning: (.*)$",
                                 output))

    def test_compiler(self):
        file = self.library()
        said = self.user(file, json="user.json", ignore="heap")
        self.assertEqual(said.status, 0)
        self.check(map(json.loads, (self.directory / "user.json").read_text()
                       .splitlines()))
        self.assertEqual(self.warnings(said.output), [
            "'free' of 'buffer', which is not on the heap [escape:free]",
            "'thing_new(...)' is never released [escape:leak]",
            "address of local 'bad' escapes its frame [escape:stack]",
            "address of local 'in_last' escapes its frame [escape:stack]"])
        alone = self.user(json="user.json")
        self.assertEqual(self.warnings(alone.output), [])

    def test_program(self):
        file = self.library()
        user = self.compile("user", LIBRARY_USER)
        said = self.program("--import", file, "--json=all.json",
                            "--ignore=heap", user)
        self.assertEqual(said.status, 0)
        self.check(map(json.loads, (self.directory / "all.json").read_text()
                       .splitlines()))
        self.assertIn("'thing_new(...)' is never released", said.output)
        self.assertIn("'free' of 'buffer', which is not on the heap",
                      said.output)
        # The very body comes before what is said of it.
        self.write("body.c", "struct thing { int x; } one;\n"
                   "struct thing *thing_new (void) { return &one; }\n")
        body = self.compile("body", (self.directory / "body.c").read_text())
        done = self.program("--import", file, "--ignore=heap", user, body)
        self.assertNotIn("never released", done.output)

    def test_order(self):
        """On which path what a library makes, or is lent, is lost."""
        lib = self.compile("lib", """
#include <stdlib.h>
struct thing { int x; void *in; } *last;
struct thing *thing_new (void) { return calloc (1, sizeof (struct thing)); }
struct thing *
thing_try (int *error)
{
  struct thing *t = malloc (sizeof *t);
  *error = !t;
  return t;
}
struct thing *thing_kept (void) { return last = malloc (sizeof *last); }
struct thing *
thing_last (void)
{
  return last ? last : malloc (sizeof *last);
}
int
thing_fill (struct thing *t, int n)
{
  if (n > 9)
    return -1;
  t->x = n;
  return 0;
}
int thing_put (struct thing *t) { last = t; return t->x; }
void thing_free (void *t) { free (t); }
""")
        text = """
#include <stdlib.h>
struct thing;
struct thing *thing_new (void);
struct thing *thing_try (int *);
struct thing *thing_kept (void);
struct thing *thing_last (void);
int thing_fill (struct thing *, int);
int thing_put (struct thing *);
void thing_free (void *);
"""
        function = """
int
%s (int n)
{
  int error = 0;
  struct thing *t = %s;
  if (!t || error)
    return -1;
  if (%s)
    %s;
  thing_free (t);
  return 0;
}
"""
        give_up, fill = "return -1", "thing_fill (t, n)"
        for name, make, test, act in [
                ("lost", "thing_new ()", fill, give_up),
                ("lent", "malloc (99)", fill, give_up),
                ("tried", "thing_try (&error)", "n > 3", give_up),
                ("fine", "thing_new ()", fill, "n++"),
                ("kept", "thing_kept ()", fill, give_up),
                ("latest", "thing_last ()", fill, give_up),
                ("put", "thing_new ()", "thing_put (t)", give_up)]:
            text += function % (name, make, test, act)
        user = self.compile("user", text)
        self.run_program(["--export=lib.escape", "--ignore=all", lib])
        self.write("user.c", text)
        for done in (self.program("--import=lib.escape", "--warn=pathleak",
                                  "--ignore=heap", user),
                     self.program("--ignore=heap", user, lib),
                     self.gcc("-c", "user.c", ignore="heap", **{
                         "import": "lib.escape"})):
            found = re.findall(r"(?m)^user.c:(\d+):\d+: warning: '(\w+)\(",
                               done.output)
            # What an error code or a variable has to do with the result, a
            # fact does not say: only the body does.
            self.assertEqual(found[:2], [("16", "thing_new"),
                                         ("29", "malloc")], done.output)
            whole = done.output.count("lib.c:")
            self.assertEqual(found[2:], [("42", "thing_try"),
                                         ("81", "thing_last")] if whole else
                             [], done.output)

    def test_body_flow_and_table_come_first(self):
        file = self.library()
        self.write("user.c", """
#include <stdlib.h>
struct thing { int x; } one;
struct thing *thing_new (void) { return &one; }
int mine (void) { return thing_new ()->x; }
void *xmalloc (size_t) __attribute__ ((escape_flow ("")));
int not_made (void) { return *(int *) xmalloc (4); }
""")
        said = self.gcc("-c", "user.c", f"-fplugin-arg-escape-import={file}",
                        m=1)
        self.assert_silent(said)

    def test_same_code_and_same_bytes(self):
        first = (self.directory / self.library()).read_bytes()
        self.assertEqual(first, (self.directory / self.library())
                         .read_bytes())
        self.user("lib.escape", ignore="all")
        with_facts = (self.directory / "user.o").read_bytes()
        self.run_here(*CC, "-c", "user.c")
        self.assertEqual(with_facts, (self.directory / "user.o").read_bytes())

    def test_program_of_objects_offers_what_is_not_static(self):
        files = self.three()
        done = self.program("--ignore=all", "--export=all.escape", *files)
        self.assertEqual((done.status, done.output), (0, ""))
        said = self.gcc("-c", "user.c", "-fplugin-arg-escape-import="
                        "all.escape", ignore="heap")
        self.assertEqual(re.findall("warning: (.*)", said.output),
                         ["'xmalloc(...)' is never released [escape:leak]"])

    def damaged(self, change):
        data = bytearray((self.directory / self.library()).read_bytes())
        change(data)
        (self.directory / "bad.escape").write_bytes(data)
        return "bad.escape"

    def assert_ignored(self, file, says):
        said = self.user(file)
        self.assertEqual(said.status, 0)
        self.assertRegex(said.output, f"warning: .*{says}")
        self.assertEqual(said.output.count("warning:"), 1)
        said = self.program("--import", file, "--ignore=all",
                            self.compile("user", LIBRARY_USER))
        self.assertEqual(said.status, 0)
        self.assertRegex(said.output, f"^escape: .*{says}")
        self.assertEqual(said.output.count("\n"), 1)

    def assert_refused(self, file, says):
        said = self.user(file)
        self.assertNotEqual(said.status, 0)
        self.assertRegex(said.output, f"error: .*{says}")
        self.assertEqual(said.output.count("error:"), 1)
        said = self.program("--import", file, "user.o")
        self.assertEqual(said.status, 2)
        self.assertRegex(said.output, f"^escape: .*{says}")

    def test_other_version(self):
        def other(data):
            data[4] += 1
        self.assert_ignored(self.damaged(other), "is of another version")

    def test_other_type(self):
        file = self.library()
        self.write("stale.c", "int thing_look (int, int);\n"
                   "int f (int n) { return thing_look (n, n); }\n")
        said = self.gcc("-c", "stale.c", f"-fplugin-arg-escape-import={file}")
        self.assertEqual(re.findall("warning: (.*)", said.output),
                         ["'lib.escape' is stale: it knows 'thing_look' with "
                          "another type"])

    def test_other_target(self):
        self.write("narrow.c", "int thing_look (int *p) { return *p; }\n")
        done = self.run_here(*CC, "-m32", f"-fplugin={PLUGIN}", "-c",
                             "-fplugin-arg-escape-program", "narrow.c")
        if done.status:
            self.skipTest("this GCC has no -m32")
        done = self.program("--export", "other.escape", "narrow.o")
        self.assertEqual((done.status, done.output), (0, ""))
        self.assert_ignored("other.escape", "is for .* it is ignored")

    def test_damage(self):
        def flip(data):
            data[50] ^= 1
        self.assert_refused(self.damaged(flip), "its checksum is wrong")
        self.assert_refused(self.damaged(bytearray.pop), "is truncated")
        self.assert_refused("user.c", "is not a file that")
        self.assert_refused("missing.escape", "cannot read")


class TestCache(ProgramCase):
    """What did not change is not analysed again, and nobody can tell."""

    def kept(self):
        """The file in the cache: its bytes and which one it is."""
        file, = (self.directory / "cache").iterdir()
        return file, file.read_bytes(), file.stat().st_ino

    def test_unchanged_is_used(self):
        files = self.three()
        self.program(*files)
        _, data, number = self.kept()
        self.program("--m=2", "--error=leak", "--json=all.json", *files)
        self.assertEqual(self.kept()[1:], (data, number))

    def test_one_unit_changed(self):
        files = self.three()
        self.assert_three(*files)
        _, first, number = self.kept()
        self.compile("main", MAIN + "int more (void) { return 1; }\n")
        self.assert_three(*files)
        _, second, other = self.kept()
        self.assertNotEqual(number, other)
        self.assertGreater(len(second), len(first))
        # What a callee in another unit does is part of what is the same.
        self.compile("memory", ALLOCATOR.replace("free (p);", ""))
        found = self.verdicts(*files)
        self.assertEqual(found["released", "xmalloc"]["released"], "never")
        self.compile("memory", ALLOCATOR)
        self.assert_three(*files)
        # So is where it does it.
        self.compile("memory", "\n" + ALLOCATOR)
        said = self.program("--m=2", *files).output
        self.assertIn("memory.c:8:13: note: (2) 'malloc(...)' is allocated",
                      said)
        # And what a table of functions holds, wherever it is.
        self.compile("main", MAIN.replace("int *registry;",
                                          "int *registry, *another;"))
        self.assert_three(*files)

    CHAIN = {
        "leaf": """#include <stdlib.h>
struct node { struct node *next; char *text; };
void *kept;
void *leaf_new (size_t n)
{ void *p = malloc (n); if (!p) abort (); return p; }
void leaf_keep (void *p) { kept = p; }
void leaf_free (void *p) { free (p); }
int leaf_odd (int n);
int leaf_even (int n) { return n ? leaf_odd (n - 1) : 1; }
""",
        "middle": """#include <stddef.h>
struct node { struct node *next; char *text; };
void *leaf_new (size_t);
void leaf_free (void *);
int leaf_even (int);
static struct node *wrap (char *text)
{ struct node *n = leaf_new (sizeof *n); n->next = 0; n->text = text;
  return n; }
struct node *middle_new (char *text) { return wrap (text); }
int leaf_odd (int n) { return n ? leaf_even (n - 1) : 0; }
void middle_free (struct node *n)
{ if (n) { middle_free (n->next); leaf_free (n); } }
""",
        "user": """struct node { struct node *next; char *text; };
struct node *middle_new (char *);
void middle_free (struct node *);
void leaf_keep (void *);
static char *last (struct node *n)
{ return n->next ? last (n->next) : n->text; }
int lost (void) { struct node *n = middle_new (0); return !last (n); }
int released (void)
{ struct node *n = middle_new (0); int r = !last (n);
  middle_free (n); return r; }
void handed (void)
{ char local[4]; struct node *n = middle_new (local); leaf_keep (n); }
""",
        "main": """int lost (void);
int released (void);
void handed (void);
int leaf_even (int);
int main (int n, char **v)
{ handed (); return lost () + released () + leaf_even (n); }
"""}

    # A change, and what then stands in a verdict: whose, which member, what.
    CHANGES = [
        ("leaf", "free (p)", "kept = p",
         ("released", "middle_new"), "released", "never"),
        ("leaf", "#include", "\n\n#include",
         ("lost", "middle_new"), "released", "never"),
        ("leaf", "kept = p", "(void)p",
         ("handed", "local"), "verdict", "does-not-escape"),
        ("leaf", "if (!p) abort (); return p;", "return p;",
         ("leaf_new", "malloc"), "verdict", "escapes"),
        ("leaf", "n ? leaf_odd (n - 1) : 1", "n != 0",
         ("lost", "middle_new"), "released", "never"),
        ("middle", "middle_free (n->next); leaf_free (n);",
         "middle_free (n->next);",
         ("released", "middle_new"), "released", "never"),
        ("middle", "n->text = text", "n->text = 0",
         ("handed", "local"), "verdict", "does-not-escape"),
        ("middle", "static struct", "static int more = 3;\nstatic struct",
         ("handed", "local"), "verdict", "escapes"),
        ("middle", "static struct node *wrap (char *text)",
         "struct node *wrap (char *text, ...)",
         ("handed", "local"), "verdict", "escapes"),
        ("user", "middle_free (n); return", "return",
         ("released", "middle_new"), "released", "never"),
        ("user", "leaf_keep (n);", "middle_free (n);",
         ("handed", "middle_new"), "verdict", "does-not-escape"),
        ("user", "void leaf_keep (void *);", "void leaf_keep ();",
         ("handed", "local"), "verdict", "escapes"),
        ("main", "return", "leaf_even (2); return",
         ("handed", "local"), "verdict", "escapes")]

    def test_each_sort_of_change(self):
        files = [self.compile(*unit) for unit in self.CHAIN.items()]
        self.program("--m=2", *files)
        for name, old, new, whom, member, value in self.CHANGES:
            with self.subTest(name=name, old=old):
                self.assertEqual(self.CHAIN[name].count(old), 1)
                self.compile(name, self.CHAIN[name].replace(old, new))
                self.program("--m=2", "--export=all.escape", *files)
                self.assertEqual(self.verdicts(*files)[whom][member], value)
                self.compile(name, self.CHAIN[name])
                self.program("--m=2", *files)

    @staticmethod
    def recursion(name, call):
        """Functions that call each other, so many that they are looked at
        coarsely; each makes a CALL and hands out one of two objects."""
        arguments = "(char *p, char *q, int n)"
        declared = "".join(f"char *{name}{i} {arguments};\n"
                           for i in range(13))
        return declared + "".join(f"""
char *{name}{i} {arguments}
{{
  {call}
  if (n > 1)
    return {name}{(i + 1) % 13} (p, q, n - 1);
  return n ? one () : two ();
}}
""" for i in range(13))

    def test_coarse_recursion(self):
        head = """#include <stdlib.h>
void unseen (void *);
char *one (void), *two (void), *low0 (char *, char *, int);
"""
        low = self.compile("low", head + self.recursion(
            "low", "unseen (p); unseen (q);") + """
char *one (void) { return malloc (4); }
char *two (void) { return malloc (5); }
""")
        for end in "", "int more;\n":
            high = self.compile("high", head + self.recursion(
                "high", "low0 (p, q, n);") + end)
            self.program("--ignore=all", "--export=all.escape", low, high)

    def test_removed_unit(self):
        files = [self.compile(*unit) for unit in self.CHAIN.items()]
        archive = "all.a"
        for left_out in "", "leaf.o", "middle.o", "main.o", "":
            (self.directory / archive).unlink(missing_ok=True)
            kept = [file for file in files if file != left_out]
            self.run_here("ar", "rc", archive, *kept)
            done = self.program("--m=3", "--json=all.json", "main.o", archive)
            self.assertEqual(done.status, 0)

    def test_other_escape(self):
        """What another version has left is not looked at."""
        files = self.three()
        self.program(*files)
        _, _, number = self.kept()
        other = self.directory / "other"
        other.write_bytes(ESCAPE.read_bytes() + b"x")
        other.chmod(0o755)
        done = self.run_here(other, "program", "--cache=cache", *files)
        self.assertEqual(done, self.run_program(files)[0])
        self.assertNotEqual(self.kept()[2], number)

    def test_callbacks_of_callers(self):
        each = self.compile("each", """
void each (void (*f) (int *))
{ int counter = 1; f (&counter); }
""")
        text = """
void each (void (*) (int *));
static int *where;
static void see (int *p) { %s; }
int main (void) { each (see); return 0; }
"""
        for _ in range(2):
            for action, verdict in ("*p = 1", "does-not-escape"), \
                                   ("where = p", "escapes"):
                user = self.compile("user", text % action)
                found = self.verdicts(each, user)
                self.assertEqual(found["each", "counter"]["verdict"], verdict)

    def test_other_options(self):
        files = self.three()
        self.program("--ignore=heap", *files)
        for options in [], ["--stack-limit=3"], ["--budget=99999"], \
                ["--exclude=user.c"], ["--interpose=distrust"]:
            self.program("--m=2", *options, *files)
        self.assertEqual(len(list((self.directory / "cache").iterdir())), 5)

    def test_damage(self):
        files = self.three()
        plain = self.program("--m=2", *files)
        file, data, _ = self.kept()
        damaged = [b"", b"no cache at all", data[:40], data[:-1], data + b"x",
                   data[:8] + bytes(16) + data[24:]]
        for at in range(0, len(data), len(data) // 40):
            damaged.append(data[:at] + bytes([data[at] ^ 4]) + data[at + 1:])
        for bad in damaged:
            file.write_bytes(bad)
            done = self.run_here(ESCAPE, "program", "--cache=cache", "--m=2",
                                 *files)
            self.assertEqual(done, plain)
            self.assertEqual(file.read_bytes(), data)
        file.unlink()
        file.mkdir()
        done = self.run_here(ESCAPE, "program", "--cache=cache", *files)
        self.assertEqual(done.status, 0)
        self.assertIn("cannot write the cache", done.output)

    def test_folder_that_cannot_be(self):
        files = self.three()
        self.write("text", "")
        for folder in "text", "no/where", "text/below":
            done = self.run_here(ESCAPE, "program", "--cache", folder,
                                 "--ignore=heap", *files)
            self.assertEqual(done.status, 0)
            self.assertIn("escape: cannot write the cache", done.output)
            self.assertIn("'xmalloc(...)' is never released", done.output)

    def test_two_at_once(self):
        files = self.three()
        plain = self.program("--m=2", *files)
        shutil.rmtree(self.directory / "cache")
        with concurrent.futures.ThreadPoolExecutor() as pool:
            runs = [pool.submit(self.run_here, ESCAPE, "program",
                                "--cache=cache", "--m=2", *files)
                    for _ in range(6)]
        for run in runs:
            self.assertEqual(run.result(), plain)
        self.assertEqual(len(list((self.directory / "cache").iterdir())), 1)


class TestBadInput(ProgramCase):
    """One clear sentence each, status 2, and no file."""

    def assert_refused(self, *arguments, says):
        done = self.program("--json=never.json", *arguments)
        self.assertEqual(done.status, 2, done.output)
        self.assertIn(says, done.output)
        self.assertEqual(done.output.count("\n"), 1, done.output)
        self.assertFalse((self.directory / "never.json").exists())

    def test_no_section(self):
        plain = self.compile("plain", "int x;", program=False)
        self.assert_refused(plain, says="plain.o has no section `.gnu.escape';"
                            " compile it with -fplugin=escape "
                            "-fplugin-arg-escape-program")

    def test_one_file_of_two_without_section(self):
        plain = self.compile("plain", "void use (void *p) { (void) p; }",
                             program=False)
        main = self.compile("main", "#include <stdlib.h>\n"
                            "void use (void *);\n"
                            "int main (void) { use (malloc (1)); return 0; }")
        done = self.program("--track=raw", plain, main)
        self.assertEqual(done.status, 0)
        self.assertIn("plain.o has no section", done.output)
        self.assertIn("passed to unknown code in 'use'", done.output)

    def test_no_such_file_and_no_elf(self):
        self.assert_refused("missing.o", says="cannot read missing.o: ")
        self.write("text.o", "this is a text")
        self.assert_refused("text.o", says="text.o is neither an ELF file nor "
                            "an archive")

    def section(self, change):
        name = self.compile("x", "int f (int *p) { return *p; }")
        path = self.directory / name
        data = bytearray(path.read_bytes())
        at = data.index(b"ESCU")
        change(data, at)
        path.write_bytes(data)
        return name

    def test_damage(self):
        def other_version(data, at):
            data[at + 4] += 1

        def other_byte(data, at):
            data[at + 40] ^= 1

        def too_long(data, at):
            data[at + 11] = 0x7f

        def no_unit(data, at):
            data[at] = ord("X")
        for change, says in ((other_version, "is of another version"),
                             (other_byte, "its checksum is wrong"),
                             (too_long, "is truncated"),
                             (no_unit, "no unit begins")):
            self.assert_refused(self.section(change), says=says)

    def test_truncated(self):
        name = self.compile("x", "int f (int *p) { return *p; }")
        data = (self.directory / name).read_bytes()
        self.run_here("ar", "rcs", "x.a", name)
        archive = (self.directory / "x.a").read_bytes()
        for size in range(0, len(data), 97):
            (self.directory / name).write_bytes(data[:size])
            self.assertEqual(self.program(name).status, 2, size)
        for size in range(0, len(archive), 97):
            (self.directory / "x.a").write_bytes(archive[:size])
            self.assertEqual(self.program("x.a").status, 2, size)

    def test_defined_twice(self):
        one = self.compile("one", "int f (void) { return 1; }")
        two = self.compile("two", "int f (void) { return 2; }")
        self.assert_refused(one, two,
                            says="`f' is defined in one.o and in two.o")

    def test_variable_defined_twice(self):
        one = self.compile("one", "int v = 1;")
        two = self.compile("two", "int v = 2;")
        self.assert_refused(one, two,
                            says="`v' is defined in one.o and in two.o")
        one = self.compile("one", "int v;", "-fcommon")
        two = self.compile("two", "int v;", "-fcommon")
        self.assert_silent(self.program(one, two))

    def test_different_targets(self):
        wide = self.compile("wide", "int f;")
        narrow = self.directory / "narrow.o"
        shutil.copy(self.directory / wide, narrow)
        data = bytearray(narrow.read_bytes())
        data[18] ^= 1
        narrow.write_bytes(data)
        self.assert_refused(wide, "narrow.o",
                            says="wide.o and narrow.o are for different "
                            "targets")

    def test_interpose_and_exclude(self):
        (self.directory / "vendor").mkdir()
        self.write("vendor/l.c", "#include <stdlib.h>\n"
                   "void drop (char *p) { free (p); }\n"
                   "void use (void) { char *p = malloc (4); drop (p); }\n"
                   "void lose (void) { malloc (5); }\n")
        done = self.run_here(*CC, f"-fplugin={PLUGIN}", "-fPIC", "-shared",
                             "-fplugin-arg-escape-program", "vendor/l.c",
                             "-fplugin-arg-escape-ignore=all", "-o", "l.so")
        self.assertEqual(done.status, 0, done.output)
        for trust, released in ("trust", "always"), ("distrust", "unknown"):
            found = self.verdicts("--interpose", trust, "l.so")
            self.assertEqual(found["use", "malloc"]["released"], released)
        self.assertIn("never released", self.program("l.so").output)
        for pattern in "vendor/*", "l.c":
            self.assert_silent(self.program("--exclude", pattern, "l.so"))
        self.assert_refused("--interpose=x", "l.so", says="bad value `x'")

    def test_options(self):
        self.assert_refused("--warn=x", says="unknown item `x' in --warn=x")
        self.assert_refused("--m=4", says="bad value `4' for --m")
        self.assert_refused("--nonsense=1", says="unknown option --nonsense")
        for option in "--export=", "--cache", "--import=":
            done = self.run_here(ESCAPE, "program", option)
            self.assertEqual(done, (2, "escape: " + option.rstrip("=")
                                    + " needs a value\n"))
        self.assert_refused(says="no file")


class TestSplit(unittest.TestCase):
    """A random program is the same in one file and in several; for more of
    them than these, observe/split.py --count."""

    def test_random_programs(self):
        with tempfile.TemporaryDirectory(prefix="escape-") as work:
            splitter = split.Splitter(CC, PLUGIN, work)
            with concurrent.futures.ThreadPoolExecutor() as pool:
                for failure in pool.map(splitter.try_seed, range(6)):
                    self.assertIsNone(failure)


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


class TestSameAsTheUnit(ProgramCase):
    """Of a program of one unit, the program says what the unit says."""

    # GIMPLE has no trace of returned arrays: the compiler alone knows them.
    OTHERS = {"returned-array.c"}

    def lines(self, name):
        found = []
        for line in (self.directory / name).read_text().splitlines():
            line = json.loads(line)
            del line["path"]
            line.pop("unit", None)
            found.append(line)
        return found

    def bugs(self, output):
        """The lines and texts of what is lost or released wrongly."""
        return re.findall(r"^\S+:(\d+):\d+: warning: "
                          r"(.*\[escape:(?:leak|pathleak|free)\])$",
                          output, re.M)

    def said(self, output):
        """The places and texts of all messages, with their paths' events."""
        return re.findall(r"^(\S+:\d+:\d+): (?:\w+: )?(?:\(\d+\) )?(.*)",
                          output.replace("note: (", "("), re.M)

    def compare_messages(self, text, *options):
        source = self.write("one.c", text)
        done = self.gcc("-fplugin-arg-escape-program", "-c", "-o", "one.o",
                        "-fdiagnostics-path-format=separate-events",
                        "-fplugin-arg-escape-track=slice,map,raw",
                        f"-I{HEADERS}", source)
        told = self.program("--track=slice,map,raw", "one.o")
        self.assertEqual(self.said(done.output), self.said(told.output))
        return told.output

    def test_one_complaint_a_fault(self):
        said = self.compare_messages("""
#include <escape/slices.h>
ints kept;
void
keep (int n)
{
  ints s = ints_make (0, 3);
  for (int i = 0; i < n; i++)
    s = ints_append (s, i);
  kept = s;
}
void
lose (int n)
{
  ints s = ints_make (0, 3);
  for (int i = 0; i < n; i++)
    s = ints_append (s, i);
}
""")
        self.assertEqual(said.count("warning:"), 2)

    def test_long_path(self):
        calls = "".join(f"void f{i + 1} (int *p) {{ f{i} (p); }}\n"
                        for i in range(60))
        said = self.compare_messages(
            "#include <stdlib.h>\nint *kept;\n"
            "void f0 (int *p) { kept = p; }\n" + calls
            + "void top (void) { f60 (malloc (4)); }\n")
        self.assertIn("34 events are left out here", said)
        self.assertIn("stored in global", said)

    def test_suite(self):
        compared = 0
        for source in sorted((SOURCE / "testsuite").glob("escape.*/*.c")):
            if "dg-options" not in source.read_text() \
                    and source.name not in self.OTHERS:
                compared += self.compare_with_unit(source)
        self.assertGreater(compared, 400)

    def compare_with_unit(self, source):
        """How many verdicts the unit and the program have of SOURCE."""
        done = self.gcc("-fplugin-arg-escape-program", "-c", "-o",
                        "x.o", source, json="unit.json")
        if done.status:
            return 0
        told = self.program("--json=program.json", "x.o")
        self.assertEqual(told.status, 0, source)
        self.assertEqual(self.bugs(done.output),
                         self.bugs(told.output), source)
        unit = self.lines("unit.json")
        names = {(line["function"], line["name"], line["line"])
                 for line in self.lines("program.json")}
        # A returned local is known to the front end only.
        unit = [line for line in unit
                if (line["function"], line["name"], line["line"])
                in names]
        key = json.dumps
        self.assertEqual(sorted(map(key, unit)),
                         sorted(map(key, self.lines("program.json"))),
                         pathlib.Path(source).name)
        return len(unit)


if __name__ == "__main__":
    unittest.main()
