/* The plugin's options, as given by -fplugin-arg-escape-KEY[=VALUE].

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Filled once by plugin.cc, read everywhere else.  */

#ifndef ESCAPE_GCC_OPTIONS_H
#define ESCAPE_GCC_OPTIONS_H

/* Warning groups, in the order in which --help and errors list them.  */

enum group
{
  GROUP_HEAP,
  GROUP_STACK,
  GROUP_FREE,
  GROUP_LEAK,
  GROUP_PATHLEAK,
  GROUP_NIL,
  GROUP_UNNEEDED,
  GROUP_ALLOC,
  GROUP_ASSERT,
  N_GROUPS
};

enum group_state
{
  STATE_IGNORE,
  STATE_WARN, /* Whatever -Werror says.  */
  STATE_BUG,  /* A warning; with -Werror an error.  */
  STATE_ERROR
};

/* The groups of a set of bits 1 << enum group.  */
#define ALL_GROUPS ((1u << N_GROUPS) - 1)

struct escape_options
{
  int m;          /* 0..3 */
  unsigned track; /* Bits 1 << enum heap_kind.  */
  enum group_state state[N_GROUPS];
  unsigned long long stack_limit; /* Bytes an object; 65536.  */
  bool interpose_distrust;
  const char *json;          /* FILE or DIR/, or null.  */
  vec<const char *> exclude; /* Patterns of files of which nothing is told.  */
  unsigned long budget;      /* Solver steps a function.  */
  vec<const char *> import;  /* Files with facts of functions elsewhere.  */
  bool program;              /* Write the section for the whole program.  */
};

extern struct escape_options options;
extern const char *const group_names[N_GROUPS];
extern const char group_list[]; /* The names, as errors list them.  */

/* The groups that the LENGTH bytes at NAME stand for: one, or with `all' every
   one; none if there is no such name.  */
unsigned groups_named (const char *name, size_t length);

#endif
