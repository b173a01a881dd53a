"""`escape report': formats, filters, baselines, profiles, the page."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

from harness import BUILD, CC, HEADERS, SOURCE, Case

sys.path.insert(0, str(SOURCE / "plugin/command"))
# pylint: disable=wrong-import-position
from escape_report import (load, model, page, profile, sarif,  # noqa: E402
                           select, texts)

ESCAPE = BUILD / "plugin/escape"
FINDINGS = [
    {"group": "leak", "level": "warning", "function": "f", "file": "src/a.c",
     "line": 10, "column": 3, "text": "‘malloc(...)’ is never released",
     "path": [{"function": "f", "file": "src/a.c", "line": 10, "column": 3,
               "text": "‘malloc(...)’ is allocated here"},
              {"function": "e", "file": "src/b.c", "line": 7, "column": 1,
               "text": "lost here"}]},
    {"group": "stack", "level": "error", "function": "g", "file": "src/a.c",
     "line": 20, "column": 7, "text": "address of local ‘x’ escapes its frame",
     "path": []},
    {"group": "heap", "level": "warning", "function": "h", "file": "lib/c.c",
     "line": 5, "column": 2, "text": "‘malloc(...)’ escapes to heap",
     "path": []},
]
VERDICTS = [
    {"function": "f", "file": "src/a.c", "line": 10, "column": 3,
     "object": "allocation", "name": "malloc", "kind": "raw",
     "verdict": "does-not-escape", "released": "always", "size": 16},
    {"function": "g", "file": "src/a.c", "line": 20, "column": 7,
     "object": "variable", "name": "x", "kind": "local",
     "verdict": "escapes", "size": 4},
    {"function": "h", "file": "lib/c.c", "line": 5, "column": 2,
     "object": "allocation", "name": "malloc", "kind": "map",
     "verdict": "escapes", "size": None},
]


def read_findings(lines=None):
    """LINES, by way of a file as `escape program --findings' writes it."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        for line in FINDINGS if lines is None else lines:
            file.write(json.dumps(line) + "\n")
        file.flush()
        return load.read_findings(file.name)


def findings():
    found = read_findings()
    model.describe(found, VERDICTS)
    model.set_fingerprints(found)
    select.date_findings(found, {})
    return sorted(found, key=model.sort_key)


class Findings(unittest.TestCase):
    def test_messages_and_their_paths(self):
        stack, leak, heap = findings()
        self.assertEqual((stack.group, stack.level, stack.function),
                         ("stack", "error", "g"))
        self.assertEqual([event.file for event in leak.path],
                         ["src/a.c", "src/b.c"])
        self.assertEqual((heap.kind, heap.function), ("map", "h"))

    def test_fingerprints_survive_moved_lines(self):
        moved = [{**line, "line": line["line"] + 9, "column": 1}
                 for line in FINDINGS]
        old, shifted = read_findings(), read_findings(moved)
        model.set_fingerprints(old)
        model.set_fingerprints(shifted)
        self.assertEqual([f.fingerprint for f in old],
                         [f.fingerprint for f in shifted])

    def test_equal_findings_are_told_apart(self):
        line = FINDINGS[0]
        twice = read_findings([line, {**line, "line": 11}])
        model.set_fingerprints(twice)
        self.assertNotEqual(twice[0].fingerprint, twice[1].fingerprint)


class Select(Case):
    def test_filters(self):
        def left(**filters):
            return [f.group for f in findings()
                    if select.matches(f, **filters)]
        self.assertEqual(left(groups=["leak"]), ["leak"])
        self.assertEqual(left(kinds=["map"]), ["heap"])
        self.assertEqual(left(files=["a.c"]), ["stack", "leak"])
        self.assertEqual(left(files=["lib/*"]), ["heap"])
        self.assertEqual(left(functions=["[fg]"]), ["stack", "leak"])

    def test_baseline(self):
        path = self.directory / "baseline"
        old = [f for f in findings() if f.group != "leak"]
        for finding in old:
            finding.since = "2020-02-02"
        select.write_baseline(path, old)
        now = findings()
        select.date_findings(now, select.read_baseline(path))
        self.assertEqual([(f.group, f.new) for f in now],
                         [("stack", False), ("leak", True), ("heap", False)])
        self.assertEqual(now[0].since, "2020-02-02")

    def test_damaged_baseline(self):
        path = self.write("baseline", "{}")
        with self.assertRaisesRegex(load.Trouble, "is not a baseline"):
            select.read_baseline(path)

    def test_suppressions(self):
        path = self.write("s", "# a comment\nleak src/*.c f owned elsewhere\n"
                               "heap *.c nobody it is gone\n")
        kept, unused = select.suppress(findings(),
                                       select.read_suppressions(path))
        self.assertEqual([f.group for f in kept], ["stack", "heap"])
        self.assertEqual([s.place for s in unused], [f"{path}:3"])

    def test_suppressions_of_other_encodings(self):
        path = self.directory / "suppress"
        path.write_bytes(b"leak a.c f gr\xfcn\n")
        self.assertEqual(len(select.read_suppressions(path)), 1)

    def test_suppression_without_a_reason(self):
        for line, words in (("leak *.c f\n", "reason is missing"),
                            ("lek *.c f why\n", "no group 'lek'")):
            path = self.write("s", line)
            with self.assertRaisesRegex(load.Trouble, words):
                select.read_suppressions(path)


class Formats(Case):
    def test_table_is_worst_first(self):
        lines = texts.table(findings(), False, width=100).splitlines()
        self.assertRegex(lines[0], r"^group +where +what +since$")
        rows = [line.split()[0] for line in lines
                if re.match(r"\w.*:\d", line)]
        self.assertEqual(rows[:3], ["stack", "leak", "heap"])
        self.assertEqual(lines[-1], "3 findings: 1 stack, 1 leak, 1 heap")

    def test_table_has_colour_on_demand_only(self):
        self.assertNotIn("\033", texts.table(findings(), False))
        self.assertIn("\033[31m", texts.table(findings(), True))

    def test_table_with_a_run(self):
        found = findings()
        found[1].cost = profile.Cost(3072, 3, 1024, 1)
        lines = texts.table(found, False, width=120).splitlines()
        self.assertRegex(lines[0], r" cost +left +since$")
        self.assertRegex(lines[3], r"^leak .* 3.0 KiB +1.0 KiB  \d")
        self.assertRegex(lines[1], r"^stack .* -  +-  \d")

    def test_gcc(self):
        self.assertEqual(
            texts.gcc(findings()).splitlines(),
            ["src/a.c:20:7: error: address of local ‘x’ escapes its frame"
             " [escape:stack]",
             "src/a.c:10:3: warning: ‘malloc(...)’ is never released"
             " [escape:leak]",
             "src/a.c:10:3: note: (1) ‘malloc(...)’ is allocated here",
             "src/b.c:7:1: note: (2) lost here",
             "lib/c.c:5:2: warning: ‘malloc(...)’ escapes to heap"
             " [escape:heap]"])

    def test_github(self):
        text = texts.github(findings()).splitlines()
        self.assertEqual(
            text[0], "::error file=src/a.c,line=20,col=7,title=escape%3Astack"
                     "::address of local ‘x’ escapes its frame")
        self.assertIn("%0A(1) src/a.c:10:", text[1])

    def test_json(self):
        lines = texts.jsonl(findings()).splitlines()
        self.assertEqual([json.loads(line)["group"] for line in lines],
                         ["stack", "leak", "heap"])

    @unittest.skipUnless(shutil.which("dot"), "graphviz is not installed")
    def test_dot(self):
        self.write("paths.dot", texts.dot(findings()))
        self.assert_silent(self.run_here("dot", "-o", "/dev/null",
                                         "paths.dot"))

    def test_sarif(self):
        log = json.loads(sarif.sarif(findings(), "0.1", "."))
        run, = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"],
                             result["ruleId"])
        leak = next(r for r in run["results"] if r["ruleId"] == "escape/leak")
        flow = leak["codeFlows"][0]["threadFlows"][0]["locations"]
        self.assertEqual(len(flow), 2)
        self.assertEqual(len({r["partialFingerprints"]["escape/v1"]
                              for r in run["results"]}), 3)

    @unittest.skipUnless(shutil.which("npm") and shutil.which("jsonschema"),
                         "npm or python3-jsonschema is not installed")
    def test_sarif_is_valid_by_the_published_schema(self):
        pack = self.run_here("npm", "pack", "--silent",
                             "@microsoft/sarif-matcher-utils@1.0.0-beta.0")
        archives = list(self.directory.glob("*.tgz"))
        if pack.status or not archives:
            self.skipTest("npm cannot fetch the schema")
        self.run_here("tar", "xzf", archives[0])
        schema, = self.directory.glob("package/lib/schemas/sarif-2.1.0*.json")
        self.write("log.sarif", sarif.sarif(findings(), "0.1", "."))
        valid = self.run_here("jsonschema", "-i", "log.sarif", schema)
        self.assertEqual(valid.status, 0, valid.output)


PROGRAM = """\
#include <stdlib.h>
static char *make (int n)
{
  return malloc (n);
}
int main (void)
{
  char *p = make (1000), *q = make (200);
  p[0] = q[0] = 1;
  free (p);
  return !q;
}
"""


class Profiles(Case):
    """A program's two calls of its allocator: lines 8 (twice) and 4."""

    def setUp(self):
        super().setUp()
        self.write("prog.c", PROGRAM)
        made = self.run_here(*CC, "-g", "-O0", "prog.c", "-o", "prog")
        self.assertEqual(made.status, 0, made.output)
        common = {"file": "prog.c", "column": 1, "object": "allocation",
                  "kind": "raw", "released": "always"}
        self.verdicts = [
            {**common, "function": "make", "line": 4, "name": "malloc",
             "verdict": "escapes", "reasons": ["returned"]},
            {**common, "function": "main", "line": 8, "name": "make",
             "verdict": "does-not-escape"},
            {**common, "function": "never", "line": 99, "name": "make",
             "verdict": "does-not-escape"}]

    def joined(self, path):
        return profile.join([], self.verdicts, [path])

    def check_costs(self, joined, count=2, size=1200):
        in_make, in_main, never = joined.sites.costs
        self.assertEqual((in_make.bytes, in_make.count), (size, count))
        self.assertEqual((in_main.bytes, in_main.count), (size, count))
        self.assertIsNone(never)
        self.assertEqual([v["line"] for v in joined.unreached], [99])

    @unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed")
    def test_dhat(self):
        self.run_here("valgrind", "--tool=dhat", "--dhat-out-file=out",
                      "./prog")
        joined = self.joined(self.directory / "out")
        self.check_costs(joined)
        # One block is left: what is `always' released is not.
        self.assertEqual([v["line"] for v, _ in joined.contradicted], [8])

    @unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed")
    def test_massif(self):
        self.run_here("valgrind", "--tool=massif", "--massif-out-file=out",
                      "--threshold=0", "./prog")
        joined = self.joined(self.directory / "out")
        self.assertGreaterEqual(joined.sites.costs[1].bytes, 1200)

    @unittest.skipUnless(shutil.which("heaptrack"),
                         "heaptrack is not installed")
    def test_heaptrack(self):
        self.run_here("heaptrack", "-o", "out", "./prog")
        data = [path for path in self.directory.glob("out*")]
        self.check_costs(self.joined(data[0]))

    def test_what_a_callee_keeps_is_not_its_callers(self):
        """main's call of make is no site of what make needs for itself."""
        frames = [profile.Frame("make", "prog.c", 4),
                  profile.Frame("main", "prog.c", 8)]
        record = profile.Record(frames, profile.Cost(5, 1, 5, 1))
        for reasons, sites in ((["returned"], {0: True, 1: True}),
                               (["returned", "global"], {0: True, 1: False}),
                               (["global"], {0: True})):
            self.verdicts[0]["reasons"] = reasons
            self.assertEqual(profile.Sites(self.verdicts).of(record), sites)

    @unittest.skipUnless(shutil.which("valgrind"), "valgrind is not installed")
    def test_without_lines_it_says_why(self):
        self.run_here("strip", "prog")
        self.run_here("valgrind", "--tool=dhat", "--dhat-out-file=out",
                      "./prog")
        self.assertIn("compiled with -g?",
                      texts.run(self.joined(self.directory / "out")))

    def test_gperftools(self):
        tcmalloc = next(pathlib.Path("/usr/lib").glob(
            "*/libtcmalloc.so*"), None)
        if not tcmalloc:
            self.skipTest("libgoogle-perftools is not installed")
        done = subprocess.run(
            ["./prog"], cwd=self.directory, check=False,
            env={**os.environ, "LD_PRELOAD": str(tcmalloc),
                 "HEAPPROFILE": str(self.directory / "heap")})
        self.assertEqual(done.returncode, 0)
        self.check_costs(self.joined(next(
            self.directory.glob("heap*.heap"))))

    def test_what_is_no_profile(self):
        path = self.write("x", "nothing\n")
        with self.assertRaisesRegex(load.Trouble, "no heap profile"):
            profile.read(path)
        path = self.write("x", '{"dhatFileVersion": 2, "ftbl": 3}')
        with self.assertRaisesRegex(load.Trouble, "is damaged"):
            profile.read(path)


