"""What README.md shows is what the plugin prints; what it lists is there."""

import json
import re
import shutil
import subprocess

from harness import HEADERS, MAJOR, SOURCE, Case


def essence(lines):
    """The warnings and events among LINES."""
    return re.findall(r"warning: .*|\(\d+\) .*", "\n".join(lines))


class Readme(Case):
    def text(self):
        return (SOURCE / "README.md").read_text(encoding="utf-8")

    def test_example_is_what_is_printed(self):
        shutil.copy(SOURCE / "runtime/examples/registry.c", self.directory)
        printed = self.gcc("-c", "registry.c", track="raw")
        self.assertEqual(printed.status, 0, printed.output)
        wanted = [line.rstrip() for line in printed.output.splitlines()]
        shown = [line[4:].replace("\u2018", "'").replace("\u2019", "'")
                 for line in self.text().splitlines()
                 if line.startswith("    ") or not line]
        first = shown.index(wanted[0])
        shown = shown[first:first + len(wanted)]
        if int(MAJOR) >= 15:  # They draw the way in another manner.
            shown, wanted = map(essence, (shown, wanted))
            self.assertEqual(len(wanted), 6)
        self.assertEqual(shown, wanted)

    def test_packages_are_those_that_the_scripts_install(self):
        listed = re.search(r"(?m)^    apt-get install (.*)$", self.text())[1]
        command = ". contrib/lib.sh; compiler_packages 12"
        installed = subprocess.run(["bash", "-c", command], cwd=SOURCE,
                                   capture_output=True, text=True, check=True)
        self.assertEqual(sorted(listed.split()),
                         sorted(installed.stdout.split()))

    def test_options_are_those_of_help(self):
        refused = self.gcc("-c", "-x", "c", "/dev/null", nonsense=1).output
        keys = set(re.search(r"valid keys are: (.*)", refused)[1].split(", "))
        listed = set()
        table = self.text().split("\n## Options\n")[1].split("\n## ")[0]
        for row in re.findall(r"(?m)^\|((?: `[a-z-]+(?:=[^`]*)?`,?)+) \|",
                              table):
            listed |= set(re.findall(r"`([a-z-]+)[=`]", row))
        self.assertEqual(listed, keys)

    def test_groups_are_those_of_errors(self):
        refused = self.gcc("-c", "-x", "c", "/dev/null", warn="x").output
        groups = re.search(r"valid groups are: (.*), all", refused)[1]
        listed = re.findall(r"(?m)^\| `\[escape:(\w+)\]`", self.text())
        self.assertEqual(listed, groups.split(", "))

    def test_annotations_are_those_of_the_header(self):
        header = (HEADERS / "escape/annotations.h").read_text()
        there = set(re.findall(r"(?m)^#define (ESCAPE_\w+).* ESCAPE_ATTR",
                               header))
        listed = set()
        for row in re.findall(r"(?m)^\| (`ESCAPE_[^|]*(?:\\\|[^|]*)*)\|",
                              self.text()):
            listed |= set(re.findall(r"`(ESCAPE_\w+)", row))
        self.assertEqual(listed, there)

    def test_json_keys_are_those_written(self):
        self.gcc("-w", "-c", SOURCE / "runtime/examples/registry.c",
                 json="t.json")
        lines = [json.loads(line) for line in
                 (self.directory / "t.json").read_text().splitlines()]
        keys = {(line["object"], key) for line in lines for key in line}
        table = self.text().split("\n## JSON\n")[1].split("\n## ")[0]
        listed = set()
        for names, where in re.findall(r"(?m)^\| (`.*?) \| ([\w, ]+) \|",
                                       table):
            objects = ("allocations, variables, parameters"
                       if where == "all" else where)
            listed |= {(object_[:-1], key)
                       for key in re.findall(r"`(\w+)`", names)
                       for object_ in objects.split(", ")}
        self.assertEqual(listed, keys)
