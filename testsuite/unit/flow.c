/* The flow engine on functions written by hand.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "build.h"

static void
check_answer (const char *what, struct built *b, object_id o,
	      enum flow_question q, enum flow_answer expected)
{
  static const char *const words[] = { "no", "maybe", "yes" };
  enum flow_answer a = ask (b, o, q);
  if (a != expected)
    {
      failures++;
      printf ("%s: %s, not %s\n", what, words[a], words[expected]);
    }
}

/* p = malloc (); if (!p) return; if (c OP 0) return; free (p);  */

static void
test_lost_on_a_path (void)
{
  struct built b = build_new ();
  name_id c = parameter_number (&b), p = pointer (&b);
  block_id start = block (&b), made = block (&b), go = block (&b),
	   end = block (&b);
  skeleton_block (b.s, start);
  object_id o = allocate (&b, p);
  skeleton_block (b.s, go);
  release (&b, p);
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  when (&b, start, operand_name (p), OP_EQ, ZERO, end, made);
  when (&b, made, operand_name (c), OP_LT, ZERO, end, go);
  jump (&b, go, end);
  finish (&b);
  check_answer ("lost", &b, o, FLOW_LOST, FLOW_YES);
  check_answer ("released", &b, o, FLOW_RELEASED, FLOW_YES);
  check_answer ("not released", &b, o, FLOW_NOT_RELEASED, FLOW_YES);
  check_answer ("leaves", &b, o, FLOW_LEAVES, FLOW_NO);
  check_answer ("twice", &b, o, FLOW_RELEASED_TWICE, FLOW_NO);
  struct flow *f = flow_new (b.s, b.g, NULL, 100000);
  struct flow_path path = { { NULL, 0, 0 }, false };
  CHECK (flow_ask (f, o, FLOW_LOST, &path) == FLOW_YES);
  unsigned branches = 0;
  for (uint32_t i = 0; i < path.events.n; i++)
    branches += path.events.v[i].kind == FLOW_BRANCH
		&& b.s->edges.v[path.events.v[i].edge].taken;
  CHECK (branches == 1);
  CHECK (path.events.v[path.events.n - 1].kind == FLOW_LAST);
  vec_free (&path.events);
  flow_free (f);
  build_free (&b);
}

/* The same, but that where c < 0 nothing is made: `if (c >= 0) p = malloc ()'
   else p = 0.  */

static void
test_correlated (bool same)
{
  struct built b = build_new ();
  name_id c = parameter_number (&b), d = parameter_number (&b),
	  p1 = pointer (&b), p = pointer (&b);
  block_id start = block (&b), make = block (&b), after = block (&b),
	   go = block (&b), end = block (&b);
  skeleton_block (b.s, make);
  object_id o = allocate (&b, p1);
  skeleton_block (b.s, go);
  release (&b, p);
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  when (&b, start, operand_name (c), OP_LT, ZERO, after, make);
  b.s->edges.v[1].copies = b.s->copies.n;
  /* Edge 1 is to AFTER: its copies come last.  */
  jump (&b, make, after);
  carry (&b, p, operand_name (p1));
  b.s->edges.v[1].copies = b.s->copies.n;
  b.s->edges.v[1].n_copies = 1;
  struct skel_copy none = { p, ZERO };
  *vec_push (&b.s->copies) = none;
  when (&b, after, operand_name (same ? c : d), OP_LT, ZERO, end, go);
  jump (&b, go, end);
  finish (&b);
  check_answer (same ? "one flag" : "two flags", &b, o, FLOW_LOST,
		same ? FLOW_NO : FLOW_YES);
  check_answer ("always released", &b, o, FLOW_NOT_RELEASED,
		same ? FLOW_NO : FLOW_YES);
  build_free (&b);
}

/* A flag in a struct: s.own = 0; if (c) { s.p = malloc (); s.own = 1; }
   if (s.own) free (s.p);  */