CONTAINERS = """\
#include <pthread.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#define SLICE_NAME ints
#define SLICE_TYPE int
#include <escape/slice.h>
#define HMAP_NAME table
#define HMAP_KEY int
#define HMAP_VALUE int
#include <escape/hmap.h>

static ints
squares (int n)
{
  ints s = { 0 };
  for (int i = 0; i < n; i++)
    s = slice_append (ints, s, i * i);
  return s;
}

static void *
count (void *arg)
{
  table *t = hmap_make (table, 0);
  for (int i = 0; i < 5000; i++)
    *hmap_slot (table, t, i % 700) += 1;
  table_free (t);
  return arg;
}

int
main (void)
{
  pthread_t threads[3];
  for (int i = 0; i < 3; i++)
    pthread_create (&threads[i], NULL, count, NULL);
  ints kept = squares (1000);
  for (int i = 0; i < 3; i++)
    pthread_join (threads[i], NULL);
  ints given = squares (10000);
  slice_free (ints, &given);
  pid_t child = fork ();
  if (child == 0)
    exit (0);
  waitpid (child, NULL, 0);
  return kept.len != 1000;
}
"""
SAMPLE = re.compile(r"^ *(\d+): *(\d+) \[ *(\d+): *(\d+)\] @ 0x", re.M)


