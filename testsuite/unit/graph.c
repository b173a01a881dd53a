/* Places, cells, objects.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"

static struct place
place (int64_t off, uint32_t stride, int64_t len)
{
  return (struct place) { off, stride, len };
}

static void
check_sum (struct place a, struct place b, struct place sum)
{
  CHECK (same_place (place_add (a, b), sum));
  CHECK (same_place (place_add (b, a), sum));
}

static void
test_sums (void)
{
  check_sum (place (8, 0, 0), place (16, 0, 0), place (24, 0, 0));
  check_sum (place (8, 0, 0), place (-16, 0, 0), place (-8, 0, 0));
  /* What is there in every element is taken to the first.  */
  check_sum (place (8, 24, 0), place (20, 0, 0), place (4, 24, 0));
  check_sum (place (8, 24, 0), place (-16, 0, 0), place (16, 24, 0));
  /* Steps of both kinds.  */
  check_sum (place (0, 24, 0), place (0, 16, 0), place (0, 8, 0));
  check_sum (place (4, 24, 0), place (5, 7, 0), place_anywhere);
  check_sum (place_anywhere, place (8, 0, 0), place_anywhere);
  /* A bound moves with its place; where both vary it is gone.  */
  check_sum (place (8, 8, 32), place (16, 0, 0), place (24, 8, 32));
  check_sum (place (8, 8, 32), place (0, 8, 0), place (0, 8, 0));
  check_sum (place (8, 1, 3), place (16, 0, 0), place (24, 1, 3));
  /* Past all numbers.  */
  check_sum (place (INT64_MAX, 0, 0), place (1, 0, 0), place_anywhere);
  check_sum (place (INT64_MIN, 0, 0), place (-1, 0, 0), place_anywhere);
}

static void
test_cells (void)
{
  struct graph *g = new_graph ();
  object_id o = frame (g, 32);
  CHECK (graph_cell (g, o, at8) == graph_cell (g, o, at8));
  CHECK (graph_cell (g, o, at8) != graph_cell (g, o, at16));
  CHECK (graph_cell (g, o, at8) != graph_cell (g, frame (g, 32), at8));
  /* One past the end is a place; what lies outside can be anywhere.  */
  node_id anywhere = graph_cell (g, o, place_anywhere);
  CHECK (graph_cell (g, o, place (32, 0, 0)) != anywhere);
  CHECK (graph_cell (g, o, place (33, 0, 0)) == anywhere);
  CHECK (graph_cell (g, o, place (-1, 0, 0)) == anywhere);
  CHECK (graph_cell (g, o, place (5, 1, 0)) == anywhere);
  /* Written in different ways, the same.  */
  CHECK (graph_cell (g, o, place (28, 12, 0))
	 == graph_cell (g, o, place (-8, 12, 0)));
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
    graph_cell (g, o, place (8 * i, 0, 0));
  CHECK (g->objects.v[o].cells.n < 1000);
  CHECK (graph_cell (g, o, place (8 * 4999, 0, 0))
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
  test_sums ();
  test_cells ();
  test_objects_of_one_cell ();
  test_precision ();
  test_many_cells ();
  test_declarations ();
  test_no_node ();
  return report_failures ();
}
