/* Random programs: what their execution does, the analysis must have said.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A program is a few small functions over variables, frame objects,
   allocations, globals, calls (direct, through pointers, to unknown code).  It
   is lowered as plugin/gcc does, at a random precision, summaries bottom-up.
   Then an interpreter runs it over concrete memory, byte by byte, statements in
   random order, and compares, for the function that is running:

   - a value that holds a pointer, or a piece of one, into an object of the
     function has a fact about it, at that offset; or the object is known to be
     in others' reach, and the value to come from there;
   - the same for all memory of the function's objects;
   - an object that can be reached once its function has returned has an
     outcome.

   A failure prints the program, cut down as far as it still fails.

       random [SEED [NUMBER OF PROGRAMS]]  */

#include "outcome.h"
#include "summary.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PTR 8
#define MAX_FUNCTIONS 5
#define MAX_STMTS 14
#define N_VARS 6
#define N_FRAME 3		/* Frame objects; further ones for parameters.  */
#define MAX_PARAMS 3
#define N_GLOBALS 2
#define N_OUTER 4
#define MAX_SIZE 64
#define BLOCK_SIZE 16		/* Of a parameter or result by value.  */
#define MAX_OBJECTS 400
#define MAX_DEPTH 6
#define MAX_STEPS 400
#define BUDGET 10000		/* Of the solver, for one function.  */

/* --- Random numbers. ---  */

static uint64_t random_state;

static unsigned
rnd (unsigned n)
{
  random_state = random_state * UINT64_C (6364136223846793005)
		 + UINT64_C (1442695040888963407);
  return (unsigned) (random_state >> 33) % n;
}

/* --- Programs. ---  */

enum op
{
  OP_NOP,
  OP_ADDRESS,		/* v[a] = &frame object b, at PLACE.  */
  OP_GLOBAL,		/* v[a] = &global b, at PLACE.  */
  OP_FUNCTION,		/* v[a] = function b.  */
  OP_ALLOC,		/* v[a] = new object.  */
  OP_COPY,		/* v[a] = v[b], shifted by PLACE.  */
  OP_MIX,		/* v[a] = bytes of v[b] and v[c].  */
  OP_LOAD,		/* v[a] = SIZE bytes at v[b] + PLACE.  */
  OP_STORE,		/* SIZE bytes at v[a] + PLACE = v[b].  */
  OP_BLOCK,		/* SIZE bytes at v[a] + PLACE = those at v[b] + PLACE2.  */
  OP_RETURN,		/* Return v[a], or the block that it points to.  */
  OP_CALL,		/* v[a] = function b (args).  */
  OP_POINTER,		/* v[a] = v[b] (args), N_ARGS of them.  */
  OP_UNKNOWN		/* v[a] = unknown code (args), N_ARGS of them.  */
};

struct stmt
{
  enum op op;
  unsigned a, b, c;
  struct place place, place2;
  int size;			/* -1: not known.  */
  bool shaped;
  uint32_t key;
  unsigned args[MAX_PARAMS], n_args;
};

struct function
{
  unsigned n_params;
  bool block_param[MAX_PARAMS];
  bool block_result;
  unsigned frame_size[N_FRAME + MAX_PARAMS];
  unsigned n_stmts;
  struct stmt stmts[MAX_STMTS];
  bool recursive, gave_up;
  bool collapse;		/* Look for cycles from the start.  */
  enum precision precision;
  enum coarseness coarse;
  /* What the analysis makes of it.  */
  char frame_id[N_FRAME + MAX_PARAMS];	/* For their addresses.  */
  struct summary *summary;
  struct graph *inner, *root;	/* As called by known, by unknown code.  */
  node_id inner_vars[N_VARS], root_vars[N_VARS];
  struct outcome *inner_out, *root_out;
};

struct program
{
  unsigned n;
  uint64_t seed;
  struct function f[MAX_FUNCTIONS];
};

static char globals[N_GLOBALS], unknown_function;
static struct program *prog;

static struct place
random_place (bool access)
{
  struct place p = place_start;
  switch (rnd (8))
    {
    case 0:
    case 1:
    case 2:
      break;
    case 3:
    case 4:
      p.off = PTR * rnd (5);
      break;
    case 5:
      p.off = rnd (24);
      break;
    case 6:
      p.off = rnd (2) ? 8 * rnd (3) : rnd (12);
      p.stride = access && rnd (3) == 0 ? 4 : 8 * (1 + rnd (3));
      if (rnd (2))
	p.len = p.stride * (p.stride < 8 ? 2 + rnd (4) : 1 + rnd (3));
      if (p.len && rnd (2))
	p = place_add (p, place_every (0, p.len + 8 * rnd (4)));
      break;
    case 7:
      p = place_anywhere;
      break;
    }
  if (!access && !p.stride && rnd (3) == 0)
    p.off = -p.off;
  return p;
}

static void
random_stmt (unsigned self, struct stmt *s)
{
  static const enum op ops[]
    = { OP_ADDRESS, OP_ADDRESS, OP_ADDRESS, OP_GLOBAL, OP_FUNCTION, OP_FUNCTION,
	OP_ALLOC, OP_ALLOC, OP_COPY, OP_COPY, OP_MIX, OP_LOAD, OP_LOAD,
	OP_LOAD, OP_LOAD, OP_STORE, OP_STORE, OP_STORE, OP_STORE, OP_BLOCK,
	OP_BLOCK, OP_RETURN, OP_CALL, OP_CALL, OP_CALL, OP_POINTER, OP_UNKNOWN };
  memset (s, 0, sizeof *s);
  s->op = ops[rnd (sizeof ops / sizeof *ops)];
  if (self == 0 && !prog->f[0].recursive
      && (s->op == OP_CALL || s->op == OP_FUNCTION))
    s->op = OP_STORE;
  if (s->op == OP_UNKNOWN && rnd (4))
    s->op = OP_LOAD;
  s->a = rnd (N_VARS);
  s->b = rnd (N_VARS);
  s->c = rnd (N_VARS);
  bool access = s->op != OP_COPY && s->op != OP_ADDRESS && s->op != OP_GLOBAL;
  s->place = random_place (access);
  if (!access && s->op != OP_COPY && s->place.off < 0)
    s->place.off = 0;
  s->place2 = random_place (true);
  s->size = rnd (4) ? PTR : 1 + rnd (PTR - 1);
  if (s->op == OP_LOAD && s->place.stride == 1 && rnd (2))
    s->size = -1;
  s->key = rnd (6) == 0 ? KEY_ANY : rnd (8) == 0 ? KEY_NUMBER
						  : KEY_TYPES + rnd (3);
  for (unsigned i = 0; i < MAX_PARAMS; i++)
    s->args[i] = rnd (N_VARS);
  s->n_args = rnd (MAX_PARAMS + 1);
  switch (s->op)
    {
    case OP_ADDRESS:
      s->b = rnd (N_FRAME);
      break;
    case OP_GLOBAL:
      s->b = rnd (N_GLOBALS);
      break;
    case OP_FUNCTION:
    case OP_CALL:
      s->b = rnd (self + prog->f[self].recursive);
      break;
    case OP_BLOCK:
      s->size = rnd (4) == 0 ? -1 : rnd (6) == 0 ? (int) (1 + rnd (40))
						  : (int) (8 * (1 + rnd (6)));
      s->shaped = s->size > 0 && s->size % PTR == 0 && rnd (2);
      break;
    default:
      break;
    }
}