class RuntimeProfile(Case):
    """The heap profile of a program that uses the runtime."""

    def setUp(self):
        super().setUp()
        self.write("prog.c", CONTAINERS)
        self.compiled("prog.c", "-o", "prog")

    def compiled(self, *arguments):
        done = self.run_here(
            ESCAPE, "build", "--quiet", "--", *CC, "-g", "-O1", "-isystem",
            HEADERS, *arguments, BUILD / "runtime/.libs/libescape.a",
            "-pthread")
        self.assertEqual(done, (0, ""))

    def profile(self, target="heap"):
        done = subprocess.run(
            ["./prog"], cwd=self.directory, check=True, text=True,
            stderr=subprocess.PIPE, env={
                **os.environ, "ESCAPE_MEMSTATS": "1",
                "ESCAPE_HEAPPROFILE": target})
        return done.stderr

    def test_sums_are_those_of_the_counters(self):
        said = self.profile()
        stats = {name: (int(count), int(size)) for name, count, size
                 in re.findall(r"(allocs|live) +(\d+) +(\d+) bytes", said)}
        text = (self.directory / "heap").read_text()
        head = re.match(r"heap profile: +(\d+): +(\d+) \[ *(\d+): +(\d+)\]"
                        r" @ heapprofile\n", text)
        sums = tuple(map(int, head.groups()))
        self.assertEqual(sums, stats["live"] + stats["allocs"])
        self.assertEqual(sums, tuple(
            sum(map(int, column)) for column in zip(*SAMPLE.findall(text))))
        self.assertEqual(sums[0], 1)

    def test_a_file_for_each_process(self):
        self.profile("heap-%p")
        files = list(self.directory.glob("heap-*"))
        self.assertEqual(len(files), 2)
        for file in files:
            self.assertRegex(file.name, r"^heap-\d+$")

    def test_what_cannot_be_written_is_said(self):
        self.assertIn("cannot write the heap profile nowhere/heap",
                      self.profile("nowhere/heap"))

    def test_joined_by_line(self):
        self.profile()
        done = self.run_here(ESCAPE, "report", "--profile", "heap")
        self.assertEqual(done.status, 0, done.output)
        line = CONTAINERS.splitlines().index("  ints kept = squares (1000);")
        self.assertRegex(done.output, r"in 11 calls, \S+ KiB left: prog.c:"
                         rf"{line + 1}: squares, does-not-escape")
        self.assertRegex(done.output,
                         r"in 6 calls, 0 B left: prog.c:25: table_make")
        # What a map takes as it grows is of no site: it is told where.
        self.assertRegex(done.output, r"not matched: \S*prog.c:27")

    @unittest.skipUnless(shutil.which("google-pprof"),
                         "google-perftools is not installed")
    def test_pprof_opens_it(self):
        self.profile()
        done = self.run_here("google-pprof", "--text", "--alloc_objects",
                             "--lines", "./prog", "heap")
        self.assertEqual(done.status, 0, done.output)
        self.assertRegex(done.output, r"(?m)^ .* squares .*prog\.c:18$")

    @unittest.skipUnless(shutil.which("go"), "Go is not installed")
    def test_go_s_pprof_opens_it(self):
        self.profile()
        for index in ("inuse_objects", "inuse_space", "alloc_objects",
                      "alloc_space"):
            done = self.run_here("go", "tool", "pprof", "-top",
                                 f"-sample_index={index}", "prog", "heap")
            self.assertEqual(done.status, 0, done.output)
            self.assertIn(f"Type: {index}", done.output)
            self.assertRegex(done.output, r"(?m)^ .* squares$")


