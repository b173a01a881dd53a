/* Building skeletons: see skeleton.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "skeleton.h"

#include <string.h>

/* A new element at the end of V, all zero; its number.  */
#define ADD(V) (memset (vec_push (V), 0, sizeof *(V)->v), (V)->n - 1)

/* The new element itself: where it is is known only afterwards.  */
#define PUSH(V) ((void)ADD (V), &(V)->v[(V)->n - 1])

struct operand
operand_unknown (void)
{
  struct operand o = { OPERAND_UNKNOWN, NO_NAME, NO_MEMORY, 0 };
  return o;
}

struct operand
operand_number (int64_t number)
{
  struct operand o = { OPERAND_NUMBER, NO_NAME, NO_MEMORY, number };
  return o;
}

struct operand
operand_name (name_id name)
{
  struct operand o = { OPERAND_NAME, name, NO_MEMORY, 0 };
  return o;
}

struct operand
operand_address (memory_id memory, int64_t off)
{
  struct operand o = { OPERAND_ADDRESS, NO_NAME, memory, off };
  return o;
}

struct reference
reference_at (struct operand base, int64_t off, int64_t size)
{
  struct reference r
      = { base, off, size, size > 0, false, NO_NAME, 0, 0, NULL };
  return r;
}

struct skeleton *
skeleton_new (const void *function)
{
  struct skeleton *s = escape_alloc (sizeof *s);
  s->function = function;
  (void)ADD (&s->names);
  (void)ADD (&s->memories);
  (void)ADD (&s->blocks);
  (void)ADD (&s->edges);
  (void)ADD (&s->sites);
  return s;
}

static void index_free (struct skel_index *);

void
skeleton_free (struct skeleton *s)
{
  if (!s)
    return;
  index_free (s->index);
  vec_free (&s->names);
  vec_free (&s->memories);
  vec_free (&s->blocks);
  vec_free (&s->edges);
  vec_free (&s->sites);
  vec_free (&s->params);
  vec_free (&s->steps);
  vec_free (&s->out);
  vec_free (&s->literals);
  vec_free (&s->copies);
  vec_free (&s->args);
  vec_free (&s->reads);
  escape_release (s);
}

name_id
skeleton_name (struct skeleton *s, struct skel_name name)
{
  *vec_push (&s->names) = name;
  return s->names.n - 1;
}

void
skeleton_param (struct skeleton *s, struct skel_param param)
{
  *vec_push (&s->params) = param;
}

memory_id
skeleton_memory (struct skeleton *s, struct skel_memory memory)
{
  *vec_push (&s->memories) = memory;
  return s->memories.n - 1;
}

block_id
skeleton_add_block (struct skeleton *s)
{
  block_id b = ADD (&s->blocks);
  s->blocks.v[b].executable = true;
  return b;
}

void
skeleton_block (struct skeleton *s, block_id b)
{
  s->current = b;
  s->blocks.v[b].steps = s->steps.n;
  s->blocks.v[b].n_steps = 0;
}

struct skel_step *
skeleton_step (struct skeleton *s, enum skel_kind kind, const void *where)
{
  struct skel_step *step = PUSH (&s->steps);
  step->kind = kind;
  step->where = where;
  step->reads = s->reads.n;
  s->blocks.v[s->current].n_steps++;
  s->returns |= kind == SKEL_RETURN;
  return step;
}

struct skel_site *
skeleton_site (struct skeleton *s, enum site_kind kind, const void *where)
{
  site_id i = ADD (&s->sites);
  skeleton_step (s, SKEL_CALL, where)->site = i;
  struct skel_site *site = &s->sites.v[i];
  site->kind = kind;
  site->where = where;
  site->args = s->args.n;
  site->returns_arg = -1;
  site->first_int = -1;
  return site;
}

struct skel_arg *
skeleton_arg (struct skeleton *s, struct operand value)
{
  struct skel_arg *arg = PUSH (&s->args);
  arg->value = value;
  s->sites.v[s->sites.n - 1].n_args++;
  return arg;
}

void
skeleton_reads (struct skeleton *s, struct operand o, bool literal)
{
  *vec_push (&s->reads) = o;
  if (literal)
    s->literals.v[s->literals.n - 1].n_reads++;
  else
    s->steps.v[s->steps.n - 1].n_reads++;
}

