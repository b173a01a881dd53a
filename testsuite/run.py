#!/usr/bin/env python3
"""Run the tests, several at a time, and end with their sum.

    run.py [--site=FILE] [--quick|--once] [-j N] [TEST...]

It is run in the build directory, by hand or by `make check'.  TEST is the
beginning of a test's name:

    unit/solve.c               a program that is linked with plugin/core; its
                               parts, if it has some, are in unit/solve/
    runtime/arena.c            a program that is linked with the runtime; it is
                               run on other machines too, emulated
    escape.heap                a folder of DejaGnu tests, see lib/escape.exp
    escape.heap/returned.c     one of them
    py/test_loading            a Python module, or a class or method in it

Logs are in check-logs, where each failure names its own.  The last line of
output is the sum `N passed, N failed, N skipped'; an unexpected pass has
failed, an expected failure is skipped, and every skip says why.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import time
import unittest

SANITIZE = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
SKIPPED = 77  # The exit status of a program that cannot test here.
TIMEOUT = 1800  # test_cross builds the plugin.
DG_CHUNK = 6  # Tests that one runtest process runs.
PY_CHUNK = 8  # Python tests of a big module that one process runs.
MAX_SHOWN = 300  # Failures printed; the logs have all.

Result = collections.namedtuple("Result", "status name why")


def passed(name):
    return Result("passed", name, "")


def failed(name, why):
    return Result("failed", name, why)


def skipped(name, why):
    return Result("skipped", name, why)


class Site:
    """Where the sources and the build are, and what was configured."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.values = json.load(file)
        self.path = os.path.abspath(path)
        self.source = pathlib.Path(self.values["srcdir"]).resolve()
        self.build = pathlib.Path(self.values["builddir"]).resolve()
        self.tests = self.source / "testsuite"
        self.logs = self.build / "check-logs"
        self.cc = shlex.split(self.values["cc"])
        self.build_cc = shlex.split(self.values["build_cc"])
        self.cross = self.values["cross"]
        self.gcc_version = self.values["gcc_version"]
        self.plugin = self.build / "plugin" / "escape.so"
        self.levels = []  # For the DejaGnu tests; [] for all options.


