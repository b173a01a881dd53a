/* What a callee's summary does at a call.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each test makes the graph of a callee, takes its summary, and calls it from
   the graph of a caller.  */

#include "summary.h"
#include "check.h"

static const char callee_name, call_a, call_b, alloc_site;

/* The summary of solved graph G, which is freed.  */

static struct summary *
summary_of (struct graph *g, int n_params)
{
  CHECK (graph_solve (g));
  struct summary *s = summary_extract (g, n_params, false, COARSE_NOT, true);
  CHECK (!s->unknown);
  graph_free (g);
  return s;
}

/* Call S with ARGS, N of them, from G.  The result.  */

static node_id
call_at (struct graph *g, const struct summary *s, const void *where,
	 const node_id *args, unsigned n)
{
  struct call_site site;
  memset (&site, 0, sizeof site);
  site.where = where;
  site.callee = &callee_name;
  site.args = args;
  site.n_args = n;
  site.result = graph_variable (g);
  summary_instantiate (g, s, &site);
  return site.result;
}

#define CALL(G, S, ...)                                                        \
  call_at ((G), (S), &call_a, (node_id[]) { __VA_ARGS__ },                     \
	   sizeof (node_id[]) { __VA_ARGS__ } / sizeof (node_id))

static void
give (struct graph *g, node_id value)
{
  object_id r = NO_OBJECT;
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_RESULT)
      r = o;
  store (g, address (g, r ? r : result (g)), place_start, value);
}

static object_id
target_of (const struct graph *g, node_id n)
{
  return g->nodes.v[n].facts.n == 1 ? graph_target (g, g->nodes.v[n].facts.v)
					- g->objects.v
				    : NO_OBJECT;
}

/* void *id (void *p) { return p; }  */

static void
test_identity (void)
{
  struct graph *g = new_graph ();
  give (g, parameter (g, 0));
  struct summary *s = summary_of (g, 1);

  g = new_graph ();
  object_id x = frame (g, 16), y = frame (g, 16);
  node_id rx = CALL (g, s, address_at (g, x, at8));
  node_id ry = CALL (g, s, address (g, y));
  CHECK (graph_solve (g));
  /* Two calls do not mix.  */
  CHECK (g->nodes.v[rx].facts.n == 1 && fact_at (g, rx, x, at8));
  CHECK (g->nodes.v[ry].facts.n == 1 && fact_at (g, ry, y, place_start));
  CHECK (fact_at (g, rx, x, at8)->grade == GRADE_SHOWN);
  graph_free (g);
}

static object_id
allocation (struct graph *g, struct object_size size)
{
  object_id o = graph_object (g, OBJECT_FRESH, &alloc_site, -1);
  g->objects.v[o].size = size;
  g->objects.v[o].deallocator = "list_free";
  g->objects.v[o].heap_kind = KIND_MAP;
  return o;
}

/* struct list *list_new (void *value, size_t n)
   { l = malloc (n * 24); l->value = value; return l; }  */

static void
test_constructor (void)
{
  struct graph *g = new_graph ();
  node_id value = parameter (g, 0);
  object_id o = allocation (g, (struct object_size) { SIZE_ARG, 24, 1, 0 });
  node_id p = address (g, o);
  store (g, p, at8, value);
  give (g, p);
  struct summary *s = summary_of (g, 2);

  g = new_graph ();
  object_id x = frame (g, 8);
  struct object_size sizes[2] = { { SIZE_UNKNOWN, 0, 0, 0 },
				  { SIZE_CONSTANT, 10, 0, 0 } };
  node_id args[] = { address (g, x), NO_NODE };
  struct call_site site;
  memset (&site, 0, sizeof site);
  site.where = &call_a;
  site.callee = &callee_name;
  site.args = args;
  site.n_args = 2;
  site.arg_sizes = sizes;
  site.result = graph_variable (g);
  summary_instantiate (g, s, &site);
  node_id other = call_at (g, s, &call_b, args, 2);
  node_id held = load (g, site.result, at8, KEY_ANY);
  CHECK (graph_solve (g));
  object_id a = target_of (g, site.result), b = target_of (g, other);
  /* Every call makes an object of its own.  */
  CHECK (a && b && a != b);
  const struct object *made = &g->objects.v[a];
  CHECK (made->kind == OBJECT_FRESH && made->what == &alloc_site);
  CHECK (made->call == &call_a && made->origin && !made->carried);
  CHECK (made->heap_kind == KIND_MAP);
  CHECK (strcmp (made->deallocator, "list_free") == 0);
  CHECK (made->size.kind == SIZE_CONSTANT && made->size.bytes == 240);
  CHECK (g->objects.v[b].size.kind == SIZE_UNKNOWN);
  CHECK (target_of (g, held) == x);
  graph_free (g);
}

