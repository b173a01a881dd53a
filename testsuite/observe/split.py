#!/usr/bin/env python3
"""Random programs in one file and split over several: one verdict.

    split.py --cc=CC --plugin=ESCAPE.SO --work=DIR
             [--first=SEED] [--count=N] [-j N]

A program of generate.py, chains.py or trees.py, in which nothing is static, is
compiled as it is, and as two or three units that share its functions; `escape
program' beside the plugin must have the same verdicts on both, and the same
warnings: #line leaves each function where it was.  Its variables are in the
first unit.  The files of a seed that failed stay in DIR.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import random
import re
import shlex
import subprocess
import sys

import batch
import observe

TOKEN = re.compile(r"""(?sx) /\*.*?\*/ | "(?:\\.|[^"\\])*" | '(?:\\.|[^'\\])*'
                       | ^[ ]*\#(?:\\\n|[^\n])* | [(){}\[\];=,] | \n""", re.M)


def items(text):
    """What stands outside of functions: (line, text) of each."""
    depth, start, line, begin = 0, 0, 1, None
    body = False
    for token in TOKEN.finditer(text):
        word = token.group()
        if begin is None and text[start:token.start()].strip():
            begin = line
        if begin is None and word not in ("\n", ";"):
            begin = line
        line += word.count("\n")
        if word in ("(", "[", "{"):
            if not depth and word == "{":
                body = text[start:token.start()].rstrip().endswith(")") \
                    and "=" not in text[start:token.start()]
            depth += 1
        elif word in (")", "]", "}"):
            depth -= 1
        directive = word.lstrip().startswith("#")
        comment = word.startswith("/*") and not text[
            start:token.start()].strip()
        if not depth and (directive or comment or word == ";"
                          or word == "}" and body):
            yield begin or line, text[start:token.end()].strip()
            start, begin, body = token.end(), None, False


def pieces(text):
    """TEXT at its outermost commas."""
    depth, last = 0, 0
    for token in TOKEN.finditer(text):
        word = token.group()
        depth += (word in ("(", "[", "{")) - (word in (")", "]", "}"))
        if word == "," and not depth:
            yield text[last:token.start()]
            last = token.end()
    yield text[last:]


def is_function(item):
    """Is ITEM a function with a body?"""
    head = item.split("{", 1)[0].rstrip()
    return item.endswith("}") and head.endswith(")") and "=" not in head


def is_variable(item):
    """Does ITEM define variables?"""
    if re.match(r"#|/\*|typedef\b|;", item):
        return False
    if re.match(r"(struct|union|enum)\b[^=;{]*\{", item) \
            and re.search(r"\}[^=}]*;$", item):
        return False
    declared = re.sub(r"__attribute__ *\(\(.*?\)\)", "", item)
    return "=" in item or "(" not in declared and not re.match(
        r"(struct|union) \w+ *;$", declared)


def declared(item):
    """The declaration of what ITEM defines."""
    if is_function(item):
        return item.split("{", 1)[0].rstrip() + ";"
    names = (re.split(r"\s*=\s", piece)[0] for piece in pieces(item[:-1]))
    return "extern " + ",".join(names) + ";"


def shared(text):
    """TEXT, with nothing static in it outside of functions."""
    found = []
    for line, item in items(text):
        item = re.sub(r"^static\b( inline\b)?",
                      lambda match: " " * len(match.group()), item)
        found.append((line, item))
    return found


def parts(text, count, chance):
    """The texts of the COUNT units that TEXT falls into."""
    units = [[] for _ in range(count)]
    for line, item in shared(text):
        moved = is_function(item) or is_variable(item)
        home = chance.randrange(count) if is_function(item) else 0
        for number, unit in enumerate(units):
            if not item.startswith("#"):
                unit.append(f'#line {line} "one.c"')
            unit.append(declared(item.strip()) if moved and number != home
                        else item)
    return ["\n".join(unit) + "\n" for unit in units]


def warnings(text):
    """The warnings in TEXT.  Those of the group `stack' whose path does not
    come to the function's end are what the units themselves have found."""
    found = re.findall(r"(?m)^\S+: warning: .*\n(?:\S+: note: \(.*\n)*", text)
    return [warning.split("\n")[0] for warning in found
            if "[escape:stack]" not in warning
            or warning.endswith("is gone\n")]


class Splitter:
    """How programs are compiled and asked for."""

    def __init__(self, cc, plugin, work):
        self.compiler = [
            *cc, "-std=gnu11", "-w", f"-I{observe.HERE}", "-isystem",
            str(batch.HEADERS), f"-fplugin={plugin}",
            "-fplugin-arg-escape-program", "-fplugin-arg-escape-ignore=all"]
        self.escape = pathlib.Path(plugin).resolve().parent / "escape"
        self.work = pathlib.Path(work).resolve()
        self.work.mkdir(parents=True, exist_ok=True)

    def said(self, folder, texts):
        """The lines of JSON about TEXTS, and what is printed."""
        objects = []
        for number, text in enumerate(texts):
            source = folder / f"{len(texts)}-{number}.c"
            source.write_text(text)
            objects.append(source.with_suffix(".o"))
            subprocess.run([*self.compiler, "-c", source, "-o", objects[-1]],
                           check=True, capture_output=True, text=True,
                           timeout=batch.LIMIT)
        output = folder / f"{len(texts)}.json"
        done = subprocess.run(
            [self.escape, "program", "--m=2", "--track=slice,map,raw",
             "--warn=all", "--json", output, *objects], check=False,
            capture_output=True, text=True, timeout=batch.LIMIT)
        lines = []
        for line in map(json.loads, output.read_text().splitlines()):
            del line["unit"], line["path"]
            lines.append(json.dumps(line))
        return collections.Counter(lines + warnings(done.stderr))

    def try_seed(self, seed):
        """None, or how the verdicts on the program of SEED differ."""
        folder = self.work / f"split-{seed}"
        folder.mkdir(exist_ok=True)
        text = batch.program(seed)
        chance = random.Random(seed)
        try:
            one = self.said(folder, parts(text, 1, chance))
            several = self.said(folder, parts(text, 2 + seed % 2, chance))
        except (OSError, subprocess.SubprocessError) as error:
            return str(error) + str(getattr(error, "stderr", ""))[-1500:]
        if one != several:
            return "\n".join(["one file and several differ:",
                              *(f"  - {line}" for line in one - several),
                              *(f"  + {line}" for line in several - one)])
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
        return None


def main():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cc", type=shlex.split, required=True)
    parser.add_argument("--plugin", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)))
    arguments = parser.parse_args()
    splitter = Splitter(arguments.cc, arguments.plugin.resolve(),
                        arguments.work)
    failed = 0
    seeds = range(arguments.first, arguments.first + arguments.count)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for seed, failure in zip(seeds, pool.map(splitter.try_seed, seeds)):
            if failure:
                print(f"seed {seed}: {failure}", flush=True)
            failed += bool(failure)
    print(f"{len(seeds)} programs, {failed} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
