"""escape.so: into which compilers it loads, and how it refuses the others."""

import shutil
import unittest

from harness import (BUILD, CC, MAJOR, PLUGIN, VERSION, Case, beside,
                     plugin_options, run)

PROGRAM = """\
#include <stdlib.h>
static int *kept;
int main (void) { kept = malloc (sizeof *kept); return kept == 0; }
"""


def other_gcc(name):
    """The compiler NAME of another GCC than the plugin was built for."""
    for major in range(11, 17):
        path = shutil.which(f"{name}-{major}")
        if path and str(major) != MAJOR:
            return path
    raise unittest.SkipTest(
        f"no other {name} than {name}-{MAJOR} is installed")


def cross_gccs():
    """GCCs of our version that make code for other machines."""
    found = []
    own_machine = run([*CC, "-dumpmachine"], "/")
    for machine in ("arm-linux-gnueabihf", "aarch64-linux-gnu",
                    "mips-linux-gnu", "riscv64-linux-gnu",
                    "s390x-linux-gnu", "x86_64-linux-gnu"):
        path = shutil.which(f"{machine}-gcc-{MAJOR}")
        if path and run([path, "-dumpmachine"], "/") != own_machine \
           and run([path, "-dumpfullversion"], "/").output.strip() == VERSION:
            found.append(path)
    return found


def has_ada(compiler):
    """Whether the Ada front end of COMPILER, a gcc, is installed."""
    front_end = run([compiler, "-print-prog-name=gnat1"], "/").output.strip()
    return front_end != "gnat1"


class Loader(Case):
    def test_needs_no_symbol_of_gcc(self):
        undefined = run(["nm", "-D", "--undefined-only", PLUGIN], "/").output
        for line in undefined.splitlines():
            name = line.split()[-1]
            self.assertTrue("@" in name or line.split()[0] == "w", line)

    def test_loads_through_a_symbolic_link(self):
        (self.directory / "escape.so").symlink_to(PLUGIN)
        self.write("t.c", PROGRAM)
        self.assert_silent(self.run_here(
            *CC, "-fplugin=./escape.so", "-fplugin-arg-escape-ignore=heap",
            "-c", "t.c"))

    def test_says_that_the_implementation_is_missing(self):
        shutil.copy(PLUGIN, self.directory)
        self.write("t.c", PROGRAM)
        result = self.run_here(*CC, "-fplugin=./escape.so", "-c", "t.c")
        self.assert_error(result, "cannot load escape-impl.so")

    def test_says_that_the_implementation_is_another(self):
        shutil.copy(PLUGIN, self.directory)
        self.write("t.c", PROGRAM)
        self.run_here(*CC, "-shared", "-fPIC", "t.c", "-o", "escape-impl.so")
        result = self.run_here(*CC, "-fplugin=./escape.so", "-c", "t.c")
        self.assert_error(result, "not of the same escape version")

    def test_both_files_lie_in_the_build_directory(self):
        for name in ("escape.so", "escape-impl.so"):
            path = BUILD / "plugin" / name
            self.assertTrue(path.is_file() and not path.is_symlink())


class Refusal(Case):
    """One sentence: both versions and the remedy."""

    def check(self, compiler, name, text, *options):
        self.write(name, text)
        met = run([compiler, "-dumpfullversion"], "/").output.strip()
        result = self.run_here(compiler, *plugin_options(), *options, name)
        self.assert_error(result, f"built for GCC {VERSION}", f"GCC {met}",
                          f"gcc-{MAJOR}")
        self.assertEqual(result.output.count(str(PLUGIN) + " was built"), 1)

    def test_c(self):
        self.check(other_gcc("gcc"), "t.c", PROGRAM, "-c")

    def test_cxx(self):
        self.check(other_gcc("g++"), "t.cc", "int f () { return 0; }\n", "-c")

    def test_fortran(self):
        self.check(other_gcc("gfortran"), "t.f90",
                   "subroutine nothing\nend subroutine\n", "-c")

    def test_ada(self):
        compiler = other_gcc("gcc")
        if not has_ada(compiler):
            self.skipTest(f"gnat of {compiler} is not installed")
        self.check(compiler, "keep.adb",
                   "procedure Keep is begin null; end Keep;\n", "-c")

    def test_link_time_optimiser(self):
        compiler = other_gcc("gcc")
        self.write("t.c", PROGRAM)
        self.assert_silent(self.run_here(compiler, "-flto", "-c", "t.c"))
        result = self.run_here(compiler, "-flto", *plugin_options(), "t.o")
        self.assert_error(result, f"built for GCC {VERSION}")


# Calls plugin_init as a GCC of our version would that was configured with the
# program's second argument.
CALLER = """\
#include <dlfcn.h>
struct plugin_gcc_version
{
  const char *basever, *datestamp, *devphase, *revision;
  const char *configuration_arguments;
};
#include "plugin-version.h"
int
main (int argc, char **argv)
{
  char *const args[] = { "escape", argv[1], 0, 0, 0, 0, 0 };
  int (*init) (const void *, const void *);
  void *escape = dlopen (argv[1], RTLD_NOW);
  gcc_version.configuration_arguments = argv[2];
  *(void **) &init = dlsym (escape, "plugin_init");
  return argc == 3 && init (args, &gcc_version);
}
"""