def execute(command, log, **options):
    """Run COMMAND, its output goes to the file LOG.  Returns its status."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with open(log, "ab") as file:
        file.write((shlex.join(map(str, command)) + "\n").encode())
        file.flush()
        try:
            return subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=file, check=False,
                stderr=subprocess.STDOUT, timeout=TIMEOUT, **options
            ).returncode
        except subprocess.TimeoutExpired:
            file.write(f"killed after {TIMEOUT} seconds\n".encode())
            return -1


def last_line(log):
    lines = log.read_text(errors="replace").strip().splitlines()
    return lines[-1] if lines else "it printed nothing"


# --- Programs: the units of plugin/core, the runtime. ---

class Variant:
    """Sources compiled in one way into a library, and programs linked to it.

    The programs are run by the command RUNNER, if there is one.
    """

    def __init__(self, site, name, flags, sources, cc=(), runner=()):
        self.name = name
        self.cc = [*(cc or site.build_cc), "-std=gnu11", "-g", "-O1",
                   "-pthread", *flags]
        self.runner = list(runner)
        self.sources = sources
        self.directory = site.logs / name.replace(" ", "-")
        self.objects = []
        self.broken = ""

    def compile_sources(self):
        """Compile the sources.  One that does not compile breaks all tests."""
        self.directory.mkdir(parents=True, exist_ok=True)
        for source in self.sources:
            target = self.directory / (source.stem + ".lib.o")
            log = target.with_suffix(".log")
            if execute([*self.cc, "-c", source, "-o", target], log):
                self.broken = f"{source} does not compile, see {log}"
                return
            self.objects.append(target)

    def run(self, program, name):
        """Compile the file PROGRAM and its parts, link them, run it."""
        if self.broken:
            return [failed(name, self.broken)]
        target = self.directory / program.stem
        log = target.with_suffix(".log")
        parts = sorted(program.with_suffix("").glob("*.c"))
        if execute([*self.cc, program, *parts, *self.objects, "-lm",
                    "-o", target], log):
            return [failed(name, f"it does not compile, see {log}")]
        status = execute([*self.runner, target], log, cwd=self.directory,
                         env={**os.environ, "RUNNER": " ".join(self.runner)})
        if status == SKIPPED:
            return [skipped(name, last_line(log))]
        if status:
            return [failed(name, f"exit status {status}, see {log}")]
        return [passed(name)]


# What else runs the runtime's programs: valgrind, and emulators of other
# machines, with 64 bits, 32 bits, the highest byte first.
VALGRIND = ["valgrind", "-q", "--error-exitcode=9", "--leak-check=full",
            "--errors-for-leak-kinds=definite"]
MACHINES = {
    "qemu-aarch64": "aarch64-linux-gnu-gcc",
    "qemu-arm": "arm-linux-gnueabihf-gcc",
    "qemu-s390x": "s390x-linux-gnu-gcc",
}


def program_jobs(site, wanted):
    """The unit tests and the tests of the runtime."""
    core = sorted((site.source / "plugin/core").glob("*.c"))
    core_flags = [f"-I{site.source}/plugin", f"-I{site.source}/plugin/core",
                  "-DESCAPE_CHECKING"]
    runtime = sorted((site.source / "runtime").glob("*.c"))
    runtime_flags = [f"-I{site.source}/runtime/include",
                     f"-I{site.source}/runtime"]
    unit = Variant(site, "unit", [*core_flags, *SANITIZE], core)
    plain = Variant(site, "runtime plain", runtime_flags, runtime)
    sanitized = Variant(site, "runtime sanitized",
                        [*runtime_flags, *SANITIZE], runtime)
    no_simd = Variant(site, "runtime without SIMD",
                      [*runtime_flags, *SANITIZE, "-DESCAPE_NO_SIMD"], runtime)
    threads = Variant(site, "runtime under TSan",
                      [*runtime_flags, "-fsanitize=thread"], runtime)
    watched = Variant(site, "runtime under valgrind", runtime_flags, runtime,
                      runner=VALGRIND)
    machines = [Variant(site, f"runtime on {runner}",
                        [*runtime_flags, "-static"], runtime, [cc], [runner])
                for runner, cc in MACHINES.items()]

    jobs = []
    variants = set()

    def add(variant, program, name):
        variants.add(variant)
        jobs.append((name, lambda: variant.run(program, name)))

    for program in sorted((site.tests / "unit").glob("*.c")):
        if wanted(f"unit/{program.name}"):
            add(unit, program, f"unit/{program.name}")
    for program in sorted((site.source / "runtime/tests").glob("*.c")):
        name = f"runtime/{program.name}"
        if wanted(name):
            add(plain, program, f"{name} plain")
            add(sanitized, program, f"{name} sanitized")
            if program.name.startswith("hmap"):
                add(no_simd, program, f"{name} without SIMD")
            if "pthread_create" in program.read_text():
                add(threads, program, f"{name} under TSan")
            for variant in [watched, *machines]:
                full_name = name + variant.name.removeprefix("runtime")
                missing = [tool for tool in (variant.cc[0], variant.runner[0])
                           if not shutil.which(tool)]
                if missing:
                    jobs.append((full_name, lambda name=full_name,
                                 why=f"{missing[0]} is missing":
                                 [skipped(name, why)]))
                else:
                    add(variant, program, full_name)
    return jobs, variants


# --- DejaGnu. ---

def tcl_list(words):
    return " ".join("{%s}" % word for word in words)


def site_exp(site):
    library = site.build / "runtime/.libs"
    static = site.build / "runtime/libescape.a" if site.cross \
        else library / "libescape.a"
    link = [static] if static.exists() else [
        f"-L{library}", f"-Wl,-rpath,{library}", "-lescape"]
    return "\n".join([
        f"set escape_cc {{{tcl_list(site.cc)}}}",
        f"set escape_version {{{site.gcc_version}}}",
        f"set escape_plugin {{{site.plugin}}}",
        f"set escape_headers {{{site.source}/runtime/include}}",
        f"set escape_library {{{tcl_list(link)}}}",
        f"set escape_levels {{{tcl_list(site.levels)}}}",
        ""])


DG_STATUS = {
    "PASS": "passed", "FAIL": "failed", "XPASS": "failed", "KPASS": "failed",
    "UNRESOLVED": "failed", "ERROR": "failed", "XFAIL": "skipped",
    "KFAIL": "skipped", "UNTESTED": "skipped", "UNSUPPORTED": "skipped"}


def dg_results(log, folder, names):
    """The results in DejaGnu's summary beside LOG, of NAMES in FOLDER."""
    summary = log.with_suffix(".sum")
    text = summary.read_text(errors="replace") if summary.exists() else ""
    results = []
    seen = set()
    for line in text.splitlines():
        match = re.match(r"([A-Z]+): (\S+)(.*)", line)
        if match and match[1] in DG_STATUS:
            name = match[2] + match[3]
            if not name.startswith(folder + "/"):
                name = f"{folder}/{name}"
            seen.add(match[2].rstrip(":"))
            why = {"PASS": "", "XFAIL": "expected failure",
                   "KFAIL": "known failure",
                   "UNSUPPORTED": "not for this GCC or machine",
                   "FAIL": f"see {log}"}.get(
                       match[1], f"{match[1]}, see {log}")
            results.append(Result(DG_STATUS[match[1]], name, why))
    for name in names:
        if name not in seen:
            results.append(failed(name, f"no result, see {log}"))
    return results


