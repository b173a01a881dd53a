/* What calls do: constraints in the graph of the caller.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A call is a site (summary.h) and a callee (callee.h).  What to believe of the
   callee, best first: a `flow' attribute; the table for libc, if the declaration
   fits it; the summary of its body; else it is unknown code, of which
   `noescape', `releases', `allocates' and GCC's `malloc' and `pure' still say a
   part.  Calls through pointers wait in the graph until it shows their
   targets.  */

#ifndef ESCAPE_CORE_APPLY_H
#define ESCAPE_CORE_APPLY_H

#include "callee.h"
#include "graph.h"
#include "summary.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* An allocation call of the function itself.  */

  struct allocation
  {
    const void *call; /* The client's.  */
    object_id object;
    const char *name;  /* As the source names the called function.  */
    bool releases_old; /* realloc.  */
  };

  /* A function whose calls are applied.  */

  struct caller
  {
    struct graph *graph;
    const struct code *code;
    uint64_t budget;    /* Of the coarsest look.  */
    bool always_inline; /* Its allocas are its callers'.  */
    int n_params;
    bool variadic;
    uint32_t n_values; /* A measure of its size: SSA names, or what became of
                          them.  */
    VEC (struct allocation) allocations;
    /* The first thing that allocates, for `nonallocating'.  */
    const struct trace *allocates;
    enum grade allocates_grade;

    /* What bottomup.c makes of it.  */
    uint32_t number;     /* Among all functions, from 0.  */
    uint32_t component;  /* Number of its component: ...  */
    bool recursive;      /* ... one with a cycle.  */
    unsigned recurrence; /* See struct graph.  */
    enum precision precision;
    enum coarseness coarse;
    struct summary *summary;       /* Null: not yet looked at.  */
    VEC (struct caller *) callers; /* In its component.  */
    bool dirty;                    /* A callee's summary has changed.  */
    bool changed;                  /* Its own has, the last time.  */
    int changes;                   /* How often it was done.  */
    bool gave_up;
    bool analysed;
  };

  /* What applying has to ask of those who know the code.  */

  struct code
  {
    /* The callee that FUNCTION, an OBJECT_FUNCTION's, is.  */
    const struct callee *(*callee_of) (struct caller *, const void *function);

    /* Does a call of CALLEE run a body in sight?  Then *SUMMARY is what it does,
       null in the first round of a recursion, and *RECURSIVE: it is in the
       caller's component.  */
    bool (*body_of) (struct caller *, const struct callee *,
                     const struct summary **summary, bool *recursive);

    /* Put in OBJ, if it is a global that is new in the graph, what it holds.  */
    void (*fill_global) (struct caller *, object_id obj);
  };

  /* SITE calls CALLEE; null: unknown code.  */
  void apply_call (struct caller *, const struct call_site *,
                   const struct callee *);

  /* SITE calls what FN points to.  */
  void apply_call_through (struct caller *, const struct call_site *,
                           node_id fn);

  /* Take the targets that have turned up out of the graph's list and add what
     the calls do.  */
  void apply_pending_calls (struct caller *);

  /* Once nothing more turns up: calls without any target are to unknown code.
     True if there were some.  */
  bool apply_empty_calls (struct caller *);

  /* Deferred calls are calls of unknown code after all: the function is called
     from outside.  */
  void apply_deferred_as_unknown (struct caller *);

  /* Solve the graph with all that its calls bring.  EMPTY_UNKNOWN: a call that
     has no target in the end is one of unknown code.  False if the budget is
     used up.  */
  bool apply_and_solve (struct caller *, bool empty_unknown);

  /* --- For those who add constraints of a call themselves. ---  */

  /* A variable that is PTR displaced by PLACE.  */
  node_id apply_shift (struct graph *, node_id ptr, struct place);

  /* Argument I of the site (from 0), or NO_NODE.  */
  node_id apply_arg (const struct call_site *, uint32_t i);

  /* What argument ARG (from 1) with LEVEL stars stands for; VARIADIC: and all
     those after it.  */
  node_id apply_value (struct graph *, const struct call_site *, unsigned arg,
                       unsigned level, bool variadic);

  /* VALUE, shifted, is what the call gives back.  */
  void apply_result (struct graph *, const struct call_site *, node_id value,
                     struct place shift, step_id step);

  /* It gives back what unknown code hands out.  */
  void apply_unknown_result (struct graph *, const struct call_site *);

  /* What unknown code hands out, as a variable.  */
  node_id apply_unknown_value (struct graph *);

  step_id apply_step (struct graph *, const struct call_site *, enum step_kind,
                      const struct callee *);

#ifdef __cplusplus
}
#endif

#endif
