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

  /* Steps of a chain, from cause to effect, in FUNCTION.  Of a long one only
   the ends are kept: in front of step GAP there were others, of LEFT_OUT
   events.  Lives until unit_arena_free.  */

  struct trace
  {
    const void *function;
    bool hidden;     /* Its own steps are not told: see struct graph.  */
    unsigned events; /* That it tells, with those of its steps' INNER and those
                        that are left out.  */
    unsigned n, gap, left_out;
    struct step steps[];
  };

/* A path that is told has at most so many events: with more, so many at its
   ends are, and one that says how many there are between them.  */
#define MAX_EVENTS 30
#define FIRST_EVENTS 15
#define LAST_EVENTS (MAX_EVENTS - FIRST_EVENTS - 1)

  struct search;

  struct search *search_new (const struct graph *);
  void search_free (struct search *);

  /* Find all that OBJ flows to, by facts of GRADE or better, not using steps for
   which EXCLUDED (by step number; may be null) is set.  What all runs of a
   search do is bounded; past the bound, only what is near is found.  */
  void search_run (struct search *, object_id obj, enum grade grade,
                   const bool *excluded);

  /* The same, no farther than to the first cell whose object keeps what it gets
   for one of REASONS: that cell, or NO_NODE.  */
  node_id search_find (struct search *, object_id obj, enum grade grade,
                       unsigned reasons);

  /* Was the last run cut short?  */
  bool search_cut_short (const struct search *);

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

  /* A chain of one step in the function of G, which may be null.  */
  const struct trace *trace_single (const struct graph *g, struct step);

  /* How many events STEP of T tells by itself.  */
  static inline unsigned
  trace_tells (const struct trace *t, const struct step *step)
  {
    return !t->hidden && step->where;
  }

  /* Who tells the events of a trace, in their order.  */

  struct trace_teller
  {
    /* STEP of T, which is DEPTH calls deep.  */
    void (*tell) (struct trace_teller *, const struct trace *t,
                  const struct step *step, int depth);
    /* Here some are left out, the first of which is in STEP of T.  Called once
       at most; how many there were LEFT_OUT says in the end.  */
    void (*leave_out) (struct trace_teller *, const struct trace *t,
                       const struct step *step, int depth);
    unsigned left_out;
    unsigned number, first, last; /* trace_tell's.  */
  };

  /* Tell the events of T, which may be null, but no more than MOST: the ends of
     a longer one.  What goes on in hidden functions is summed up in the call to
     them, but for what they call of the user's.  */
  void trace_tell (const struct trace *t, unsigned most,
                   struct trace_teller *teller);

  /* Sums of numbers of events; one that is too big stays at the biggest.  */

  static inline unsigned
  sum_left_out (unsigned a, unsigned b)
  {
    unsigned sum;
    return __builtin_add_overflow (a, b, &sum) ? UINT32_MAX : sum;
  }

#ifdef __cplusplus
}
#endif

#endif
