"""A run's heap profile, joined with what is known of the allocation sites.

Read are heaptrack's data, heap profiles of gperftools and of pprof's older
text form, and valgrind's dhat and massif.  Each comes to a list of records:
what was allocated with one call stack.  A record counts for the sites that are
frames of its stack, as far out as the function that the object stays in: so
the cost of an allocator is its callers' too, but not that of what a callee
needs for itself.
"""

import collections
import dataclasses
import gzip
import json
import os
import re
import shutil
import subprocess

from .load import Trouble


@dataclasses.dataclass
class Cost:
    """What a site allocated in the run: bytes and calls, all in all, and what
    of it was there at the end, or, of massif, at the peak."""

    bytes: int = 0
    count: int = 0
    live_bytes: int = 0
    live_count: int = 0

    def add(self, other):
        self.bytes += other.bytes
        self.count += other.count
        self.live_bytes += other.live_bytes
        self.live_count += other.live_count


Frame = collections.namedtuple("Frame", "function file line")
# frames: innermost first.
Record = collections.namedtuple("Record", "frames cost")


# --- valgrind ---

_VALGRIND_FRAME = re.compile(
    r"^0x[0-9A-Fa-f]+: (?P<function>.*?)"
    r"(?: \((?:in (?P<module>.*)|(?P<file>.*):(?P<line>\d+))\))?$")


def _valgrind_frame(text):
    match = _VALGRIND_FRAME.match(text)
    if not match:
        return Frame(text, "", 0)
    return Frame(match["function"], match["file"] or "",
                 int(match["line"] or 0))


def read_dhat(text):
    data = json.loads(text)
    frames = [_valgrind_frame(entry) for entry in data["ftbl"]]
    return [Record([frames[i] for i in point["fs"]],
                   Cost(point["tb"], point["tbk"],
                        point.get("eb", 0), point.get("ebk", 0)))
            for point in data["pps"]]


_MASSIF_NODE = re.compile(r"^(?P<indent> *)n(?P<children>\d+): "
                          r"(?P<bytes>\d+) (?P<what>.*)$")


def read_massif(text):
    """Massif knows bytes that were live, not how many calls."""
    peak = re.search(r"heap_tree=peak\n((?: *n\d+: .*\n?)+)", text)
    detailed = peak or list(re.finditer(
        r"heap_tree=detailed\n((?: *n\d+: .*\n?)+)", text))[-1:]
    if not detailed:
        raise Trouble("this massif file has no detailed snapshot")
    tree = (peak or detailed[0])[1]
    records, stack = [], []
    for line in tree.splitlines():
        node = _MASSIF_NODE.match(line)
        if not node:
            continue
        del stack[len(node["indent"]):]
        what = node["what"]
        stack.append(_valgrind_frame(what) if what.startswith("0x") else None)
        if int(node["children"]) == 0 and stack[-1]:
            size = int(node["bytes"])
            frames = [frame for frame in stack if frame]
            records.append(Record(frames, Cost(size, 0, size, 0)))
    return records


# --- heaptrack ---

class _Heaptrack:
    """The lines of heaptrack's data, after its own symbol resolver."""

    def __init__(self):
        self.strings, self.places = [""], [[]]
        self.traces, self.infos = [(0, 0)], []
        self.costs = collections.defaultdict(Cost)

    def _string(self, word):
        index = int(word, 16)
        return self.strings[index] if index < len(self.strings) else ""

    def line(self, text):
        kind, _, rest = text.partition(" ")
        words = rest.split()
        if kind == "s":
            # Since version 2 the length stands before the text.
            size, _, after = rest.partition(" ")
            self.strings.append(after if after else size)
        elif kind == "i":
            frames = []
            for at in range(2, len(words) - 2, 3):
                function, file, line = words[at:at + 3]
                frames.append(Frame(self._string(function),
                                    self._string(file), int(line, 16)))
            self.places.append(frames)
        elif kind == "t":
            self.traces.append((int(words[0], 16), int(words[1], 16)))
        elif kind == "a":
            self.infos.append((int(words[0], 16), int(words[1], 16)))
        elif kind in "+-" and words:
            size, trace = self.infos[int(words[0], 16)]
            cost = self.costs[trace]
            if kind == "+":
                cost.add(Cost(size, 1, size, 1))
            else:
                cost.add(Cost(0, 0, -size, -1))

    def records(self):
        out = []
        for trace, cost in self.costs.items():
            frames, seen = [], 0
            while trace and seen < 1000:
                place, trace = self.traces[trace]
                frames += self.places[place]
                seen += 1
            out.append(Record(frames, cost))
        return out


