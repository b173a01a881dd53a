"""The plugin changes no object file: every DejaGnu test, compiled twice.

A unit that carries our attributes differs in its LTO sections alone, since
GCC writes attributes that it knows into them; such a unit is not compared with
-flto.
"""

import re
import shlex

from harness import CC, HEADERS, TESTS, Case, plugin_options

OURS = re.compile(r"escape_|escape::|escape/|pragma escape")
# Tests that make no object.
NO_OBJECT = re.compile(r"dg-error|-Werror|arg-escape-error|dg-do preprocess|"
                       r"-fsyntax-only|-fplugin=| -E\b|dg-require-gcc")


# What a test's selector asks of the machine, for the preprocessor.
CONDITIONS = dict(re.findall(
    r"^    (\w+) +\{(.+)\}$",
    (TESTS / "lib/escape.exp").read_text().split(
        "array set escape_conditions {\n")[1].split("\n}")[0], re.MULTILINE))


def options_of(text):
    """The options in the test TEXT: the compiler's, and the plugin's."""
    options = []
    for match in re.finditer(
            r'dg-(?:additional-)?options\s+(?:"([^"]*)"|\{([^}]*)\})', text):
        options += shlex.split(match[1] or match[2] or "")
    return ([option for option in options
             if not option.startswith(("-fplugin", "-fdump"))],
            [option for option in options if option.startswith("-fplugin")])


class Identity(Case):
    def compile(self, source, options):
        result = self.run_here(
            *CC, "-w", "-frandom-seed=1",
            "-isystem", HEADERS, "-c", source, "-o", "t.o", *options)
        self.assertEqual(result.status, 0, result.output)
        return (self.directory / "t.o").read_bytes()

    def require_machine(self, text):
        """Skip the test TEXT if it is for other machines."""
        selector = re.search(r"dg-do \w+ \{ target (\w+) \}", text)
        if not selector:
            return
        self.write("met.c", f"#if !({CONDITIONS[selector[1]]})\n#error\n"
                   "#endif\n")
        if self.run_here(*CC, "-E", "met.c").status:
            self.skipTest("not for this machine")

    def check(self, source):
        text = source.read_text()
        self.require_machine(text)
        own, for_plugin = options_of(text)
        ways = [["-O0"], ["-O2", "-g"]]
        if not OURS.search(re.sub(r"\{ dg-.*\}", "", text)):
            ways.append(["-O2", "-flto", "-fno-fat-lto-objects"])
        for way in ways:
            without = self.compile(source, own + way)
            loaded = self.compile(
                source, own + way + plugin_options(m=1) + for_plugin)
            self.assertTrue(without == loaded,
                            f"the plugin changed the object at {way}")


def _add_tests():
    for source in sorted(TESTS.glob("escape.*/*.c")):
        if not NO_OBJECT.search(source.read_text()):
            name = re.sub(r"\W", "_", f"{source.parent.name}__{source.stem}")
            setattr(Identity, f"test_{name}",
                    lambda self, source=source: self.check(source))


_add_tests()