/* Sizes through two functions; products that overflow are not known.  */

static struct object_size
size_at_call (struct object_size size, struct object_size arg0,
	      struct object_size arg1)
{
  struct graph *g = new_graph ();
  give (g, address (g, allocation (g, size)));
  struct summary *s = summary_of (g, 2);
  g = new_graph ();
  struct object_size sizes[2] = { arg0, arg1 };
  node_id args[] = { NO_NODE, NO_NODE };
  struct call_site site;
  memset (&site, 0, sizeof site);
  site.where = &call_a;
  site.args = args;
  site.n_args = 2;
  site.arg_sizes = sizes;
  site.result = graph_variable (g);
  summary_instantiate (g, s, &site);
  CHECK (graph_solve (g));
  struct object_size r = g->objects.v[target_of (g, site.result)].size;
  graph_free (g);
  return r;
}

static void
test_sizes (void)
{
  struct object_size none = { SIZE_UNKNOWN, 0, 0, 0 },
		     three = { SIZE_CONSTANT, 3, 0, 0 },
		     huge = { SIZE_CONSTANT, UINT64_MAX / 2, 0, 0 },
		     argument = { SIZE_ARG, 2, 5, 0 };
  struct object_size product = { SIZE_ARG_ARG, 4, 0, 1 },
		     second = { SIZE_ARG, 4, 1, 0 };
  struct object_size r = size_at_call (product, three, three);
  CHECK (r.kind == SIZE_CONSTANT && r.bytes == 36);
  r = size_at_call (product, three, argument);
  CHECK (r.kind == SIZE_ARG && r.arg == 5 && r.bytes == 24);
  r = size_at_call (product, argument, three);
  CHECK (r.kind == SIZE_ARG && r.arg == 5 && r.bytes == 24);
  r = size_at_call (product, argument, argument);
  CHECK (r.kind == SIZE_ARG_ARG && r.arg == 5 && r.arg2 == 5 && r.bytes == 16);
  CHECK (size_at_call (product, three, none).kind == SIZE_UNKNOWN);
  CHECK (size_at_call (second, none, huge).kind == SIZE_UNKNOWN);
  r = size_at_call (three, none, none);
  CHECK (r.kind == SIZE_CONSTANT && r.bytes == 3);
}

/* int open (struct conn **out) { *out = malloc (8); }  */

static void
test_out_parameter (void)
{
  struct graph *g = new_graph ();
  store (g, parameter (g, 0), place_start,
	 address (g, allocation (g, (struct object_size) { 0 })));
  struct summary *s = summary_of (g, 1);

  g = new_graph ();
  object_id slot = frame (g, 16);
  CALL (g, s, address_at (g, slot, at8));
  CHECK (graph_solve (g));
  CHECK (!g->nodes.v[graph_cell (g, slot, place_start)].facts.n);
  object_id o = target_of (g, graph_cell (g, slot, at8));
  CHECK (g->objects.v[o].kind == OBJECT_FRESH && !g->objects.v[o].exposed);
  graph_free (g);
}

/* void push (struct list *l, struct node *n)
   { n->next = l->head; l->head = n; }  */

static struct summary *
push_summary (void)
{
  struct graph *g = new_graph ();
  node_id l = parameter (g, 0), n = parameter (g, 1);
  store (g, n, place_start, load (g, l, at8, KEY_TYPES + 1));
  store (g, l, at8, n);
  return summary_of (g, 2);
}

