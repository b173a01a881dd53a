/* Summaries: the relations of what is the caller's.  See relations.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "extraction.h"
#include "relations.h"

#include <limits.h>

/* Relations of a kind that a summary tells apart.  Of further ones it tells what
   all of them tell: differences, where it does not know any more what is
   subtracted from what, as if both operands were found.  */
#define MAX_RELATIONS 16

/* Places that what comes of one goes to; more are outside.  */
#define MAX_DESTINATIONS 8

struct reaching
{
  struct extraction *x;
  struct summary_relation *r;
};

static bool
goes_to (const struct summary_relation *r, const struct destination *to)
{
  for (uint32_t i = 0; i < r->to.n; i++)
    if (r->to.v[i].holder == to->holder
        && place_equal (r->to.v[i].place, to->place))
      return true;
  return false;
}

static void
add_destination (void *data, node_id cell)
{
  struct reaching *reach = data;
  struct extraction *x = reach->x;
  struct summary_relation *r = reach->r;
  object_id obj = x->g->nodes.v[cell].obj;
  const struct object *o = &x->g->objects.v[obj];
  if (o->kind == OBJECT_GLOBAL || o->kind == OBJECT_OUTER
      || o->kind == OBJECT_UNKNOWN || o->kind == OBJECT_SINK
      || obj == x->g->deferred_args || r->to.n == MAX_DESTINATIONS)
    r->outside = true;
  else if (o->kind == OBJECT_RESULT || o->kind == OBJECT_CONTENT
           || (x->number[obj] && extraction_comes_out (o)))
    {
      struct destination to
          = { (uint32_t)extraction_number (x, obj),
              extraction_place (x, obj, x->g->nodes.v[cell].place) };
      if (!goes_to (r, &to))
        *vec_push_in (x->scratch, &r->to) = to;
    }
}

/* Must O come into the summary because a relation of KIND is about it?  Not if it
   is far from the parameters: of what hash tables compare and return, all that is
   further away would be one object to the caller.  Who does nothing but compare may
   look once more into memory.  */

static bool
is_worth_telling (const struct extraction *x, const struct object *o,
                  enum relation_kind kind)
{
  unsigned deepest = kind == RELATION_RETURNED     ? 0
                     : kind == RELATION_COMPARISON ? !x->s->effects.n
                                                   : UINT_MAX;
  return o->kind == OBJECT_CONTENT && o->level <= deepest;
}

/* Add to TERMS what the caller knows of N's value, which a relation of KIND is
   about.  */

static void
add_known (struct extraction *x, node_id n, enum relation_kind kind,
           term_list *terms)
{
  const struct node *node = &x->g->nodes.v[n];
  for (uint32_t i = 0; i < node->facts.n; i++)
    {
      object_id obj = x->g->nodes.v[node->facts.v[i].target].obj;
      const struct object *o = &x->g->objects.v[obj];
      struct term t;
      if ((is_worth_telling (x, o, kind) || o->kind == OBJECT_GLOBAL
           || (o->kind == OBJECT_CALL_RESULT && kind == RELATION_RETURNED)
           || x->number[obj])
          && extraction_term (x, n, &node->facts.v[i], &t)
          && !extraction_has_term (terms->v, terms->n, &t))
        *vec_push_in (x->scratch, terms) = t;
    }
}

static bool
equal_terms (const term_list *a, const term_list *b)
{
  return a->n == b->n && extraction_same_terms (a->v, b->v, a->n);
}

static uint32_t
count_relations (const struct summary *s, enum relation_kind kind)
{
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->relations.n; i++)
    n += s->relations.v[i].kind == kind;
  return n;
}

static void
add_terms (struct extraction *x, term_list *terms, const term_list *more)
{
  for (uint32_t i = 0; i < more->n; i++)
    if (!extraction_has_term (terms->v, terms->n, &more->v[i]))
      *vec_push_in (x->scratch, terms) = more->v[i];
}

/* O tells what R tells, too.  */

