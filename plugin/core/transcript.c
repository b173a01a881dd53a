/* Skeletons as bytes and back: see transcript.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later  */

#include "transcript.h"
#include "coder.h"

#include <string.h>

/* Numbers of the same kind that come one after the other are close.  */

static uint32_t
code_near (struct coder *c, uint32_t n, uint32_t *last)
{
  n = (uint32_t)(*last + code_signed (c, (int64_t)n - *last));
  *last = n;
  return n;
}

static const void *
code_client (struct coder *c, const void *client)
{
  uint32_t n = transcript_number (client);
  code_u32 (c, &n);
  return transcript_client (n);
}

/* Offsets and sizes are bits, mostly of whole bytes: the number of bytes, or of
   bits, with that in the lowest bit.  */

static int64_t
code_bits (struct coder *c, int64_t bits)
{
  bool odd = bits % 8;
  int64_t n = code_signed (c, odd ? bits * 2 + 1 : bits / 8 * 2);
  return n & 1 ? (n - 1) / 2 : n / 2 * 8;
}

/* --- Values. ---  */

static struct operand
code_operand (struct coder *c, struct operand o)
{
  uint64_t n = o.kind == OPERAND_NUMBER ? (uint64_t)(o.number != 0)
               : o.kind == OPERAND_NAME ? o.name
                                        : o.memory;
  n = code_number (c, n << 2 | o.kind);
  struct operand r = { (enum operand_kind) (n & 3), 0, 0, 0 };
  n >>= 2;
  c->bad |= n > UINT32_MAX;
  switch (r.kind)
    {
    case OPERAND_NUMBER:
      if (n)
        {
          uint64_t bits = (uint64_t)o.number;
          bits = code_number (c, bits << 1 ^ (uint64_t)(o.number >> 63));
          r.number = (int64_t)(bits >> 1) ^ -(int64_t)(bits & 1);
        }
      break;
    case OPERAND_NAME:
      r.name = (uint32_t)n;
      break;
    case OPERAND_ADDRESS:
      r.memory = (uint32_t)n;
      r.number = code_bits (c, o.number);
      break;
    default:
      break;
    }
  return r;
}

static const uint8_t common_bits[] = { 0, 64, 32, 8, 16, 1 };

static void
code_name (struct coder *c, struct skel_name *n, uint32_t *last)
{
  unsigned form = 0;
  while (form < sizeof common_bits && common_bits[form] != n->bits)
    form++;
  bool node = n->node;
  uint64_t all = code_number (c, form << 3 | node << 2 | n->is_pointer << 1
                                     | n->is_signed);
  form = (unsigned)(all >> 3);
  n->is_pointer = all >> 1 & 1;
  n->is_signed = all & 1;
  n->bits = form < sizeof common_bits ? common_bits[form]
                                      : (uint16_t)code_below (c, n->bits, 65);
  n->node = all >> 2 & 1 ? code_near (c, n->node, last) : NO_NODE;
}

static void
code_memory (struct coder *c, struct skel_memory *m)
{
  m->kind = (enum memory_kind)code_below (c, m->kind, MEMORY_CONSTANT + 1);
  bool text = m->text;
  CODE_FLAGS (c, &m->addressed, &m->shared, &m->is_volatile, &m->is_const,
              &text);
  if (text)
    m->text = code_text (c, m->text);
  m->bits = code_bits (c, m->bits);
  c->bad |= m->bits < -1;
  m->what = code_client (c, m->what);
  m->object = NO_OBJECT;
}

static struct reference
code_reference (struct coder *c, struct reference r)
{
  bool off = r.off, size = r.size != 64, index = r.index;
  CODE_FLAGS (c, &r.exact, &r.is_volatile, &off, &size, &index);
  r.base = code_operand (c, r.base);
  r.off = off ? code_bits (c, r.off) : 0;
  r.size = size ? code_bits (c, r.size) : 64;
  if (index)
    {
      code_u32 (c, &r.index);
      r.unit = code_bits (c, r.unit);
      r.width = code_bits (c, r.width);
    }
  else
    r.index = NO_NAME;
  return r;
}

static void
code_reads (struct coder *c, struct skeleton *s, uint32_t from, uint32_t n,
            bool literal)
{
  n = code_count (c, n);
  for (uint32_t i = 0; i < n && !c->bad; i++)
    {
      struct operand o = { 0 };
      o = code_operand (c, c->writing ? s->reads.v[from + i] : o);
      if (!c->writing)
        skeleton_reads (s, o, literal);
    }
}