def read_heaptrack(text):
    data = _Heaptrack()
    for line in text.splitlines():
        data.line(line)
    return data.records()


# --- Addresses: gperftools, pprof's text form. ---

_SAMPLE = re.compile(r"^\s*(\d+):\s*(\d+)\s*\[\s*(\d+):\s*(\d+)\]\s*@(.*)$")
_MAPPING = re.compile(r"^\s*([0-9a-f]+)-([0-9a-f]+)\s+(\S+)\s+([0-9a-f]+)"
                      r"\s+\S+\s+\d+\s+(/.*)$")


def _resolve(addresses, mappings):
    """From address to frames, innermost first, through inlining."""
    by_file, frames = collections.defaultdict(list), {}
    for address in sorted(addresses):
        for low, high, offset, path in mappings:
            if low <= address < high:
                by_file[path].append((address, address - low + offset))
                break
    for path, pairs in by_file.items():
        if not os.path.exists(path):
            continue
        relative = _is_position_independent(path)
        for start in range(0, len(pairs), 500):
            chunk = pairs[start:start + 500]
            asked = [hex(inside if relative else address)
                     for address, inside in chunk]
            output = subprocess.run(
                ["addr2line", "-a", "-f", "-i", "-e", path, *asked],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                check=False, text=True, errors="replace").stdout
            for (address, _), some in zip(chunk, _addr2line(output)):
                frames[address] = some
    return frames


def _is_position_independent(path):
    with open(path, "rb") as file:
        head = file.read(18)
    order = "little" if head[5:6] == b"\1" else "big"
    return head[:4] == b"\x7fELF" and (
        int.from_bytes(head[16:18], order) == 3)


def _addr2line(output):
    answers, lines = [], output.splitlines()
    at = 0
    while at < len(lines):
        if lines[at].startswith("0x"):
            answers.append([])
            at += 1
            continue
        function = lines[at]
        place = lines[at + 1] if at + 1 < len(lines) else "??:0"
        file, _, line = place.partition(" (")[0].rpartition(":")
        answers[-1].append(Frame(
            "" if function == "??" else function,
            "" if file == "??" else file,
            int(line) if line.isdigit() else 0))
        at += 2
    return answers


def read_addresses(text):
    samples, addresses, mappings = [], set(), []
    for line in text.splitlines():
        sample = _SAMPLE.match(line)
        if sample:
            # A return address is behind the call: one less is in it.
            stack = [int(word, 16) - 1 for word in sample[5].split()]
            samples.append((stack, [int(sample[i]) for i in range(1, 5)]))
            addresses.update(stack)
            continue
        mapping = _MAPPING.match(line)
        if mapping and "x" in mapping[3]:
            low, high, offset = (int(mapping[i], 16) for i in (1, 2, 4))
            mappings.append((low, high, offset, mapping[5]))
    if addresses and not shutil.which("addr2line"):
        raise Trouble("addr2line is missing: install binutils to read this"
                      " heap profile")
    frames = _resolve(addresses, mappings)
    records = []
    for stack, (live_count, live_bytes, count, size) in samples[1:] if (
            samples and not samples[0][0]) else samples:
        known = [f for address in stack for f in frames.get(address, [])]
        records.append(Record(known, Cost(size, count, live_bytes,
                                          live_count)))
    return records


# --- Any of them. ---

def _contents(path):
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise Trouble(f"cannot read {path}: {error.strerror}") from None
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    elif data[:4] == b"\x28\xb5\x2f\xfd":
        if not shutil.which("zstd"):
            raise Trouble(f"zstd is missing, which {path} is packed with")
        data = subprocess.run(["zstd", "-dcq"], input=data, check=True,
                              stdout=subprocess.PIPE).stdout
    return data.decode(errors="replace")


def read(path):
    """The records of a profile of any kind."""
    text = _contents(path)
    try:
        if text.startswith("{") and '"dhatFileVersion"' in text[:400]:
            return read_dhat(text)
        if text.startswith("desc:"):
            return read_massif(text)
        if text.startswith("heap profile:"):
            return read_addresses(text)
        if re.match(r"v [0-9a-f]+ [0-9a-f]+\n", text):
            return read_heaptrack(text)
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise Trouble(f"{path} is damaged: {error}") from None
    raise Trouble(
        f"{path} is no heap profile that is known: heaptrack's data,"
        " gperftools' .heap, valgrind's dhat.out and massif.out are")