struct skel_edge *
skeleton_edge (struct skeleton *s, block_id src, block_id dst,
               const void *where)
{
  struct skel_edge *e = PUSH (&s->edges);
  e->src = src;
  e->dst = dst;
  e->where = where;
  e->literals = s->literals.n;
  e->copies = s->copies.n;
  return e;
}

struct literal *
skeleton_literal (struct skeleton *s, struct operand a, enum skel_op op,
                  struct operand b)
{
  struct literal *l = PUSH (&s->literals);
  l->a = a;
  l->op = op;
  l->b = b;
  l->reads = s->reads.n;
  s->edges.v[s->edges.n - 1].n_literals++;
  return l;
}

void
skeleton_copy (struct skeleton *s, name_id result, struct operand value)
{
  struct skel_copy c = { result, value };
  *vec_push (&s->copies) = c;
  s->edges.v[s->edges.n - 1].n_copies++;
}

/* The edges in order of their source; those of one in the order in which they
   came.  */

void
skeleton_finish (struct skeleton *s)
{
  uint32_t at = 0;
  for (edge_id e = 1; e < s->edges.n; e++)
    s->blocks.v[s->edges.v[e].src].n_edges++;
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      s->blocks.v[b].edges = at;
      at += s->blocks.v[b].n_edges;
      s->blocks.v[b].n_edges = 0;
    }
  for (uint32_t i = 0; i < at; i++)
    vec_push (&s->out);
  for (edge_id e = 1; e < s->edges.n; e++)
    {
      struct skel_block *b = &s->blocks.v[s->edges.v[e].src];
      s->out.v[b->edges + b->n_edges++] = e;
    }
  s->done = true;
}

/* --- Where names are used. ---  */

struct use_at
{
  name_id name;
  block_id block;
  uint32_t next; /* Of the name; 0 ends.  */
};

/* Uses in a block in front of which the name is not defined in it; where it is
   defined; by name the blocks where it is live on entry, once asked for.  */

struct skel_index
{
  VEC (struct use_at) uses;
  uint32_t *first;     /* By name.  */
  block_id *defined;   /* By name; NO_BLOCK: on entry.  */
  bool *by_copy;       /* By name: edges define it.  */
  uint64_t **live;     /* By name.  */
  uint32_t *order;     /* By block.  */
  uint32_t *in, *n_in; /* By block: edges in IN_EDGES.  */
  edge_id *in_edges;
};

static void
index_free (struct skel_index *x)
{
  if (!x)
    return;
  vec_free (&x->uses);
  escape_release (x->first);
  escape_release (x->defined);
  escape_release (x->by_copy);
  for (uint32_t i = 0; x->live[i] != (uint64_t *)x; i++)
    escape_release (x->live[i]);
  escape_release (x->live);
  escape_release (x->order);
  escape_release (x->in);
  escape_release (x->n_in);
  escape_release (x->in_edges);
  escape_release (x);
}

/* Operand O is used in BLOCK.  */

static void
note_use (struct skel_index *x, struct operand o, block_id block)
{
  if (o.kind != OPERAND_NAME || x->defined[o.name] == block)
    return;
  uint32_t first = x->first[o.name];
  if (first && x->uses.v[first].block == block)
    return;
  struct use_at u = { o.name, block, first };
  x->first[o.name] = x->uses.n;
  *vec_push (&x->uses) = u;
}

static void
note_reference (struct skel_index *x, const struct reference *r, block_id block)
{
  note_use (x, r->base, block);
  if (r->index)
    note_use (x, operand_name (r->index), block);
}

static void
note_reads (const struct skeleton *s, struct skel_index *x, uint32_t from,
            uint32_t n, block_id block)
{
  for (uint32_t i = 0; i < n; i++)
    note_use (x, s->reads.v[from + i], block);
}

