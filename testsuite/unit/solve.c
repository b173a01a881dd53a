/* What facts constraints make of facts.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"

/* --- Copies. ---  */

static void
test_copy (void)
{
  struct graph *g = new_graph ();
  object_id o = frame (g, 64);
  node_id p = address (g, o), q = graph_variable (g), r = graph_variable (g);
  graph_copy (g, q, r, at8, GRADE_SHOWN, false, NO_STEP);
  graph_copy (g, p, q, at8, GRADE_SHOWN, false, NO_STEP);
  CHECK (graph_solve (g));
  CHECK (fact_at (g, q, o, at8) && facts_about (g, q, o) == 1);
  CHECK (fact_at (g, r, o, at16) && facts_about (g, r, o) == 1);
  graph_free (g);
}

/* for (p = array; ...; p = p + 8): ends, and knows the step.  */

static void
test_loop (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g);
  node_id p = address (g, o);
  graph_copy (g, p, p, at8, GRADE_SHOWN, false, NO_STEP);
  node_id odd = graph_variable (g);
  graph_copy (g, address (g, o), odd, place_at (4), GRADE_SHOWN,
	      false, NO_STEP);
  CHECK (graph_solve (g));
  CHECK (facts_about (g, p, o) < 100);
  CHECK (fact_at (g, p, o, each8));
  CHECK (!fact_at (g, p, o, place_anywhere));
  /* What is stored there is seen at each of them, and not between.  */
  object_id x = frame (g, 8);
  store (g, p, place_start, address (g, x));
  node_id at = load (g, address_at (g, o, place_at (800)),
		     place_start, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (fact_at (g, at, x, place_start));
  graph_free (g);
}

static void
test_loop_backwards (void)
{
  struct graph *g = new_graph ();
  object_id o = frame (g, 80);
  node_id p = graph_variable (g);
  graph_copy (g, address_at (g, o, place_at (80)), p,
	      place_start, GRADE_SHOWN, false, NO_STEP);
  graph_copy (g, p, p, place_at (-8), GRADE_SHOWN, false,
	      NO_STEP);
  CHECK (graph_solve (g));
  CHECK (facts_about (g, p, o) < 100);
  graph_free (g);
}

/* A number added to a pointer: only what is known to be one passes.  */

static void
test_concrete_only (void)
{
  struct graph *g = new_graph ();
  object_id o = frame (g, 8);
  node_id p = parameter (g, 0), sum = graph_variable (g);
  graph_copy (g, p, sum, place_anywhere, GRADE_SHOWN, true, NO_STEP);
  graph_copy (g, address (g, o), sum, place_anywhere, GRADE_SHOWN, true,
	      NO_STEP);
  CHECK (graph_solve (g));
  CHECK (facts_about (g, sum, o) == 1 && g->nodes.v[sum].facts.n == 1);
  graph_free (g);
}

/* --- Loads and stores. ---  */

enum order { STORE_FIRST, LOAD_FIRST, ADDRESS_LAST };

/* x.(STORED) = &y; r = x.(READ), SIZE bytes, constraints in this ORDER.  The
   facts that r has about y.  */

static unsigned
pass_memory (struct place stored, struct place read, int64_t size,
	     enum order order, bool *exact)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 128), y = frame (g, 64);
  node_id p = graph_variable (g), r = graph_variable (g);
  if (order != ADDRESS_LAST)
    graph_copy (g, address (g, x), p, place_start, GRADE_SHOWN, false,
		NO_STEP);
  if (order == LOAD_FIRST)
    {
      graph_load (g, p, read, size, r, KEY_ANY, NO_STEP);
      graph_solve (g);
    }
  store (g, p, stored, address_at (g, y, at8));
  graph_solve (g);
  if (order != LOAD_FIRST)
    graph_load (g, p, read, size, r, KEY_ANY, NO_STEP);
  if (order == ADDRESS_LAST)
    graph_copy (g, address (g, x), p, place_start, GRADE_SHOWN, false,
		NO_STEP);
  CHECK (graph_solve (g));
  unsigned n = facts_about (g, r, y);
  *exact = fact_at (g, r, y, at8) && n == 1;
  graph_free (g);
  return n;
}

