"""From a build to findings and verdicts, by way of `escape program'."""

import json
import os
import subprocess
import tempfile

from .model import Event, Finding


class Trouble(Exception):
    """What the user has to be told, in a sentence."""


def read_findings(path):
    """The findings in a file that `escape program --findings' wrote."""
    return [Finding(line["group"], line["level"], line["file"], line["line"],
                    line["column"], line["text"],
                    [Event(step["file"], step["line"], step["column"],
                           step["text"])
                     for step in line["path"] if step["line"]],
                    line["function"])
            for line in read_lines(path) if line["line"]]


def read_lines(path):
    """The objects in a file of JSON lines."""
    objects = []
    with open(path, encoding="utf-8", errors="replace") as file:
        for number, line in enumerate(file, 1):
            try:
                objects.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise Trouble(f"{path}:{number}: not a line of JSON:"
                              f" {error.msg}") from None
    return objects


def read_build(folder):
    """What `escape build' collected in FOLDER."""
    path = os.path.join(folder, "build.json")
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            build = json.load(file)
    except FileNotFoundError:
        raise Trouble(
            f"the build did not end: {_collect(folder)} makes a list of what"
            " it left" if is_unfinished(folder) else
            f"there is no {path}: run 'escape build -- make' or the like"
            " first, or name the files to report on") from None
    except json.JSONDecodeError as error:
        raise Trouble(f"{path} is damaged: {error}") from None
    except OSError as error:
        raise Trouble(f"cannot read {path}: {error.strerror}") from None
    if not _is_build(build):
        raise Trouble(f"{path} is damaged: {_collect(folder)} makes it anew")
    return build


def _collect(folder):
    option = "" if folder == ".escape" else f" --output {folder}"
    return f"'escape build{option} --collect'"


def unfinished_note(folder):
    """What to say of a build that left more than its list has, or None."""
    if not is_unfinished(folder):
        return None
    return (f"{folder}: note: a later build has not ended; {_collect(folder)}"
            " adds what it left")


def is_unfinished(folder):
    """Is there something in the journal of FOLDER that its list has not?"""
    def written(name):
        try:
            return os.stat(os.path.join(folder, name)).st_mtime_ns
        except OSError:
            return 0
    return written("journal") > written("build.json")


def _is_build(build):
    members = {"units": ("directory", "object"), "links": ("output",)}
    return isinstance(build, dict) and all(
        isinstance(build.get(name), list)
        and all(isinstance(each, dict) and each.keys() >= set(keys)
                for each in build[name])
        for name, keys in members.items())


def files_of_build(build, units):
    """What is to be analysed of a BUILD: what was linked, or UNITS."""
    objects = [unit["object"] for unit in build["units"]
               if unit["object"] and os.path.exists(unit["object"])]
    linked = [link["output"] for link in build["links"]
              if os.path.exists(link["output"])]
    if units or not linked:
        return [[path] for path in objects] if units else [objects]
    return [[path] for path in linked]


def analyse(command, files, options):
    """Run `escape program' on FILES.  Its findings, verdicts, complaints."""
    with tempfile.TemporaryDirectory(prefix="escape-") as folder:
        verdicts = os.path.join(folder, "verdicts.json")
        findings = os.path.join(folder, "findings.json")
        run = subprocess.run(
            [*command, "program", "--json", verdicts, "--findings", findings,
             *options, *files],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False,
            env={**os.environ, "LC_ALL": "C.UTF-8"}, text=True,
            encoding="utf-8", errors="replace")
        if run.returncode not in (0, 1):
            raise Trouble("escape program: " + (
                run.stderr.strip().splitlines() or ["it failed"])[-1])
        result = read_findings(findings), read_lines(verdicts)
    complaints = [line for line in run.stderr.splitlines()
                  if line.startswith("escape")]
    return *result, complaints


def analyse_all(command, groups_of_files, options, strict):
    """analyse for each group of files; what several of them hold, once.

    Unless STRICT, a group that cannot be analysed is complained of, and its
    files are tried each by itself: objects that were never linked need not
    fit together.  Also told is whether some file failed then."""
    findings, verdicts, complaints, failed = {}, {}, [], False
    waiting = list(groups_of_files)
    while waiting:
        files = waiting.pop(0)
        try:
            some, found, said = analyse(command, files, options)
        except Trouble as trouble:
            if strict:
                raise
            complaints.append(f"escape report: {trouble}")
            if len(files) > 1:
                complaints[-1] += "; so each object by itself"
                waiting += [[path] for path in files]
            failed |= len(files) == 1
            continue
        for finding in some:
            key = (finding.group, finding.file, finding.line, finding.column,
                   finding.text)
            findings.setdefault(key, finding)
        for verdict in found:
            key = tuple(str(verdict.get(part)) for part in (
                "unit", "file", "line", "column", "object", "name", "kind",
                "verdict"))
            verdicts.setdefault(key, verdict)
        complaints += [line for line in said if line not in complaints]
    return list(findings.values()), list(verdicts.values()), complaints, failed