static void
test_flag_in_memory (bool bit)
{
  struct built b = build_new ();
  name_id c = parameter_number (&b), p = pointer (&b), q = pointer (&b),
	  own = number (&b);
  memory_id s = variable (&b, MEMORY_FRAME, 16, false);
  block_id start = block (&b), make = block (&b), after = block (&b),
	   go = block (&b), end = block (&b);
  int64_t at = bit ? 67 : 64, bits = bit ? 1 : 32;
  struct operand here = operand_address (s, 0);
  skeleton_block (b.s, start);
  put (&b, here, at, bits, ZERO);
  skeleton_block (b.s, make);
  object_id o = allocate (&b, p);
  put (&b, here, 0, 64, operand_name (p));
  put (&b, here, at, bits, operand_number (1));
  skeleton_block (b.s, after);
  get (&b, own, here, at, bits);
  skeleton_block (b.s, go);
  get (&b, q, here, 0, 64);
  release (&b, q);
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  when (&b, start, operand_name (c), OP_NE, ZERO, make, after);
  jump (&b, make, after);
  when (&b, after, operand_name (own), OP_NE, ZERO, go, end);
  jump (&b, go, end);
  finish (&b);
  check_answer ("flag", &b, o, FLOW_LOST, FLOW_NO);
  check_answer ("flag", &b, o, FLOW_NOT_RELEASED, FLOW_NO);
  check_answer ("flag", &b, o, FLOW_RELEASED, FLOW_YES);
  build_free (&b);
}

/* top = &local; if (c) return; top = 0;  */

static void
test_dangles (bool early)
{
  struct built b = build_new ();
  name_id c = parameter_number (&b);
  memory_id top = variable (&b, MEMORY_GLOBAL, 8, true),
	    local = variable (&b, MEMORY_FRAME, 8, true);
  block_id start = block (&b), middle = block (&b), end = block (&b);
  skeleton_block (b.s, start);
  put (&b, operand_address (top, 0), 0, 64, operand_address (local, 0));
  skeleton_block (b.s, middle);
  put (&b, operand_address (top, 0), 0, 64, ZERO);
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  if (early)
    when (&b, start, operand_name (c), OP_NE, ZERO, end, middle);
  else
    jump (&b, start, middle);
  jump (&b, middle, end);
  finish (&b);
  check_answer ("dangles", &b, object_of (&b, local), FLOW_DANGLES,
		early ? FLOW_YES : FLOW_NO);
  build_free (&b);
}

/* char buf[8], *p = buf; if (n > 16) p = malloc (n); if (p != buf) free (p);  */

static void
test_compared_with_buffer (bool compared)
{
  struct built b = build_new ();
  name_id n = parameter_number (&b), m = pointer (&b), p = pointer (&b);
  memory_id buf = variable (&b, MEMORY_FRAME, 8, true);
  block_id start = block (&b), make = block (&b), other = block (&b),
	   after = block (&b), go = block (&b), end = block (&b);
  skeleton_block (b.s, make);
  object_id o = allocate (&b, m);
  skeleton_block (b.s, go);
  release (&b, p);
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  when (&b, start, operand_name (n), OP_GT, operand_number (16), make, other);
  jump (&b, make, after);
  carry (&b, p, operand_name (m));
  jump (&b, other, after);
  carry (&b, p, operand_address (buf, 0));
  if (compared)
    when (&b, after, operand_name (p), OP_NE, operand_address (buf, 0), go,
	  end);
  else
    when (&b, after, operand_name (n), OP_GT, operand_number (8), go, end);
  jump (&b, go, end);
  finish (&b);
  check_answer ("free", &b, object_of (&b, buf), FLOW_RELEASED_WRONGLY,
		compared ? FLOW_NO : FLOW_YES);
  check_answer ("free", &b, o, FLOW_NOT_RELEASED, FLOW_NO);
  build_free (&b);
}

/* Unseen code that gets the object has it.  */

static void
test_given (void)
{
  struct built b = build_new ();
  name_id p = pointer (&b);
  skeleton_block (b.s, block (&b));
  object_id o = allocate (&b, p);
  call_unseen (&b, NO_NAME, operand_name (p));
  give_back (&b, operand_unknown ());
  finish (&b);
  check_answer ("given", &b, o, FLOW_LOST, FLOW_NO);
  check_answer ("given", &b, o, FLOW_NOT_RELEASED, FLOW_MAYBE);
  build_free (&b);
}

