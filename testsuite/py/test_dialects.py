"""The same verdicts in each dialect of C, and right ones for each machine that
the compiler has an option for.
"""

import json
import unittest

from harness import CC, HEADERS, TESTS, Case

DIALECTS = ("gnu99", "gnu11", "gnu17", "gnu2x", "c99", "c11", "c17", "c2x")

SOURCES = [TESTS / "escape.callbacks", TESTS / "escape.leak",
           TESTS / "escape.path"]

# No header, so that it compiles where no C library for the machine is.
SIZES = """\
typedef __SIZE_TYPE__ size;
void *malloc (size);
void free (void *);
struct node { struct node *next; int *first, *last; };
struct node *kept;
void keep (void) { kept = malloc (sizeof *kept); }
int local (void)
{
  struct node *n = malloc (sizeof *n);
  int i = 0;
  if (!n)
    return 0;
  n->first = &i;
  n->last = n->first;
  i = *n->last;
  free (n);
  return i;
}
int *member (struct node *n) { return n->last; }
void second (struct node *n) { int i; n->last = &i; }
"""


class Verdicts(Case):
    def verdicts(self, source, *options):
        """The JSON records of SOURCE, or None if it does not compile."""
        result = self.gcc("-w", "-isystem", HEADERS, "-c", source, "-o",
                          "t.o", *options, json="t.json")
        if result.status:
            self.assert_no_crash(result)
            return None
        text = (self.directory / "t.json").read_text()
        return [json.loads(line) for line in text.splitlines()]


class Dialects(Verdicts):
    def test_same_verdicts(self):
        compared = 0
        for source in (file for folder in SOURCES
                       for file in sorted(folder.glob("*.c"))[:4]):
            default = self.verdicts(source)
            self.assertTrue(default, source)
            for dialect in DIALECTS:
                with self.subTest(source=source.name, dialect=dialect):
                    other = self.verdicts(source, f"-std={dialect}")
                    # Strict dialects do not declare all functions.
                    if other is not None and dialect.startswith("gnu"):
                        compared += 1
                        self.assertEqual(other, default)
        self.assertGreater(compared, 30)


class Machines(Verdicts):
    def check(self, option, pointer):
        self.write("t.c", SIZES)
        empty = self.write("empty.c", "int nothing;\n")
        if self.run_here(*CC, option, "-S", empty, "-o", "empty.s").status:
            self.skipTest(f"this GCC has no {option}")
        records = {(r["function"], r["name"]): r
                   for r in self.verdicts("t.c", option)}
        kept = records["keep", "malloc"]
        self.assertEqual((kept["verdict"], kept["size"]),
                         ("escapes", 3 * pointer))
        local = records["local", "malloc"]
        self.assertEqual((local["verdict"], local["size"]),
                         ("does-not-escape", 3 * pointer))
        self.assertEqual(records["local", "i"]["verdict"], "does-not-escape")
        self.assertEqual(records["member", "n"]["leaks"],
                         [{"to": "result", "level": 1}])
        self.assertEqual(records["second", "i"]["verdict"], "escapes")
        self.assert_same_object([*CC, option], "t.c", "-O2", "-g")

    def test_m32(self):
        self.check("-m32", 4)

    def test_x32(self):
        self.check("-mx32", 4)

    def test_m64(self):
        self.check("-m64", 8)


if __name__ == "__main__":
    unittest.main()
