#!/usr/bin/env python3
"""Run real programs under observation, and hold the verdicts against them.

    programs.py --cc=CC --plugin=ESCAPE.SO --sources=DIR --work=DIR [NAME...]

DIR has Debian's source packages unpacked, as contrib/observe leaves them.
Each program is built with its own way of building, at -O0, with a compiler
command that adds the plugin and the observation; see observe.py.  Its load is
in loads/.  A line for each program; what contradicts a verdict comes above it.
"""

import argparse
import json
import os
import pathlib
import shlex
import shutil
import socket
import subprocess
import sys
import time

import observe

LOADS = observe.HERE / "loads"
LIMIT = 900  # Seconds a load may take.

COMPILER = """#!/bin/sh
case " $* " in
*" -c "*) exec {cc} "$@" -w {flags} ;;
*) exec {cc} "$@" {link} ;;
esac
"""


class Workshop:
    """Where programs are built and run."""

    def __init__(self, arguments):
        self.cc = arguments.cc
        self.plugin = arguments.plugin.resolve()
        self.sources = arguments.sources.resolve()
        self.work = arguments.work.resolve()

    def directory(self, name):
        """A fresh copy of the source package NAME."""
        found = sorted(self.sources.glob(f"{name}-[0-9]*/"))
        if not found:
            raise FileNotFoundError(f"no source of {name} in {self.sources}")
        target = self.work / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(found[-1], target, symlinks=True)
        library = target / "observe.o"
        observe.compile_library(self.cc, library)
        flags = [*observe.FLAGS, f"-fplugin={self.plugin}",
                 "-fplugin-arg-escape-ignore=heap,stack,free,leak",
                 "-fplugin-arg-escape-json=./"]
        compiler = target / "observed-cc"
        compiler.write_text(COMPILER.format(
            cc=shlex.join(self.cc), flags=shlex.join(flags),
            link=shlex.join([str(library), *observe.LINK])))
        compiler.chmod(0o755)
        return target, compiler


def call(*command, cwd):
    done = subprocess.run(list(map(str, command)), cwd=cwd, check=False,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True,
                          errors="replace")
    if done.returncode:
        raise RuntimeError(f"{shlex.join(map(str, command))} failed:\n"
                           + done.stdout[-2000:])


def verdicts(directory):
    return [json.loads(line)
            for file in sorted(directory.rglob("*.escape.json"))
            for line in file.read_text().splitlines()]


def expect(done, text):
    """The run DONE must have succeeded, and printed TEXT."""
    if done.returncode or text not in done.stdout:
        raise RuntimeError(f"the load ended with {done.returncode}:\n"
                           + done.stdout[-1000:] + done.stderr[-1000:])


def compile_files(compiler, directory, names, options, target, libraries=()):
    for name in names:
        call(compiler, *options, "-c", name, cwd=directory)
    call(compiler, *(pathlib.Path(name).stem + ".o" for name in names), "-o",
         target, *libraries, cwd=directory)


def lua(shop):
    """The interpreter, on a script that uses each library."""
    top, compiler = shop.directory("lua5.4")
    source = top / "src"
    (source / "lua5.4-deb-multiarch.h").write_text(
        '#define DEB_HOST_MULTIARCH "none"\n')
    names = sorted(file.name for file in source.glob("*.c")
                   if file.name != "luac.c")
    compile_files(compiler, source, names, ["-DLUA_USE_LINUX"],
                  top / "observed", ["-lm", "-ldl"])
    program = observe.Program(top / "observed", verdicts(top))
    expect(program.run(LOADS / "lua.lua", timeout=LIMIT, cwd=top), "sum")
    return program


def sqlite(shop):
    """The shell, on a script, with a database in memory and in a file."""
    top, compiler = shop.directory("sqlite3")
    if not (top / "sqlite3.c").exists():
        call("./configure", cwd=top)
        call("make", "sqlite3.c", "shell.c", cwd=top)
    options = ["-DSQLITE_THREADSAFE=1", "-DSQLITE_ENABLE_FTS5",
               "-DSQLITE_ENABLE_RTREE", "-DSQLITE_ENABLE_MATH_FUNCTIONS"]
    compile_files(compiler, top, ["sqlite3.c", "shell.c"], options,
                  top / "observed", ["-lm", "-ldl"])
    program = observe.Program(top / "observed", verdicts(top))
    for database in (":memory:", "load.db"):
        with open(LOADS / "sqlite.sql", encoding="utf-8") as script:
            done = program.run(database, stdin=script, timeout=LIMIT,
                               cwd=top)
        done.returncode = 0  # The script has errors in it.
        expect(done, "\nok\n")  # The integrity check's.
    return program


def send_commands(path, lines):
    """Send LINES to the server at socket PATH; the number of replies."""
    deadline = time.monotonic() + 60
    while True:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(str(path))
            break
        except OSError:
            connection.close()
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    replies = 0
    connection.settimeout(60)
    with connection:
        for line in lines:
            connection.sendall(line.encode() + b"\r\n")
            answer = connection.recv(1 << 20)
            while answer and not answer.endswith(b"\r\n"):
                answer = connection.recv(1 << 20)
            replies += bool(answer)
    return replies


def redis(shop):
    """The server, on its commands, over a socket in the file system."""
    top, compiler = shop.directory("redis")
    call("make", f"-j{os.cpu_count()}", "-C", "src", f"CC={compiler}",
         "MALLOC=libc", "BUILD_TLS=no", "USE_SYSTEMD=no", "redis-server",
         cwd=top)
    shutil.copy(top / "src/redis-server", top / "observed")
    program = observe.Program(top / "observed", verdicts(top))
    path = top / "socket"
    with open(top / "server.log", "wb") as log:
        server = subprocess.Popen(
            [program.path, "--port", "0", "--unixsocket", str(path),
             "--save", "", "--enable-debug-command", "yes", "--io-threads",
             "2"], cwd=top, env=program.environment(), stdout=log,
            stderr=subprocess.STDOUT)
        try:
            lines = (LOADS / "redis.txt").read_text().splitlines()
            replies = send_commands(path, lines)
            if replies != len(lines):
                raise RuntimeError(f"{replies} replies to {len(lines)}")
            send_commands(path, ["SHUTDOWN NOSAVE"])
            server.wait(timeout=60)
        finally:
            server.kill()
            server.wait()
    return program


PROGRAMS = {"lua5.4": lua, "sqlite3": sqlite, "redis": redis}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--cc", type=shlex.split, required=True)
    parser.add_argument("--plugin", type=pathlib.Path, required=True)
    parser.add_argument("--sources", type=pathlib.Path, required=True)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help=" ".join(PROGRAMS))
    arguments = parser.parse_args()
    shop = Workshop(arguments)
    bad = False
    for name in arguments.names or PROGRAMS:
        start = time.monotonic()
        try:
            program = PROGRAMS[name](shop)
        except (RuntimeError, OSError, subprocess.SubprocessError) as error:
            print(f"{name}: {error}")
            bad = True
            continue
        findings, (proven, stayed) = program.findings()
        for finding in findings:
            print(f"{name}: {finding.text}")
        bad = bad or bool(findings)
        print(f"{name}: {len(program.seen()[0])} allocation sites ran, "
              f"{len(findings)} violations, {proven} of {stayed} sites whose "
              f"objects never outlived their frame were proven, "
              f"{time.monotonic() - start:.0f} s", flush=True)
    sys.exit(bad)


if __name__ == "__main__":
    main()
