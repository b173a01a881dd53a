"""`escape build' on builds of all kinds."""

import json
import os
import pathlib
import pty
import shutil
import socket
import subprocess
import time
import unittest

from harness import BUILD, CC, Case, read_terminal

ESCAPE = BUILD / "plugin/escape"
PROGRAM = """#include <stdlib.h>
int main (void) { void *p = malloc (3); free (p); return 0; }
"""
LEAK = "#include <stdlib.h>\nvoid f (void) { (void) malloc (3); }\n"


class BuildCase(Case):
    def setUp(self):
        super().setUp()
        self.cache = self.directory / "cache"
        self.write("a.c", PROGRAM)
        self.environment = {
            **os.environ, "LC_ALL": "C", "XDG_CACHE_HOME": str(self.cache)}

    def escape(self, *arguments, **environment):
        return subprocess.run(
            [ESCAPE, *map(str, arguments)], cwd=self.directory, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, timeout=300,
            env={**self.environment, **environment})

    def build(self, *command, **environment):
        done = self.escape("build", "--", *command, **environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def found(self, folder=".escape"):
        return json.loads((self.directory / folder / "build.json").read_text())

    def sources(self):
        return sorted(unit["source"] for unit in self.found()["units"])


class What(BuildCase):
    def test_each_unit_and_link_is_seen(self):
        self.write("b.c", "int b;\n")
        self.build(*CC, "a.c", "b.c", "-o", "prog")
        self.assertEqual(self.sources(), ["a.c", "b.c"])
        self.assertEqual([link["output"] for link in self.found()["links"]],
                         [str(self.directory / "prog")])
        for unit in self.found()["units"]:
            self.assertIsNone(unit["not_analysed"])
            self.assertTrue(pathlib.Path(unit["verdicts"]).exists())

    def test_objects_are_the_same_but_for_the_section(self):
        self.build(*CC, "-g", "-O2", "-c", "a.c", "-o", "with.o")
        subprocess.run(["objcopy", "-R", ".gnu.escape", "with.o"],
                       cwd=self.directory, check=True)
        self.run_here(*CC, "-g", "-O2", "-c", "a.c", "-o", "without.o")
        self.run_here("objcopy", "without.o")
        self.assertTrue((self.directory / "with.o").read_bytes()
                        == (self.directory / "without.o").read_bytes())

    def test_output_is_the_build_s_own(self):
        self.write("leak.c", LEAK)
        done = self.build(*CC, "-Wall", "-c", "leak.c")
        self.assertEqual(done.stdout, "")
        self.assertNotIn("[escape:", done.stderr)

    def test_status_is_the_command_s(self):
        self.assertEqual(
            self.escape("build", "--", "sh", "-c", "exit 7").returncode, 7)
        self.assertEqual(
            self.escape("build", "--", "sh", "-c", "kill -9 $$").returncode,
            128 + 9)
        self.assertEqual(
            self.escape("build", "--", "./not-there").returncode, 127)
        self.write("wrong.c", "int f (\n")
        self.assertNotEqual(
            self.escape("build", "--", *CC, "-c", "wrong.c").returncode, 0)

    def test_user_s_own_plugin_options_hold(self):
        self.write("leak.c", LEAK)
        plugin = BUILD / "plugin/escape.so"
        done = self.build(*CC, "-c", "leak.c", f"-fplugin={plugin}")
        self.assertIn("[escape:leak]", done.stderr)
        self.assertEqual(self.sources(), ["leak.c"])

    def test_compile_commands(self):
        self.build(*CC, "-DX=1", "-I", ".", "-c", "a.c", "-o", "a.o")
        path = self.directory / ".escape/compile_commands.json"
        command, = json.loads(path.read_text())
        self.assertEqual(command["directory"], str(self.directory))
        self.assertEqual(command["file"], "a.c")
        self.assertEqual(command["output"], "a.o")
        self.assertIn("X=1", " ".join(command["arguments"]))
        again = self.run_here(*command["arguments"])
        self.assertEqual(again.status, 0, again.output)


class Awkward(BuildCase):
    def test_pipe_and_save_temps(self):
        self.build(*CC, "-pipe", "-c", "a.c")
        self.build(*CC, "-save-temps", "-c", "a.c")
        self.assertEqual(self.sources(), ["a.c"])

    def test_spaces_in_paths(self):
        folder = self.directory / "with a space"
        folder.mkdir()
        shutil.copy(self.directory / "a.c", folder / "it's \"a\".c")
        done = self.escape("build", "--output", "out put", "--", *CC, "-c",
                           folder / "it's \"a\".c", "-o", folder / "a b.o")
        self.assertEqual(done.returncode, 0, done.stderr)
        unit, = self.found("out put")["units"]
        self.assertEqual(unit["object"], str(folder / "a b.o"))

    def test_a_long_name(self):
        name = 250 * "n" + ".c"
        self.write(name, PROGRAM)
        self.build(*CC, "-c", name, "-o", "a.o")
        self.assertEqual(self.sources(), [name])
        self.assertTrue(os.path.exists(self.found()["units"][0]["verdicts"]))

    def test_a_build_that_cleans_our_folder_away(self):
        for what in ".escape", ".escape/json":
            with self.subTest(what=what):
                self.build("sh", "-c", f"rm -r {what}; {CC[0]} -c a.c")
                self.assertEqual(self.sources(), ["a.c"])
                self.assertTrue(os.path.exists(
                    self.found()["units"][0]["verdicts"]))

    def test_a_folder_that_is_lost(self):
        """The build's status is its own, and it says why there is no list."""
        done = self.escape(
            "build", "--", "sh", "-c",
            f"rm -r .escape; touch .escape; {CC[0]} -c a.c && exit 7")
        self.assertEqual(done.returncode, 7)
        self.assertIn("cannot write", done.stderr)
        self.assertTrue((self.directory / "a.o").exists())
        (self.directory / ".escape").unlink()

    def test_response_files(self):
        self.write("options", "-c\n-O2 'a.c' -o \"the object.o\"\n")
        self.build(*CC, "@options")
        unit, = self.found()["units"]
        self.assertEqual(unit["source"], "a.c")
        self.assertEqual(unit["object"], str(self.directory / "the object.o"))

    def test_same_source_with_other_flags(self):
        self.build("sh", "-c", f"{CC[0]} -c a.c -o 1.o;"
                               f" {CC[0]} -DX -c a.c -o 2.o")
        units = self.found()["units"]
        self.assertEqual(len(units), 2)
        self.assertEqual(len({unit["verdicts"] for unit in units}), 2)

    def test_several_build_folders(self):
        self.build("sh", "-c", "for folder in debug release; do"
                   f" mkdir $folder && (cd $folder && {CC[0]} -c ../a.c)"
                   " || exit 1; done")
        self.assertEqual(
            sorted(unit["object"] for unit in self.found()["units"]),
            [str(self.directory / f"{folder}/a.o")
             for folder in ("debug", "release")])

    def test_progress_on_a_terminal(self):
        """On standard error alone it is a line that vanishes."""
        terminal, end = pty.openpty()
        self.addCleanup(os.close, terminal)
        process = subprocess.Popen(
            [ESCAPE, "build", "--", "sh", "-c",
             f"{CC[0]} -c a.c && sleep 1"], cwd=self.directory,
            env=self.environment, stdout=subprocess.PIPE, stderr=end)
        os.close(end)
        said = read_terminal(terminal)
        self.assertEqual(process.communicate()[0], b"")
        self.assertEqual(process.returncode, 0)
        self.assertRegex(said, rb"\r\x1b\[Kescape: [01] units")
        self.assertRegex(said, rb"\r\x1b\[Kescape: 1 units, 1 analysed")

    def test_parallel_make(self):
        for i in range(40):
            self.write(f"f{i}.c", f"int f{i};\n")
        self.write("Makefile", "all: $(patsubst %.c,%.o,$(wildcard f*.c))\n"
                               "%.o: %.c\n\t$(CC) -c $< -o $@\n")
        self.build("make", "-s", "-j8", f"CC={CC[0]}")
        self.assertEqual(len(self.found()["units"]), 40)

    def test_what_is_built_again_counts_once(self):
        for _ in range(3):
            self.build(*CC, "-c", "a.c")
        self.assertEqual(self.sources(), ["a.c"])

    def test_probes_are_dropped(self):
        self.write("build.sh", f"""
echo 'int main (void) {{ return 0; }}' > conftest.c
{CC[0]} conftest.c -o conftest && rm -f conftest.c conftest
{CC[0]} -c a.c
""")
        self.build("sh", "build.sh")
        self.assertEqual(self.sources(), ["a.c"])
        self.assertEqual(self.found()["links"], [])
        self.assertEqual(len(os.listdir(self.directory / ".escape/json")), 1)

    def test_preprocessing_and_checking_are_no_units(self):
        self.build("sh", "-c", f"{CC[0]} -E a.c -o a.i;"
                               f" {CC[0]} -fsyntax-only a.c;"
                               f" {CC[0]} -M a.c")
        self.assertEqual(self.found()["units"], [])

    def test_a_killed_build_can_be_read(self):
        self.write("build.sh", f"{CC[0]} -c a.c; touch done; sleep 60\n")
        process = subprocess.Popen(
            [ESCAPE, "build", "--", "sh", "build.sh"], cwd=self.directory,
            env=self.environment, stderr=subprocess.DEVNULL,
            start_new_session=True)
        while not (self.directory / "done").exists():
            self.assertIsNone(process.poll())
            time.sleep(0.05)
        os.killpg(process.pid, 9)
        process.wait()
        journal = self.directory / ".escape/journal"
        with open(journal, "ab") as file:
            file.write(b"kcompile\0d/nowhe")  # As if in the midst of it.
        done = self.escape("build", "--collect")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.sources(), ["a.c"])

    def test_no_matching_plugin_is_said_once(self):
        self.write("not-a-plugin.so", "")
        done = self.escape(
            "build", "--plugin", "not-a-plugin.so", "--", "sh", "-c",
            f"{CC[0]} -c a.c -o 1.o; {CC[0]} -c a.c -o 2.o")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("2 units not analysed", done.stderr)
        self.assertTrue((self.directory / "2.o").exists())

    def test_shims_are_reused_and_named_by_the_plugin(self):
        for _ in range(2):
            self.build(*CC, "-c", "a.c")
        self.assertEqual(len(os.listdir(self.cache / "escape")), 1)

    def test_home_that_cannot_be_written_to(self):
        self.write("file", "")
        self.build(*CC, "-c", "a.c",
                   XDG_CACHE_HOME=str(self.directory / "file"))
        self.assertEqual(self.sources(), ["a.c"])

    @unittest.skipUnless(shutil.which("ccache"), "ccache is not installed")
    def test_a_home_with_a_colon(self):
        """COMPILER_PATH would take it for two."""
        self.build(*CC, "-c", "a.c", XDG_CACHE_HOME=f"{self.cache}:x")
        self.assertEqual(self.sources(), ["a.c"])
        (self.directory / "a:b").mkdir()
        done = self.escape("build", "--output", "a:b/c", "--", "true",
                           XDG_CACHE_HOME=f"{self.cache}:x")
        self.assertEqual(done.returncode, 2)
        self.assertIn("a colon", done.stderr)

    def test_nothing_to_compile_is_said(self):
        self.assertIn("was all built before", self.build("true").stderr)

    def test_ccache(self):
        for _ in range(2):
            self.build("ccache", *CC, "-c", "a.c",
                       CCACHE_DIR=str(self.directory / "ccache"))
        self.assertEqual(self.sources(), ["a.c"])

    @unittest.skipUnless(shutil.which("ccache"), "ccache is not installed")
    def test_ccache_keeps_the_section_until_the_plugin_changes(self):
        other = self.directory / "other"
        other.mkdir()
        for part in ("escape.so", "escape-impl.so"):
            shutil.copy(BUILD / "plugin" / part, other)
        with open(other / "escape-impl.so", "ab") as file:
            file.write(b"changed")

        def units(folder, *options):
            done = self.escape(
                "build", "--output", folder, *options, "--", "ccache", *CC,
                "-c", "a.c", CCACHE_DIR=str(self.directory / "ccache"))
            self.assertEqual(done.returncode, 0, done.stderr)
            return len(self.found(folder)["units"])

        self.write("a.c", LEAK)
        self.assertEqual(units("first"), 1)
        (self.directory / "a.o").unlink()
        self.assertEqual(units("second"), 0)  # A hit: no compiler ran.
        done = self.escape("report", "--gcc", "a.o")
        self.assertIn("[escape:leak]", done.stdout, done.stderr)
        self.assertEqual(units("third", "--plugin", other / "escape.so"), 1)

    @unittest.skipUnless(shutil.which("distccd"), "distcc is not installed")
    def test_what_distcc_compiled_elsewhere_is_said(self):
        self.write("b.c", "int b;\n")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        (self.directory / "distcc").mkdir()
        daemon = subprocess.Popen(
            ["distccd", "--daemon", "--no-detach", f"--port={port}",
             "--listen=127.0.0.1", "--allow=127.0.0.1", "--jobs=1",
             "--enable-tcp-insecure", "--log-stderr"],
            stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    time.sleep(0.1)
            done = self.build(
                "sh", "-c", f"distcc {CC[0]} -c a.c && {CC[0]} -c b.c"
                f" && {CC[0]} a.o b.o -o prog", DISTCC_FALLBACK="0",
                DISTCC_HOSTS=f"127.0.0.1:{port}",
                DISTCC_DIR=str(self.directory / "distcc"))
        finally:
            daemon.terminate()
            daemon.wait()
        self.assertEqual(self.sources(), ["b.c"])
        self.assertEqual(done.stderr.count("a.o"), 1, done.stderr)
        self.assertIn("1 linked objects carry no analysis", done.stderr)

    def test_what_was_compiled_before_is_said(self):
        self.write("b.c", "int b;\n")
        self.run_here(*CC, "-c", "a.c")
        done = self.build(*CC, "b.c", "a.o", "-o", "prog")
        self.assertIn("1 linked objects carry no analysis", done.stderr)
        done = self.build(*CC, "b.c", "a.c", "-o", "prog")
        self.assertNotIn("carry no analysis", done.stderr)

    @unittest.skipUnless(shutil.which("clang"), "clang is not installed")
    def test_clang_is_said(self):
        done = self.build("clang", "a.c", "-o", "prog")
        self.assertIn("not GCC", done.stderr)
        self.assertNotIn("was all built before", done.stderr)

    @unittest.skipUnless(shutil.which("cmake"), "cmake is not installed")
    def test_cmake(self):
        self.write("CMakeLists.txt", "cmake_minimum_required (VERSION 3.10)\n"
                   "project (p C)\nadd_executable (prog a.c)\n")
        for name in ("Unix Makefiles", *["Ninja"] * bool(
                shutil.which("ninja"))):
            with self.subTest(generator=name):
                shutil.rmtree(self.directory / "out", ignore_errors=True)
                self.build(
                    "sh", "-c", f"cmake -G '{name}' -S . -B out"
                    f" -DCMAKE_C_COMPILER={CC[0]} >/dev/null"
                    " && cmake --build out >/dev/null")
                self.assertIn(str(self.directory / "a.c"), self.sources())
                self.assertIn(
                    str(self.directory / "out/prog"),
                    [link["output"] for link in self.found()["links"]])

    @unittest.skipUnless(shutil.which("meson") and shutil.which("ninja"),
                         "meson or ninja is not installed")
    def test_meson(self):
        self.write("meson.build",
                   "project('p', 'c')\nexecutable('prog', 'a.c')\n")
        done = self.build("sh", "-c", "meson setup out >/dev/null"
                          " && ninja -C out >/dev/null", CC=CC[0])
        self.assertIn("../a.c", self.sources())
        self.assertIn(str(self.directory / "out/prog"),
                      [link["output"] for link in self.found()["links"]])
        self.assertNotIn("carry no analysis", done.stderr)


class Usage(BuildCase):
    def test_errors_say_what_is_wrong(self):
        for arguments, words in (
                (["build"], "no command to run"),
                (["build", "--nonsense"], "unexpected '--nonsense'"),
                (["build", "--plugin", "nowhere.so", "--", "true"],
                 "cannot read the plugin nowhere.so"),
                (["build", "--plugin=nowhere.so", "--", "true"],
                 "cannot read the plugin nowhere.so"),
                (["build", "--output"], "--output needs a value"),
                (["flags", "--plugin"], "--plugin needs a value"),
                (["build", "--collect", "--", "true"], "runs nothing"),
                (["build", "--output", "nowhere", "--collect"], "there is no"),
                (["nonsense"], "no command 'nonsense'")):
            with self.subTest(arguments=arguments):
                done = self.escape(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, done.stderr)

    def test_help(self):
        for arguments in (["--help"], ["build", "--help"],
                          ["flags", "--help"], ["report", "--help"],
                          ["build", "-h"]):
            done = self.escape(*arguments)
            self.assertEqual((done.returncode, done.stderr), (0, ""))
            self.assertIn("sage: escape", done.stdout)

    def test_flags_compile(self):
        flags = self.escape("flags").stdout.split()
        self.assert_silent(self.run_here(*CC, *flags, "-c", "a.c"))