/* --- Steps. ---  */

static void
code_arg (struct coder *c, struct skel_arg *a)
{
  CODE_FLAGS (c, &a->by_block, &a->to_const, &a->kept, &a->held,
              &a->held_content);
  a->value = code_operand (c, a->value);
  if (a->by_block)
    a->block = code_reference (c, a->block);
}

static void
code_site (struct coder *c, struct skeleton *s, site_id site)
{
  struct skel_site t = { 0 };
  if (c->writing)
    t = s->sites.v[site];
  bool fn = t.fn.kind != OPERAND_UNKNOWN, to = t.to.size,
       returns = t.returns_arg >= 0, object = t.object,
       first_int = t.first_int >= 0;
  t.where = code_client (c, t.where);
  t.callee = code_client (c, t.callee);
  t.kind = (enum site_kind)code_below (c, t.kind, SITE_FILL + 1);
  CODE_FLAGS (c, &t.unseen, &t.may_fail, &fn, &to, &returns, &object, &t.clears,
              &t.no_return, &t.returns_nonnull, &t.pure, &t.is_const,
              &t.writes_args_only, &t.joins, &t.leaves, &t.twice, &t.or_more,
              &t.grows, &t.alone, &t.moves, &first_int);
  code_u32 (c, &t.result);
  if (fn)
    t.fn = code_operand (c, t.fn);
  if (to)
    t.to = code_reference (c, t.to);
  t.returns_arg
      = returns ? (int)code_below (c, (uint64_t)t.returns_arg, 1 << 16) : -1;
  if (object)
    code_u32 (c, &t.object);
  t.first_int = first_int ? code_bits (c, t.first_int) : -1;
  if (t.kind == SITE_FILL)
    {
      t.filled = code_bits (c, t.filled);
      t.made_if = code_signed (c, t.made_if);
    }
  if (!c->writing)
    {
      struct skel_site *made = skeleton_site (s, t.kind, t.where);
      t.args = made->args;
      *made = t;
    }
  uint32_t n = code_count (c, t.n_args);
  for (uint32_t i = 0; i < n && !c->bad; i++)
    {
      struct skel_arg a = { .value = operand_unknown () };
      if (c->writing)
        a = s->args.v[t.args + i];
      code_arg (c, &a);
      if (!c->writing)
        *skeleton_arg (s, a.value) = a;
    }
}

/* Which parts has a step of KIND?  */

enum part
{
  PART_RESULT = 1,
  PART_A = 2,
  PART_B = 4,
  PART_OP = 8,
  PART_TO = 16,
  PART_FROM = 32,
  PART_MEMORY = 64,
  PART_READS = 128
};

static unsigned
parts_of (enum skel_kind kind)
{
  switch (kind)
    {
    case SKEL_COPY:
      return PART_RESULT | PART_A;
    case SKEL_ARITH:
      return PART_RESULT | PART_A | PART_B | PART_OP;
    case SKEL_OPAQUE:
      return PART_RESULT | PART_A | PART_B | PART_READS;
    case SKEL_LOAD:
      return PART_RESULT | PART_FROM;
    case SKEL_STORE:
    case SKEL_CLEAR:
      return PART_A | PART_TO;
    case SKEL_BLOCK:
      return PART_TO | PART_FROM;
    case SKEL_USE:
    case SKEL_RESTORE:
      return PART_A;
    case SKEL_BEGIN:
    case SKEL_END:
      return PART_MEMORY;
    case SKEL_RETURN:
      return PART_A | PART_FROM;
    default:
      return 0;
    }
}