static void
check_seen (struct place stored, struct place read, int64_t size, bool seen,
	    bool whole)
{
  for (int order = STORE_FIRST; order <= ADDRESS_LAST; order++)
    {
      bool exact;
      unsigned n = pass_memory (stored, read, size, (enum order) order, &exact);
      CHECK ((n > 0) == seen);
      CHECK (exact == whole);
    }
}

static void
test_memory (void)
{
  struct place at4 = place_at (4), elements = place_every (8, 16);
  struct place array = { 16, 8, 0, 32 };	/* Members at 16, 24, 32, 40.  */
  struct place at48 = place_at (48), at40 = place_at (40), at24 = place_at (24);

  check_seen (at8, at8, PTR, true, true);
  check_seen (at8, at16, PTR, false, false);
  check_seen (at8, place_start, PTR, false, false);
  /* A part of the pointer.  */
  check_seen (at8, at4, PTR, true, false);
  check_seen (at8, at8, 4, true, false);
  check_seen (at8, place_at (15), 1, true, false);
  check_seen (at8, at4, 4, false, false);
  check_seen (at8, at16, 1, false, false);
  /* Somewhere.  */
  check_seen (place_anywhere, at8, PTR, true, true);
  check_seen (at8, place_anywhere, PTR, true, true);
  /* Member 8 of structs of 16 bytes.  */
  check_seen (elements, at8, PTR, true, true);
  check_seen (elements, at24, PTR, true, true);
  check_seen (elements, at16, PTR, false, false);
  check_seen (at40, elements, PTR, true, true);
  check_seen (at48, elements, PTR, false, false);
  check_seen (elements, each8, PTR, true, true);
  /* An array that ends.  */
  check_seen (array, at40, PTR, true, true);
  check_seen (array, at48, PTR, false, false);
  check_seen (array, at8, PTR, false, false);
  check_seen (at8, array, PTR, false, false);
  check_seen (at16, array, PTR, true, true);
  /* Everything from here on.  */
  check_seen (at40, at8, -1, true, false);
  check_seen (at8, at16, -1, false, false);
}

/* A store through a pointer to pointers goes to what it can point to only.  */

static void
test_store_through_pointer (void)
{
  struct graph *g = new_graph ();
  object_id a = frame (g, 8), b = frame (g, 8), c = frame (g, 8),
	    x = frame (g, 8);
  node_id p = graph_variable (g);
  graph_copy (g, address (g, a), p, place_start, GRADE_SHOWN, false, NO_STEP);
  graph_copy (g, address (g, b), p, place_start, GRADE_SHOWN, false, NO_STEP);
  store (g, p, place_start, address (g, x));
  CHECK (graph_solve (g));
  CHECK (facts_about (g, graph_cell (g, a, place_start), x) == 1);
  CHECK (facts_about (g, graph_cell (g, b, place_start), x) == 1);
  CHECK (facts_about (g, graph_cell (g, c, place_start), x) == 0);
  graph_free (g);
}

