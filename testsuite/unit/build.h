/* Small functions for the unit tests of the flow engine: each statement goes
   into a graph and into a skeleton.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#ifndef BUILD_H
#define BUILD_H

#include "check.h"
#include "flow.h"

struct built
{
  struct graph *g;
  struct skeleton *s;
  uintptr_t statements;
};

static UNUSED struct built
build_new (void)
{
  struct built b = { new_graph (), skeleton_new (NULL), 0 };
  return b;
}

static UNUSED void
build_free (struct built *b)
{
  graph_free (b->g);
  skeleton_free (b->s);
}

/* A statement of its own.  */

static UNUSED const void *
statement (struct built *b)
{
  return (const void *)(++b->statements * 16);
}

static UNUSED step_id
graph_statement (struct built *b, enum step_kind kind, const void *where)
{
  return graph_step (b->g, kind, where, NULL, NULL);
}

/* --- Names and memory. ---  */

static UNUSED name_id
number (struct built *b)
{
  struct skel_name n = { NO_NODE, 32, true, false, NULL };
  return skeleton_name (b->s, n);
}

static UNUSED name_id
pointer (struct built *b)
{
  struct skel_name n = { graph_variable (b->g), 64, false, true, NULL };
  return skeleton_name (b->s, n);
}

static UNUSED name_id
parameter_number (struct built *b)
{
  struct skel_param p = { number (b), NO_MEMORY };
  *vec_push (&b->s->params) = p;
  return p.name;
}

static UNUSED name_id
parameter_pointer (struct built *b)
{
  struct skel_name n = { parameter (b->g, (int)b->s->params.n), 64, false,
			 true, NULL };
  struct skel_param p = { skeleton_name (b->s, n), NO_MEMORY };
  *vec_push (&b->s->params) = p;
  return p.name;
}

static UNUSED memory_id
variable (struct built *b, enum memory_kind kind, int64_t bytes, bool addressed)
{
  object_id o = kind == MEMORY_GLOBAL
		    ? graph_object (b->g, OBJECT_GLOBAL, NULL, bytes)
		    : frame (b->g, bytes);
  struct skel_memory m = { .kind = kind,
			   .object = o,
			   .bits = bytes * 8,
			   .addressed = addressed };
  return skeleton_memory (b->s, m);
}

static UNUSED object_id
object_of (struct built *b, memory_id m)
{
  return b->s->memories.v[m].object;
}

/* The graph's variable with O's value.  */

static UNUSED node_id
node_of (struct built *b, struct operand o)
{
  if (o.kind == OPERAND_NAME)
    return b->s->names.v[o.name].node;
  if (o.kind == OPERAND_ADDRESS)
    return address_at (b->g, object_of (b, o.memory), place_at (o.number / 8));
  return NO_NODE;
}

/* --- Statements. ---  */

static UNUSED block_id
block (struct built *b)
{
  return skeleton_add_block (b->s);
}

static UNUSED void
set (struct built *b, name_id result, struct operand value)
{
  struct skel_step *s = skeleton_step (b->s, SKEL_COPY, statement (b));
  s->result = result;
  s->a = value;
  node_id from = node_of (b, value), to = b->s->names.v[result].node;
  if (from && to)
    graph_copy (b->g, from, to, place_start, GRADE_SHOWN, false,
		graph_statement (b, STEP_SILENT, s->where));
}

static UNUSED name_id
compute (struct built *b, struct operand x, enum skel_op op, struct operand y)
{
  name_id n = number (b);
  struct skel_step *s = skeleton_step (b->s, SKEL_ARITH, statement (b));
  s->result = n;
  s->a = x;
  s->op = op;
  s->b = y;
  return n;
}

/* *(BASE + OFF) = VALUE, of SIZE bits.  */

static UNUSED void
put (struct built *b, struct operand base, int64_t off, int64_t size,
     struct operand value)
{
  struct skel_step *s = skeleton_step (b->s, SKEL_STORE, statement (b));
  s->to = reference_at (base, off, size);
  s->a = value;
  node_id from = node_of (b, value), to = node_of (b, base);
  if (from && to)
    graph_store (b->g, to, place_at (off / 8), from,
		 graph_statement (b, STEP_STORE, s->where));
}

/* RESULT = *(BASE + OFF).  */

static UNUSED void
get (struct built *b, name_id result, struct operand base, int64_t off,
     int64_t size)
{
  struct skel_step *s = skeleton_step (b->s, SKEL_LOAD, statement (b));
  s->from = reference_at (base, off, size);
  s->result = result;
  node_id from = node_of (b, base), to = b->s->names.v[result].node;
  if (from && to)
    graph_load (b->g, from, place_at (off / 8), 8, to, KEY_TYPES,
		graph_statement (b, STEP_LOAD, s->where));
}

