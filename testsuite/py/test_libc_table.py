"""The shapes in the table of libc's functions, against what is declared.

GCC says with -aux-info how the C library's headers declare each function, and
its own calls of built-ins tell what no header declares.
"""

import pathlib
import platform
import re
import unittest

from harness import CC, SOURCE, Case

HEADERS = """
aio aliases argp argz arpa/inet arpa/nameser assert complex crypt ctype dirent
dlfcn envz err errno error execinfo fcntl fenv fmtmsg fnmatch fstab fts ftw
getopt glob gnu/libc-version grp gshadow iconv ifaddrs inttypes langinfo libgen
libintl link locale malloc math mcheck mntent monetary mqueue net/if netdb
netinet/ether netinet/in nl_types obstack omp poll printf pthread pty pwd regex
resolv sched search semaphore setjmp shadow signal spawn stdbit stdio stdio_ext
stdlib string strings sys/auxv sys/epoll sys/eventfd sys/fanotify sys/file
sys/fsuid sys/gmon sys/inotify sys/io sys/ioctl sys/ipc sys/klog sys/mman
sys/mount sys/msg sys/personality sys/pidfd sys/prctl sys/profil sys/ptrace
sys/quota sys/random sys/reboot sys/resource sys/select sys/sem sys/sendfile
sys/shm sys/signalfd sys/socket sys/stat sys/statfs sys/statvfs sys/swap
sys/syscall sys/sysinfo sys/sysmacros sys/time sys/timeb sys/timerfd sys/times
sys/timex sys/types sys/uio sys/utsname sys/wait sys/xattr syslog termios
threads time ttyent uchar ucontext ulimit unistd utime utmp utmpx wchar wctype
wordexp
""".split()

INCLUDES = "#define _GNU_SOURCE 1\n" + "".join(
    f"#if __has_include (<{name}.h>)\n# include <{name}.h>\n#endif\n"
    for name in HEADERS)

# What the headers declare and the table does not have, so that it is unknown
# code: why, and regular expressions for the names.
LEFT_OUT = {
    "they call functions that hang on structures of the program's":
        "argp_.* obstack_.* register_printf_.*",
    "what they are given lives on in a state that is theirs":
        "re_.* res_n.* ns_sprintrr.* sprofil",
    "control goes elsewhere":
        "getcontext makecontext setcontext swapcontext sigreturn clone",
    "a number says what the arguments are":
        "ioctl prctl ptrace syscall",
    "they move pages, or copy from other processes":
        "mremap vmsplice process_vm_.*",
    "the program defines them":
        "la_.*",
    "other devices":
        "omp_target_.* omp_get_mapped_ptr omp_.*interop.*",
    "they are in the header alone, or the compiler makes them":
        "alloca gtty stty sigstack x86_cpu_.* vlimit isastream"
}

# The newest glibc that the table was compared with.
NEWEST = (2, 43)

# The letter for a type, as a constant.
CLASS = """
#define CLASS_(N) ((N) == 5 ? 'p' : (N) == 8 ? 'f' \\
                   : (N) >= 1 && (N) <= 4 ? 'i' : 'a')
#define CLASS(T) CLASS_ (__builtin_classify_type (*(__typeof__ (T) *) 0))
"""

DUMP = """
#include <stdio.h>
#include "effects.h"
int
main (void)
{
  for (unsigned i = 0; i < lib_effects_count (); i++)
    printf ("%s %s\\n", lib_effects_at (i)->name, lib_effects_at (i)->shape);
}
"""


def split(arguments):
    """Split at the commas outside of all brackets."""
    parts, depth = [""], 0
    for char in arguments:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += char
    return [part.strip() for part in parts]


def declarations(aux_info):
    """Yield each prototype as a name, a result type and argument types."""
    for line in aux_info.splitlines():
        match = re.match(r"/\* [^*]*:NC \*/ extern (.*);$", line)
        if not match:
            continue
        text = match.group(1)
        function = (re.match(r"(?P<result>.*?\(\*)(?P<name>\w+) "
                             r"\((?P<arguments>.*)\)\) \([^()]*\)$", text)
                    or re.match(r"(?P<result>.*?)(?P<name>\w+) "
                                r"\((?P<arguments>.*)\)$", text))
        if not function:
            raise ValueError(f"cannot read the declaration {text}")
        result = function["result"].strip()
        if result.endswith("(*"):
            result = "void *"
        arguments = split(function["arguments"])
        yield (function["name"], result,
               [] if arguments == ["void"] else arguments)


def letter(type_name):
    """The letter for TYPE_NAME, an expression in C."""
    if "va_list" in type_name:
        return "'a'"
    fixed = {"void": "'v'", "volatile void": "'v'", "...": "'.'"}
    return fixed.get(type_name, f"CLASS ({type_name})")


