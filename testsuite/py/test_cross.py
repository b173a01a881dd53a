"""Other machines and C libraries.

    make check ONLY=py/test_cross

The plugin is built for cross compilers: of 32 bits and of 64, with the lowest
and the highest byte first.  The native one is asked for 32 bits and for musl.
"""

import json
import os
import shlex
import shutil
import sys
import unittest

from harness import BUILD, CC, HEADERS, MAJOR, SITE, SOURCE, Case, run

# What most depends on the sizes of types, and on the C library, of
# functions that all have.
SIZES = ("escape.containers", "escape.fields", "escape.language",
         "escape.params", "escape.sizes", "escape.varargs")
LIBC = ("escape.threads", "escape.varargs")


@unittest.skipIf(SITE["cross"], "it is tested by the native one")
class Machine(Case):
    def quietly(self, *command):
        result = run(command, self.directory, timeout=1500)
        self.assertEqual(result.status, 0, result.output[-3000:])
        return result.output

    def run_tests(self, *tests):
        """Run TESTS of this directory's site, at one level: the native tests
        show that levels change no verdict."""
        done = run([sys.executable, SOURCE / "testsuite/run.py", "--once",
                    "-j2", *tests], self.directory, timeout=1500)
        lines = done.output.splitlines()
        print(lines[-1])
        self.assertEqual(done.status, 0, "\n".join(
            [line for line in lines if line.startswith("FAIL")] + lines[-1:]))


class Cross(Machine):
    def check(self, machine, bits, order, tests=("unit/effects", "escape.")):
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
        self.run_tests(*tests, "py/test_kept")

    def test_arm(self):
        self.check("arm-linux-gnueabihf", 32, "little")

    def test_aarch64(self):
        self.check("aarch64-linux-gnu", 64, "little", SIZES)

    def test_s390x(self):
        self.check("s390x-linux-gnu", 64, "big")

    def test_riscv64(self):
        self.check("riscv64-linux-gnu", 64, "little", SIZES)

    def test_mips(self):
        self.check("mips-linux-gnu", 32, "big", SIZES)


class SameMachine(Machine):
    """The plugin as it is, in its own compiler called with other options."""

    def check(self, compiler, missing, *tests):
        self.write("t.c", "#include <errno.h>\n"
                   "int main (void) { return errno; }\n")
        if self.run_here(*compiler, "t.c", "-o", "t").status \
           or self.run_here("./t").status:
            self.skipTest(missing)
        (self.directory / "plugin").symlink_to(BUILD / "plugin")
        for folder in ("runtime", "testsuite"):
            (self.directory / folder).mkdir()
        for source in (SOURCE / "runtime").glob("*.c"):
            self.quietly(*compiler, "-std=gnu11", "-O1", f"-I{HEADERS}", "-c",
                         source, "-o", f"runtime/{source.stem}.o")
        self.quietly("ar", "rc", "runtime/libescape.a",
                     *(self.directory / "runtime").glob("*.o"))
        self.write("testsuite/site.json", json.dumps({
            **SITE, "cc": shlex.join(compiler), "cross": True,
            "builddir": str(self.directory)}))
        self.run_tests(*tests)

    def test_m32(self):
        # Where gcc-multilib's link to the kernel's headers is missing, as
        # beside cross compilers.
        triplet = run([*CC, "-print-multiarch"], "/").output.strip()
        self.check([*CC, "-m32", "-idirafter", f"/usr/include/{triplet}"],
                   f"gcc-{MAJOR}-multilib is missing, or this machine runs no "
                   "programs of 32 bits", *SIZES, "py/test_kept")

    def test_musl(self):
        self.check(["env", f"REALGCC={shlex.join(CC)}", "musl-gcc"],
                   "musl-gcc is missing, install musl-tools", *LIBC)


if __name__ == "__main__":
    unittest.main()