static void
test_push (void)
{
  struct summary *s = push_summary ();
  struct graph *g = new_graph ();
  object_id list = frame (g, 16), a = heap (g), b = heap (g);
  CALL (g, s, address (g, list), address (g, a));
  CALL (g, s, address (g, list), address (g, b));
  node_id head = load (g, address (g, list), at8, KEY_ANY);
  node_id next = load (g, address (g, b), place_start, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (facts_about (g, head, a) && facts_about (g, head, b));
  CHECK (facts_about (g, next, a));
  CHECK (!g->objects.v[a].exposed);
  graph_free (g);
}

/* push (x, x): what holds for two arguments holds for one given twice.  */

static void
test_aliased (void)
{
  struct summary *s = push_summary ();
  struct graph *g = new_graph ();
  object_id x = frame (g, 16), y = heap (g);
  node_id p = address (g, x);
  store (g, p, at8, address (g, y));
  CALL (g, s, p, p);
  CHECK (graph_solve (g));
  CHECK (facts_about (g, graph_cell (g, x, place_start), y));
  CHECK (facts_about (g, graph_cell (g, x, place_start), x));
  CHECK (facts_about (g, graph_cell (g, x, at8), x));
  graph_free (g);
}

/* struct pair { void *a, *b; };
   struct pair swap (struct pair p) { return (struct pair) { p.b, p.a }; }  */

static void
test_by_value (void)
{
  struct graph *g = new_graph ();
  object_id param = graph_object (g, OBJECT_PARAM, NULL, -1);
  g->objects.v[param].index = 0;
  object_id p = frame (g, 16);
  graph_block (g, address (g, p), place_start, address (g, param), place_start,
	       16, NULL, NO_STEP);
  node_id r = address (g, result (g));
  store (g, r, place_start, load (g, address (g, p), at8, KEY_ANY));
  store (g, r, at8, load (g, address (g, p), place_start, KEY_ANY));
  struct summary *s = summary_of (g, 1);

  g = new_graph ();
  object_id from = frame (g, 16), to = frame (g, 16), x = frame (g, 8),
	    y = frame (g, 8);
  store (g, address (g, from), place_start, address (g, x));
  store (g, address (g, from), at8, address (g, y));
  node_id args[] = { address (g, from) };
  struct call_site site;
  memset (&site, 0, sizeof site);
  site.where = &call_a;
  site.args = args;
  site.n_args = 1;
  site.block_args = 1;
  site.result_memory = address (g, to);
  summary_instantiate (g, s, &site);
  CHECK (graph_solve (g));
  CHECK (target_of (g, graph_cell (g, to, place_start)) == y);
  CHECK (target_of (g, graph_cell (g, to, at8)) == x);
  graph_free (g);
}

/* void each (void (*f) (void *), struct list *l) { f (&l->member); }  */

static struct summary *
each_summary (void)
{
  struct graph *g = new_graph ();
  node_id f = parameter (g, 0), member = graph_variable (g);
  graph_copy (g, parameter (g, 1), member, at8, GRADE_SHOWN, false, NO_STEP);
  uint32_t c = graph_call (g, NO_NODE, &call_b);
  graph_call_arg (g, c, member);
  graph_call_through (g, c, f);
  CHECK (graph_solve (g) && g->pending.n == 1);
  g->pending.n = 0;
  graph_defer (g, c);
  return summary_of (g, 2);
}

static void
test_deferred (void)
{
  struct summary *s = each_summary ();
  CHECK (s->deferred.n == 1);
  struct graph *g = new_graph ();
  object_id x = frame (g, 16);
  object_id f = graph_object (g, OBJECT_FUNCTION, NULL, -1);
  CALL (g, s, address (g, f), address (g, x));
  CHECK (graph_solve (g));
  CHECK (g->pending.n == 1 && g->pending.v[0].target == f);
  const struct call *c = &g->calls.v[g->pending.v[0].call];
  CHECK (c->where == &call_a && c->inner && c->depth == 1);
  CHECK (c->args.n == 1 && fact_at (g, c->args.v[0], x, at8));
  graph_free (g);
}

/* void keep (void *p) { global = p; }  void pass (void *p) { unknown (p); }  */

static void
test_sinks (void)
{
  for (int grade = GRADE_ASSUMED; grade <= GRADE_SHOWN; grade++)
    {
      struct graph *g = new_graph ();
      step_id step = graph_step (g, STEP_STORE, &call_b, NULL, NULL);
      graph_copy (g, parameter (g, 0),
		  graph_sink (g, REASON_THREAD, (enum grade) grade, "f", step),
		  place_start, (enum grade) grade, false, step);
      struct summary *s = summary_of (g, 1);
      g = new_graph ();
      object_id x = heap (g), inner = heap (g);
      store (g, address (g, x), place_start, address (g, inner));
      CALL (g, s, address (g, x));
      CHECK (graph_solve (g));
      CHECK (g->objects.v[x].exposed && g->objects.v[inner].exposed);
      object_id sink = g->objects.n - 1;
      while (g->objects.v[sink].kind != OBJECT_SINK)
	sink--;
      CHECK (g->objects.v[sink].reason == REASON_THREAD);
      CHECK (g->objects.v[sink].grade == (enum grade) grade);
      graph_free (g);
    }
}

/* void close (struct conn *c) { free (c->buffer); free (c); }  */

static void
test_release (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0);
  step_id step = graph_step (g, STEP_RELEASE, &call_b, NULL, NULL);
  graph_release (g, load (g, p, at8, KEY_TYPES + 1), "free", true,
		 RELEASE_GUARDED, step);
  graph_release (g, p, "free", true, RELEASE_PLAIN, step);
  struct summary *s = summary_of (g, 1);
  g = new_graph ();
  object_id conn = heap (g), buffer = heap (g);
  store (g, address (g, conn), at8, address (g, buffer));
  CALL (g, s, address (g, conn));
  CHECK (graph_solve (g));
  CHECK (g->releases.n == 2);
  bool seen[2] = { false, false };
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct release *r = &g->releases.v[i];
      CHECK (!r->direct && strcmp (r->deallocator, "free") == 0);
      if (facts_about (g, r->ptr, conn))
	seen[0] = r->how == RELEASE_PLAIN;
      if (facts_about (g, r->ptr, buffer))
	seen[1] = r->how == RELEASE_GUARDED;
    }
  CHECK (seen[0] && seen[1]);
  graph_free (g);
}

