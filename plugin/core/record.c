/* Writing down a function's constraints, and adding them later: see record.h.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   Nodes, objects and steps are numbered as they come; a reference says how long
   ago, which is a small number mostly.  */

#include "record.h"
#include "coder.h"

#include <string.h>

enum op_code
{
  OP_END,
  OP_VARIABLE,
  OP_OBJECT,
  OP_DECL_OBJECT,
  OP_PARAM,
  OP_CELL,
  OP_ADDRESS,
  OP_COPY,
  OP_LOAD,
  OP_LOAD_ENTRY,
  OP_STORE,
  OP_BLOCK,
  OP_STEP,
  OP_SINK,
  OP_OTHERS_RUN,
  OP_CALL,
  OP_CALL_THROUGH,
  OP_SPLIT,
  OP_SPLIT_IF,
  OP_VERSION,
  OP_PASS,
  OP_SPLIT_ARG,
  OP_DIFFERENCE,
  OP_COMPARISON,
  OP_STEPPED, /* A node is made by arithmetic of a kind.  */
  OP_COMPUTED,
  N_OPS
};

/* An operation, with the fields that its code has.  */

struct op
{
  enum op_code code;
  node_id a, b, result;
  uint32_t object, number, what, shape;
  enum object_kind kind;
  enum step_kind step_kind;
  enum reason reason;
  enum grade grade;
  bool flag;
  struct place p, q;
  int64_t size;
  uint32_t key;
  step_id step;
  const char *name;
  uint32_t callee, type, arg;
  struct call_site *site;
};

/* --- References. ---  */

static uint32_t
code_back (struct coder *c, uint32_t id, uint32_t n)
{
  uint32_t back
      = (uint32_t)code_below (c, id ? n - id : 0, c->writing ? UINT64_MAX : n);
  return back ? n - back : 0;
}

static node_id
code_node (struct coder *c, node_id n)
{
  return code_back (c, n, c->n_nodes);
}

static object_id
code_object (struct coder *c, object_id o)
{
  o = code_back (c, o, c->n_objects);
  if (o == NO_OBJECT)
    c->bad = true;
  return o;
}

static step_id
code_step (struct coder *c, step_id s)
{
  return code_back (c, s, c->n_steps);
}

/* --- Calls. ---  */

static struct object_size
code_size (struct coder *c, struct object_size s)
{
  s.kind = (enum size_kind)code_below (c, s.kind, SIZE_ARG_ARG + 1);
  if (s.kind == SIZE_UNKNOWN)
    return s;
  s.bytes = code_number (c, s.bytes);
  if (s.kind >= SIZE_ARG)
    s.arg = (unsigned)code_below (c, s.arg, 1 << 20);
  if (s.kind == SIZE_ARG_ARG)
    s.arg2 = (unsigned)code_below (c, s.arg2, 1 << 20);
  return s;
}

static struct need
code_need (struct coder *c, struct need n)
{
  n.arg = (unsigned)code_below (c, n.arg, 1 << 20);
  if (!n.arg)
    return n;
  n.equal = code_bool (c, n.equal);
  n.mask = code_number (c, n.mask);
  n.value = code_number (c, n.value);
  return n;
}

/* Arrays of a site that is read.  */

static void
make_arrays (struct arena *a, struct call_site *s, bool stores, bool facts)
{
  uint32_t n = s->n_args + 1;
  s->args = arena_alloc (a, n * sizeof *s->args);
  s->stores = stores ? arena_alloc (a, n * sizeof *s->stores) : NULL;
  if (!facts)
    return;
  s->arg_sizes = arena_alloc (a, n * sizeof *s->arg_sizes);
  s->arg_known = arena_alloc (a, n * sizeof *s->arg_known);
  s->arg_values = arena_alloc (a, n * sizeof *s->arg_values);
}