static void
note_step (const struct skeleton *s, struct skel_index *x,
           const struct skel_step *step, block_id block)
{
  note_use (x, step->a, block);
  note_use (x, step->b, block);
  note_reference (x, &step->to, block);
  note_reference (x, &step->from, block);
  note_reads (s, x, step->reads, step->n_reads, block);
  if (step->kind != SKEL_CALL)
    return;
  const struct skel_site *site = &s->sites.v[step->site];
  note_use (x, site->fn, block);
  note_reference (x, &site->to, block);
  for (uint32_t i = 0; i < site->n_args; i++)
    {
      note_use (x, s->args.v[site->args + i].value, block);
      note_reference (x, &s->args.v[site->args + i].block, block);
    }
}

static void
note_edge (const struct skeleton *s, struct skel_index *x,
           const struct skel_edge *e)
{
  for (uint32_t i = 0; i < e->n_literals; i++)
    {
      const struct literal *l = &s->literals.v[e->literals + i];
      note_use (x, l->a, e->src);
      note_use (x, l->b, e->src);
      note_reads (s, x, l->reads, l->n_reads, e->src);
    }
  for (uint32_t i = 0; i < e->n_copies; i++)
    note_use (x, s->copies.v[e->copies + i].value, e->src);
}

/* Blocks in reverse postorder.  */

static void
order_blocks (const struct skeleton *s, struct skel_index *x)
{
  VEC (block_id) stack = { NULL, 0, 0 };
  uint32_t *next = escape_alloc (s->blocks.n * sizeof *next);
  uint32_t left = s->blocks.n;
  *vec_push (&stack) = SKEL_ENTRY;
  next[SKEL_ENTRY] = 1;
  while (stack.n)
    {
      block_id b = stack.v[stack.n - 1];
      const struct skel_block *block = &s->blocks.v[b];
      if (next[b] <= block->n_edges)
        {
          block_id to = s->edges.v[s->out.v[block->edges + next[b]++ - 1]].dst;
          if (!next[to])
            {
              next[to] = 1;
              *vec_push (&stack) = to;
            }
          continue;
        }
      stack.n--;
      x->order[b] = --left;
    }
  escape_release (next);
  vec_free (&stack);
}

static struct skel_index *
index_of (const struct skeleton *s)
{
  if (s->index)
    return s->index;
  struct skel_index *x = escape_alloc (sizeof *x);
  ((struct skeleton *)s)->index = x;
  x->first = escape_alloc (s->names.n * sizeof *x->first);
  x->defined = escape_alloc (s->names.n * sizeof *x->defined);
  x->by_copy = escape_alloc (s->names.n * sizeof *x->by_copy);
  x->live = escape_alloc ((s->names.n + 1) * sizeof *x->live);
  x->live[s->names.n] = (uint64_t *)x;
  x->order = escape_alloc (s->blocks.n * sizeof *x->order);
  x->in = escape_alloc (s->blocks.n * sizeof *x->in);
  x->n_in = escape_alloc (s->blocks.n * sizeof *x->n_in);
  x->in_edges = escape_alloc (s->edges.n * sizeof *x->in_edges);
  memset (vec_push (&x->uses), 0, sizeof *x->uses.v);
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      {
        const struct skel_step *step = &s->steps.v[s->blocks.v[b].steps + i];
        name_id result = step->kind == SKEL_CALL ? s->sites.v[step->site].result
                                                 : step->result;
        x->defined[result] = b;
      }
  for (edge_id e = 1; e < s->edges.n; e++)
    {
      x->n_in[s->edges.v[e].dst]++;
      for (uint32_t i = 0; i < s->edges.v[e].n_copies; i++)
        {
          name_id result = s->copies.v[s->edges.v[e].copies + i].result;
          x->defined[result] = s->edges.v[e].dst;
          x->by_copy[result] = true;
        }
    }
  uint32_t at = 0;
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      x->in[b] = at;
      at += x->n_in[b];
      x->n_in[b] = 0;
    }
  for (edge_id e = 1; e < s->edges.n; e++)
    {
      block_id b = s->edges.v[e].dst;
      x->in_edges[x->in[b] + x->n_in[b]++] = e;
    }
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      note_step (s, x, &s->steps.v[s->blocks.v[b].steps + i], b);
  for (edge_id e = 1; e < s->edges.n; e++)
    note_edge (s, x, &s->edges.v[e]);
  order_blocks (s, x);
  return x;
}

/* From each use back to the definition.  */

