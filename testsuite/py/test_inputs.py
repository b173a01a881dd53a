"""What bad or unusual input gets: an error, or silence; never a crash."""

import json
import unittest

from harness import CC, MAJOR, Case, plugin_options, run

GROUPS = ("heap", "stack", "free", "leak", "pathleak", "nil", "unneeded",
          "alloc", "assert", "all")
KEYS = ("m", "track", "warn", "error", "ignore", "stack-limit", "interpose",
        "json", "exclude", "budget")
KEEPS = """\
#include <stdlib.h>
int *kept;
void keep (void) { kept = malloc (sizeof *kept); }
"""
LOSES = """\
#include <stdlib.h>
int lose (void) { return malloc (1) != 0; }
"""


class Options(Case):
    def setUp(self):
        super().setUp()
        self.write("t.c", "int nothing;\n")

    def test_unknown_key(self):
        self.assert_error(self.gcc("-c", "t.c", mm=1), "mm", *KEYS)

    def test_level(self):
        for value in ("4", "-1", "x", ""):
            with self.subTest(value=value):
                self.assert_error(self.gcc("-c", "t.c", m=value), "m")

    def test_level_without_value(self):
        result = self.run_here(*CC, *plugin_options(), "-fplugin-arg-escape-m",
                               "-c", "t.c")
        self.assert_error(result, "m")

    def test_unknown_kind(self):
        self.assert_error(self.gcc("-c", "t.c", track="slice,tree"),
                          "tree", "slice", "map", "raw")

    def test_unknown_group(self):
        for key in ("warn", "error", "ignore"):
            with self.subTest(key=key):
                self.assert_error(self.gcc("-c", "t.c", **{key: "heep"}),
                                  "heep", *GROUPS)

    def test_stack_limit(self):
        for value in ("lots", "-1", "", "1x", "99999999999999999999999"):
            with self.subTest(value=value):
                self.assert_error(self.gcc("-c", "t.c", stack_limit=value),
                                  "stack-limit")

    def test_interpose(self):
        self.assert_error(self.gcc("-c", "t.c", interpose="maybe"),
                          "maybe", "trust", "distrust")

    def test_every_good_value(self):
        for values in ({"m": 0}, {"m": 3}, {"track": "slice,map,raw"},
                       {"warn": ",".join(GROUPS[:-1])}, {"warn": "all"},
                       {"error": "heap"}, {"ignore": "heap,stack"},
                       {"stack_limit": 0}, {"interpose": "trust"},
                       {"interpose": "distrust"}):
            with self.subTest(values=values):
                result = self.gcc("-c", "t.c", **values)
                self.assertEqual(result.status, 0, result.output)

    def test_for_one_group_the_last_option_wins(self):
        self.write("t.c", KEEPS)
        heap = ["-fplugin-arg-escape-track=raw", "-c", "t.c"]
        ignore = "-fplugin-arg-escape-ignore=heap"
        error = "-fplugin-arg-escape-error=heap"
        self.assert_silent(self.gcc(*heap, error, ignore))
        self.assert_error(self.gcc(*heap, ignore, error), "[escape:heap]")


class Json(Case):
    def records(self, name):
        text = (self.directory / name).read_text()
        return [json.loads(line) for line in text.splitlines()]

    def test_cannot_be_written(self):
        self.write("t.c", KEEPS)
        result = self.gcc("-c", "t.c", json="nowhere/t.json")
        self.assert_error(result, "nowhere/t.json")

    def test_file(self):
        self.write("t.c", KEEPS)
        result = self.gcc("-c", "t.c", json="t.json")
        self.assertEqual(result.status, 0, result.output)
        records = [r for r in self.records("t.json") if r["name"] == "malloc"]
        self.assertEqual(len(records), 1)
        self.assertEqual(records[0]["verdict"], "escapes")
        self.assertEqual(records[0]["reasons"], ["global"])
        self.assertEqual(records[0]["line"], 3)

    def names(self):
        """What is in the folder d."""
        return sorted(p.name for p in (self.directory / "d").iterdir())

    def test_directory(self):
        self.write("t.c", KEEPS)
        result = self.gcc("-c", "t.c", "-o", "t.o", json="d/")
        self.assertEqual(result.status, 0, result.output)
        name, = self.names()
        self.assertRegex(name, r"^t\.c-[0-9a-f]{16}\.escape\.json$")
        self.assertEqual(len(self.records(f"d/{name}")), 1)

    def test_directory_has_a_file_for_each_unit(self):
        for folder in ("a", "b", "out"):
            (self.directory / folder).mkdir()
        self.write("a/util.c", KEEPS)
        self.write("b/util.c", KEEPS)
        directory = f"{self.directory}/d/"
        units = (("", "a/util.c", "util.o"), ("", "b/util.c", "util.o"),
                 ("", "a/util.c", "out/util.o"), ("", "a/util.c", "other.o"),
                 ("a", "util.c", "util.o"), ("b", "util.c", "util.o"))
        for _ in range(2):
            for where, source, target in units:
                command = [*CC, *plugin_options(json=directory), "-c", source,
                           "-o", target]
                self.assert_silent(run(command, self.directory / where))
            self.assertEqual(len(self.names()), len(units), self.names())

    def test_error_removes_the_older_file_in_a_directory(self):
        self.write("t.c", KEEPS)
        self.gcc("-c", "t.c", json="d/")
        self.assertEqual(len(self.names()), 1)
        self.write("t.c", KEEPS + "int x = y;\n")
        self.assert_error(self.gcc("-c", "t.c", json="d/"), "'y'")
        self.assertEqual(self.names(), [])

    def test_error_removes_the_older_file(self):
        self.write("t.c", KEEPS)
        self.gcc("-c", "t.c", json="t.json")
        self.write("t.c", KEEPS + "int x = y;\n")
        self.assert_error(self.gcc("-c", "t.c", json="t.json"), "'y'")
        self.assertFalse((self.directory / "t.json").exists())

    def test_no_temporary_file_remains(self):
        self.write("t.c", KEEPS)
        self.gcc("-c", "t.c", json="t.json")
        self.assertEqual(sorted(p.name for p in self.directory.iterdir()),
                         ["t.c", "t.json", "t.o"])

    def test_untouched_where_there_is_no_verdict(self):
        self.write("t.c", KEEPS)
        for option in ("-E", "-fsyntax-only"):
            with self.subTest(option=option):
                self.write("t.json", "older\n")
                result = self.gcc(option, "t.c", "-o", "t.out", json="t.json")
                self.assertEqual(result.status, 0, result.output)
                self.assertEqual((self.directory / "t.json").read_text(),
                                 "older\n")

    def test_untouched_by_the_link(self):
        self.write("t.c", KEEPS + "int main (void) { return 0; }\n")
        self.gcc("-flto", "-c", "t.c")
        self.write("t.json", "older\n")
        result = self.gcc("-flto=1", "t.o", "-o", "t", json="t.json")
        self.assertEqual(result.status, 0, result.output)
        self.assertEqual((self.directory / "t.json").read_text(), "older\n")

    def test_every_line_has_the_keys(self):
        self.write("t.c", KEEPS + "int *f (int *p) { return p; }\n"
                   "int g (void) { int i = 0; return *f (&i); }\n")
        self.gcc("-c", "t.c", json="t.json")
        keys = {"function", "file", "line", "column", "object", "name",
                "kind", "verdict", "path"}
        for record in self.records("t.json"):
            self.assertLessEqual(keys, record.keys())


