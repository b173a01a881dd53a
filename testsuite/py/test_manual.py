"""The manual pages agree with what they speak of.

escape.1 with the plugin, the others with the runtime's headers.

A page is runtime/doc/escape_HEADER.3; its synopsis has the signature of each
function of the header, its table of cost a row, and its programs, which are
run, use it.  Functions of templates are called NAME_OPERATION.  Those with a
file and a line (_at) are left out, as are those that end in `_' or begin with
escape_: they are not for users.
"""

import re
import shlex
import shutil
import subprocess
import tempfile
import unittest

from harness import BUILD, CC, HEADERS, PLUGIN, SOURCE, Case

DOC = SOURCE / "runtime/doc"
PAGES = [*sorted(DOC.glob("*.3")), SOURCE / "plugin/doc/escape.1"]

# A line of GCC's -aux-info: /* file:line:.. */ type name (arguments); ...
AUX_INFO = re.compile(
    r"/\* \S*/include/escape/(\w+)\.h:.*?\*/ .*?(\w+) \([^()]*(?:\(|\);)")

# How each page's header is included, to declare all that it can.
TEMPLATE = """
typedef short T;
#define SLICE_NAME NAME
#define SLICE_TYPE T
#define SLICE_EQUAL(a, b) ((a) == (b))
#define SLICE_LESS(a, b) ((a) < (b))
"""
MAP_TEMPLATE = """
typedef int K;
typedef double V;
#define HMAP_NAME NAME
#define HMAP_KEY K
#define HMAP_VALUE V
"""
INCLUSIONS = {
    "allocator": "#include <escape/allocator.h>",
    "annotations": "#include <escape/annotations.h>",
    "arena": "#include <escape/arena.h>",
    "base": "#include <escape/base.h>",
    "bytes": "#include <escape/bytes.h>",
    "hash": "#include <escape/hash.h>",
    "hmap": MAP_TEMPLATE + "#include <escape/hmap.h>",
    "hmap_any": "#include <escape/hmap_any.h>",
    "local": "#include <escape/local.h>",
    "memstats": "#include <escape/memstats.h>",
    "pool": "#include <escape/pool.h>",
    "slice": TEMPLATE + "#include <escape/slice.h>",
}


def header_of(file):
    return file if file in INCLUSIONS else file.split("_")[0]


def macros(header):
    """The macros that the header defines for users, with arguments."""
    text = (HEADERS / f"escape/{header}.h").read_text()
    attributes = re.findall(r"^#define (ESCAPE_\w+?)(?:\(.*?\))? "
                            r"ESCAPE_(?:ATTRIBUTE|PRAGMA_) ", text, re.M)
    names = re.findall(r"^#\s*define (\w+)\(", text, re.M)
    return {*attributes, *(name for name in names if not name.startswith(
        ("ESCAPE_", "SLICE_LIVE")))}


def synopsis(page):
    """Type, name and arguments of each function there."""
    text = page.split("\n.Sh SYNOPSIS\n")[1].split("\n.Sh ")[0]
    return [(shlex.split(kind)[0], *shlex.split(rest))
            for kind, rest in re.findall(r"^\.Ft (.*)\n\.Fn (.*)", text, re.M)]


def programs(page):
    shown = re.findall(r"(?s)\n\.Bd -literal[^\n]*\n(.*?)\n\.Ed", page)
    return [text.replace("\\(aq", "'").replace("\\(ha", "^")
            .replace("\\e", "\\") + "\n"
            for text in shown if "\nmain (" in text]


def declared(header):
    """The functions that HEADER and its parts declare for users."""
    with tempfile.NamedTemporaryFile("r", suffix=".txt") as prototypes:
        subprocess.run([*CC, "-I", HEADERS, "-fsyntax-only", "-aux-info",
                        prototypes.name, "-x", "c", "-"],
                       input=INCLUSIONS[header], text=True, check=True)
        names = {match[2] for match in map(AUX_INFO.match, prototypes)
                 if match and header_of(match[1]) == header}
    if any(name.startswith("NAME_") for name in names):
        names = {name for name in names if name.startswith("NAME_")}
    return {name for name in names if not name.startswith("escape_")
            and "__" not in name and not name.endswith(("_", "_at"))}


