#!/usr/bin/env python3
"""Compare the verdicts with Go's, on the pairs of programs in testsuite/pairs.

    pairs.py [--record]

It is run in the build directory.  TOPIC.go and TOPIC.c are the same functions
in both languages, with the truth beside each object and parameter, whatever
either compiler says of it:

    func f(p, q *int) *int { // truth: p: to result 0; q: stays
        n := &node{}         // truth: new: stays

    new: V       what this line allocates
    call: V      what the function that this line calls made for it
    local NAME: V        a variable
    NAME: L, L...        a parameter

V is `stays' if no pointer to it can be found when the function has returned,
else `escapes'; `stays, large' and `stays, unsized' if it is no object for a
stack all the same, and a compiler is right that says so.  L is `stays', or
where the parameter's value leaks: `to heap N', `to result N', `to param NAME
N', with the number N of loads (for the heap: 0, or 1 for more).

Go is asked twice, with inlining (its default) and without (-l), and the better
answer counts.  --record writes testsuite/pairs/figures.json, below which the
figures must not fall.
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

os.environ.setdefault("ESCAPE_SITE", "testsuite/site.json")

from harness import CC, HEADERS, TESTS, plugin_options, run  # noqa: E402

PAIRS = TESTS / "pairs"
FIGURES = PAIRS / "figures.json"

# From the best to the worst.
EXACT, CONSERVATIVE, WRONG = range(3)
SIZES = {"large": "too large for stack", "unsized": "non-constant size"}

Item = collections.namedtuple("Item", "function line what truth")
# Of an item, for one compiler: how good it is, and what it said.
Answer = collections.namedtuple("Answer", "grade said")
Pair = collections.namedtuple("Pair", "topic go c go_answer c_answer")

FUNCTION = {".go": re.compile(r"func (?:\([^)]*\) )?(\w+)\("),
            ".c": re.compile(r"(\w+) \(")}


def leak(text):
    """`to result 1' as (destination, level).  Deep in the heap is deep."""
    match = re.fullmatch(r"to (heap|result|param \w+) (\d+)", text)
    if not match:
        raise ValueError(f"`{text}' is no leak")
    level = int(match[2])
    return match[1], min(level, 1) if match[1] == "heap" else level


def parse_truth(what, text):
    """The truth of an object is its words, of a parameter a set of leaks."""
    if what in ("new", "call") or what.startswith("local "):
        if text not in ("stays", "escapes", *(f"stays, {w}" for w in SIZES)):
            raise ValueError(f"`{text}' is no truth of an object")
        return text
    if text == "stays":
        return frozenset()
    return minimal(leak(part) for part in text.split(", "))


def minimal(leaks):
    """LEAKS without what others say already: the heap is everywhere."""
    best = {}
    for place, level in leaks:
        best[place] = min(level, best.get(place, level))
    heap = best.get("heap", 99)
    return frozenset((place, level) for place, level in best.items()
                     if place == "heap" or level < heap)


def items_of(path):
    """The items of a file, in its order."""
    items = []
    function = None
    for number, line in enumerate(path.read_text().splitlines(), 1):
        match = FUNCTION[path.suffix].match(line)
        if match:
            function = match[1]
        code, mark, truths = line.partition("// truth: ")
        for part in truths.split("; ") if mark else ():
            what, _, text = part.strip().partition(": ")
            try:
                items.append(Item(function, number, what,
                                  parse_truth(what, text)))
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: {error}") from None
            name = what.split()[-1]
            if name not in ("new", "call") and not re.search(
                    rf"\b{name}\b", code):
                raise ValueError(f"{path.name}:{number}: no `{name}' there")
    return items


# --- What the compilers say. ---

def judge_object(truth, says_escapes, size_only):
    """SIZE_ONLY: nothing but its size keeps the object from the stack."""
    if truth == "escapes":
        return EXACT if says_escapes else WRONG
    if "," in truth:
        return EXACT if size_only else CONSERVATIVE if says_escapes else WRONG
    return CONSERVATIVE if says_escapes else EXACT


def judge_parameter(truth, said):
    def covered(place, level):
        return any(level >= other and where in (place, "heap")
                   for where, other in said)
    if said == truth:
        return EXACT
    return CONSERVATIVE if all(covered(*one) for one in truth) else WRONG


