/* What the unit tests share: checks, and short names for small graphs.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef CHECK_H
#define CHECK_H

#include "graph.h"
#include "trace.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures;

#define CHECK(CONDITION)                                                       \
  do                                                                           \
    if (!(CONDITION))                                                          \
      {                                                                        \
	failures++;                                                            \
	printf ("%s:%d: not %s\n", __FILE__, __LINE__, #CONDITION);            \
      }                                                                        \
  while (0)

#define PTR 8
#define BIG_BUDGET 1000000
#define UNUSED __attribute__ ((unused))

static const struct place UNUSED at8 = { 8, 0, 0, 0 },
				 UNUSED at16 = { 16, 0, 0, 0 },
				 UNUSED each8 = { 0, 8, 0, 0 };

static UNUSED struct graph *
new_graph (void)
{
  return graph_new (NULL, PTR, PRECISION_FULL, BIG_BUDGET);
}

static UNUSED object_id
frame (struct graph *g, int64_t extent)
{
  return graph_object (g, OBJECT_FRAME, NULL, extent);
}

static UNUSED object_id
heap (struct graph *g)
{
  return graph_object (g, OBJECT_FRESH, NULL, -1);
}

/* A variable that points to the start of OBJ; such a step is its own.  */

static UNUSED node_id
address (struct graph *g, object_id obj)
{
  return graph_address (g, obj, place_start,
			graph_step (g, STEP_ADDRESS, NULL, NULL, NULL));
}

static UNUSED node_id
address_at (struct graph *g, object_id obj, struct place place)
{
  return graph_address (g, obj, place,
			graph_step (g, STEP_ADDRESS, NULL, NULL, NULL));
}

/* Parameter INDEX, a pointer, as a variable.  */

static UNUSED node_id
parameter (struct graph *g, int index)
{
  object_id o = graph_object (g, OBJECT_PARAM, NULL, -1);
  g->objects.v[o].index = index;
  node_id v = graph_variable (g);
  graph_load (g, graph_address (g, o, place_start, NO_STEP), place_start, PTR,
	      v, KEY_TYPES, NO_STEP);
  return v;
}

static UNUSED object_id
result (struct graph *g)
{
  return graph_object (g, OBJECT_RESULT, NULL, -1);
}

/* *(PTR + PLACE), a pointer to type KEY, in a new variable.  */

static UNUSED node_id
load (struct graph *g, node_id ptr, struct place place, uint32_t key)
{
  node_id v = graph_variable (g);
  graph_load (g, ptr, place, PTR, v, key,
	      graph_step (g, STEP_LOAD, NULL, NULL, NULL));
  return v;
}

static UNUSED void
store (struct graph *g, node_id ptr, struct place place, node_id value)
{
  graph_store (g, ptr, place, value,
	       graph_step (g, STEP_STORE, NULL, NULL, NULL));
}

/* The fact of N about exactly PLACE of OBJ, or null.  */

static UNUSED const struct fact *
fact_at (const struct graph *g, node_id n, object_id obj, struct place place)
{
  const struct node *node = &g->nodes.v[n];
  for (uint32_t i = 0; i < node->facts.n; i++)
    {
      const struct node *t = &g->nodes.v[node->facts.v[i].target];
      if (t->obj == obj && place_equal (t->place, place))
	return &node->facts.v[i];
    }
  return NULL;
}

/* Has N a fact about a cell of OBJ that a pointer at PLACE would overlap?  */

static UNUSED bool
covers (const struct graph *g, node_id n, object_id obj, struct place place)
{
  const struct node *node = &g->nodes.v[n];
  for (uint32_t i = 0; i < node->facts.n; i++)
    {
      const struct node *t = &g->nodes.v[node->facts.v[i].target];
      if (t->obj == obj && place_overlaps (t->place, 8, place, 8))
	return true;
    }
  return false;
}

/* How many facts N has about OBJ.  */

static UNUSED unsigned
facts_about (const struct graph *g, node_id n, object_id obj)
{
  unsigned count = 0;
  for (uint32_t i = 0; i < g->nodes.v[n].facts.n; i++)
    count += g->nodes.v[g->nodes.v[n].facts.v[i].target].obj == obj;
  return count;
}

/* The placeholder that N points to, or NO_OBJECT.  */

static UNUSED object_id
content_of (const struct graph *g, node_id n)
{
  for (uint32_t i = 0; i < g->nodes.v[n].facts.n; i++)
    {
      object_id o = g->nodes.v[g->nodes.v[n].facts.v[i].target].obj;
      if (g->objects.v[o].kind == OBJECT_CONTENT)
	return o;
    }
  return NO_OBJECT;
}

static UNUSED int
report_failures (void)
{
  unit_arena_free ();
  if (failures)
    printf ("%d failures\n", failures);
  return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