static void
find_live (const struct skeleton *s, struct skel_index *x, name_id name)
{
  uint64_t *live = escape_alloc ((s->blocks.n / 64 + 1) * sizeof *live);
  x->live[name] = live;
  VEC (block_id) todo = { NULL, 0, 0 };
  for (uint32_t u = x->first[name]; u; u = x->uses.v[u].next)
    *vec_push (&todo) = x->uses.v[u].block;
  while (todo.n)
    {
      block_id b = todo.v[--todo.n];
      if (live[b / 64] >> b % 64 & 1 || x->defined[name] == b)
        continue;
      live[b / 64] |= UINT64_C (1) << b % 64;
      for (uint32_t i = 0; i < x->n_in[b]; i++)
        *vec_push (&todo) = s->edges.v[x->in_edges[x->in[b] + i]].src;
    }
  vec_free (&todo);
}

bool
skeleton_live_in (const struct skeleton *s, name_id name, block_id b)
{
  struct skel_index *x = index_of (s);
  if (x->defined[name] == b)
    return x->by_copy[name];
  if (!x->live[name])
    find_live (s, x, name);
  return x->live[name][b / 64] >> b % 64 & 1;
}

static bool
is_name (struct operand o, name_id name)
{
  return o.kind == OPERAND_NAME && o.name == name;
}

static bool
names_it (const struct reference *r, name_id name)
{
  return is_name (r->base, name) || r->index == name;
}

static bool
reads_it (const struct skeleton *s, uint32_t from, uint32_t n, name_id name)
{
  for (uint32_t i = 0; i < n; i++)
    if (is_name (s->reads.v[from + i], name))
      return true;
  return false;
}

static bool
step_uses (const struct skeleton *s, const struct skel_step *step, name_id name)
{
  if (is_name (step->a, name) || is_name (step->b, name)
      || names_it (&step->to, name) || names_it (&step->from, name)
      || reads_it (s, step->reads, step->n_reads, name))
    return true;
  if (step->kind != SKEL_CALL)
    return false;
  const struct skel_site *site = &s->sites.v[step->site];
  for (uint32_t i = 0; i < site->n_args; i++)
    if (is_name (s->args.v[site->args + i].value, name)
        || names_it (&s->args.v[site->args + i].block, name))
      return true;
  return is_name (site->fn, name) || names_it (&site->to, name);
}

static bool
edge_uses (const struct skeleton *s, const struct skel_edge *e, name_id name)
{
  for (uint32_t i = 0; i < e->n_literals; i++)
    {
      const struct literal *l = &s->literals.v[e->literals + i];
      if (is_name (l->a, name) || is_name (l->b, name)
          || reads_it (s, l->reads, l->n_reads, name))
        return true;
    }
  for (uint32_t i = 0; i < e->n_copies; i++)
    if (is_name (s->copies.v[e->copies + i].value, name))
      return true;
  return skeleton_live_in (s, name, e->dst);
}

bool
skeleton_used_behind (const struct skeleton *s, name_id name, block_id block,
                      uint32_t index)
{
  const struct skel_block *b = &s->blocks.v[block];
  for (uint32_t i = index + 1; i < b->n_steps; i++)
    if (step_uses (s, &s->steps.v[b->steps + i], name))
      return true;
  for (uint32_t i = 0; i < b->n_edges; i++)
    if (edge_uses (s, &s->edges.v[s->out.v[b->edges + i]], name))
      return true;
  return false;
}

const struct skel_step *
skeleton_definition (const struct skeleton *s, name_id name)
{
  struct skel_index *x = index_of (s);
  const struct skel_block *b = &s->blocks.v[x->defined[name]];
  for (uint32_t i = 0; i < b->n_steps && !x->by_copy[name]; i++)
    {
      const struct skel_step *step = &s->steps.v[b->steps + i];
      if ((step->kind == SKEL_CALL ? s->sites.v[step->site].result
                                   : step->result)
          == name)
        return step;
    }
  return NULL;
}