/* What comes out of the callee past its releases is not released; but what only
   a callback gets, which may release it, and so does not come out, is.  */

static void
test_unreleased (void)
{
  for (int out = 0; out < 2; out++)
    {
      struct graph *g = new_graph ();
      node_id f = parameter (g, 0);
      object_id o = allocation (g, (struct object_size) { SIZE_ARG, 1, 1, 0 });
      node_id p = address (g, o);
      uint32_t c = graph_call (g, NO_NODE, &call_b);
      graph_call_arg (g, c, p);
      graph_call_through (g, c, f);
      graph_release (g, p, "free", true, RELEASE_PLAIN,
		     graph_step (g, STEP_RELEASE, &call_b, NULL, NULL));
      if (out)
	give (g, p);
      CHECK (graph_solve (g));
      g->pending.n = 0;
      graph_defer (g, c);
      g->objects.v[o].unreleased = true;
      struct summary *s = summary_of (g, 1);

      g = new_graph ();
      CALL (g, s, parameter (g, 0));
      CHECK (graph_solve (g));
      CHECK (g->releases.n == (out ? 0 : 1));
      graph_free (g);
    }
}

/* What the callee moves within the caller's memory: p->at += 8; swap.  */

static void
test_moved (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0), q = parameter (g, 1), at = graph_variable (g);
  graph_copy (g, load (g, p, place_start, KEY_TYPES + 1), at, at8, GRADE_SHOWN,
	      false, NO_STEP);
  store (g, p, place_start, at);
  store (g, q, each8, load (g, q, each8, KEY_TYPES + 2));
  struct summary *s = summary_of (g, 2);

  g = new_graph ();
  object_id cursor = frame (g, 8), array = frame (g, 16), x = frame (g, 64),
	    y = frame (g, 8);
  store (g, address (g, cursor), place_start, address (g, x));
  store (g, address (g, array), at8, address (g, y));
  CALL (g, s, address (g, cursor), address (g, array));
  node_id moved = load (g, address (g, cursor), place_start, KEY_ANY);
  node_id first = load (g, address (g, array), place_start, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (covers (g, moved, x, at8));
  CHECK (facts_about (g, first, y));
  graph_free (g);
}

/* p->x = p->x says nothing.  */

static void
test_untouched (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0);
  store (g, p, at8, load (g, p, at8, KEY_TYPES + 1));
  struct summary *s = summary_of (g, 1);
  CHECK (s->effects.n == 0);
}

/* return p->a->b->c: coarser summaries find it too, and perhaps more.  */

