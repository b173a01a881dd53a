"""What the tests of the whole program share: units that know little alone,
and `escape program' on them."""

import json
import re

from harness import BUILD, CC, PLUGIN, Case

ESCAPE = BUILD / "plugin/escape"

ALLOCATOR = """
#include <stdio.h>
#include <stdlib.h>
void *
xmalloc (size_t size)
{
  void *p = malloc (size);
  if (!p)
    {
      fputs ("out of memory\\n", stderr);
      exit (1);
    }
  return p;
}
void
xfree (void *p)
{
  free (p);
}
"""

USER = """
#include <stddef.h>
void *xmalloc (size_t);
void xfree (void *);
extern int *registry;
int
lost (void)
{
  int *p = xmalloc (4);
  *p = 1;
  return 0;
}
int
released (void)
{
  int *p = xmalloc (8);
  *p = 1;
  xfree (p);
  return 0;
}
void
kept (void)
{
  registry = xmalloc (12);
}
"""

MAIN = """
int *registry;
int lost (void);
int released (void);
void kept (void);
int
main (void)
{
  kept ();
  return lost () + released ();
}
"""


class ProgramCase(Case):
    """Units, and what `escape program' says of them."""

    def compile(self, name, text, *options, program=True):
        self.write(f"{name}.c", text)
        asked = ["-fplugin-arg-escape-program"] if program else []
        done = self.run_here(*CC, f"-fplugin={PLUGIN}", *asked,
                             "-fplugin-arg-escape-ignore=all", "-w", *options,
                             "-c", f"{name}.c")
        self.assertEqual((done.status, done.output), (0, ""))
        return f"{name}.o"

    def program(self, *arguments):
        """What it says; and that a cache changes nothing of it, neither one
        of what was there before nor one that has just been written."""
        plain = self.run_program(arguments)
        for _ in range(2):
            cached = self.run_program(arguments, "--cache=cache")
            self.assertEqual(plain, cached)
        return plain[0]

    def run_program(self, arguments, *options):
        done = self.run_here(ESCAPE, "program", *options, *arguments)
        words = [str(word) for word in arguments]
        files = [word.split("=")[1] for word in words
                 if re.match("--(json|export)=.", word)]
        files += [words[i + 1] for i, word in enumerate(words[:-1])
                  if word in ("--json", "--export")]
        paths = [self.directory / name for name in files]
        return done, [path.read_bytes() for path in paths if path.exists()]

    def verdicts(self, *arguments):
        """The lines of JSON by function, object and name."""
        done = self.program("--json", "all.json", "--ignore=all", *arguments)
        self.assertEqual((done.status, done.output), (0, ""))
        lines = (self.directory / "all.json").read_text().splitlines()
        found = {}
        for line in map(json.loads, lines):
            found[line["function"], line["name"]] = line
        return found

    def three(self, *options):
        return [self.compile("memory", ALLOCATOR, *options),
                self.compile("user", USER, *options),
                self.compile("main", MAIN, *options)]

    def assert_three(self, *files):
        found = self.verdicts(*files)
        lost, released, kept = (found[function, "xmalloc"] for function
                                in ("lost", "released", "kept"))
        self.assertEqual(lost["verdict"], "does-not-escape")
        self.assertEqual(lost["released"], "never")
        self.assertEqual(lost["size"], 4)
        self.assertEqual(lost["unit"], "user.c")
        self.assertEqual(released["released"], "always")
        self.assertEqual((kept["verdict"], kept["reasons"], kept["grade"]),
                         ("escapes", ["global"], "shown"))
        said = self.program("--ignore=heap", *files)
        self.assertEqual(said.status, 0)
        self.assertEqual(
            re.findall(r"(?m)^(.*): warning: (.*)$", said.output),
            [("user.c:9:12", "'xmalloc(...)' is never released "
              "[escape:leak]")])