def rows(page):
    """The first column of the tables of cost in the text PAGE."""
    tables = re.findall(r"^\.TS\n.*?\.\n(.*?)^\.TE", page, flags=re.M | re.S)
    return [line.split("\t") for table in tables
            for line in table.splitlines()[1:]]


class Manual(unittest.TestCase):
    maxDiff = None

    def test_every_function_has_its_cost(self):
        for header in INCLUSIONS:
            with self.subTest(header=header):
                page = (DOC / f"escape_{header}.3").read_text()
                said = {row[0] for row in rows(page)}
                self.assertLessEqual(declared(header), said)
                # Macros and members are not seen by declared, and some of what
                # begins with escape_ is of use.
                text = (HEADERS / f"escape/{header}.h").read_text()
                for name in said - declared(header):
                    self.assertRegex(text, rf"\b{name}\b")

    def test_every_function_has_its_signature(self):
        for header, inclusion in INCLUSIONS.items():
            with self.subTest(header=header):
                functions = synopsis((DOC / f"escape_{header}.3").read_text())
                self.assertLessEqual(declared(header),
                                     {name for _, name, *_ in functions})
                # A declaration that is another one's would be an error.
                again = "".join(
                    f"extern {kind} {name} ({', '.join(args) or 'void'});\n"
                    for kind, name, *args in functions)
                done = subprocess.run(
                    [*CC, "-I", HEADERS, "-fsyntax-only", "-x", "c", "-"],
                    input=f"{inclusion}\n{again}", text=True,
                    capture_output=True)
                self.assertEqual(done.stderr, "")

    def test_every_function_and_macro_has_an_example(self):
        for header in INCLUSIONS:
            page = (DOC / f"escape_{header}.3").read_text()
            shown = "".join(programs(page))
            names = {name for _, name, *_ in synopsis(page)}
            for name in names | macros(header):
                with self.subTest(header=header, name=name):
                    self.assertTrue(
                        re.search(rf"(Fn|Dv|,) {name}\b", page))
                    used = re.sub("^(NAME|slice|hmap)_(?!any)", r"\\w+_",
                                  name)
                    self.assertTrue(re.search(rf"\b{used}\b", shown))

    def test_every_ready_made_type_is_listed(self):
        for header, page in ("slices", "slice"), ("hmaps", "hmap"):
            text = (HEADERS / f"escape/{header}.h").read_text()
            said = (DOC / f"escape_{page}.3").read_text()
            for name in re.findall(r"_NAME (\w+)", text):
                self.assertRegex(said, rf"\.Vt .*\b{name}\b")

    def test_every_row_is_complete(self):
        for path in sorted(DOC.glob("*.3")):
            for row in rows(path.read_text()):
                with self.subTest(page=path.name, row=row[0]):
                    self.assertEqual(len(row), 4)
                    self.assertTrue(all(row))

    def test_every_header_has_its_page(self):
        headers = {path.stem for path in (HEADERS / "escape").glob("*.h")}
        parts = {"checked", "hmap_template", "hmap_walk", "hmap_whole",
                 "hmaps", "slice_array", "slice_grow", "slice_order",
                 "slice_template", "slices", "tophash"}
        self.assertEqual(headers - parts, set(INCLUSIONS))

    def test_every_page_is_listed(self):
        makefile = (SOURCE / "Makefile.am").read_text()
        self.assertEqual(set(re.findall(r"runtime/doc/(\S+\.3)", makefile)),
                         {path.name for path in DOC.glob("*.3")})
        self.assertEqual({f"escape_{name}.3" for name in INCLUSIONS},
                         {path.name for path in DOC.glob("*.3")})

    @unittest.skipUnless(shutil.which("groff"), "groff is missing")
    def test_groff_has_nothing_to_say(self):
        for path in PAGES:
            with self.subTest(page=path.name):
                done = subprocess.run(
                    ["groff", "-t", "-mandoc", "-ww", "-Tutf8", path],
                    capture_output=True, text=True, check=True)
                self.assertEqual(done.stderr, "")
                plain = re.sub(".\b", "", done.stdout)
                self.assertIn("\nSYNOPSIS\n", plain)