static void
random_program (uint64_t seed)
{
  memset (prog, 0, sizeof *prog);
  prog->seed = random_state = seed;
  prog->n = 1 + rnd (MAX_FUNCTIONS);
  for (unsigned i = 0; i < prog->n; i++)
    {
      struct function *f = &prog->f[i];
      f->n_params = rnd (MAX_PARAMS + 1);
      for (unsigned k = 0; k < f->n_params; k++)
	f->block_param[k] = rnd (4) == 0;
      f->block_result = rnd (4) == 0;
      for (unsigned k = 0; k < N_FRAME; k++)
	f->frame_size[k] = 8 * (1 + rnd (MAX_SIZE / 8 - 1));
      for (unsigned k = 0; k < MAX_PARAMS; k++)
	f->frame_size[N_FRAME + k] = BLOCK_SIZE;
      f->recursive = rnd (5) == 0;
      f->collapse = rnd (3) == 0;
      f->precision = (enum precision) (rnd (2) ? 0 : rnd (N_PRECISIONS));
      f->coarse = (enum coarseness) (rnd (2) ? 0 : rnd (N_COARSE));
      f->n_stmts = 2 + rnd (MAX_STMTS - 1);
      for (unsigned k = 0; k < f->n_stmts; k++)
	random_stmt (i, &f->stmts[k]);
    }
}

static void
print_place (struct place p)
{
  if (p.off || p.stride || p.len)
    printf (" + {%ld,%u,%u,%ld}", (long) p.off, p.stride, p.period,
	    (long) p.len);
}

static void
print_stmt (const struct stmt *s)
{
  switch (s->op)
    {
    case OP_NOP:
      return;
    case OP_ADDRESS:
      printf ("  v%u = &frame%u", s->a, s->b);
      print_place (s->place);
      break;
    case OP_GLOBAL:
      printf ("  v%u = &global%u", s->a, s->b);
      print_place (s->place);
      break;
    case OP_FUNCTION:
      printf ("  v%u = f%u", s->a, s->b);
      break;
    case OP_ALLOC:
      printf ("  v%u = new", s->a);
      break;
    case OP_COPY:
      printf ("  v%u = v%u", s->a, s->b);
      print_place (s->place);
      break;
    case OP_MIX:
      printf ("  v%u = mix (v%u, v%u)", s->a, s->b, s->c);
      break;
    case OP_LOAD:
      printf ("  v%u = %d at v%u", s->a, s->size, s->b);
      print_place (s->place);
      printf ("  key %u", s->key);
      break;
    case OP_STORE:
      printf ("  %d at v%u", s->size, s->a);
      print_place (s->place);
      printf (" = v%u", s->b);
      break;
    case OP_BLOCK:
      printf ("  block of %d%s at v%u", s->size, s->shaped ? " shaped" : "",
	      s->a);
      print_place (s->place);
      printf (" = at v%u", s->b);
      print_place (s->place2);
      break;
    case OP_RETURN:
      printf ("  return v%u", s->a);
      break;
    case OP_CALL:
    case OP_POINTER:
    case OP_UNKNOWN:
      printf ("  v%u = ", s->a);
      if (s->op == OP_CALL)
	printf ("f%u", s->b);
      else if (s->op == OP_POINTER)
	printf ("(*v%u)", s->b);
      else
	printf ("unknown");
      unsigned n = s->op == OP_CALL ? prog->f[s->b].n_params : s->n_args;
      for (unsigned i = 0; i < n; i++)
	printf ("%sv%u", i ? ", " : " (", s->args[i]);
      printf (n ? ")" : " ()");
      break;
    }
  printf ("\n");
}

static void
print_program (void)
{
  for (unsigned i = 0; i < prog->n; i++)
    {
      const struct function *f = &prog->f[i];
      printf ("f%u%s (", i, f->recursive ? " recursive" : "");
      for (unsigned k = 0; k < f->n_params; k++)
	if (f->block_param[k])
	  printf (" frame%u", N_FRAME + k);
	else
	  printf (" v%u", k);
      printf (" )%s  precision %d coarse %d collapse %d; frame sizes",
	      f->block_result ? " block result" : "", f->precision, f->coarse,
	      f->collapse);
      for (unsigned k = 0; k < N_FRAME; k++)
	printf (" %u", f->frame_size[k]);
      printf ("\n");
      for (unsigned k = 0; k < f->n_stmts; k++)
	print_stmt (&f->stmts[k]);
    }
}

/* --- Analysing, as plugin/gcc does. ---  */

struct lowering
{
  struct function *f;
  struct graph *g;
  node_id *vars;
  object_id result;
};

struct any_site
{
  const struct stmt *where;
  node_id args[MAX_PARAMS];
  unsigned n_args;
  uint64_t block_args;
  node_id result, result_memory;
  const struct trace *inner;
  bool direct_recursion;
};

static struct place everywhere[MAX_SIZE / PTR];
static uint32_t everywhere_keys[MAX_SIZE / PTR];
static struct shape shapes[MAX_SIZE / PTR + 1];

/* Globals that have come in may hold what others put there.  */

static void
fill_globals (struct graph *g)
{
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_GLOBAL && !g->objects.v[o].filled)
      {
	g->objects.v[o].filled = true;
	graph_fact (g, graph_cell (g, o, place_anywhere),
		    graph_cell (g, GRAPH_OUTER, place_anywhere), GRADE_SHOWN);
      }
}

static node_id
address (struct lowering *l, enum object_kind kind, const void *what,
	 int64_t extent, struct place place)
{
  object_id o = graph_decl_object (l->g, kind, what, extent);
  fill_globals (l->g);
  return graph_address (l->g, o, place,
			graph_step (l->g, STEP_ADDRESS, what, NULL, NULL));
}

static node_id
unknown_value (struct lowering *l)
{
  return graph_address (l->g, GRAPH_UNKNOWN, place_anywhere, NO_STEP);
}

static void
lower_unknown (struct lowering *l, const struct any_site *s)
{
  struct graph *g = l->g;
  step_id step = graph_step (g, STEP_UNKNOWN, s->where, NULL, s->inner);
  graph_others_run (g);
  for (unsigned i = 0; i < s->n_args; i++)
    {
      node_id arg = s->args[i];
      node_id sink = graph_sink (g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, "?",
				 step);
      if (s->block_args >> i & 1)
	{
	  node_id loaded = graph_variable (g);
	  graph_load (g, arg, place_anywhere, -1, loaded, KEY_ANY, NO_STEP);
	  arg = loaded;
	}
      graph_copy (g, arg, sink, place_start, GRADE_ASSUMED, false, step);
    }
  if (s->result)
    graph_copy (g, unknown_value (l), s->result, place_start, GRADE_ASSUMED,
		false, NO_STEP);
  if (s->result_memory)
    graph_store (g, s->result_memory, place_anywhere, unknown_value (l),
		 NO_STEP);
}

