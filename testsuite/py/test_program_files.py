"""The whole program: one program in all shapes, and files that are none."""

import re
import shutil
import unittest

from harness import CC, PLUGIN
from program_case import ESCAPE, USER, ProgramCase


class TestFiles(ProgramCase):
    """One program in all the shapes in which it can be handed over."""

    def test_objects(self):
        self.assert_three(*self.three())

    def test_any_order_and_twice_the_same_bytes(self):
        files = self.three()
        one = self.program("--m=2", "--json=1", *files)
        two = self.program("--m=2", "--json=2", *files)
        self.assertEqual(one, two)
        self.assertEqual((self.directory / "1").read_bytes(),
                         (self.directory / "2").read_bytes())
        self.assert_three(*reversed(files))

    def test_archive(self):
        memory, user, main = self.three()
        other = self.compile("other", "int unused_member (void)"
                             " { return 0; }")
        for kind in "rcs", "rcsT":
            self.run_here("rm", "-f", "libthree.a")
            self.run_here("ar", kind, "libthree.a", memory, user, other)
            self.assert_three(main, "libthree.a")

    def test_archive_member_that_is_not_needed_is_not_there(self):
        self.compile("first", "int used (void) { return 1; }")
        self.compile("second", "#include <stdlib.h>\n"
                     "void leaks (void) { malloc (1); }")
        main = self.compile("main", "int used (void);\n"
                            "int main (void) { return used (); }")
        self.run_here("ar", "rcs", "libtwo.a", "first.o", "second.o")
        self.assert_silent(self.program(main, "libtwo.a"))
        self.assertIn("escape:leak", self.program("libtwo.a").output)

    def link(self, *options):
        done = self.run_here(*CC, *options)
        self.assertEqual(done.status, 0, done.output)

    def test_executable(self):
        self.link("-o", "three", *self.three("-ffunction-sections"),
                  "-Wl,--gc-sections")
        self.assert_three("three")
        self.run_here("strip", "three")
        self.assert_three("three")

    def test_relocatable(self):
        self.link("-r", "-nostdlib", "-o", "all.o", *self.three())
        self.assert_three("all.o")

    def test_shared_library(self):
        self.link("-shared", "-o", "libthree.so", *self.three("-fPIC"))
        self.run_here("strip", "libthree.so")
        self.assert_three("libthree.so")

    def test_needed_library(self):
        """Where RUNPATH or LD_LIBRARY_PATH leads to it, and its own ones."""
        (self.directory / "lib").mkdir()
        memory, user, main = self.three("-fPIC")
        self.link("-shared", "-o", "lib/libmemory.so", memory)
        self.link("-shared", "-o", "lib/libuser.so", user, "-Llib",
                  "-lmemory", "-Wl,-rpath,$ORIGIN")
        libraries = ["-Llib", "-luser", "-Wl,-rpath-link,lib"]
        self.link("-o", "three", main, *libraries,
                  "-Wl,-rpath,nowhere:${ORIGIN}/lib")
        self.assert_three("three")
        self.assert_three("three", "lib/libmemory.so")
        self.link("-o", "three", main, *libraries)
        self.assertNotIn("never", self.program("three").output)
        done = self.run_here("env", "LD_LIBRARY_PATH=lib", ESCAPE, "program",
                             "--ignore=heap", "three")
        self.assertEqual(re.findall(r"warning: (.*)", done.output),
                         ["'xmalloc(...)' is never released [escape:leak]"])
        # A library hands on what is known of its own functions only.
        for library, times in ("user", 0), ("memory", 1):
            self.program("--ignore=all", f"--export={library}.escape",
                         f"lib/lib{library}.so")
            done = self.program(f"--import={library}.escape", user)
            self.assertEqual(done.output.count("never released"), times)
        # One that says nothing is unknown code, and that is no news.
        self.run_here("objcopy", "-R", ".gnu.escape", "lib/libmemory.so")
        self.assertEqual(self.program("lib/libuser.so").status, 0)
        self.assertNotIn("has no section",
                         self.program("lib/libuser.so").output)

    def test_lto(self):
        for shape in [], ["-ffat-lto-objects"]:
            options = ["-flto", *shape, f"-fplugin={PLUGIN}",
                       "-fplugin-arg-escape-program"]
            self.assert_three(*self.three("-flto", *shape))
            self.link("-o", "three", *options, *self.three("-flto", *shape))
            self.assert_three("three")

    def test_same_code_but_for_the_section(self):
        self.write("user.c", USER)
        for name, asked in ("with", ["-fplugin-arg-escape-program"]), \
                ("without", []):
            done = self.run_here(
                *CC, f"-fplugin={PLUGIN}", *asked, "-O2", "-c", "user.c",
                "-fplugin-arg-escape-ignore=all", "-o", f"{name}.o")
            self.assertEqual(done.status, 0, done.output)
            self.run_here("objcopy", "-R", ".gnu.escape", f"{name}.o")
        self.assertEqual((self.directory / "with.o").read_bytes(),
                         (self.directory / "without.o").read_bytes())


