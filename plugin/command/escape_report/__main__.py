"""The command line of `escape report'."""

import argparse
import os
import sys

from . import load, model, page, profile, sarif, select, texts
from .load import Trouble

EPILOG = """\
Without FILE it reports on what the build in --build linked.  Findings are
sorted worst first.  The exit status is 0; 1 if a finding of a group that
--error names is left, with --since only a new one; 2 for bad input, also if
it could report on the rest.
A line of a suppression file is GROUP FILE FUNCTION REASON, * for any.
"""


def _groups(text):
    names = model.GROUPS if text == "all" else text.split(",")
    for name in names:
        if name not in model.GROUPS:
            raise argparse.ArgumentTypeError(
                f"there is no group '{name}'; the groups are"
                f" {', '.join(model.GROUPS)}, and all")
    return names


def _kinds(text):
    names = text.split(",")
    for name in names:
        if name not in model.KINDS:
            raise argparse.ArgumentTypeError(
                f"there is no kind '{name}'; the kinds are"
                f" {', '.join(model.KINDS)}")
    return names


def _words(text):
    return text.split(",")


def _count(text):
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"'{text}' is not 0 or more")
    return int(text)


def parser():
    p = argparse.ArgumentParser(
        prog="escape report", epilog=EPILOG, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Show what was found in a build.")
    p.add_argument("files", nargs="*", metavar="FILE",
                   help="objects, archives, programs, libraries")
    p.add_argument("--build", default=".escape", metavar="DIR",
                   help="what escape build collected (default .escape)")
    p.add_argument("--units", action="store_true",
                   help="each unit by itself, not what was linked")
    out = p.add_argument_group("output; FILE may be - (default: a table)")
    out.add_argument("--html", metavar="FILE", help="one page")
    out.add_argument("--sarif", metavar="FILE", help="SARIF 2.1.0")
    out.add_argument("--json", metavar="FILE", help="a finding a line")
    out.add_argument("--dot", metavar="FILE", help="the paths as a graph")
    out.add_argument("--github", action="store_true",
                     help="annotations for a workflow")
    out.add_argument("--gcc", action="store_true",
                     help="as the compiler prints it")
    out.add_argument("--limit", type=_count, default=50, metavar="N",
                     help="rows of the table, 0 for all (default 50)")
    out.add_argument("--color", choices=["auto", "always", "never"],
                     default="auto")
    pick = p.add_argument_group("which findings")
    pick.add_argument("--group", type=_groups, metavar="LIST")
    pick.add_argument("--kind", type=_kinds, metavar="LIST",
                      help=", ".join(model.KINDS))
    pick.add_argument("--file", type=_words, metavar="GLOBS")
    pick.add_argument("--function", type=_words, metavar="GLOBS")
    pick.add_argument("--track", metavar="LIST",
                      help="kinds that heap and unneeded speak of"
                      " (default slice,map,raw)", default="slice,map,raw")
    pick.add_argument("--warn", type=_groups, metavar="LIST",
                      help="groups to add, such as unneeded")
    pick.add_argument("--ignore", type=_groups, metavar="LIST")
    pick.add_argument("--suppress", metavar="FILE",
                      help="findings not to speak of, with reasons (default"
                      " escape.suppress if it is there)")
    gate = p.add_argument_group("over time")
    gate.add_argument("--error", type=_groups, metavar="LIST", default=[],
                      help="groups whose findings make the exit status 1")
    gate.add_argument("--save-baseline", metavar="FILE")
    gate.add_argument("--since", metavar="BASELINE",
                      help="only what is new")
    run = p.add_argument_group("with a run")
    run.add_argument("--profile", metavar="FILE", action="append", default=[],
                     help="a heap profile: heaptrack, gperftools or pprof,"
                     " valgrind's dhat or massif")
    return p


def find(args, command):
    """All findings, with fingerprints and functions; the verdicts; whether
    some file could not be read."""
    if args.files:
        for path in args.files:
            if not os.path.exists(path):
                raise Trouble(f"there is no {path}")
        groups = [args.files]
    else:
        groups = load.files_of_build(load.read_build(args.build), args.units)
        note = load.unfinished_note(args.build)
        if note:
            print(note, file=sys.stderr)
    if not any(groups):
        raise Trouble("the build kept no objects, so report without --units"
                      if args.units else
                      "the build left no objects and nothing linked")
    options = [f"--track={args.track}"]
    for name, value in (("warn", args.warn), ("ignore", args.ignore)):
        if value:
            options.append(f"--{name}={','.join(value)}")
    findings, verdicts, complaints, failed = load.analyse_all(
        command, groups, options, bool(args.files))
    for line in complaints:
        print(line, file=sys.stderr)
    model.describe(findings, verdicts)
    model.set_fingerprints(findings)
    return findings, verdicts, failed


def narrow(args, findings):
    """FINDINGS without those that were not asked for."""
    path = args.suppress or "escape.suppress"
    if args.suppress or os.path.exists(path):
        suppressions = select.read_suppressions(path)
        findings, unused = select.suppress(findings, suppressions)
        for s in unused:
            print(f"{s.place}: note: this suppression covers nothing:"
                  f" {s.group} {s.file} {s.function}", file=sys.stderr)
    known = select.read_baseline(args.since) if args.since else {}
    gone = len(known.keys() - {f.fingerprint for f in findings})
    if gone:
        print(f"escape report: {gone} of the {len(known)} findings of"
              f" {args.since} are gone", file=sys.stderr)
    select.date_findings(findings, known)
    if args.save_baseline:
        select.write_baseline(args.save_baseline, findings)
    findings = [f for f in findings if select.matches(
        f, args.group, args.kind, args.file, args.function)]
    if args.since:
        findings = [f for f in findings if f.new]
    return sorted(findings, key=model.sort_key)


def write_page(args, findings, verdicts, joined):
    folders = [os.getcwd()]
    if not args.files:
        folders += sorted({unit["directory"] for unit in
                           load.read_build(args.build)["units"]})
    title = f"escape: {os.path.basename(os.getcwd())}"
    select.write_whole(args.html, page.page(
        findings, verdicts, folders, title,
        joined.sites.all_costs() if joined else ()))


def write(args, findings, version):
    if args.sarif:
        select.write_whole(args.sarif, sarif.sarif(findings, version, "."))
    if args.json:
        select.write_whole(args.json, texts.jsonl(findings))
    if args.dot:
        select.write_whole(args.dot, texts.dot(findings))
    if args.github:
        print(texts.github(findings), end="")
    if args.gcc:
        print(texts.gcc(findings), end="")
    if not any((args.html, args.sarif, args.json, args.dot, args.github,
                args.gcc)):
        colour = args.color == "always" or (
            args.color == "auto" and sys.stdout.isatty()
            and os.environ.get("TERM") != "dumb"
            and not os.environ.get("NO_COLOR"))
        print(texts.table(findings, colour, args.limit), end="")


def parse(arguments):
    p = parser()
    args = p.parse_args(arguments)
    files = (args.html, args.sarif, args.json, args.dot)
    if files.count("-") + ("-" in files and args.github + args.gcc) > 1:
        p.error("only one output can go to the standard output")
    return args


def main(arguments=None):
    args = parse(arguments)
    command = [os.environ.get("ESCAPE_PROGRAM", "escape")]
    version = os.environ.get("ESCAPE_VERSION", "0.0")
    try:
        findings, verdicts, failed = find(args, command)
        joined = None
        if args.profile:
            joined = profile.join(findings, verdicts, args.profile)
        findings = narrow(args, findings)
        if args.html:
            write_page(args, findings, verdicts, joined)
        write(args, findings, version)
        if joined:
            print(texts.run(joined), end="", file=sys.stderr)
    except Trouble as trouble:
        print(f"escape report: {trouble}", file=sys.stderr)
        return 2
    if failed:
        return 2
    return 1 if any(f.group in args.error for f in findings) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # Nor is the rest of the table wanted, at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
