/* What differences and comparisons tell of pointers.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"
#include "relations.h"

/* Solve G, with what follows from its relations.  */

static bool
solve (struct graph *g)
{
  do
    if (!graph_solve (g))
      return false;
  while (relations_apply (g));
  return true;
}

static void
copy (struct graph *g, node_id from, node_id to)
{
  graph_copy (g, from, to, place_start, GRADE_SHOWN, false, NO_STEP);
}

/* --- Differences. ---  */

static void
test_difference (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g), base = frame (g, 8);
  node_id p = address (g, o), q = address (g, base);
  node_id apart = graph_variable (g), same = graph_variable (g);
  node_id from_nothing = graph_variable (g);
  graph_difference (g, p, q, apart);
  graph_difference (g, address_at (g, o, at8), p, same);
  graph_difference (g, p, graph_variable (g), from_nothing);
  CHECK (solve (g));
  CHECK (graph_holds (g, apart, o) && graph_holds (g, apart, base));
  CHECK (!graph_holds (g, same, o));
  CHECK (!graph_holds (g, from_nothing, o));
  CHECK (relations_find (g, o));
  graph_free (g);
}

/* What may be in one object is; what only one of them may be in is not.  */

static void
test_one_of_two (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g), other = heap (g);
  node_id p = graph_variable (g), q = graph_variable (g);
  node_id both = graph_variable (g), one = graph_variable (g);
  copy (g, address (g, o), p);
  copy (g, address (g, other), p);
  copy (g, p, q);
  graph_difference (g, p, q, both);
  graph_difference (g, p, address (g, o), one);
  CHECK (solve (g));
  CHECK (!graph_holds (g, both, o) && !graph_holds (g, both, other));
  CHECK (graph_holds (g, one, other));
  graph_free (g);
}

/* --- Comparisons. ---  */

/* A number that is computed from itself, by KIND.  */

static node_id
guess (struct graph *g, enum arithmetic kind)
{
  node_id round = graph_variable (g), next = graph_variable (g);
  copy (g, round, next);
  copy (g, next, round);
  graph_arithmetic (g, next, kind);
  return round;
}

static void
test_search (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g);
  node_id found = guess (g, ARITHMETIC_ANY);
  node_id counted = guess (g, ARITHMETIC_STEP);
  node_id constant = graph_variable (g);
  graph_arithmetic (g, constant, ARITHMETIC_ANY);
  graph_comparison (g, address (g, o), found, false);
  graph_comparison (g, counted, address (g, o), false);
  graph_comparison (g, address (g, o), constant, false);
  CHECK (solve (g));
  CHECK (graph_holds (g, found, o));
  CHECK (graph_holds (g, counted, o));
  CHECK (!graph_holds (g, constant, o));
  graph_free (g);
}

/* What perhaps is a pointer is not counted up to, but searched for it is.  */

static void
test_assumed (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g);
  node_id number = graph_variable (g);
  graph_copy (g, address (g, o), number, place_anywhere, GRADE_ASSUMED, false,
	      NO_STEP);
  node_id found = guess (g, ARITHMETIC_ANY);
  node_id counted = guess (g, ARITHMETIC_STEP);
  graph_comparison (g, number, found, false);
  graph_comparison (g, number, counted, false);
  CHECK (solve (g));
  CHECK (graph_holds (g, found, o));
  CHECK (!graph_holds (g, counted, o));
  graph_free (g);
}

/* A guess in memory; and one that a recursion makes for its next call.  */

static void
test_elsewhere (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g), range = frame (g, 16);
  node_id at = address (g, range);
  node_id middle = graph_variable (g), low = graph_variable (g);
  graph_load (g, at, at8, PTR, low, KEY_NUMBER, NO_STEP);
  copy (g, low, middle);
  graph_arithmetic (g, middle, ARITHMETIC_ANY);
  graph_store (g, at, at8, middle, NO_STEP);
  graph_comparison (g, address (g, o), middle, false);
  node_id next = graph_variable (g), arg = graph_variable (g);
  graph_arithmetic (g, next, ARITHMETIC_ANY);
  copy (g, next, arg);
  graph_comparison (g, address (g, o), arg, true);
  CHECK (solve (g));
  CHECK (graph_holds (g, low, o));
  CHECK (graph_holds (g, arg, o));
  graph_free (g);
}

/* A cursor in an object, and an index, find nothing of it.  */

static void
test_cursor (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g);
  node_id p = address (g, o), element = graph_variable (g);
  node_id index = guess (g, ARITHMETIC_ANY);
  copy (g, p, element);
  graph_copy (g, index, element, place_anywhere, GRADE_SHOWN, true, NO_STEP);
  graph_comparison (g, p, element, false);
  CHECK (solve (g));
  CHECK (!graph_holds (g, index, o));
  CHECK (!relations_find (g, o));
  graph_free (g);
}

/* A look at the caller's memory makes no placeholder, and finds what others read
   or write there.  */

static void
test_look (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g);
  node_id param = graph_variable (g);
  graph_load (g, graph_address (g, graph_param (g, 0), place_start, NO_STEP),
	      place_start, PTR, param, KEY_TYPES, NO_STEP);
  CHECK (solve (g));
  uint32_t before = g->objects.n;
  node_id first = graph_variable (g), second = graph_variable (g);
  node_id both = graph_variable (g);
  graph_look (g, param, place_start, first);
  graph_look (g, param, at8, second);
  graph_copy_look (g, first, both, place_start, GRADE_SHOWN);
  CHECK (solve (g));
  CHECK (g->objects.n == before);
  CHECK (!g->nodes.v[first].facts.n);
  CHECK (graph_has_unread (g, first) && graph_has_unread (g, both));
  graph_store (g, param, at8, address (g, o), NO_STEP);
  graph_load (g, param, place_start, PTR, graph_variable (g), KEY_NUMBER,
	      NO_STEP);
  CHECK (solve (g));
  CHECK (g->nodes.v[first].facts.n == 1 && g->nodes.v[both].facts.n == 1);
  CHECK (!graph_has_unread (g, first) && !graph_has_unread (g, both));
  CHECK (graph_holds (g, second, o) && graph_has_unread (g, second));
  graph_free (g);
}

int
main (void)
{
  test_difference ();
  test_one_of_two ();
  test_search ();
  test_assumed ();
  test_elsewhere ();
  test_cursor ();
  test_look ();
  return report_failures ();
}
