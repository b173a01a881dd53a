"""Which findings are spoken of: filters, suppressions, baselines."""

import datetime
import fnmatch
import json
import os

from .load import Trouble
from .model import GROUPS


def matches(finding, groups=None, kinds=None, files=None, functions=None):
    """Does FINDING pass the filters?  Each is a list, or None."""
    return ((not groups or finding.group in groups)
            and (not kinds or finding.kind in kinds)
            and (not files or any(_is_file(finding.file, glob)
                                  for glob in files))
            and (not functions or any(
                fnmatch.fnmatchcase(finding.function, glob)
                for glob in functions)))


def _is_file(path, glob):
    """A glob without a slash is of a name, one with is of the path's end."""
    if "/" not in glob:
        return fnmatch.fnmatchcase(os.path.basename(path), glob)
    return (fnmatch.fnmatchcase(path, glob)
            or fnmatch.fnmatchcase(path, "*/" + glob))


# --- Suppressions. ---

class Suppression:
    """A line of the file: GROUP FILE FUNCTION REASON; `*' is any."""

    def __init__(self, place, group, file, function, reason):
        self.place, self.group, self.file = place, group, file
        self.function, self.reason, self.used = function, reason, False

    def covers(self, finding):
        return (self.group in ("*", finding.group)
                and _is_file(finding.file, self.file)
                and fnmatch.fnmatchcase(finding.function, self.function))


def read_suppressions(path):
    suppressions = []
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except OSError as error:
        raise Trouble(f"cannot read {path}: {error.strerror}") from None
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        words = line.split(None, 3)
        place = f"{path}:{number}"
        if len(words) < 4:
            raise Trouble(
                f"{place}: a suppression is GROUP FILE FUNCTION REASON,"
                " with * for any of the first three; the reason is missing")
        if words[0] != "*" and words[0] not in GROUPS:
            raise Trouble(f"{place}: there is no group '{words[0]}'; the"
                          f" groups are {', '.join(GROUPS)}")
        suppressions.append(Suppression(place, *words))
    return suppressions


def suppress(findings, suppressions):
    """Those of FINDINGS that nothing covers, and the suppressions unused."""
    kept = []
    for finding in findings:
        covering = [s for s in suppressions if s.covers(finding)]
        for suppression in covering:
            suppression.used = True
        if not covering:
            kept.append(finding)
    return kept, [s for s in suppressions if not s.used]


# --- Baselines. ---

VERSION = 1


def today():
    return datetime.date.today().isoformat()


def read_baseline(path):
    """From fingerprint to the day the finding was first seen."""
    try:
        with open(path, encoding="utf-8") as file:
            baseline = json.load(file)
        if baseline["version"] != VERSION:
            raise Trouble(f"{path} is a baseline of version"
                          f" {baseline['version']}, not {VERSION}: save it"
                          " again")
        return {f["fingerprint"]: f["since"] for f in baseline["findings"]}
    except OSError as error:
        raise Trouble(f"cannot read {path}: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        raise Trouble(f"{path} is not a baseline that"
                      " 'escape report --save-baseline' wrote") from None


def write_baseline(path, findings):
    """Readable, and in an order that makes for small differences."""
    rows = [{"fingerprint": f.fingerprint, "since": f.since, "group": f.group,
             "file": f.file, "function": f.function, "text": f.text}
            for f in findings]
    rows.sort(key=lambda r: (r["file"], r["group"], r["fingerprint"]))
    write_whole(path, json.dumps(
        {"version": VERSION, "findings": rows}, indent=1,
        ensure_ascii=False) + "\n")


def date_findings(findings, known):
    """Say since when each is there, by KNOWN, and which are new."""
    for finding in findings:
        finding.new = finding.fingerprint not in known
        finding.since = known.get(finding.fingerprint, today())


def write_whole(path, text):
    """Write TEXT to PATH, `-' for standard output: all of it or nothing."""
    if path == "-":
        print(text, end="")
        return
    other = f"{path}.{os.getpid()}"
    try:
        with open(other, "w", encoding="utf-8",
                  errors="surrogateescape") as file:
            file.write(text)
        os.replace(other, path)
    except OSError as error:
        raise Trouble(f"cannot write {path}: {error.strerror}") from None
