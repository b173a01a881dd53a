"""The dump file of m=3 is one that Graphviz can draw."""

import re
import shutil

from harness import HEADERS, SOURCE, TESTS, Case

SOURCES = [
    *sorted((TESTS / "escape.callbacks").glob("*.c")),
    *sorted((TESTS / "escape.containers").glob("*.c")),
    SOURCE / "runtime/hmap.c",
]


class Dump(Case):
    def dump(self, source, *options):
        """The dump file of SOURCE."""
        for old in self.directory.glob("*.escape"):
            old.unlink()
        self.gcc("-w", "-I", HEADERS, "-c", source, "-o", "t.o", *options, m=3)
        files = list(self.directory.glob("*.escape"))
        self.assertEqual(len(files), 1, f"{source}: {files}")
        return files[0]

    def assert_read(self, dump):
        """Graphviz reads DUMP; it is not asked where to place all that."""
        self.assert_silent(self.run_here("nop", "-p", dump))

    def test_graphviz_reads_it(self):
        if not shutil.which("nop"):
            self.skipTest("nop is missing, install graphviz")
        for source in SOURCES:
            with self.subTest(source=source.name):
                self.assert_read(self.dump(source))

    def test_names_are_quoted(self):
        """GCC takes characters in names that Graphviz must not see bare."""
        self.write("t.c", 'int *edge$1; void node (int *p) { edge$1 = p; }\n'
                   'char *text (void) { return "\\"} | {<>\\\\"; }\n')
        dump = self.dump("t.c")
        self.assertIn("edge$1", dump.read_text())
        if shutil.which("nop"):
            self.assert_read(dump)

    def test_same_each_time(self):
        first = self.dump(SOURCES[-1]).read_text()
        second = self.dump(SOURCES[-1], "-g").read_text()
        self.assertIn("digraph", first)
        self.assertEqual(first, second)

    def test_none_without_m3(self):
        self.write("t.c", "int *p; int *get (void) { return p; }\n")
        self.gcc("-c", "t.c", m=2)
        self.assertEqual(list(self.directory.glob("*.escape")), [])

    def test_skeleton_of_each_function(self):
        self.write("t.c", "struct s { void *p; unsigned own : 1; };\n"
                   "void done (struct s *s)\n"
                   "{ if (s->own) __builtin_free (s->p); }\n")
        text = self.dump("t.c", "-fchecking").read_text()
        skeleton = text[text.index("/* done in order"):]
        self.assertRegex(skeleton, r"-> \d+ if (\.\d+) != 0\n")
        field = re.search(r"if (\.\d+) != 0\n", skeleton)[1]
        self.assertIn(f"{field} = load from [s.1 64:1]", skeleton)
        self.assertRegex(skeleton, r"release free \(\.\d+\)")

    def test_skeletons_are_sound(self):
        """-fchecking looks at the invariants of each."""
        for source in SOURCES:
            with self.subTest(source=source.name):
                self.dump(source, "-fchecking", "-O2")
