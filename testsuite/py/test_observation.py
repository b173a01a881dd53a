"""What programs do, held against what the plugin said of them.

See testsuite/observe.  Each group of random programs is a test of its own, so
that they run side by side.
"""

import pathlib
import platform
import shutil
import sys
import tempfile
import unittest

from harness import BUILD, CC, PLUGIN, TESTS

sys.path.insert(0, str(TESTS / "observe"))
import batch  # noqa: E402

GROUPS = 8
PROGRAMS = 12  # In a group.
COMPARED = 2  # Of these, with other options too.

TRUTH = """\
#include <stdlib.h>
#include <string.h>
void *kept;
static void *hand_out (void) { return malloc (1); }
static void keep (void) { kept = malloc (2); }
static void drop (void) { free (malloc (3)); }
static void lose (void) { malloc (4); }
static void use (void) { free (hand_out ()); }
static void deep (void) { void **p = kept = malloc (8); *p = malloc (5); }
static void local (void) { int x = 0; kept = &x; }
static void own (void) { int y; int *p = &y; *p = 0; }
static int by (const void *p, const void *q) { kept = malloc (6); return 0; }
static void sort (void) { int a[2] = { 0 }; qsort (a, 2, sizeof *a, by); }
static void copy (void) { kept = strdup ("7"); }
int main (void)
{
  use (); keep (); drop (); lose (); deep (); local (); own (); sort ();
  copy ();
  return 0;
}
"""
OUTLIVE = {("hand_out", "malloc"), ("keep", "malloc"), ("deep", "malloc"),
           ("by", "malloc"), ("copy", "strdup"), ("local", "x")}


def runtime():
    """The runtime as an archive that can be linked with -no-pie."""
    return BUILD / "runtime/.libs/libescape.a"


@unittest.skipUnless(platform.machine() == "x86_64" and shutil.which("readelf")
                     and shutil.which("objdump"),
                     "observation needs an x86-64 machine and binutils")
class Observation(unittest.TestCase):
    def setUp(self):
        if not runtime().exists():
            self.skipTest(f"{runtime()} is missing: --disable-static")
        temporary = tempfile.TemporaryDirectory(prefix="escape-")
        self.addCleanup(temporary.cleanup)
        self.tools = batch.Tools(CC, PLUGIN, runtime(), temporary.name)
        self.directory = pathlib.Path(temporary.name)

    def observe(self, **changes):
        """Findings in TRUTH, with records changed before they are used."""
        source = self.directory / "truth.c"
        source.write_text(TRUTH)
        verdicts = self.tools.verdicts
        self.tools.verdicts = lambda *arguments: [
            {**record, **changes} for record in verdicts(*arguments)]
        program = self.tools.build(source)
        self.tools.verdicts = verdicts
        self.assertEqual(program.run().returncode, 0)
        return program.findings()

    def test_true_verdicts_stand(self):
        findings, (proven, stayed) = self.observe()
        self.assertEqual(findings, [])
        self.assertEqual((proven, stayed), (3, 3))

    def test_a_false_verdict_is_found(self):
        findings, _ = self.observe(verdict="does-not-escape")
        self.assertEqual({(finding.records[0]["function"],
                           finding.records[0]["name"])
                          for finding in findings}, OUTLIVE)

    def test_a_false_verdict_of_the_caller_is_found(self):
        """What the callee hands out is looked at where its caller ends."""
        source = self.directory / "caller.c"
        source.write_text(
            "#include <stdlib.h>\nvoid *kept;\n"
            "static void *make (void) { return malloc (1); }\n"
            "static void keep (void) { kept = make (); }\n"
            "int main (void) { keep (); return 0; }\n")
        verdicts = self.tools.verdicts
        self.tools.verdicts = lambda *arguments: [
            {**record, "verdict": "does-not-escape"}
            if record["name"] == "make" else record
            for record in verdicts(*arguments)]
        program = self.tools.build(source)
        program.run()
        self.assertEqual([finding.records[0]["function"]
                          for finding in program.findings()[0]], ["keep"])

    def random_programs(self, group):
        for seed in range(group * PROGRAMS, (group + 1) * PROGRAMS):
            with self.subTest(seed=seed):
                result = batch.try_seed(self.tools, seed,
                                        seed % PROGRAMS < COMPARED)
                self.assertEqual(result.failures, [])


def _add_groups():
    for group in range(GROUPS):
        def test(self, group=group):
            self.random_programs(group)
        setattr(Observation, f"test_random_programs_{group}", test)


_add_groups()

if __name__ == "__main__":
    unittest.main()
