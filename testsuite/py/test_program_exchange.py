"""The whole program: facts of a library, in the compiler and elsewhere."""

import json
import re
import unittest

from harness import CC, PLUGIN
from program_case import ProgramCase

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


if __name__ == "__main__":
    unittest.main()