/* while (c < n) p = malloc ();  */

static void
test_made_again (void)
{
  struct built b = build_new ();
  name_id n = parameter_number (&b), p = pointer (&b), i = number (&b);
  block_id start = block (&b), head = block (&b), body = block (&b),
	   end = block (&b);
  skeleton_block (b.s, body);
  object_id o = allocate (&b, p);
  name_id next = compute (&b, operand_name (i), OP_ADD, operand_number (1));
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  jump (&b, start, head);
  carry (&b, i, ZERO);
  when (&b, head, operand_name (i), OP_LT, operand_name (n), body, end);
  jump (&b, body, head);
  carry (&b, i, operand_name (next));
  finish (&b);
  check_answer ("again", &b, o, FLOW_LOST, FLOW_YES);
  check_answer ("again", &b, o, FLOW_RELEASED, FLOW_NO);
  build_free (&b);
}

/* { int v; p = &v; } use *p;  */

static void
test_used_late (bool late)
{
  struct built b = build_new ();
  name_id p = pointer (&b), n = number (&b);
  memory_id v = variable (&b, MEMORY_FRAME, 4, true);
  skeleton_block (b.s, block (&b));
  set (&b, p, operand_address (v, 0));
  if (late)
    end_life (&b, v);
  get (&b, n, operand_name (p), 0, 32);
  if (!late)
    end_life (&b, v);
  give_back (&b, operand_name (n));
  finish (&b);
  check_answer ("late", &b, object_of (&b, v), FLOW_USED_LATE,
		late ? FLOW_YES : FLOW_NO);
  build_free (&b);
}

/* What unseen code answers may be the same twice.  */

static void
test_unseen_twice (void)
{
  struct built b = build_new ();
  name_id x = parameter_number (&b), p = pointer (&b), r1 = number (&b),
	  r2 = number (&b), q = pointer (&b);
  block_id start = block (&b), make = block (&b), after = block (&b),
	   go = block (&b), end = block (&b), other = block (&b);
  skeleton_block (b.s, start);
  call_unseen (&b, r1, operand_name (x));
  skeleton_block (b.s, make);
  object_id o = allocate (&b, p);
  skeleton_block (b.s, after);
  call_unseen (&b, r2, operand_name (x));
  skeleton_block (b.s, go);
  release (&b, q);
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  when (&b, start, operand_name (r1), OP_NE, ZERO, make, other);
  jump (&b, make, after);
  carry (&b, q, operand_name (p));
  jump (&b, other, after);
  carry (&b, q, ZERO);
  when (&b, after, operand_name (r2), OP_NE, ZERO, go, end);
  jump (&b, go, end);
  finish (&b);
  check_answer ("twice", &b, o, FLOW_LOST, FLOW_MAYBE);
  build_free (&b);
}

/* A callee's body decides: if (n < 0) return -1; *out = malloc (); return 0;
   and the caller: if (init (&p, n) < 0) return; ... free (p).  */

static const struct skeleton *
body_of_client (void *data, const struct skeleton *caller,
		const struct skel_site *site)
{
  (void)caller;
  return site->callee == data ? data : NULL;
}

