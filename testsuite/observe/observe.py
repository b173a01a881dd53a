"""What a program's run shows of the plugin's verdicts; see observe.c.

    program = Program(executable, verdicts)   # the table for observe.c
    program.run(command, directory)
    program.findings()

The executable is compiled with FLAGS and linked with observe.c; VERDICTS are
the plugin's records of all its units.  A call in the machine code and a record
belong together if they have file, line and column in common, and the name of
the called function.
"""

import bisect
import collections
import os
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
FLAGS = ["-O0", "-g", "-fno-pie", "-fno-omit-frame-pointer",
         "-fstack-reuse=none", "-finstrument-functions"]
LINK = ["-no-pie", "-pthread", "-ldl"]
STAYS, HANDED, ESCAPES, UNKNOWN = "DLX?"

Function = collections.namedtuple(
    "Function", "start end name registers parameters variables")
Variable = collections.namedtuple("Variable", "name line start end")
Call = collections.namedtuple("Call", "back function name place")
Finding = collections.namedtuple("Finding", "records text")


def compile_library(cc, target):
    """Compile observe.c with the command CC to the object file TARGET."""
    subprocess.run([*cc, "-O2", "-fno-omit-frame-pointer", "-fno-pie",
                    "-c", HERE / "observe.c", "-o", target], check=True)


# --- The executable, as binutils print it. ---

class Entry:
    """An entry of the debug information, with its children."""

    def __init__(self, tag):
        self.tag = tag
        self.values = {}
        self.children = []

    def number(self, key):
        match = re.search(r"0x[0-9a-f]+|-?\d+",
                          re.sub(r"^\(\w+\)", "", self.values.get(key, "")))
        return int(match[0], 0) if match else None

    def name(self):
        text = re.sub(r"^\([^)]*\)\s*", "", self.values.get("name", ""))
        return re.sub(r"^\(.*?offset: 0x[0-9a-f]+\): |^\(offset: 0\): ", "",
                      text).strip()


def read_entries(executable):
    """The units' entries, and all entries by their offsets."""
    entries, path = {}, []
    units = []
    pattern = re.compile(
        r" *<(\d+)><([0-9a-f]+)>: Abbrev Number: \d+ \((\w+)\)"
        r"| *<[0-9a-f]+> +DW_AT_(\w+) *: (.*)")
    with subprocess.Popen(
            ["readelf", "-W", "--debug-dump=info", executable],
            stdout=subprocess.PIPE, text=True, errors="replace") as process:
        for match in filter(None, map(pattern.match, process.stdout)):
            if match[4]:
                path[-1].values[match[4]] = match[5]
                continue
            entry = entries[int(match[2], 16)] = Entry(match[3])
            level = int(match[1])
            (path[level - 1].children if level else units).append(entry)
            path[level:] = [entry]
    return units, entries