static void
lower_function_call (struct lowering *l, const struct any_site *s,
		     struct function *callee)
{
  bool recursive = callee == l->f;
  if (!callee->summary)
    return;
  if (callee->summary->unknown)
    {
      lower_unknown (l, s);
      return;
    }
  struct call_site cs;
  memset (&cs, 0, sizeof cs);
  cs.where = s->where;
  cs.callee = callee;
  cs.args = s->args;
  cs.n_args = s->n_args;
  cs.block_args = s->block_args;
  cs.result = s->result;
  cs.result_memory = s->result_memory;
  cs.recursive = recursive;
  cs.inner = s->inner;
  cs.grade = GRADE_SHOWN;
  summary_instantiate (l->g, callee->summary, &cs);
  fill_globals (l->g);
}

static void
lower_stmt (struct lowering *l, const struct stmt *s)
{
  struct graph *g = l->g;
  node_id *v = l->vars;
  step_id step = graph_step (g, STEP_STORE, s, NULL, NULL);
  struct any_site site = { .where = s };
  switch (s->op)
    {
    case OP_NOP:
      break;
    case OP_ADDRESS:
      graph_copy (g, address (l, OBJECT_FRAME, &l->f->frame_id[s->b],
			      l->f->frame_size[s->b], s->place),
		  v[s->a], place_start, GRADE_SHOWN, false, step);
      break;
    case OP_GLOBAL:
      graph_copy (g, address (l, OBJECT_GLOBAL, &globals[s->b], MAX_SIZE,
			      s->place),
		  v[s->a], place_start, GRADE_SHOWN, false, step);
      break;
    case OP_FUNCTION:
      graph_copy (g, address (l, OBJECT_FUNCTION, &prog->f[s->b], -1,
			      place_start),
		  v[s->a], place_start, GRADE_SHOWN, false, step);
      break;
    case OP_ALLOC:
      graph_copy (g, address (l, OBJECT_FRESH, s, -1, place_start), v[s->a],
		  place_start, GRADE_SHOWN, false, step);
      break;
    case OP_COPY:
      graph_copy (g, v[s->b], v[s->a], s->place, GRADE_SHOWN, false, step);
      break;
    case OP_MIX:
      graph_copy (g, v[s->b], v[s->a], place_anywhere, GRADE_SHOWN, false,
		  step);
      graph_copy (g, v[s->c], v[s->a], place_anywhere, GRADE_SHOWN, false,
		  step);
      break;
    case OP_LOAD:
      graph_load (g, v[s->b], s->place, s->size, v[s->a], s->key, step);
      break;
    case OP_STORE:
      graph_store (g, v[s->a], s->place, v[s->b], step);
      break;
    case OP_BLOCK:
      graph_block (g, v[s->a], s->place, v[s->b], s->place2, s->size,
		   s->shaped ? &shapes[s->size / PTR] : NULL, step);
      break;
    case OP_RETURN:
      {
	node_id to = graph_address (g, l->result, place_start, NO_STEP);
	if (l->f->block_result)
	  graph_block (g, to, place_start, v[s->a], place_start, BLOCK_SIZE,
		       s->shaped ? &shapes[BLOCK_SIZE / PTR] : NULL, step);
	else
	  graph_store (g, to, place_start, v[s->a], step);
	break;
      }
    case OP_CALL:
      {
	struct function *callee = &prog->f[s->b];
	site.n_args = callee->n_params;
	for (unsigned i = 0; i < site.n_args; i++)
	  {
	    site.args[i] = v[s->args[i]];
	    site.block_args |= (uint64_t) callee->block_param[i] << i;
	  }
	if (callee->block_result)
	  site.result_memory = v[s->a];
	else
	  site.result = v[s->a];
	lower_function_call (l, &site, callee);
	break;
      }
    case OP_POINTER:
      {
	uint32_t c = graph_call (g, NO_NODE, s);
	for (unsigned i = 0; i < s->n_args; i++)
	  graph_call_arg (g, c, v[s->args[i]]);
	g->calls.v[c].result = v[s->a];
	graph_call_through (g, c, v[s->b]);
	break;
      }
    case OP_UNKNOWN:
      site.n_args = s->n_args;
      for (unsigned i = 0; i < site.n_args; i++)
	site.args[i] = v[s->args[i]];
      site.result = v[s->a];
      lower_unknown (l, &site);
      break;
    }
}

static void
site_of_call (struct lowering *l, uint32_t i, struct any_site *s)
{
  const struct call *c = &l->g->calls.v[i];
  memset (s, 0, sizeof *s);
  s->where = c->where;
  s->block_args = c->block_args;
  s->result = c->result;
  s->result_memory = c->result_memory;
  s->inner = c->inner;
  for (uint32_t k = 0; k < c->args.n; k++)
    s->args[s->n_args++] = c->args.v[k];
}

static void
defer_call (struct lowering *l, uint32_t i)
{
  struct graph *g = l->g;
  if (g->calls.v[i].deferred)
    return;
  graph_defer (g, i);
  object_id o = graph_object (g, OBJECT_CALL_RESULT, NULL, -1);
  g->objects.v[o].index = i;
  node_id result = graph_address (g, o, place_start, NO_STEP);
  if (g->calls.v[i].result)
    graph_load (g, result, place_start, PTR, g->calls.v[i].result, KEY_ANY,
		NO_STEP);
  if (g->calls.v[i].result_memory)
    graph_block (g, g->calls.v[i].result_memory, place_start, result,
		 place_start, -1, NULL, NO_STEP);
}

/* A call with other than as many scalar arguments as the function has
   parameters, or with a result of the other kind, is not a call of C.  */

static bool
fits (const struct function *f, unsigned n_args)
{
  for (unsigned i = 0; i < f->n_params; i++)
    if (f->block_param[i])
      return false;
  return n_args == f->n_params && !f->block_result;
}

static void
lower_pending (struct lowering *l)
{
  struct graph *g = l->g;
  while (g->pending.n)
    {
      struct pending_call p = g->pending.v[--g->pending.n];
      struct any_site s;
      site_of_call (l, p.call, &s);
      switch (g->objects.v[p.target].kind)
	{
	case OBJECT_FUNCTION:
	  {
	    struct function *f = (void *) g->objects.v[p.target].what;
	    if (fits (f, s.n_args))
	      lower_function_call (l, &s, f);
	    break;
	  }
	case OBJECT_CONTENT:
	  if (g->calls.v[p.call].depth < 3)
	    {
	      defer_call (l, p.call);
	      break;
	    }
	  /* Fall through.  */
	case OBJECT_UNKNOWN:
	case OBJECT_OUTER:
	case OBJECT_FRESH:
	case OBJECT_GLOBAL:
	  if (!g->calls.v[p.call].unknown)
	    {
	      g->calls.v[p.call].unknown = true;
	      lower_unknown (l, &s);
	    }
	  break;
	default:
	  break;
	}
    }
}