static void
code_facts (struct coder *c, struct call_site *s)
{
  for (uint32_t i = 0; i < s->n_args && !c->bad; i++)
    {
      struct object_size *size = (struct object_size *)&s->arg_sizes[i];
      bool *known = (bool *)&s->arg_known[i];
      uint64_t *value = (uint64_t *)&s->arg_values[i];
      *size = code_size (c, *size);
      *known = code_bool (c, *known);
      if (*known && size->kind == SIZE_CONSTANT)
        {
          bool same = code_bool (c, *value == size->bytes);
          *value = same ? size->bytes : code_number (c, *value);
        }
      else if (*known || size->kind == SIZE_ARG)
        *value = code_number (c, *value);
    }
  s->nonnull = code_number (c, s->nonnull);
  s->needs = code_number (c, s->needs);
  s->only_if = code_need (c, s->only_if);
}

static void
code_site (struct coder *c, struct op *op)
{
  struct call_site *s = op->site;
  bool stores = s->stores, facts = s->arg_sizes;
  bool blocks = s->block_args;
  bool *const flags[]
      = { &stores,           &facts,           &blocks,      &s->joined,
          &s->join_discards, &s->small_result, &s->indirect, &s->has_lhs_kind };
  code_flags (c, sizeof flags / sizeof *flags, flags);
  op->what = (uint32_t)code_below (c, op->what, UINT64_C (1) << 32);
  op->callee = (uint32_t)code_below (c, op->callee, UINT64_C (1) << 32);
  op->type = (uint32_t)code_below (c, op->type, UINT64_C (1) << 32);
  s->n_args = code_count (c, s->n_args);
  if (!c->writing)
    make_arrays (c->unit->arena, s, stores, facts);
  for (uint32_t i = 0; i < s->n_args && !c->bad; i++)
    *(node_id *)&s->args[i] = code_node (c, s->args[i]);
  for (uint32_t i = 0; stores && i < s->n_args && !c->bad; i++)
    *(node_id *)&s->stores[i] = code_node (c, s->stores[i]);
  if (blocks)
    s->block_args = code_number (c, s->block_args);
  if (facts)
    code_facts (c, s);
  if (s->has_lhs_kind)
    s->lhs_kind = (enum heap_kind)code_below (c, s->lhs_kind, N_KINDS);
  op->shape = (uint32_t)code_below (c, op->shape, UINT64_C (1) << 32);
  s->chain = code_node (c, s->chain);
  s->result = code_node (c, s->result);
  s->result_memory = code_node (c, s->result_memory);
}

/* --- Operations. ---  */

