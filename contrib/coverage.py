"""Sum up what gcov says, for contrib/coverage.

    gcov --json-format --stdout ... | coverage.py FOLDER PERCENT

Counts the files in FOLDER but for its tests and fuzz targets.  Fails if less
than PERCENT of their lines were run.
"""

import collections
import json
import pathlib
import sys


def ranges(numbers):
    """[1, 2, 3, 7] as 1-3 7."""
    out = []
    for number in sorted(numbers):
        if out and out[-1][1] == number - 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return " ".join(str(lo) if lo == hi else f"{lo}-{hi}" for lo, hi in out)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    least = float(sys.argv[2])
    runs = collections.defaultdict(collections.Counter)
    for report in sys.stdin:
        for file in json.loads(report)["files"]:
            path = pathlib.Path(file["file"]).resolve()
            if (path.is_relative_to(folder)
                    and path.relative_to(folder).parts[0] not in
                    ("tests", "fuzz")):
                for line in file["lines"]:
                    runs[path][line["line_number"]] += line["count"]
    total = covered = 0
    for path, lines in sorted(runs.items()):
        never = [number for number, count in lines.items() if not count]
        total += len(lines)
        covered += len(lines) - len(never)
        print(f"{100 - 100 * len(never) / len(lines):5.1f} % of "
              f"{len(lines):4} lines  {path.relative_to(folder)}  "
              f"{ranges(never)}".rstrip())
    share = 100 * covered / total if total else 0
    print(f"{share:5.1f} % of {total:4} lines of the runtime")
    sys.exit(share < least)


if __name__ == "__main__":
    main()
