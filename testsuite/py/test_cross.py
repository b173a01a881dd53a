"""The plugin built for cross compilers, and the DejaGnu tests with it.

    make check ONLY=py/test_cross

A machine with 32 bits, one with 64, and one with the highest byte first.
"""

import json
import os
import shutil
import sys
import unittest

from harness import MAJOR, SITE, SOURCE, Case, run


@unittest.skipIf(SITE["cross"], "it is tested by the native one")
class Cross(Case):
    def quietly(self, *command):
        result = run(command, self.directory, timeout=1500)
        self.assertEqual(result.status, 0, result.output[-3000:])
        return result.output

    def check(self, machine, bits, order):
        compiler = shutil.which(f"{machine}-gcc-{MAJOR}")
        if not compiler:
            self.skipTest(f"{machine}-gcc-{MAJOR} is missing")
        plugin = run([compiler, "-print-file-name=plugin/include/"
                      "gcc-plugin.h"], "/").output.strip()
        if not os.path.isabs(plugin):
            self.skipTest(f"gcc-{MAJOR}-plugin-dev-{machine} is missing")
        configure = SOURCE / "configure"
        if not configure.exists() or (SOURCE / "config.status").exists():
            self.skipTest("the source cannot be built outside: it has no "
                          "configure, or is configured itself")
        self.quietly(configure, f"--with-target-cc={compiler}",
                     f"CC={SITE['build_cc']}", f"CXX={SITE['cxx']}")
        self.quietly("make", "-s", "-j2", "CFLAGS=-O1", "CXXFLAGS=-O1")

        site = json.loads(
            (self.directory / "testsuite/site.json").read_text())
        self.assertEqual((site["cc"], site["cross"]), (compiler, True))
        member = self.quietly("readelf", "-h", "runtime/libescape.a")
        self.assertIn(f"ELF{bits}", member)
        self.assertIn(f"{order} endian", member)
        tests = run([sys.executable, SOURCE / "testsuite/run.py", "--quick",
                     "-j2", "unit/effects", "escape."], self.directory,
                    timeout=1500)
        last = tests.output.splitlines()[-1]
        print(f"{machine}: {last}")
        self.assertEqual(tests.status, 0, tests.output[-3000:])

    def test_arm(self):
        self.check("arm-linux-gnueabihf", 32, "little")

    def test_aarch64(self):
        self.check("aarch64-linux-gnu", 64, "little")

    def test_s390x(self):
        self.check("s390x-linux-gnu", 64, "big")


if __name__ == "__main__":
    unittest.main()
