"""What contrib/report prints: the head of its table, or, with NAME and TOP,
the line of a program.

False if the build under `escape build' made something else than the plain one.
"""

import collections
import json
import pathlib
import subprocess
import sys
import tempfile

HEAD = ("program", "units", "objects", "same", "bare", "build", "times",
        "report", "findings")
FORM = "{:8}  {:>9}  {:>7}  {:>5}  {:>4}  {:>6}  {:>5}  {:>6}  {}"
SECTION = b".gnu.escape"


def is_object(file):
    """Is FILE a relocatable object, whatever its name?"""
    if not file.is_file():
        return False
    with open(file, "rb") as binary:
        head = binary.read(18)
    return head[:4] == b"\x7fELF" and head[16:18] in (b"\1\0", b"\0\1")


def without_section(folder, file):
    """The bytes of FILE, an object, without our section."""
    copy = pathlib.Path(folder) / "copy.o"
    subprocess.run(["objcopy", "-R", SECTION.decode(), file, copy],
                   check=True, stderr=subprocess.DEVNULL)
    return copy.read_bytes()


def compare(top):
    """The objects of the plain build: all, those that are another under
    `escape build', and those of C that have no section there."""
    objects = sorted(filter(is_object, (top / "plain").rglob("*")))
    other, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        for plain in objects:
            name = plain.relative_to(top / "plain")
            ours = top / "source" / name
            if not ours.exists() or without_section(
                    folder, plain) != without_section(folder, ours):
                other.append(name)
            elif SECTION not in ours.read_bytes():
                bare.append(name)
    return objects, other, bare


def seconds(file):
    """Of CPU, user's and system's."""
    return sum(map(float, file.read_text().split()[-2:]))


def main():
    if len(sys.argv) == 1:
        print(FORM.format(*HEAD), flush=True)
        return
    name, top = sys.argv[1], pathlib.Path(sys.argv[2])
    build = json.loads((top / "source/.escape/build.json").read_text())
    silent = [unit for unit in build["units"] if unit["not_analysed"]]
    objects, other, bare = compare(top)
    groups = collections.Counter(
        json.loads(line)["group"]
        for line in (top / "report.json").read_text().splitlines())
    plain, ours, report = (seconds(top / f"{what}.time")
                           for what in ("plain", "source", "report"))
    print(FORM.format(
        name, f"{len(build['units'])}"
        + (f" ({len(silent)})" if silent else ""), len(objects),
        len(objects) - len(other), len(bare), f"{plain:.1f}",
        f"{ours / plain:.2f}", f"{report:.1f}",
        ", ".join(f"{n} {group}" for group, n in groups.most_common())
        or "none"), flush=True)
    for path in other:
        print(f"  {path} is another")
    for path in bare:
        print(f"  {path} has no section")
    sys.exit(bool(other or silent))


if __name__ == "__main__":
    main()