static void
code_op (struct coder *c, struct op *op)
{
  op->code = (enum op_code)code_below (c, op->code, N_OPS);
  switch (op->code)
    {
    case OP_OBJECT:
    case OP_DECL_OBJECT:
      op->kind = (enum object_kind)code_below (c, op->kind, OBJECT_SINK);
      op->what = (uint32_t)code_below (c, op->what, UINT64_C (1) << 32);
      op->size = code_signed (c, op->size);
      c->bad |= op->size < -1;
      break;
    case OP_PARAM:
      op->number = (uint32_t)code_below (c, op->number, CHAIN_PARAM + 1);
      break;
    case OP_CELL:
      op->object = code_object (c, op->object);
      op->p = code_place (c, op->p);
      break;
    case OP_ADDRESS:
      op->object = code_object (c, op->object);
      op->p = code_place (c, op->p);
      op->step = code_step (c, op->step);
      break;
    case OP_COPY:
      {
        bool shown = op->grade == GRADE_SHOWN;
        bool *const flags[] = { &shown, &op->flag };
        op->a = code_node (c, op->a);
        op->b = code_node (c, op->b);
        op->p = code_place (c, op->p);
        code_flags (c, 2, flags);
        op->grade = shown ? GRADE_SHOWN : GRADE_ASSUMED;
        op->step = code_step (c, op->step);
        break;
      }
    case OP_LOAD:
    case OP_LOAD_ENTRY:
      op->a = code_node (c, op->a);
      op->p = code_place (c, op->p);
      op->size = code_signed (c, op->size);
      op->b = code_node (c, op->b);
      op->key = code_key (c, op->key);
      op->step = code_step (c, op->step);
      break;
    case OP_STORE:
      op->a = code_node (c, op->a);
      op->p = code_place (c, op->p);
      op->b = code_node (c, op->b);
      op->step = code_step (c, op->step);
      break;
    case OP_BLOCK:
      op->a = code_node (c, op->a);
      op->p = code_place (c, op->p);
      op->b = code_node (c, op->b);
      op->q = code_place (c, op->q);
      op->size = code_signed (c, op->size);
      op->shape = (uint32_t)code_below (c, op->shape, UINT64_C (1) << 32);
      op->step = code_step (c, op->step);
      break;
    case OP_STEP:
      op->step_kind
          = (enum step_kind)code_below (c, op->step_kind, STEP_LIBRARY + 1);
      op->number = (uint32_t)code_below (c, op->number, UINT64_C (1) << 32);
      op->what = (uint32_t)code_below (c, op->what, UINT64_C (1) << 32);
      break;
    case OP_SINK:
      op->reason = (enum reason)code_below (c, op->reason, 1 << 12);
      op->grade = (enum grade)code_below (c, op->grade, 2);
      op->name = code_text (c, op->name);
      op->step = code_step (c, op->step);
      break;
    case OP_CALL:
      code_site (c, op);
      break;
    case OP_CALL_THROUGH:
      code_site (c, op);
      op->a = code_node (c, op->a);
      break;
    case OP_SPLIT:
      op->what = (uint32_t)code_below (c, op->what, UINT64_C (1) << 32);
      op->size = code_signed (c, op->size);
      op->flag = code_bool (c, op->flag);
      c->bad |= op->size < 0;
      break;
    case OP_VERSION:
      op->number = (uint32_t)code_below (c, op->number, UINT64_C (1) << 32);
      break;
    case OP_DIFFERENCE:
      op->a = code_node (c, op->a);
      op->b = code_node (c, op->b);
      op->result = code_node (c, op->result);
      break;
    case OP_COMPARISON:
      op->a = code_node (c, op->a);
      op->b = code_node (c, op->b);
      break;
    case OP_STEPPED:
    case OP_COMPUTED:
      op->a = code_node (c, op->a);
      break;
    case OP_SPLIT_ARG:
      op->number = (uint32_t)code_below (c, op->number, UINT64_C (1) << 32);
      op->a = code_node (c, op->a);
      op->b = code_node (c, op->b);
      op->arg = (uint32_t)code_below (c, op->arg, UINT64_C (1) << 32);
      break;
    case OP_PASS:
      op->number = (uint32_t)code_below (c, op->number, UINT64_C (1) << 32);
      op->a = code_node (c, op->a);
      op->b = code_node (c, op->b);
      /* Fall through.  */
    case OP_SPLIT_IF:
      op->callee = (uint32_t)code_below (c, op->callee, UINT64_C (1) << 32);
      op->arg = (uint32_t)code_below (c, op->arg, UINT64_C (1) << 32);
      op->size = code_signed (c, op->size);
      break;
    default:
      break;
    }
}

/* --- Writing. ---  */

void
record_begin (struct record *r, struct graph *g, struct unit *u,
              struct unit_function *f)
{
  r->unit = u;
  r->function = f;
  memset (&r->coder, 0, sizeof r->coder);
  r->coder.writing = true;
  r->coder.unit = u;
  r->coder.n_nodes = g->nodes.n;
  r->coder.n_objects = g->objects.n;
  r->coder.n_steps = g->steps.n;
  g->record = r;
}

static void
write_op (struct record *r, struct op op)
{
  code_op (&r->coder, &op);
}

void
record_end (struct record *r, struct graph *g)
{
  write_op (r, (struct op){ .code = OP_END });
  uint32_t n = r->coder.out.n;
  r->function->body.v = arena_copy (r->unit->arena, r->coder.out.v, n);
  r->function->body.n = r->function->body.cap = n;
  coder_free (&r->coder);
  g->record = NULL;
}