static bool
solve_calls (struct lowering *l)
{
  for (;;)
    {
      if (!graph_solve (l->g))
	return false;
      if (!l->g->pending.n)
	return true;
      lower_pending (l);
    }
}

static bool
deferred_as_unknown (struct lowering *l)
{
  for (uint32_t i = 0; i < l->g->calls.n; i++)
    if (l->g->calls.v[i].deferred && !l->g->calls.v[i].unknown)
      {
	struct any_site s;
	site_of_call (l, i, &s);
	l->g->calls.v[i].unknown = true;
	lower_unknown (l, &s);
      }
  return solve_calls (l);
}

static bool
lower_function (struct lowering *l)
{
  struct function *f = l->f;
  l->g = graph_new (f, PTR, f->precision, BUDGET);
  l->g->recursive = f->recursive;
  if (f->collapse)
    l->g->next_collapse = 0;
  l->result = graph_object (l->g, OBJECT_RESULT, NULL, -1);
  for (unsigned i = 0; i < N_VARS; i++)
    l->vars[i] = graph_variable (l->g);
  for (unsigned i = 0; i < f->n_params; i++)
    {
      object_id o = graph_object (l->g, OBJECT_PARAM, NULL, -1);
      l->g->objects.v[o].index = i;
      node_id arg = graph_address (l->g, o, place_start, NO_STEP);
      if (f->block_param[i])
	graph_block (l->g,
		     address (l, OBJECT_FRAME, &f->frame_id[N_FRAME + i],
			      BLOCK_SIZE, place_start),
		     place_start, arg, place_start, BLOCK_SIZE,
		     &shapes[BLOCK_SIZE / PTR], NO_STEP);
      else
	graph_load (l->g, arg, place_start, PTR, l->vars[i], KEY_TYPES,
		    NO_STEP);
    }
  for (unsigned i = 0; i < f->n_stmts; i++)
    {
      lower_stmt (l, &f->stmts[i]);
      /* Constraints may come early or late.  */
      if (i % 3 == 2 && !solve_calls (l))
	return false;
    }
  return solve_calls (l);
}

static bool
summarise (struct function *f, struct lowering *l, bool traced)
{
  for (;; f->precision++)
    {
      if (f->inner)
	graph_free (f->inner);
      bool ok = lower_function (l);
      f->inner = l->g;
      if (ok)
	break;
      if (f->precision + 1 == N_PRECISIONS)
	return false;
    }
  f->summary = summary_extract (l->g, f->n_params, false, f->coarse, traced);
  return true;
}

static bool
summarise_recursion (struct function *f, struct lowering *l)
{
  for (unsigned round = 1;; round++)
    {
      struct summary *old = f->summary;
      if (round > 24 || !summarise (f, l, round % 2))
	return false;
      if (old && summary_covers (old, f->summary))
	return true;
      if (round % 6 == 0 && f->precision + 1 < N_PRECISIONS)
	f->precision++;
    }
}

static void
analyse_function (struct function *f)
{
  struct lowering l = { .f = f, .vars = f->inner_vars };
  f->gave_up = !(f->recursive ? summarise_recursion (f, &l)
			      : summarise (f, &l, true));
  if (f->gave_up)
    f->summary = summary_unknown ();
  f->inner_out = outcome_compute (f->inner);
  l.vars = f->root_vars;
  f->gave_up |= !lower_function (&l) || !deferred_as_unknown (&l);
  f->root = l.g;
  f->root_out = outcome_compute (f->root);
}

static void
free_analysis (void)
{
  for (unsigned i = 0; i < prog->n; i++)
    {
      struct function *f = &prog->f[i];
      graph_free (f->inner);
      graph_free (f->root);
      escape_release (f->inner_out);
      escape_release (f->root_out);
      f->inner = f->root = NULL;
      f->summary = NULL;
    }
  unit_arena_free ();
}

/* --- Running. ---  */

/* A byte of a pointer to offset OFF of object OBJ, number K of its bytes; OBJ
   0: of a number.  K past all: made unrecognisable.  */

struct byte
{
  short obj, off, k;
};

struct value
{
  struct byte b[PTR];
};

enum where { IN_FRAME, ON_HEAP, IN_GLOBAL, IN_OUTER, IS_FUNCTION };

struct activation;

struct concrete
{
  enum where where;
  bool dead;
  const void *what;		/* As the graphs have it.  */
  /* Frame and heap objects: who made it, and by which of their calls those
     did that called the maker.  */
  struct activation *maker;
  const struct stmt *calls[3 * MAX_DEPTH];
  int size;
  struct byte mem[MAX_SIZE];
};

struct activation
{
  struct function *f;
  struct activation *parent;	/* Null: called by unknown code.  */
  bool returned;
  const struct stmt *call;	/* Now running.  */
  struct value vars[N_VARS];
  struct value result[BLOCK_SIZE / PTR];
  int frame[N_FRAME + MAX_PARAMS];
};

static struct concrete *objects;
static int n_objects;
static struct activation *stack[3 * MAX_DEPTH];	/* All that are running.  */
static struct activation *made[MAX_STEPS * 2];
static unsigned n_made;
static unsigned depth, steps;
static struct value kept[64];	/* By unknown code.  */
static unsigned n_kept;
static int outer_params[N_OUTER];
static bool stop;		/* Out of steps, memory, depth.  */
static const char *failure;
static char failure_text[300];

static int
new_object (enum where where, const void *what, struct activation *maker,
	    int size)
{
  if (n_objects + 1 >= MAX_OBJECTS)
    {
      stop = true;
      return 0;
    }
  struct concrete *o = &objects[++n_objects];
  memset (o, 0, sizeof *o);
  o->where = where;
  o->what = what;
  o->maker = maker;
  unsigned up = 0;
  for (const struct activation *a = maker; a; a = a->parent)
    o->calls[up++] = a == maker ? NULL : a->call;
  o->size = size;
  return n_objects;
}

static struct value
pointer_to (int obj, int off)
{
  struct value v;
  for (int i = 0; i < PTR; i++)
    v.b[i] = (struct byte) { (short) obj, (short) off, (short) i };
  return v;
}

/* Is V one whole pointer?  */

static bool
is_pointer (const struct value *v)
{
  for (int i = 0; i < PTR; i++)
    if (!v->b[i].obj || v->b[i].obj != v->b[0].obj
	|| v->b[i].off != v->b[0].off || v->b[i].k != i)
      return false;
  return true;
}

/* The bytes that V + PLACE points to, SIZE of them, if there are.  */

