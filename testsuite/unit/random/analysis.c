/* Random programs: analysing them, as plugin/gcc does.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Each function is lowered at its precision, summaries bottom-up; and again as
   a root, which unknown code calls.  */

#include "analysis.h"
#include "program.h"

#include <string.h>

#define BUDGET 10000		/* Of the solver, for one function.  */

struct lowering
{
  struct function *f;
  struct graph *g;
  node_id *vars;
  object_id result;
  bool last;			/* No round of a recursion.  */
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
  l->g->recursive = f->recursive && !l->last;
  l->g->recurrence = f->recurrence;
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
  for (;;)
    {
      if (f->inner)
	graph_free (f->inner);
      bool ok = lower_function (l);
      f->inner = l->g;
      if (ok)
	break;
      if (l->g->crowded)
	f->recurrence--;
      else if (f->precision + 1 == N_PRECISIONS)
	return false;
      else
	f->precision++;
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
      if (round > 30 || !summarise (f, l, round % 2))
	return false;
      if (old && summary_covers (old, f->summary))
	return true;
      if (round % 6)
	continue;
      if (f->recurrence)
	f->recurrence = 0;
      else if (f->precision + 1 < N_PRECISIONS)
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
  l.last = true;
  f->gave_up |= !lower_function (&l) || !deferred_as_unknown (&l);
  f->root = l.g;
  f->root_out = outcome_compute (f->root);
}

void
analyse_program (void)
{
  for (unsigned i = 0; i < MAX_SIZE / PTR; i++)
    {
      everywhere[i].off = PTR * i;
      everywhere_keys[i] = KEY_TYPES + i % 3;
    }
  for (unsigned i = 0; i <= MAX_SIZE / PTR; i++)
    shapes[i] = (struct shape) { i, everywhere, everywhere_keys };
  for (unsigned i = 0; i < prog->n; i++)
    analyse_function (&prog->f[i]);
}

void
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