/* SHAPE's number in the unit, from 1; 0 for null.  */

static uint32_t
shape_number (struct record *r, const struct shape *shape)
{
  struct unit *u = r->unit;
  if (!shape)
    return 0;
  uint32_t *slot = table_slot (u->text_numbers, (uintptr_t)shape, 0, 1);
  if (*slot)
    return *slot;
  *slot = u->shapes.n + 1;
  struct shape *s = vec_push_in (u->arena, &u->shapes);
  uint32_t *keys = arena_alloc (u->arena, (shape->n + 1) * sizeof *keys);
  for (unsigned i = 0; i < shape->n; i++)
    keys[i] = r->type_key (r, shape->type_keys[i]);
  s->n = shape->n;
  s->parts
      = arena_copy (u->arena, shape->parts, shape->n * sizeof *shape->parts);
  s->type_keys = keys;
  return u->shapes.n;
}

void
record_variable (struct record *r)
{
  write_op (r, (struct op){ .code = OP_VARIABLE });
  r->coder.n_nodes++;
}

void
record_object (struct record *r, enum object_kind kind, const void *what,
               int64_t extent, bool decl)
{
  write_op (r, (struct op){ .code = decl ? OP_DECL_OBJECT : OP_OBJECT,
                            .kind = kind,
                            .what = what ? r->decl (r, kind, what) : 0,
                            .size = extent });
  r->coder.n_objects++;
}

uint32_t
record_split (struct record *r, const void *decl, int64_t extent,
              bool overwritten)
{
  write_op (r, (struct op){ .code = OP_SPLIT,
                            .what = r->decl (r, OBJECT_FRAME, decl),
                            .size = extent,
                            .flag = overwritten });
  return r->n_splits++;
}

void
record_split_if (struct record *r, const struct callee *callee, uint32_t arg,
                 int64_t off)
{
  write_op (r, (struct op){ .code = OP_SPLIT_IF,
                            .callee = r->callee (r, callee),
                            .arg = arg,
                            .size = off });
}

void
record_version (struct record *r, uint32_t split)
{
  write_op (r, (struct op){ .code = OP_VERSION, .number = split });
  r->coder.n_objects++;
}

void
record_split_arg (struct record *r, uint32_t split, uint32_t arg, node_id read,
                  node_id written)
{
  write_op (r, (struct op){ .code = OP_SPLIT_ARG,
                            .number = split,
                            .arg = arg,
                            .a = read,
                            .b = written });
}

void
record_pass (struct record *r, uint32_t split, node_id before, node_id after,
             const struct callee *callee, uint32_t arg, int64_t off)
{
  write_op (r, (struct op){ .code = OP_PASS,
                            .number = split,
                            .a = before,
                            .b = after,
                            .callee = r->callee (r, callee),
                            .arg = arg,
                            .size = off });
}

void
record_param (struct record *r, int index)
{
  write_op (r, (struct op){ .code = OP_PARAM, .number = (uint32_t)index });
  r->coder.n_objects++;
}

void
record_cell (struct record *r, object_id obj, struct place place)
{
  write_op (r, (struct op){ .code = OP_CELL, .object = obj, .p = place });
  r->coder.n_nodes++;
}

void
record_address (struct record *r, object_id obj, struct place place,
                step_id step)
{
  write_op (r,
            (struct op){
                .code = OP_ADDRESS, .object = obj, .p = place, .step = step });
  r->coder.n_nodes++;
}

void
record_copy (struct record *r, node_id src, node_id dst, struct place shift,
             enum grade grade, bool concrete_only, step_id step)
{
  write_op (r, (struct op){ .code = OP_COPY,
                            .a = src,
                            .b = dst,
                            .p = shift,
                            .grade = grade,
                            .flag = concrete_only,
                            .step = step });
}

