"""What the Python tests share: compiling with and without the plugin."""

import collections
import json
import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile
import unittest

with open(os.environ["ESCAPE_SITE"], encoding="utf-8") as _file:
    SITE = json.load(_file)

SOURCE = pathlib.Path(SITE["srcdir"]).resolve()
BUILD = pathlib.Path(SITE["builddir"]).resolve()
TESTS = SOURCE / "testsuite"
HEADERS = SOURCE / "runtime/include"
PLUGIN = BUILD / "plugin/escape.so"
CC = shlex.split(SITE["cc"])
CXX = shlex.split(SITE["cxx"])
VERSION = SITE["gcc_version"]
MAJOR = VERSION.split(".", maxsplit=1)[0]

Run = collections.namedtuple("Run", "status output")


def read_terminal(terminal):
    """All that is written to the other end of TERMINAL, until it is closed."""
    said = b""
    try:
        while part := os.read(terminal, 4096):
            said += part
    except OSError:
        pass  # As Linux tells that the other end is closed.
    return said


def run(command, cwd, timeout=300):
    """Run COMMAND; its output and errors come as one text."""
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, timeout=timeout, check=False,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, env={**os.environ, "LC_ALL": "C"})
    return Run(done.returncode, done.stdout.decode(errors="replace"))


def plugin_options(**values):
    """The options that load the plugin: plugin_options(m=1, stack_limit=9)."""
    return [f"-fplugin={PLUGIN}",
            *(f"-fplugin-arg-escape-{key.replace('_', '-')}={value}"
              for key, value in values.items())]


def beside(name):
    """The compiler called NAME in the same GCC as CC: beside("gfortran").

    None if it is not installed.
    """
    for candidate in (f"{name}-{MAJOR}", name):
        path = shutil.which(candidate)
        if path and run([path, "-dumpfullversion"],
                        "/").output.strip() == VERSION:
            return path
    return None


class Case(unittest.TestCase):
    """A test with a directory of its own, and plain assertions."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="escape-")
        self.addCleanup(temporary.cleanup)
        self.directory = pathlib.Path(temporary.name)

    def write(self, name, text):
        path = self.directory / name
        path.write_text(text)
        return path

    def run_here(self, *command):
        return run(command, self.directory)

    def gcc(self, *arguments, **values):
        """Call CC with the plugin and its options VALUES."""
        return self.run_here(*CC, *plugin_options(**values), *arguments)

    def assert_silent(self, result):
        self.assertEqual(result, Run(0, ""))

    def assert_no_crash(self, result):
        for word in ("internal compiler error", "Segmentation",
                     "Aborted", "undefined symbol"):
            self.assertNotIn(word, result.output)

    def assert_error(self, result, *words):
        """It failed with an `error:', and says each of WORDS."""
        self.assertNotEqual(result.status, 0, result.output)
        self.assert_no_crash(result)
        self.assertIn("error: ", result.output)
        for word in words:
            self.assertIn(word, result.output)

    def assert_same_object(self, compiler, source, *options):
        """COMPILER makes the same object with and without the plugin."""
        target = pathlib.Path(source).stem + ".o"  # Ada insists on the name.
        base = [*compiler, "-gno-record-gcc-switches", "-c", source,
                "-o", target, *options]
        objects = []
        for plugin in ([], plugin_options(m=3)):
            result = self.run_here(*base, *plugin)
            self.assertEqual(result.status, 0, result.output)
            objects.append((self.directory / target).read_bytes())
        self.assertTrue(objects[0] == objects[1],
                        f"{source} {options}: the plugin changed the object")