static struct byte *
resolve (const struct value *v, struct place p, int size)
{
  if (!is_pointer (v) || objects[v->b[0].obj].dead)
    return NULL;
  struct concrete *o = &objects[v->b[0].obj];
  int64_t off = v->b[0].off + p.off;
  if (p.period)
    off += (int64_t) p.period * ((int) rnd (4) - 1);
  if (p.stride && p.len)
    {
      int64_t most = (p.len - size) / p.stride;
      if (p.len < size)
	return NULL;
      off += (int64_t) p.stride * rnd ((unsigned) most + 1);
    }
  else if (p.stride == 1)
    {
      if (o->size < size)
	return NULL;
      off = rnd (o->size - size + 1);
    }
  else if (p.stride)
    off += (int64_t) p.stride * ((int) rnd (8) - 3);
  if (o->where == IS_FUNCTION || off < 0 || off + size > o->size)
    return NULL;
  return &o->mem[off];
}

/* Checking.  */

static void __attribute__ ((format (printf, 1, 2)))
fail (const char *format, ...)
{
  if (failure)
    return;
  va_list args;
  va_start (args, format);
  vsnprintf (failure_text, sizeof failure_text, format, args);
  va_end (args);
  failure = failure_text;
}

static const struct graph *
graph_of (const struct activation *a)
{
  return a->parent ? a->f->inner : a->f->root;
}

static bool
contains (struct place p, int64_t off)
{
  int64_t d = off - p.off;
  if (p.period)
    {
      d = (d % p.period + p.period) % p.period;
      return d < p.len && d % p.stride == 0;
    }
  if (p.len && (d < 0 || d >= p.len))
    return false;
  return p.stride ? d % p.stride == 0 : d == 0;
}

/* How many calls A is above who made C; -1 if it has not made it.  */

static int
levels_above (const struct activation *a, const struct concrete *c)
{
  int up = 0;
  const struct activation *m = c->maker;
  for (; m && m != a; m = m->parent)
    up++;
  return m ? up : -1;
}

/* Was object O of graph G made by the calls that made C, from LEVEL down?
   Calls of callbacks are passed up, so those in between can be missing.
   Within a recursion nothing is told apart.  */

static bool
same_calls (const struct graph *g, const struct object *o,
	    const struct concrete *c, int level)
{
  const struct step *s = &g->steps.v[g->nodes.v[o->births.v[0]].birth];
  const struct activation *a = c->maker;
  for (int i = 0; i <= level; i++, a = a->parent)
    if (a->f->recursive)
      return true;
  for (; level >= 0 && s; level--)
    if (level == 0 ? !s->inner : s->where == c->calls[level])
      {
	if (level == 0)
	  return true;
	if (!s->inner)
	  return true;
	s = &s->inner->steps[0];
      }
  return false;
}

/* Does object number ID of A's graph stand for OBJ?  */

static bool
stands_for (const struct activation *a, object_id id, int obj)
{
  const struct object *o = &graph_of (a)->objects.v[id];
  const struct concrete *c = &objects[obj];
  switch (o->kind)
    {
    case OBJECT_FUNCTION:
    case OBJECT_GLOBAL:
      return o->what == c->what;
    case OBJECT_FRAME:
    case OBJECT_FRESH:
      {
	if (o->what != c->what || !o->births.n)
	  return false;
	int level = levels_above (a, c);
	return level >= 0
	       && (o->shared
		   || (o->call == (const void *) c->calls[level]
		       && same_calls (graph_of (a), o, c, level)));
      }
    default:
      return false;
    }
}

static bool
is_foreign (const struct object *o)
{
  return o->kind == OBJECT_UNKNOWN || o->kind == OBJECT_OUTER
	 || o->kind == OBJECT_CONTENT;
}

/* Was OBJ made by A, or by one that it called?  */

static bool
is_own (const struct activation *a, int obj)
{
  return levels_above (a, &objects[obj]) >= 0;
}

/* Does A know a reason, other than those in BUT, for which OBJ escapes?  */

static bool
has_outcome (const struct activation *a, int obj, unsigned but)
{
  const struct graph *g = graph_of (a);
  const struct outcome *out = a->parent ? a->f->inner_out : a->f->root_out;
  if (a->f->gave_up)
    return true;
  for (object_id o = 1; o < g->objects.n; o++)
    if (stands_for (a, o, obj) && ((out[o].shown | out[o].assumed) & ~but))
      return true;
  return false;
}

/* Did OBJ escape for good before A could see it?  */

static bool
is_gone (const struct activation *a, int obj)
{
  for (const struct activation *u = objects[obj].maker; u && u != a;
       u = u->parent)
    if (has_outcome (u, obj, REASON_RETURNED | REASON_PARAMETER))
      return true;
  return false;
}

/* Do the facts of the nodes NODES, N of them, in A's graph, allow byte B, of a
   whole pointer or not?  */

static bool
allowed (const struct activation *a, const node_id *nodes, unsigned n,
	 struct byte b, bool whole)
{
  const struct graph *g = graph_of (a);
  if (a->f->gave_up)
    return true;
  bool foreign = false;
  for (unsigned i = 0; i < n; i++)
    {
      const struct node *node = &g->nodes.v[nodes[i]];
      for (uint32_t k = 0; k < node->facts.n; k++)
	{
	  const struct node *t = &g->nodes.v[node->facts.v[k].target];
	  foreign |= is_foreign (&g->objects.v[t->obj]);
	  if (stands_for (a, t->obj, b.obj)
	      && (!whole || contains (t->place, b.off)))
	    return true;
	}
    }
  if (!foreign)
    return false;
  if (!is_own (a, b.obj))
    return true;
  bool any = false;
  for (object_id o = 1; o < g->objects.n; o++)
    if (stands_for (a, o, b.obj))
      {
	any = true;
	if (g->objects.v[o].exposed || g->objects.v[o].lent
	    || g->objects.v[o].open)
	  return true;
      }
  /* Neither what deferred calls make is in the graph, nor what has gone to
     unknown code.  */
  return !any && (g->has_deferred || is_gone (a, b.obj));
}

static const char *
object_text (int obj)
{
  static const char *const names[]
    = { "frame object", "heap object", "global", "outer", "function" };
  static char text[2][100];
  static unsigned turn;
  char *t = text[turn++ % 2];
  const struct concrete *c = &objects[obj];
  const struct activation *m = c->maker;
  unsigned n = 0;
  if (m && c->where == IN_FRAME)
    n = (unsigned) ((const char *) c->what - m->f->frame_id);
  else if (m)
    n = (unsigned) ((const struct stmt *) c->what - m->f->stmts);
  snprintf (t, 100, "%s %d (%u of f%d)", names[c->where], obj, n,
	    m ? (int) (m->f - prog->f) : -1);
  return t;
}

