/* `escape report': the program in escape_report/, which is Python.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "command.h"

/* The folder that holds escape_report: that of this program in a build tree,
   else where it was installed.  The caller frees it.  */

static char *
package_folder (void)
{
  char *self = own_path ();
  *strrchr (self, '/') = 0;
  char *package = format_string ("%s/escape_report", self);
  bool beside = access (package, R_OK) == 0;
  free (package);
  if (beside)
    return self;
  free (self);
  return copy_string (DATA_FOLDER);
}

int
report_main (int argc, char **argv)
{
  char *folder = package_folder (), *self = own_path ();
  const char *old = getenv ("PYTHONPATH");
  char *path = old && *old ? format_string ("%s:%s", folder, old)
                           : copy_string (folder);
  setenv ("PYTHONPATH", path, 1);
  setenv ("PYTHONDONTWRITEBYTECODE", "1", 1);
  setenv ("ESCAPE_PROGRAM", self, 1);
  setenv ("ESCAPE_VERSION", ESCAPE_VERSION, 1);
  struct strings command = { 0 };
  strings_add (&command, "python3");
  strings_add (&command, "-m");
  strings_add (&command, "escape_report");
  for (int i = 1; i < argc; i++)
    strings_add (&command, argv[i]);
  execvp (command.v[0], command.v);
  die (EXIT_USAGE, "report needs python3, which cannot be run: %s",
       strerror (errno));
}