static void
test_coarseness (void)
{
  for (int c = COARSE_NOT; c < N_COARSE; c++)
    {
      struct graph *g = new_graph ();
      node_id a = load (g, parameter (g, 0), place_start, KEY_TYPES + 1);
      node_id b = load (g, a, at8, KEY_TYPES + 2);
      node_id d = load (g, b, at16, KEY_TYPES + 3);
      give (g, d);
      /* p->a->b->kept = p->a->other  */
      store (g, b, place_start, load (g, a, at16, KEY_TYPES + 4));
      CHECK (graph_solve (g));
      struct summary *s = summary_extract (g, 1, false, (enum coarseness) c,
					   true);
      CHECK (s->imprecise == (c > COARSE_CYCLES));
      graph_free (g);

      g = new_graph ();
      object_id o[5];
      for (int i = 0; i < 5; i++)
	o[i] = frame (g, 24);
      store (g, address (g, o[0]), place_start, address (g, o[1]));
      store (g, address (g, o[1]), at8, address (g, o[2]));
      store (g, address (g, o[2]), at16, address (g, o[3]));
      store (g, address (g, o[1]), at16, address (g, o[4]));
      node_id r = CALL (g, s, address (g, o[0]));
      node_id kept = load (g, address (g, o[2]), place_start, KEY_ANY);
      CHECK (graph_solve (g));
      CHECK (facts_about (g, r, o[3]) && facts_about (g, kept, o[4]));
      /* There are no cycles here.  */
      if (c <= COARSE_CYCLES)
	{
	  CHECK (target_of (g, r) == o[3]);
	  CHECK (fact_at (g, r, o[3], place_start)->grade == GRADE_SHOWN);
	}
      else
	CHECK (fact_at (g, r, o[3], place_anywhere));
      graph_free (g);
    }
}

/* Too many effects that no folding makes fewer.  */

static void
test_too_many_effects (void)
{
  static const char globals[400];
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0);
  for (int i = 0; i < 400; i++)
    store (g, p, at8,
	   address (g, graph_decl_object (g, OBJECT_GLOBAL, &globals[i], 8)));
  CHECK (graph_solve (g));
  struct summary *s = summary_extract (g, 1, false, COARSE_NOT, true);
  CHECK (s->unknown);
  graph_free (g);
}

/* An array that is filled by constant indices: in the end they are one.  */

static void
test_many_places (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0), q = parameter (g, 1);
  for (int i = 0; i < 400; i++)
    store (g, p, place_at (8 * i), q);
  CHECK (graph_solve (g));
  struct summary *s = summary_extract (g, 2, false, COARSE_NOT, true);
  CHECK (!s->unknown && s->imprecise && s->effects.n == 1);
  graph_free (g);
}

/* Of what is too much to tell apart, the numbers of an object are one: each of the
   first to each of the second, and the pointer behind them is returned.  What the
   numbers are is found wherever one may go, and the pointer is none of them.  */

#define NUMBERS 12

static void
test_numbers (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0), q = parameter (g, 1);
  for (int i = 0; i < NUMBERS; i++)
    for (int k = 0; k < NUMBERS; k++)
      store (g, q, place_at (8 * k),
	     load (g, p, place_at (8 * i), KEY_NUMBER));
  give (g, load (g, p, place_at (8 * NUMBERS), KEY_TYPES + 1));
  struct summary *s = summary_of (g, 2);
  CHECK (!s->unknown && s->effects.n <= 2 * NUMBERS + 1);

  g = new_graph ();
  object_id x = frame (g, 8 * NUMBERS + 8), y = frame (g, 8 * NUMBERS);
  object_id number = frame (g, 8), pointer = frame (g, 8);
  store (g, address (g, x), at8, address (g, number));
  store (g, address (g, x), place_at (8 * NUMBERS), address (g, pointer));
  node_id r = CALL (g, s, address (g, x), address (g, y));
  node_id moved = load (g, address (g, y), at16, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (target_of (g, r) == pointer && fact_at (g, r, pointer, place_start));
  CHECK (facts_about (g, moved, number) && !facts_about (g, moved, pointer));
  graph_free (g);
}

/* A ring: its placeholders lead to each other, one stands for all; but not for
   what parameters point to, though that leads back to itself too.  */

