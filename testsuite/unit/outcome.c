/* Which objects escape, for which reasons, in which grade; what leaks.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "check.h"
#include "outcome.h"

/* --- Escapes. ---  */

static void
check_outcome (const struct graph *g, object_id obj, unsigned shown,
	       unsigned assumed)
{
  struct outcome *out = outcome_compute (g);
  if (out[obj].shown != shown || out[obj].assumed != assumed)
    {
      failures++;
      printf ("object %u: shown %#x assumed %#x, not %#x %#x\n", obj,
	      out[obj].shown, out[obj].assumed, shown, assumed);
    }
  escape_release (out);
}

static void
test_roots (void)
{
  struct graph *g = new_graph ();
  object_id returned = heap (g), global = heap (g), param = heap (g),
	    outer = heap (g), kept = heap (g);
  store (g, address (g, result (g)), place_start, address (g, returned));
  store (g, address (g, graph_object (g, OBJECT_GLOBAL, NULL, 8)),
	 place_start, address (g, global));
  store (g, parameter (g, 0), place_start, address (g, param));
  store (g, address (g, GRAPH_OUTER), place_start, address (g, outer));
  object_id local = frame (g, 8);
  store (g, address (g, local), place_start, address (g, kept));
  CHECK (graph_solve (g));
  check_outcome (g, returned, REASON_RETURNED, 0);
  check_outcome (g, global, REASON_GLOBAL, 0);
  check_outcome (g, param, REASON_PARAMETER, 0);
  check_outcome (g, outer, REASON_HEAP, 0);
  check_outcome (g, kept, 0, 0);
  check_outcome (g, local, 0, 0);
  graph_free (g);
}

static void
test_unknown_memory (void)
{
  struct graph *g = new_graph ();
  object_id o = heap (g);
  store (g, address (g, GRAPH_UNKNOWN), place_start, address (g, o));
  CHECK (graph_solve (g));
  check_outcome (g, o, 0, REASON_HEAP);
  graph_free (g);
}

/* What an object contains goes with it, in the worse of the grades.  */

static void
test_contents (void)
{
  struct graph *g = new_graph ();
  object_id a = heap (g), b = heap (g), c = heap (g);
  store (g, address (g, a), at8, address (g, b));
  node_id maybe = graph_variable (g);
  graph_copy (g, address (g, c), maybe, place_start, GRADE_ASSUMED, false,
	      NO_STEP);
  store (g, address (g, b), place_start, maybe);
  /* A cycle.  */
  store (g, address (g, c), place_start, address (g, a));
  store (g, address (g, result (g)), place_start, address (g, a));
  CHECK (graph_solve (g));
  check_outcome (g, a, REASON_RETURNED, REASON_RETURNED);
  check_outcome (g, b, REASON_RETURNED, REASON_RETURNED);
  check_outcome (g, c, 0, REASON_RETURNED);
  graph_free (g);
}

static node_id
unknown_sink (struct graph *g, enum reason reason)
{
  return graph_sink (g, reason, GRADE_ASSUMED, "f",
		     graph_step (g, STEP_UNKNOWN, NULL, NULL, NULL));
}

static void
test_sinks (void)
{
  struct graph *g = new_graph ();
  object_id a = heap (g), b = heap (g), t = heap (g);
  store (g, address (g, a), place_start, address (g, b));
  graph_copy (g, address (g, a), unknown_sink (g, REASON_VARARGS), place_start,
	      GRADE_ASSUMED, false, NO_STEP);
  graph_copy (g, address (g, a), unknown_sink (g, REASON_ASM), place_start,
	      GRADE_ASSUMED, false, NO_STEP);
  graph_copy (g, address (g, t),
	      graph_sink (g, REASON_THREAD, GRADE_SHOWN, "f", NO_STEP),
	      place_start, GRADE_SHOWN, false, NO_STEP);
  CHECK (graph_solve (g));
  check_outcome (g, a, 0, REASON_VARARGS | REASON_ASM);
  check_outcome (g, b, 0, REASON_VARARGS | REASON_ASM);
  check_outcome (g, t, REASON_THREAD, 0);
  graph_free (g);
}

/* A pointer to const speaks of the object itself, not of what it holds.  */

static void
test_const_call (void)
{
  struct graph *g = new_graph ();
  object_id a = heap (g), b = heap (g);
  store (g, address (g, a), place_start, address (g, b));
  graph_copy (g, address (g, a), unknown_sink (g, REASON_CONST_CALL),
	      place_start, GRADE_ASSUMED, false, NO_STEP);
  CHECK (graph_solve (g));
  check_outcome (g, a, 0, REASON_CONST_CALL);
  check_outcome (g, b, 0, REASON_UNKNOWN_CALL);
  graph_free (g);
}

/* `direct' does not follow what the caller's memory held before.  */

