"""Determinism, and the plugin itself under valgrind."""

import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

from harness import CC, HEADERS, TESTS, Case, plugin_options, run

FOLDERS = sorted(folder for folder in TESTS.glob("escape.*")
                 if any(folder.glob("*.c")))


def size(path):
    return path.stat().st_size


class Determinism(Case):
    """The same source gives the same output, wherever memory lies."""

    def outputs(self, source, *options, around=()):
        """Messages, verdicts and dumps; the command comes behind AROUND."""
        result = self.run_here(
            *around, *CC, *plugin_options(
                m=3, track="slice,map,raw", warn="unneeded", json="t.json"),
            "-isystem", HEADERS, "-c", source, "-o", "t.o", *options)
        self.assert_no_crash(result)
        files = [*self.directory.glob("*.json"),
                 *self.directory.glob("*.escape")]
        written = {file.name: file.read_bytes() for file in files}
        for file in files:
            file.unlink()
        return (result, written)

    def check(self, folder):
        """Other addresses of heap, libraries and stack, other rubbish."""
        other = ["env", "MALLOC_PERTURB_=85", "MALLOC_TOP_PAD_=12345678",
                 "MOVES_THE_STACK=" + 30000 * "x"]
        if shutil.which("setarch"):
            # As a rule they are at random addresses already.
            other = ["setarch", "--addr-no-randomize", *other]
        dumped = False
        for source in sorted(folder.glob("*.c")):
            with self.subTest(source=source.name):
                outputs = self.outputs(source)
                self.assertEqual(outputs, self.outputs(source, around=other))
                dumped |= any(name.endswith(".escape") for name in outputs[1])
        self.assertTrue(dumped)

    def test_garbage_collection(self):
        """GCC's collector, run whenever it may, takes nothing of ours."""
        smallest = [min(folder.glob("*.c"), key=size) for folder in FOLDERS]
        for source in smallest[::4]:
            with self.subTest(source=source.name):
                self.assertEqual(
                    self.outputs(source),
                    self.outputs(source, "--param=ggc-min-expand=0",
                                 "--param=ggc-min-heapsize=0"))


class Valgrind(Case):
    """cc1 with the plugin makes no error in the plugin's code."""

    def check(self, source):
        if not shutil.which("valgrind"):
            self.skipTest("valgrind is not installed")
        cc1 = run([*CC, "-print-prog-name=cc1"], "/").output.strip()
        subprocess.run(
            ["valgrind", "--quiet", "--xml=yes", "--xml-file=valgrind.xml",
             "--num-callers=40", cc1, "-quiet", "-dumpdir", "./",
             "-dumpbase", "t.c", *plugin_options(
                 m=3, track="slice,map,raw", json="t.json"),
             "-isystem", HEADERS, source, "-o", "t.s"],
            cwd=self.directory, check=False, timeout=500,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        tree = xml.etree.ElementTree.parse(self.directory / "valgrind.xml")
        self.assertEqual(tree.findtext("status[last()]/state"), "FINISHED")
        for error in tree.iter("error"):
            # With XML, valgrind cannot be kept from telling what is still
            # allocated at the end.
            if error.findtext("kind", "").startswith("Leak_"):
                continue
            stack = [frame.findtext("obj", "")
                     for frame in error.iter("frame")]
            # An error within GCC alone, called by nobody of ours, is GCC's.
            ours = any("escape" in re.sub(r".*/", "", name) for name in stack)
            self.assertFalse(ours, xml.etree.ElementTree.tostring(
                error, encoding="unicode"))


def _add_tests():
    for folder in FOLDERS:
        name = re.sub(r"\W", "_", folder.name)
        setattr(Determinism, f"test_{name}",
                lambda self, folder=folder: self.check(folder))
        # The biggest test of a folder stands for it.
        source = max(folder.glob("*.c"), key=size)
        setattr(Valgrind, f"test_{name}",
                lambda self, source=source: self.check(source))


_add_tests()

if __name__ == "__main__":
    unittest.main()