class Plugin(Case):
    """escape.1, the plugin's --help, and what the plugin says is valid."""

    def setUp(self):
        super().setUp()
        self.page = (SOURCE / "plugin/doc/escape.1").read_text()
        self.write("t.c", "int nothing;\n")

    def section(self, name):
        return self.page.split(f"\n.Ss {name}\n")[1].split("\n.S")[0]

    def valid(self, what, **options):
        refused = self.gcc("-c", "t.c", **options).output
        return re.search(rf"valid {what} are: (.*)", refused)[1].split(", ")

    def test_options(self):
        keys = self.valid("keys", nonsense=1)
        said = re.findall(r"(?m)(?:\.It|,) Cm ([\w-]+)(?: Ns =|$)",
                          self.section("Options"))
        self.assertEqual(sorted(set(said)), sorted(keys))
        compiler = self.run_here(*CC, "-print-prog-name=cc1").output.strip()
        shown = self.run_here(compiler, f"-fplugin={PLUGIN}", "--help").output
        helped = re.findall(r"-fplugin-arg-escape-([\w-]+)", shown)
        self.assertEqual(sorted(set(helped)), sorted(keys))
        ours = shown[shown.index("-fplugin-arg-escape-m="):]
        for default in re.findall(r"\(default (\S+)\)", ours):
            self.assertRegex(self.section("Options"),
                             rf"The default is\n?.*?\b{default}")

    def test_commands(self):
        for command in ("build", "report", "program", "flags"):
            helped = self.run_here(BUILD / "plugin/escape", command, "--help")
            # Of argparse's text only the part behind the usage.
            options = re.findall(r"(?m)^ +(?:-h, )?--([\w-]+)", helped.output)
            said = re.findall(r"(?:\.It|,|\\\n) ?Fl -([\w-]+)",
                              self.section(f"escape {command}"))
            if command == "flags":
                said = re.findall(r"Fl -([\w-]+)", self.page.split(
                    "\n.Cm flags\n")[1].split("\n.Sh")[0])
            with self.subTest(command=command):
                self.assertEqual(sorted({*said, "help"}),
                                 sorted({*options, "help"}))

    def test_groups(self):
        said = re.findall(r"(?m)^\.It Cm (\w+)$", self.section("Groups"))
        self.assertEqual([*said, "all"], self.valid("groups", warn="x"))

    def test_json_keys(self):
        said = []
        for names in re.findall(r"(?m)^\.It Cm (.*)$", self.section("JSON")):
            said += names.split(" , ")
        readme = (SOURCE / "README.md").read_text()
        table = readme.split("\n## JSON\n")[1].split("\n## ")[0]
        keys = []
        for names in re.findall(r"(?m)^\| (`.*?) \|", table):
            keys += re.findall(r"`(\w+)`", names)
        self.assertEqual(said, keys)