static void
check_bytes (const struct activation *a, const node_id *nodes, unsigned n,
	     const struct value *v, const char *what)
{
  bool whole = is_pointer (v);
  for (int i = 0; i < (whole ? 1 : PTR) && !failure; i++)
    if (v->b[i].obj && !objects[v->b[i].obj].dead
	&& !allowed (a, nodes, n, v->b[i], whole))
      fail ("f%d%s: %s holds %s %s + %d, of which nothing is known",
	    (int) (a->f - prog->f), a->parent ? "" : " (root)", what,
	    whole ? "a pointer to" : "a piece of", object_text (v->b[i].obj),
	    v->b[i].off);
}

/* Check the memory of OBJ, for which A's graph has a name.  */

static void
check_memory (const struct activation *a, int obj)
{
  const struct graph *g = graph_of (a);
  const struct concrete *c = &objects[obj];
  for (int off = 0; off + PTR <= c->size; off++)
    {
      struct value v;
      memcpy (v.b, &c->mem[off], sizeof v.b);
      if (!is_pointer (&v))
	continue;
      VEC (node_id) nodes = { NULL, 0, 0 };
      bool any = false;
      for (object_id o = 1; o < g->objects.n; o++)
	if (stands_for (a, o, obj))
	  {
	    any = true;
	    for (uint32_t i = 0; i < g->objects.v[o].cells.n; i++)
	      {
		node_id cell = g->objects.v[o].cells.v[i];
		struct place p = g->nodes.v[cell].place;
		/* A cell stands for all places that it overlaps.  */
		bool near = false;
		for (int d = -PTR + 1; d < PTR; d++)
		  near |= contains (p, off + d);
		if (near)
		  *vec_push (&nodes) = cell;
	      }
	    /* What can come in by other paths is not entered in cells; what
	       callbacks put there, when it is read.  */
	    if (g->objects.v[o].lent)
	      *vec_push (&nodes) = g->lent_stores;
	    if (g->objects.v[o].open)
	      *vec_push (&nodes) = g->objects.v[GRAPH_UNKNOWN].cells.v[0];
	  }
      if (any)
	{
	  char what[120];
	  snprintf (what, sizeof what, "%s + %d", object_text (obj), off);
	  check_bytes (a, nodes.v, nodes.n, &v, what);
	}
      vec_free (&nodes);
    }
}

static void
check_all (const struct activation *a)
{
  for (int o = 1; o <= n_objects && !failure; o++)
    if (!objects[o].dead && is_own (a, o) && !is_gone (a, o))
      check_memory (a, o);
}

static void
check_variable (const struct activation *a, unsigned v)
{
  const node_id *vars = a->parent ? a->f->inner_vars : a->f->root_vars;
  char what[20];
  snprintf (what, sizeof what, "v%u", v);
  check_bytes (a, &vars[v], 1, &a->vars[v], what);
}

/* Reachability.  */

static bool reached[MAX_OBJECTS];

static void
reach_bytes (const struct byte *b, int n, int *queue, int *n_queue)
{
  for (int i = 0; i < n; i++)
    if (b[i].obj && !reached[b[i].obj] && !objects[b[i].obj].dead)
      {
	reached[b[i].obj] = true;
	queue[(*n_queue)++] = b[i].obj;
      }
}

static void
reach_from (int *queue, int n)
{
  while (n)
    {
      const struct concrete *c = &objects[queue[--n]];
      reach_bytes (c->mem, c->size, queue, &n);
    }
}

/* Mark what can be reached once A has returned; if KNOWN, only what unknown
   code can reach, and ARGS of it.  */

static void
reach_outside (const struct activation *a)
{
  static int queue[MAX_OBJECTS];
  int n = 0;
  memset (reached, 0, sizeof reached);
  for (int o = 1; o <= n_objects; o++)
    if (objects[o].where == IN_GLOBAL || objects[o].where == IN_OUTER)
      {
	reached[o] = true;
	queue[n++] = o;
      }
  for (unsigned i = 0; i < n_kept; i++)
    reach_bytes (kept[i].b, PTR, queue, &n);
  if (a)
    for (unsigned i = 0; i < BLOCK_SIZE / PTR; i++)
      reach_bytes (a->result[i].b, PTR, queue, &n);
  /* Everything that waits for A to return.  */
  for (unsigned d = 0; a && d < depth && stack[d] != a; d++)
    {
      for (unsigned i = 0; i < N_VARS; i++)
	reach_bytes (stack[d]->vars[i].b, PTR, queue, &n);
      for (unsigned i = 0; i < N_FRAME + MAX_PARAMS; i++)
	if (stack[d]->frame[i] && !reached[stack[d]->frame[i]])
	  {
	    reached[stack[d]->frame[i]] = true;
	    queue[n++] = stack[d]->frame[i];
	  }
    }
  reach_from (queue, n);
}

/* Does A know that OBJ, of one that it called, is in its own hands?  */

static bool
holds (const struct activation *a, int obj)
{
  const struct graph *g = graph_of (a);
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      const struct node *node = &g->nodes.v[n];
      bool own = node->obj && !g->objects.v[node->obj].origin
		 && g->objects.v[node->obj].what;
      const node_id *vars = a->parent ? a->f->inner_vars : a->f->root_vars;
      for (unsigned v = 0; v < N_VARS; v++)
	own |= vars[v] == n;
      for (uint32_t k = 0; own && k < node->facts.n; k++)
	if (stands_for (a, g->nodes.v[node->facts.v[k].target].obj, obj))
	  return true;
    }
  return false;
}

/* A returns: what of its own can still be reached?  */

static void
check_outcome (const struct activation *a)
{
  reach_outside (a);
  for (int o = 1; o <= n_objects && !failure; o++)
    if (reached[o] && !objects[o].dead && is_own (a, o))
      {
	bool said = is_gone (a, o);
	/* What callbacks do with it is known where they are.  */
	for (const struct activation *u = a; u && !said; u = u->parent)
	  said = has_outcome (u, o, 0) || (u != a && holds (u, o));
	if (!said)
	  fail ("f%d: %s outlives it, but does not escape",
		(int) (a->f - prog->f), object_text (o));
      }
}

/* Execution.  */

static void run_function (struct function *, struct activation *parent,
			  const struct value args[][BLOCK_SIZE / PTR],
			  struct value result[BLOCK_SIZE / PTR]);

/* A pointer to something that is marked as reached.  */

static struct value
random_reached (void)
{
  int n = 0, chosen = 0;
  for (int o = 1; o <= n_objects; o++)
    if (reached[o] && !objects[o].dead && rnd (++n) == 0)
      chosen = o;
  if (!chosen)
    return (struct value) { 0 };
  int size = objects[chosen].size;
  return pointer_to (chosen,
		     size ? (int) (rnd (2) ? 0 : rnd ((unsigned) size)) : 0);
}

static void
mark_known (void)
{
  reach_outside (NULL);
}

/* Unknown code gets ARGS: keeps them, writes, calls, returns something.  */

