/* Strongly connected components (Tarjan): see components.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "components.h"

void
numbers_push (numbers *n, uint32_t number)
{
  *vec_push (n) = number;
}

struct visit
{
  uint32_t index, low; /* From 1; 0: not visited.  */
  bool on_stack;
};

/* A node on the path in hand, and which of its successors, which begin at FROM
   in one list for all, is next.  */

struct frame
{
  uint32_t node, from, next;
};

struct walk
{
  struct components *out;
  struct visit *visits;
  uint32_t index;
  numbers stack, successors;
  VEC (struct frame) path;
  void (*next) (void *, uint32_t, numbers *);
  void *data;
};

static void
enter (struct walk *w, uint32_t node)
{
  struct visit *v = &w->visits[node];
  v->index = v->low = ++w->index;
  v->on_stack = true;
  *vec_push (&w->stack) = node;
  uint32_t from = w->successors.n;
  w->next (w->data, node, &w->successors);
  *vec_push (&w->path) = (struct frame){ node, from, from };
}

static void
lower (uint32_t *low, uint32_t to)
{
  if (to < *low)
    *low = to;
}

/* All successors of the last node of the path are done.  */

static void
leave (struct walk *w)
{
  struct frame f = w->path.v[--w->path.n];
  struct visit *v = &w->visits[f.node];
  w->successors.n = f.from;
  if (w->path.n)
    lower (&w->visits[w->path.v[w->path.n - 1].node].low, v->low);
  if (v->low != v->index)
    return;
  uint32_t member;
  do
    {
      member = w->stack.v[--w->stack.n];
      w->visits[member].on_stack = false;
      *vec_push (&w->out->members) = member;
    }
  while (member != f.node);
  *vec_push (&w->out->starts) = w->out->members.n;
}

void
components_find (struct components *out, uint32_t size, const uint32_t *roots,
                 uint32_t n, void (*next) (void *, uint32_t, numbers *),
                 void *data)
{
  struct walk w = { .out = out, .next = next, .data = data };
  w.visits = escape_alloc ((size + 1) * sizeof *w.visits);
  if (!out->starts.n)
    *vec_push (&out->starts) = out->members.n;
  for (uint32_t i = 0; i < n; i++)
    {
      if (w.visits[roots[i]].index)
        continue;
      enter (&w, roots[i]);
      while (w.path.n)
        {
          struct frame *f = &w.path.v[w.path.n - 1];
          if (f->next == w.successors.n)
            {
              leave (&w);
              continue;
            }
          uint32_t to = w.successors.v[f->next++];
          const struct visit *v = &w.visits[to];
          if (!v->index)
            enter (&w, to);
          else if (v->on_stack)
            lower (&w.visits[f->node].low, v->index);
        }
    }
  escape_release (w.visits);
  vec_free (&w.stack);
  vec_free (&w.successors);
  vec_free (&w.path);
}

void
components_free (struct components *c)
{
  vec_free (&c->members);
  vec_free (&c->starts);
}