static void
test_constants_hold_nothing (void)
{
  struct graph *g = new_graph ();
  object_id s = graph_object (g, OBJECT_CONSTANT, NULL, -1), x = frame (g, 8);
  node_id p = address (g, s);
  store (g, p, place_start, address (g, x));
  node_id v = load (g, p, place_start, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (!g->nodes.v[v].facts.n);
  graph_free (g);
}

/* --- Blocks. ---  */

static void
test_block (void)
{
  struct graph *g = new_graph ();
  object_id from = frame (g, 32), to = frame (g, 64), x = frame (g, 8),
	    y = frame (g, 8);
  node_id p = address (g, from), q = address (g, to);
  /* Sixteen bytes from offset 8 to offset 40; one store before, one after.  */
  store (g, p, at8, address (g, x));
  graph_block (g, q, place_at (40), p, at8, 16, NULL, NO_STEP);
  CHECK (graph_solve (g));
  store (g, p, at16, address (g, y));
  store (g, p, place_start, address (g, from));
  CHECK (graph_solve (g));
  CHECK (facts_about (g, graph_cell (g, to, place_at (40)), x));
  CHECK (facts_about (g, graph_cell (g, to, place_at (48)), y));
  CHECK (!facts_about (g, graph_cell (g, to, place_at (48)), x));
  for (uint32_t i = 0; i < g->objects.v[to].cells.n; i++)
    CHECK (!facts_about (g, g->objects.v[to].cells.v[i], from));
  graph_free (g);
}

static void
test_block_of_elements (void)
{
  struct graph *g = new_graph ();
  object_id from = frame (g, 64), to = frame (g, 16), x = frame (g, 8);
  node_id p = address (g, from), q = address (g, to);
  struct place element = place_every (0, 16);
  /* to = from[i], where from[2].second = &x.  */
  store (g, p, place_at (40), address (g, x));
  graph_block (g, q, place_start, p, element, 16, NULL, NO_STEP);
  node_id first = load (g, q, place_start, KEY_ANY),
	  second = load (g, q, at8, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (!facts_about (g, first, x) && facts_about (g, second, x));
  graph_free (g);
}

/* memmove (a + 8, a, n): what was at the start can be at 8, then at 16 ...  */

static void
test_block_over_itself (void)
{
  struct graph *g = new_graph ();
  object_id a = frame (g, 256), x = frame (g, 8);
  node_id p = address (g, a);
  store (g, p, place_start, address (g, x));
  graph_block (g, p, at8, p, place_start, -1, NULL, NO_STEP);
  node_id v = load (g, p, place_at (64), KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (fact_at (g, v, x, place_start));
  graph_free (g);
}

/* A struct that is copied out of the caller's memory: its members stay apart,
   as far as its shape says.  */

static void
test_shape (void)
{
  static const struct place parts[] = { { 0, 0, 0, 0 }, { 16, 0, 0, 0 } };
  static const uint32_t keys[] = { KEY_TYPES, KEY_TYPES + 1 };
  static const struct shape shape = { 2, parts, keys };
  struct graph *g = new_graph ();
  object_id s = frame (g, 24);
  node_id q = address (g, s);
  graph_block (g, q, place_start, parameter (g, 0), place_start, 24, &shape,
	       NO_STEP);
  node_id first = load (g, q, place_start, KEY_ANY),
	  middle = load (g, q, at8, KEY_ANY), last = load (g, q, at16, KEY_ANY);
  CHECK (graph_solve (g));
  object_id a = content_of (g, first), b = content_of (g, last);
  CHECK (a && b && a != b);
  CHECK (!content_of (g, middle));
  CHECK (g->objects.v[a].level == 1 && g->objects.v[a].type_key == KEY_TYPES);
  CHECK (g->objects.v[b].type_key == KEY_TYPES + 1);
  graph_free (g);
}

/* --- The caller's memory. ---  */

static void
test_placeholders (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 3);
  node_id a = load (g, p, place_start, KEY_TYPES + 1);
  node_id again = load (g, p, place_start, KEY_TYPES + 1);
  node_id b = load (g, p, at8, KEY_TYPES + 2);
  node_id deep = load (g, a, place_start, KEY_TYPES + 3);
  CHECK (graph_solve (g));
  object_id top = content_of (g, p), oa = content_of (g, a),
	    od = content_of (g, deep);
  CHECK (g->objects.v[top].level == 0 && g->objects.v[top].index == 3);
  CHECK (g->objects.v[oa].level == 1 && g->objects.v[oa].parent == top);
  CHECK (g->objects.v[od].level == 2 && g->objects.v[od].index == 3);
  CHECK (content_of (g, again) == oa);
  CHECK (content_of (g, b) != oa);
  graph_free (g);
}

/* for (; p; p = p->next): ends, and the head stays what it is, in a recursion
   too, where all the rest is one if it must be.  */

static void
test_recurrence (void)
{
  for (int recurrence = -1; recurrence <= MAX_RECURRENCE; recurrence++)
    {
      struct graph *g = new_graph ();
      g->recursive = recurrence >= 0;
      g->recurrence = recurrence >= 0 ? (unsigned) recurrence : 0;
      node_id p = parameter (g, 0);
      object_id head = content_of (g, p);
      node_id next = load (g, p, at8, KEY_TYPES);
      graph_copy (g, next, p, place_start, GRADE_SHOWN, false, NO_STEP);
      CHECK (graph_solve (g));
      CHECK (g->nodes.v[p].facts.n < 10 && !graph_holds (g, next, head));
      CHECK (recurrence || g->nodes.v[p].facts.n == 2);
      graph_free (g);
    }
}

/* In a recursion, a function with too many placeholders for types that recur is
   to be looked at with less recurrence; with the least it is done whatever it
   has.  */

static void
test_crowded (void)
{
  for (unsigned recurrence = 0; recurrence <= MAX_RECURRENCE; recurrence++)
    {
      struct graph *g = new_graph ();
      g->recursive = true;
      g->recurrence = recurrence;
      node_id p = parameter (g, 0);
      for (int i = 0; i < 100; i++)
	load (g, load (g, p, place_at (8 * i), KEY_TYPES), at8, KEY_TYPES);
      CHECK (graph_solve (g) == !recurrence && g->crowded == !!recurrence);
      graph_free (g);
    }
}

/* Types that differ all the way down: bounded all the same.  */

static void
test_many_placeholders (void)
{
  for (int p = PRECISION_FULL; p < N_PRECISIONS; p++)
    {
      struct graph *g = graph_new (NULL, PTR, (enum precision) p, BIG_BUDGET);
      node_id v = parameter (g, 0);
      for (int i = 1; i < 500; i++)
	v = load (g, v, place_start, KEY_TYPES + i);
      CHECK (graph_solve (g));
      CHECK (content_of (g, v));
      CHECK (g->n_contents <= 200);
      graph_free (g);
    }
}

static void
test_numbers (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0);
  node_id n = load (g, p, place_start, KEY_NUMBER);
  node_id c = load (g, p, at8, KEY_NARROW);
  CHECK (graph_solve (g));
  object_id o = content_of (g, n);
  CHECK (o && g->objects.v[o].type_key == KEY_NUMBER);
  CHECK (!g->nodes.v[c].facts.n);
  /* It was a pointer after all.  */
  CHECK (content_of (g, load (g, p, place_start, KEY_TYPES + 1)) == o);
  CHECK (g->objects.v[o].type_key == KEY_TYPES + 1);
  graph_free (g);
}

/* --- Exposure. ---  */

static bool
holds_unknown (const struct graph *g, node_id n)
{
  return facts_about (g, n, GRAPH_UNKNOWN) > 0;
}

static void
test_exposure (void)
{
  struct graph *g = new_graph ();
  object_id global = graph_object (g, OBJECT_GLOBAL, NULL, 8);
  object_id a = heap (g), b = heap (g), c = heap (g);
  store (g, address (g, a), place_start, address (g, b));
  store (g, address (g, global), place_start, address (g, a));
  node_id from_a = load (g, address (g, a), at8, KEY_ANY);
  node_id from_c = load (g, address (g, c), at8, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (g->objects.v[a].exposed && g->objects.v[b].exposed);
  CHECK (!g->objects.v[c].exposed);
  CHECK (holds_unknown (g, from_a) && !holds_unknown (g, from_c));
  /* What comes later into an exposed object.  */
  store (g, address (g, b), place_start, address (g, c));
  CHECK (graph_solve (g));
  CHECK (g->objects.v[c].exposed && holds_unknown (g, from_c));
  graph_free (g);
}

static void
test_read_only (void)
{
  struct graph *g = new_graph ();
  object_id global = graph_object (g, OBJECT_GLOBAL, NULL, 8);
  object_id a = heap (g);
  g->objects.v[a].read_only = true;
  store (g, address (g, global), place_start, address (g, a));
  node_id v = load (g, address (g, a), place_start, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (g->objects.v[a].exposed && !holds_unknown (g, v));
  graph_free (g);
}

/* What is stored in the caller's memory is exposed only to unknown code, and what
   reads of a fresh object find then is for the caller to say.  */

static void
test_lent (void)
{
  for (int others = 0; others < 3; others++)
    {
      struct graph *g = new_graph ();
      object_id a = heap (g), b = frame (g, 8);
      if (others == 1)
	graph_others_run (g);
      store (g, address (g, a), place_start, address (g, b));
      node_id read = load (g, address (g, a), at8, KEY_ANY);
      store (g, parameter (g, 0), place_start, address (g, a));
      CHECK (graph_solve (g));
      if (others == 2)
	graph_others_run (g);
      CHECK (graph_solve (g));
      CHECK (g->objects.v[a].lent && g->objects.v[b].lent);
      CHECK (!g->objects.v[a].exposed);
      CHECK (g->objects.v[b].exposed == (others > 0));
      CHECK ((content_of (g, read) != NO_OBJECT) == (others > 0));
      CHECK (!holds_unknown (g, read));
      graph_free (g);
    }
}

/* *p = &a; (*q)->member = &b; v = a.member: p and q may be the same.  */

static void
test_lent_is_written_by_another_path (void)
{
  struct graph *g = new_graph ();
  object_id a = heap (g), b = heap (g);
  node_id v = load (g, address (g, a), at8, KEY_ANY);
  store (g, parameter (g, 0), place_start, address (g, a));
  node_id other = load (g, parameter (g, 1), place_start, KEY_TYPES);
  store (g, other, at8, address (g, b));
  CHECK (graph_solve (g));
  CHECK (facts_about (g, v, b) == 1);
  CHECK (fact_at (g, v, b, place_start)->grade == GRADE_ASSUMED);
  graph_free (g);
}

/* --- Grades. ---  */

static void
test_grades (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8), y = frame (g, 8);
  node_id p = address (g, x), q = graph_variable (g), r = graph_variable (g);
  graph_copy (g, p, q, place_start, GRADE_ASSUMED, false, NO_STEP);
  store (g, address (g, y), place_start, q);
  graph_copy (g, load (g, address (g, y), place_start, KEY_ANY), r,
	      place_start, GRADE_SHOWN, false, NO_STEP);
  CHECK (graph_solve (g));
  /* As good as the worst step ...  */
  CHECK (fact_at (g, r, x, place_start)->grade == GRADE_ASSUMED);
  /* ... of the best way, also if that turns up later.  */
  graph_copy (g, p, q, place_start, GRADE_SHOWN, false, NO_STEP);
  CHECK (graph_solve (g));
  CHECK (fact_at (g, r, x, place_start)->grade == GRADE_SHOWN);
  CHECK (facts_about (g, r, x) == 1);
  graph_free (g);
}

static void
test_grade_of_pointer (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8), y = frame (g, 8);
  node_id p = graph_variable (g);
  graph_copy (g, address (g, y), p, place_start, GRADE_ASSUMED, false,
	      NO_STEP);
  store (g, p, place_start, address (g, x));
  CHECK (graph_solve (g));
  CHECK (fact_at (g, graph_cell (g, y, place_start), x, place_start)->grade
	 == GRADE_ASSUMED);
  graph_free (g);
}

/* --- Calls, sinks, the budget. ---  */

static void
test_sink (void)
{
  struct graph *g = new_graph ();
  object_id a = heap (g), b = heap (g);
  step_id step = graph_step (g, STEP_UNKNOWN, NULL, NULL, NULL);
  node_id sink = graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, "f", step);
  store (g, address (g, a), place_start, address (g, b));
  graph_copy (g, address (g, a), sink, place_start, GRADE_ASSUMED, false, step);
  CHECK (graph_solve (g));
  CHECK (g->objects.v[a].exposed && g->objects.v[a].passed_on);
  CHECK (g->objects.v[b].exposed && !g->objects.v[b].passed_on);
  const struct object *o = &g->objects.v[g->nodes.v[sink].obj];
  CHECK (o->kind == OBJECT_SINK && strcmp (o->name, "f") == 0);
  graph_free (g);
}

