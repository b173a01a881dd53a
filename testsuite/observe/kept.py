"""The plugin's verdicts against chains.py's programs, run on any machine.

See kept.c.  As the truth is asked for when a chain is over, only verdicts of
the object with which a chain begins are held against it.
"""

import json
import pathlib
import re
import subprocess

import chains

HERE = pathlib.Path(__file__).resolve().parent
HEADERS = HERE.parents[1] / "runtime/include"


class Tools:
    """The command CC, the PLUGIN in it, the archive of the RUNTIME, and the
    command RUNNER that runs what is linked, [] for none.
    """

    def __init__(self, cc, plugin, runtime, runner, work):
        self.cc = [*cc, "-std=gnu11", "-w", "-O0", f"-I{HERE}", "-isystem",
                   HEADERS, f"-fplugin={plugin}"]
        # Counters of 64 bits take a library on some machines.
        self.libraries = ["kept.o", "program.o", runtime, "-static",
                          "-pthread", "-latomic", "-Wl,-z,execstack"]
        self.runner = runner
        self.work = work
        self.call(*self.cc, "-c", HERE / "kept.c", HERE / "program.c")

    def call(self, *command):
        done = subprocess.run(command, check=False, capture_output=True,
                              cwd=self.work, text=True, timeout=120,
                              stdin=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError(f"{command} ended with {done.returncode}:\n"
                               + done.stderr[-1500:])
        return done.stdout

    def chains(self, seed):
        """Of each chain: its object's records, whether it is meant to be kept,
        and whether it was.
        """
        generator = chains.Chains(seed)
        text = generator.program()
        (self.work / "t.c").write_text(text)
        self.call(*self.cc, "-fplugin-arg-escape-ignore=all",
                  "-fplugin-arg-escape-json=t.json", "t.c",
                  *self.libraries, "-o", "t")
        seen = [{"kept": True, "gone": False}[line]
                for line in self.call(*self.runner, "./t", "1").split()]
        return zip(objects(text, self.work / "t.json"), generator.keeps, seen,
                   strict=True)


def objects(text, verdicts):
    """The records at the place of each chain's object in the program TEXT."""
    records = list(map(json.loads, verdicts.read_text().splitlines()))
    for number in range(chains.CHAINS):
        begin = re.search(rf"\nc{number} \(void.*\n{{\n(.*\n)? *void \*x = ",
                          text).end()
        line = text.count("\n", 0, begin) + 1
        column = begin - text.rindex("\n", 0, begin)
        yield [record for record in records
               if (record["function"], record["name"]) == (f"c{number}", "l")
               or (record["line"], record["column"]) == (line, column)]