static void
test_callee_decides (bool forget)
{
  struct built in = build_new ();
  name_id out = parameter_pointer (&in), n = parameter_number (&in);
  name_id p = pointer (&in), code = number (&in);
  block_id start = block (&in), make = block (&in), ok = block (&in),
	   bad = block (&in), end = block (&in);
  skeleton_block (in.s, make);
  const void *inner = (const void *)(in.statements * 16 + 16);
  allocate (&in, p);
  skeleton_block (in.s, ok);
  put (&in, operand_name (out), 0, 64, operand_name (p));
  skeleton_block (in.s, end);
  give_back (&in, operand_name (code));
  when (&in, start, operand_name (n), OP_LT, ZERO, bad, make);
  when (&in, make, operand_name (p), OP_EQ, ZERO, bad, ok);
  jump (&in, ok, end);
  carry (&in, code, ZERO);
  jump (&in, bad, end);
  carry (&in, code, operand_number (-1));
  finish (&in);

  struct built b = build_new ();
  b.statements = 1000;
  name_id m = parameter_number (&b), r = number (&b), q = pointer (&b);
  memory_id local = variable (&b, MEMORY_FRAME, 8, true);
  block_id first = block (&b), go = block (&b), last = block (&b);
  skeleton_block (b.s, first);
  const void *where = statement (&b);
  struct skel_site *site = skeleton_site (b.s, SITE_CALL, where);
  site->callee = in.s;
  site->result = r;
  skeleton_arg (b.s, operand_address (local, 0));
  skeleton_arg (b.s, operand_name (m));
  object_id o = heap (b.g);
  b.g->objects.v[o].call = where;
  struct step birth = { STEP_ALLOCATE, inner, NULL, NULL };
  node_id born
      = graph_address (b.g, o, place_start,
		       graph_step (b.g, STEP_RECEIVE, where, NULL,
				   trace_single (NULL, birth)));
  graph_store (b.g, address (b.g, object_of (&b, local)), place_start, born,
	       graph_step (b.g, STEP_RECEIVE, where, NULL, NULL));
  skeleton_block (b.s, go);
  get (&b, q, operand_address (local, 0), 0, 64);
  if (!forget)
    release (&b, q);
  skeleton_block (b.s, last);
  give_back (&b, operand_unknown ());
  when (&b, first, operand_name (r), OP_LT, ZERO, last, go);
  jump (&b, go, last);
  finish (&b);
  struct flow_client client = { in.s, body_of_client };
  struct flow *f = flow_new (b.s, b.g, &client, 100000);
  CHECK (flow_ask (f, o, FLOW_LOST, NULL) == (forget ? FLOW_YES : FLOW_NO));
  CHECK (flow_ask (f, o, FLOW_NOT_RELEASED, NULL)
	 == (forget ? FLOW_YES : FLOW_NO));
  flow_free (f);
  build_free (&b);
  build_free (&in);
}

/* q->next = p = malloc (); while (q) { n = q->next; free (q); q = n; }: what is
   left behind in each round is no news in the next.  */

static void
test_list_walk_settles (void)
{
  struct built b = build_new ();
  name_id first = parameter_pointer (&b), p = pointer (&b), q = pointer (&b),
	  n = pointer (&b);
  block_id start = block (&b), head = block (&b), body = block (&b),
	   end = block (&b);
  skeleton_block (b.s, start);
  object_id o = allocate (&b, p);
  put (&b, operand_name (first), 0, 64, operand_name (p));
  skeleton_block (b.s, body);
  get (&b, n, operand_name (q), 0, 64);
  release (&b, q);
  skeleton_block (b.s, end);
  give_back (&b, operand_unknown ());
  jump (&b, start, head);
  carry (&b, q, operand_name (first));
  when (&b, head, operand_name (q), OP_NE, ZERO, body, end);
  jump (&b, body, head);
  carry (&b, q, operand_name (n));
  finish (&b);
  struct flow *f = flow_new (b.s, b.g, NULL, 100000);
  CHECK (flow_ask (f, o, FLOW_RELEASED_WRONGLY, NULL) == FLOW_NO);
  CHECK (flow_steps (f) < 40);
  flow_free (f);
  build_free (&b);
}

int
main (void)
{
  test_lost_on_a_path ();
  test_correlated (true);
  test_correlated (false);
  test_flag_in_memory (false);
  test_flag_in_memory (true);
  test_dangles (true);
  test_dangles (false);
  test_compared_with_buffer (true);
  test_compared_with_buffer (false);
  test_given ();
  test_made_again ();
  test_used_late (true);
  test_used_late (false);
  test_unseen_twice ();
  test_list_walk_settles ();
  test_callee_decides (true);
  test_callee_decides (false);
  return report_failures ();
}
