"""Instructions that core operations take, counted by callgrind.

They are compared with costs/*.json, instructions an operation, so that a
slowdown is noticed on any machine, however busy it is.  They depend on the
compiler: GCC 12 with -O2 is the one that counts.  Where a change is meant, the
failure prints what the file should say.
"""

import json
import re
import shutil
import unittest

from harness import HEADERS, SOURCE, TESTS, Case, run

OPERATIONS = 10000  # N in costs/*.c
TOLERANCE = 0.03


def the_compiler():
    path = shutil.which("gcc-12")
    return path and run([path, "-dumpmachine"], "/").output.startswith(
        "x86_64") and path


@unittest.skipUnless(shutil.which("valgrind"), "valgrind is missing")
@unittest.skipUnless(the_compiler(), "gcc-12 for x86-64 is missing")
class Costs(Case):
    maxDiff = None

    def counted(self, program):
        done = self.run_here(
            the_compiler(), "-std=gnu11", "-O2", "-pthread",
            "-I", HEADERS, "-I", SOURCE / "runtime", program,
            *sorted((SOURCE / "runtime").glob("*.c")), "-o", "program")
        self.assertEqual(done.status, 0, done.output)
        done = self.run_here("valgrind", "--tool=callgrind",
                             "--callgrind-out-file=out", "./program")
        self.assertEqual(done.status, 0, done.output)
        done = self.run_here("callgrind_annotate", "--inclusive=yes",
                             "--threshold=100", "--auto=no", "out")
        self.assertEqual(done.status, 0, done.output)
        return {match[2]: round(int(match[1].replace(",", "")) / OPERATIONS, 1)
                for match in re.finditer(
                    r"^ *([\d,]+) .*?:count_(\w+) ", done.output, re.M)}

    def test_costs(self):
        for program in sorted((TESTS / "costs").glob("*.c")):
            file = program.with_suffix(".json")
            wanted = json.loads(file.read_text())
            counts = self.counted(program)
            should = (f"costs/{file.name} should say:\n"
                      f"{json.dumps(counts, indent=2, sort_keys=True)}")
            self.assertEqual(counts.keys(), wanted.keys(), should)
            for name, count in counts.items():
                with self.subTest(program=program.name, operation=name):
                    self.assertLess(abs(count - wanted[name]),
                                    TOLERANCE * wanted[name] + 0.1, should)


if __name__ == "__main__":
    unittest.main()
