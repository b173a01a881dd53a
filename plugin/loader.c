/* loader.c -- escape.so: refuse a foreign GCC in words, else load the plugin.
   Copyright (C) The escape authors.  GPL-3.0-or-later, see COPYING.

   GCC's plugin interface has no stable ABI.  A plugin built for one version
   and loaded into another fails in the dynamic loader, with the mangled name
   of the first symbol that it misses, before any code of the plugin runs.  So
   what GCC loads is this stub: it refers to no symbol of GCC, compares the
   version that it meets with the one that escape-impl.so was built for, and
   only then opens escape-impl.so, which lies beside it.

   Only the version is compared, not GCC's configure line: a distribution's
   rebuild of the same GCC keeps the plugin working.

   BUILT_FOR and BUILT_FOR_MAJOR come from configure: "12.2.0" and "12".  */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT __attribute__ ((visibility ("default")))

/* What GCC passes to plugin_init: the heads of two structs of gcc-plugin.h,
   the same in every GCC since 4.5.  They are declared again here because
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
  /* More follows.  */
};

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

static int
refuse_version (const char *escape_so, const char *met)
{
  int major = atoi (met);
  fprintf (stderr,
           "error: %s was built for GCC %s and cannot be loaded into GCC %s: "
           "compile with gcc-%s, or build escape again with 'configure "
           "CC=gcc-%d CXX=g++-%d'\n",
           escape_so, BUILT_FOR, met, BUILT_FOR_MAJOR, major, major);
  return 1;
}

/* Zero if the plugin was loaded.  Otherwise GCC adds an error of its own that
   names the plugin, and stops.  */

int
plugin_init (struct plugin_name_args *args, struct plugin_gcc_version *version)
{
  if (strcmp (version->basever, BUILT_FOR) != 0)
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