BROWSER = shutil.which("chromium")


class Page(Case):
    def setUp(self):
        super().setUp()
        for name in ("src/a.c", "src/b.c", "lib/c.c"):
            path = self.directory / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(f"line {i} of {name} </script>\n"
                                    for i in range(1, 41)))

    def page(self, found, verdicts):
        return page.page(found, verdicts, [str(self.directory)], "a <title>")

    def test_nothing_of_the_data_ends_the_script(self):
        text = self.page(findings(), VERDICTS)
        self.assertEqual(text.count("</script>"), 2)
        self.assertIn("a &lt;title&gt;", text)
        self.assertNotRegex(text, r"(src|href)=\"?https?:")

    def dump(self, text, script):
        """The document after SCRIPT ran in the page TEXT."""
        self.write("page.html", text.replace(
            "</body>", f"<script>{script}</script></body>"))
        result = self.run_here(
            BROWSER, "--headless", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={self.directory}/browser",
            "--virtual-time-budget=5000", "--window-size=1200,800",
            "--dump-dom", f"file://{self.directory}/page.html")
        self.assertEqual(result.status, 0, result.output)
        return result.output

    @unittest.skipUnless(BROWSER, "chromium is not installed")
    def test_clicked_through_in_a_browser(self):
        text = self.page(findings(), VERDICTS)
        document = self.dump(text, """
          const press = (key) => document.dispatchEvent (
            new KeyboardEvent ("keydown", { key, bubbles: true }));
          press ("j");            // The leak.
          press ("n");
          press ("n");            // Its second step, in another file.
          document.body.dataset.step
            = document.querySelector (".code.now").textContent;
          document.getElementById ("tab-verdicts").click ();
          document.getElementById ("filter").value = "map";
          document.getElementById ("filter").dispatchEvent (
            new Event ("input"));
          setTimeout (() => {
            document.body.dataset.rows
              = document.querySelectorAll (".row").length;
            document.body.dataset.count
              = document.getElementById ("count").textContent;
          }, 500);
        """)
        self.assertRegex(document, r'data-step="7line 7 of src/b.c')
        self.assertIn("(2) lost here", document)
        self.assertIn('data-rows="1"', document)
        self.assertIn('data-count="1 of 3"', document)

    @unittest.skipUnless(BROWSER, "chromium is not installed")
    def test_many_verdicts_are_few_elements(self):
        many = [{**VERDICTS[0], "line": 1 + i % 40, "column": i}
                for i in range(100000)]
        document = self.dump(self.page([], many), """
          document.body.dataset.elements
            = document.getElementsByTagName ("*").length;
        """)
        count = int(re.search(r'data-elements="(\d+)"', document)[1])
        self.assertLess(count, 5000)

    @unittest.skipUnless(BROWSER, "chromium is not installed")
    def test_pictures_can_be_made(self):
        done = self.run_here("env", f"CC={CC[0]}", SOURCE / "contrib/pictures",
                             BUILD, self.directory)
        self.assertEqual(done, (0, ""))
        text = (self.directory / "report.svg").read_text()
        self.assertRegex(text, r'fill="#ff7b72">stack +<')
        self.assertIn("wordfreq-bug.c:25:8", text)
        picture = (self.directory / "page.png").read_bytes()
        self.assertEqual(picture[:4], b"\x89PNG")
        # Not all of one colour.
        self.assertGreater(len(picture), 50000)

    @unittest.skipUnless(BROWSER, "chromium is not installed")
    def test_its_benchmark_runs(self):
        done = self.run_here(
            SOURCE / "contrib/bench/page", "--verdicts=300", "--findings=9",
            "--rounds=1")
        self.assertEqual(done.status, 0, done.output)
        self.assertRegex(done.output, r"300 verdicts, 9 findings: .* MB"
                                      r"(?s:.*)\nfilter +\d+ ms\n")