static void
test_pending_calls (void)
{
  struct graph *g = new_graph ();
  object_id f = graph_object (g, OBJECT_FUNCTION, NULL, -1),
	    h = graph_object (g, OBJECT_FUNCTION, NULL, -1);
  node_id fn = graph_variable (g);
  uint32_t c = graph_call (g, fn, NULL);
  graph_copy (g, address (g, f), fn, place_start, GRADE_SHOWN, false, NO_STEP);
  CHECK (graph_solve (g));
  CHECK (g->pending.n == 1 && g->pending.v[0].call == c
	 && g->pending.v[0].target == f);
  g->pending.n = 0;
  /* Each target is told once.  */
  graph_copy (g, address (g, f), fn, place_start, GRADE_SHOWN, false, NO_STEP);
  graph_copy (g, address (g, h), fn, place_start, GRADE_ASSUMED, false,
	      NO_STEP);
  CHECK (graph_solve (g));
  CHECK (g->pending.n == 1 && g->pending.v[0].target == h
	 && g->pending.v[0].grade == GRADE_ASSUMED);
  graph_free (g);
}

/* What a deferred call is handed, the callback may fill.  */

static void
test_deferred (void)
{
  struct graph *g = new_graph ();
  object_id a = frame (g, 16), b = frame (g, 16);
  node_id fn = parameter (g, 0);
  uint32_t c = graph_call (g, fn, NULL);
  graph_call_arg (g, c, address (g, a));
  store (g, address (g, a), place_start, address (g, b));
  CHECK (graph_solve (g) && g->pending.n == 1);
  g->pending.n = 0;
  graph_defer (g, c);
  node_id v = load (g, address (g, a), at8, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (g->objects.v[a].open && g->objects.v[b].open);
  CHECK (content_of (g, v) && g->objects.v[content_of (g, v)].index == -1);
  CHECK (g->others_run);
  graph_free (g);
}

static void
test_budget (void)
{
  struct graph *g = graph_new (NULL, PTR, PRECISION_FULL, 100);
  node_id v[30];
  for (int i = 0; i < 30; i++)
    v[i] = address (g, frame (g, 8));
  for (int i = 0; i < 30; i++)
    for (int k = 0; k < 30; k++)
      graph_copy (g, v[i], v[k], place_start, GRADE_SHOWN, false, NO_STEP);
  CHECK (!graph_solve (g));
  CHECK (g->exhausted && !graph_solve (g));
  graph_free (g);
}

int
main (void)
{
  test_copy ();
  test_loop ();
  test_loop_backwards ();
  test_concrete_only ();
  test_memory ();
  test_store_through_pointer ();
  test_constants_hold_nothing ();
  test_block ();
  test_block_of_elements ();
  test_block_over_itself ();
  test_shape ();
  test_placeholders ();
  test_recurrence ();
  test_crowded ();
  test_many_placeholders ();
  test_numbers ();
  test_exposure ();
  test_read_only ();
  test_lent ();
  test_lent_is_written_by_another_path ();
  test_grades ();
  test_grade_of_pointer ();
  test_sink ();
  test_pending_calls ();
  test_deferred ();
  test_budget ();
  return report_failures ();
}