static struct value
run_unknown (const struct value *args, unsigned n)
{
  for (unsigned i = 0; i < n; i++)
    if (n_kept < 60)
      kept[n_kept++] = args[i];
  for (unsigned i = rnd (4); i > 0 && !stop && !failure; i--)
    {
      mark_known ();
      struct value to = random_reached (), what = random_reached ();
      if (!is_pointer (&to))
	continue;
      const struct concrete *c = &objects[to.b[0].obj];
      if (c->where == IS_FUNCTION)
	{
	  if (c->what == &unknown_function || rnd (2))
	    continue;
	  struct value in[MAX_PARAMS][BLOCK_SIZE / PTR],
	    result[BLOCK_SIZE / PTR];
	  for (unsigned k = 0; k < MAX_PARAMS; k++)
	    for (unsigned m = 0; m < BLOCK_SIZE / PTR; m++)
	      in[k][m] = random_reached ();
	  run_function ((struct function *) c->what, NULL, in, result);
	  for (unsigned m = 0; m < BLOCK_SIZE / PTR && n_kept < 64; m++)
	    kept[n_kept++] = result[m];
	  continue;
	}
      struct byte *b = resolve (&to, place_anywhere, PTR);
      if (b)
	memcpy (b, what.b, sizeof what.b);
    }
  mark_known ();
  return random_reached ();
}

/* V + P, as far as that stays in its object.  */

static bool
shift (struct value *v, struct place p)
{
  if (!p.off && !p.stride)
    return true;
  if (!is_pointer (v))
    {
      for (int i = 0; i < PTR; i++)
	v->b[i].k = PTR;
      return true;
    }
  int64_t size = objects[v->b[0].obj].size, off = v->b[0].off + p.off;
  if (p.period)
    off += (int64_t) p.period * ((int) rnd (4) - 1);
  if (p.stride && p.len)
    off += (int64_t) p.stride * rnd ((unsigned) (p.len / p.stride));
  else if (p.stride == 1)
    off = rnd ((unsigned) size + 1);
  else if (p.stride)
    off += (int64_t) p.stride * ((int) rnd (8) - 3);
  if (off < 0 || off > size)
    return false;
  *v = pointer_to (v->b[0].obj, (int) off);
  return true;
}

/* The function that V points to, if A's call can be one of it.  */

static int
function_target (const struct value *v)
{
  if (!is_pointer (v) || v->b[0].off
      || objects[v->b[0].obj].where != IS_FUNCTION)
    return 0;
  return v->b[0].obj;
}

/* Does A, or one that A's callee was passed up to, know that S calls F?  */

static bool
is_known_call (const struct activation *a, const struct stmt *s,
	       const struct function *f)
{
  for (; a; a = a->parent)
    {
      const struct graph *g = graph_of (a);
      const struct stmt *where = a->call ? a->call : s;
      for (uint32_t i = 0; i < g->calls.n; i++)
	if (g->calls.v[i].where == where)
	  for (uint32_t k = 0; k < g->calls.v[i].seen.n; k++)
	    if (g->objects.v[g->calls.v[i].seen.v[k]].what == f)
	      return true;
    }
  return false;
}

static void
run_call (struct activation *a, const struct stmt *s)
{
  struct value args[MAX_PARAMS][BLOCK_SIZE / PTR],
    result[BLOCK_SIZE / PTR] = { 0 };
  struct function *f = NULL;
  unsigned n = s->n_args;
  if (s->op == OP_CALL)
    f = &prog->f[s->b];
  else if (s->op == OP_POINTER)
    {
      int target = function_target (&a->vars[s->b]);
      if (!target)
	return;
      if (objects[target].what != &unknown_function)
	{
	  f = (struct function *) objects[target].what;
	  if (!fits (f, n))
	    return;
	}
    }
  if (f)
    n = f->n_params;
  memset (args, 0, sizeof args);
  for (unsigned i = 0; i < n; i++)
    {
      args[i][0] = a->vars[s->args[i]];
      if (f && f->block_param[i])
	{
	  struct byte *b = resolve (&a->vars[s->args[i]], place_start,
				    BLOCK_SIZE);
	  if (!b)
	    return;
	  memcpy (args[i], b, sizeof args[i]);
	}
    }
  struct byte *to = NULL;
  if (f && f->block_result
      && !(to = resolve (&a->vars[s->a], place_start, BLOCK_SIZE)))
    return;
  a->call = s;
  if (!f)
    {
      struct value in[MAX_PARAMS];
      for (unsigned i = 0; i < n; i++)
	in[i] = args[i][0];
      result[0] = run_unknown (in, n);
    }
  else
    {
      bool known = s->op == OP_CALL
		   ? !f->summary->unknown : is_known_call (a, s, f);
      run_function (f, known ? a : NULL, args, result);
    }
  if (stop || failure)
    return;
  if (to)
    memcpy (to, result, sizeof result);
  else
    a->vars[s->a] = result[0];
  check_variable (a, s->a);
  check_all (a);
  a->call = NULL;
}

static void
run_block (struct activation *a, const struct stmt *s)
{
  int size = s->size < 0 ? (int) rnd (MAX_SIZE + 1) : s->size;
  struct byte *to = resolve (&a->vars[s->a], s->place, size);
  const struct byte *from = resolve (&a->vars[s->b], s->place2, size);
  if (to && from)
    memmove (to, from, (size_t) size * sizeof *to);
}

static void
run_stmt (struct activation *a, const struct stmt *s)
{
  struct value v = { 0 };
  struct byte *b;
  bool sets = true;
  switch (s->op)
    {
    case OP_ADDRESS:
      v = pointer_to (a->frame[s->b], 0);
      if (!shift (&v, s->place))
	return;
      break;
    case OP_GLOBAL:
      v = pointer_to (1 + (int) s->b, 0);
      if (!shift (&v, s->place))
	return;
      break;
    case OP_FUNCTION:
      v = pointer_to (1 + N_GLOBALS + N_OUTER + (int) s->b, 0);
      break;
    case OP_ALLOC:
      v = pointer_to (new_object (ON_HEAP, s, a, MAX_SIZE), 0);
      break;
    case OP_COPY:
      v = a->vars[s->b];
      if (!shift (&v, s->place))
	return;
      break;
    case OP_MIX:
      for (int i = 0, cut = (int) rnd (PTR + 1); i < PTR; i++)
	v.b[i] = a->vars[i < cut ? s->b : s->c].b[i];
      break;
    case OP_LOAD:
      {
	int size = s->size < 0 ? PTR : s->size;
	b = resolve (&a->vars[s->b], s->place, size);
	if (!b)
	  return;
	memcpy (v.b, b, (size_t) size * sizeof *b);
	break;
      }
    case OP_STORE:
      b = resolve (&a->vars[s->a], s->place, s->size);
      if (b)
	memcpy (b, a->vars[s->b].b, (size_t) s->size * sizeof *b);
      sets = false;
      break;
    case OP_BLOCK:
      run_block (a, s);
      sets = false;
      break;
    case OP_RETURN:
      if (a->f->block_result)
	{
	  b = resolve (&a->vars[s->a], place_start, BLOCK_SIZE);
	  if (!b)
	    return;
	  memcpy (a->result, b, sizeof a->result);
	}
      else
	a->result[0] = a->vars[s->a];
      a->returned = true;
      sets = false;
      break;
    case OP_CALL:
    case OP_POINTER:
    case OP_UNKNOWN:
      run_call (a, s);
      return;
    case OP_NOP:
      return;
    }
  if (stop || failure)
    return;
  if (sets)
    {
      a->vars[s->a] = v;
      check_variable (a, s->a);
    }
  else
    check_all (a);
}

