/* Writes into maps that were never made: see nil.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "nil.h"

/* How many joins a value may come by.  */
#define MAX_JOINS 6

/* Arguments and parameters are bits.  */
#define MAX_BITS 64

struct nil
{
  const struct skeleton *s;
  const struct graph *g;
  const struct nil_client *client;
};

/* What control can reach, where a name is null: that of a parameter, or, if that
   is NO_NAME, those that the graph has no facts about.  */

struct walk
{
  struct nil *nil;
  name_id param;
  bool *seen;   /* By block.  */
  bool returns; /* It comes to the end, or perhaps for ever round.  */
  bool faults;  /* It comes to a write into the parameter.  */
};

/* What O is a copy of.  */

static struct operand
value_of (const struct skeleton *s, struct operand o)
{
  while (o.kind == OPERAND_NAME)
    {
      const struct skel_step *step = skeleton_definition (s, o.name);
      if (!step || step->kind != SKEL_COPY)
        break;
      o = step->a;
    }
  return o;
}

static bool
is_null_number (struct operand o)
{
  return o.kind == OPERAND_NUMBER && o.number == 0;
}

static bool is_set_by_copies (const struct nil *, name_id, unsigned depth);

/* Is the value of O set by the program, and as a pointer?  */

static bool
is_set_pointer (const struct nil *nil, struct operand o, unsigned depth)
{
  const struct skeleton *s = nil->s;
  o = value_of (s, o);
  if (o.kind != OPERAND_NAME || !s->names.v[o.name].is_pointer)
    return is_null_number (o);
  const struct skel_step *step = skeleton_definition (s, o.name);
  if (!step)
    return depth < MAX_JOINS && is_set_by_copies (nil, o.name, depth + 1);
  return step->kind == SKEL_LOAD
         || (step->kind == SKEL_CALL
             && nil->client->comes_back (nil->client->data,
                                         &s->sites.v[step->site]));
}

/* Is that so of all that edges make NAME?  */

static bool
is_set_by_copies (const struct nil *nil, name_id name, unsigned depth)
{
  const struct skeleton *s = nil->s;
  bool some = false;
  for (edge_id e = 1; e < s->edges.n; e++)
    for (uint32_t i = 0; i < s->edges.v[e].n_copies; i++)
      {
        const struct skel_copy *copy = &s->copies.v[s->edges.v[e].copies + i];
        if (copy->result != name)
          continue;
        if (!is_set_pointer (nil, copy->value, depth))
          return false;
        some = true;
      }
  return some;
}

/* Is O certainly null?  */

static bool
is_nil (const struct nil *nil, struct operand o)
{
  if (o.kind != OPERAND_NAME)
    return is_null_number (o);
  node_id n = nil->s->names.v[o.name].node;
  return nil->g && n != NO_NODE && !nil->g->nodes.v[n].facts.n
         && is_set_pointer (nil, o, 0);
}

static bool
is_param (const struct skeleton *s, struct operand o, name_id param)
{
  o = value_of (s, o);
  return o.kind == OPERAND_NAME && o.name == param;
}

static uint64_t
nonnil_of (const struct nil *nil, const struct skel_site *site)
{
  uint64_t set = nil->client->nonnil (nil->client->data, site);
  return site->n_args < MAX_BITS ? set & ((UINT64_C (1) << site->n_args) - 1)
                                 : set;
}

/* Is E taken only where a null pointer is not null?  */

static bool
is_impossible (const struct walk *w, const struct skel_edge *e)
{
  const struct nil *nil = w->nil;
  for (uint32_t i = 0; i < e->n_literals; i++)
    {
      const struct literal *l = &nil->s->literals.v[e->literals + i];
      if (l->op == OP_NE && !l->mask && l->a.kind == OPERAND_NAME
          && nil->s->names.v[l->a.name].is_pointer && is_null_number (l->b)
          && (w->param ? is_param (nil->s, l->a, w->param)
                       : is_nil (nil, l->a)))
        return true;
    }
  return false;
}

/* Is the parameter written to in BLOCK?  */

static bool
writes (const struct walk *w, block_id block)
{
  const struct skeleton *s = w->nil->s;
  const struct skel_block *b = &s->blocks.v[block];
  for (uint32_t i = 0; i < b->n_steps; i++)
    {
      const struct skel_step *step = &s->steps.v[b->steps + i];
      if (step->kind != SKEL_CALL)
        continue;
      const struct skel_site *site = &s->sites.v[step->site];
      uint64_t set = nonnil_of (w->nil, site);
      for (uint32_t a = 0; set >> a && a < site->n_args && a < MAX_BITS; a++)
        if (set >> a & 1
            && is_param (s, s->args.v[site->args + a].value, w->param))
          return true;
    }
  return false;
}

