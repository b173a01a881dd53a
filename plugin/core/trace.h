/* From an object to where it ends up: the shortest chain of causes.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   The solved graph has all the flows; a breadth-first search along its edges
   from the nodes that first hold the object's address finds the shortest.
   Where an object is stored in another that is local too, the search goes on
   with that one.  */

#ifndef ESCAPE_CORE_TRACE_H
#define ESCAPE_CORE_TRACE_H

#include "graph.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Steps of a chain, from cause to effect, in FUNCTION.  Lives until
   unit_arena_free.  */

  struct trace
  {
    const void *function;
    unsigned n;
    struct step steps[];
  };

  struct search;

  struct search *search_new (const struct graph *);
  void search_free (struct search *);

  /* Find all that OBJ flows to, by facts of GRADE or better, not using steps for
   which EXCLUDED (by step number; may be null) is set.  */
  void search_run (struct search *, object_id obj, enum grade grade,
                   const bool *excluded);

  /* How the last run reached CELL: 0 not at all, 1 OBJ itself is stored in it, 2
   by way of another object.  */
  int search_reached (const struct search *, node_id cell);

  /* The first cell, in the order of distance, whose object keeps what it gets
   for one of REASONS with at least GRADE; or NO_NODE.  */
  node_id search_root (const struct search *, unsigned reasons,
                       enum grade grade);

  /* The chain to CELL, of a kind that search_reached said.  */
  const struct trace *search_trace (const struct search *, node_id cell,
                                    int how);

  /* Call TELL with each edge step of the chain, last first; stop when it
   returns true.  */
  step_id search_find_step (const struct search *, node_id cell, int how,
                            bool (*tell) (void *, const struct flow_edge *),
                            void *data);

  /* A chain of one step.  */
  const struct trace *trace_single (const void *function, struct step);

#ifdef __cplusplus
}
#endif

#endif
