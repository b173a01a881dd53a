/* Summaries: the relations of what is the caller's.  See relations.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "extraction.h"
#include "components.h"
#include "relations.h"

#include <string.h>

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

/* --- What is behind the caller's memory. ---

   What only relations speak of is no placeholder to the caller, unless it is what
   a parameter points to: of what hash tables compare, all that is far from the
   parameters would be one object there.  The caller looks for it in what it knows
   of its memory anyway, see graph_look; and what it finds that it has from its own
   caller, and does not read, it passes on, as something behind what it has.  */

/* After so many loads what is in between is not told apart any more: in a recursion
   each call goes deeper.  */
#define MAX_DEPTH 4
#define MAX_DEPTH_RECURSIVE 1
#define ALL_DEPTH MAX_DEPTH

/* With so many such places they are not told apart.  */
#define MAX_BEHIND 100

static const struct behind *
find_behind (const struct extraction *x, uint32_t object)
{
  for (uint32_t i = 0; i < x->behind.n; i++)
    if (x->behind.v[i].object == object)
      return &x->behind.v[i];
  return NULL;
}

/* Enter B, but its number.  */

static uint32_t
enter_behind (struct extraction *x, struct behind b)
{
  struct summary *s = x->s;
  struct summary_object *so = vec_push_in (x->scratch, &s->objects);
  memset (so, 0, sizeof *so);
  so->kind = OBJECT_CONTENT;
  so->extent = so->index = -1;
  so->behind = true;
  so->function = x->g->function;
  b.object = s->objects.n - 1;
  *vec_push_in (x->scratch, &x->behind) = b;
  *vec_push_in (x->scratch, &s->links)
      = (struct summary_link){ b.parent, b.place, b.object };
  if (b.all)
    *vec_push_in (x->scratch, &s->links)
        = (struct summary_link){ b.object, place_anywhere, b.object };
  return b.object;
}

/* All that is behind object PARENT of the summary.  */

static uint32_t
all_behind (struct extraction *x, uint32_t parent)
{
  for (uint32_t i = 0; i < x->behind.n; i++)
    if (x->behind.v[i].all && x->behind.v[i].parent == parent)
      return x->behind.v[i].object;
  return enter_behind (x, (struct behind){ 0, parent, place_anywhere, true,
                                           parent, 0 });
}

/* What is at PLACE of object PARENT.  */

static uint32_t
one_behind (struct extraction *x, uint32_t parent, struct place place)
{
  const struct behind *p = find_behind (x, parent);
  uint32_t root = p ? p->root : parent;
  unsigned depth = p ? p->depth + 1 : 1;
  unsigned most = x->g->recursive ? MAX_DEPTH_RECURSIVE : MAX_DEPTH;
  if (depth > most)
    {
      parent = all_behind (x, root);
      depth = ALL_DEPTH + 1;
    }
  for (uint32_t i = 0; i < x->behind.n; i++)
    {
      const struct behind *b = &x->behind.v[i];
      if (!b->all && b->parent == parent && place_equal (b->place, place))
        return b->object;
    }
  if (x->behind.n >= MAX_BEHIND)
    return all_behind (x, root);
  return enter_behind (x,
                       (struct behind){ 0, parent, place, false, root, depth });
}

/* Is OBJ in the summary, and told apart there, or can it be without bringing
   anything with it?  */

static bool
is_near (const struct extraction *x, object_id obj)
{
  const struct object *o = &x->g->objects.v[obj];
  return o->kind != OBJECT_CONTENT || !o->level
         || (x->number[obj] && x->fold[obj] == obj && !x->blurred[obj]);
}

/* Add the number of OBJ, which is near, to FOUND.  */

static void
add_number (struct extraction *x, object_id obj, numbers *found)
{
  int64_t n = extraction_number (x, obj);
  if (n >= 0)
    numbers_push (found, (uint32_t)n);
}

/* Add to ROOTS the numbers of what all that leads to OBJ begins with.  */

static void
add_roots (struct extraction *x, object_id obj, bool *seen, numbers *roots)
{
  obj = graph_representative (x->g, obj);
  if (seen[obj])
    return;
  seen[obj] = true;
  if (is_near (x, obj))
    {
      add_number (x, obj, roots);
      return;
    }
  const struct object *o = &x->g->objects.v[obj];
  for (uint32_t i = 0; i < o->births.n; i++)
    add_roots (x, x->g->nodes.v[o->births.v[i]].obj, seen, roots);
}

/* Add to FOUND all that is behind what OBJ hangs on.  */

static void
add_all_behind (struct extraction *x, object_id obj, numbers *found)
{
  bool *seen = arena_alloc (x->scratch, x->g->objects.n);
  uint32_t i = found->n;
  add_roots (x, obj, seen, found);
  for (; i < found->n; i++)
    found->v[i] = all_behind (x, found->v[i]);
}

