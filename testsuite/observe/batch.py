#!/usr/bin/env python3
"""Random programs against the plugin's verdicts.

    batch.py --cc=CC --plugin=ESCAPE.SO --runtime=LIBESCAPE.A --work=DIR
             [--first=SEED] [--count=N] [-j N] [--options]

Each seed is a program of generate.py, chains.py, trees.py or orders.py.  It
is compiled, run under observation (see observe.py), and what the run saw is
held against the verdicts; with --options the verdicts must also be the same
with other options of GCC.  A line for each contradiction, then the sum and
the precision.
The files of a seed that failed stay in DIR, for reduce.py.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import sys

import chains
import generate
import observe
import orders
import trees

HEADERS = observe.HERE.parents[1] / "runtime/include"
STREAMS = 60
LIMIT = 120  # Seconds that a compilation, or a run, may take.
OPTIONS = (["-O2"], ["-O2", "-D_FORTIFY_SOURCE=2"],
           ["-fsanitize=address,undefined"], ["-O3", "-g", "-fPIC"], ["-Os"])

Result = collections.namedtuple("Result", "seed failures proven stayed")


class Tools:
    """How the programs are compiled and linked."""

    def __init__(self, cc, plugin, runtime, work):
        self.work = pathlib.Path(work).resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.compiler = [*cc, "-std=gnu11", "-w", f"-I{observe.HERE}",
                         "-isystem", str(HEADERS)]
        self.plugin = [f"-fplugin={plugin}",
                       "-fplugin-arg-escape-ignore=heap,stack,free,leak"]
        self.cc = cc
        self.libraries = [self.work / "observe.o", self.work / "program.o",
                          runtime]
        observe.compile_library(cc, self.libraries[0])
        subprocess.run([*self.compiler, "-O2", "-fno-pie", "-c",
                        observe.HERE / "program.c", "-o", self.libraries[1]],
                       check=True)

    def verdicts(self, source, target, *options):
        """Compile SOURCE; the records of what the plugin said."""
        output = target.with_suffix(".json")
        output.unlink(missing_ok=True)
        done = subprocess.run(
            [*self.compiler, *options, *self.plugin,
             f"-fplugin-arg-escape-json={output}", "-c", source, "-o",
             target], check=False, timeout=LIMIT, capture_output=True,
            text=True)
        if done.returncode:
            raise RuntimeError("does not compile with " + shlex.join(options)
                               + "\n" + done.stderr[-1500:])
        return [json.loads(line)
                for line in output.read_text().splitlines()]

    def build(self, source):
        """SOURCE compiled for observation."""
        target = source.with_suffix(".o")
        executable = source.with_suffix(".run")
        records = self.verdicts(
            source, target, *observe.FLAGS,
            f"-finstrument-functions-exclude-file-list={HEADERS}")
        subprocess.run(
            [*self.cc, target, *self.libraries, *observe.LINK,
             "-Wl,-z,execstack", "-o", executable], check=True,
            capture_output=True, text=True)
        return observe.Program(executable, records,
                               orders.TITLE in source.read_text())

    def observe(self, source):
        """Findings about SOURCE, and the precision's two numbers."""
        program = self.build(source)
        program.forget()
        done = program.run(
            str(STREAMS), timeout=LIMIT, environment=program.environment(
                OBSERVE_ALWAYS="1", OBSERVE_CLEAN="1"))
        if done.returncode:
            raise RuntimeError(f"ended with {done.returncode}: "
                               + done.stderr[-500:])
        return program.findings()


def essence(records):
    """What must be the same with all options, sorted."""
    return sorted((r["file"], r["line"], r["column"], r["object"], r["name"],
                   r["kind"], r["verdict"]) for r in records)


def compare_options(tools, source):
    target = source.with_suffix(".other.o")
    first = essence(tools.verdicts(source, target, "-O0"))
    for options in OPTIONS:
        other = essence(tools.verdicts(source, target, *options))
        if other != first:
            changed = sorted(set(first) ^ set(other))
            yield f"other verdicts with {shlex.join(options)}: {changed[:2]}"


def program(seed):
    """The program of SEED: each third is one of chains, each sixth one of
    trees, each sixth one of orders."""
    kind = {1: trees.Trees, 5: orders.Orders}.get(seed % 6, generate.Generator)
    return (kind if seed % 3 else chains.Chains)(seed).program()


def try_seed(tools, seed, options):
    source = tools.work / f"seed-{seed}.c"
    source.write_text(program(seed))
    proven = stayed = 0
    try:
        findings, (proven, stayed) = tools.observe(source)
        failures = [finding.text for finding in findings]
        if options:
            failures += compare_options(tools, source)
    except (RuntimeError, OSError, subprocess.SubprocessError) as error:
        failures = [str(error)]
    if not failures:
        for file in tools.work.glob(f"seed-{seed}.*"):
            file.unlink()
    return Result(seed, failures, proven, stayed)


def tool_parser(description):
    """A parser of the arguments that tools_of wants."""
    parser = argparse.ArgumentParser(
        description=description,
        formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cc", type=shlex.split, required=True)
    parser.add_argument("--plugin", type=pathlib.Path, required=True)
    parser.add_argument("--runtime", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    return parser


def tools_of(arguments):
    return Tools(arguments.cc, arguments.plugin.resolve(),
                 arguments.runtime.resolve(), arguments.work)


def main():
    parser = tool_parser(__doc__)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)))
    parser.add_argument("--options", action="store_true")
    arguments = parser.parse_args()
    tools = tools_of(arguments)
    failed = proven = stayed = 0
    seeds = range(arguments.first, arguments.first + arguments.count)
    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        for result in pool.map(
                lambda seed: try_seed(tools, seed, arguments.options), seeds):
            for failure in result.failures:
                print(f"seed {result.seed}: {failure}", flush=True)
            failed += bool(result.failures)
            proven += result.proven
            stayed += result.stayed
    print(f"{len(seeds)} programs, {failed} failed; of {stayed} allocation "
          f"sites whose objects never outlived their frame, {proven} were "
          f"proven ({100 * proven / max(1, stayed):.0f} %)")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