def say_leaks(leaks):
    return ", ".join(f"to {place} {level}"
                     for place, level in sorted(leaks)) or "stays"


class Go:
    """The answers of the Go compiler about one file, in one way."""

    def __init__(self, source, options, work):
        done = run(["env", f"GOCACHE={work}/cache", "GOFLAGS=", "go", "build",
                    f"-gcflags=-m=2 {options}", source], work)
        if done.status:
            raise RuntimeError(f"{source} does not compile:\n{done.output}")
        self.notes = collections.defaultdict(list)
        for line in done.output.splitlines():
            match = re.match(r"[^:]*\.go:(\d+):\d+: (.*)", line)
            if match:
                self.notes[int(match[1])].append(match[2])

    def parameter(self, item):
        name = re.escape(item.what)
        leaks = []
        for note in self.notes[item.line]:
            match = re.fullmatch(rf"leaking param( content)?: {name}"
                                 r"(?: to result \S+ level=(\d+))?", note)
            if match and match[2]:
                leaks.append(("result", int(match[2])))
            elif match:
                leaks.append(("heap", 1 if match[1] else 0))
        if not leaks and f"{item.what} does not escape" not in \
                self.notes[item.line]:
            raise ValueError(f"{item}: Go says nothing of it")
        said = minimal(leaks)
        return Answer(judge_parameter(item.truth, said), say_leaks(said))

    def object(self, item):
        notes = self.notes[item.line]
        if item.what.startswith("local "):
            escapes = f"moved to heap: {item.what[6:]}" in notes
            return self.answer(item, escapes)
        said = {match[1] for match in (
            re.fullmatch(r"(?!\.\.\. argument).* "
                         r"(escapes to heap|does not escape)", note)
            for note in notes) if match}
        if len(said) > 1 or not said and item.what == "new":
            raise ValueError(f"{item}: Go says {notes}")
        # What a function that is not inlined returns is on the heap.
        return self.answer(item, said != {"does not escape"})

    def answer(self, item, escapes):
        why = {match[1] for match in (
            re.fullmatch(r"    from .* \(([\w -]+)\) at .*", note)
            for note in self.notes[item.line]) if match}
        size_only = len(why) == 1 and why <= set(SIZES.values())
        return Answer(judge_object(item.truth, escapes, escapes and size_only),
                      "escapes" if escapes else "stays")

    def __call__(self, item):
        if isinstance(item.truth, frozenset):
            return self.parameter(item)
        return self.object(item)


class Ours:
    """The answers of the plugin about one file."""

    def __init__(self, source, work):
        verdicts = pathlib.Path(work) / "verdicts.json"
        done = run([*CC, "-w", f"-I{HEADERS}", f"-I{PAIRS}", "-pthread",
                    "-c", source, "-o", "t.o",
                    *plugin_options(track="slice,map,raw", json=verdicts)],
                   work)
        if done.status:
            raise RuntimeError(f"{source} does not compile:\n{done.output}")
        # The pairs have no bugs that it could warn of.
        self.bugs = re.findall(r".*\[escape:(?:stack|free|leak)\]",
                               done.output)
        self.rows = collections.defaultdict(list)
        for line in verdicts.read_text().splitlines():
            row = json.loads(line)
            if row["file"] == str(source):
                self.rows[row["function"], row["object"]].append(row)

    def __call__(self, item):
        if isinstance(item.truth, frozenset):
            rows = [row for row in self.rows[item.function, "parameter"]
                    if row["name"] == item.what]
            if len(rows) != 1:
                raise ValueError(f"{item}: {len(rows)} verdicts")
            said = minimal(leak(f"to {one['to'].replace(':', ' ')} "
                                f"{one['level']}") for one in rows[0]["leaks"])
            return Answer(judge_parameter(item.truth, said), say_leaks(said))
        if item.what.startswith("local "):
            # A variable whose address is never used has no verdict.
            rows = [row for row in self.rows[item.function, "variable"]
                    if row["name"] == item.what[6:]]
        else:
            # In a nested function too.
            rows = [row for (_, what), some in self.rows.items()
                    if what == "allocation"
                    for row in some if row["line"] == item.line]
            if not rows:
                raise ValueError(f"{item}: no allocation there")
        escapes = {row["verdict"] == "escapes" for row in rows} or {False}
        if len(escapes) > 1:
            raise ValueError(f"{item}: several verdicts")
        size_only = rows and not any(row["promotable"] for row in rows)
        return Answer(judge_object(item.truth, True in escapes,
                                   escapes == {False} and size_only),
                      "escapes" if True in escapes else "stays")


