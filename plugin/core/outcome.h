/* Which objects outlive their function, and why.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Reads a solved graph; changes nothing.  */

#ifndef ESCAPE_CORE_OUTCOME_H
#define ESCAPE_CORE_OUTCOME_H

#include "graph.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Sets of enum reason: those for which visible code is the witness, and those
   that take the worst case for unseen code.  Empty: it does not escape.  */

  struct outcome
  {
    unsigned shown, assumed;
  };

  /* One for each object of G, by number; the caller frees it with
   escape_release.  */
  struct outcome *outcome_compute (const struct graph *g);

  /* The same, but that a placeholder escapes does not make those escape that
   its access path leads to: for summaries, whose callers know that.  */
  struct outcome *outcome_compute_direct (const struct graph *g);

  /* What object OBJ keeps what is stored in it for: the reason that its content
   has to escape, and how sure that is.  0: none by itself.  */
  unsigned outcome_root (const struct object *obj, enum grade *grade);

  /* May memory that lives longer have the object, in places that the graph does
     not tell apart, and no unknown code?  Then the order may show it.  */
  bool outcome_is_open (const struct outcome *);

  /* Where what parameters point to goes.  */

  enum leak_to
  {
    LEAK_TO_HEAP,
    LEAK_TO_RESULT,
    LEAK_TO_PARAM
  };

  struct leak
  {
    int param; /* Whose memory, from 0.  */
    enum leak_to to;
    int to_param;
    unsigned level;
    object_id content; /* The placeholder that leaks.  */
  };

  /* The leaks of G's parameters, the smallest level for each destination; sorted
   by parameter and destination.  *N of them; freed with escape_release.
   MAX_LEVEL, if not null, bounds the level by parameter: what the type of the
   parameter does not allow to hold a pointer is not told.  */
  struct leak *outcome_leaks (const struct graph *g, const struct outcome *,
                              const unsigned *max_level, int n_params,
                              unsigned *n);

#ifdef __cplusplus
}
#endif

#endif
