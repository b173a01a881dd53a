/* The shortest chain of causes: see trace.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "trace.h"
#include "outcome.h"

#include <string.h>

static struct trace *
new_trace (const void *function, unsigned n)
{
  struct trace *t
      = arena_alloc (unit_arena (), sizeof *t + n * sizeof (struct step));
  t->function = function;
  t->n = n;
  return t;
}

const struct trace *
trace_single (const void *function, struct step step)
{
  struct trace *t = new_trace (function, 1);
  t->steps[0] = step;
  return t;
}

/* A state of the search is a node and whether another object was gone
   through: 2 * node + through.  */

struct hop
{
  uint32_t stamp;
  uint32_t from; /* State before; 0 at the start.  */
  uint32_t edge; /* 0 where another object is gone through.  */
};

struct search
{
  struct arena *arena;
  const struct graph *g;
  struct hop *hops;
  uint32_t n_nodes;
  uint32_t *queue;
  uint32_t n;
  uint32_t *object_stamps;
  uint32_t stamp;
};

struct search *
search_new (const struct graph *g)
{
  struct arena *a = arena_new ();
  struct search *s = arena_alloc (a, sizeof *s);
  s->arena = a;
  s->g = g;
  s->n_nodes = g->nodes.n;
  s->hops = arena_alloc (a, 2 * (size_t)s->n_nodes * sizeof *s->hops);
  s->queue = arena_alloc (a, 2 * (size_t)s->n_nodes * sizeof *s->queue);
  s->object_stamps = arena_alloc (a, g->objects.n * sizeof *s->object_stamps);
  return s;
}

void
search_free (struct search *s)
{
  arena_free (s->arena);
}

static void
visit (struct search *s, uint32_t state, uint32_t from, uint32_t edge)
{
  /* Nodes made since have no part in the solution.  */
  if (state / 2 >= s->n_nodes)
    return;
  struct hop *h = &s->hops[state];
  if (h->stamp == s->stamp)
    return;
  *h = (struct hop){ s->stamp, from, edge };
  s->queue[s->n++] = state;
}

void
search_run (struct search *s, object_id obj, enum grade grade,
            const bool *excluded)
{
  const struct graph *g = s->g;
  s->stamp++;
  s->n = 0;
  s->object_stamps[obj] = s->stamp;
  const struct object *start = &g->objects.v[obj];
  for (uint32_t i = 0; i < start->births.n; i++)
    visit (s, 2 * start->births.v[i], 0, 0);
  bool concrete = start->kind != OBJECT_CONTENT;
  for (uint32_t i = 0; i < s->n; i++)
    {
      uint32_t state = s->queue[i];
      const struct node *n = &g->nodes.v[state / 2];
      for (uint32_t e = n->out; e; e = g->edges.v[e].next_out)
        {
          const struct flow_edge *edge = &g->edges.v[e];
          if (edge->grade < grade || (excluded && excluded[edge->step])
              || (edge->concrete_only && !concrete)
              || (edge->initial_only && g->nodes.v[edge->src].initial != obj))
            continue;
          visit (s, 2 * edge->dst + (state & 1), state, e);
        }
      /* Where a placeholder starts, nothing has been stored.  */
      if (n->obj == NO_OBJECT || !s->hops[state].edge
          || s->object_stamps[n->obj] == s->stamp)
        continue;
      s->object_stamps[n->obj] = s->stamp;
      const struct object *holder = &g->objects.v[n->obj];
      for (uint32_t k = 0; k < holder->births.n; k++)
        visit (s, 2 * holder->births.v[k] + 1, state, 0);
    }
}

int
search_reached (const struct search *s, node_id cell)
{
  return cell >= s->n_nodes                        ? 0
         : s->hops[2 * cell].stamp == s->stamp     ? 1
         : s->hops[2 * cell + 1].stamp == s->stamp ? 2
                                                   : 0;
}

node_id
search_root (const struct search *s, unsigned reasons, enum grade grade)
{
  for (uint32_t i = 0; i < s->n; i++)
    {
      node_id cell = s->queue[i] / 2;
      object_id obj = s->g->nodes.v[cell].obj;
      enum grade root_grade;
      if (obj == NO_OBJECT)
        continue;
      if (!s->hops[s->queue[i]].edge)
        continue;
      unsigned root = outcome_root (&s->g->objects.v[obj], &root_grade);
      if ((root & reasons) && root_grade >= grade)
        return cell;
    }
  return NO_NODE;
}

const struct trace *
search_trace (const struct search *s, node_id cell, int how)
{
  const struct graph *g = s->g;
  VEC (step_id) steps = { NULL, 0, 0 };
  uint32_t state = 2 * cell + (how == 2);
  for (;;)
    {
      const struct hop *h = &s->hops[state];
      step_id step = h->edge    ? g->edges.v[h->edge].step
                     : !h->from ? g->nodes.v[state / 2].birth
                                : NO_STEP;
      if (g->steps.v[step].kind > STEP_SILENT
          && (!steps.n || steps.v[steps.n - 1] != step))
        *vec_push (&steps) = step;
      if (!h->from)
        break;
      state = h->from;
    }
  struct trace *t = new_trace (g->function, steps.n);
  t->n = 0;
  for (uint32_t i = 0; i < steps.n; i++)
    {
      struct step s = g->steps.v[steps.v[steps.n - 1 - i]];
      struct step *last = t->n ? &t->steps[t->n - 1] : NULL;
      /* An object that comes out of a call: one tale of it is enough.  */
      if (last && last->kind == STEP_ALLOCATE && last->where == s.where
          && s.inner)
        {
          if (s.kind == STEP_RECEIVE)
            continue;
          last->inner = NULL;
        }
      t->steps[t->n++] = s;
    }
  vec_free (&steps);
  return t;
}

step_id
search_find_step (const struct search *s, node_id cell, int how,
                  bool (*tell) (void *, const struct flow_edge *), void *data)
{
  uint32_t state = 2 * cell + (how == 2);
  for (const struct hop *h = &s->hops[state]; h->from; h = &s->hops[h->from])
    if (h->edge && tell (data, &s->g->edges.v[h->edge]))
      return s->g->edges.v[h->edge].step;
  return NO_STEP;
}
