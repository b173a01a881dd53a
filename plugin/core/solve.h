/* Inclusion solving.  The interface for clients is in graph.h; here is what
   building the graph needs of it.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_CORE_SOLVE_H
#define ESCAPE_CORE_SOLVE_H

#include "graph.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* CELL is new: connect it to those who read its object.  */
  void solve_new_cell (struct graph *, node_id cell);

  /* Use number I of PTR is new: apply it to the facts that are there.  */
  void solve_new_use (struct graph *, node_id ptr, uint32_t i);

  /* What CELL holds on entry is stored in it: from another of its places.  */
  void solve_moved (struct graph *, node_id cell, enum grade);

  /* Add the edge, or improve the grade of one that is there.  */
  void solve_edge (struct graph *, struct flow_edge);

  /* The facts of N were changed in place: those that are pending have yet to be
   passed on.  */
  void solve_reindex (struct graph *, node_id n);

  /* The ends of edges were changed in place.  */
  void solve_relink (struct graph *);

  /* Do all keep what cells of O hold, whoever calls?  */
  bool solve_gives_away (const struct object *o);

  /* Does fact F of its source go over edge E?  */
  bool solve_passes (const struct graph *, const struct flow_edge *e,
                     const struct fact *f);

  /* How sure is what E carries of what its source holds, a pointer into OBJ?  */
  enum grade solve_grade (const struct graph *, const struct flow_edge *e,
                          object_id obj);

  /* OBJ stands for several now: what each of them had, all of them have.  */
  void solve_joined (struct graph *, object_id obj);

#ifdef __cplusplus
}
#endif

#endif
