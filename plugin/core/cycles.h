/* Placeholders that lead to each other.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef ESCAPE_CORE_CYCLES_H
#define ESCAPE_CORE_CYCLES_H

#include "graph.h"

/* For each object of G, by number, the first placeholder (OBJECT_CONTENT) of
   those that hold pointers to each other, directly or through other objects;
   itself if there is none, and if it is what a parameter points to.  *FOUND:
   there are some.  Linear in the facts.  The caller frees it with
   escape_release.  */
object_id *cycles_find (const struct graph *g, bool *found);

/* Fold such placeholders of G into one each, whose places are not told apart.
   Whoever has one of them has all, so that no escape is added; the levels of
   leaks are those of its members still.  */
void cycles_collapse (struct graph *g);

#endif