void
record_load (struct record *r, node_id ptr, struct place place, int64_t size,
             node_id dst, uint32_t key, bool entry, step_id step)
{
  write_op (r, (struct op){ .code = entry ? OP_LOAD_ENTRY : OP_LOAD,
                            .a = ptr,
                            .p = place,
                            .size = size,
                            .b = dst,
                            .key = r->type_key (r, key),
                            .step = step });
}

void
record_store (struct record *r, node_id ptr, struct place place, node_id src,
              step_id step)
{
  write_op (r, (struct op){ .code = OP_STORE,
                            .a = ptr,
                            .p = place,
                            .b = src,
                            .step = step });
}

void
record_block (struct record *r, node_id dst, struct place dst_place,
              node_id src, struct place src_place, int64_t size,
              const struct shape *shape, step_id step)
{
  write_op (r, (struct op){ .code = OP_BLOCK,
                            .a = dst,
                            .p = dst_place,
                            .b = src,
                            .q = src_place,
                            .size = size,
                            .shape = shape_number (r, shape),
                            .step = step });
}

void
record_step (struct record *r, enum step_kind kind, const void *where,
             const void *what)
{
  /* Nothing is told of the others, nor where they are.  */
  bool told = kind != STEP_LOAD && kind != STEP_SILENT;
  write_op (r,
            (struct op){ .code = OP_STEP,
                         .step_kind = kind,
                         .number = where && told ? r->spot (r, where) : 0,
                         .what = what && told ? r->thing (r, kind, what) : 0 });
  r->coder.n_steps++;
}

void
record_sink (struct record *r, enum reason reason, enum grade grade,
             const char *name, step_id step)
{
  write_op (r, (struct op){ .code = OP_SINK,
                            .reason = reason,
                            .grade = grade,
                            .name = name,
                            .step = step });
  r->coder.n_nodes++;
  r->coder.n_objects++;
}

void
record_relation (struct record *r, enum relation_kind kind, node_id a,
                 node_id b, node_id result)
{
  /* That something is found comes out when the graph is solved.  */
  if (kind != RELATION_FOUND)
    write_op (r,
              (struct op){ .code = kind == RELATION_DIFFERENCE ? OP_DIFFERENCE
                                                               : OP_COMPARISON,
                           .a = a,
                           .b = b,
                           .result = result });
}

void
record_arithmetic (struct record *r, node_id n, enum arithmetic kind)
{
  write_op (r, (struct op){ .code = kind == ARITHMETIC_STEP ? OP_STEPPED
                                                            : OP_COMPUTED,
                            .a = n });
}

void
record_others_run (struct record *r)
{
  write_op (r, (struct op){ .code = OP_OTHERS_RUN });
}

void
record_call (struct record *r, const struct call_site *site,
             const struct callee *callee, node_id fn, bool through)
{
  struct call_site s = *site;
  write_op (r, (struct op){ .code = through ? OP_CALL_THROUGH : OP_CALL,
                            .a = fn,
                            .site = &s,
                            .what = r->spot (r, s.where),
                            .callee = callee ? r->callee (r, callee) : 0,
                            .type = s.type ? r->callee (r, s.type) : 0,
                            .shape = shape_number (r, s.shape) });
}

/* --- Replaying. ---  */

/* A local, and whether it is followed by versions.  */

struct split
{
  const void *what;
  int64_t extent;
  bool allowed, overwritten;
};

/* What an argument of the next call is.  */

struct split_arg
{
  uint32_t arg;
  node_id read, written;
};

struct player
{
  struct replay *r;
  struct caller *caller;
  struct graph *g;
  struct coder c;
  VEC (node_id) nodes;
  VEC (object_id) objects;
  VEC (step_id) steps;
  VEC (struct split) splits;
  VEC (struct split_arg) split_args;
};

static node_id
node_of (const struct player *p, node_id n)
{
  return p->nodes.v[n];
}

static void
add_node (struct player *p, node_id n)
{
  *vec_push (&p->nodes) = n;
  p->c.n_nodes++;
}

static void
add_object (struct player *p, object_id o)
{
  *vec_push (&p->objects) = o;
  p->c.n_objects++;
}