def run_dg(site, folder, files, number):
    """Run FILES of the test folder FOLDER in one runtest process."""
    topic = folder.name.split(".", 1)[1]
    directory = site.logs / f"{folder.name}.{number}"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / "site.exp").write_text(site_exp(site))
    environment = {key: value for key, value in os.environ.items()
                   if key not in ("DEJAGNU", "RUNTESTFLAGS", "MAKEFLAGS")}
    execute(["runtest", "--tool", "escape", "--srcdir", site.tests,
             "--outdir", directory, "--objdir", directory,
             f"{topic}.exp={' '.join(file.name for file in files)}"],
            directory / "runtest.log", cwd=directory, env=environment)
    return dg_results(directory / "escape.log", folder.name,
                      [f"{folder.name}/{file.name}" for file in files])


def dg_jobs(site, wanted):
    jobs = []
    for folder in sorted(site.tests.glob("escape.*")):
        files = [file for file in sorted(folder.glob("*.c"))
                 if wanted(f"{folder.name}/{file.name}")]
        if not files:
            continue
        driver = folder / (folder.name.split(".", 1)[1] + ".exp")
        if not shutil.which("runtest"):
            why = "runtest is missing, install dejagnu"
            jobs.append((folder.name, lambda name=folder.name, why=why:
                         [skipped(name, why)]))
        elif not driver.exists():
            why = f"its driver {driver.name} is missing"
            jobs.append((folder.name, lambda name=folder.name, why=why:
                         [failed(name, why)]))
        else:
            for start in range(0, len(files), DG_CHUNK):
                chunk = files[start:start + DG_CHUNK]
                jobs.append((f"{folder.name}/{chunk[0].name}",
                             lambda folder=folder, chunk=chunk, start=start:
                             run_dg(site, folder, chunk, start // DG_CHUNK)))
    return jobs


# --- Python. ---

def flatten(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from flatten(test)
        else:
            yield test


def load_python_tests(site):
    """All Python tests by their names, MODULE.CLASS.METHOD."""
    sys.dont_write_bytecode = True
    os.environ["ESCAPE_SITE"] = site.path
    folder = str(site.tests / "py")
    loader = unittest.TestLoader()
    suite = loader.discover(folder, top_level_dir=folder)
    return {test.id(): test for test in flatten(suite)}


class PythonResult(unittest.TestResult):
    """Collects results; the traces of failures go to standard output."""

    def __init__(self):
        super().__init__()
        self.results = []

    def add(self, status, test, why=""):
        self.results.append([status, "py/" + test.id(), why])

    def add_failure(self, test, error):
        text = self._exc_info_to_string(error, test)
        print(f"{test.id()}\n{text}", flush=True)
        self.add("failed", test, text.strip().splitlines()[-1])

    def addSuccess(self, test):
        self.add("passed", test)

    def addError(self, test, err):
        self.add_failure(test, err)

    def addFailure(self, test, err):
        self.add_failure(test, err)

    def addSkip(self, test, reason):
        self.add("skipped", test, reason)

    def addExpectedFailure(self, test, err):
        self.add("skipped", test, "expected failure")

    def addUnexpectedSuccess(self, test):
        self.add("failed", test, "unexpected pass")

    def addSubTest(self, test, subtest, err):
        if err:
            self.add_failure(subtest, err)


def python_worker(site, output, names):
    """Run the Python tests NAMES, in a process that run_python started."""
    tests = load_python_tests(site)
    result = PythonResult()
    unittest.TestSuite(tests[name] for name in names).run(result)
    with open(output, "w", encoding="utf-8") as file:
        json.dump(result.results, file)


def run_python(site, names):
    directory = site.logs / "py"
    log = directory / (names[0] + ".log")
    output = directory / (names[0] + ".json")
    directory.mkdir(parents=True, exist_ok=True)
    execute([sys.executable, __file__, f"--site={site.path}",
             f"--python-worker={output}", *names], log)
    try:
        results = json.loads(output.read_text())
    except (OSError, ValueError):
        return [failed("py/" + name, f"no result, see {log}")
                for name in names]
    return [Result(status, name,
                   f"{why}, see {log}" if status == "failed" else why)
            for status, name, why in results]


# The modules that can test a cross compiler: they only compile, or emulate.
CROSS_MODULES = ("test_dump", "test_house", "test_identity", "test_inputs",
                 "test_kept", "test_loading", "test_robustness")


def python_jobs(site, wanted):
    modules = collections.defaultdict(list)
    for name in load_python_tests(site):
        if wanted("py/" + name):
            modules[name.split(".")[0]].append(name)
    jobs = []
    for module, names in modules.items():
        if site.cross and module not in CROSS_MODULES:
            name = "py/" + module
            jobs.append((name, lambda name=name: [
                skipped(name, "it runs what the compiler makes")]))
            continue
        size = PY_CHUNK if len(names) > 10 * PY_CHUNK else 1
        for start in range(0, len(names), size):
            chunk = names[start:start + size]
            jobs.append(("py/" + chunk[0],
                         lambda chunk=chunk: run_python(site, chunk)))
    return jobs


# --- All of them. ---

def selector(prefixes):
    """Which test names the arguments TEST... ask for."""
    clean = [re.sub(r"^(.*/)?(testsuite/|runtime/tests/)",
                    lambda match: "runtime/" if "runtime" in match[2] else "",
                    prefix) for prefix in prefixes]
    return lambda name: not clean or any(map(name.startswith, clean))


def report(results, totals):
    for result in results:
        group = result.name.split("/")[0]
        totals[group][result.status] += 1
        if result.status == "failed":
            shown = sum(counter["failed"] for counter in totals.values())
            if shown <= MAX_SHOWN:
                print(f"FAIL: {result.name}: {result.why}", flush=True)
            elif shown == MAX_SHOWN + 1:
                print("FAIL: and more, see check-logs", flush=True)
        elif result.status == "skipped":
            print(f"SKIP: {result.name}: {result.why}", flush=True)


def total_line(counter):
    return ", ".join(f"{counter[status]} {status}"
                     for status in ("passed", "failed", "skipped"))


def run_all(site, arguments):
    """Run what ARGUMENTS ask for; true if nothing failed."""
    wanted = selector(arguments.test)
    shutil.rmtree(site.logs, ignore_errors=True)
    site.logs.mkdir(parents=True)
    programs, variants = program_jobs(site, wanted)
    jobs = python_jobs(site, wanted) + dg_jobs(site, wanted) + programs
    totals = collections.defaultdict(collections.Counter)
    start = time.monotonic()

    with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
        list(pool.map(Variant.compile_sources, variants))
        futures = {pool.submit(job): name for name, job in jobs}
        for future in concurrent.futures.as_completed(futures):
            try:
                report(future.result(), totals)
            except Exception as error:
                # A mistake in this file: never hide it.
                report([failed(futures[future], repr(error))], totals)

    width = max(map(len, totals), default=0)
    for group, counter in sorted(totals.items()):
        print(f"{group:{width}}  {total_line(counter)}")
    print(f"in {time.monotonic() - start:.0f} seconds")
    total = sum(totals.values(), collections.Counter())
    if not total:
        print(f"run.py: no test is named {' '.join(arguments.test)}")
    print(total_line(total))
    return bool(total) and not total["failed"]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", default="testsuite/site.json",
                        help="what configure found [%(default)s]")
    parser.add_argument("--quick", dest="levels", action="store_const",
                        const=["-O0", "-O2"], help="at -O0 and -O2 only")
    parser.add_argument("--once", dest="levels", action="store_const",
                        const=["-O2"], help="at -O2 only")
    parser.add_argument("-j", "--jobs", type=int,
                        default=len(os.sched_getaffinity(0)))
    parser.add_argument("--python-worker", help=argparse.SUPPRESS)
    parser.add_argument("test", nargs="*")
    arguments = parser.parse_args()
    if not os.path.exists(arguments.site):
        sys.exit(f"run.py: {arguments.site} is missing; run it in the build "
                 "directory, after configure, or give --site")
    site = Site(arguments.site)
    site.levels = arguments.levels or []
    if arguments.python_worker:
        python_worker(site, arguments.python_worker, arguments.test)
    elif not run_all(site, arguments):
        sys.exit(1)


if __name__ == "__main__":
    main()