static void
run_function (struct function *f, struct activation *parent,
	      const struct value args[][BLOCK_SIZE / PTR],
	      struct value result[BLOCK_SIZE / PTR])
{
  memset (result, 0, BLOCK_SIZE / PTR * sizeof *result);
  if (depth == MAX_DEPTH || n_made + 1 == sizeof made / sizeof *made)
    {
      stop = true;
      return;
    }
  struct activation *a = escape_alloc (sizeof *a);
  made[n_made++] = a;
  a->f = f;
  a->parent = parent;
  for (unsigned i = 0; i < N_FRAME + MAX_PARAMS; i++)
    a->frame[i] = new_object (IN_FRAME, &f->frame_id[i], a,
			      (int) f->frame_size[i]);
  for (unsigned i = 0; i < f->n_params; i++)
    if (f->block_param[i])
      memcpy (objects[a->frame[N_FRAME + i]].mem, args[i],
	      BLOCK_SIZE * sizeof (struct byte));
    else
      a->vars[i] = args[i][0];
  stack[depth++] = a;
  for (unsigned n = rnd (3 * f->n_stmts); n > 0 && !stop && !failure; n--)
    {
      const struct stmt *s = &f->stmts[rnd (f->n_stmts)];
      if (++steps > MAX_STEPS)
	stop = true;
      else if (s->op != OP_RETURN || rnd (3) == 0)
	run_stmt (a, s);
      if (a->returned)
	break;
    }
  if (!stop && !failure)
    check_outcome (a);
  depth--;
  memcpy (result, a->result, sizeof a->result);
  for (unsigned i = 0; i < N_FRAME + MAX_PARAMS; i++)
    objects[a->frame[i]].dead = true;
}

static void
run_program (void)
{
  n_objects = 0;
  n_made = n_kept = depth = steps = 0;
  stop = false;
  for (unsigned i = 0; i < N_GLOBALS; i++)
    new_object (IN_GLOBAL, &globals[i], NULL, MAX_SIZE);
  for (unsigned i = 0; i < N_OUTER; i++)
    outer_params[i] = new_object (IN_OUTER, NULL, NULL, MAX_SIZE);
  for (unsigned i = 0; i < prog->n; i++)
    new_object (IS_FUNCTION, &prog->f[i], NULL, 0);
  new_object (IS_FUNCTION, &unknown_function, NULL, 0);
  int n = n_objects;
  for (int o = 1; o <= N_GLOBALS + N_OUTER; o++)
    for (int off = 0; off < MAX_SIZE; off += PTR)
      if (rnd (4))
	{
	  int to = 1 + (int) rnd ((unsigned) n);
	  struct value v
	    = pointer_to (to, objects[to].size && rnd (3) == 0
				? 8 * (int) rnd (4) : 0);
	  memcpy (&objects[o].mem[off], v.b, sizeof v.b);
	}
  struct value args[MAX_PARAMS][BLOCK_SIZE / PTR], result[BLOCK_SIZE / PTR];
  for (unsigned i = 0; i < MAX_PARAMS; i++)
    for (unsigned k = 0; k < BLOCK_SIZE / PTR; k++)
      args[i][k] = pointer_to (1 + (int) rnd ((unsigned) n), 0);
  run_function (&prog->f[rnd (3) ? prog->n - 1 : rnd (prog->n)], NULL, args,
		result);
  for (unsigned i = 0; i < n_made; i++)
    escape_release (made[i]);
}

/* Analyse the program, run it RUNS times.  True if it fails.  */

static bool
try_program (unsigned runs)
{
  enum precision precisions[MAX_FUNCTIONS];
  failure = NULL;
  for (unsigned i = 0; i < prog->n; i++)
    {
      precisions[i] = prog->f[i].precision;
      analyse_function (&prog->f[i]);
    }
  random_state = prog->seed;
  for (unsigned i = 0; i < runs && !failure; i++)
    run_program ();
  free_analysis ();
  for (unsigned i = 0; i < prog->n; i++)
    prog->f[i].precision = precisions[i];
  return failure != NULL;
}

/* Take away what the failure does not need.  */

static void
shrink (unsigned runs)
{
  for (bool again = true; again;)
    {
      again = false;
      for (unsigned i = 0; i < prog->n; i++)
	for (unsigned k = 0; k < prog->f[i].n_stmts; k++)
	  {
	    struct function before = prog->f[i];
	    memmove (&prog->f[i].stmts[k], &prog->f[i].stmts[k + 1],
		     (prog->f[i].n_stmts - k - 1) * sizeof (struct stmt));
	    prog->f[i].n_stmts--;
	    if (prog->f[i].n_stmts && try_program (runs))
	      again = true;
	    else
	      prog->f[i] = before;
	  }
      for (unsigned i = 0; i < prog->n; i++)
	{
	  struct function before = prog->f[i];
	  prog->f[i].precision = PRECISION_FULL;
	  prog->f[i].coarse = COARSE_NOT;
	  if (!try_program (runs))
	    prog->f[i] = before;
	  before = prog->f[i];
	  prog->f[i].collapse = false;
	  if (!try_program (runs))
	    prog->f[i] = before;
	  before = prog->f[i];
	  prog->f[i].recursive = false;
	  if (!try_program (runs))
	    prog->f[i] = before;
	}
    }
  try_program (runs);
}

int
main (int argc, char **argv)
{
  uint64_t seed = argc > 1 ? strtoull (argv[1], NULL, 10) : 1;
  unsigned n = argc > 2 ? (unsigned) atoi (argv[2]) : 300;
  for (unsigned i = 0; i < MAX_SIZE / PTR; i++)
    {
      everywhere[i].off = PTR * i;
      everywhere_keys[i] = KEY_TYPES + i % 3;
    }
  for (unsigned i = 0; i <= MAX_SIZE / PTR; i++)
    shapes[i] = (struct shape) { i, everywhere, everywhere_keys };
  prog = escape_alloc (sizeof *prog);
  objects = escape_alloc (MAX_OBJECTS * sizeof *objects);
  for (unsigned i = 0; i < n; i++)
    {
      random_program (seed + i);
      if (!try_program (60))
	continue;
      printf ("seed %lu: %s\n", (unsigned long) (seed + i), failure);
      shrink (600);
      print_program ();
      printf ("cut down: %s\n", failure ? failure : "gone");
      return EXIT_FAILURE;
    }
  escape_release (prog);
  escape_release (objects);
  return EXIT_SUCCESS;
}