class Formats(Case):
    """GCC's own formats for tools have the way that an object takes."""

    def compiled(self, diagnostics):
        self.write("t.c", KEEPS)
        result = self.gcc("-c", "t.c", f"-fdiagnostics-format={diagnostics}",
                          track="raw")
        self.assertEqual(result.status, 0, result.output)
        return result.output

    @unittest.skipIf(int(MAJOR) >= 16, "GCC 16 has no JSON of its own")
    def test_json(self):
        output = self.compiled("json")
        warning = json.JSONDecoder().raw_decode(output)[0][0]
        self.assertIn("[escape:heap]", warning["message"])
        self.assertEqual([event["description"] for event in warning["path"]],
                         ["'malloc(...)' is allocated here",
                          "stored in global 'kept'"])

    @unittest.skipIf(int(MAJOR) < 13, "SARIF came with GCC 13")
    def test_sarif(self):
        self.compiled("sarif-file")
        file, = self.directory.glob("*.sarif")
        run, = json.loads(file.read_text())["runs"]
        warning = run["results"][0]
        self.assertIn("[escape:heap]", warning["message"]["text"])
        locations = warning["codeFlows"][0]["threadFlows"][0]["locations"]
        self.assertEqual([location["location"]["message"]["text"]
                          for location in locations],
                         ["'malloc(...)' is allocated here",
                          "stored in global 'kept'"])


class Units(Case):
    def check_silent(self, text, *options):
        self.write("t.c", text)
        self.assert_silent(self.gcc(*options, "t.c", "-o", "t.out", m=3))

    def test_empty_unit(self):
        self.check_silent("", "-c")

    def test_syntax_error(self):
        self.write("t.c", "int f (int *p) { return *p \n")
        result = self.gcc("-c", "t.c", m=3)
        self.assert_error(result, "expected")

    def test_semantic_error(self):
        self.write("t.c", KEEPS + "int f (void) { return nothing; }\n")
        self.assert_error(self.gcc("-c", "t.c", m=1), "nothing")

    def test_missing_file(self):
        self.assert_error(self.gcc("-c", "missing.c", m=1), "missing.c")

    def test_preprocessor_output_is_the_same(self):
        self.write("t.c", KEEPS)
        self.assertEqual(self.gcc("-E", "t.c", m=3).output,
                         self.run_here(*CC, "-E", "t.c").output)

    def test_syntax_only(self):
        self.write("t.c", KEEPS)
        self.assert_silent(self.gcc("-fsyntax-only", "t.c", m=3))

    def test_saved_temporaries(self):
        self.write("t.c", KEEPS)
        plain = self.gcc("-c", "t.c", m=1, track="raw")
        saved = self.gcc("-save-temps", "-c", "t.c", m=1, track="raw")
        self.assertEqual(plain, saved)

    def test_two_units_in_one_call(self):
        self.write("t.c", KEEPS)
        self.write("u.c", "int *f (int *p) { return p; }\n")
        result = self.gcc("-c", "t.c", "u.c", m=1)
        self.assertEqual(result.status, 0, result.output)
        self.assertIn("leaking param", result.output)

    def test_standard_input(self):
        self.assert_silent(self.gcc("-x", "c", "-c", "-", "-o", "t.o", m=3))

    def test_werror(self):
        self.write("t.c", LOSES)
        self.assert_error(self.gcc("-Werror", "-c", "t.c"), "[escape:leak]")


if __name__ == "__main__":
    unittest.main()