static void
test_direct (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0);
  node_id inner = load (g, p, place_start, KEY_TYPES + 1);
  graph_copy (g, p, unknown_sink (g, REASON_UNKNOWN_CALL), place_start,
	      GRADE_ASSUMED, false, NO_STEP);
  CHECK (graph_solve (g));
  object_id top = content_of (g, p), deep = content_of (g, inner);
  struct outcome *all = outcome_compute (g), *direct
    = outcome_compute_direct (g);
  CHECK (all[top].assumed & REASON_UNKNOWN_CALL);
  CHECK (all[deep].assumed & REASON_UNKNOWN_CALL);
  CHECK (direct[top].assumed & REASON_UNKNOWN_CALL);
  CHECK (!(direct[deep].assumed & REASON_UNKNOWN_CALL));
  escape_release (all);
  escape_release (direct);
  graph_free (g);
}

/* --- Leaks. ---  */

static void
check_leaks (const struct graph *g, const unsigned *max_level, int n_params,
	     const char *expected)
{
  static const char *const names[] = { "heap", "result", "param" };
  struct outcome *out = outcome_compute (g);
  unsigned n;
  struct leak *leaks = outcome_leaks (g, out, max_level, n_params, &n);
  char text[500], *at = text;
  *at = '\0';
  for (unsigned i = 0; i < n; i++)
    {
      at += sprintf (at, "%s%d to %s", i ? ", " : "", leaks[i].param,
		     names[leaks[i].to]);
      if (leaks[i].to == LEAK_TO_PARAM)
	at += sprintf (at, " %d", leaks[i].to_param);
      at += sprintf (at, " level=%u", leaks[i].level);
    }
  if (strcmp (text, expected) != 0)
    {
      failures++;
      printf ("leaks: %s\n  not: %s\n", text, expected);
    }
  escape_release (leaks);
  escape_release (out);
}

static void
test_levels (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0), q = parameter (g, 1), r = parameter (g, 2);
  node_id to = address (g, result (g));
  /* return 0 ? &p->member : q->next->next; global = r->member;  */
  node_id member = graph_variable (g);
  graph_copy (g, p, member, at8, GRADE_SHOWN, false, NO_STEP);
  store (g, to, place_start, member);
  store (g, to, place_start,
	 load (g, load (g, q, place_start, KEY_TYPES + 1), place_start,
	       KEY_TYPES + 2));
  store (g, address (g, graph_object (g, OBJECT_GLOBAL, NULL, 8)),
	 place_start, load (g, r, at8, KEY_TYPES + 1));
  CHECK (graph_solve (g));
  check_leaks (g, NULL, 3,
	       "0 to result level=0, 1 to result level=2, 2 to heap level=1");
  /* Only what the type can hold, only named parameters.  */
  unsigned most[] = { 0, 1, 1 };
  check_leaks (g, most, 3, "0 to result level=0, 2 to heap level=1");
  check_leaks (g, NULL, 1, "0 to result level=0");
  graph_free (g);
}

static void
test_smallest_level (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0), to = address (g, result (g));
  store (g, to, place_start, load (g, p, place_start, KEY_TYPES + 1));
  store (g, to, place_start, p);
  store (g, to, place_start, load (g, p, at8, KEY_TYPES + 2));
  CHECK (graph_solve (g));
  check_leaks (g, NULL, 1, "0 to result level=0");
  graph_free (g);
}

static void
test_to_param (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0), q = parameter (g, 1), box = parameter (g, 2);
  /* *p = q, by way of a fresh object; *p = *p->next; a number.  */
  object_id fresh = heap (g);
  store (g, address (g, fresh), place_start, q);
  store (g, p, place_start, address (g, fresh));
  store (g, p, place_start, load (g, p, at8, KEY_TYPES + 1));
  store (g, p, at16, load (g, box, place_start, KEY_NUMBER));
  CHECK (graph_solve (g));
  check_leaks (g, NULL, 3, "1 to param 0 level=0");
  graph_free (g);
}

/* Members of a struct by value are level 0.  */

static void
test_by_value (void)
{
  struct graph *g = new_graph ();
  object_id param = graph_object (g, OBJECT_PARAM, NULL, -1);
  g->objects.v[param].index = 0;
  object_id copy = frame (g, 16);
  graph_block (g, address (g, copy), place_start, address (g, param),
	       place_start, 16, NULL, NO_STEP);
  store (g, address (g, result (g)), place_start,
	 load (g, address (g, copy), at8, KEY_TYPES));
  CHECK (graph_solve (g));
  check_leaks (g, NULL, 1, "0 to result level=0");
  graph_free (g);
}

int
main (void)
{
  test_roots ();
  test_unknown_memory ();
  test_contents ();
  test_sinks ();
  test_const_call ();
  test_direct ();
  test_levels ();
  test_smallest_level ();
  test_to_param ();
  test_by_value ();
  return report_failures ();
}