static const void *
spot_of (struct player *p, uint32_t number)
{
  const struct unit_function *f = p->r->function;
  if (number > f->spots.n)
    p->c.bad = true;
  return number && number <= f->spots.n ? &f->spots.v[number - 1] : NULL;
}

static const struct shape *
shape_of (struct player *p, uint32_t number)
{
  const struct unit *u = p->r->unit;
  if (number > u->shapes.n)
    p->c.bad = true;
  return number && number <= u->shapes.n && !p->r->any_number
             ? &u->shapes.v[number - 1]
             : NULL;
}

static const struct callee *
callee_of (struct player *p, uint32_t number)
{
  if (number > p->r->unit->callees.n)
    p->c.bad = true;
  return number && !p->c.bad ? p->r->callee (p->r, number) : NULL;
}

static void
play_object (struct player *p, const struct op *op)
{
  switch (op->kind)
    {
    case OBJECT_FRAME:
    case OBJECT_RESULT:
      break;
    case OBJECT_GLOBAL:
    case OBJECT_FUNCTION:
    case OBJECT_CONSTANT:
      if (op->code == OP_DECL_OBJECT && op->what)
        break;
      /* Fall through.  */
    default:
      p->c.bad = true;
      return;
    }
  const void *what = op->what ? p->r->decl (p->r, op->kind, op->what) : NULL;
  if (op->what && !what)
    {
      p->c.bad = true;
      return;
    }
  object_id o = op->code == OP_DECL_OBJECT
                    ? graph_decl_object (p->g, op->kind, what, op->size)
                    : graph_object (p->g, op->kind, what, op->size);
  add_object (p, o);
  p->caller->code->fill_global (p->caller, o);
}

/* --- Locals that are split on conditions. ---  */

static void
play_split (struct player *p, const struct op *op)
{
  const void *what
      = op->what ? p->r->decl (p->r, OBJECT_FRAME, op->what) : NULL;
  p->c.bad |= !what;
  *vec_push (&p->splits) = (struct split){ what, op->size, true, op->flag };
}

static struct split *
split_of (struct player *p, uint32_t number)
{
  p->c.bad |= number >= p->splits.n;
  return p->c.bad ? NULL : &p->splits.v[number];
}

static bool
is_split (const struct split *s)
{
  return s->allowed && s->overwritten;
}

/* What the callee in OP, which gets the address of byte OP->SIZE of S, overwrites
   there; null if it does more than access it.  */

static const struct unit_overwrite *
overwrites_of (struct player *p, const struct op *op, uint32_t *n)
{
  const struct callee *callee = callee_of (p, op->callee);
  p->c.bad |= !callee;
  return p->c.bad ? NULL : p->r->overwrites (p->r, callee, op->arg, n);
}

/* Does O overwrite a part of S, whose byte OFF its parameter ARG points to?  The
   part is [*FROM, *TO).  */

static bool
overwrites (const struct split *s, const struct unit_overwrite *o, uint32_t arg,
            int64_t off, int64_t *from, int64_t *to)
{
  if (o->param != arg || off < 0 || off > s->extent || o->off < -off
      || o->size <= 0 || o->off > s->extent - off
      || o->size > s->extent - off - o->off)
    return false;
  *from = off + o->off;
  *to = *from + o->size;
  return true;
}

static void
play_split_if (struct player *p, const struct op *op)
{
  uint32_t n = 0;
  const struct unit_overwrite *o = overwrites_of (p, op, &n);
  struct split *s = split_of (p, p->splits.n - 1);
  if (!s)
    return;
  s->allowed &= !!o;
  int64_t from, to;
  for (uint32_t i = 0; o && i < n; i++)
    s->overwritten |= overwrites (s, &o[i], op->arg, op->size, &from, &to);
}

