/* Building skeletons: see skeleton.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "skeleton.h"

#include <string.h>

/* A new element at the end of V, all zero; its number.  */
#define ADD(V) (memset (vec_push (V), 0, sizeof *(V)->v), (V)->n - 1)

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
  struct reference r = { base, off, size, size > 0, false, NO_NAME, NULL };
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

void
skeleton_free (struct skeleton *s)
{
  if (!s)
    return;
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
  struct skel_step *step = &s->steps.v[ADD (&s->steps)];
  step->kind = kind;
  step->where = where;
  step->reads = s->reads.n;
  s->blocks.v[s->current].n_steps++;
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
  return site;
}

struct skel_arg *
skeleton_arg (struct skeleton *s, struct operand value)
{
  struct skel_arg *arg = &s->args.v[ADD (&s->args)];
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
  struct skel_edge *e = &s->edges.v[ADD (&s->edges)];
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
  struct literal *l = &s->literals.v[ADD (&s->literals)];
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
  if ((site->kind == SITE_RELEASE || site->kind == SITE_MOVE)
      && site->object >= site->n_args)
    return "what a site releases";
  if (site->returns_arg >= (int)site->n_args)
    return "what a site returns";
  return NULL;
}

static bool
defines (enum skel_kind kind)
{
  return kind == SKEL_COPY || kind == SKEL_ARITH || kind == SKEL_OPAQUE
         || kind == SKEL_LOAD;
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
