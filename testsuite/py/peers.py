#!/usr/bin/env python3
"""Compare the warnings of bugs with those of four peers.

    peers.py [--record] [--list=KIND]

It is run in the build directory.  The programs are our own tests of `stack',
`free', `leak' and `pathleak'; the truth is what they say: the lines with a
dg-warning must be warned of, all others must not.

A warning of the bug's kind counts as found if it, or a step of its path, is
anywhere in the bug's function; one that has nothing to do with a function with
such a bug is false.  What else a peer warns of does not count; bugs in files
that it does not compile are neither found nor missed, but refused.  Each runs
at the level of optimisation that it needs.  --list shows those of a KIND:
found, missed, false, refused.  --record writes testsuite/py/peers.json, below
which ours must not fall.
"""

import argparse
import collections
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time

os.environ.setdefault("ESCAPE_SITE", "testsuite/site.json")

from harness import CC, HEADERS, PLUGIN, TESTS, run  # noqa: E402

FIGURES = TESTS / "py/peers.json"
GROUPS = ("stack", "free", "leak", "pathleak")
KINDS = ("found", "missed", "false", "refused")
TITLE = " ".join(KINDS)

# Who does not tell paths apart says this of both.
SAID_AS = {"pathleak": "leak"}

# A compiler, and the group of each of its warnings, by what is in brackets or,
# where that says too little, by the text.
Peer = collections.namedtuple("Peer", "name command groups")
Place = collections.namedtuple("Place", "file line")
Warned = collections.namedtuple("Warned", "place group path")


def gcc(*options):
    return [*CC, "-fdiagnostics-path-format=separate-events", "-c", *options]


PEERS = (
    Peer("escape", gcc("-O2", f"-fplugin={PLUGIN}"),
         {rf"\[escape:{group}\]": group for group in GROUPS}),
    Peer("gcc -fanalyzer", gcc("-fanalyzer"), {
        r"\[-Wanalyzer-(malloc|file|fd)-leak\]": "leak",
        r"\[-Wanalyzer-free-of-non-heap\]": "free",
        r"\[-Wanalyzer-(use-of-pointer-in-stale-stack-frame"
        r"|stale-\S*)\]": "stack"}),
    Peer("gcc -Wfree-nonheap-object", gcc("-O2", "-Wfree-nonheap-object"), {
        r"\[-Wfree-nonheap-object\]": "free"}),
    Peer("gcc -Wdangling-pointer", gcc("-O2", "-Wdangling-pointer=2"), {
        r"\[-Wdangling-pointer=?\]": "stack"}),
    Peer("gcc -Wreturn-local-addr", gcc("-O2", "-Wreturn-local-addr"), {
        r"\[-Wreturn-local-addr\]": "stack"}),
    Peer("clang --analyze", ["clang", "--analyze", "-std=gnu11",
                             "-Xclang", "-analyzer-output=text"], {
        r"\[core\.StackAddressEscape\]|\[-Wreturn-stack-address\]": "stack",
        r"(argument to \w+\(\) is|should not be deallocated).*"
        r"\[unix\.\w+\]|\[-Wfree-nonheap-object\]": "free",
        r"(leak|never released|never closed).*\[unix\.\w+\]": "leak"}),
)


def sources():
    return [path for group in GROUPS
            for path in sorted((TESTS / f"escape.{group}").glob("*.c"))]


def functions_of(path):
    """The function that each line belongs to: its name, GNU style."""
    functions = {}
    name = None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.match(r"(\w+) \(", line)
        if match:
            name = match[1]
        functions[number] = name
    return functions


def bugs_of(path):
    """The bugs in a test: the group, by the place."""
    bugs = {}
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = re.search(r"dg-warning \{.*\\\[escape:(\w+)\\\]\} \}", line)
        if match:
            bugs[Place(path, number)] = match[1]
        elif "dg-warning" in line:
            raise ValueError(f"{path}:{number}: what does it expect?")
    return bugs


def options_of(path):
    """The options in a test that all compilers take, or None: not for them."""
    words = re.findall(r'dg-options "(.*)"', path.read_text())
    words = " ".join(words).split()
    if "-fplugin-arg-escape-ignore=leak" in words:
        return None
    return [word for word in words if not word.startswith("-fplugin-arg")]


