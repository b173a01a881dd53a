/* Verdicts and findings -> diagnostics, notes, JSON.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The judge (judge.cc) hands over finished facts; nothing here changes a
   verdict.  Everything is kept until report_flush, which sorts by file, line,
   column, text, drops duplicates, writes the JSON, then emits diagnostics.
   Strings are copied where they are handed over as const char *.  */

#ifndef ESCAPE_GCC_REPORT_H
#define ESCAPE_GCC_REPORT_H

#include "options.h"
#include "judged.h"

/* One step of a path.  DEPTH is the call depth seen from the function that
   the verdict stands in (0).  TEXT is owned by the event (xmalloc).  LEFT_OUT: how
   many events it stands for that are not told; of most, 0.  */

struct path_event
{
  location_t loc;
  tree function;
  int depth;
  char *text;
  unsigned left_out = 0;
};

typedef auto_vec<path_event> event_path;

/* A unit with NAMES SSA names begins: what is told of it is bounded by that.  */
void report_expect (unsigned names);

/* How many events a path may have now: fewer once the unit has told many.  */
unsigned report_path_limit (void);

/* Of an event that stands for N events.  The caller frees it.  */
char *left_out_text (unsigned n);

enum object_class
{
  OBJECT_ALLOCATION,
  OBJECT_VARIABLE,
  OBJECT_PARAMETER
};

/* One place that a parameter leaks to.  */

struct param_leak
{
  enum
  {
    TO_HEAP,
    TO_RESULT,
    TO_PARAM
  } to;
  const char *param; /* Name, for TO_PARAM.  */
  unsigned level;    /* C loads between the value and what leaves.  */
};

struct verdict : judged
{
  enum object_class object;
  tree function;              /* The FUNCTION_DECL that it stands in.  */
  location_t loc;             /* Allocation call's, variable's, parameter's.  */
  location_t token;           /* LOC before the report looked for the macro that
                         the user wrote.  The report's.  */
  const char *name;           /* Called function, variable or parameter.  */
  const char *written;        /* Of an allocation, what the user called: a macro
                          perhaps.  The report's.  */
  tree ok;                    /* The decl whose ok("why") covers this object, or
                          null.  */
  auto_vec<param_leak> leaks; /* For parameters.  */
  event_path path;            /* Why; empty if it does not escape.  */
  event_path bug_path;        /* For stack_bug and leak_bug where it differs
                                 from PATH; else empty.  */
  event_path loss_path;       /* For path_leak_bug.  */
};

/* Does FUNCTION lie in a system header, of which nothing is told?  */
bool report_hides (tree function);

/* Are the paths of what leaks from parameters told?  */
bool report_explains_leaks (void);

/* Takes ownership of V (allocated with new).  Decides by the groups and m=
   which diagnostics it makes.  */
void report_verdict (verdict *v);

/* A finding that is not an object's verdict: groups free, alloc, assert, nil, and
   stack findings about a block's storage.  TEXT is without the [escape:GROUP]
   suffix.  FUNCTION is where it stands; OK and FAULT as above.  PATH is moved
   from.  */
void report_finding (enum group group, tree function, location_t loc,
                     const char *text, event_path &path, tree ok,
                     unsigned fault = 0);

/* A note shown at m=LEVEL and above.  */
void report_note (int level, tree function, location_t loc, const char *text);

/* FUNCTION is analysed and what it holds is reported.  An `ok' on a function
   that this was not said of, or on a variable in one, is not called unused.  */
void report_function (tree function);

/* FORMAT, with the directives of GCC's diagnostics, as text for an event or a
   finding: %qs quotes as the locale does.  The caller frees it.  */
char *report_text (const char *format, ...) ATTRIBUTE_GCC_DIAG (1, 2);

/* Emit everything.  Returns nothing: errors are diagnostics.  */
void report_flush (void);

#endif
