/* Checks of solved graphs and of summaries: see verify.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "verify.h"
#include "solve.h"

#include <stdio.h>
#include <stdlib.h>

void
verify_holds (const char *fault)
{
  if (!fault)
    return;
  fprintf (stderr, "escape: internal error: %s\n", fault);
  abort ();
}

/* Does node N hold a pointer to what F of another node points to, shifted by
   SHIFT: to a cell of the same object that overlaps it, or to unknown memory
   that stands for it?  */

static bool
holds (const struct graph *g, node_id n, const struct fact *f,
       struct place shift)
{
  const struct node *t = &g->nodes.v[f->target];
  struct place place = place_add (t->place, shift);
  const struct node *node = &g->nodes.v[n];
  for (uint32_t i = 0; i < node->facts.n; i++)
    {
      const struct node *u = &g->nodes.v[node->facts.v[i].target];
      if (u->obj == t->obj
          && place_overlaps (u->place, g->pointer_size, place, g->pointer_size))
        return true;
    }
  return g->precision >= PRECISION_OWN_FIELDS
         && graph_is_subsumed (g, n, f->target);
}

static const char *
verify_facts (const struct graph *g)
{
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      const struct node *node = &g->nodes.v[n];
      if (node->todo.n)
        return "a solved graph has facts that were not passed on";
      for (uint32_t i = 0; i < node->facts.n; i++)
        {
          node_id target = node->facts.v[i].target;
          if (!target || target >= g->nodes.n
              || g->nodes.v[target].obj == NO_OBJECT)
            return "a fact is not about a cell";
          if (graph_find_fact (g, n, target) != &node->facts.v[i])
            return "a node has two facts about one cell";
        }
    }
  return NULL;
}

/* Inclusion over edges: what SRC holds its destination holds.  */

static const char *
verify_edges (const struct graph *g)
{
  for (uint32_t e = 1; e < g->edges.n; e++)
    {
      const struct flow_edge *edge = &g->edges.v[e];
      const struct node *src = &g->nodes.v[edge->src];
      for (uint32_t i = 0; i < src->facts.n; i++)
        if (solve_passes (g, edge, &src->facts.v[i])
            && !holds (g, edge->dst, &src->facts.v[i], edge->shift))
          return "a value flows where no fact says so";
    }
  return NULL;
}

/* Inclusion over a load by U of what F says: each cell that it reads has an edge
   to its destination, so that it is enough that the reader is known.  */

static bool
is_read (const struct graph *g, const struct use *u, const struct fact *f)
{
  const struct node *t = &g->nodes.v[f->target];
  const struct object *o = &g->objects.v[t->obj];
  struct place place = place_add (t->place, u->place);
  if (o->kind == OBJECT_CONSTANT || o->kind == OBJECT_FUNCTION)
    return true;
  for (uint32_t c = 0; c < o->cells.n; c++)
    {
      const struct node *cell = &g->nodes.v[o->cells.v[c]];
      if (!place_overlaps (cell->place, g->pointer_size, place, u->size))
        continue;
      for (uint32_t i = 0; i < cell->facts.n; i++)
        if (!u->entry
            && !graph_holds (g, u->other,
                             graph_representative (g, g->nodes
                                                          .v[cell->facts.v[i]
                                                                 .target]
                                                          .obj))
            && !(g->precision >= PRECISION_OWN_FIELDS
                 && graph_is_subsumed (g, u->other, cell->facts.v[i].target)))
          return false;
    }
  return true;
}

/* Inclusion over a store by U to what F says.  */

static bool
is_stored (const struct graph *g, const struct use *u, const struct fact *f)
{
  const struct node *t = &g->nodes.v[f->target];
  const struct object *o = &g->objects.v[t->obj];
  struct place place = place_add (t->place, u->place);
  const struct node *src = &g->nodes.v[u->other];
  if (o->kind == OBJECT_CONSTANT || o->kind == OBJECT_FUNCTION)
    return true;
  for (uint32_t i = 0; i < src->facts.n; i++)
    {
      bool found = false;
      for (uint32_t c = 0; c < o->cells.n && !found; c++)
        found = place_overlaps (g->nodes.v[o->cells.v[c]].place,
                                g->pointer_size, place, g->pointer_size)
                && holds (g, o->cells.v[c], &src->facts.v[i], place_start);
      if (!found)
        return false;
    }
  return true;
}

static const char *
verify_uses (const struct graph *g)
{
  for (node_id n = 1; n < g->nodes.n; n++)
    {
      const struct node *node = &g->nodes.v[n];
      for (uint32_t i = 0; i < node->uses.n; i++)
        for (uint32_t k = 0; k < node->facts.n; k++)
          {
            const struct use *u = &node->uses.v[i];
            if (u->kind == USE_LOAD && !is_read (g, u, &node->facts.v[k]))
              return "a load misses what is in memory";
            if (u->kind == USE_STORE && !is_stored (g, u, &node->facts.v[k]))
              return "a store misses what it points to";
          }
    }
  return NULL;
}

/* Exposure: what HOLDER, which others can reach, holds they can reach.  */

