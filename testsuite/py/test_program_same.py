"""The whole program says what one unit says of the same source."""

import concurrent.futures
import json
import pathlib
import re
import sys
import tempfile
import unittest

from harness import CC, HEADERS, PLUGIN, SOURCE, TESTS
from program_case import ProgramCase

sys.path.insert(0, str(TESTS / "observe"))
import split  # noqa: E402


class TestSplit(unittest.TestCase):
    """A random program is the same in one file and in several; for more of
    them than these, observe/split.py --count."""

    def test_random_programs(self):
        with tempfile.TemporaryDirectory(prefix="escape-") as work:
            splitter = split.Splitter(CC, PLUGIN, work)
            with concurrent.futures.ThreadPoolExecutor() as pool:
                for failure in pool.map(splitter.try_seed, range(6)):
                    self.assertIsNone(failure)


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