class CommandLine(Case):
    def report(self, *arguments):
        return subprocess.run(
            [ESCAPE, "report", *arguments], cwd=self.directory, check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)

    def test_errors_say_what_to_do(self):
        for arguments, words in (
                ([], "run 'escape build -- make'"),
                (["nowhere.o"], "there is no nowhere.o"),
                (["--group", "lek"], "no group 'lek'"),
                (["--kind", "slice,maps"], "no kind 'maps'"),
                (["--limit", "-1"], "not 0 or more"),
                (["--json", "-", "--sarif", "-"], "only one output"),
                (["--json", "-", "--gcc"], "only one output")):
            done = self.report(*arguments)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(words, done.stderr)

    def test_a_damaged_build(self):
        (self.directory / ".escape").mkdir()
        for text in ("", "[]", "{}", '{"units": 1, "links": []}',
                     '{"units": [{}], "links": []}',
                     '{"units": [], "links": ["a"]}'):
            self.write(".escape/build.json", text)
            done = self.report()
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr,
                             r"\Aescape report: .*build.json is damaged.*\n\Z")

    def test_a_build_that_did_not_end(self):
        folder = self.directory / ".escape"
        folder.mkdir()
        self.write(".escape/journal", "")
        self.assertIn("'escape build --collect' makes a list",
                      self.report().stderr)
        self.write("a.c", "int main (void) { return 0; }\n")
        self.run_here(ESCAPE, "build", "--", *CC, "a.c", "-o", "prog")
        done = self.report()
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        os.utime(folder / "build.json", (1, 1))
        done = self.report()
        self.assertEqual(done.returncode, 0)
        self.assertIn("a later build has not ended", done.stderr)

    def test_from_a_build(self):
        self.write("a.c", "#include <stdlib.h>\nvoid f (void)\n{\n"
                          "  (void) malloc (3);\n}\n"
                          "int main (void) { f (); return 0; }\n")
        built = self.run_here(ESCAPE, "build", "--", *CC, "-g", "a.c",
                              "-o", "prog")
        self.assertEqual(built.status, 0, built.output)
        done = self.report("--gcc")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("a.c:4:10: warning: ‘malloc(...)’ is never released"
                      " [escape:leak]", done.stdout)
        self.assertEqual(self.report("--error=leak").returncode, 1)
        self.assertEqual(
            self.report("--save-baseline", "base").returncode, 0)
        self.write("a.c", "\n\n" + (self.directory / "a.c").read_text())
        self.run_here(ESCAPE, "build", "--", *CC, "-g", "a.c", "-o", "prog")
        done = self.report("--since", "base", "--error=all")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.assertNotIn("gone", done.stderr)
        done = self.report("--since", "base", "--ignore=leak")
        self.assertIn("1 of the 1 findings of base are gone", done.stderr)

    def test_findings_of_every_group_have_a_function(self):
        """Also where no object has its verdict."""
        self.write("a.c", "#include <stdlib.h>\nvoid f (char *p)\n{\n"
                          "  char buf[10];\n  p = buf;\n  free (p);\n}\n"
                          "int main (void) { f (0); return 0; }\n")
        self.run_here(ESCAPE, "build", "--", *CC, "-w", "a.c", "-o", "prog")
        found = [json.loads(line) for line
                 in self.report("--json", "-").stdout.splitlines()]
        self.assertEqual([(f["group"], f["function"]) for f in found],
                         [("free", "f")])
        self.write("escape.suppress", "free a.c f it is only a test\n")
        done = self.report("--error=all")
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)

    def test_every_format_at_once(self):
        self.write("a.c", "#include <stdlib.h>\nvoid f (void)\n{\n"
                          "  (void) malloc (3);\n}\n")
        self.write("b.c", "extern void f (void);\n"
                          "int main (void) { f (); return 0; }\n")
        self.run_here(ESCAPE, "build", "--", "sh", "-c",
                      f"{CC[0]} -c a.c b.c && {CC[0]} a.o b.o -o prog")
        for options in ([], ["--units"], ["a.o"]):
            done = self.report(*options, "--html", "page", "--sarif", "log",
                               "--json", "lines", "--dot", "graph",
                               "--github", "--gcc", "--group=leak")
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout.count("never released"), 2)
            for name, words in (("page", "never released"),
                                ("log", '"ruleId": "escape/leak"'),
                                ("lines", '"group": "leak"'),
                                ("graph", "digraph")):
                path = self.directory / name
                self.assertIn(words, path.read_text())
                path.unlink()

    def test_objects_that_were_never_linked(self):
        """Two programs' objects: each is reported on by itself."""
        for name in ("a.c", "b.c"):
            self.write(name, "#include <stdlib.h>\nint main (void)\n{\n"
                             "  return malloc (3) == NULL;\n}\n"
                             f"void f_{name[0]} (void)\n{{\n"
                             "  (void) malloc (3);\n}\n")
        self.run_here(ESCAPE, "build", "--", *CC, "-c", "a.c", "b.c")
        done = self.report("--gcc")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("`main' is defined in", done.stderr)
        for name in ("a.c", "b.c"):
            self.assertIn(f"{name}:8:10: warning: ‘malloc(...)’ is never",
                          done.stdout)
        # Who names files means them as a program.
        self.assertEqual(self.report("a.o", "b.o").returncode, 2)

    def test_a_file_that_cannot_be_read_is_not_the_end(self):
        self.write("a.c", "#include <stdlib.h>\nvoid f (void)\n{\n"
                          "  (void) malloc (3);\n}\n"
                          "int main (void) { f (); return 0; }\n")
        self.run_here(ESCAPE, "build", "--", "sh", "-c",
                      f"{CC[0]} a.c -o x && {CC[0]} a.c -o y")
        self.write("y", "no program")
        done = self.report("--gcc")
        self.assertEqual(done.returncode, 2)
        self.assertIn("escape report: escape program: ", done.stderr)
        self.assertIn("a.c:4:10: warning:", done.stdout)


if __name__ == "__main__":
    unittest.main()