static const char *
verify_holder (const struct graph *g, const struct object *holder)
{
  bool gives = solve_gives_away (holder);
  bool shows
      = holder->exposed || (holder->kind == OBJECT_CONTENT && g->others_run);
  if (!gives && !shows)
    return NULL;
  for (uint32_t c = 0; c < holder->cells.n; c++)
    {
      const struct node *cell = &g->nodes.v[holder->cells.v[c]];
      for (uint32_t i = 0; i < cell->facts.n; i++)
        {
          const struct object *o = graph_target (g, &cell->facts.v[i]);
          if (is_one_cell_kind (o->kind))
            continue;
          if (!o->exposed
              && (holder->exposed || gives
                  || !(graph_is_left_to_caller (g, o)
                       || o->kind == OBJECT_CONTENT)))
            return "an object that others can reach is not exposed";
          if (gives && !o->given)
            return "an object that all can reach is not given";
        }
    }
  return NULL;
}

static const char *
verify_objects (const struct graph *g)
{
  for (object_id o = 1; o < g->objects.n; o++)
    {
      const struct object *obj = &g->objects.v[o];
      if (obj->into)
        continue;
      const char *fault = verify_holder (g, obj);
      if (fault)
        return fault;
      if (!obj->exposed || obj->kind == OBJECT_CONTENT || obj->read_only)
        continue;
      bool unknown = false;
      for (uint32_t c = 0; c < obj->cells.n; c++)
        unknown |= g->nodes.v[obj->cells.v[c]].has_unknown;
      if (!unknown)
        return "an exposed object does not hold what others may write";
    }
  return NULL;
}

const char *
graph_verify (const struct graph *g)
{
  const char *fault = verify_facts (g);
  if (!fault)
    fault = verify_edges (g);
  if (!fault)
    fault = verify_uses (g);
  return fault ? fault : verify_objects (g);
}

/* Summaries.  */

static const char *
verify_term (const struct summary *s, const struct term *t)
{
  if (t->object >= s->objects.n)
    return "a summary speaks of an object that it does not have";
  enum object_kind kind = s->objects.v[t->object].kind;
  return kind == OBJECT_PARAM || kind == OBJECT_RESULT || kind == OBJECT_SINK
             ? "a summary has a pointer to what has no address"
             : NULL;
}

static const char *
verify_effect (const struct summary *s, const struct effect *e)
{
  const char *fault = verify_term (s, &e->target);
  if (fault || e->kind != EFFECT_STORE)
    return fault;
  if (e->holder >= s->objects.n)
    return "a summary stores in an object that it does not have";
  switch (s->objects.v[e->holder].kind)
    {
    case OBJECT_PARAM:
    case OBJECT_SINK:
    case OBJECT_CONSTANT:
    case OBJECT_FUNCTION:
      return "a summary stores where the caller sees nothing";
    default:
      return NULL;
    }
}

static const char *
verify_call (const struct summary *s, const struct deferred *d)
{
  const char *fault = verify_term (s, &d->fn);
  if (d->result != UINT32_MAX
      && (d->result >= s->objects.n
          || s->objects.v[d->result].kind != OBJECT_CALL_RESULT))
    return "the result of a deferred call is none";
  for (uint32_t k = 0; k < d->n_args; k++)
    for (uint32_t t = 0; t < d->n_terms[k] && !fault; t++)
      fault = verify_term (s, &d->args[k][t]);
  return fault;
}

static const char *
verify_relation (const struct summary *s, const struct summary_relation *r)
{
  const char *fault = NULL;
  for (uint32_t i = 0; i < r->a.n && !fault; i++)
    fault = verify_term (s, &r->a.v[i]);
  for (uint32_t i = 0; i < r->b.n && !fault; i++)
    fault = verify_term (s, &r->b.v[i]);
  for (uint32_t i = 0; i < r->to.n && !fault; i++)
    if (r->to.v[i].holder >= s->objects.n)
      fault = "what comes of a relation goes where the summary has nothing";
  return fault;
}

/* Each placeholder must hang on something, or the caller would take it for
   nothing.  */

static const char *
verify_links (const struct summary *s)
{
  bool *hangs = escape_alloc (s->objects.n);
  const char *fault = NULL;
  for (uint32_t i = 0; i < s->links.n && !fault; i++)
    {
      const struct summary_link *l = &s->links.v[i];
      if (l->parent >= s->objects.n || l->child >= s->objects.n
          || s->objects.v[l->child].kind != OBJECT_CONTENT)
        fault = "a link of a summary leads to no placeholder";
      else
        hangs[l->child] = true;
    }
  for (uint32_t i = 0; i < s->objects.n && !fault; i++)
    if (s->objects.v[i].kind == OBJECT_CONTENT && !hangs[i])
      fault = "a placeholder of a summary hangs on nothing";
  escape_release (hangs);
  return fault;
}

const char *
summary_verify (const struct summary *s)
{
  if (s->unknown)
    return s->effects.n || s->deferred.n || s->relations.n
               ? "unknown code has effects"
               : NULL;
  const char *fault = verify_links (s);
  for (uint32_t i = 0; i < s->effects.n && !fault; i++)
    fault = verify_effect (s, &s->effects.v[i]);
  for (uint32_t i = 0; i < s->deferred.n && !fault; i++)
    fault = verify_call (s, &s->deferred.v[i]);
  for (uint32_t i = 0; i < s->relations.n && !fault; i++)
    fault = verify_relation (s, &s->relations.v[i]);
  return fault;
}
