/* `escape flags': see command.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include <stdlib.h>
#include <string.h>
#include "command.h"

static const char usage[]
    = "Usage: escape flags [--plugin FILE]\n"
      "\n"
      "Print the options that make GCC put its analysis into the objects, for "
      "the\n"
      "command line of a compiler:\n"
      "\n"
      "  make CFLAGS=\"-O2 $(escape flags)\"\n"
      "\n"
      "  --plugin FILE   the plugin, an escape.so; default: the one beside "
      "this\n"
      "                  program, else the compiler's own\n";

int
flags_main (int argc, char **argv)
{
  char *plugin = NULL;
  const char *value;
  for (int i = 1; i < argc; i++)
    if (!strcmp (argv[i], "--help") || !strcmp (argv[i], "-h"))
      {
        fputs (usage, stdout);
        return 0;
      }
    else if ((value = option_value (argc, argv, &i, "--plugin")))
      plugin = plugin_file (value);
    else
      die (EXIT_USAGE, "flags: unexpected '%s'; see 'escape flags --help'",
           argv[i]);
  if (!plugin)
    plugin = plugin_beside ();
  printf ("-fplugin=%s -fplugin-arg-escape-program "
          "-fplugin-arg-escape-ignore=all\n",
          plugin ? plugin : "escape");
  free (plugin);
  return 0;
}