def warnings_of(peer, path, work):
    """What PEER warns of in PATH, and whether it compiles."""
    done = run([*peer.command, *options_of(path), f"-I{HEADERS}", path,
                "-o", "t.o"], work)
    warned = []
    inlined = set()  # Where the next warning's function was inlined.
    for line in done.output.splitlines():
        match = re.search(r"inlined from .* at (\S+?):(\d+):", line)
        if match:
            inlined.add(Place(pathlib.Path(match[1]), int(match[2])))
        match = re.match(r"(\S+?):(\d+):(?:\d+:)? (warning|note): (.*)", line)
        if not match:
            continue
        place = Place(pathlib.Path(match[1]), int(match[2]))
        if match[3] == "warning":
            group = next((group for pattern, group in peer.groups.items()
                          if re.search(pattern, match[4], re.IGNORECASE)),
                         None)
            warned.append(Warned(place, group, {place} | inlined))
            inlined.clear()
        elif warned:
            warned[-1].path.add(place)
    return [one for one in warned if one.group], done.status == 0


class Score:
    """What one peer found, by group."""

    def __init__(self, peer):
        self.peer = peer
        self.found = []
        self.missed = []
        self.false = []
        self.refused = []  # Bugs in files that it does not compile.
        self.seconds = 0.0

    def said_of(self, group):
        """The group that its warnings of bugs of GROUP have, or None."""
        groups = self.peer.groups.values()
        said = group if group in groups else SAID_AS.get(group)
        return said if said in groups else None

    def judge(self, path, work):
        start = time.monotonic()
        warned, compiles = warnings_of(self.peer, path, work)
        self.seconds += time.monotonic() - start
        left = {place: group for place, group in bugs_of(path).items()
                if self.said_of(group)}
        if not compiles:
            self.refused += left.items()
            return
        functions = functions_of(path)
        known = {(functions[place.line], self.said_of(group))
                 for place, group in left.items()}

        # A warning at the very line first, so that it takes no other's bug.
        for near in (lambda one, bug: bug == one.place,
                     lambda one, bug: bug in one.path,
                     lambda one, bug: functions[bug.line] in {
                         functions.get(place.line) for place in one.path}):
            for one in list(warned):
                bug = next((bug for bug, group in left.items()
                            if self.said_of(group) == one.group
                            and near(one, bug)), None)
                if bug:
                    self.found.append((bug, left.pop(bug)))
                    warned.remove(one)
        self.missed += left.items()
        for one in warned:
            there = {functions.get(place.line) for place in one.path}
            if not any((name, one.group) in known for name in there):
                self.false.append((one.place, one.group))

    def figures(self, group):
        return {kind: sum(one[1] == group for one in getattr(self, kind))
                for kind in KINDS}


def judge(peer):
    score = Score(peer)
    with tempfile.TemporaryDirectory(prefix="escape-") as work:
        for path in sources():
            if options_of(path) is not None:
                score.judge(path, work)
    return score


def print_table(scores):
    width = max(len(score.peer.name) for score in scores)
    print(" " * width, *(f"{group:^{len(TITLE)}}" for group in GROUPS),
          sep=" | ")
    print(" " * width, *[TITLE] * len(GROUPS), "seconds", sep=" | ")
    for score in scores:
        cells = []
        for group in GROUPS:
            values = score.figures(group).values()
            cells.append(" ".join(f"{value:{len(kind)}}" for value, kind in
                                  zip(values, KINDS))
                         if score.said_of(group)
                         else " " * len(TITLE))
        print(f"{score.peer.name:{width}}", *cells, f"{score.seconds:7.1f}",
              sep=" | ")


def print_places(score, kind):
    for place, group in sorted(getattr(score, kind)):
        print(f"{score.peer.name}: {kind}: {group}: {place.file.parent.name}"
              f"/{place.file.name}:{place.line}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--list", choices=KINDS, action="append", default=[])
    arguments = parser.parse_args()
    scores = [judge(peer) for peer in PEERS
              if shutil.which(peer.command[0])]
    print_table(scores)
    for kind in arguments.list:
        for score in scores:
            print_places(score, kind)
    if len(scores) < len(PEERS):
        sys.exit("peers.py: clang is missing, install clang")
    if arguments.record:
        FIGURES.write_text(json.dumps(
            {group: scores[0].figures(group) for group in GROUPS},
            indent=2) + "\n")


if __name__ == "__main__":
    main()
