/* How a function ends behind a call: see ends.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "ends.h"

/* How many names a value that is returned may come by.  */
#define MAX_COPIES 6

/* Blocks that control comes to, each once, and by which edge.  */

struct reach
{
  const struct skeleton *s;
  const struct graph *g;
  object_id without; /* Not where a name that holds it is null; or none.  */
  bool *seen;        /* By block.  */
  edge_id *by;
  block_id *queue;
  uint32_t n;
};

static struct reach
reach_new (const struct skeleton *s, const struct graph *g, object_id without)
{
  uint32_t n = s->blocks.n;
  return (struct reach){ s,
                         g,
                         without,
                         escape_alloc (n * sizeof (bool)),
                         escape_alloc (n * sizeof (edge_id)),
                         escape_alloc (n * sizeof (block_id)),
                         0 };
}

static void
reach_free (struct reach *r)
{
  escape_release (r->seen);
  escape_release (r->by);
  escape_release (r->queue);
}

/* The block of statement WHERE, or NO_BLOCK.  */

static block_id
block_of (const struct skeleton *s, const void *where)
{
  for (block_id b = 1; where && b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      if (s->steps.v[s->blocks.v[b].steps + i].where == where)
        return b;
  return NO_BLOCK;
}

/* The return that BLOCK ends with, or null.  */

static const struct skel_step *
return_of (const struct skeleton *s, block_id block)
{
  const struct skel_block *b = &s->blocks.v[block];
  const struct skel_step *last
      = b->n_steps ? &s->steps.v[b->steps + b->n_steps - 1] : NULL;
  return last && last->kind == SKEL_RETURN ? last : NULL;
}

static bool
is_null_on (const struct reach *r, const struct skel_edge *e)
{
  for (uint32_t i = 0; r->without && i < e->n_literals; i++)
    {
      const struct literal *l = &r->s->literals.v[e->literals + i];
      node_id n = l->op == OP_EQ && !l->mask && l->a.kind == OPERAND_NAME
                          && l->b.kind == OPERAND_NUMBER && !l->b.number
                      ? r->s->names.v[l->a.name].node
                      : NO_NODE;
      if (n != NO_NODE && graph_holds (r->g, n, r->without))
        return true;
    }
  return false;
}

/* Put what control comes to from block FROM into R, nearest first.  */

static void
reach_from (struct reach *r, block_id from)
{
  r->queue[r->n++] = from;
  r->seen[from] = true;
  for (uint32_t at = 0; at < r->n; at++)
    {
      const struct skel_block *b = &r->s->blocks.v[r->queue[at]];
      for (uint32_t i = 0; i < b->n_edges; i++)
        {
          edge_id e = r->s->out.v[b->edges + i];
          block_id to = r->s->edges.v[e].dst;
          if (r->seen[to] || is_null_on (r, &r->s->edges.v[e]))
            continue;
          r->seen[to] = true;
          r->by[to] = e;
          r->queue[r->n++] = to;
        }
    }
}

/* That the function returns at the end of BLOCK, where control comes by EDGE.  Of
   several returns that became one the edges to it know where they were.  */

static struct flow_event
event_at (const struct skeleton *s, block_id block, edge_id edge)
{
  const struct skel_step *step = return_of (s, block);
  return (struct flow_event){
    .kind = FLOW_LAST,
    .skeleton = s,
    .edge = edge,
    .step = (uint32_t)(step - s->steps.v),
    .where = step->where,
  };
}

/* Does control come from BLOCK to a return?  */

static bool
returns (const struct skeleton *s, block_id block)
{
  struct reach r = reach_new (s, NULL, NO_OBJECT);
  bool found = false;
  reach_from (&r, block);
  for (uint32_t i = 0; i < r.n; i++)
    found |= return_of (s, r.queue[i]) != NULL;
  reach_free (&r);
  return found;
}

bool
ends_with (const struct skeleton *s, const struct graph *g, const void *call,
           object_id obj, struct flow_event *end)
{
  struct reach r = reach_new (s, g, obj);
  block_id from = block_of (s, call);
  bool found = false;
  *end = (struct flow_event){ .kind = FLOW_LAST, .skeleton = s };
  if (from)
    reach_from (&r, from);
  for (uint32_t i = 0; i < r.n && !found; i++)
    if (return_of (s, r.queue[i]))
      {
        found = true;
        *end = event_at (s, r.queue[i], r.by[r.queue[i]]);
      }
  /* Where the name need not be of OBJ, being null says nothing; but that the other
     way does not return does.  */
  for (uint32_t i = 0; i < r.n && !found; i++)
    {
      const struct skel_block *b = &s->blocks.v[r.queue[i]];
      bool null = false, other = false;
      for (uint32_t k = 0; k < b->n_edges; k++)
        {
          const struct skel_edge *e = &s->edges.v[s->out.v[b->edges + k]];
          bool without = is_null_on (&r, e);
          null |= without;
          other |= !without && returns (s, e->dst);
        }
      found = null && other;
    }
  reach_free (&r);
  return found;
}

/* --- Failing. ---  */

struct returned
{
  const struct reach *reached;
  struct failing *how;
  bool fails, succeeds; /* What control that was reached can return.  */
  bool other;           /* Other control can return something else.  */
};

static void look_at (struct returned *r, struct operand o, bool pointer,
                     block_id block, edge_id edge, unsigned depth);

/* NAME is returned, if control comes by EDGE, which is none if it need not; in
   BLOCK it is asked for.  True: by something else that was looked at.  */

static bool
look_behind (struct returned *r, name_id name, block_id block, edge_id edge,
             unsigned depth)
{
  const struct skeleton *s = r->reached->s;
  bool pointer = s->names.v[name].is_pointer, found = false;
  const struct skel_step *step = skeleton_definition (s, name);
  if (step && step->kind == SKEL_COPY)
    look_at (r, step->a, pointer, block, edge, depth + 1);
  if (step)
    return step->kind == SKEL_COPY;
  for (edge_id e = 1; e < s->edges.n; e++)
    for (uint32_t i = 0; i < s->edges.v[e].n_copies; i++)
      {
        const struct skel_copy *copy = &s->copies.v[s->edges.v[e].copies + i];
        if (copy->result != name)
          continue;
        found = true;
        look_at (r, copy->value, pointer, s->edges.v[e].src, e, depth + 1);
      }
  return found;
}

/* O is returned, where control comes to BLOCK and leaves it by EDGE.  */

static void
look_at (struct returned *r, struct operand o, bool pointer, block_id block,
         edge_id edge, unsigned depth)
{
  bool here = r->reached->seen[block];
  bool bad
      = o.kind == OPERAND_NUMBER && (pointer ? o.number == 0 : o.number < 0);
  if (o.kind == OPERAND_NAME && depth < MAX_COPIES
      && look_behind (r, o.name, block, edge, depth))
    return;
  if (here && bad && !r->fails)
    {
      r->how->null = pointer;
      r->how->value = o.number;
      r->how->end.edge = edge;
    }
  r->fails |= here && bad;
  r->succeeds |= here && !bad;
  r->other |= !here && !bad;
}

bool
ends_failing (const struct skeleton *s, const void *where, struct failing *how)
{
  struct reach reached = reach_new (s, NULL, NO_OBJECT);
  struct returned r = { &reached, how, false, false, false };
  block_id from = block_of (s, where);
  if (from)
    reach_from (&reached, from);
  for (block_id b = 1; from && b < s->blocks.n; b++)
    {
      const struct skel_step *step = return_of (s, b);
      if (!step)
        continue;
      bool fails = r.fails;
      look_at (&r, step->a, false, b, NO_EDGE, 0);
      if (r.fails && !fails)
        how->end = event_at (s, b, how->end.edge);
    }
  reach_free (&reached);
  return r.fails && !r.succeeds && r.other;
}