static void
play_version (struct player *p, const struct op *op)
{
  const struct split *s = split_of (p, op->number);
  if (s)
    add_object (p, is_split (s)
                       ? graph_object (p->g, OBJECT_FRAME, s->what, s->extent)
                       : graph_decl_object (p->g, OBJECT_FRAME, s->what,
                                            s->extent));
}

/* The first byte from AT on that none of the N overwrites is sure to
   overwrite; *END: where the bytes like it end.  */

static int64_t
next_kept (const struct split *s, const struct unit_overwrite *o, uint32_t n,
           const struct op *op, int64_t at, int64_t *end)
{
  int64_t from, to;
  for (uint32_t i = 0; i < n; i++)
    if (overwrites (s, &o[i], op->arg, op->size, &from, &to) && from <= at
        && at < to)
      {
        at = to;
        i = UINT32_MAX;
      }
  *end = s->extent;
  for (uint32_t i = 0; i < n; i++)
    if (overwrites (s, &o[i], op->arg, op->size, &from, &to) && from > at
        && from < *end)
      *end = from;
  return at;
}

static void
play_pass (struct player *p, const struct op *op)
{
  uint32_t n = 0;
  const struct unit_overwrite *o = overwrites_of (p, op, &n);
  const struct split *s = split_of (p, op->number);
  if (!s || !is_split (s) || !o)
    return;
  int64_t end;
  for (int64_t at = 0; (at = next_kept (s, o, n, op, at, &end)) < s->extent;
       at = end)
    graph_block (p->g, node_of (p, op->b), place_at (at), node_of (p, op->a),
                 place_at (at), end - at, NULL, NO_STEP);
}

static void
play_split_arg (struct player *p, const struct op *op)
{
  const struct split *s = split_of (p, op->number);
  if (s && is_split (s))
    *vec_push (&p->split_args)
        = (struct split_arg){ op->arg, node_of (p, op->a), node_of (p, op->b) };
}

static void
play_call (struct player *p, struct op *op)
{
  struct call_site *s = op->site;
  node_id *args = (node_id *)s->args, *stores = (node_id *)s->stores;
  for (uint32_t i = 0; i < s->n_args; i++)
    args[i] = node_of (p, args[i]);
  for (uint32_t i = 0; stores && i < s->n_args; i++)
    stores[i] = node_of (p, stores[i]);
  if (p->split_args.n && !stores)
    s->stores = stores
        = arena_alloc (p->c.unit->arena, (s->n_args + 1) * sizeof *stores);
  for (uint32_t i = 0; i < p->split_args.n; i++)
    {
      const struct split_arg *a = &p->split_args.v[i];
      p->c.bad |= a->arg >= s->n_args;
      if (p->c.bad)
        return;
      args[a->arg] = a->read;
      stores[a->arg] = a->written;
    }
  p->split_args.n = 0;
  s->chain = node_of (p, s->chain);
  s->result = node_of (p, s->result);
  s->result_memory = node_of (p, s->result_memory);
  const struct spot *spot = spot_of (p, op->what);
  const struct callee *callee = callee_of (p, op->callee);
  s->type = callee_of (p, op->type);
  s->shape = shape_of (p, op->shape);
  p->c.bad |= !spot;
  if (p->c.bad)
    return;
  s->small_result &= !p->r->any_number;
  s->where = spot;
  s->name = spot->name;
  if (op->code == OP_CALL)
    apply_call (p->caller, s, callee);
  else
    apply_call_through (p->caller, s, node_of (p, op->a));
}

