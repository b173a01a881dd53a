#!/usr/bin/env python3
"""Compile what a build compiled again, with the plugin, and look for trouble.

    real_code.py --cc=CC --plugin=ESCAPE.SO --work=DIR [-j N] COMMANDS
    real_code.py --record COMMANDS COMPILER ARGUMENT...

The second form is the compiler of a build: it notes each compilation of a C
file in COMMANDS, a JSON object a line, and does what COMPILER does.  The first
form repeats them.  For each file it is wrong if the compiler with the plugin
fails, or takes longer than LIMIT; if the object file is another than without,
at m=0 or m=3; if what it prints at m=3 is another the second time.  All that
it warns of, with every kind tracked, is left in DIR, a file for each source.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

LIMIT = 900  # Seconds.
WITH_VALUE = ("-o", "-MF", "-MT", "-MQ")
WITHOUT = ("-c", "-MD", "-MMD", "-MP")


def record(target, command):
    """Note COMMAND in the file TARGET, and become it."""
    if "-c" in command and any(word.endswith(".c") for word in command):
        with open(target, "a", encoding="utf-8") as file:
            file.write(json.dumps({"cwd": os.getcwd(),
                                   "arguments": command[1:]}) + "\n")
    os.execvp(command[0], command)


def read_commands(path):
    """Triples of directory, source and options; each source once."""
    seen = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        command = json.loads(line)
        words = iter(command["arguments"])
        options = []
        for word in words:
            if word in WITH_VALUE:
                next(words, None)
            elif word not in WITHOUT:
                options.append(word)
        source = next(word for word in options if word.endswith(".c"))
        where = os.path.join(command["cwd"], source)
        # A configure script's are gone, or their directory is.
        if os.path.exists(where) and os.path.isdir(command["cwd"]):
            seen.setdefault(where, (command["cwd"], source, options))
    return list(seen.values())


class Compiler:
    """CC, with and without the plugin."""

    def __init__(self, cc, plugin, work):
        self.cc = cc
        self.plugin = [f"-fplugin={plugin}",
                       "-fplugin-arg-escape-track=slice,map,raw",
                       "-fdiagnostics-plain-output"]
        self.work = work

    def run(self, target, command, *more):
        """The status, the object file and what was printed."""
        directory, _, options = command
        target.unlink(missing_ok=True)
        try:
            done = subprocess.run(
                [*self.cc, *options, "-gno-record-gcc-switches", *more, "-c",
                 "-o", target], cwd=directory, stdin=subprocess.DEVNULL,
                capture_output=True, check=False, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            return "no end", b"", b""
        return (done.returncode,
                target.read_bytes() if target.exists() else b"", done.stderr)

    def problems(self, number, command):
        """What is wrong with COMMAND's file, and what is warned of."""
        target = self.work / f"{number:04}.o"
        plain = self.run(target, command, "-w")
        if plain[0]:
            return ["it does not compile without the plugin"], b""
        loud = self.run(target, command, *self.plugin)
        first, second = (self.run(target, command, *self.plugin, "-w",
                                  "-fplugin-arg-escape-m=3")
                         for _ in range(2))
        target.unlink(missing_ok=True)
        found = []
        for name, done in (("m=0", loud), ("m=3", first)):
            if done[0]:
                found.append(f"at {name} the compiler ends with {done[0]}")
            elif done[1] != plain[1]:
                found.append(f"at {name} the object file is another")
        if first[2] != second[2]:
            found.append("at m=3 the output is another the second time")
        return found, loud[2]


def main():
    if sys.argv[1:2] == ["--record"]:
        record(sys.argv[2], sys.argv[3:])
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cc", type=shlex.split, required=True)
    parser.add_argument("--plugin", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)))
    parser.add_argument("commands", type=pathlib.Path)
    arguments = parser.parse_args()
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    compiler = Compiler(arguments.cc, arguments.plugin.resolve(), work)
    commands = read_commands(arguments.commands)
    bad, groups = 0, {}
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        results = pool.map(compiler.problems, range(len(commands)), commands)
        for number, (command, (found, text)) in enumerate(
                zip(commands, results)):
            source = pathlib.Path(command[1]).stem
            (work / f"{number:04}-{source}.log").write_bytes(text)
            for problem in found:
                print(f"{command[1]}: {problem}", flush=True)
            bad += bool(found)
            for group in re.findall(rb"warning: .*\[escape:(\w+)\]", text):
                groups[group.decode()] = groups.get(group.decode(), 0) + 1
    warnings = ", ".join(f"{groups[group]} {group}"
                         for group in sorted(groups)) or "none"
    print(f"{len(commands)} files, {bad} with trouble; warnings: {warnings}")
    sys.exit(bool(bad) or not commands)


if __name__ == "__main__":
    main()
