"""One page: source with verdicts in the margin, tables, paths.

page.html is the frame, page.css and page.js are put into it, and all data as
JSON.  The page opens from disk and asks nobody for anything.
"""

import html
import json
import os

from . import texts
from .model import GROUPS, HELP

HERE = os.path.dirname(os.path.abspath(__file__))


def _asset(name):
    with open(os.path.join(HERE, name), encoding="utf-8") as file:
        return file.read()


def _source(path, folders):
    """The text of a source, or None if it is not there."""
    for folder in folders:
        try:
            with open(os.path.join(folder, path), encoding="utf-8",
                      errors="replace") as file:
                return file.read()
        except OSError:
            continue
    return None


class _Table:
    """Strings by number, so that each is in the page once."""

    def __init__(self):
        self.texts, self.numbers = [], {}

    def number(self, text):
        if text not in self.numbers:
            self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return self.numbers[text]


def _cost(cost):
    return [cost.bytes, cost.count, cost.live_bytes] if cost else None


def data(findings, verdicts, folders, costs=()):
    """What the page is made of.  FOLDERS: where relative names of sources may
    count from.  COSTS: of each verdict, Cost or None."""
    table = _Table()
    rows = []
    for f in findings:
        rows.append([
            GROUPS.index(f.group), table.number(f.file), f.line, f.column,
            table.number(f.text), table.number(f.function),
            table.number(f.kind), f.since, int(f.new), _cost(f.cost),
            [[table.number(e.file), e.line, e.column, table.number(e.text)]
             for e in f.path]])
    marks = []
    for i, v in enumerate(verdicts):
        marks.append([
            table.number(v["file"]), v["line"], v["column"],
            table.number(v["name"]), table.number(v["kind"]),
            table.number(v["verdict"]), table.number(v["function"]),
            table.number(", ".join(v.get("reasons", []))),
            v.get("size"), _cost(costs[i]) if i < len(costs) else None])
    files = {row[1] for row in rows} | {mark[0] for mark in marks} | {
        event[0] for row in rows for event in row[10]}
    sources = {}
    for number in sorted(files):
        text = _source(table.texts[number], folders)
        if text is not None:
            sources[number] = text
    return {"groups": GROUPS, "help": {g: list(HELP[g]) for g in GROUPS},
            "strings": table.texts, "findings": rows, "verdicts": marks,
            "sources": sources}


def page(findings, verdicts, folders, title, costs=()):
    """The text of the page."""
    content = json.dumps(data(findings, verdicts, folders, costs),
                         ensure_ascii=False, separators=(",", ":"))
    # In a script element only these could end it.
    content = content.replace("<", "\\u003c").replace("\u2028", "\\u2028")
    content = content.replace("\u2029", "\\u2029")
    total = texts.human_bytes(sum(c.bytes for c in costs if c))
    frame = _asset("page.html")
    parts = {
        "TITLE": html.escape(title),
        "SUMMARY": html.escape(
            f"{len(findings)} findings, {len(verdicts)} verdicts"
            + (f", {total} allocated in the run" if any(costs) else "")),
        "STYLE": _asset("page.css"),
        "DATA": content,
        "SCRIPT": _asset("page.js"),
    }
    out = []
    for piece in frame.split("@@"):
        out.append(parts.get(piece, piece))
    return "".join(out)
