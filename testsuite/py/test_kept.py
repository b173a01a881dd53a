"""Verdicts for the machine that is compiled for, held against programs there.

See testsuite/observe/kept.c.  The programs of a cross compiler are emulated.
"""

import shutil
import sys
import unittest

from harness import BUILD, CC, PLUGIN, SITE, TESTS, Case, run

sys.path.insert(0, str(TESTS / "observe"))
import kept  # noqa: E402

PROGRAMS = 3


def runner():
    """The command that runs CC's programs, [] for none."""
    machine = run([*CC, "-dumpmachine"], "/").output.strip()
    if machine == run([SITE["build_cc"], "-dumpmachine"], "/").output.strip():
        return []
    emulator = "qemu-" + machine.split("-", maxsplit=1)[0]
    if not shutil.which(emulator):
        raise unittest.SkipTest(f"{emulator} is missing, install qemu-user")
    return [emulator]


class Kept(Case):
    def setUp(self):
        super().setUp()
        runtime = BUILD / "runtime" / ("libescape.a" if SITE["cross"]
                                       else ".libs/libescape.a")
        if not runtime.exists():
            self.skipTest(f"{runtime} is missing: --disable-static")
        self.write("t.c", "int main (void) { return 0; }\n")
        if self.run_here(*CC, "-static", "t.c").status:
            self.skipTest("there is no static C library for this machine")
        self.tools = kept.Tools(CC, PLUGIN, runtime, runner(), self.directory)

    def test_verdicts(self):
        proven = 0
        for seed in range(PROGRAMS):
            for number, (records, meant, seen) in enumerate(
                    self.tools.chains(seed)):
                with self.subTest(seed=seed, chain=number):
                    self.assertEqual(seen, meant)
                    verdicts = {record["verdict"] for record in records}
                    self.assertTrue(verdicts)
                    self.assertTrue("escapes" in verdicts or not seen)
                    proven += "escapes" not in verdicts
        self.assertGreater(proven, 10 * PROGRAMS // 2)


if __name__ == "__main__":
    unittest.main()
