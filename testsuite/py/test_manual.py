"""The runtime's manual pages agree with its headers.

A page is runtime/doc/escape_HEADER.3; its table of cost has a row for each
function of the header.  Functions of templates are called NAME_OPERATION.
Those with a file and a line (_at) are left out, as are those that end in `_' or
begin with escape_: they are not for users.
"""

import re
import shutil
import subprocess
import tempfile
import unittest

from harness import CC, HEADERS, SOURCE

DOC = SOURCE / "runtime/doc"

# A line of GCC's -aux-info: /* file:line:.. */ type name (arguments); ...
AUX_INFO = re.compile(
    r"/\* \S*/include/escape/\w+\.h:.*?\*/ .*?(\w+) \([^()]*(?:\(|\);)")

# How a page's header is included to declare all that it can.
INCLUSIONS = {
    "arena": "#include <escape/arena.h>",
}


def declared(inclusion):
    """The functions that the C text INCLUSION declares for users."""
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as prototypes:
        subprocess.run([*CC, "-I", HEADERS, "-fsyntax-only", "-aux-info",
                        prototypes.name, "-x", "c", "-"], input=inclusion,
                       text=True, check=True)
        names = {match[1] for match in map(AUX_INFO.match, prototypes)
                 if match}
    return {name for name in names if not name.startswith("escape_")
            and not name.endswith(("_", "_at"))}


def rows(page):
    """The first column of the tables of cost in the text PAGE."""
    tables = re.findall(r"^\.TS\n.*?\.\n(.*?)^\.TE", page, flags=re.M | re.S)
    return [line.split("\t") for table in tables
            for line in table.splitlines()[1:]]


class Manual(unittest.TestCase):
    maxDiff = None

    def test_every_function_has_its_cost(self):
        for header, inclusion in INCLUSIONS.items():
            with self.subTest(header=header):
                page = (DOC / f"escape_{header}.3").read_text()
                said = {row[0] for row in rows(page)}
                # Macros, in capitals or slice_*, are not seen by declared.
                self.assertLessEqual(declared(inclusion), said)
                text = "".join((HEADERS / "escape").joinpath(name).read_text()
                               for name in re.findall(r"escape/(\w+\.h)",
                                                      inclusion))
                for name in said - declared(inclusion):
                    self.assertRegex(text, rf"define {name}\b")

    def test_every_row_is_complete(self):
        for path in sorted(DOC.glob("*.3")):
            for row in rows(path.read_text()):
                with self.subTest(page=path.name, row=row[0]):
                    self.assertEqual(len(row), 4)
                    self.assertTrue(all(row))

    def test_every_page_is_listed(self):
        makefile = (SOURCE / "Makefile.am").read_text()
        self.assertEqual(set(re.findall(r"runtime/doc/(\S+\.3)", makefile)),
                         {path.name for path in DOC.glob("*.3")})
        self.assertEqual({f"escape_{name}.3" for name in INCLUSIONS},
                         {path.name for path in DOC.glob("*.3")})

    @unittest.skipUnless(shutil.which("groff"), "groff is missing")
    def test_groff_has_nothing_to_say(self):
        for path in sorted(DOC.glob("*.3")):
            with self.subTest(page=path.name):
                done = subprocess.run(
                    ["groff", "-t", "-mandoc", "-ww", "-Tutf8", path],
                    capture_output=True, text=True, check=True)
                self.assertEqual(done.stderr, "")
                plain = re.sub(".\b", "", done.stdout)
                self.assertIn("\nCOST\n", plain)


if __name__ == "__main__":
    unittest.main()