static void
test_cycles (void)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0), r = parameter (g, 1);
  node_id first = load (g, p, place_start, KEY_TYPES + 1);
  node_id second = load (g, p, at8, KEY_TYPES + 2);
  store (g, first, place_start, second);
  store (g, second, at8, first);
  store (g, second, at16, r);
  store (g, first, at16, p);
  CHECK (graph_solve (g));
  struct summary *s = summary_extract (g, 2, false, COARSE_CYCLES, true);
  CHECK (!s->unknown && s->imprecise);
  unsigned contents = 0;
  for (uint32_t i = 0; i < s->objects.n; i++)
    contents += s->objects.v[i].kind == OBJECT_CONTENT;
  CHECK (contents == 3);
  graph_free (g);

  g = new_graph ();
  object_id a = frame (g, 24), b = frame (g, 24), c = frame (g, 24);
  object_id d = frame (g, 24);
  node_id args[] = { address (g, a), address (g, c) };
  store (g, args[0], place_start, address (g, b));
  store (g, args[0], at8, address (g, d));
  call_at (g, s, &call_a, args, 2);
  CHECK (graph_solve (g));
  node_id in_b = load (g, address (g, b), place_start, KEY_ANY);
  node_id in_d = load (g, address (g, d), at8, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (facts_about (g, in_b, d) && facts_about (g, in_d, b));
  CHECK (facts_about (g, in_b, c) && facts_about (g, in_b, a));
  node_id in_a = load (g, args[0], place_start, KEY_ANY);
  CHECK (graph_solve (g));
  CHECK (target_of (g, in_a) == b);
  CHECK (!facts_about (g, load (g, args[1], place_start, KEY_ANY), a));
  graph_free (g);
}

/* b = malloc (); unknown (b); f (); unknown (b->member); a = malloc ();
   *a = unknown () or b; return a: B comes into the summary last, for what its
   member has, and all is said of it too.  */

static void
test_comes_late (void)
{
  struct graph *g = new_graph ();
  step_id step = graph_step (g, STEP_UNKNOWN, &call_b, NULL, NULL);
  node_id sink
    = graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, "f", step);
  object_id a = heap (g), b = heap (g);
  node_id to_b = address (g, b);
  graph_copy (g, to_b, sink, place_start, GRADE_ASSUMED, false, step);
  uint32_t call = graph_call (g, NO_NODE, &call_a);
  graph_call_through (g, call, parameter (g, 0));
  graph_defer (g, call);
  node_id member = load (g, to_b, at8, KEY_TYPES + 1);
  graph_copy (g, member, sink, place_start, GRADE_ASSUMED, false, step);
  store (g, address (g, a), place_start, to_b);
  store (g, address (g, a), place_start, address (g, GRAPH_UNKNOWN));
  give (g, address (g, a));
  CHECK (graph_solve (g));
  struct summary *s = summary_extract (g, 1, false, COARSE_CYCLES, true);
  graph_free (g);

  g = new_graph ();
  node_id r = call_at (g, s, &call_a, NULL, 0);
  CHECK (graph_solve (g));
  unsigned fresh = 0;
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_FRESH && o != target_of (g, r))
      {
	fresh++;
	CHECK (g->objects.v[o].exposed);
      }
  CHECK (fresh == 1);
  graph_free (g);
}

/* In a recursion nothing is cloned, so that the rounds end.  */

static void
test_recursion (void)
{
  struct summary *old = NULL;
  int round = 0;
  for (bool same = false; !same && round < 10; round++)
    {
      struct graph *g = new_graph ();
      g->recursive = true;
      object_id o = graph_decl_object (g, OBJECT_FRESH, &alloc_site, -1);
      node_id p = address (g, o);
      give (g, p);
      if (old)
	{
	  struct call_site site;
	  memset (&site, 0, sizeof site);
	  site.where = &call_a;
	  site.result = graph_variable (g);
	  site.recursive = true;
	  summary_instantiate (g, old, &site);
	  store (g, p, place_start, site.result);
	}
      struct summary *s = summary_of (g, 0);
      same = old && summary_covers (old, s);
      old = s;
    }
  CHECK (round < 5);
  unsigned fresh = 0;
  for (uint32_t i = 0; i < old->objects.n; i++)
    fresh += old->objects.v[i].kind == OBJECT_FRESH;
  CHECK (fresh == 1);
}

/* void f (struct node *p) { p->next-> ... ->next = malloc (); }, DEEP times next of
   types that take turns: no placeholder stands for two of them.  */