edge_id
skeleton_returns_by (const struct skeleton *s, edge_id e)
{
  edge_id place = NO_EDGE, first = e;
  for (uint32_t left = s->blocks.n; left-- > 0;)
    {
      const struct skel_edge *edge = &s->edges.v[e];
      const struct skel_block *b = &s->blocks.v[edge->dst];
      if (!place && !edge->n_literals && (edge->place || edge->where))
        place = e;
      for (uint32_t i = 0; i < b->n_steps; i++)
        {
          enum skel_kind kind = s->steps.v[b->steps + i].kind;
          if (kind == SKEL_RETURN)
            return place ? place : first;
          if (kind != SKEL_END)
            return NO_EDGE;
        }
      if (b->n_edges != 1)
        return NO_EDGE;
      e = s->out.v[b->edges];
    }
  return NO_EDGE;
}

bool
skeleton_ends_by (const struct skeleton *s, edge_id e)
{
  for (uint32_t left = s->blocks.n; left-- > 0;)
    {
      const struct skel_edge *edge = &s->edges.v[e];
      const struct skel_block *b = &s->blocks.v[edge->dst];
      if (edge->n_copies)
        return false;
      if (b->n_steps)
        {
          const struct skel_step *last = &s->steps.v[b->steps + b->n_steps - 1];
          return last->kind == SKEL_RETURN && last->a.kind == OPERAND_UNKNOWN
                 && last->from.size == 0;
        }
      if (b->n_edges != 1)
        return false;
      e = s->out.v[b->edges];
    }
  return false;
}

void
skeleton_avoiding (const struct skeleton *s, block_id block, bool *avoids)
{
  struct skel_index *x = index_of (s);
  VEC (block_id) todo = { NULL, 0, 0 };
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      uint32_t n = s->blocks.v[b].n_steps;
      if (n && s->steps.v[s->blocks.v[b].steps + n - 1].kind == SKEL_RETURN)
        *vec_push (&todo) = b;
    }
  while (todo.n)
    {
      block_id b = todo.v[--todo.n];
      if (avoids[b] || b == block)
        continue;
      avoids[b] = true;
      for (uint32_t i = 0; i < x->n_in[b]; i++)
        *vec_push (&todo) = s->edges.v[x->in_edges[x->in[b] + i]].src;
    }
  vec_free (&todo);
}

bool
skeleton_goes_back (const struct skeleton *s, edge_id e)
{
  struct skel_index *x = index_of (s);
  return x->order[s->edges.v[e].dst] <= x->order[s->edges.v[e].src];
}

/* Is TO in the loop of HEAD: is it one of the blocks from which control comes
   back to HEAD, not through HEAD, by an edge that goes back to it?  */

static bool
is_in_loop (const struct skeleton *s, const struct skel_index *x, block_id to,
            block_id head)
{
  bool *seen = escape_alloc (s->blocks.n * sizeof *seen);
  VEC (block_id) todo = { NULL, 0, 0 };
  seen[head] = true;
  for (uint32_t i = 0; i < x->n_in[head]; i++)
    {
      block_id src = s->edges.v[x->in_edges[x->in[head] + i]].src;
      if (x->order[src] >= x->order[head] && !seen[src])
        {
          seen[src] = true;
          *vec_push (&todo) = src;
        }
    }
  while (todo.n)
    {
      block_id b = todo.v[--todo.n];
      for (uint32_t i = 0; i < x->n_in[b]; i++)
        {
          block_id src = s->edges.v[x->in_edges[x->in[b] + i]].src;
          if (!seen[src])
            {
              seen[src] = true;
              *vec_push (&todo) = src;
            }
        }
    }
  bool found = seen[to];
  vec_free (&todo);
  escape_release (seen);
  return found;
}

bool
skeleton_leaves_loop (const struct skeleton *s, edge_id e)
{
  struct skel_index *x = index_of (s);
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      bool head = false;
      for (uint32_t i = 0; i < x->n_in[b] && !head; i++)
        head = skeleton_goes_back (s, x->in_edges[x->in[b] + i]);
      if (head && is_in_loop (s, x, s->edges.v[e].src, b)
          && !is_in_loop (s, x, s->edges.v[e].dst, b))
        return true;
    }
  return false;
}

static bool
defines (enum skel_kind kind)
{
  return kind == SKEL_COPY || kind == SKEL_ARITH || kind == SKEL_OPAQUE
         || kind == SKEL_LOAD;
}

