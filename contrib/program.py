"""What contrib/program prints of one program: program.py NAME TOP FILE."""

import collections
import json
import pathlib
import re
import subprocess
import sys


def allocations(files):
    """The verdicts on allocations in FILES, by place and name."""
    found = {}
    for file in files:
        for line in map(json.loads, file.read_text().splitlines()):
            if line["object"] == "allocation":
                found[line["file"], line["line"], line["column"],
                      line["name"]] = line
    return found


def sites(found):
    """How many there are, and of how many the verdict is assumed."""
    assumed = sum(line["grade"] == "assumed" for line in found.values())
    return f"{len(found)} allocation calls, {assumed} assumed"


def cause(line):
    """Why the verdict in LINE is assumed: the unseen code that its path comes
    to.  There is none where functions were looked at coarsely."""
    for event in line["path"]:
        if "unknown code" in event["text"]:
            return event["text"]
    return "no unseen code on the path"


def causes(found):
    """The most frequent causes of what is assumed, with their numbers."""
    count = collections.Counter(cause(line) for line in found.values()
                                if line["grade"] == "assumed")
    return ", ".join(f"{text} {number}"
                     for text, number in count.most_common(6)) or "none"


def sizes(file):
    """Bytes of debug information and of the section in FILE."""
    listed = subprocess.run(["readelf", "-SW", file], capture_output=True,
                            text=True, check=True).stdout
    debug = section = 0
    for name, size in re.findall(r"\] (\.\S+) +\S+ +\S+ +\S+ (\S+)", listed):
        if name.startswith(".debug_"):
            debug += int(size, 16)
        elif name == ".gnu.escape":
            section += int(size, 16)
    return debug, section


def main():
    name, top, file = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    debug, section = sizes(file)
    seconds = [(top / text).read_text().split()[-1]
               for text in ("build-time", "whole.time")]
    print(f"{name}: build {seconds[0]} s, whole program {seconds[1]} s of CPU;"
          f" debug information {debug} bytes, section {section}"
          + (f" ({section / debug:.2f} of it)" if debug else ""))
    print("  units alone:", sites(allocations((top / "units").iterdir())))
    whole = allocations([top / "whole.json"])
    print("  whole:      ", sites(whole))
    print("  assumed:    ", causes(whole))
    cached = [(top / f"{run}.time").read_text().split()[-1]
              for run in ("first", "second", "changed")]
    print(f"  with a cache: {cached[0]} s, once more {cached[1]} s,"
          f" after one unit changed {cached[2]} s")
    groups = collections.Counter(
        re.findall(r"(?m): warning: .*\[escape:(\w+)\]$",
                   (top / "whole.said").read_text()))
    print("  warnings:", ", ".join(f"{group} {number}" for group, number
                                   in sorted(groups.items())) or "none")


if __name__ == "__main__":
    main()
