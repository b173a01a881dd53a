/* What differences and comparisons tell of pointers.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A difference of two pointers is a number that leads from the one to the other,
   and a comparison says where a pointer is, if it is made for one address after
   the other.  Nearly always both pointers are into one object, and nothing comes
   of it.  Whether they are is known when the graph is solved, and often only to a
   caller: so differences and comparisons are written down (graph.h) and looked at
   then, and those of the caller's values are in the summary.

   A difference has what its operands have if these cannot be in one object.  A
   comparison finds a pointer where the other operand comes from a number that is
   computed from itself, round after round, in a name, in memory, or in a
   recursion's arguments.  Who merely counts finds only what is shown to be a
   pointer: numbers that could be one are counted up to in all code.  */

#ifndef ESCAPE_CORE_RELATIONS_H
#define ESCAPE_CORE_RELATIONS_H

#include "graph.h"

#ifdef __cplusplus
extern "C"
{
#endif

  /* Add what follows from the relations of G, which is solved.  True if there is
   something new to solve.  */
  bool relations_apply (struct graph *g);

  /* Is OBJ found by one, so that numbers become pointers to it?  */
  bool relations_find (const struct graph *g, object_id obj);

  /* Can A and B be told apart at all, as far as the caller knows: is more than one
   object among what they point to?  */
  bool relations_may_differ (const struct graph *g, node_id a, node_id b);

  /* Call TELL with each cell, of objects that others may see, that N flows
   to.  */
  void relations_reach (const struct graph *g, node_id n,
                        void (*tell) (void *, node_id cell), void *data);

#ifdef __cplusplus
}
#endif

#endif
