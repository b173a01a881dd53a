/* Functions that make objects and give up: see constructor.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "constructor.h"
#include "summary.h"

#include <stdlib.h>

/* Edges that are followed in a function, for all its objects together; what is
   asked after that stays open.  */
#define MAX_EDGES (1 << 20)

/* More objects of a function that are made in loops than these are not asked.  */
#define MAX_ASKED 64

struct spot_of_call
{
  block_id block;
  uint32_t index; /* Of the step in the block.  */
};

struct marking
{
  struct graph *g;
  const struct skeleton *s;
  struct arena *arena;
  struct table *steps; /* Of calls: 1 more than their number.  */
  block_id *block_of;  /* By step.  */
  uint32_t *seen;      /* By block: the last search that came there.  */
  uint32_t search;
  bool *barred; /* By block.  */
  block_id *queue;
  unsigned left; /* Edges.  */
};

/* The block of the call WHERE and its place there; block NO_BLOCK: it is never
   made.  */

static struct spot_of_call
spot_of (struct marking *m, const void *where)
{
  uint32_t n = where ? *table_slot (m->steps, (uintptr_t)where, 0, 0) : 0;
  return n ? (struct spot_of_call){ m->block_of[n - 1], n - 1 }
           : (struct spot_of_call){ NO_BLOCK, 0 };
}

/* The site whose result is, or becomes, NAME; or null.  */

static const struct skel_site *
answered_by (const struct marking *m, name_id name)
{
  for (unsigned depth = 0; depth < 8; depth++)
    {
      const struct skel_step *step = skeleton_definition (m->s, name);
      if (step && step->kind == SKEL_CALL)
        return &m->s->sites.v[step->site];
      if (!step || step->kind != SKEL_COPY || step->a.kind != OPERAND_NAME)
        return NULL;
      name = step->a.name;
    }
  return NULL;
}

/* Does L say that the call that makes OBJ, behind an argument, has made
   nothing?  */

static bool
has_failed (const struct marking *m, const struct literal *l, object_id obj)
{
  if (l->op == OP_OPAQUE || l->mask || l->a.kind != OPERAND_NAME
      || l->b.kind != OPERAND_NUMBER)
    return false;
  const struct skel_site *site = answered_by (m, l->a.name);
  if (!site || site->kind != SITE_FILL
      || site->where != m->g->objects.v[obj].call)
    return false;
  int64_t is = l->b.number, made = site->made_if;
  switch (l->op)
    {
    case OP_EQ:
      return site->or_more ? is < made : is != made;
    case OP_NE:
      return !site->or_more && is == made;
    case OP_LT:
      return is <= made;
    case OP_LE:
      return is < made;
    case OP_GT:
      return !site->or_more && is >= made;
    case OP_GE:
      return !site->or_more && is > made;
    default:
      return false;
    }
}

/* Is E taken only where OBJ was not made, or a name that holds it is null?  */

static bool
is_without (const struct marking *m, const struct skel_edge *e, object_id obj)
{
  for (uint32_t i = 0; obj && i < e->n_literals; i++)
    {
      const struct literal *l = &m->s->literals.v[e->literals + i];
      if (has_failed (m, l, obj))
        return true;
      if (l->op == OP_EQ && !l->mask && l->a.kind == OPERAND_NAME
          && l->b.kind == OPERAND_NUMBER && !l->b.number)
        {
          node_id n = m->s->names.v[l->a.name].node;
          if (n != NO_NODE && graph_holds (m->g, n, obj))
            return true;
        }
    }
  return false;
}

static bool
returns (const struct marking *m, block_id block)
{
  const struct skel_block *b = &m->s->blocks.v[block];
  return b->n_steps
         && m->s->steps.v[b->steps + b->n_steps - 1].kind == SKEL_RETURN;
}

/* Can control come from FROM on to TO, or, if that is NO_BLOCK, to a return; not
   through barred blocks, nor, unless OBJ is NO_OBJECT, where something that
   holds OBJ is null?  */

static bool
leads (struct marking *m, block_id from, block_id to, object_id obj)
{
  uint32_t n = 0;
  m->search++;
  m->queue[n++] = from;
  if (to == NO_BLOCK && returns (m, from))
    return true;
  while (n)
    {
      const struct skel_block *b = &m->s->blocks.v[m->queue[--n]];
      for (uint32_t i = 0; i < b->n_edges; i++)
        {
          const struct skel_edge *e = &m->s->edges.v[m->s->out.v[b->edges + i]];
          if (!m->left)
            return false;
          m->left--;
          if (m->seen[e->dst] == m->search || is_without (m, e, obj)
              || (e->dst != to && m->barred[e->dst]))
            continue;
          if (to == NO_BLOCK ? returns (m, e->dst) : e->dst == to)
            return true;
          m->seen[e->dst] = m->search;
          m->queue[n++] = e->dst;
        }
    }
  return false;
}