static void
run (struct walk *w)
{
  const struct skeleton *s = w->nil->s;
  block_id *todo = escape_alloc (s->blocks.n * sizeof *todo);
  uint32_t n = 0;
  todo[n++] = SKEL_ENTRY;
  w->seen[SKEL_ENTRY] = true;
  while (n)
    {
      block_id block = todo[--n];
      const struct skel_block *b = &s->blocks.v[block];
      if (w->param && writes (w, block))
        {
          w->faults = true;
          continue;
        }
      w->returns
          |= b->n_steps
             && s->steps.v[b->steps + b->n_steps - 1].kind == SKEL_RETURN;
      for (uint32_t i = 0; i < b->n_edges; i++)
        {
          edge_id e = s->out.v[b->edges + i];
          block_id to = s->edges.v[e].dst;
          if (is_impossible (w, &s->edges.v[e]))
            continue;
          w->returns |= skeleton_goes_back (s, e);
          if (!w->seen[to])
            todo[n++] = to;
          w->seen[to] = true;
        }
    }
  escape_release (todo);
}

static struct walk
walk_from_entry (struct nil *nil, name_id param)
{
  struct walk w = { nil, param, escape_alloc (nil->s->blocks.n * sizeof (bool)),
                    false, false };
  run (&w);
  return w;
}

/* Tell that SITE hands over ARG, and where a map should have been.  */

static void
tell (const struct nil *nil, const struct skel_site *site, struct operand arg)
{
  VEC (object_id) holders = { NULL, 0, 0 };
  arg = value_of (nil->s, arg);
  const struct skel_step *step = arg.kind == OPERAND_NAME
                                     ? skeleton_definition (nil->s, arg.name)
                                     : NULL;
  node_id ptr
      = step && step->kind == SKEL_LOAD && step->from.base.kind == OPERAND_NAME
            ? nil->s->names.v[step->from.base.name].node
            : NO_NODE;
  for (uint32_t k = 0; ptr != NO_NODE && k < nil->g->nodes.v[ptr].facts.n; k++)
    *vec_push (&holders)
        = nil->g->nodes.v[nil->g->nodes.v[ptr].facts.v[k].target].obj;
  nil->client->tell (nil->client->data, site, holders.v, holders.n);
  vec_free (&holders);
}

/* The bit of the parameter that NAME is, or 0.  */

static uint64_t
bit_of (const struct skeleton *s, struct operand o)
{
  for (uint32_t i = 0; i < s->params.n && i < MAX_BITS; i++)
    if (o.kind == OPERAND_NAME && o.name == s->params.v[i].name)
      return UINT64_C (1) << i;
  return 0;
}

uint64_t
nil_judge (const struct skeleton *s, const struct graph *g,
           const struct nil_client *client)
{
  struct nil nil = { s, g, client };
  struct walk own = { &nil, NO_NAME, NULL, false, false };
  uint64_t faulty = 0, asked = 0;
  for (block_id b = 1; b < s->blocks.n; b++)
    for (uint32_t i = 0; i < s->blocks.v[b].n_steps; i++)
      {
        const struct skel_step *step = &s->steps.v[s->blocks.v[b].steps + i];
        if (step->kind != SKEL_CALL)
          continue;
        const struct skel_site *site = &s->sites.v[step->site];
        uint64_t set = nonnil_of (&nil, site);
        for (uint32_t a = 0; a < MAX_BITS && set >> a; a++)
          {
            if (!(set >> a & 1))
              continue;
            struct operand arg = s->args.v[site->args + a].value;
            if (g && is_nil (&nil, arg))
              {
                if (!own.seen)
                  own = walk_from_entry (&nil, NO_NAME);
                if (own.seen[b])
                  tell (&nil, site, arg);
              }
            struct operand value = value_of (s, arg);
            uint64_t bit = bit_of (s, value);
            if (!bit || asked & bit)
              continue;
            asked |= bit;
            struct walk w = walk_from_entry (&nil, value.name);
            if (w.faults && !w.returns)
              faulty |= bit;
            escape_release (w.seen);
          }
      }
  escape_release (own.seen);
  return faulty;
}