static bool
leads_to (const struct skeleton *s, block_id from, block_id to)
{
  const struct skel_block *b = &s->blocks.v[from];
  for (uint32_t i = 0; i < b->n_edges; i++)
    if (s->edges.v[s->out.v[b->edges + i]].dst == to)
      return true;
  return false;
}

/* Does the block only look?  */

static bool
has_no_effect (const struct skeleton *s, block_id b)
{
  const struct skel_block *block = &s->blocks.v[b];
  for (uint32_t i = 0; i < block->n_steps; i++)
    {
      enum skel_kind kind = s->steps.v[block->steps + i].kind;
      if (!defines (kind) && kind != SKEL_USE)
        return false;
    }
  return true;
}

block_id
skeleton_skipped_loop (const struct skeleton *s, edge_id e)
{
  struct skel_index *x = index_of (s);
  block_id b = s->edges.v[e].src;
  for (unsigned depth = 0; depth < 8 && has_no_effect (s, b); depth++)
    {
      for (uint32_t i = 0; i < x->n_in[b]; i++)
        if (skeleton_goes_back (s, x->in_edges[x->in[b] + i]))
          return leads_to (s, b, s->edges.v[e].dst)
                         && !is_in_loop (s, x, s->edges.v[e].dst, b)
                     ? b
                     : NO_BLOCK;
      if (x->n_in[b] != 1)
        break;
      b = s->edges.v[x->in_edges[x->in[b]]].src;
    }
  return NO_BLOCK;
}

bool
skeleton_names_memory (const struct skeleton *s, const struct skel_step *step,
                       bool (*is) (const struct skel_memory *,
                                   const void *data),
                       const void *data)
{
  struct operand at[] = { step->a, step->b, step->to.base, step->from.base };
  for (unsigned i = 0; i < 4; i++)
    if (at[i].kind == OPERAND_ADDRESS
        && is (&s->memories.v[at[i].memory], data))
      return true;
  if (step->kind != SKEL_CALL)
    return false;
  const struct skel_site *site = &s->sites.v[step->site];
  for (uint32_t i = 0; i < site->n_args; i++)
    {
      const struct skel_arg *a = &s->args.v[site->args + i];
      struct operand o = a->by_block ? a->block.base : a->value;
      if (o.kind == OPERAND_ADDRESS && is (&s->memories.v[o.memory], data))
        return true;
    }
  return site->to.base.kind == OPERAND_ADDRESS
         && is (&s->memories.v[site->to.base.memory], data);
}

uint32_t
skeleton_order (const struct skeleton *s, block_id b)
{
  return index_of (s)->order[b];
}

/* --- Verifying. ---  */

static bool
is_operand (const struct skeleton *s, struct operand o)
{
  switch (o.kind)
    {
    case OPERAND_NAME:
      return o.name != NO_NAME && o.name < s->names.n;
    case OPERAND_ADDRESS:
      return o.memory != NO_MEMORY && o.memory < s->memories.n;
    case OPERAND_NUMBER:
    case OPERAND_UNKNOWN:
      return true;
    }
  return false;
}

static bool
is_reference (const struct skeleton *s, const struct reference *r)
{
  return is_operand (s, r->base) && r->size >= -1 && (!r->exact || r->size > 0)
         && r->index < s->names.n;
}

static const char *
verify_site (const struct skeleton *s, const struct skel_site *site)
{
  if (site->args + site->n_args > s->args.n)
    return "arguments of a site";
  for (uint32_t i = 0; i < site->n_args; i++)
    {
      const struct skel_arg *a = &s->args.v[site->args + i];
      if (!is_operand (s, a->value)
          || (a->by_block && !is_reference (s, &a->block)))
        return "an argument";
    }
  if (site->result >= s->names.n || !is_operand (s, site->fn)
      || !is_reference (s, &site->to))
    return "a site";
  if ((site->kind == SITE_RELEASE || site->kind == SITE_MOVE
       || site->kind == SITE_FILL)
      && site->object >= site->n_args)
    return "the argument that a site is about";
  if (site->returns_arg >= (int)site->n_args)
    return "what a site returns";
  return NULL;
}

