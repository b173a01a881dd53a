/* Chains of causes.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Steps are told apart by a letter, which is their WHERE.  */

#include "check.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";

static step_id
step (struct graph *g, enum step_kind kind, char letter)
{
  return graph_step (g, kind, &letters[letter - 'a'], NULL, NULL);
}

static node_id
address_by (struct graph *g, object_id obj, char letter)
{
  return graph_address (g, obj, place_start, step (g, STEP_ADDRESS, letter));
}

static void
copy_by (struct graph *g, node_id src, node_id dst, char letter)
{
  graph_copy (g, src, dst, place_start, GRADE_SHOWN, false,
	      letter ? step (g, STEP_LOAD, letter) : NO_STEP);
}

static void
store_by (struct graph *g, node_id ptr, node_id value, char letter)
{
  graph_store (g, ptr, place_start, value, step (g, STEP_STORE, letter));
}

static object_id
global (struct graph *g)
{
  return graph_object (g, OBJECT_GLOBAL, NULL, 8);
}

static const char *
text_of (const struct trace *t)
{
  static char text[100];
  for (unsigned i = 0; i < t->n; i++)
    text[i] = *(const char *) t->steps[i].where;
  text[t->n] = '\0';
  return text;
}

/* The letters of the shortest chain from OBJ to where it ends for REASONS;
   "-": none.  */

static const char *
chain (const struct graph *g, object_id obj, unsigned reasons,
       enum grade grade, const bool *excluded)
{
  struct search *s = search_new (g);
  search_run (s, obj, grade, excluded);
  node_id end = search_root (s, reasons, grade);
  const char *text = "-";
  if (end)
    text = text_of (search_trace (s, end, search_reached (s, end)));
  search_free (s);
  return text;
}

static void
check_chain (const struct graph *g, object_id obj, unsigned reasons,
	     enum grade grade, const bool *excluded, const char *expected)
{
  const char *found = chain (g, obj, reasons, grade, excluded);
  if (strcmp (found, expected) != 0)
    {
      failures++;
      printf ("chain of object %u: '%s', not '%s'\n", obj, found, expected);
    }
}

static void
test_chain (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8), a = frame (g, 8);
  node_id p = address_by (g, x, 'a'), q = graph_variable (g),
	  box = address_by (g, a, 'z'), r = graph_variable (g);
  copy_by (g, p, q, 0);
  store_by (g, box, q, 'b');
  graph_load (g, box, place_start, PTR, r, KEY_ANY, step (g, STEP_LOAD, 'c'));
  store_by (g, address_by (g, global (g), 'y'), r, 'd');
  CHECK (graph_solve (g));
  check_chain (g, x, REASON_GLOBAL, GRADE_SHOWN, NULL, "abcd");
  check_chain (g, x, REASON_RETURNED, GRADE_SHOWN, NULL, "-");
  check_chain (g, a, REASON_GLOBAL, GRADE_SHOWN, NULL, "-");
  graph_free (g);
}

static void
test_shortest (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8);
  node_id p = address_by (g, x, 'a'), q = graph_variable (g),
	  r = graph_variable (g), to = address_by (g, global (g), 'y');
  copy_by (g, p, q, 'b');
  copy_by (g, q, r, 'c');
  store_by (g, to, r, 'd');
  CHECK (graph_solve (g));
  check_chain (g, x, REASON_GLOBAL, GRADE_SHOWN, NULL, "abcd");
  store_by (g, to, q, 'e');
  CHECK (graph_solve (g));
  check_chain (g, x, REASON_GLOBAL, GRADE_SHOWN, NULL, "abe");
  graph_free (g);
}

/* Steps that are excluded, as those that another verdict has told.  */

static void
test_excluded (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8), out = result (g);
  node_id p = address_by (g, x, 'a'), q = graph_variable (g),
	  to = address_by (g, out, 'y');
  step_id near = step (g, STEP_STORE, 'b');
  graph_store (g, to, place_start, p, near);
  copy_by (g, p, q, 'c');
  store_by (g, to, q, 'd');
  CHECK (graph_solve (g));
  bool *excluded = escape_alloc (g->steps.n);
  check_chain (g, x, REASON_RETURNED, GRADE_SHOWN, excluded, "ab");
  excluded[near] = true;
  check_chain (g, x, REASON_RETURNED, GRADE_SHOWN, excluded, "acd");
  escape_release (excluded);
  graph_free (g);
}

/* An object that is stored in another goes where that goes.  */

static void
test_containment (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8), box = heap (g);
  node_id b = address_by (g, box, 'b');
  store_by (g, b, address_by (g, x, 'a'), 'c');
  store_by (g, address_by (g, global (g), 'y'), b, 'd');
  CHECK (graph_solve (g));
  check_chain (g, x, REASON_GLOBAL, GRADE_SHOWN, NULL, "acd");

  struct search *s = search_new (g);
  search_run (s, x, GRADE_SHOWN, NULL);
  CHECK (search_reached (s, graph_cell (g, box, place_start)) == 1);
  CHECK (search_reached (s, search_root (s, REASON_GLOBAL, GRADE_SHOWN)) == 2);
  CHECK (search_reached (s, graph_cell (g, x, place_start)) == 0);
  search_free (s);
  graph_free (g);
}

static void
test_grade (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8);
  node_id p = address_by (g, x, 'a'), q = graph_variable (g);
  step_id pass = step (g, STEP_UNKNOWN, 'b');
  graph_copy (g, p, graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, "f",
				pass),
	      place_start, GRADE_ASSUMED, false, pass);
  copy_by (g, p, q, 'c');
  store_by (g, address_by (g, global (g), 'y'), q, 'd');
  CHECK (graph_solve (g));
  unsigned any = REASON_UNKNOWN_CALL | REASON_GLOBAL;
  check_chain (g, x, any, GRADE_ASSUMED, NULL, "ab");
  check_chain (g, x, any, GRADE_SHOWN, NULL, "acd");
  check_chain (g, x, REASON_UNKNOWN_CALL, GRADE_SHOWN, NULL, "-");
  graph_free (g);
}

static bool
is_store (void *data, const struct flow_edge *e)
{
  return ((struct graph *) data)->steps.v[e->step].kind == STEP_STORE;
}

static void
test_find_step (void)
{
  struct graph *g = new_graph ();
  object_id x = frame (g, 8), box = heap (g);
  node_id b = address_by (g, box, 'b');
  store_by (g, b, address_by (g, x, 'a'), 'c');
  store_by (g, address_by (g, global (g), 'y'), b, 'd');
  CHECK (graph_solve (g));
  struct search *s = search_new (g);
  search_run (s, x, GRADE_SHOWN, NULL);
  node_id end = search_root (s, REASON_GLOBAL, GRADE_SHOWN);
  /* The last first.  */
  step_id last = search_find_step (s, end, 2, is_store, g);
  CHECK (g->steps.v[last].where == &letters['d' - 'a']);
  search_free (s);
  graph_free (g);
}

int
main (void)
{
  test_chain ();
  test_shortest ();
  test_excluded ();
  test_containment ();
  test_grade ();
  test_find_step ();
  return report_failures ();
}
