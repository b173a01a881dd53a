/* What the parts of a summary's extraction share.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   What the function does to the caller's memory is extracted first (summary.c),
   then what its relations tell of what is the caller's (related.c).  */

#ifndef ESCAPE_CORE_EXTRACTION_H
#define ESCAPE_CORE_EXTRACTION_H

#include "summary.h"

/* A placeholder of the summary that only relations speak of: what is at PLACE of
   PARENT; or, if ALL, whatever is behind it.  */

struct behind
{
  uint32_t object, parent;
  struct place place;
  bool all;
  uint32_t root;  /* What all that leads there begins with, and ...  */
  unsigned depth; /* ... after how many loads.  */
};

struct extraction
{
  const struct graph *g;
  struct summary *s;
  struct arena *scratch; /* Of all of this, and of S until it is done.  */
  enum coarseness coarse;
  object_id *fold;  /* The placeholder that stands for each object. */
  bool *blurred;    /* Places in it are not told apart.  */
  bool *vague;      /* What is said of it is not shown of all that it is.  */
  bool folded;      /* Some placeholder stands for several.  */
  uint32_t *number; /* Of each object, plus 1; 0: not in there.  */
  uint32_t *own;    /* Of a parameter's own value apart, plus 1; or 0.  */
  object_id *queue;
  uint32_t head, tail;
  unsigned n_fresh;
  struct table *effects;   /* Their numbers, plus 1.  */
  VEC (node_id) stored_in; /* By effect: the cell of a store ...  */
  VEC (object_id) stored;  /* ... and what it holds.  */
  struct search *search;
  VEC (struct behind) behind;
};

/* Do callers see such as O?  */
bool extraction_comes_out (const struct object *o);

/* PLACE in OBJ as the summary has it.  */
struct place extraction_place (const struct extraction *x, object_id obj,
                               struct place place);

/* The number of OBJ in the summary, entered if it is new; -1 if the caller
   cannot see it.  */
int64_t extraction_number (struct extraction *x, object_id obj);

/* T is what F says of NODE.  False if the caller cannot see it, or knows it by
   another fact.  */
bool extraction_term (struct extraction *x, node_id node, const struct fact *f,
                      struct term *t);

/* Do the terms V, N of them, tell of what T tells, in whatever grade?  */
bool extraction_has_term (const struct term *v, uint32_t n,
                          const struct term *t);

/* Are A and B, N terms each, the same?  */
bool extraction_same_terms (const struct term *a, const struct term *b,
                            uint32_t n);

/* The relations of what is the caller's (related.c).  */
void extract_relations (struct extraction *x);

#endif
