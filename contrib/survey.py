#!/usr/bin/env python3
"""Compile C files with the plugin and count what it found.

    survey.py --cc=CC --plugin=ESCAPE.SO --work=DIR [--rounds=N]
              FILE.c... -- OPTION...

Each file is compiled in turn with and without the plugin, N times; the fastest
time of each counts.  The JSON that the plugin wrote remains in DIR.
"""

import argparse
import collections
import json
import pathlib
import shlex
import subprocess
import sys
import time


def compile_once(command):
    """Returns the seconds that COMMAND took, or None if it failed."""
    start = time.perf_counter()
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        errors = [line for line in done.stderr.splitlines()
                  if "error: " in line]
        print(f"does not compile: {shlex.join(command)}\n"
              f"  {(errors or ['no error printed'])[0]}", file=sys.stderr)
        return None
    return seconds


class File:
    """One source file, compiled in both ways."""

    def __init__(self, source, arguments):
        self.source = source
        self.target = arguments.work / (source.stem + ".o")
        self.verdicts = arguments.work / (source.stem + ".escape.json")
        base = [*arguments.cc, "-gno-record-gcc-switches", "-w",
                *arguments.options, "-c", str(source), "-o", str(self.target)]
        self.without = base
        self.with_plugin = [*base, f"-fplugin={arguments.plugin}",
                            "-fplugin-arg-escape-track=slice,map,raw",
                            f"-fplugin-arg-escape-json={self.verdicts}"]
        self.seconds = {}
        self.same = False

    def survey(self, rounds):
        """Compile ROUNDS times; false if it does not compile."""
        times = collections.defaultdict(list)
        for _ in range(rounds):
            objects = []
            for way in (self.without, self.with_plugin):
                seconds = compile_once(way)
                if seconds is None:
                    return False
                times[way is self.with_plugin].append(seconds)
                objects.append(self.target.read_bytes())
            self.same = objects[0] == objects[1]
        self.seconds = {way: min(taken) for way, taken in times.items()}
        return True

    def records(self):
        text = self.verdicts.read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]


ROWS = (
    ("slices made", "allocation", "slice"),
    ("maps made", "allocation", "map"),
    ("other allocation sites", "allocation", "raw"),
    ("stack-backed slices", "variable", "slice"),
    ("stack-backed maps", "variable", "map"),
    ("locals whose address is used", "variable", "local"),
    ("parameters", "parameter", "parameter"),
)


def print_table(records):
    """Verdicts by kind.  `escapes' of a parameter is that it leaks."""
    count = collections.Counter()
    for record in records:
        kind = (record["object"], record["kind"])
        count[kind, "all"] += 1
        if record["verdict"] == "does-not-escape":
            count[kind, "stays"] += 1
        elif record.get("grade") == "assumed":
            count[kind, "assumed"] += 1
        else:
            count[kind, "shown"] += 1
        if record.get("promotable"):
            count[kind, "promotable"] += 1
    columns = (("all", "all"), ("does not escape", "stays"),
               ("on the stack instead", "promotable"),
               ("escapes, shown", "shown"), ("escapes, assumed", "assumed"))
    width = max(len(title) for title, *_ in ROWS)
    print(" " * width, *(title for title, _ in columns), sep="  ")
    for title, *kind in ROWS:
        if count[tuple(kind), "all"]:
            print(f"{title:{width}}",
                  *(f"{count[tuple(kind), key]:{len(column)}}"
                    for column, key in columns), sep="  ")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cc", type=shlex.split, required=True)
    parser.add_argument("--plugin", required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("files", type=pathlib.Path, nargs="+")
    own = sys.argv[1:]
    options = []
    if "--" in own:
        options = own[own.index("--") + 1:]
        own = own[:own.index("--")]
    arguments = parser.parse_args(own)
    arguments.options = options
    arguments.work.mkdir(parents=True, exist_ok=True)

    files = [File(source, arguments) for source in arguments.files]
    done = [file for file in files if file.survey(arguments.rounds)]
    if not done:
        sys.exit("survey.py: none of the files compiles")
    records = [record for file in done for record in file.records()]
    functions = {(r["file"], r["function"]) for r in records}
    sites = sum(r["object"] == "allocation" for r in records)

    print(f"{len(done)} of {len(files)} files compiled, {len(functions)} "
          f"functions with a verdict, {sites} allocation sites")
    print()
    print_table(records)
    print()
    without = sum(file.seconds[False] for file in done)
    loaded = sum(file.seconds[True] for file in done)
    print(f"compile time: {without:.2f} s without the plugin, {loaded:.2f} s "
          f"with it, ratio {loaded / without:.2f}")
    print(f"objects: {sum(file.same for file in done)} of {len(done)} "
          "identical with and without the plugin")
    if len(done) < len(files) or not all(file.same for file in done):
        sys.exit(1)


if __name__ == "__main__":
    main()