/* A release of an object.  */

struct release_of
{
  object_id obj;
  uint32_t release; /* Its number.  */
};

static int
compare_releases (const void *a, const void *b)
{
  const struct release_of *x = a, *y = b;
  if (x->obj != y->obj)
    return x->obj < y->obj ? -1 : 1;
  return x->release < y->release ? -1 : x->release > y->release;
}

/* Can the object of LIST, whose N elements release it, leave the function past
   them?  */

static bool
comes_past (struct marking *m, const struct release_of *list, uint32_t n)
{
  struct graph *g = m->g;
  object_id obj = list->obj;
  struct spot_of_call made = spot_of (m, g->objects.v[obj].call);
  bool past = made.block != NO_BLOCK;
  uint32_t i;
  for (i = 0; past && i < n; i++)
    {
      const struct release *r = &g->releases.v[list[i].release];
      struct spot_of_call at = spot_of (m, g->steps.v[r->step].where);
      past = !(r->how & RELEASE_MOVES) && at.block != NO_BLOCK
             && !leads (m, at.block, at.block, obj)
             && !(at.block == made.block && at.index >= made.index);
      m->barred[at.block] = true;
    }
  past = past && leads (m, made.block, NO_BLOCK, obj);
  while (i-- > 0)
    m->barred[spot_of (m, g->steps.v[g->releases.v[list[i].release].step].where)
                  .block]
        = false;
  return past;
}

static void
mark_unreleased (struct marking *m)
{
  struct graph *g = m->g;
  VEC (struct release_of) list = { NULL, 0, 0 };
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      const struct node *ptr = &g->nodes.v[g->releases.v[i].ptr];
      for (uint32_t k = 0; k < ptr->facts.n; k++)
        {
          object_id o = g->nodes.v[ptr->facts.v[k].target].obj;
          if (g->objects.v[o].kind == OBJECT_FRESH)
            *vec_push (&list) = (struct release_of){ o, i };
        }
    }
  if (list.n)
    qsort (list.v, list.n, sizeof *list.v, compare_releases);
  for (uint32_t i = 0, n; i < list.n; i += n)
    {
      for (n = 1; i + n < list.n && list.v[i + n].obj == list.v[i].obj; n++)
        ;
      g->objects.v[list.v[i].obj].unreleased = comes_past (m, &list.v[i], n);
    }
  vec_free (&list);
}

/* Does a call of the function make A or B, but not both?  */

static bool
is_either (struct marking *m, const struct object *a, const struct object *b)
{
  block_id x = spot_of (m, a->call).block, y = spot_of (m, b->call).block;
  if (a->call == b->call)
    return !a->called_back && !b->called_back && a->origin && b->origin
           && a->origin->instead && a->origin->function == b->origin->function
           && a->origin->instead == b->origin->instead;
  return x != NO_BLOCK && y != NO_BLOCK && x != y && !leads (m, x, y, NO_OBJECT)
         && !leads (m, y, x, NO_OBJECT) && m->left;
}

static void
mark_alternatives (struct marking *m)
{
  struct graph *g = m->g;
  object_id asked[MAX_ASKED];
  uint32_t n = 0;
  for (object_id o = 1; o < g->objects.n && n < MAX_ASKED; o++)
    {
      struct object *obj = &g->objects.v[o];
      if (obj->kind != OBJECT_FRESH || obj->never
          || spot_of (m, obj->call).block == NO_BLOCK)
        continue;
      obj->instead = o;
      /* The first whose alternatives are this one's as well.  */
      for (uint32_t i = 0; i < n && obj->instead == o; i++)
        {
          object_id first = asked[i];
          bool all = g->objects.v[first].instead == first;
          for (uint32_t k = 0; all && k < n; k++)
            all = g->objects.v[asked[k]].instead != first
                  || is_either (m, &g->objects.v[asked[k]], obj);
          if (all)
            obj->instead = first;
        }
      asked[n++] = o;
    }
}

static void
mark_repeated (struct marking *m)
{
  struct graph *g = m->g;
  unsigned asked = 0;
  for (uint32_t i = 0; i < g->calls.n; i++)
    {
      block_id at = spot_of (m, g->calls.v[i].where).block;
      g->calls.v[i].many |= at != NO_BLOCK && leads (m, at, at, NO_OBJECT);
      g->calls.v[i].many |= !m->left;
    }
  for (object_id o = 1; o < g->objects.n; o++)
    {
      struct object *obj = &g->objects.v[o];
      block_id at = spot_of (m, obj->call).block;
      if (obj->kind == OBJECT_FRESH && at != NO_BLOCK)
        obj->repeated = obj->shared
                        || (leads (m, at, at, NO_OBJECT)
                            && (asked++ >= MAX_ASKED || leads (m, at, at, o)))
                        || !m->left;
    }
}