def ask(source, work):
    """The pairs of the topic whose C file is SOURCE."""
    go_source = source.with_suffix(".go")
    go_items, c_items = items_of(go_source), items_of(source)

    def shape(item):
        truth = item.truth
        if isinstance(truth, frozenset):
            truth = sorted(place for place, _ in truth)
        # camelCase there, snake_case here.
        return item.function.replace("_", "").lower(), truth
    for one, other in zip(go_items, c_items):
        if shape(one) != shape(other):
            raise ValueError(f"{source.stem}: {one} and {other} are no pair")
    if len(go_items) != len(c_items):
        raise ValueError(f"{source.stem}: as many items in Go as in C, please")

    ways = [Go(go_source, options, work) for options in ("", "-l")]
    ours = Ours(source, work)
    if ours.bugs:
        raise ValueError(f"{source.stem}: a bug: {ours.bugs[0]}")
    return [Pair(source.stem, one, other, min(way(one) for way in ways),
                 ours(other)) for one, other in zip(go_items, c_items)]


def ask_all():
    with tempfile.TemporaryDirectory(prefix="escape-") as work:
        return [pair for source in sorted(PAIRS.glob("*.c"))
                for pair in ask(source, work)]


# --- The table. ---

COLUMNS = (
    ("functions", lambda pairs: len({pair.c.function for pair in pairs})),
    ("verdicts", len),
    ("both right", lambda pairs: sum(
        pair.go_answer.grade == pair.c_answer.grade == EXACT
        for pair in pairs)),
    ("Go too conservative", lambda pairs: sum(
        pair.go_answer.grade == CONSERVATIVE for pair in pairs)),
    ("ours too conservative", lambda pairs: sum(
        pair.c_answer.grade == CONSERVATIVE for pair in pairs)),
    ("Go wrong", lambda pairs: sum(
        pair.go_answer.grade == WRONG for pair in pairs)),
    ("ours wrong", lambda pairs: sum(
        pair.c_answer.grade == WRONG for pair in pairs)),
    ("ours worse than Go", lambda pairs: sum(
        pair.c_answer.grade > pair.go_answer.grade for pair in pairs)),
)


def figures(pairs):
    return {title: count(pairs) for title, count in COLUMNS}


def print_table(pairs):
    topics = collections.defaultdict(list)
    for pair in pairs:
        topics[pair.topic].append(pair)
    width = max(map(len, topics))
    print(" " * width, *(title for title, _ in COLUMNS), sep="  ")
    for topic, some in (*topics.items(), ("total", pairs)):
        print(f"{topic:{width}}", *(f"{value:{len(title)}}" for title, value
                                    in figures(some).items()), sep="  ")


def not_exact(pairs):
    """A line for each answer that is not the truth."""
    for who, suffix, item_of, answer_of in (
            ("Go", ".go", lambda pair: pair.go, lambda pair: pair.go_answer),
            ("ours", ".c", lambda pair: pair.c, lambda pair: pair.c_answer)):
        for pair in pairs:
            item, answer = item_of(pair), answer_of(pair)
            if answer.grade != EXACT:
                truth = item.truth
                if isinstance(truth, frozenset):
                    truth = say_leaks(truth)
                yield (f"{who}: {pair.topic}{suffix}:{item.line}: "
                       f"{item.function}: {item.what}: {truth}, "
                       f"said to be: {answer.said}"
                       + (" WRONG" if answer.grade == WRONG else ""))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    if not shutil.which("go"):
        sys.exit("pairs.py: go is missing, install golang-go")
    pairs = ask_all()
    print_table(pairs)
    print("\nNot exact:")
    print("\n".join(not_exact(pairs)) or "none")
    if arguments.record:
        FIGURES.write_text(json.dumps(figures(pairs), indent=2) + "\n")


if __name__ == "__main__":
    main()