static void
merge (struct extraction *x, struct summary_relation *o,
       const struct summary_relation *r)
{
  o->outside |= r->outside;
  o->counted &= r->counted;
  add_terms (x, &o->a, &r->a);
  add_terms (x, &o->b, &r->b);
  for (uint32_t k = 0; k < r->to.n; k++)
    if (!goes_to (o, &r->to.v[k]))
      *vec_push_in (x->scratch, &o->to) = r->to.v[k];
}

/* The relation that stands for R too: the same, or, where there are too many, the
   last of the kind; or null.  */

static struct summary_relation *
find_relation (struct summary *s, const struct summary_relation *r)
{
  struct summary_relation *last = NULL;
  for (uint32_t i = 0; i < s->relations.n; i++)
    {
      struct summary_relation *o = &s->relations.v[i];
      if (o->kind != r->kind)
        continue;
      if (equal_terms (&o->a, &r->a) && equal_terms (&o->b, &r->b))
        return o;
      last = o;
    }
  return count_relations (s, r->kind) < MAX_RELATIONS ? NULL : last;
}

/* Enter R, which may be there.  */

static void
add_relation (struct extraction *x, struct summary_relation r)
{
  struct summary *s = x->s;
  struct summary_relation *same = find_relation (s, &r);
  if (same && r.kind == RELATION_DIFFERENCE
      && !(equal_terms (&same->a, &r.a) && equal_terms (&same->b, &r.b)))
    {
      r.kind = RELATION_FOUND;
      add_terms (x, &r.a, &r.b);
      r.b.n = 0;
      same = find_relation (s, &r);
    }
  if (same)
    merge (x, same, &r);
  else
    *vec_push_in (x->scratch, &s->relations) = r;
}

/* Is any fact of N about the caller's memory?  */

static bool
is_callers (const struct graph *g, node_id n)
{
  for (uint32_t i = 0; i < g->nodes.v[n].facts.n; i++)
    {
      const struct object *o = graph_target (g, &g->nodes.v[n].facts.v[i]);
      if (o->kind == OBJECT_CONTENT || o->kind == OBJECT_CALL_RESULT)
        return true;
    }
  return false;
}

static void
extract_relation (struct extraction *x, const struct relation *r)
{
  const struct graph *g = x->g;
  struct summary_relation s = { .kind = r->kind, .counted = r->counted };
  struct reaching reach = { x, &s };
  bool a = is_callers (g, r->a), b = r->b && is_callers (g, r->b);
  switch (r->kind)
    {
    case RELATION_DIFFERENCE:
      if ((!a && !b) || !relations_may_differ (g, r->a, r->b))
        return;
      break;
    case RELATION_COMPARISON:
      if (!a || !b || !relations_may_differ (g, r->a, r->b))
        return;
      break;
    case RELATION_FOUND:
    case RELATION_RETURNED:
      if (!a)
        return;
      break;
    }
  if (r->result)
    {
      relations_reach (g, r->result, add_destination, &reach);
      if (!s.outside && !s.to.n)
        return;
    }
  add_known (x, r->a, r->kind, &s.a);
  if (r->b)
    add_known (x, r->b, r->kind, &s.b);
  if (r->kind == RELATION_RETURNED && !s.b.n)
    return;
  add_relation (x, s);
}

/* What is added to a pointer is no number only, if the caller has it so.  */

static void
extract_indices (struct extraction *x)
{
  const struct graph *g = x->g;
  for (uint32_t i = 1; i < g->edges.n; i++)
    {
      const struct flow_edge *e = &g->edges.v[i];
      struct relation r
          = { .kind = RELATION_FOUND, .a = e->src, .result = e->dst };
      if (e->concrete_only && (g->nodes.v[e->dst].out || g->nodes.v[e->dst].obj)
          && is_callers (g, e->src))
        extract_relation (x, &r);
    }
}

void
extract_relations (struct extraction *x)
{
  for (uint32_t i = 0; i < x->g->relations.n; i++)
    extract_relation (x, &x->g->relations.v[i]);
  extract_indices (x);
}
