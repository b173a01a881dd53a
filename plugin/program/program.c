/* `escape program': options, and the order of things: see program.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "program.h"

#include <inttypes.h>
#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_STACK_LIMIT 65536
#define DEFAULT_BUDGET 300000

struct program_options options;

const char *const group_names[N_GROUPS]
    = { "heap", "stack",    "free",  "leak",  "pathleak",
        "nil",  "unneeded", "alloc", "assert" };

static void
say (const char *format, va_list ap)
{
  fputs ("escape: ", stderr);
  vfprintf (stderr, format, ap);
  putc ('\n', stderr);
}

void
fail (const char *format, ...)
{
  va_list ap;
  va_start (ap, format);
  say (format, ap);
  va_end (ap);
  exit (2);
}

void
remark (const char *format, ...)
{
  va_list ap;
  va_start (ap, format);
  say (format, ap);
  va_end (ap);
}

static const char usage[]
    = "Usage: escape program [OPTION]... FILE...\n"
      "Analyse the program that FILEs make: objects, archives, executables and "
      "shared\n"
      "libraries compiled with -fplugin=escape -fplugin-arg-escape-program.\n"
      "\n"
      "  --m=0..3             Verdict notes: 1 verdicts, 2 with paths "
      "(default 0)\n"
      "  --track=LIST         Kinds that heap and unneeded speak of: slice, "
      "map, raw\n"
      "                       (default slice,map)\n"
      "  --warn=LIST          Groups to warn of: heap, stack, free, leak, "
      "pathleak, nil,\n"
      "                       unneeded, alloc, assert, all\n"
      "  --error=LIST         Groups to make errors\n"
      "  --ignore=LIST        Groups to be silent about\n"
      "  --stack-limit=BYTES  Largest object that could live on the stack\n"
      "                       (default 65536)\n"
      "  --budget=N           Solver steps a function (default 300000)\n"
      "  --json=FILE          Write every verdict, one JSON object a line\n"
      "  --findings=FILE      Write the warnings and errors, likewise\n"
      "  --exclude=GLOB       Files to tell nothing of\n"
      "  --interpose=trust|distrust\n"
      "                       Do symbols of libraries keep their behaviour "
      "when\n"
      "                       interposed? (default trust)\n"
      "  --export=FILE        Write what is known of the functions that it "
      "offers\n"
      "  --import=FILE        Take from such a file what is known of others\n"
      "  --cache=DIR          Keep what was found there, and take from it what "
      "is the same\n"
      "  --help               Print this\n"
      "\n"
      "Exit status: 0, 1 if a group that is an error spoke, 2 for bad input.\n";

/* --- Options. ---  */

/* The set of the N NAMES that LIST names; ALL stands for every one unless it is
   null.  */

static unsigned
parse_list (const char *option, const char *list, const char *const *names,
            unsigned n, const char *all)
{
  unsigned set = 0;
  for (const char *item = list;; item++)
    {
      size_t length = strcspn (item, ",");
      unsigned found = 0;
      for (unsigned i = 0; i < n; i++)
        if (strlen (names[i]) == length && !memcmp (names[i], item, length))
          found = 1u << i;
      if (all && strlen (all) == length && !memcmp (all, item, length))
        found = (1u << n) - 1;
      if (!found)
        {
          char valid[200] = "";
          for (unsigned i = 0; i < n; i++)
            snprintf (valid + strlen (valid), sizeof valid - strlen (valid),
                      "%s%s", i ? ", " : "", names[i]);
          fail ("unknown item `%.*s' in --%s=%s; valid are: %s%s%s",
                (int)length, item, option, list, valid, all ? ", " : "",
                all ? all : "");
        }
      set |= found;
      item += length;
      if (!*item)
        return set;
    }
}

static uint64_t
parse_number (const char *option, const char *value, uint64_t least,
              uint64_t most)
{
  uint64_t n = 0;
  const char *p = value;
  for (; *p >= '0' && *p <= '9' && n <= most / 10; p++)
    n = n * 10 + (uint64_t)(*p - '0');
  if (p == value || *p || n < least || n > most)
    fail ("bad value `%s' for --%s; expected a decimal number from %" PRIu64
          " to %" PRIu64,
          value, option, least, most);
  return n;
}