class Target(Case):
    """A cross compiler of the same version is another GCC."""

    def test_cross_compiler(self):
        compilers = cross_gccs()
        if not compilers:
            self.skipTest(f"no cross compiler of GCC {VERSION} is installed")
        self.write("t.c", PROGRAM)
        for compiler in compilers:
            with self.subTest(compiler=compiler):
                machine = run([compiler, "-dumpmachine"], "/").output.strip()
                result = self.run_here(compiler, *plugin_options(), "-c",
                                       "t.c")
                self.assert_error(result, f"built for GCC {VERSION} for ",
                                  f"GCC {VERSION} for {machine}: ",
                                  "--with-target-cc=")
                self.assertEqual(result.output.count(" was built for "), 1)

    def call(self, configured):
        """What plugin_init says in a GCC with that configure line."""
        if not (self.directory / "caller").exists():
            self.write("caller.c", CALLER)
            plugin = run([*CC, "-print-file-name=plugin"], "/").output.strip()
            result = self.run_here(*CC, "-isystem", plugin + "/include",
                                   "caller.c", "-o", "caller", "-ldl")
            self.assert_silent(result)
        return self.run_here("./caller", PLUGIN, configured).output

    def test_other_targets_are_refused(self):
        for configured in ("--target=other-linux", "--host=other-linux",
                           "'--target=other-linux' --host=this",
                           "a --target=first --target=other-linux -v"):
            with self.subTest(configured=configured):
                self.assertIn("for other-linux: ", self.call(configured))

    def test_what_does_not_say_another_target_is_not_refused(self):
        machine = run([*CC, "-dumpmachine"], "/").output.strip()
        for configured in ("", "--prefix=/usr", "--target=",
                           "--with-cross-host=other --x--target=other",
                           f"--host=other --target={machine}",
                           f"'--host={machine}'"):
            with self.subTest(configured=configured):
                # It goes on to load what only GCC can load.
                self.assertIn("cannot load escape-impl.so",
                              self.call(configured))


class OtherFrontEnds(Case):
    """The plugin says once that it has nothing to say of other languages."""

    def check(self, compiler, name, text):
        self.write(name, text)
        self.assert_silent(self.run_here(
            compiler, *plugin_options(), "-c", name))
        for options in ({"m": 1}, {"m": 3}, {"json": "t.json"}):
            with self.subTest(options=options):
                result = self.run_here(compiler, *plugin_options(**options),
                                       "-c", name)
                self.assertEqual(result.status, 0, result.output)
                self.assertRegex(result.output, r"\A\S+: note: escape reports "
                                 r"on C only, not on GNU .+\n\Z")
        self.assertFalse((self.directory / "t.json").exists())
        self.assert_same_object([compiler], name, "-O2")
        self.check_with_c(name)

    def check_with_c(self, name):
        """C on the same command line is reported on."""
        self.write("beside.c", PROGRAM)
        result = self.gcc("-c", "beside.c", name, m=1)
        self.assertEqual(result.status, 0, result.output)
        self.assertEqual(result.output.count("reports on C only"), 1)
        self.assertEqual(result.output.count("escapes to heap"), 1)

    def check_beside(self, compiler_name, name, text):
        compiler = beside(compiler_name)
        if not compiler:
            self.skipTest(f"{compiler_name} of GCC {VERSION} is not installed")
        self.check(compiler, name, text)

    def check_front_end(self, front_end, package, name, text):
        """FRONT_END is a program that gcc calls for files such as NAME."""
        path = run([*CC, f"-print-prog-name={front_end}"], "/").output.strip()
        if path == front_end:
            self.skipTest(f"{package} of GCC {VERSION} is not installed")
        self.check(CC[0], name, text)

    def test_cxx(self):
        self.check_beside("g++", "t.cc", """\
#include <map>
#include <string>
typedef std::map<std::string, int *> names;
names *kept;
void keep (int *p) { kept = new names; (*kept)["p"] = p; }
""")

    def test_fortran(self):
        self.check_beside("gfortran", "t.f90", """\
subroutine keep (n, a)
  integer, intent (in) :: n
  real, allocatable, intent (out) :: a(:)
  allocate (a (n))
  a = 1.0
end subroutine
""")

    def test_ada(self):
        self.check_front_end("gnat1", "gnat", "keep.adb", """\
procedure Keep is
   type Pointer is access Integer;
   Kept : Pointer := new Integer'(1);
begin
   Kept.all := Kept.all + 1;
end Keep;
""")

    def test_go(self):
        self.check_front_end("go1", "gccgo", "keep.go", """\
package keep
var Kept *int
func Keep (n int) { Kept = &n }
""")

    def test_d(self):
        self.check_front_end("d21", "gdc", "keep.d", """\
module keep;
extern (C):
__gshared int *kept;
void keep (int *p) { kept = p; }
""")

    def test_objective_c(self):
        self.check_front_end("cc1obj", "gobjc", "keep.m", """\
__attribute__ ((objc_root_class)) @interface Keeper { int *kept; }
- (void) keep: (int *) p;
@end
@implementation Keeper
- (void) keep: (int *) p { kept = p; }
@end
""")

    def test_link_time_optimisation_of_another_language(self):
        if not beside("g++"):
            self.skipTest(f"g++ of GCC {VERSION} is not installed")
        self.write("t.cc", "int main () { return 0; }\n")
        result = self.gcc("-O2", "-flto=1", "t.cc", "-o", "t", m=1)
        self.assertEqual(result.status, 0, result.output)
        self.assertEqual(result.output.count("reports on C only"), 1)

    def test_assembler(self):
        self.write("t.s", "\t.text\n")
        self.assert_silent(self.gcc("-c", "t.s", m=3))
        self.write("u.S", "#define SECTION .text\n\tSECTION\n")
        self.assert_silent(self.gcc("-c", "u.S", m=3))


class LinkTime(Case):
    def test_link_is_silent(self):
        self.write("t.c", PROGRAM)
        compiled = self.gcc("-O2", "-flto", "-c", "t.c")
        self.assertEqual(compiled.status, 0, compiled.output)
        self.assert_silent(self.gcc("-O2", "-flto=1", "t.o", "-o", "t", m=3))
        self.assert_silent(self.run_here("./t"))