static void
code_step (struct coder *c, struct skeleton *s, struct skel_step *given)
{
  struct skel_step t = { 0 };
  if (c->writing)
    t = *given;
  bool where = t.where, told = t.to.what;
  uint64_t all = code_below (c, (uint64_t)t.kind << 2 | where << 1 | told, 128);
  t.kind = (enum skel_kind) (all >> 2);
  if (t.kind > SKEL_STOP)
    {
      c->bad = true;
      return;
    }
  if (t.kind == SKEL_CALL)
    {
      code_site (c, s, t.site);
      return;
    }
  if (all >> 1 & 1)
    t.where = code_client (c, t.where);
  unsigned parts = parts_of (t.kind);
  if (parts & PART_RESULT)
    code_u32 (c, &t.result);
  if (parts & PART_OP)
    t.op = (enum skel_op)code_below (c, t.op, OP_GE + 1);
  if (parts & PART_A)
    t.a = code_operand (c, t.a);
  if (parts & PART_B)
    t.b = code_operand (c, t.b);
  if (parts & PART_TO)
    t.to = code_reference (c, t.to);
  if (all & 1)
    t.to.what = code_client (c, t.to.what);
  bool from = t.from.size;
  if (parts & PART_FROM && t.kind == SKEL_RETURN)
    parts &= code_bool (c, from) ? ~0u : ~(unsigned)PART_FROM;
  if (parts & PART_FROM)
    t.from = code_reference (c, t.from);
  if (parts & PART_MEMORY)
    code_u32 (c, &t.memory);
  if (!c->writing)
    {
      struct skel_step *made = skeleton_step (s, t.kind, t.where);
      t.reads = made->reads;
      *made = t;
    }
  if (parts & PART_READS)
    code_reads (c, s, t.reads, t.n_reads, false);
}

static void
code_block (struct coder *c, struct skeleton *s, block_id b)
{
  if (!c->writing)
    skeleton_block (s, b);
  uint32_t from = s->blocks.v[b].steps;
  uint32_t n = code_count (c, s->blocks.v[b].n_steps);
  for (uint32_t i = 0; i < n && !c->bad; i++)
    code_step (c, s, c->writing ? &s->steps.v[from + i] : NULL);
}

/* --- Control. ---  */

static void
code_literal (struct coder *c, struct skeleton *s, struct literal *given)
{
  struct literal l = { .a = operand_unknown (), .b = operand_unknown () };
  if (c->writing)
    l = *given;
  bool mask = l.mask;
  uint64_t all = code_below (c, (uint64_t)l.op << 1 | mask, 2 * (OP_GE + 1));
  l.op = (enum skel_op) (all >> 1);
  l.a = code_operand (c, l.a);
  l.b = code_operand (c, l.b);
  l.mask = all & 1 ? code_number (c, l.mask) : 0;
  if (!c->writing)
    skeleton_literal (s, l.a, l.op, l.b)->mask = l.mask;
  if (l.op == OP_OPAQUE)
    code_reads (c, s, l.reads, l.n_reads, true);
}

static void
code_edge (struct coder *c, struct skeleton *s, edge_id e, uint32_t *last)
{
  struct skel_edge t = { 0 };
  if (c->writing)
    t = s->edges.v[e];
  t.src = code_near (c, t.src, last);
  uint32_t dst = t.src;
  t.dst = code_near (c, t.dst, &dst);
  uint64_t all = code_number (c, (uint64_t)t.n_literals << 3 | t.jumped << 2
                                     | (t.where != NULL) << 1 | t.taken);
  uint32_t literals = (uint32_t)(all >> 3);
  t.jumped = all >> 2 & 1;
  t.taken = all & 1;
  if (all >> 1 & 1)
    {
      t.where = code_client (c, t.where);
      t.label = code_client (c, t.label);
    }
  c->bad |= !t.src || !t.dst || t.src >= s->blocks.n || t.dst >= s->blocks.n;
  if (c->bad)
    return;
  if (!c->writing)
    {
      struct skel_edge *made = skeleton_edge (s, t.src, t.dst, t.where);
      made->taken = t.taken;
      made->jumped = t.jumped;
      made->label = t.label;
    }
  for (uint32_t i = 0; i < literals && !c->bad; i++)
    code_literal (c, s, c->writing ? &s->literals.v[t.literals + i] : NULL);
  uint32_t n = code_count (c, t.n_copies);
  for (uint32_t i = 0; i < n && !c->bad; i++)
    {
      struct skel_copy copy = { 0 };
      if (c->writing)
        copy = s->copies.v[t.copies + i];
      code_u32 (c, &copy.result);
      copy.value = code_operand (c, copy.value);
      if (!c->writing)
        skeleton_copy (s, copy.result, copy.value);
    }
}

/* --- The whole. ---  */

static void
code_places (struct coder *c, struct transcript *t, struct arena *arena)
{
  struct source_place last = { NULL, 0, 0 };
  uint32_t n = code_count (c, t->places.n);
  for (uint32_t i = 0; i < n && !c->bad; i++)
    {
      struct source_place p = last;
      if (c->writing)
        p = t->places.v[i];
      bool same = last.file && p.file == last.file;
      int64_t line = code_signed (c, ((int64_t)p.line - last.line) * 2 + !same);
      p.file = line & 1 ? code_text (c, p.file) : last.file ? last.file : "";
      p.line = (uint32_t)(last.line + (line >> 1));
      code_u32 (c, &p.column);
      last = p;
      if (!c->writing)
        *vec_push_in (arena, &t->places) = p;
    }
}