/* RESULT = malloc (...).  */

static UNUSED object_id
allocate (struct built *b, name_id result)
{
  const void *where = statement (b);
  struct skel_site *site = skeleton_site (b->s, SITE_ALLOCATE, where);
  site->result = result;
  site->may_fail = true;
  object_id o = heap (b->g);
  b->g->objects.v[o].call = where;
  node_id born = graph_address (b->g, o, place_start,
				graph_statement (b, STEP_ALLOCATE, where));
  graph_copy (b->g, born, b->s->names.v[result].node, place_start,
	      GRADE_SHOWN, false, graph_statement (b, STEP_SILENT, where));
  return o;
}

static UNUSED void
release (struct built *b, name_id p)
{
  const void *where = statement (b);
  skeleton_site (b->s, SITE_RELEASE, where);
  skeleton_arg (b->s, operand_name (p));
  graph_release (b->g, b->s->names.v[p].node, "free", true, RELEASE_PLAIN,
		 graph_statement (b, STEP_RELEASE, where));
}

/* RESULT = unseen (ARG).  */

static UNUSED void
call_unseen (struct built *b, name_id result, struct operand arg)
{
  const void *where = statement (b);
  struct skel_site *site = skeleton_site (b->s, SITE_CALL, where);
  site->result = result;
  site->unseen = true;
  site->callee = (const void *)8;
  if (arg.kind != OPERAND_UNKNOWN)
    skeleton_arg (b->s, arg);
  node_id n = node_of (b, arg);
  if (n)
    graph_copy (b->g, n,
		graph_sink (b->g, REASON_UNKNOWN_CALL, GRADE_ASSUMED, "unseen",
			    graph_statement (b, STEP_UNKNOWN, where)),
		place_start, GRADE_ASSUMED, false,
		graph_statement (b, STEP_UNKNOWN, where));
  graph_others_run (b->g);
}

static UNUSED void
end_life (struct built *b, memory_id m)
{
  skeleton_step (b->s, SKEL_END, statement (b))->memory = m;
}

static UNUSED void
give_back (struct built *b, struct operand value)
{
  const void *where = statement (b);
  skeleton_step (b->s, SKEL_RETURN, where)->a = value;
  node_id n = node_of (b, value);
  if (n)
    graph_store (b->g, address (b->g, result (b->g)), place_start, n,
		 graph_statement (b, STEP_RETURN, where));
}

/* --- Edges. ---  */

static UNUSED void
jump (struct built *b, block_id from, block_id to)
{
  skeleton_edge (b->s, from, to, NULL);
}

static UNUSED enum skel_op
negation (enum skel_op op)
{
  static const enum skel_op other[]
      = { [OP_EQ] = OP_NE, [OP_NE] = OP_EQ, [OP_LT] = OP_GE,
	  [OP_GE] = OP_LT, [OP_LE] = OP_GT, [OP_GT] = OP_LE };
  return other[op];
}

/* if (X OP Y) goto YES; else goto NO;  */

static UNUSED void
when (struct built *b, block_id from, struct operand x, enum skel_op op,
      struct operand y, block_id yes, block_id no)
{
  const void *where = statement (b);
  skeleton_edge (b->s, from, yes, where)->taken = true;
  skeleton_literal (b->s, x, op, y);
  skeleton_edge (b->s, from, no, where);
  skeleton_literal (b->s, x, negation (op), y);
}

/* On the last edge, RESULT = VALUE.  */

static UNUSED void
carry (struct built *b, name_id result, struct operand value)
{
  skeleton_copy (b->s, result, value);
  node_id from = node_of (b, value), to = b->s->names.v[result].node;
  if (from && to)
    graph_copy (b->g, from, to, place_start, GRADE_SHOWN, false,
		graph_statement (b, STEP_SILENT, NULL));
}

static UNUSED void
finish (struct built *b)
{
  skeleton_finish (b->s);
  const char *wrong = skeleton_verify (b->s);
  if (wrong)
    {
      failures++;
      printf ("the skeleton is wrong: %s\n", wrong);
    }
  CHECK (graph_solve (b->g));
}

static UNUSED enum flow_answer
ask (struct built *b, object_id o, enum flow_question q)
{
  struct flow *f = flow_new (b->s, b->g, NULL, 1000000);
  enum flow_answer a = flow_ask (f, o, q, NULL);
  flow_free (f);
  return a;
}

#define ZERO operand_number (0)

#endif