static bool
ends_control (const struct skeleton *s, const struct skel_step *step)
{
  return step->kind == SKEL_RETURN || step->kind == SKEL_STOP
         || (step->kind == SKEL_CALL && s->sites.v[step->site].no_return);
}

static const char *
verify_step (const struct skeleton *s, const struct skel_step *step)
{
  if (!is_operand (s, step->a) || !is_operand (s, step->b)
      || step->result >= s->names.n || step->memory >= s->memories.n
      || step->site >= s->sites.n || step->reads + step->n_reads > s->reads.n)
    return "a step";
  if (!is_reference (s, &step->to) || !is_reference (s, &step->from))
    return "a step's reference";
  if (defines (step->kind) && !step->result)
    return "a definition of no name";
  if ((step->kind == SKEL_END || step->kind == SKEL_BEGIN) && !step->memory)
    return "an end of no memory";
  if (step->kind == SKEL_CALL && !step->site)
    return "a call without a site";
  return step->kind == SKEL_CALL ? verify_site (s, &s->sites.v[step->site])
                                 : NULL;
}

static const char *
verify_edge (const struct skeleton *s, const struct skel_edge *e)
{
  if (!e->src || !e->dst || e->src >= s->blocks.n || e->dst >= s->blocks.n
      || e->dst == SKEL_ENTRY)
    return "the ends of an edge";
  if (e->literals + e->n_literals > s->literals.n
      || e->copies + e->n_copies > s->copies.n)
    return "the lists of an edge";
  for (uint32_t i = 0; i < e->n_literals; i++)
    {
      const struct literal *l = &s->literals.v[e->literals + i];
      if (!is_operand (s, l->a) || !is_operand (s, l->b)
          || (l->op != OP_OPAQUE && l->op < OP_EQ)
          || l->reads + l->n_reads > s->reads.n)
        return "a literal";
    }
  for (uint32_t i = 0; i < e->n_copies; i++)
    {
      const struct skel_copy *c = &s->copies.v[e->copies + i];
      if (!c->result || c->result >= s->names.n || !is_operand (s, c->value))
        return "a copy";
    }
  return NULL;
}

/* Is no name defined twice?  */

static bool
defines_once (const struct skeleton *s)
{
  uint32_t *defined = escape_alloc (s->names.n * sizeof *defined);
  bool ok = true;
  for (uint32_t i = 0; i < s->params.n; i++)
    ok &= !s->params.v[i].name || !defined[s->params.v[i].name]++;
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      {
        const struct skel_step *step = &s->steps.v[s->blocks.v[b].steps + i];
        name_id result = step->kind == SKEL_CALL ? s->sites.v[step->site].result
                                                 : step->result;
        ok &= !result || !defined[result]++;
      }
  for (uint32_t i = 0; i < s->copies.n; i++)
    ok &= defined[s->copies.v[i].result] == 0;
  escape_release (defined);
  return ok;
}

const char *
skeleton_verify (const struct skeleton *s)
{
  if (!s->done || s->blocks.n < 2)
    return "not finished";
  for (uint32_t i = 0; i < s->params.n; i++)
    if (s->params.v[i].name >= s->names.n
        || s->params.v[i].memory >= s->memories.n)
      return "a parameter";
  for (block_id b = 1; b < s->blocks.n; b++)
    {
      const struct skel_block *block = &s->blocks.v[b];
      if (block->steps + block->n_steps > s->steps.n)
        return "the steps of a block";
      for (uint32_t i = 0; i < block->n_steps; i++)
        {
          const struct skel_step *step = &s->steps.v[block->steps + i];
          const char *wrong = verify_step (s, step);
          if (wrong)
            return wrong;
          if (ends_control (s, step)
              && (i + 1 < block->n_steps || block->n_edges))
            return "a step behind the end of control";
        }
    }
  for (uint32_t i = 0; i < s->reads.n; i++)
    if (!is_operand (s, s->reads.v[i]))
      return "what is read";
  for (edge_id e = 1; e < s->edges.n; e++)
    {
      const char *wrong = verify_edge (s, &s->edges.v[e]);
      if (wrong)
        return wrong;
    }
  return defines_once (s) ? NULL : "a name that is defined twice";
}