/* --- Guards. ---  */

/* Conditions that decide one after the other are looked at up to so many.  */
#define MAX_DECIDING 8

/* Does a condition of E ask for more than whether a pointer is null?  */

static bool
is_guard (const struct marking *m, const struct skel_edge *e)
{
  for (uint32_t i = 0; i < e->n_literals; i++)
    {
      const struct literal *l = &m->s->literals.v[e->literals + i];
      if (l->op == OP_OPAQUE || l->mask || l->a.kind != OPERAND_NAME
          || !m->s->names.v[l->a.name].is_pointer || l->b.kind != OPERAND_NUMBER
          || l->b.number)
        return true;
    }
  return false;
}

/* Does it hang on a guard whether control comes to BLOCK?  */

static bool
is_guarded (struct marking *m, block_id block)
{
  block_id decided[MAX_DECIDING];
  unsigned n = 0;
  decided[n++] = block;
  for (unsigned at = 0; at < n; at++)
    {
      bool *avoids = arena_alloc (m->arena, m->s->blocks.n * sizeof *avoids);
      skeleton_avoiding (m->s, decided[at], avoids);
      for (edge_id i = 1; i < m->s->edges.n; i++)
        {
          const struct skel_edge *e = &m->s->edges.v[i];
          if (avoids[e->dst] || !avoids[e->src])
            continue;
          if (n == MAX_DECIDING || is_guard (m, e))
            return true;
          decided[n++] = e->src;
        }
    }
  return false;
}

/* Can what R releases be another's than what is made here?  */

static bool
is_anothers (const struct graph *g, const struct release *r)
{
  const struct node *ptr = &g->nodes.v[r->ptr];
  for (uint32_t k = 0; k < ptr->facts.n; k++)
    if (g->objects.v[g->nodes.v[ptr->facts.v[k].target].obj].kind
        != OBJECT_FRESH)
      return true;
  return false;
}

static bool
is_asked_of (const struct graph *g, const struct release *r)
{
  return r->how == RELEASE_PLAIN && is_anothers (g, r);
}

static void
mark_guarded (struct marking *m)
{
  struct graph *g = m->g;
  for (uint32_t i = 0; i < g->releases.n; i++)
    {
      struct release *r = &g->releases.v[i];
      block_id at = is_asked_of (g, r)
                        ? spot_of (m, g->steps.v[r->step].where).block
                        : NO_BLOCK;
      if (at == NO_BLOCK || !is_guarded (m, at))
        continue;
      if (r->direct)
        r->how |= RELEASE_GUARDED;
      else
        r->guarded_call = true;
    }
}

bool
constructor_asks (const struct graph *g)
{
  for (uint32_t i = 0; i < g->releases.n; i++)
    if (is_asked_of (g, &g->releases.v[i]))
      return true;
  if (g->calls.n)
    return true;
  for (object_id o = 1; o < g->objects.n; o++)
    if (g->objects.v[o].kind == OBJECT_FRESH && g->objects.v[o].call)
      return true;
  return false;
}

void
constructor_mark (struct graph *g, const struct skeleton *s, bool recursive)
{
  struct arena *arena = arena_new ();
  uint32_t n = s->blocks.n;
  struct marking m = { .g = g,
                       .s = s,
                       .arena = arena,
                       .steps = table_new (arena),
                       .left = MAX_EDGES };
  m.block_of = arena_alloc (arena, (s->steps.n + 1) * sizeof *m.block_of);
  m.seen = arena_alloc (arena, n * sizeof *m.seen);
  m.barred = arena_alloc (arena, n * sizeof *m.barred);
  m.queue = arena_alloc (arena, (n + 1) * sizeof *m.queue);
  for (block_id b = 1; b < n; b++)
    for (uint32_t i = s->blocks.v[b].steps, end = i + s->blocks.v[b].n_steps;
         i < end; i++)
      {
        m.block_of[i] = b;
        if (s->steps.v[i].kind == SKEL_CALL && s->steps.v[i].where)
          *table_slot (m.steps, (uintptr_t)s->steps.v[i].where, 0, 0) = i + 1;
      }
  if (!recursive)
    mark_unreleased (&m);
  mark_guarded (&m);
  mark_repeated (&m);
  mark_alternatives (&m);
  arena_free (arena);
}