class Pages:
    """Every line of C on the page runtime/doc/PAGE."""

    # What stands around a line of a table, unless the line declares it.
    NAMES = {
        "s": "ints s = slice_literal (ints, 1, 2, 3, 4);",
        "t": "ints t = slice_literal (ints, 5, 6);",
        "i": "size_t i = 1;",
        "m": "counts *m = counts_make (1);",
        "b": "bytes b = bytes_make (4, 8);",
        "sep": 'bytes sep = bytes_view_string (",");',
        "p": """static const pool_ops made = POOL_OPS_SLICE (ints, 8);
                pool *p = pool_make (&made, 9);""",
        "x": "ints *x = NULL;",
    }
    HEAD = """
#include <escape/arena.h>
#include <escape/bytes.h>
#include <escape/hmaps.h>
#include <escape/memstats.h>
#include <escape/pool.h>
void use (int);
void see (const char *, int);
void show (bytes);
"""
    FLAGS = ["-std=c17", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion",
             "-Werror", "-Wno-unused", "-Wno-maybe-uninitialized", "-I",
             HEADERS]

    def setUp(self):
        super().setUp()
        page = (DOC / self.PAGE).read_text()
        self.types = re.search(r"^```c types\n(.*?)^```", page, re.M | re.S)[1]
        self.programs = re.findall(r"^```c run\n(.*?)^```", page, re.M | re.S)
        self.lines = re.findall(r"^\| .* \| `(.*;)` \|$", page, re.M)

    def test_every_line_compiles(self):
        functions = []
        for number, line in enumerate(self.lines):
            around = [declaration for name, declaration in self.NAMES.items()
                      if re.search(rf"\b{name}\b", line)
                      and not re.search(rf"[\w*] \*?{name}( =|[,;])|"
                                        rf"ON_STACK \(\w+, {name}\b", line)]
            functions.append(
                "void line_%d (void);\nvoid\nline_%d (void)\n{\n%s\n%s\n}\n"
                % (number, number, "\n".join(around), line))
        self.assertGreaterEqual(len(functions), self.LINES)
        source = self.write("lines.c", self.HEAD + self.types
                            + "".join(functions))
        self.assert_silent(self.run_here(*CC, *self.FLAGS, "-c", source))

    def test_every_program_prints_what_it_says(self):
        self.assertGreaterEqual(len(self.programs), self.PROGRAMS)
        for program in self.programs:
            source = self.write("program.c", self.types + program)
            self.assert_silent(self.run_here(
                *CC, *self.FLAGS, "-pthread", source,
                BUILD / "runtime/.libs/libescape.a", "-o", "program"))
            output = self.run_here("./program").output
            for wanted in re.findall(r"/\* prints: (.*?) \*/", program):
                self.assertIn(wanted, output)


class FromGo(Pages, Case):
    PAGE = "from-go.md"
    LINES, PROGRAMS = 51, 3


class FromC(Pages, Case):
    PAGE = "from-c.md"
    LINES, PROGRAMS = 23, 1

    # A column, its header, and what stands around a cell of it.
    PEERS = {
        "khash": ("htslib/khash.h", """
            KHASH_MAP_INIT_STR (counts, int)
            void f (khash_t (counts) *h, khint_t k, int r, int v,
                    const char *key, size_t n)"""),
        "uthash": ("uthash.h", """
            struct entry { char key[9]; UT_hash_handle hh; };
            void f (struct entry *head, struct entry *e,
                    struct entry *tmp)"""),
        "stb_ds": ("stb/stb_ds.h", """
            struct count { char *key; int value; };
            void f (struct count *h, int *a, int i, size_t n)"""),
    }

    def cells(self, column):
        """What stands there that is all code."""
        page = (DOC / self.PAGE).read_text()
        for table in re.findall(r"^\| to \|.*?\n\n", page, re.M | re.S):
            names, _, *rows = ([cell.strip() for cell in line.split("|")]
                               for line in table.splitlines() if line)
            if column in names:
                for row in rows:
                    yield from re.findall("^`([^`]*)`$",
                                          row[names.index(column)])

    def test_what_the_peers_say_compiles(self):
        for peer, (header, around) in self.PEERS.items():
            with self.subTest(peer=peer):
                include = (f"#include <{header}>\n"
                           "void see (const char *, int);\n")
                source = self.write("peer.c", include)
                if self.run_here(*CC, "-fsyntax-only", source).status:
                    self.skipTest(f"{header} is missing")
                cells = list(self.cells(peer))
                self.assertGreaterEqual(len(cells), 8)
                body = "".join(f"{{ {cell}; }}\n" for cell in cells)
                source = self.write("peer.c", f"{include}{around}{{{body}}}")
                self.assert_silent(
                    self.run_here(*CC, "-fsyntax-only", source))


class Programs(Case):
    """The complete programs of the manual pages."""

    def test_programs(self):
        flags = FromGo.FLAGS
        for path in sorted(DOC.glob("*.3")):
            for text in programs(path.read_text()):
                with self.subTest(page=path.name, text=text):
                    source = self.write("program.c", text)
                    self.assert_silent(self.run_here(
                        *CC, *flags, "-pthread", source,
                        BUILD / "runtime/.libs/libescape.a", "-o", "program"))
                    said = re.search(r"/\* prints: (.*) \*/", text)[1]
                    done = self.run_here("sh", "-c", "./program 2>/dev/null")
                    self.assertEqual(done.output, said + "\n")


if __name__ == "__main__":
    unittest.main()