/* Add to FOUND what stands for OBJ: itself only if it is near.  That the summary
   folds it with others makes no difference to where it is.  */

static void
add_object (struct extraction *x, object_id obj, numbers *found)
{
  const struct graph *g = x->g;
  obj = graph_representative (g, obj);
  const struct object *o = &g->objects.v[obj];
  if (is_near (x, obj))
    {
      add_number (x, obj, found);
      return;
    }
  for (uint32_t i = 0; i < o->births.n; i++)
    {
      const struct node *cell = &g->nodes.v[o->births.v[i]];
      uint32_t k = found->n;
      /* It can hang on itself.  */
      if (o->births.n == 1 || is_near (x, graph_representative (g, cell->obj)))
        add_object (x, cell->obj, found);
      else
        add_all_behind (x, cell->obj, found);
      for (; k < found->n; k++)
        found->v[k] = one_behind (x, found->v[k], cell->place);
    }
}

/* Add a pointer to PLACE of object number N to TERMS.  */

static void
add_term (struct extraction *x, uint32_t n, struct place place,
          enum grade grade, term_list *terms)
{
  const struct behind *b = find_behind (x, n);
  struct term t = { n, place, grade };
  if (b && b->all)
    t = (struct term){ n, place_anywhere, GRADE_ASSUMED };
  if (!extraction_has_term (terms->v, terms->n, &t))
    *vec_push_in (x->scratch, terms) = t;
}

/* Add to TERMS what is in memory of the caller where only N looks.  */

static void
add_unread (struct extraction *x, node_id n, term_list *terms)
{
  const struct graph *g = x->g;
  for (uint32_t i = g->nodes.v[n].look; i; i = g->looks.v[i - 1].next)
    {
      const struct lookup *l = &g->looks.v[i - 1];
      const struct node *src = &g->nodes.v[l->src];
      term_list more = { NULL, 0, 0 };
      if (l->src != n)
        add_unread (x, l->src, &more);
      for (uint32_t k = 0; k < more.n; k++)
        {
          struct term t = more.v[k];
          struct place place = place_add (t.place, l->place);
          if (l->loads)
            add_term (x, one_behind (x, t.object, place), place_start, t.grade,
                      terms);
          else
            add_term (x, t.object, place,
                      t.grade < l->grade ? t.grade : l->grade, terms);
        }
      for (uint32_t k = 0; l->loads && k < src->facts.n; k++)
        {
          const struct fact *f = &src->facts.v[k];
          const struct node *t = &g->nodes.v[f->target];
          struct place place = place_add (t->place, l->place);
          numbers parents = { NULL, 0, 0 };
          if (!graph_is_unread (g, t->obj, place))
            continue;
          add_object (x, t->obj, &parents);
          for (uint32_t p = 0; p < parents.n; p++)
            add_term (x,
                      l->src == n ? all_behind (x, parents.v[p])
                                  : one_behind (x, parents.v[p], place),
                      place_start, f->grade, terms);
          vec_free (&parents);
        }
    }
}

/* Add to TERMS what the caller knows of N's value, but what BUT has anyway.  */

static void
add_known (struct extraction *x, node_id n, node_id but, term_list *terms)
{
  const struct graph *g = x->g;
  for (uint32_t i = 0; i < g->nodes.v[n].facts.n; i++)
    {
      const struct fact *f = &g->nodes.v[n].facts.v[i];
      const struct node *cell = &g->nodes.v[f->target];
      const struct object *o = &g->objects.v[cell->obj];
      struct term t;
      numbers found = { NULL, 0, 0 };
      if (but && graph_holds (g, but, cell->obj))
        continue;
      if (is_near (x, graph_representative (g, cell->obj)))
        {
          if ((o->kind == OBJECT_CONTENT || o->kind == OBJECT_GLOBAL
               || o->kind == OBJECT_CALL_RESULT || x->number[cell->obj])
              && extraction_term (x, n, f, &t))
            add_term (x, t.object, t.place, t.grade, terms);
          continue;
        }
      add_object (x, cell->obj, &found);
      for (uint32_t k = 0; k < found.n; k++)
        add_term (x, found.v[k], cell->place, f->grade, terms);
      vec_free (&found);
    }
  add_unread (x, n, terms);
}

/* --- Relations. ---  */

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
  return graph_has_unread (g, n);
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
  add_known (x, r->a, r->kind == RELATION_FOUND ? r->result : NO_NODE, &s.a);
  if (r->b)
    add_known (x, r->b, NO_NODE, &s.b);
  if (!s.a.n || (r->kind != RELATION_FOUND && !s.b.n))
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
