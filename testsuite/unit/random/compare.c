/* Random programs: what a run does beside what the analysis said.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "compare.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *failure;
static char failure_text[300];

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
	       callbacks and code that the caller knows put there, when it is
	       read.  */
	    if (g->objects.v[o].lent)
	      *vec_push (&nodes) = g->lent_stores;
	    if (g->objects.v[o].open
		|| graph_is_left_to_caller (g, &g->objects.v[o]))
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

void
check_all (const struct activation *a)
{
  for (int o = 1; o <= n_objects && !failure; o++)
    if (!objects[o].dead && is_own (a, o) && !is_gone (a, o))
      check_memory (a, o);
}

void
check_variable (const struct activation *a, unsigned v)
{
  const node_id *vars = a->parent ? a->f->inner_vars : a->f->root_vars;
  char what[20];
  snprintf (what, sizeof what, "v%u", v);
  check_bytes (a, &vars[v], 1, &a->vars[v], what);
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

void
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

bool
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