static struct summary *
store_deep (unsigned deep)
{
  struct graph *g = new_graph ();
  node_id p = parameter (g, 0);
  for (unsigned i = 0; i < deep; i++)
    p = load (g, p, place_start, KEY_TYPES + i);
  for (unsigned i = 0; i < 5; i++)
    p = load (g, p, place_start, KEY_TYPES + 100 + i);
  store (g, p, place_start, address (g, heap (g)));
  return summary_of (g, 1);
}

/* RETURNED and STORED are the first or the second of the objects that two calls
   of one allocator make.  */

static struct summary *
two_calls (bool returned, bool stored)
{
  struct graph *g = new_graph ();
  give (g, address (g, heap (g)));
  struct summary *alloc = summary_of (g, 0);
  g = new_graph ();
  node_id made[] = { call_at (g, alloc, &call_a, NULL, 0),
		     call_at (g, alloc, &call_b, NULL, 0) };
  give (g, made[returned]);
  node_id out = parameter (g, 0);
  store (g, out, place_start, made[0]);
  store (g, out, at8, made[1]);
  store (g, made[stored], place_start, made[0]);
  return summary_of (g, 1);
}

/* What a summary says is compared by whole access paths, and by the calls that
   objects come from.  */

static void
test_covers (void)
{
  CHECK (summary_covers (store_deep (1), store_deep (1)));
  CHECK (!summary_covers (store_deep (1), store_deep (2)));
  CHECK (!summary_covers (store_deep (2), store_deep (1)));
  CHECK (summary_covers (two_calls (false, true), two_calls (false, true)));
  CHECK (!summary_covers (two_calls (false, true), two_calls (true, true)));
  CHECK (!summary_covers (two_calls (false, true), two_calls (false, false)));
}

static void
test_others_run (void)
{
  struct graph *g = new_graph ();
  graph_others_run (g);
  struct summary *s = summary_of (g, 0);
  CHECK (s->others_run);
  g = new_graph ();
  object_id x = frame (g, 8);
  store (g, parameter (g, 0), place_start, address (g, x));
  call_at (g, s, &call_a, NULL, 0);
  CHECK (graph_solve (g));
  CHECK (g->others_run && g->objects.v[x].exposed);
  graph_free (g);
}

/* void f (void **p, T *q) { x = malloc (); *p = x; unknown (); *q = x->member; }:
   what X->member is then the caller says, who may have put Y there, or given X
   away.  */

static void
test_left_to_caller (void)
{
  for (int given = 0; given < 2; given++)
    {
      struct graph *g = new_graph ();
      node_id x = address (g, heap (g));
      store (g, parameter (g, 0), place_start, x);
      graph_others_run (g);
      store (g, parameter (g, 1), place_start, load (g, x, at8, KEY_TYPES));
      struct summary *s = summary_of (g, 2);

      g = new_graph ();
      object_id p = frame (g, 8), q = frame (g, 8), y = frame (g, 8);
      CALL (g, s, address (g, p), address (g, q));
      node_id made = load (g, address (g, p), place_start, KEY_ANY);
      store (g, made, at8, address (g, y));
      if (given)
	graph_copy (g, made,
		    graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, "f",
				NO_STEP),
		    place_start, GRADE_ASSUMED, false, NO_STEP);
      node_id v = load (g, address (g, q), place_start, KEY_ANY);
      CHECK (graph_solve (g));
      CHECK (facts_about (g, v, y));
      CHECK (!facts_about (g, v, p) && !facts_about (g, v, q));
      CHECK ((facts_about (g, v, GRAPH_UNKNOWN) != 0) == given);
      CHECK (g->objects.v[y].exposed == given);
      graph_free (g);
    }
}

int
main (void)
{
  test_identity ();
  test_constructor ();
  test_sizes ();
  test_out_parameter ();
  test_push ();
  test_aliased ();
  test_by_value ();
  test_deferred ();
  test_sinks ();
  test_release ();
  test_unreleased ();
  test_moved ();
  test_untouched ();
  test_coarseness ();
  test_too_many_effects ();
  test_many_places ();
  test_numbers ();
  test_cycles ();
  test_comes_late ();
  test_recursion ();
  test_covers ();
  test_others_run ();
  test_left_to_caller ();
  return report_failures ();
}
