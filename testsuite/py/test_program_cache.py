"""The whole program: `escape program --cache'."""

import concurrent.futures
import shutil
import unittest

from program_case import ALLOCATOR, ESCAPE, MAIN, ProgramCase


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


if __name__ == "__main__":
    unittest.main()
