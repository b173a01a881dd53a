/* loader.c -- escape.so: refuse a foreign GCC in words, else load the plugin.
   Copyright (C) The escape authors.  GPL-3.0-or-later, see COPYING.

   GCC's plugin interface has no stable ABI.  A plugin built for one version
   and loaded into another fails in the dynamic loader, with the mangled name
   of the first symbol that it misses, before any code of the plugin runs.  So
   what GCC loads is this stub: it refers to no symbol of GCC, compares version
   and target of the GCC that it meets with those of the one that escape-impl.so
   was built for, and only then opens escape-impl.so, which lies beside it.  A
   cross compiler of the same version has the same symbols, but its structures
   differ, and with them every verdict would go wrong in silence.

   Nothing else of GCC's configure line is compared: a distribution's rebuild of
   the same GCC keeps the plugin working.  */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__ ((visibility ("default")))

/* What GCC passes to plugin_init: two structs of gcc-plugin.h, of the first its
   head, the same in every GCC since 4.5.  They are declared again here because
   gcc-plugin.h is C++.  Both are handed on as they came.  */

struct plugin_name_args
{
  char *base_name;
  const char *full_name; /* The path by which GCC opened this file.  */
  /* More follows.  */
};

struct plugin_gcc_version
{
  const char *basever; /* Such as "12.2.0".  */
  const char *datestamp, *devphase, *revision;
  const char *configuration_arguments; /* As `gcc -v' shows them.  */
};

/* The GCC that this was built for: `gcc_version', and its major version.  */
#include "plugin-version.h"

typedef int init_function (struct plugin_name_args *,
                           struct plugin_gcc_version *);

/* GCC looks for this symbol before it calls a plugin.  */
EXPORT int plugin_is_GPL_compatible;

EXPORT init_function plugin_init;

/* The path of escape-impl.so, in the directory of the real file behind
   ESCAPE_SO, so that a symbolic link to escape.so works from anywhere.  The
   caller frees it; null if there is no memory or no such file.  */

static char *
implementation_path (const char *escape_so)
{
  static const char name[] = "/escape-impl.so";
  char *self = realpath (escape_so, NULL);
  if (!self)
    return NULL;

  char *slash = strrchr (self, '/');
  size_t directory_length = slash - self;
  char *path = malloc (directory_length + sizeof name);
  if (path)
    {
      memcpy (path, self, directory_length);
      memcpy (path + directory_length, name, sizeof name);
    }
  free (self);
  return path;
}

/* A word of a configure line: not terminated; empty if there is none.  */

struct word
{
  const char *text;
  int length;
};

/* The value of the last OPTION, such as "--host=", in the configure line
   ARGUMENTS, where quotes may stand around an argument.  */

static struct word
option_value (const char *arguments, const char *option)
{
  struct word value = { "", 0 };
  for (const char *p = arguments; (p = strstr (p, option));)
    {
      bool begins = p == arguments || strchr (" '", p[-1]);
      p += strlen (option);
      if (begins)
        value = (struct word){ p, (int)strcspn (p, " '") };
    }
  return value;
}

/* The machine that a GCC makes code for, as its configure line names it: what
   configure takes for the target if it is not told is the host.  */

static struct word
target_of (const struct plugin_gcc_version *version)
{
  const char *arguments = version->configuration_arguments;
  struct word target = option_value (arguments, "--target=");
  return target.length ? target : option_value (arguments, "--host=");
}

/* Where a configure line does not say, the targets may be the same.  */

static bool
differ (struct word a, struct word b)
{
  return a.length && b.length
         && (a.length != b.length || memcmp (a.text, b.text, a.length) != 0);
}

static int
refuse_target (const char *escape_so, const char *met, struct word met_target)
{
  struct word target = target_of (&gcc_version);
  fprintf (stderr,
           "error: %s was built for GCC %s for %.*s and cannot be loaded into "
           "GCC %s for %.*s: build escape for that compiler with 'configure "
           "--with-target-cc=' and its name\n",
           escape_so, gcc_version.basever, target.length, target.text, met,
           met_target.length, met_target.text);
  return 1;
}

static int
refuse_version (const char *escape_so, const char *met)
{
  int major = atoi (met);
  fprintf (stderr,
           "error: %s was built for GCC %s and cannot be loaded into GCC %s: "
           "compile with gcc-%d, or build escape again with 'configure "
           "CC=gcc-%d CXX=g++-%d'\n",
           escape_so, gcc_version.basever, met, GCCPLUGIN_VERSION_MAJOR, major,
           major);
  return 1;
}

/* Zero if the plugin was loaded.  Otherwise GCC adds an error of its own that
   names the plugin, and stops.  */

int
plugin_init (struct plugin_name_args *args, struct plugin_gcc_version *version)
{
  struct word target = target_of (version);
  if (differ (target, target_of (&gcc_version)))
    return refuse_target (args->full_name, version->basever, target);
  if (strcmp (version->basever, gcc_version.basever) != 0)
    return refuse_version (args->full_name, version->basever);

  char *path = implementation_path (args->full_name);
  void *implementation = NULL;
  const char *why = "no such file";
  if (path && !(implementation = dlopen (path, RTLD_NOW | RTLD_LOCAL)))
    why = dlerror ();
  free (path);
  if (!implementation)
    {
      fprintf (stderr,
               "error: %s cannot load escape-impl.so, which must lie beside "
               "it: %s\n",
               args->full_name, why);
      return 1;
    }

  init_function *init;
  *(void **)&init = dlsym (implementation, "escape_plugin_init");
  if (!init)
    {
      fprintf (stderr,
               "error: the escape-impl.so beside %s is not of the same escape "
               "version: install both files again\n",
               args->full_name);
      return 1;
    }
  return init (args, version);
}
