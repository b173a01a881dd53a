"""Findings, verdicts, and what tells one finding from another.

A finding is a message of a group: something to mend.  A verdict is what is
known of one object or parameter.  Both come from `escape program'.
"""

import collections
import dataclasses
import hashlib
import re

# Worst first: what is wrong at run time, then what costs.
GROUPS = ["stack", "free", "nil", "assert", "leak", "pathleak", "alloc",
          "heap", "unneeded"]

KINDS = ["slice", "map", "raw", "local", "parameter"]

HELP = {
    "stack": ("Storage of a frame or block can be reached after it is gone.",
              "Allocate the object, make it static, or clear the pointer"
              " before the end of the block."),
    "free": ("Storage that is not on the heap reaches a deallocator.",
             "Do not free it."),
    "nil": ("A map is written to that was never made.",
            "Make the map first, or each map of the slice."),
    "assert": ("An object declared local escapes, or a function keeps an"
               " argument that it declares noescape.",
               "Mend the code or the assertion."),
    "leak": ("A heap object that nobody else can reach is never released.",
             "Release it on each way out."),
    "pathleak": ("A heap object is released on some path and lost on another.",
                 "Release it on the path that is shown, too."),
    "alloc": ("A function declared nonallocating allocates.",
              "Move the allocation out, or drop the promise."),
    "heap": ("An object outlives the function that made it.",
             "Return a copy, let the caller pass the storage, annotate the"
             " function that is not seen, or accept it."),
    "unneeded": ("A heap object of known size stays in its function.",
                 "Make it a local variable."),
}


@dataclasses.dataclass
class Event:
    """One step of a path.  line and column count from 1; column may be 0."""

    file: str
    line: int
    column: int
    text: str


@dataclasses.dataclass
class Finding:
    """A message of a group, with the path that shows why."""

    group: str
    level: str  # "warning" or "error"
    file: str
    line: int
    column: int
    text: str  # Without the group.
    path: list = dataclasses.field(default_factory=list)
    function: str = ""
    kind: str = ""  # slice, map, raw, local, parameter; "" if not known.
    name: str = ""
    size: object = None  # Bytes, or None.
    fingerprint: str = ""
    since: str = ""  # The day it was first seen, as YYYY-MM-DD.
    new: bool = True
    cost: object = None  # profile.Cost, or None.

    @property
    def place(self):
        return f"{self.file}:{self.line}:{self.column}"


_LINE_NUMBERS = re.compile(r"\b\d+\b")


def set_fingerprints(findings):
    """Give each finding a fingerprint that survives moved lines.

    It is made of what a reader would call it by: group, file, function, and
    the words of the message.  Equal ones are told apart by their order.
    """
    seen = collections.Counter()
    for finding in sorted(findings, key=lambda f: (f.file, f.line, f.column)):
        words = _LINE_NUMBERS.sub("#", finding.text)
        key = "\0".join([finding.group, finding.file, finding.function, words])
        seen[key] += 1
        text = f"{key}\0{seen[key]}".encode(errors="surrogateescape")
        finding.fingerprint = hashlib.sha256(text).hexdigest()[:32]


def describe(findings, verdicts):
    """Tell findings the name, kind and size that the verdicts know."""
    at = {}
    for verdict in verdicts:
        at.setdefault((verdict["file"], verdict["line"], verdict["column"]),
                      []).append(verdict)
    for finding in findings:
        here = at.get((finding.file, finding.line, finding.column), [])
        for verdict in here:
            finding.kind = finding.kind or verdict["kind"]
            finding.name = finding.name or verdict["name"]
            if finding.size is None:
                finding.size = verdict.get("size")


def sort_key(finding):
    """Worst first; where a run was measured, what costs most."""
    cost = finding.cost.bytes if finding.cost else 0
    return (GROUPS.index(finding.group), -cost, finding.file, finding.line,
            finding.column, finding.text)