static void
code_skeleton (struct coder *c, struct skeleton *s)
{
  CODE_FLAGS (c, &s->returns_twice, &s->jumps, &s->variadic, &s->is_main);
  uint32_t names = code_count (c, s->names.n - 1), last = 0;
  for (uint32_t i = 1; i <= names && !c->bad; i++)
    {
      if (!c->writing)
        skeleton_name (s, (struct skel_name){ 0 });
      code_name (c, &s->names.v[i], &last);
    }
  uint32_t memories = code_count (c, s->memories.n - 1);
  for (uint32_t i = 1; i <= memories && !c->bad; i++)
    {
      if (!c->writing)
        skeleton_memory (s, (struct skel_memory){ 0 });
      code_memory (c, &s->memories.v[i]);
    }
  uint32_t params = code_count (c, s->params.n);
  for (uint32_t i = 0; i < params && !c->bad; i++)
    {
      if (!c->writing)
        skeleton_param (s, (struct skel_param){ 0, 0 });
      code_u32 (c, &s->params.v[i].name);
      code_u32 (c, &s->params.v[i].memory);
    }
  uint32_t blocks = code_count (c, s->blocks.n - 1);
  for (uint32_t i = 0; i < blocks && !c->writing && !c->bad; i++)
    skeleton_add_block (s);
  for (uint32_t i = 1; i <= blocks && !c->bad; i++)
    code_block (c, s, i);
  uint32_t edges = code_count (c, s->edges.n - 1);
  last = 0;
  for (uint32_t i = 1; i <= edges && !c->bad; i++)
    code_edge (c, s, i, &last);
}

void
transcript_write (struct transcript *t, struct unit *u, struct unit_function *f)
{
  struct coder c = { .writing = true, .unit = u };
  code_places (&c, t, NULL);
  code_skeleton (&c, t->skeleton);
  f->order.v = arena_copy (u->arena, c.out.v, c.out.n);
  f->order.n = f->order.cap = c.out.n;
  coder_free (&c);
}

/* Do the client's numbers name something?  */

static bool
is_spot (const struct unit_function *f, const void *client)
{
  uint32_t n = transcript_number (client);
  return n && n <= f->spots.n;
}

static bool
is_whole (const struct transcript *t, const struct unit *u,
          const struct unit_function *f)
{
  const struct skeleton *s = t->skeleton;
  for (uint32_t i = 1; i < s->memories.n; i++)
    if (transcript_number (s->memories.v[i].what)
        > (s->memories.v[i].kind == MEMORY_FRAME ? f->things.n : u->symbols.n))
      return false;
  for (uint32_t i = 0; i < s->steps.n; i++)
    {
      const struct skel_step *p = &s->steps.v[i];
      if (transcript_number (p->to.what) > f->things.n
          || (p->kind == SKEL_CALL
                  ? !is_spot (f, p->where)
                  : transcript_number (p->where) > t->places.n))
        return false;
    }
  for (uint32_t i = 1; i < s->sites.n; i++)
    if (transcript_number (s->sites.v[i].callee) > u->symbols.n)
      return false;
  for (uint32_t i = 1; i < s->edges.n; i++)
    if (transcript_number (s->edges.v[i].where) > t->places.n
        || transcript_number (s->edges.v[i].label) > f->things.n)
      return false;
  return true;
}

bool
transcript_read (struct transcript *t, const struct unit *u,
                 const struct unit_function *f, struct arena *arena)
{
  struct unit scratch = *u;
  struct coder c = { .p = f->skeleton,
                     .end = f->skeleton + f->skeleton_size,
                     .unit = &scratch };
  *t = (struct transcript){ skeleton_new (NULL), { NULL, 0, 0 } };
  code_places (&c, t, arena);
  if (!c.bad)
    code_skeleton (&c, t->skeleton);
  if (!c.bad && c.p == c.end)
    {
      skeleton_finish (t->skeleton);
      if (!skeleton_verify (t->skeleton) && is_whole (t, u, f))
        return true;
    }
  skeleton_free (t->skeleton);
  t->skeleton = NULL;
  return false;
}
