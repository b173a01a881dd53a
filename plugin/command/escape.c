/* The program `escape'.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <stdio.h>
#include <string.h>
#include "command.h"

static const char usage[]
    = "Usage: escape COMMAND [ARGUMENT...]\n"
      "\n"
      "Where the slices, maps and other objects of a C program escape to.\n"
      "\n"
      "  escape build -- MAKE...    run a build, so that GCC analyses all that "
      "it compiles\n"
      "  escape report              show what was found, worst first\n"
      "  escape program FILE...     analyse the whole program that objects, "
      "archives,\n"
      "                             executables or shared libraries make\n"
      "  escape flags               print the options of GCC that do it, for "
      "those who\n"
      "                             add them by hand\n"
      "\n"
      "  escape COMMAND --help      what the command takes\n"
      "  escape --version\n";

struct subcommand
{
  const char *name;
  int (*run) (int argc, char **argv);
};

static const struct subcommand subcommands[] = { { "build", build_main },
                                                 { "report", report_main },
                                                 { "flags", flags_main },
                                                 { "program", program_main } };

int
main (int argc, char **argv)
{
  if (argc > 0 && is_shim_name (base_name (argv[0])))
    return shim_main (argc, argv);
  const char *name = argc > 1 ? argv[1] : "";
  if (!strcmp (name, "--help") || !strcmp (name, "-h"))
    {
      fputs (usage, stdout);
      return 0;
    }
  if (!strcmp (name, "--version"))
    {
      puts ("escape " ESCAPE_VERSION);
      return 0;
    }
  for (size_t i = 0; i < sizeof subcommands / sizeof *subcommands; i++)
    if (!strcmp (name, subcommands[i].name))
      return subcommands[i].run (argc - 1, argv + 1);
  if (*name)
    fprintf (stderr, "escape: there is no command '%s'\n", name);
  fputs (usage, stderr);
  return EXIT_USAGE;
}