static void
play_op (struct player *p, struct op *op)
{
  struct graph *g = p->g;
  step_id step = p->steps.v[op->step];
  node_id a = node_of (p, op->a), b = node_of (p, op->b);
  object_id object = p->objects.v[op->object];
  uint32_t key = op->key;
  if (key == KEY_NARROW && p->r->any_number)
    key = KEY_NUMBER;
  switch (op->code)
    {
    case OP_VARIABLE:
      add_node (p, graph_variable (g));
      break;
    case OP_OBJECT:
    case OP_DECL_OBJECT:
      play_object (p, op);
      break;
    case OP_PARAM:
      add_object (p, graph_param (g, (int)op->number));
      break;
    case OP_CELL:
      add_node (p, graph_cell (g, object, op->p));
      break;
    case OP_ADDRESS:
      add_node (p, graph_address (g, object, op->p, step));
      break;
    case OP_COPY:
      graph_copy (g, a, b, op->p, op->grade, op->flag, step);
      break;
    case OP_LOAD:
      graph_load (g, a, op->p, op->size, b, key, step);
      break;
    case OP_LOAD_ENTRY:
      graph_load_entry (g, a, op->p, op->size, b, key, step);
      break;
    case OP_STORE:
      graph_store (g, a, op->p, b, step);
      break;
    case OP_BLOCK:
      /* Nothing moves between versions that are one.  */
      if (a != b || !place_equal (op->p, op->q))
        graph_block (g, a, op->p, b, op->q, op->size, shape_of (p, op->shape),
                     step);
      break;
    case OP_STEP:
      {
        const struct unit_function *f = p->r->function;
        p->c.bad |= op->what > f->things.n;
        *vec_push (&p->steps)
            = graph_step (g, op->step_kind, spot_of (p, op->number),
                          op->what && !p->c.bad ? &f->things.v[op->what - 1]
                                                : NULL,
                          NULL);
        p->c.n_steps++;
        break;
      }
    case OP_SINK:
      {
        node_id n = graph_sink (g, op->reason, op->grade,
                                *op->name ? op->name : NULL, step);
        add_node (p, n);
        add_object (p, g->nodes.v[n].obj);
        break;
      }
    case OP_DIFFERENCE:
      graph_difference (g, a, b, node_of (p, op->result));
      break;
    case OP_COMPARISON:
      graph_comparison (g, a, b, false);
      break;
    case OP_STEPPED:
      graph_arithmetic (g, a, ARITHMETIC_STEP);
      break;
    case OP_COMPUTED:
      graph_arithmetic (g, a, ARITHMETIC_ANY);
      break;
    case OP_OTHERS_RUN:
      graph_others_run (g);
      break;
    case OP_CALL:
    case OP_CALL_THROUGH:
      play_call (p, op);
      break;
    case OP_SPLIT:
      play_split (p, op);
      break;
    case OP_SPLIT_IF:
      play_split_if (p, op);
      break;
    case OP_VERSION:
      play_version (p, op);
      break;
    case OP_PASS:
      play_pass (p, op);
      break;
    case OP_SPLIT_ARG:
      play_split_arg (p, op);
      break;
    default:
      break;
    }
}

bool
replay_run (struct replay *r, struct caller *caller)
{
  struct graph *g = caller->graph;
  const struct unit_function *f = r->function;
  struct player p = { .r = r, .caller = caller, .g = g };
  struct unit scratch = *r->unit;
  scratch.arena = arena_new ();
  p.c = (struct coder){ .p = f->constraints,
                        .end = f->constraints + f->constraints_size,
                        .unit = &scratch };
  for (node_id n = 0; n < g->nodes.n; n++)
    add_node (&p, n);
  for (object_id o = 0; o < g->objects.n; o++)
    add_object (&p, o);
  *vec_push (&p.steps) = NO_STEP;
  p.c.n_steps = 1;
  for (;;)
    {
      struct call_site site = { 0 };
      struct op op = { .site = &site };
      code_op (&p.c, &op);
      if (p.c.bad || op.code == OP_END)
        break;
      play_op (&p, &op);
      if (p.c.bad)
        break;
      if (g->precision < N_PRECISIONS - 1 && g->steps_done > g->budget)
        {
          g->exhausted = true;
          break;
        }
    }
  escape_release (r->nodes);
  r->nodes = p.nodes.v;
  r->n_nodes = p.nodes.n;
  vec_free (&p.objects);
  vec_free (&p.steps);
  vec_free (&p.splits);
  vec_free (&p.split_args);
  arena_free (scratch.arena);
  return !p.c.bad;
}