# How many lines from the call a debugger may place it: calls of several lines.
NEAR = 3


class Sites:
    """The allocations of verdicts, to be found by where a frame is."""

    def __init__(self, verdicts):
        self.all = verdicts
        self.verdicts = [v for v in verdicts if v["object"] == "allocation"]
        self.costs = [None] * len(self.verdicts)
        self.left = [0] * len(self.verdicts)  # Objects, for certain a site's.
        self.by_name = collections.defaultdict(list)
        for i, verdict in enumerate(self.verdicts):
            self.by_name[os.path.basename(verdict["file"])].append(i)

    def all_costs(self):
        """The cost of each verdict, of whatever object."""
        costs = iter(self.costs)
        return [next(costs) if v["object"] == "allocation" else None
                for v in self.all]

    def at(self, frame, callee):
        """The numbers of the sites that FRAME, which called CALLEE, is at:
        those of its line, else those near that call CALLEE."""
        near = collections.defaultdict(list)
        for i in self.by_name.get(os.path.basename(frame.file), []):
            verdict = self.verdicts[i]
            far = abs(verdict["line"] - frame.line)
            if far <= NEAR and _same_file(verdict["file"], frame.file) and (
                    far == 0 or (verdict["function"], verdict["name"]) == (
                        frame.function, callee)):
                near[far].append(i)
        return near[min(near)] if near else []

    def join(self, records):
        """Sum up what RECORDS say of each site.  The cost of no site, by
        place."""
        lost = collections.defaultdict(Cost)
        for record in records:
            sites = self.of(record)
            for i, certain in sites.items():
                self.costs[i] = self.costs[i] or Cost()
                self.costs[i].add(record.cost)
                self.left[i] += record.cost.live_count if certain else 0
            if not sites:
                lost[self.nearest(record)].add(record.cost)
        return lost

    def of(self, record):
        """The numbers of the sites that made what RECORD speaks of, and for
        each whether that is certain: what callees can do with the object but
        return it, they may have done."""
        sites, certain, callee = {}, True, ""
        for frame in record.frames:
            here = self.at(frame, callee) if frame.line else []
            for i in here:
                sites[i] = certain and len(here) == 1
            if here and all(_stays(self.verdicts[i]) for i in here):
                break
            certain &= all(self.verdicts[i].get("reasons") == ["returned"]
                           for i in here)
            callee = frame.function
        return sites

    def nearest(self, record):
        """Where RECORD comes from, as far as there are verdicts on the file;
        else an empty text."""
        for frame in record.frames:
            if frame.line and any(
                    _same_file(self.verdicts[i]["file"], frame.file)
                    for i in self.by_name.get(os.path.basename(frame.file),
                                              [])):
                return f"{frame.file}:{frame.line}"
        return ""


def _stays(verdict):
    """Is what the site makes none that a caller could have got?"""
    return not {"returned", "parameter"}.intersection(
        verdict.get("reasons", []))


def _same_file(a, b):
    """Is one the end of the other, folder by folder?"""
    a = os.path.normpath(a).split("/")
    b = os.path.normpath(b).split("/")
    n = min(len(a), len(b))
    return a[-n:] == b[-n:] if n > 1 else a[-1] == b[-1]


@dataclasses.dataclass
class Joined:
    """What a run says: the verdicts it contradicts, the sites it never
    reached, and what could not be matched."""

    sites: Sites
    lost: dict  # Cost by place; "" where nothing is known.
    contradicted: list
    unreached: list


def join(findings, verdicts, paths):
    """Read PATHS, give FINDINGS their costs.  A Joined."""
    sites = Sites(verdicts)
    lost = collections.defaultdict(Cost)
    for path in paths:
        for place, cost in sites.join(read(path)).items():
            lost[place].add(cost)
    for finding in findings:
        finding.cost = next(
            (cost for verdict, cost in zip(sites.verdicts, sites.costs)
             if cost and (verdict["file"], verdict["line"],
                          verdict["column"]) == (
                 finding.file, finding.line, finding.column)), None)
    contradicted = [
        (verdict, left) for verdict, left in zip(sites.verdicts, sites.left)
        if left > 0 and verdict["verdict"] == "does-not-escape"
        and verdict.get("released") == "always"]
    unreached = [verdict for verdict, cost in zip(sites.verdicts, sites.costs)
                 if not cost]
    return Joined(sites, lost, contradicted, unreached)