class DebugInformation:
    """The functions that an executable's debug information describes."""

    def __init__(self, executable):
        units, self.entries = read_entries(executable)
        self.functions = sorted(
            function for unit in units
            if "GNU C" in unit.values.get("producer", "")
            for function in self.functions_of(unit))

    def type_of(self, entry):
        """The type of ENTRY, behind its qualifiers and names; None is void."""
        while entry is not None:
            entry = self.entries.get(entry.number("type"))
            if entry is None or entry.tag not in (
                    "DW_TAG_typedef", "DW_TAG_const_type",
                    "DW_TAG_volatile_type", "DW_TAG_atomic_type",
                    "DW_TAG_restrict_type"):
                return entry
        return None

    def size_of(self, entry):
        if entry is None:
            return 0
        if entry.tag == "DW_TAG_array_type":
            size = self.size_of(self.type_of(entry))
            for child in entry.children:
                size *= (child.number("upper_bound") or 0) + 1
            return size
        return entry.number("byte_size") or 8

    def registers_of(self, function):
        """How many general registers hold pointers that FUNCTION returns."""
        result = self.type_of(function)
        if result is not None and result.number("encoding") in (3, 4):
            return 0  # Complex, float.
        size = self.size_of(result)
        return 0 if size < 8 else 2 if 8 < size <= 16 else 1

    def variables_of(self, entry):
        """The variables of a function at a fixed place of its frame."""
        for child in entry.children:
            if child.tag == "DW_TAG_lexical_block":
                yield from self.variables_of(child)
            elif child.tag in ("DW_TAG_variable", "DW_TAG_formal_parameter"):
                place = re.search(r"\(DW_OP_fbreg: (-?\d+)\)",
                                  child.values.get("location", ""))
                if place:
                    start = int(place[1])
                    size = self.size_of(self.type_of(child))
                    yield Variable(child.name(), child.number("decl_line"),
                                   start, start + max(1, size))

    def functions_of(self, entry):
        for child in entry.children:
            if child.tag == "DW_TAG_subprogram" and "low_pc" in child.values:
                start = child.number("low_pc")
                variables = list(self.variables_of(child))
                # Those that lie above the return address.
                parameters = max([0, *(v.end for v in variables)])
                yield Function(start, start + child.number("high_pc"),
                               child.name(), self.registers_of(child),
                               (parameters + 7) // 8 * 8, variables)
            if child.tag in ("DW_TAG_subprogram", "DW_TAG_lexical_block"):
                yield from self.functions_of(child)  # Nested functions.


def lines_of(executable):
    """Rows of address, file's base name or None, line, column."""
    pattern = re.compile(
        r" Line Number Statements:|  (?P<entry>\d+)\t(?P<name>.*)"
        r"|  \[0x[0-9a-f]+\]  (?:Set (?P<set>column|File Name) to (?:entry )?"
        r"(?P<value>\d+)|.*?ddress (?:by \d+ )?to (?P<address>0x[0-9a-f]+)"
        r"|Advance PC by .*? to (?P<pc>0x[0-9a-f]+)"
        r"|Advance Line by .*? to (?P<line>\d+)|(?P<copy>Copy)"
        r"|(?P<end>Extended opcode 1:))(?:.* Line by .*? to (?P<at>\d+))?")
    address, file, line, column = 0, 1, 1, 0
    names = {}
    with subprocess.Popen(
            ["readelf", "-W", "--debug-dump=rawline", executable],
            stdout=subprocess.PIPE, text=True, errors="replace") as process:
        for match in filter(None, map(pattern.match, process.stdout)):
            if match["entry"]:
                name = re.split(r"\t|: ", match["name"])[-1]
                names[int(match["entry"])] = os.path.basename(name)
            elif match["set"] == "column":
                column = int(match["value"])
            elif match["set"]:
                file = int(match["value"])
            elif match["line"]:
                line = int(match["line"])
            elif match["end"]:
                yield address, None, 0, 0
                file, line, column = 1, 1, 0
            elif match["address"] or match["pc"]:
                address = int(match["address"] or match["pc"], 16)
            if match["at"]:
                line = int(match["at"])
            if match["at"] or match["copy"]:
                yield address, names.get(file), line, column


def calls_of(executable):
    """Triples of a call's address, its return address, what it calls."""
    text = subprocess.run(
        ["objdump", "-d", "--no-show-raw-insn", executable], check=True,
        capture_output=True, text=True).stdout
    pending = None
    for match in re.finditer(
            r"^ *([0-9a-f]+):\t(?:(?:notrack |bnd )*(call)\S* +(.*))?", text,
            re.MULTILINE):
        address = int(match[1], 16)
        if pending:
            yield pending[0], address, pending[1]
        pending = match[2] and (address, match[3])


def plain(name):
    """A function's name as the source has it."""
    name = re.sub(r"^(__builtin_|__isoc\d+_|__)", "", name)
    return re.sub(r"_chk$", "", name)


class Executable:
    """Functions and calls, with the places in the source they stand at."""

    def __init__(self, path):
        self.functions = DebugInformation(path).functions
        # Of rows with one address, the last holds.
        lines = sorted(enumerate(lines_of(path)),
                       key=lambda row: (row[1][0], row[0]))
        self.addresses = [row[0] for _, row in lines]
        self.places = [row[1:] for _, row in lines]
        self.calls = self.find_calls(path)

    def function_at(self, address):
        """The number of the function at ADDRESS, or None."""
        i = bisect.bisect_right(self.functions, (address, float("inf"))) - 1
        if i >= 0 and self.functions[i].start <= address < (
                self.functions[i].end):
            return i
        return None

    def place(self, address):
        """File, line and column of the instruction at ADDRESS."""
        i = bisect.bisect_right(self.addresses, address) - 1
        return self.places[i] if i >= 0 and self.places[i][0] else None

    def find_calls(self, path):
        """The calls in functions that are observed."""
        calls, observed = [], set()
        for address, back, target in calls_of(path):
            function = self.function_at(address)
            if function is None:
                continue
            match = re.search(r"<([^>+@]*)(@[^>]*)?>$", target)
            symbol = match and match[1]
            if symbol == "__cyg_profile_func_enter":
                observed.add(function)
            calls.append(Call(back, function, symbol, self.place(back - 1)))
        return [call for call in calls if call.function in observed]


# --- The verdicts. ---

def said(record):
    """What observe.c needs to know of an allocation's RECORD."""
    if record["verdict"] == "does-not-escape":
        return STAYS
    reasons = set(record["reasons"]) - {"size", "unknown-size"}
    return HANDED if reasons <= {"returned", "parameter"} else ESCAPES


def place_of(record):
    return os.path.basename(record["file"]), record["line"], record["column"]


class Program:
    """An executable, its verdicts, and what its runs have shown."""

    def __init__(self, executable, records, hands_on=False):
        """HANDS_ON: a call that nothing is said of calls what the function
        was given, and what that makes is said of where it was given."""
        self.path = pathlib.Path(executable)
        self.hands_on = hands_on
        self.table = self.path.with_suffix(".table")
        self.output = self.path.with_suffix(".seen")
        self.executable = Executable(executable)
        self.sites = collections.defaultdict(list)
        self.locals = collections.defaultdict(list)
        for record in records:
            if record["object"] == "allocation" and record["kind"] != "local":
                self.sites[place_of(record)].append(record)
            elif record["object"] != "parameter":
                self.locals[record["function"]].append(record)
        self.matched = self.match_calls()
        self.write_table()

    def match_calls(self):
        """The records that belong to each call, by its return address."""
        at_place = collections.Counter(
            call.place for call in self.executable.calls)
        matched = {}
        for call in self.executable.calls:
            function = self.executable.functions[call.function].name
            here = [record for record in self.sites.get(call.place, ())
                    if record["function"] == function]
            named = [record for record in here if call.name is None
                     or plain(record["name"]) == plain(call.name)]
            if named or at_place[call.place] == 1:
                matched[call.back] = named or here
        return matched

    def verdict(self, call):
        verdicts = {said(record) for record in self.matched.get(call.back, ())}
        for verdict in (ESCAPES, HANDED, STAYS):
            if verdict in verdicts:
                return verdict
        return HANDED if self.hands_on else UNKNOWN

    def write_table(self):
        functions = self.executable.functions
        calls = sorted(self.executable.calls)
        rows = [f"{len(functions)} {len(calls)}"]
        for function in functions:
            sampled = any(record["verdict"] == "does-not-escape"
                          for record in self.locals[function.name])
            rows.append(f"F {function.start:x} {function.end:x} "
                        f"{function.registers} {function.parameters} "
                        f"{sampled:d}")
        for call in calls:
            rows.append(f"C {call.back:x} {call.function + 1} "
                        f"{self.verdict(call)}")
        self.table.write_text("\n".join(rows) + "\n")

    def environment(self, **more):
        """The environment to run the program in."""
        return {**os.environ, "OBSERVE_TABLE": str(self.table.resolve()),
                "OBSERVE_OUTPUT": str(self.output.resolve()), **more}

    def run(self, *arguments, environment=None, **options):
        """Run the program; the process when it is done."""
        return subprocess.run(
            [self.path.resolve(), *arguments], check=False,
            **{"stdin": subprocess.DEVNULL, "capture_output": True,
               "env": environment or self.environment(), "text": True,
               "errors": "replace", **options})

    def forget(self):
        """Remove what earlier runs have shown."""
        for file in self.path.parent.glob(self.output.name + ".*"):
            file.unlink()

    # --- What was seen. ---

    def seen(self):
        """Counts by return address, and the places in frames that live on."""
        counts = collections.defaultdict(lambda: [0, 0, 0])
        places = set()
        for file in sorted(self.path.parent.glob(self.output.name + ".*")):
            for line in file.read_text().splitlines():
                kind, *values = line.split()
                if kind == "C":
                    total = counts[int(values[0], 16)]
                    for i, value in enumerate(values[1:]):
                        total[i] += int(value)
                elif kind == "V":
                    places.add((int(values[0], 16), int(values[1]),
                                values[2]))
        return counts, places

    def objects_outlive(self, counts):
        """Allocations that outlived their frames though they `stay'."""
        for call in self.executable.calls:
            if self.verdict(call) == STAYS and counts[call.back][2]:
                records = self.matched[call.back]
                yield Finding(records, "{}:{}:{}: {} in {}: {} of {} objects "
                              "outlive it".format(
                                  *call.place, records[0]["name"],
                                  records[0]["function"],
                                  counts[call.back][2], counts[call.back][0]))

    def records_of_local(self, function, offset):
        """The records of what lies at OFFSET in FUNCTION's frame."""
        records = self.locals[function.name]
        inside = [variable for variable in function.variables
                  if variable.start <= offset < variable.end]
        if not inside:  # Of variable size.
            fixed = {variable.name for variable in function.variables}
            return [record for record in records
                    if record["name"] not in fixed]
        return [record for record in records for variable in inside
                if (record["name"], record["line"])
                == (variable.name, variable.line)]

    def locals_outlive(self, places):
        for start, offset, holder in sorted(places):
            function = self.executable.functions[
                self.executable.function_at(start)]
            records = self.records_of_local(function, offset)
            if records and all(record["verdict"] == "does-not-escape"
                               for record in records):
                yield Finding(records, "{}:{}:{}: variable {} of {} is still "
                              "pointed to by {}".format(
                                  *place_of(records[0]), records[0]["name"],
                                  function.name, holder))

    def precision(self, counts):
        """Of the records whose objects were made and never outlived their
        frame, how many are proven, and how many there are."""
        stayed, proven = set(), set()
        outlived = set()
        for call in self.executable.calls:
            made, _, beyond = counts[call.back]
            if not made:
                continue
            for record in self.matched.get(call.back, ()):
                key = (*place_of(record), record["name"])
                (outlived if beyond else stayed).add(key)
                if record["verdict"] == "does-not-escape":
                    proven.add(key)
        stayed -= outlived
        return len(stayed & proven), len(stayed)

    def findings(self):
        """Contradictions of the verdicts, and the precision's two numbers."""
        counts, places = self.seen()
        return ([*self.objects_outlive(counts), *self.locals_outlive(places)],
                self.precision(counts))