class LibcTable(Case):
    @classmethod
    def setUpClass(cls):
        cls.table = {}

    def setUp(self):
        super().setUp()
        if not self.table:
            self.write("dump.c", DUMP)
            core = SOURCE / "plugin/core"
            self.compile("-I", core, "dump.c", core / "effects.c",
                         "-o", "dump")
            result = self.run_here("./dump")
            self.assertEqual(result.status, 0, result.output)
            self.table.update(map(str.split, result.output.splitlines()))

    def compile(self, *arguments):
        result = self.run_here(*CC, "-std=gnu11", *arguments)
        self.assertEqual(result.status, 0, result.output)

    def declared(self, *options):
        """How the headers declare functions under OPTIONS: a list."""
        self.write("headers.c", INCLUDES)
        self.compile("-w", "-fsyntax-only", "-aux-info", "headers.X",
                     "headers.c", *options)
        return declarations((self.directory / "headers.X").read_text())

    def assert_shapes(self, *options, others=()):
        """What is declared under OPTIONS has its shape.  Returns their names.

        OTHERS are other functions with a name that the table has.
        """
        lines, names = [INCLUDES, CLASS], set()
        for name, result, arguments in self.declared(*options):
            shape = self.table.get(name)
            if shape is None or name in others:
                continue
            names.add(name)
            self.assertEqual(len(shape), len(arguments) + 1,
                             f"{name}: {shape} for {arguments}")
            for i, kind in enumerate([result, *arguments]):
                where = f"argument {i}" if i else "result"
                if shape[i] == "v":
                    continue  # A result that nobody needs may be anything.
                fits = " || ".join(
                    f"{letter(kind)} == '{one}'" for one in
                    {"n": "if", "a": "ap", "h": "ip"}.get(shape[i], shape[i]))
                lines.append(f"_Static_assert ({fits}, \"{name}: {where} of "
                             f"{shape} is {kind}\");")
        self.write("shapes.c", "\n".join(lines) + "\n")
        self.compile("-w", "-fsyntax-only", "shapes.c", *options)
        return names

    def assert_calls(self, names, *options):
        """GCC takes calls of the built-ins NAMES as their shapes say."""
        value = {"p": "p", "i": "i", "a": "a", ".": "i"}
        lines = ["void *p; long i;", "void f (__builtin_va_list a) {"]
        for name in names:
            shape = self.table[name]
            call = ", ".join(value[kind] for kind in shape[1:])
            store = "" if shape[0] == "v" else f"{shape[0]} = "
            lines.append(f"  {store}__builtin_{name} ({call});")
        self.write("calls.c", "\n".join([*lines, "}", ""]))
        self.compile("-fsyntax-only", "-Werror=int-conversion",
                     "-Werror=implicit-function-declaration",
                     "-Wno-format-security", "calls.c", *options)

    def test_declared_functions(self):
        names = self.assert_shapes()
        self.assertGreater(len(names), 1500)
        for name in ("malloc", "qsort", "strtok", "pthread_create", "printf",
                     "getaddrinfo", "sigaction", "tsearch", "epoll_ctl"):
            self.assertIn(name, names)

    def test_functions_that_musl_declares(self):
        headers = pathlib.Path(f"/usr/include/{platform.machine()}-linux-musl")
        if not headers.exists():
            self.skipTest("musl's headers are missing, install musl-dev")
        own = self.run_here(*CC, "-print-file-name=include").output.strip()
        options = "-nostdinc", "-isystem", headers, "-isystem", own
        names = self.assert_shapes(*options, others={"strerror_r"})
        self.assertGreater(len(names), 1000)
        self.assert_known(*options)

    def test_fortified_functions(self):
        names = self.assert_shapes("-O2", "-U_FORTIFY_SOURCE",
                                   "-D_FORTIFY_SOURCE=2")
        fortified = [name for name in names if name.endswith("_chk")]
        self.assertGreater(len(fortified), 50)
        self.assertIn("__fprintf_chk", fortified)

    def test_fortified_builtins(self):
        self.assert_calls(
            f"__{name}_chk" for name in
            ("memcpy", "memmove", "mempcpy", "memset", "strcpy", "stpcpy",
             "strncpy", "stpncpy", "strcat", "strncat", "sprintf", "snprintf",
             "vsprintf", "vsnprintf", "printf", "fprintf", "vprintf",
             "vfprintf"))

    def test_openmp_builtins(self):
        names = [name for name in self.table if name.startswith("GOMP_")]
        self.assertGreater(len(names), 50)
        self.assert_calls(names, "-fopenmp")

    def assert_known(self, *options):
        """The table has what OPTIONS declare, or there is a reason."""
        left_out = "|".join(" ".join(LEFT_OUT.values()).split())
        self.assertEqual(
            {name for name, _, _ in self.declared(*options)
             if name[0] != "_" and name not in self.table
             and not re.fullmatch(left_out, name)}, set())

    def test_all_of_glibc(self):
        version = platform.libc_ver()[1]
        if tuple(map(int, version.split("."))) > NEWEST:
            self.skipTest(f"nobody read what is new in glibc {version}")
        self.assert_known()

    def test_dialects(self):
        """The names that standards' dialects of a function have."""
        dialects = [name for name in self.table
                    if name.startswith(("__isoc99_", "__isoc23_"))]
        self.assertGreater(len(dialects), 30)
        for name in dialects:
            plain = name[len("__isocNN_"):]
            self.assertEqual(self.table[name], self.table[plain], name)

    def test_no_function_is_forgotten_by_half(self):
        """A locale's, a 64-bit or an unlocked form is there with its like."""
        declared = {name: arguments for name, _, arguments in self.declared()}
        for name in declared:
            plain = re.sub(r"(_l|(?<!f)64|_unlocked)$", "", name)
            if plain != name and plain in declared and plain in self.table:
                self.assertTrue(name in self.table, name)


if __name__ == "__main__":
    unittest.main()