static void
set_groups (const char *option, const char *value, enum group_state state)
{
  unsigned set = parse_list (option, value, group_names, N_GROUPS, "all");
  for (int g = 0; g < N_GROUPS; g++)
    if (set & 1u << g)
      options.state[g] = state;
}

static void
set_option (const char *option, const char *value)
{
  if (!strcmp (option, "m"))
    options.m = (int)parse_number (option, value, 0, 3);
  else if (!strcmp (option, "track"))
    options.track = parse_list (option, value, heap_kind_names, N_KINDS, NULL);
  else if (!strcmp (option, "warn"))
    set_groups (option, value, STATE_WARN);
  else if (!strcmp (option, "error"))
    set_groups (option, value, STATE_ERROR);
  else if (!strcmp (option, "ignore"))
    set_groups (option, value, STATE_IGNORE);
  else if (!strcmp (option, "stack-limit"))
    options.stack_limit = parse_number (option, value, 0, INT64_MAX);
  else if (!strcmp (option, "budget"))
    options.budget = parse_number (option, value, 1, INT64_MAX);
  else if (!strcmp (option, "json"))
    options.json = value;
  else if (!strcmp (option, "findings"))
    options.findings = value;
  else if (!strcmp (option, "exclude"))
    *vec_push (&options.exclude) = value;
  else if (!strcmp (option, "interpose")
           && (!strcmp (value, "trust") || !strcmp (value, "distrust")))
    options.distrust = *value == 'd';
  else if (!strcmp (option, "interpose"))
    fail ("bad value `%s' for --%s; expected `trust' or `distrust'", value,
          option);
  else if (!strcmp (option, "export"))
    options.exports = value;
  else if (!strcmp (option, "cache"))
    options.cache = value;
  else if (!strcmp (option, "import"))
    exchange_import (value);
  else
    fail ("unknown option --%s; valid are: m, track, warn, error, ignore, "
          "stack-limit, budget, json, findings, exclude, interpose, export, "
          "import, cache, help",
          option);
}

static void
default_options (void)
{
  options.track = 1u << KIND_SLICE | 1u << KIND_MAP;
  for (int g = 0; g < N_GROUPS; g++)
    options.state[g] = STATE_WARN;
  options.state[GROUP_UNNEEDED] = STATE_IGNORE;
  options.state[GROUP_ASSERT] = STATE_ERROR;
  options.stack_limit = DEFAULT_STACK_LIMIT;
  options.budget = DEFAULT_BUDGET;
}

/* Argument *I is an option, with its value behind `=' or in the next.  */

static void
take_option (int argc, char **argv, int *i)
{
  char *name = argv[*i] + 2;
  char *equal = strchr (name, '=');
  if (!strcmp (name, "help"))
    {
      fputs (usage, stdout);
      exit (0);
    }
  if (equal)
    *equal = 0;
  else if (*i + 1 == argc)
    fail ("--%s needs a value", name);
  const char *value = equal ? equal + 1 : argv[++*i];
  /* Lists and numbers say themselves what they want.  */
  if (!*value
      && (!strcmp (name, "json") || !strcmp (name, "findings")
          || !strcmp (name, "exclude") || !strcmp (name, "export")
          || !strcmp (name, "import") || !strcmp (name, "cache")))
    fail ("--%s needs a value", name);
  set_option (name, value);
  if (equal)
    *equal = '=';
}

int
program_main (int argc, char **argv)
{
  struct program p = { .only_archives = true };
  bool only_files = false;
  setlocale (LC_CTYPE, "");
  default_options ();
  for (int i = 1; i < argc; i++)
    if (!only_files && !strcmp (argv[i], "--"))
      only_files = true;
    else if (!only_files && !strncmp (argv[i], "--", 2))
      take_option (argc, argv, &i);
    else
      {
        *vec_push (&p.files) = argv[i];
        input_read (&p, argv[i]);
      }
  if (!p.files.n)
    fail ("no file; try `escape program --help'");
  if (!p.members.n)
    return 2;
  input_read_needed (&p);
  link_program (&p);
  exchange_resolve (&p);
  analyse_program (&p);
  if (options.exports)
    exchange_export (&p, options.exports);
  return report_flush ();
}
