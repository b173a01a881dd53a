/* Cells and objects.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"

static void
test_cells (void)
{
  struct graph *g = new_graph ();
  object_id o = frame (g, 32);
  CHECK (graph_cell (g, o, at8) == graph_cell (g, o, at8));
  CHECK (graph_cell (g, o, at8) != graph_cell (g, o, at16));
  CHECK (graph_cell (g, o, at8) != graph_cell (g, frame (g, 32), at8));
  /* What lies not far outside is a place too, else it can be anywhere.  */
  node_id anywhere = graph_cell (g, o, place_anywhere);
  CHECK (graph_cell (g, o, place_at (32)) != anywhere);
  CHECK (graph_cell (g, o, place_at (40)) != anywhere);
  CHECK (graph_cell (g, o, place_at (-8)) != anywhere);
  CHECK (graph_cell (g, o, place_at (1 << 20)) == anywhere);
  CHECK (graph_cell (g, o, place_at (-(1 << 20))) == anywhere);
  CHECK (graph_cell (g, o, place_every (5, 1)) == anywhere);
  /* Written in different ways, the same.  */
  CHECK (graph_cell (g, o, place_every (28, 12))
	 == graph_cell (g, o, place_every (-8, 12)));
  graph_free (g);
}

static void
test_objects_of_one_cell (void)
{
  struct graph *g = new_graph ();
  CHECK (graph_cell (g, GRAPH_UNKNOWN, at8)
	 == graph_cell (g, GRAPH_UNKNOWN, at16));
  CHECK (graph_cell (g, GRAPH_OUTER, at8) == graph_cell (g, GRAPH_OUTER, at16));
  object_id f = graph_object (g, OBJECT_FUNCTION, NULL, -1);
  CHECK (graph_cell (g, f, at8) == graph_cell (g, f, place_start));
  graph_free (g);
}

static void
test_precision (void)
{
  for (int p = PRECISION_FULL; p < N_PRECISIONS; p++)
    {
      struct graph *g = graph_new (NULL, PTR, (enum precision) p, 1000);
      object_id own = heap (g);
      object_id content = graph_object (g, OBJECT_CONTENT, NULL, -1);
      object_id param = graph_object (g, OBJECT_PARAM, NULL, -1);
      CHECK ((graph_cell (g, own, at8) == graph_cell (g, own, at16))
	     == (p == PRECISION_OBJECTS));
      CHECK ((graph_cell (g, content, at8) == graph_cell (g, content, at16))
	     == (p != PRECISION_FULL));
      /* A struct by value is always taken apart.  */
      CHECK (graph_cell (g, param, at8) != graph_cell (g, param, at16));
      graph_free (g);
    }
}

/* Cells of an object do not grow without end.  */

static void
test_many_cells (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g);
  for (int i = 0; i < 5000; i++)
    graph_cell (g, o, place_at (8 * i));
  CHECK (g->objects.v[o].cells.n < 1000);
  CHECK (graph_cell (g, o, place_at (8 * 4999))
	 == graph_cell (g, o, place_anywhere));
  graph_free (g);
}

static void
test_declarations (void)
{
  static const char a, b;
  struct graph *g = new_graph ();
  object_id o = graph_decl_object (g, OBJECT_GLOBAL, &a, 8);
  CHECK (graph_decl_object (g, OBJECT_GLOBAL, &a, 8) == o);
  CHECK (graph_decl_object (g, OBJECT_GLOBAL, &b, 8) != o);
  CHECK (g->objects.v[o].kind == OBJECT_GLOBAL && g->objects.v[o].what == &a);
  graph_free (g);
}

/* Nothing comes of a constraint on a variable that holds no pointer.  */

static void
test_no_node (void)
{
  struct graph *g = new_graph ();
  uint32_t nodes = g->nodes.n, edges = g->edges.n;
  graph_copy (g, NO_NODE, 1, place_start, GRADE_SHOWN, false, NO_STEP);
  graph_load (g, NO_NODE, place_start, PTR, 1, KEY_ANY, NO_STEP);
  graph_store (g, 1, place_start, NO_NODE, NO_STEP);
  graph_block (g, NO_NODE, place_start, 1, place_start, 8, NULL, NO_STEP);
  graph_release (g, NO_NODE, "free", true, RELEASE_PLAIN, NO_STEP);
  CHECK (graph_solve (g));
  CHECK (g->nodes.n == nodes && g->edges.n == edges && !g->releases.n);
  graph_free (g);
}

int
main (void)
{
  test_cells ();
  test_objects_of_one_cell ();
  test_precision ();
  test_many_cells ();
  test_declarations ();
  test_no_node ();
  return report_failures ();
}