class TestBadInput(ProgramCase):
    """One clear sentence each, status 2, and no file."""

    def assert_refused(self, *arguments, says):
        done = self.program("--json=never.json", *arguments)
        self.assertEqual(done.status, 2, done.output)
        self.assertIn(says, done.output)
        self.assertEqual(done.output.count("\n"), 1, done.output)
        self.assertFalse((self.directory / "never.json").exists())

    def test_no_section(self):
        plain = self.compile("plain", "int x;", program=False)
        self.assert_refused(plain, says="plain.o has no section `.gnu.escape';"
                            " compile it with -fplugin=escape "
                            "-fplugin-arg-escape-program")

    def test_one_file_of_two_without_section(self):
        plain = self.compile("plain", "void use (void *p) { (void) p; }",
                             program=False)
        main = self.compile("main", "#include <stdlib.h>\n"
                            "void use (void *);\n"
                            "int main (void) { use (malloc (1)); return 0; }")
        done = self.program("--track=raw", plain, main)
        self.assertEqual(done.status, 0)
        self.assertIn("plain.o has no section", done.output)
        self.assertIn("passed to unknown code in 'use'", done.output)

    def test_no_such_file_and_no_elf(self):
        self.assert_refused("missing.o", says="cannot read missing.o: ")
        self.write("text.o", "this is a text")
        self.assert_refused("text.o", says="text.o is neither an ELF file nor "
                            "an archive")

    def section(self, change):
        name = self.compile("x", "int f (int *p) { return *p; }")
        path = self.directory / name
        data = bytearray(path.read_bytes())
        at = data.index(b"ESCU")
        change(data, at)
        path.write_bytes(data)
        return name

    def test_damage(self):
        def other_version(data, at):
            data[at + 4] += 1

        def other_byte(data, at):
            data[at + 40] ^= 1

        def too_long(data, at):
            data[at + 11] = 0x7f

        def no_unit(data, at):
            data[at] = ord("X")
        for change, says in ((other_version, "is of another version"),
                             (other_byte, "its checksum is wrong"),
                             (too_long, "is truncated"),
                             (no_unit, "no unit begins")):
            self.assert_refused(self.section(change), says=says)

    def test_truncated(self):
        name = self.compile("x", "int f (int *p) { return *p; }")
        data = (self.directory / name).read_bytes()
        self.run_here("ar", "rcs", "x.a", name)
        archive = (self.directory / "x.a").read_bytes()
        for size in range(0, len(data), 97):
            (self.directory / name).write_bytes(data[:size])
            self.assertEqual(self.program(name).status, 2, size)
        for size in range(0, len(archive), 97):
            (self.directory / "x.a").write_bytes(archive[:size])
            self.assertEqual(self.program("x.a").status, 2, size)

    def test_defined_twice(self):
        one = self.compile("one", "int f (void) { return 1; }")
        two = self.compile("two", "int f (void) { return 2; }")
        self.assert_refused(one, two,
                            says="`f' is defined in one.o and in two.o")

    def test_variable_defined_twice(self):
        one = self.compile("one", "int v = 1;")
        two = self.compile("two", "int v = 2;")
        self.assert_refused(one, two,
                            says="`v' is defined in one.o and in two.o")
        one = self.compile("one", "int v;", "-fcommon")
        two = self.compile("two", "int v;", "-fcommon")
        self.assert_silent(self.program(one, two))

    def test_different_targets(self):
        wide = self.compile("wide", "int f;")
        narrow = self.directory / "narrow.o"
        shutil.copy(self.directory / wide, narrow)
        data = bytearray(narrow.read_bytes())
        data[18] ^= 1
        narrow.write_bytes(data)
        self.assert_refused(wide, "narrow.o",
                            says="wide.o and narrow.o are for different "
                            "targets")

    def test_interpose_and_exclude(self):
        (self.directory / "vendor").mkdir()
        self.write("vendor/l.c", "#include <stdlib.h>\n"
                   "void drop (char *p) { free (p); }\n"
                   "void use (void) { char *p = malloc (4); drop (p); }\n"
                   "void lose (void) { malloc (5); }\n")
        done = self.run_here(*CC, f"-fplugin={PLUGIN}", "-fPIC", "-shared",
                             "-fplugin-arg-escape-program", "vendor/l.c",
                             "-fplugin-arg-escape-ignore=all", "-o", "l.so")
        self.assertEqual(done.status, 0, done.output)
        for trust, released in ("trust", "always"), ("distrust", "unknown"):
            found = self.verdicts("--interpose", trust, "l.so")
            self.assertEqual(found["use", "malloc"]["released"], released)
        self.assertIn("never released", self.program("l.so").output)
        for pattern in "vendor/*", "l.c":
            self.assert_silent(self.program("--exclude", pattern, "l.so"))
        self.assert_refused("--interpose=x", "l.so", says="bad value `x'")

    def test_options(self):
        self.assert_refused("--warn=x", says="unknown item `x' in --warn=x")
        self.assert_refused("--m=4", says="bad value `4' for --m; expected "
                            "a decimal number from 0 to 3")
        self.assert_refused("--budget=0", says="bad value `0' for --budget; "
                            "expected a decimal number from 1")
        self.assert_refused("--nonsense=1", says="unknown option --nonsense")
        for option in "--export=", "--cache", "--import=", "--findings=":
            done = self.run_here(ESCAPE, "program", option)
            self.assertEqual(done, (2, "escape: " + option.rstrip("=")
                                    + " needs a value\n"))
        self.assert_refused(says="no file")


if __name__ == "__main__":
    unittest.main()
