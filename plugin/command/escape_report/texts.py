"""The formats that are text: table, as GCC prints, annotations, JSON, dot."""

import json
import shutil

COLOURS = {"stack": "31", "free": "31", "nil": "31", "assert": "31",
           "leak": "35", "pathleak": "35", "alloc": "33", "heap": "33",
           "unneeded": "36"}


def _painter(colour):
    def paint(code, text):
        return f"\033[{code}m{text}\033[m" if colour else text
    return paint


def _shorten(text, width):
    return text if len(text) <= width else text[:max(width - 1, 0)] + "…"


def human_bytes(count):
    """COUNT bytes with the unit that suits: 1536 is `1.5 KiB'."""
    for unit in ("B", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "B" else (
                f"{count:.1f} {unit}")
        count /= 1024
    return f"{count:.1f} GiB"


def table(findings, colour, limit=0, width=0):
    """What a person reads first: worst first, a line each, and the sum."""
    paint = _painter(colour)
    width = width or shutil.get_terminal_size((100, 24)).columns
    shown = findings[:limit] if limit else findings
    if not findings:
        return "No findings.\n"
    measured = any(f.cost for f in findings)
    where = max([len(f.place) for f in shown] + [5])
    where = min(where, max(width // 2, 20))
    rest = max(width - 9 - where - 2 - 12 - (24 if measured else 0), 20)
    head = f"{'group':9}{'where':{where}}  {'what':{rest}}"
    if measured:
        head += f"  {'cost':>10}  {'left':>10}"
    lines = [paint("1", f"{head}  since")]
    for f in shown:
        place = f.place if len(f.place) <= where else (
            "…" + f.place[1 - where:])
        row = paint(COLOURS[f.group], f"{f.group:9}")
        row += f"{place:{where}}  {_shorten(f.text, rest):{rest}}"
        if measured:
            for count in (f.cost.bytes, f.cost.live_bytes) if f.cost else (
                    None, None):
                row += f"  {'-' if count is None else human_bytes(count):>10}"
        row += f"  {f.since}"
        if f.function:
            row += "\n" + paint("2", f"{'':9}in {f.function}")
        lines.append(row)
    if len(shown) < len(findings):
        lines.append(f"... and {len(findings) - len(shown)} more;"
                     " --limit 0 shows all")
    counts = {}
    for f in findings:
        counts[f.group] = counts.get(f.group, 0) + 1
    sums = ", ".join(f"{n} {group}" for group, n in counts.items())
    lines.append(paint("1", f"{len(findings)} findings: {sums}"))
    return "\n".join(lines) + "\n"


def run(joined):
    """What a run adds: costs of sites, contradictions, what is left over."""
    lines = []
    costs = sorted(((cost, verdict) for verdict, cost in zip(
        joined.sites.verdicts, joined.sites.costs) if cost),
        key=lambda pair: (-pair[0].bytes, pair[1]["file"], pair[1]["line"]))
    for cost, verdict in costs[:10]:
        lines.append(
            f"{human_bytes(cost.bytes):>10} in {cost.count} calls,"
            f" {human_bytes(cost.live_bytes)} left:"
            f" {verdict['file']}:{verdict['line']}: {verdict['name']},"
            f" {verdict['verdict']}")
    for verdict, left in joined.contradicted:
        lines.append(
            f"the run contradicts that what {verdict['name']} makes at"
            f" {verdict['file']}:{verdict['line']} is always released:"
            f" {left} were left")
    lines.append(f"{len(costs)} sites were reached,"
                 f" {len(joined.unreached)} never;"
                 f" {human_bytes(sum(c.bytes for c in joined.lost.values()))}"
                 f" in {sum(c.count for c in joined.lost.values())} calls"
                 " could not be matched")
    if not costs:
        lines.append("No call of the run has a line that is a site's: was the"
                     " program compiled with -g?")
    most = sorted(joined.lost.items(), key=lambda item: -item[1].bytes)
    for place, cost in most[:5]:
        lines.append(f"{human_bytes(cost.bytes):>10} in {cost.count} calls,"
                     f" not matched: {place or 'elsewhere'}")
    return "".join(line + "\n" for line in lines)


def gcc(findings):
    """As the compiler prints it, for editors."""
    lines = []
    for f in findings:
        lines.append(f"{f.place}: {f.level}: {f.text} [escape:{f.group}]")
        for number, e in enumerate(f.path, 1):
            lines.append(f"{e.file}:{e.line}:{e.column}: note:"
                         f" ({number}) {e.text}")
    return "".join(line + "\n" for line in lines)


def _escape_data(text):
    return (text.replace("%", "%25").replace("\r", "%0D")
            .replace("\n", "%0A"))


def _escape_property(text):
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def github(findings):
    """Workflow commands that annotate a pull request."""
    lines = []
    for f in findings:
        steps = "".join(f"\n({n}) {e.file}:{e.line}: {e.text}"
                        for n, e in enumerate(f.path, 1))
        lines.append(
            f"::{f.level} file={_escape_property(f.file)},line={f.line},"
            f"col={max(f.column, 1)},title={_escape_property('escape:')}"
            f"{f.group}::{_escape_data(f.text + steps)}")
    return "".join(line + "\n" for line in lines)


def as_object(finding):
    """FINDING as a JSON object."""
    return {
        "group": finding.group, "level": finding.level,
        "file": finding.file, "line": finding.line,
        "column": finding.column, "text": finding.text,
        "function": finding.function, "kind": finding.kind,
        "name": finding.name, "size": finding.size,
        "fingerprint": finding.fingerprint, "since": finding.since,
        "new": finding.new,
        "cost": vars(finding.cost) if finding.cost else None,
        "path": [vars(e) for e in finding.path],
    }


def jsonl(findings):
    """One JSON object a line."""
    return "".join(json.dumps(as_object(f), ensure_ascii=False) + "\n"
                   for f in findings)


def _dot_string(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("\n", "\\n") + '"'


def dot(findings):
    """The paths of all findings as one graph: a node a place and text."""
    nodes, edges, lines = {}, {}, []

    def node(file, line, text, attributes=""):
        key = (file, line, text)
        if key not in nodes:
            nodes[key] = f"n{len(nodes)}"
            label = _dot_string(f"{text}\n{file}:{line}")
            lines.append(f"  {nodes[key]} [label={label}{attributes}];")
        return nodes[key]

    for f in findings:
        previous = node(f.file, f.line, f.text,
                        f", style=bold, class={_dot_string(f.group)}")
        for e in f.path:
            here = node(e.file, e.line, e.text)
            if here != previous and (previous, here) not in edges:
                edges[previous, here] = True
                lines.append(f"  {previous} -> {here};")
            previous = here
    return ("digraph escape {\n  rankdir=LR;\n  node [shape=box];\n"
            + "".join(line + "\n" for line in lines) + "}\n")
